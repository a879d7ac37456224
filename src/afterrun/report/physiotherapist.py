"""What the sheet for a physiotherapist says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from afterrun.findings import Answers
from afterrun.language import mark, marks, say, say_n, sentence_case, spoken
from afterrun.reasons.red_flags import SIGN_OF, SIGNS, latest_answers
from afterrun.records import Diary, PainReport, Run
from afterrun.records.own_words import OwnWords
from afterrun.records.sign_answer import NO
from afterrun.report.figures import Series, timeline
from afterrun.report.goes_with import goes_with
from afterrun.report.run_features import feature_rows
from afterrun.report.sentences import (
    BETTER,
    CHANGED,
    DURING,
    HOW_FAR,
    SAFETY,
    SETS_OFF,
    TRIED,
    WHEN,
    cautions,
    sentences,
)
from afterrun.report.sheet import Part
from afterrun.report.tried_table import tried_note, tried_table
from afterrun.report.words import meant_by_pain, reports_words, runs_words
from afterrun.units import distance_words

_SHOWN = timedelta(weeks=16)
_LATELY = timedelta(weeks=4)
_RECENT = timedelta(days=90)  # as the reference run: docs/model.md
_FEW = 3  # of what there may be many of, so that the sheet stays one page: judgement
_ASKED_LATELY_W = 6  # weeks in which an answer about a sign may have changed: judgement
_NOTE_LETTERS = 90  # a line: judgement
_STANDS_OUT = frozenset({"helps", "worsens", "may-help", "may-worsen"})
_QUESTIONS = marks(
    "What do you find when you look at it: foot, ankle, calf, the way I run?",
    "Does anything here make you want a scan, a test or a doctor's look?",
    "What would you change first, and how would we see whether it helped?",
    "How much running is sensible until then?",
)
_NO_SIGN = mark(
    "No sign in the records that calls for haste. Looked for at every place: swelling, warmth, redness, "
    "short breath, one sore spot, pain at night, on hopping or during a run, 8 of 10 or more, numbness or "
    "weakness in the last two weeks; growing from week to week; six weeks without getting better. The records "
    "show only what was written down."
)
_FOOT = mark(
    "Made by Afterrun from the person's own records. Statistics about one diary, not an "
    "examination, and not a medical device. Ranges hold the truth in nine of ten diaries like "
    "this one."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What is shown of one site.

    Parameters
    ----------
    told : Answers
        Every finding.
    symptom : str
        What is felt there.
    reports : tuple of PainReport
        All of that symptom, in order of time; at least one.
    """

    told: Answers
    symptom: str
    reports: tuple[PainReport, ...]


def physiotherapist_sheet(
    seen: Seen, diary: Diary, own: OwnWords, *, now: datetime, simulated: bool
) -> tuple[str, str, list[Part], str]:
    """Put together what the sheet says, on one page: its title, what stands below it, its parts, and its foot."""
    place = seen.told.site
    title = say("Running and pain: {words}", words=place.words)
    subtitle = say("{now:%d %B %Y}. What my own diary says. Where it says 'you', that is me.", now=now)
    if simulated:
        subtitle += " " + say("SIMULATED: not a real person.")
    return title, subtitle, list(_parts(seen, diary.until(now), own, now)), say(_FOOT)


def _parts(seen: Seen, diary: Diary, own: OwnWords, now: datetime) -> Iterator[Part]:
    said: dict[str, list[str]] = {}
    for sentence in sentences(seen.told):
        said.setdefault(sentence.topic, []).append(sentence.text)
    look = say("Please look first") if SAFETY in said else say("What must not wait")
    yield Part(look, [*said.get(SAFETY, [say(_NO_SIGN)]), _asked(diary, now)], alert=SAFETY in said)
    meant = meant_by_pain(seen.symptom)
    yield Part(say("The problem"), [*_began(own), *_problem(seen, diary), *([meant] if meant else []), *_notes(seen)])
    series = _series(seen, diary, now)
    yield Part(say("The last months"), figure=timeline(series), caption=_legend(series))
    yield Part(say("Its course"), _first(said, (BETTER, 1), (CHANGED, 2)))
    yield Part(say("What sets it off"), [*_first(said, (SETS_OFF, 2), (DURING, 1)), *_else(seen), *_which(seen)])
    yield Part(say("After a run"), [" ".join(_first(said, (WHEN, 3)))] if said.get(WHEN) else [])
    yield Part(say("Running now"), [*_first(said, (HOW_FAR, 2)), *_worn(diary, own, now)])
    yield _tried(seen.told, diary, said.get(TRIED, []))
    yield Part(say("Where this could be wrong"), items=cautions(seen.told))
    yield Part(say("What I think it is"), [own.theory] if own.theory else [])
    yield Part(say("My questions"), items=[*own.questions, *map(say, _QUESTIONS[len(own.questions) :])], lines=2)


