"""What may be told of somebody, as questions to the JSON of the answers.

A key that is missing is "not told", also one of a version that tells more than today's.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from benchmarks.telling import BETTER, WORSE, Told, changed_between, denied, directions, part, rows, runs_raise

NO_DIFFERENCE = ("no-worthwhile-effect",)
_TURNED = dict(zip((*BETTER, *WORSE), (*WORSE, *BETTER), strict=True))
ANY_EFFECT = (*BETTER, *WORSE)
_LIKELIER = 0.5  # than not
_A_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Claim:
    """Something that may be told.

    Parameters
    ----------
    words : str
        As the scoreboard names it.
    told : callable
        Whether it is, at 95 %.
    """

    words: str
    told: Callable[[Told], bool]


RUNS_RAISE = Claim("runs raise it", runs_raise)
RUNS_DO_NOTHING = Claim("runs do nothing that matters", denied)
GETTING_BETTER = Claim("getting better", lambda told: "better" in directions(told))
GETTING_WORSE = Claim("getting worse", lambda told: "worse" in directions(told))
CHANGED = Claim("something changed suddenly", lambda told: part(told, "changes", "verdict") == "changed")
STEADY = (GETTING_BETTER, GETTING_WORSE, CHANGED)
"""What is wrong of somebody in whom nothing changes."""


def changed_around(day: date, direction: str, within: timedelta = _A_WEEK) -> Claim:
    """Something changed for the better or the worse around a day."""

    def told(answers: Told) -> bool:
        between = changed_between(answers)
        if between is None or part(answers, "changes", "direction") != direction:
            return False
        return between[0] <= day + within and day - within <= between[1]

    return Claim(f"changed for the {direction} in time", told)


def changed_for_the(direction: str) -> Claim:
    """Something changed suddenly, one way, whenever."""

    def told(answers: Told) -> bool:
        return CHANGED.told(answers) and part(answers, "changes", "direction") == direction

    return Claim(f"changed for the {direction}", told)


def nothing_changed() -> Claim:
    """It is told that there is no sign of a sudden change."""
    return Claim("no sign of a change", lambda told: part(told, "changes", "verdict") == "no-sign")


def level_changes() -> Claim:
    """The pain of every day is told to grow or to fall."""

    def told(answers: Told) -> bool:
        change = part(answers, "trend", "baseline_nrs_per_30_days")
        return change is not None and not change["lo"] <= 0 <= change["hi"]

    return Claim("the pain of every day changes", told)


def has_grown() -> Claim:
    """What was reported is told to have gone up over the last weeks."""
    return Claim("it has grown", lambda told: part(told, "data", "growth") is not None)


def favours(name: str) -> Claim:
    """An explanation is favoured."""
    return Claim(
        f"{name} is favoured",
        lambda told: any(
            row["name"] == name and row.get("verdict") == "favoured" for row in rows(told, "explanations")
        ),
    )


def goes_with(kind: str, verdicts: Collection[str], words: str) -> Claim:
    """A thing that happened, with one of some verdicts."""
    return Claim(
        f"{kind} {words}",
        lambda told: any(
            row["kind"] == kind and (row.get("of_all") or row.get("verdict")) in verdicts
            for row in rows(told, "triggers")
        ),
    )


def tried(name: str, verdicts: Collection[str], words: str, *, of: str | None = None) -> Claim:
    """A thing tried, with one of some verdicts, for ``relief``, ``prevention`` or anything."""

    def told(answers: Told) -> bool:
        return any(
            row["intervention"] == name and verdict in verdicts
            for row in rows(answers, "interventions")
            for outcome, verdict in _verdicts(row)
            if of in (None, outcome)
        )

    return Claim(f"{name} {words}", told)


def does_anything(name: str) -> Claim:
    """A thing tried that is told to help or to harm in whatever way."""
    return tried(name, ANY_EFFECT, "does something")


def eases_every_day(name: str) -> Claim:
    """The pain of every day is told to be less with a thing kept up, by its whole range; by how much may be open."""
    return Claim(f"{name} goes with less on every day", lambda told: (_every_day(told, name, "lo") or 0.0) > 0)


def harms_every_day(name: str) -> Claim:
    """The same, more."""
    return Claim(f"{name} goes with more on every day", lambda told: (_every_day(told, name, "hi") or 0.0) < 0)


def _every_day(told: Told, name: str, end: str) -> float | None:
    """One end of the range of the fall, where it is told. [NRS]"""
    found = (
        part(row, "everyday", "drop_nrs", end) for row in rows(told, "interventions") if row["intervention"] == name
    )
    return next((each for each in found if each is not None), None)


def next_day_worse(name: str) -> Claim:
    """A thing done, told as going with more pain, as something tried or as something that goes with it."""
    as_tried, as_trigger = tried(name, WORSE, ""), goes_with(name, WORSE, "")
    return Claim(f"{name} worsens", lambda told: as_tried.told(told) or as_trigger.told(told))


def next_day_better(name: str) -> Claim:
    """A thing done, told as going with less pain in the days after."""
    return goes_with(name, BETTER, "goes with less")


def _verdicts(row: Told) -> Iterator[tuple[str, str]]:
    for outcome, found in row.items():
        if isinstance(found, Mapping) and found.get("verdict"):
            yield outcome, found.get("of_all") or found["verdict"]


def feature(name: str, level: str | None, verdicts: Collection[str], words: str) -> Claim:
    """A feature of runs, with one of some verdicts, of the days after or of the run itself.

    That the other level is better says that this one is worse.
    """
    turned = [_TURNED.get(verdict, verdict) for verdict in verdicts]

    def told(answers: Told) -> bool:
        return any(
            row.get("verdict") in (turned if level is not None and row.get("against") == level else verdicts)
            for row in _features(answers)
            if row.get("feature") == name and level in (None, row.get("level"), row.get("against"))
        )

    return Claim(f"{level or name} {words}", told)


def features_beside(*names: str) -> Claim:
    """Any feature of runs but some, told to matter."""

    def told(answers: Told) -> bool:
        return any(row.get("feature") not in names and row.get("verdict") in ANY_EFFECT for row in _features(answers))

    return Claim("another feature of runs matters", told)


def _features(answers: Told) -> Iterator[Told]:
    yield from rows(answers, "run_features")
    yield from rows(answers, "during_runs", "features")


def moment_above(moment: str, least_nrs: float) -> Claim:
    """Reports at a moment are told to be higher than at another, by the nearer ends of their ranges."""

    def told(answers: Told) -> bool:
        found = {row.get("moment"): row["offset_nrs"] for row in rows(answers, "moments")}
        high = found.pop(moment, None)
        return high is not None and any(high["lo"] - low["hi"] >= least_nrs for low in found.values())

    return Claim(f"{moment} are higher", told)


def moment_without(moment: str) -> Claim:
    """Reports at a moment are told to show less than half of what a run does."""

    def told(answers: Told) -> bool:
        highs = [part(row, "loading", "hi") for row in rows(answers, "moments") if row.get("moment") == moment]
        return any(high is not None and high < 0.5 for high in highs)

    return Claim(f"not at {moment}", told)


def within(path: tuple[str, ...], truth: float, words: str) -> Claim:
    """A range that is told and holds the truth."""

    def told(answers: Told) -> bool:
        found = part(answers, *path)
        return found is not None and found["lo"] <= truth <= found["hi"]

    return Claim(words, told)


def outside(path: tuple[str, ...], truth: float, words: str) -> Claim:
    """A range that is told and does not hold the truth."""

    def told(answers: Told) -> bool:
        found = part(answers, *path)
        return found is not None and not found["lo"] <= truth <= found["hi"]

    return Claim(words, told)


def by_itself() -> Claim:
    """It is told to be likelier than not that the pain comes and goes by itself."""

    def told(answers: Told) -> bool:
        return any(row["name"] == "none" and row["weight"] > _LIKELIER for row in rows(answers, "explanations"))

    return Claim("comes and goes by itself", told)


def falls(path: tuple[str, ...], words: str) -> Claim:
    """A range that is told and lies below 0."""
    return Claim(words, lambda told: (high := part(told, *path, "hi")) is not None and high < 0)


def grows(path: tuple[str, ...], words: str) -> Claim:
    """A range that is told and lies above 0."""
    return Claim(words, lambda told: (low := part(told, *path, "lo")) is not None and low > 0)
