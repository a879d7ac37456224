"""Where the pain may come from, in words: one verdict, the rivals, and the run that would tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from afterrun.findings.explanation import FAVOURED, UNLIKELY, together
from afterrun.language import mark, say, spoken
from afterrun.report.words import days, percent
from afterrun.units import HOURS_PER_DAY, distance_words

if TYPE_CHECKING:
    from afterrun.findings import AtOnce, Explanation, TellingRun, Why

NAMES: Mapping[str, str] = {
    "distance": mark("how far you ran"),
    "duration": mark("how long it took"),
    "speed": mark("how fast you ran"),
    "descent": mark("how much it went down"),
    "ascent": mark("how much it went up"),
    "session-spike": mark("a run longer than those of the month before"),
    "rest-gap": mark("how many days you rested before"),
    "forefoot-impulse": mark("the load on the ball of the foot"),
    "calf-work": mark("the load on the calf"),
    "fascia-load": mark("the load on the sole"),
    "tibia-load": mark("the load on the shin bone"),
    "knee-load": mark("the load on the knee"),
    "event:sleep": mark("how long you slept"),
    "event:weight": mark("what you weigh"),
    "none": mark("pain that comes and goes by itself"),
}
_KINDS = ("speed", "descent", "ascent", "session-spike", "rest-gap")  # of run, that a distance does not tell
WHOLE_STORY = mark(
    "Each is weighed by itself, and the likeliest also together with each other one: two that are both at work share "
    "their chance. What is unlikely may still add a little: see what else goes with your pain in your answers."
)
ONLY_LOGGED = mark("Only what is in your diary can be compared. Something that nobody logged may be behind it.")
ALIKE = mark("What stands in one line rises and falls together in your runs: your diary cannot tell it apart.")
COMPARABLE = "explanations"  # the check of whether they can be weighed at all
_EVENT = "event:"
_SIGN = mark("No run is proposed while a sign says to have somebody look first.")
_NO_RUN = mark("No run is proposed for now: see how far to run next.")
_NO_RUN_TELLS = mark("No run within what you are used to would settle it soon. Go on reporting after your runs.")
_RUNS: Mapping[str, str] = {
    "usual": mark("a run like most of yours, {far}"),
    "slower": mark("{far}, slower than usual: in about {minutes} minutes"),
    "faster": mark("{far}, faster than usual: in about {minutes} minutes"),
    "longer": mark("a longer run, {far}"),
    "longer-flat": mark("a longer run on the flat, {far}"),
    "shorter": mark("a short run, {far}"),
    "hilly": mark("{far} in the hills, as steep as your hilly runs"),
    "flat": mark("{far} on the flat"),
    "two-short": mark("two short runs of {far} on two days in a row, instead of one"),
    "after-rest": mark("{far} after {rest} of rest"),
}
VERDICTS: Mapping[str, str] = {
    "favoured": mark("favoured"),
    "unlikely": mark("unlikely"),
    "undecided": mark("undecided"),
    "one of these": mark("one of these"),
    "not alone": mark("not alone"),
    "at work": mark("at work"),
}
_FULL = 20  # steps of a bar, 5 % each: no finer than `percent`
_FEW = 3  # runs; more are told in fives: what is expected of them is no promise


@dataclass(frozen=True, slots=True)
class WhyRow:
    """Rivals that are alike, as one line.

    Parameters
    ----------
    names : tuple of str
        What they are, in words.
    told : str
        Their weight together, in words.
    steps : int
        The same, for a bar, out of `BAR_STEPS`.
    verdict : str
        In a word.
    """

    names: tuple[str, ...]
    told: str
    steps: int
    verdict: str


BAR_STEPS = _FULL


def verdict(why: Why) -> str:
    """Say what the diary favours, in one or two sentences; or that it is undecided, or why nothing is said."""
    leading, rows = why.leading, why.explanations or ()
    if leading is None:
        of_its_own = [check.text for check in why.checks if check.name == COMPARABLE]  # needs more than all others
        return " ".join(of_its_own or (check.text for check in why.checks)) or say("Nothing can be said of it yet.")
    if together(leading, rows) >= FAVOURED:
        return _favoured(leading)
    if why.at_once is not None and why.at_once.weight >= FAVOURED:
        return say("Your diary points to two things, both at work: {first}, and {second}.", **_names(why.at_once, rows))
    if leading.at_work >= FAVOURED:
        return _perhaps_not_alone(leading, why.at_once, rows)
    if why.at_once is not None:
        return say("Undecided. It may be two things, both at work: {first}, and {second}.", **_names(why.at_once, rows))
    if why.telling_apart is None:
        return say("Undecided.")
    first, second = (_group(name, rows) for name in (why.telling_apart.first, why.telling_apart.second))
    return say("Undecided. Your diary cannot tell yet: is it {first}, or {second}?", first=first, second=second)


def favours(name: str) -> str:
    """Say that the diary favours one thing."""
    return say("Your diary favours {name} over everything else that it knows of.", name=name)


def favoured_kind(rows: Sequence[Explanation] | None) -> str | None:
    """Name what of a run, besides its length, the diary favours over everything else; None where it favours no such.

    Only what it can tell from all others.
    """
    return next((named(row.name) for row in rows or () if _is_kind(row)), None)


def _is_kind(row: Explanation) -> bool:
    return row.name in _KINDS and row.verdict == "favoured" and not row.alike


def _favoured(leading: Explanation) -> str:
    if leading.name == "none":
        return say("It looks like pain that comes and goes by itself: nothing in your diary explains it better.")
    if leading.alike:
        names = _one_of([leading.name, *leading.alike])
        return say("Your diary points to one of these, and cannot tell which: {names}.", names=names)
    return favours(named(leading.name))


def _perhaps_not_alone(leading: Explanation, at_once: AtOnce | None, rows: Iterable[Explanation]) -> str:
    name = _one_of([leading.name, *leading.alike])
    other = None if at_once is None else next(n for n in (at_once.first, at_once.second) if n != leading.name)
    if other is None:
        return say("Your diary points to {name}. Whether that is all, it cannot tell yet.", name=name)
    return say("Your diary points to {name}. Perhaps {other} adds to it.", name=name, other=_group(other, rows))


def _names(at_once: AtOnce, rows: Iterable[Explanation]) -> dict[str, str]:
    return {"first": _group(at_once.first, rows), "second": _group(at_once.second, rows)}


def which_run(why: Why) -> str | None:
    """Say which run would tell the leading two apart; None where there is nothing to tell apart."""
    apart = why.telling_apart
    if apart is None:
        return None
    if not apart.runs:
        return say(_SIGN) if any(flag.level in {"same-day", "within-days"} for flag in why.safety) else say(_NO_RUN)
    best = next((run for run in apart.runs if run.runs_needed is not None), None)
    if best is None or best.runs_needed is None:
        return say(_NO_RUN_TELLS)
    many = _about(best.runs_needed)
    told = say(
        "What would tell best whether it is {first} or {second}: {run}.",
        first=named(apart.first),
        second=named(apart.second),
        run=run_words(best),
    )
    return f"{told} {many}"


def _about(runs: int) -> str:
    if runs <= _FEW:
        return say("A few such runs with reports after them could settle it.")
    return say("About {n} such runs with reports after them could settle it.", n=5 * max(round(runs / 5), 1))


def run_words(run: TellingRun) -> str:
    """Say what a run would be."""
    far = distance_words(run.distance_m) if run.distance_m is not None else ""
    minutes = round(run.distance_m / run.speed_mps / 60) if run.distance_m and run.speed_mps else 0
    return say(_RUNS[run.kind], far=far, minutes=minutes, rest=days(HOURS_PER_DAY * round(run.rest_days)))


def explanation_rows(why: Why) -> tuple[WhyRow, ...]:
    """List the rivals, those that are alike in one line, the heaviest first."""
    return tuple(_rows(why.explanations or (), why.at_once))


def _rows(rows: Sequence[Explanation], at_once: AtOnce | None) -> Iterator[WhyRow]:
    told: set[str] = set()
    both = {at_once.first, at_once.second} if at_once is not None and at_once.weight >= FAVOURED else set()
    for row in rows:
        if row.name in told:
            continue
        names = (row.name, *row.alike)
        told.update(names)
        weight = together(row, tuple(rows))
        yield WhyRow(
            names=tuple(named(name) for name in names),
            told=percent(weight),
            steps=round(_FULL * weight),
            verdict=say(VERDICTS["not alone" if both & set(names) else _of_all(weight, row.at_work, len(names))]),
        )


def _of_all(weight: float, at_work: float, names: int) -> str:
    if at_work >= FAVOURED and names > 1:
        return "one of these"
    if at_work >= FAVOURED:
        return "favoured" if weight >= FAVOURED else "at work"
    return "unlikely" if weight <= UNLIKELY else "undecided"


def left_out_told(why: Why) -> tuple[str, ...]:
    """Say which rivals could not be weighed, and why."""
    found = []
    unknown = [named(each.name) for each in why.not_explained if each.why == "not-recorded"]
    rare = [named(each.name) for each in why.not_explained if each.why == "too-few"]
    if unknown:
        found.append(say("Not compared, because your runs do not tell it: {names}.", names=", ".join(unknown)))
    if rare:
        found.append(say("Not compared, because it is in the diary too seldom: {names}.", names=", ".join(rare)))
    return tuple(found)


def named(name: str) -> str:
    """Say what a rival is."""
    return say(NAMES[name]) if name in NAMES else spoken(name.removeprefix(_EVENT))


def _group(name: str, rows: Iterable[Explanation]) -> str:
    """Name a rival with the first that is alike to it; more would be no sentence."""
    row = next(row for row in rows if row.name == name)
    return _one_of([name, *row.alike[:1]])


def _one_of(names: Sequence[str]) -> str:
    *others, last = (named(name) for name in names)
    return say("{others} or {last}", others=", ".join(others), last=last) if others else last