def _first(said: Mapping[str, Sequence[str]], *wanted: tuple[str, int]) -> list[str]:
    """Take the first sentences of each topic: the rest is in the app."""
    return [text for topic, most in wanted for text in said.get(topic, ())[:most]]


def _which(seen: Seen) -> list[str]:
    """Say which kinds of run stand out; what is not known yet takes no line of the page."""
    told = [each for each in seen.told.run_features or () if each.verdict in _STANDS_OUT]
    return [say("{what}: {verdict}.", what=row[0], verdict=row[1]) for row in feature_rows(told)[1:]]


def _else(seen: Seen) -> tuple[str, ...]:
    """Say what else goes with it, where something is known of it."""
    return goes_with([each for each in seen.told.triggers or () if each.seen in _STANDS_OUT])[:_FEW]


def _began(own: OwnWords) -> list[str]:
    return [say("Since when, in my words: {onset}", onset=own.onset)] if own.onset else []


def _notes(seen: Seen) -> list[str]:
    """Repeat the newest notes, as they were written."""
    noted = [report for report in reversed(seen.reports) if report.note]
    listed = "; ".join(say("{at:%d %b}: {note}", at=each.at, note=_short(each.note or "")) for each in noted[:_FEW])
    return [say("My notes: {listed}.", listed=listed)] if listed else []


def _short(text: str) -> str:
    return text if len(text) <= _NOTE_LETTERS else f"{text[: _NOTE_LETTERS - 1]}…"


def _worn(diary: Diary, own: OwnWords, now: datetime) -> list[str]:
    """Say shoes, surface and goal."""
    recent = [run for run in diary.runs if run.end > now - _RECENT]
    shoes = Counter(run.shoe for run in recent if run.shoe)
    surfaces = Counter(run.surface for run in recent if run.surface)
    told = [
        say("Shoes of the last 90 days: {listed}.", listed=_counted(shoes)) if shoes else "",
        say("Surface: {listed}.", listed=_counted(surfaces)) if surfaces else "",
        say("Goal: {far}.", far=distance_words(own.goal_m)) if own.goal_m else "",
    ]
    return [" ".join(filter(None, told))] if any(told) else []


def _counted(counted: Counter[str]) -> str:
    named = counted.most_common(_FEW)
    return ", ".join(say_n("{name} ({n} run)", "{name} ({n} runs)", n, name=spoken(name)) for name, n in named)


def _asked(diary: Diary, now: datetime) -> str:
    """Say which of the signs were asked about, and what of them is so."""
    latest = [answer for name, answer in latest_answers(diary.signs, now).items() if name in SIGN_OF]
    if not latest:
        return say("Not asked yet about signs that should not wait.")
    so = [say(SIGN_OF[answer.sign].tick) for answer in latest if answer.answer != NO]
    last = max(answer.at for answer in latest)
    told = say(
        "Asked about {n} of {of} signs, last on {at:%d %B %Y}; you ticked: {so}",
        n=len(latest),
        of=len(SIGNS),
        at=last,
        so=" ".join(so) or say("none."),
    )
    weeks = (now - last).days // 7
    return told if weeks < _ASKED_LATELY_W else f"{told} {say('That was {n} weeks ago: please ask again.', n=weeks)}"


