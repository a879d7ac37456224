"""What a person's own diary says to one of the questions, and the one tap that would give what is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from afterrun.findings.explanation import together, verdict_on_weight
from afterrun.language import mark, say, say_n, sentence_case, spoken
from afterrun.report.goes_with import goes_with
from afterrun.report.sentences import BETTER, CHANGED, NOTHING, SETS_OFF, WHICH, sentences
from afterrun.report.tried import compares, eases, eases_days, keep_up_next, name_of, prevents, rate_next, try_next
from afterrun.report.why import COMPARABLE, VERDICTS, named
from afterrun.report.words import percent
from afterrun.units import distance_words

if TYPE_CHECKING:
    from afterrun.findings import Answers, Explanation, Intervention, LongRuns, Trigger
    from afterrun.reasons.evidence import AskedDiary, Topic
    from afterrun.records import Diary

_LOG_CARE = ("/did", mark("Log it with a rating before and after"))
_TRIAL = ("/trial", mark("Let chance decide: a trial"))
_CHECK_IN = ("/check-in", mark("Check in"))
_KEEP_UP = ("/also", mark("Note since when you keep it up"))
_RUN = ("/run", mark("Log a run"))
_IMPORT = ("/import", mark("Bring in your runs"))
_SIGNS = ("/signs", mark("Answer the signs"))
_WHY = ("/why", mark("See all of them"))
_WEEKS = 4  # of which a usual week is told: judgement
_SETTLED = frozenset({"helps", "worsens", "no-worthwhile-effect"})


@dataclass(frozen=True, slots=True)
class DiaryTold:
    """One thing that the diary says, and where a tap would tell more (both may be empty)."""

    text: str
    link: str = ""
    link_words: str = ""


@dataclass(frozen=True, slots=True)
class OwnDiary:
    """What can be asked: the answers of one site, the records, and the runs that were long for their month."""

    answers: Answers
    diary: Diary
    long_runs: LongRuns


def diary_told(topic: Topic, own: OwnDiary) -> tuple[DiaryTold, ...]:
    """Say all that the diary says to a question."""
    said = (told for asked in topic.diary for told in _PARTS[asked.part](own, asked))
    return (*said, *_rivals(own, topic))


def _linked(text: str, tap: tuple[str, str]) -> DiaryTold:
    link, words = tap
    return DiaryTold(text, link, say(words))


def _under(own: OwnDiary, topic: str) -> list[DiaryTold]:
    return [DiaryTold(each.text) for each in sentences(own.answers) if each.topic == topic]


def _runs_raise(own: OwnDiary, asked: AskedDiary) -> Iterator[DiaryTold]:
    known = own.answers.response is not None
    yield from _under(own, SETS_OFF)[: 2 if known else 1]  # whether they do, and by how much
    if not known:
        yield _linked(say("A check-in the day after a run tells most."), _CHECK_IN)


def _trend(own: OwnDiary, asked: AskedDiary) -> Iterator[DiaryTold]:
    found = [told for told in _under(own, BETTER) if told.text != say(NOTHING)]  # says nothing without its heading
    yield from found or [_linked(say("Whether it is getting better is not known yet."), _CHECK_IN)]


def _changed(own: OwnDiary, asked: AskedDiary) -> Iterator[DiaryTold]:
    found = _under(own, CHANGED)
    unknown = say("Whether something changed from one day to the next is not known yet.")
    yield from found or [_linked(unknown, _CHECK_IN)]


def _features(own: OwnDiary, asked: AskedDiary) -> Iterator[DiaryTold]:
    found = _under(own, WHICH)
    yield from found
    if not any(each.verdict in {"may-help", "may-worsen"} for each in own.answers.run_features or ()):
        yield _linked(
            say("Runs in another shoe, on other ground or with quicker steps would tell, some of each kind."), _RUN
        )


def _long_runs(own: OwnDiary, asked: AskedDiary) -> Iterator[DiaryTold]:
    found = own.long_runs
    yield from _a_week(own)
    if found.known_from is None:
        yield _linked(say("Which of your runs were long for their month is not known: none has a distance."), _IMPORT)
        return
    if not found.n:
        text = say(
            "Which of your runs were long for their month can be told from {day:%d %b %Y} on; now, if you bring in "
            "older runs.",
            day=found.known_from,
        )
        yield _linked(text, _IMPORT)
        return
    yield DiaryTold(
        say_n(
            "More than 10 % longer than the longest of the 30 days before: {longer} of {n} run.",
            "More than 10 % longer than the longest of the 30 days before: {longer} of {n} runs.",
            found.n,
            longer=found.longer,
        )
    )
    if found.last is not None:
        yield DiaryTold(say("The last of them was on {at:%d %b %Y}.", at=found.last))
    if found.after_gap:
        yield DiaryTold(
            say_n(
                "{n} had no run in the 30 days before it.",
                "{n} had no run in the 30 days before them.",
                found.after_gap,
            )
        )


def _a_week(own: OwnDiary) -> Iterator[DiaryTold]:
    """Say how far it was in a usual week, where the diary has four of them and each run of these a distance."""
    runs = own.diary.until(own.answers.as_of).runs
    since = own.answers.as_of - timedelta(weeks=_WEEKS)
    lately = [run.distance_m for run in runs if run.start > since]
    if runs and runs[0].start <= since and all(lately):
        far = distance_words(sum(each or 0.0 for each in lately) / _WEEKS, ".2g")
        yield DiaryTold(say("Over the last {n} weeks you ran {far} a week.", n=_WEEKS, far=far))


def _tried(own: OwnDiary, asked: AskedDiary) -> list[Intervention]:
    return [each for each in own.answers.interventions if each.intervention in asked.names]


def _eases(own: OwnDiary, asked: AskedDiary) -> Iterator[DiaryTold]:
    rated = [each for each in _tried(own, asked) if each.relief is not None and each.relief.n]
    for item in rated:
        yield DiaryTold(_of(item, eases(item.relief)))
        if item.relief is not None and (more := rate_next(item.relief)):
            yield _linked(more, _LOG_CARE)
    for each in own.answers.relief_contrasts:
        if each.intervention in asked.names:
            yield DiaryTold(compares(each))
    if not rated:
        what = sentence_case(spoken(asked.names[0]))
        yield _linked(say("{what}: not rated before and after yet.", what=what), _LOG_CARE)


def _prevents(own: OwnDiary, asked: AskedDiary) -> Iterator[DiaryTold]:
    with_runs = [each for each in _tried(own, asked) if each.prevention.n_with]
    for item in with_runs:
        yield DiaryTold(_of(item, prevents(item.prevention)))
    if not with_runs:
        what = sentence_case(spoken(asked.names[0]))
        yield _linked(say("{what}: no run with it yet, so your diary cannot tell.", what=what), _TRIAL)
    elif any(each.prevention.verdict not in _SETTLED for each in with_runs):
        last = with_runs[-1]
        yield _next(last, try_next(last.prevention))


def _next(item: Intervention, text: str) -> DiaryTold:
    """Lead to a trial, except from what works too slowly for a coin to decide each time."""
    return _linked(text, _TRIAL) if item.prevention.takes_weeks is None else DiaryTold(text)


def _kept_up(own: OwnDiary, asked: AskedDiary) -> Iterator[DiaryTold]:
    tried = _tried(own, asked)
    for item in tried:
        for text in filter(None, (prevents(item.prevention), eases_days(item.everyday))):
            yield DiaryTold(_of(item, text))
        if more := keep_up_next(item):
            yield _next(item, more)
    missing = [name for name in asked.names if name not in {each.intervention for each in tried}]
    if missing:
        names = ", ".join(spoken(name) for name in missing)
        yield _linked(say("Nothing is on record about: {names}.", names=names), _KEEP_UP)


def _symptom(own: OwnDiary, asked: AskedDiary) -> Iterator[DiaryTold]:
    (name,) = asked.names
    noted = sum(report.symptom == name and report.nrs > 0 for report in own.diary.until(own.answers.as_of).pain)
    what = sentence_case(spoken(name))
    if not noted:
        yield _linked(say("{what}: not noted yet. Note it when it comes, as what it feels like.", what=what), _CHECK_IN)
        return
    yield DiaryTold(say_n("{what}: noted once.", "{what}: noted {n} times.", noted, what=what))
    about = [each for each in own.answers.triggers or () if each.symptom == name or _sets_off(each, name)]
    found = goes_with(about)
    for text in found:
        yield DiaryTold(text)
    if not found:
        yield _linked(say("What it goes with is not known yet. Note it each time it comes."), _CHECK_IN)


def _sets_off(trigger: Trigger, symptom: str) -> bool:
    """Whether a symptom is known to go with another; what is not known of that is no answer to what it comes from."""
    return (trigger.kind_of, trigger.kind) == ("symptom", symptom) and trigger.verdict != "not-yet-known"


def _how_long(own: OwnDiary, asked: AskedDiary) -> Iterator[DiaryTold]:
    site = own.answers.site
    there = [report.at for report in own.diary.until(own.answers.as_of).pain if report.site == site and report.nrs > 0]
    if there:
        yield DiaryTold(
            say(
                "In your diary it was first noted on {first:%d %b %Y}, and last on {last:%d %b %Y}.",
                first=there[0],
                last=there[-1],
            )
        )
    yield _linked(say("Your diary sees only what you write down. The signs ask for the rest."), _SIGNS)


def _rivals(own: OwnDiary, topic: Topic) -> Iterator[DiaryTold]:
    """Say how the explanations that a question is about stand among all that the diary can compare."""
    rows = own.answers.explanations
    if not topic.rivals:
        return
    if rows is None:
        why = next((check.text for check in own.answers.checks if check.name == COMPARABLE), "")
        yield _linked(why or say("Explanations cannot be weighed against each other on your diary yet."), _WHY)
        return
    told: set[str] = set()
    for row in (row for row in rows if row.name in topic.rivals):
        if row.name not in told:
            told.update((row.name, *row.alike))
            yield DiaryTold(_rival(row, rows))
    missing = [named(name) for name in topic.rivals if name not in {row.name for row in rows}]
    if missing:
        yield DiaryTold(say("Your diary cannot compare: {names}.", names=", ".join(missing)))
    yield _linked(say("These chances are among all explanations that your diary can compare."), _WHY)


def _rival(row: Explanation, rows: Sequence[Explanation]) -> str:
    weight = together(row, tuple(rows))
    words = {
        "name": sentence_case(named(row.name)),
        "chance": percent(weight),
        "verdict": say(VERDICTS[verdict_on_weight(weight, weight)]),
    }
    if row.alike:
        others = ", ".join(named(name) for name in row.alike)
        return say(
            "{name} or what rises and falls with it: together a chance of {chance}, {verdict}. Your diary cannot tell "
            "it from: {others}.",
            others=others,
            **words,
        )
    return say("{name}: a chance of {chance}, {verdict}.", **words)


def _of(item: Intervention, text: str) -> str:
    return say("{what}: {text}", what=sentence_case(name_of(item)), text=text)


_PARTS: Mapping[str, Callable[[OwnDiary, AskedDiary], Iterator[DiaryTold]]] = {
    "runs-raise": _runs_raise,
    "trend": _trend,
    "changed": _changed,
    "long-runs": _long_runs,
    "features": _features,
    "eases": _eases,
    "prevents": _prevents,
    "kept-up": _kept_up,
    "symptom": _symptom,
    "how-long": _how_long,
}
