"""What the sheet for a physiotherapist says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from afterrun.findings import Answers, Curve
from afterrun.language import mark, marks, say, say_n, sentence_case, spoken
from afterrun.reasons.red_flags import SIGN_OF, SIGNS, latest_answers
from afterrun.records import Diary, PainReport, Run
from afterrun.records.sign_answer import NO
from afterrun.report.figures import Series, curve, timeline
from afterrun.report.run_features import feature_rows
from afterrun.report.sentences import (
    BETTER,
    CHANGED,
    DURING,
    ELSE,
    HOW_FAR,
    MOMENTS,
    SAFETY,
    SETS_OFF,
    TRIED,
    WHEN,
    WHICH,
    cautions,
    sentences,
)
from afterrun.report.sheet import Part
from afterrun.report.tried import VERDICTS, compares, eases, eases_days, name_of, prevents
from afterrun.report.words import length
from afterrun.units import distance_words

_SHOWN = timedelta(weeks=16)
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
    curve : Curve or None
        The response over time, where it may be told.
    symptom : str
        What is felt there.
    reports : tuple of PainReport
        All of that symptom, in order of time; at least one.
    """

    told: Answers
    curve: Curve | None
    symptom: str
    reports: tuple[PainReport, ...]


def physiotherapist_sheet(
    seen: Seen, diary: Diary, *, now: datetime, simulated: bool
) -> tuple[str, str, list[Part], str]:
    """Put together what the sheet says: its title, what stands below it, its parts, and its foot."""
    place = seen.told.site
    title = say("Running and pain: {words}", words=place.words)
    subtitle = say("{now:%d %B %Y}. What my own records say; 'you' is me.", now=now)
    if simulated:
        subtitle += " " + say("SIMULATED: not a real person.")
    return title, subtitle, list(_parts(seen, diary.until(now), now)), say(_FOOT)


def _parts(seen: Seen, diary: Diary, now: datetime) -> Iterator[Part]:
    said: dict[str, list[str]] = {}
    for sentence in sentences(seen.told):
        said.setdefault(sentence.topic, []).append(sentence.text)
    yield Part(say("Please look first"), [*said.get(SAFETY, [say(_NO_SIGN)]), _asked(diary, now)], alert=SAFETY in said)
    yield Part(say("The problem"), list(_problem(seen, diary)))
    series = _series(seen, diary, now)
    yield Part(say("The last months"), figure=timeline(series), caption=_legend(series))
    yield Part(say(SETS_OFF), [*said.get(SETS_OFF, []), *said.get(ELSE, [])])
    yield Part(say(WHICH), said.get(WHICH, []), table=feature_rows(seen.told.run_features or ()))
    yield Part(say(DURING), said.get(DURING, []))
    yield _course(seen, [*said.get(WHEN, []), *said.get(MOMENTS, [])])
    yield Part(say(HOW_FAR), said.get(HOW_FAR, []))
    yield Part(say(BETTER), [*said.get(BETTER, []), *said.get(CHANGED, [])])
    yield _tried(seen.told, said.get(TRIED, []))
    yield Part(say("What could be wrong with this"), items=cautions(seen.told))
    yield Part(say("My questions"), items=[say(text) for text in _QUESTIONS], lines=4)


def _asked(diary: Diary, now: datetime) -> str:
    """Say which of the signs were asked about, and what of them is so."""
    latest = [answer for name, answer in latest_answers(diary.signs, now).items() if name in SIGN_OF]
    if not latest:
        return say("Not asked yet about signs that should not wait.")
    so = [say(SIGN_OF[answer.sign].tick) for answer in latest if answer.answer != NO]
    return say(
        "Asked about {n} of {of} signs, last on {at:%d %B %Y}; you ticked: {so}",
        n=len(latest),
        of=len(SIGNS),
        at=max(answer.at for answer in latest),
        so=" ".join(so) or say("none."),
    )


def _problem(seen: Seen, diary: Diary) -> Iterator[str]:
    place, data = seen.told.site, seen.told.data
    reports = [report for report in diary.pain if report.site == place]
    since, weeks = reports[0].at, (reports[-1].at - reports[0].at) / timedelta(weeks=1)
    yield say(
        "{place}, {symptom}, recorded since {since:%d %B %Y}: {reports} reports and {runs} runs, {much}.",
        place=sentence_case(place.words),
        symptom=spoken(seen.symptom),
        since=since,
        reports=data.reports,
        runs=data.runs,
        much=_a_week([run for run in diary.runs if run.start >= since], max(weeks, 1.0)),
    )
    worst = max(report.nrs for report in reports)
    yield say(
        "Worst report {worst:g} of 10; half of the reports are {middle:g} or less.",
        worst=worst,
        middle=_middle(reports),
    )
    if words := _words(reports):
        yield words
    elsewhere = Counter(f"{r.site.words} ({spoken(r.symptom)})" for r in diary.pain if r.site != place)
    if elsewhere:
        listed = (say_n("{name} once", "{name} {n} times", n, name=name) for name, n in elsewhere.most_common(4))
        yield say("Also recorded: {listed}.", listed=", ".join(listed))


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
    return "; ".join(said) + "." if said else ""


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


def _course(seen: Seen, said: list[str]) -> Part:
    rise, response = seen.curve, seen.told.response
    if rise is None or response is None:
        return Part(say("After a run"), said)
    drawn = curve(*(each.tolist() for each in (rise.h, rise.median, rise.lo, rise.hi)))
    caption = say(
        "Points of pain above what it would be without the run, after a usual run ({length}). Grey: where the truth "
        "probably is.",
        length=length(response.reference_run),
    )
    return Part(say("After a run"), said, figure=drawn, caption=caption)


marks("randomised", "paired before after", "observational")


def _tried(told: Answers, said: list[str]) -> Part:
    if not told.interventions:
        return Part(say("What was tried"), said)
    rows = [("", say("Does it ease pain that is there?"), say("Does it prevent pain after runs?"))]
    for each in told.interventions:
        relief, prevention = each.relief, each.prevention
        eased = f"{say(VERDICTS[relief.verdict])}. {eases(relief)}" if relief else say("Not rated.")
        kept = f"{say(VERDICTS[prevention.verdict])} ({spoken(prevention.evidence)}). {prevents(prevention)}"
        rows.append((sentence_case(name_of(each)), eased, kept))
    days = ((name_of(each), eases_days(each.everyday)) for each in told.interventions)
    texts = [f"{sentence_case(name)}, {say('from day to day')}: {text}" for name, text in days if text]
    texts += [compares(each) for each in told.relief_contrasts]
    return Part(say("What was tried"), texts, table=rows)