def _problem(seen: Seen, diary: Diary) -> Iterator[str]:
    place, data = seen.told.site, seen.told.data
    reports = [report for report in diary.pain if report.site == place]
    since, weeks = reports[0].at, (reports[-1].at - reports[0].at) / timedelta(weeks=1)
    yield say(
        "{place}, {symptom}, recorded since {since:%d %B %Y}: {reports} and {runs}, {much}.",
        place=sentence_case(place.words),
        symptom=spoken(seen.symptom),
        since=since,
        reports=reports_words(data.reports, data.ratings),
        runs=runs_words(data.runs),
        much=_a_week([run for run in diary.runs if run.start >= since], max(weeks, 1.0)),
    )
    worst = max(report.nrs for report in reports)
    yield say(
        "Worst report {worst:g} of 10; half of the reports are {middle:g} or less.",
        worst=worst,
        middle=_middle(reports),
    )
    late = [report for report in reports if report.at > reports[-1].at - _LATELY]
    if len(late) >= _FEW and len(late) < len(reports):
        yield say(
            "In the last 4 weeks of it: worst {worst:g}, half of the reports {middle:g} or less.",
            worst=max(report.nrs for report in late),
            middle=_middle(late),
        )
    if words := _words(reports):
        yield words
    elsewhere = Counter(f"{r.site.words} ({spoken(r.symptom)})" for r in diary.pain if r.site != place)
    if elsewhere:
        listed = (say_n("{name} once", "{name} {n} times", n, name=name) for name, n in elsewhere.most_common(4))
        yield say("Also recorded: {listed}.", listed=", ".join(listed))


def _tried(told: Answers, diary: Diary, said: Sequence[str]) -> Part:
    if not told.interventions:
        return Part(say("What was tried"), said)
    return Part(say("What was tried"), tried_note(told.interventions), table=tried_table(told.interventions, diary))


def _a_week(runs: Sequence[Run], weeks: float) -> str:
    """Say how far the runs went a week; what is not known is not counted as nothing."""
    known = [run.distance_m for run in runs if run.distance_m]  # 0 of a session: nothing measured it
    if runs and not known:
        return say("their distances not known")
    a_week = say("about {far} a week", far=distance_words(sum(known) / weeks, ".0f"))
    if len(known) == len(runs):
        return a_week
    return say_n(
        "{a_week} (without {n} run whose distance is not known)",
        "{a_week} (without {n} runs whose distance is not known)",
        len(runs) - len(known),
        a_week=a_week,
    )


def _middle(reports: list[PainReport]) -> float:
    return sorted(report.nrs for report in reports)[(len(reports) - 1) // 2]


def _words(reports: list[PainReport]) -> str:
    """In the person's words: qualities and moments of reports that hurt."""
    hurting = [report for report in reports if report.nrs > 0]
    felt = Counter(quality for report in hurting for quality in report.quality)
    when = Counter(report.moment for report in hurting if report.moment)
    said = []
    if felt:
        said.append(say("It feels {words}", words=_listed(felt)))
    if when:
        said.append(say("most often reported: {moments}", moments=_listed(when)))
    return sentence_case("; ".join(said)) + "." if said else ""


def _listed(counted: Counter[str]) -> str:
    return ", ".join(spoken(word) for word, _ in counted.most_common(3))


def _legend(series: Series) -> str:
    words = say(
        "Dots: pain 0-10, joined where reports are at most two days apart. Grey bars: runs, longer "
        "is farther. +: something was done about it."
    )
    unknown = any(metres is None for _, metres in series.runs)
    return f"{words} {say('Dashed bars: runs whose distance is not known.')}" if unknown else words


def _series(seen: Seen, diary: Diary, now: datetime) -> Series:
    reports = seen.reports
    start = max(min(reports[0].at, now - timedelta(weeks=1)), now - _SHOWN)

    def day(at: datetime) -> float:
        return (at - start) / timedelta(days=1)

    count = int(day(now))
    return Series(
        days=day(now),
        reports=[(day(report.at), report.nrs) for report in reports if report.at >= start],
        runs=[(day(run.end), run.distance_m or None) for run in diary.runs if start <= run.end <= now],
        care=[day(care.at) for care in diary.care if care.at >= start],
        ticks=[
            (float(d), say("{day:%d %b}", day=start + timedelta(days=d)))
            for d in range(0, count + 1, max(count // 6, 1))
        ],
    )
