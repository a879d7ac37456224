"""Where the pain may come from: rivals weighed on the person's own diary, and what would tell them apart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from afterrun.findings.check import Check
from afterrun.findings.flag import Flag
from afterrun.records import Site

ExplanationVerdict = Literal["favoured", "unlikely", "undecided"]
RunKind = Literal[
    "usual", "slower", "faster", "longer", "shorter", "longer-flat", "hilly", "flat", "two-short", "after-rest"
]

FAVOURED, UNLIKELY = 0.95, 0.05  # as the contract says


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """One rival.

    Parameters
    ----------
    name : str
        ``distance``, ``duration``, ``speed``, ``descent``, ``ascent``, ``session-spike``, ``rest-gap``,
        ``forefoot-impulse``, ``calf-work``, ``fascia-load``, ``tibia-load``, ``knee-load``, ``event:<kind>``, or
        ``none``: pain that comes and goes by itself.
    weight, prior : float
        Its chance among these rivals, after and before the diary. Rivals that are alike share theirs, and so do two
        that are at work at once. [-]
    log_score : float
        Mean log chance of a report, the reports after its run left out. [nat]
    alike : tuple of str
        Rivals that this diary cannot tell from it.
    at_work : float
        Chance that it, or one that is alike to it, is at work, whether alone or with another at once. [-]
    verdict : str
        ``favoured`` from a weight of .95 on; ``unlikely`` where it and all that are alike have .05 at most together;
        else ``undecided``.
    """

    name: str
    weight: float
    prior: float
    log_score: float
    alike: tuple[str, ...]
    at_work: float
    verdict: ExplanationVerdict


@dataclass(frozen=True, slots=True, kw_only=True)
class NotExplained:
    """A rival that could not be weighed.

    Parameters
    ----------
    name : str
        As in `Explanation`.
    why : str
        ``not-recorded``: the runs do not tell it; ``too-few``: it came too seldom.
    """

    name: str
    why: Literal["not-recorded", "too-few"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AtOnce:
    """Two rivals that are both at work, more likely than any single one is the whole story.

    Parameters
    ----------
    first, second : str
        Their names; each stands for those alike to it.
    weight : float
        Chance of that; half of it is in the weight of each. [-]
    """

    first: str
    second: str
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TellingRun:
    """A kind of run, and how much its outcome would say of which of two rivals it is.

    Parameters
    ----------
    kind : str
        How it differs from the usual one.
    distance_m, speed_mps, ascent_m, descent_m : float or None
        What it would be, of each run if it is two; None where it is not known. [m], [m/s]
    rest_days : float
        Since the run before. [d]
    information_nat : float
        Expected growth of the log odds of whichever is true. [nat]
    runs_needed : int or None
        About how many of them until the leading one has .95, or has lost it; None where that would take too long to
        say.
    """

    kind: RunKind
    distance_m: float | None
    speed_mps: float | None
    ascent_m: float | None
    descent_m: float | None
    rest_days: float
    information_nat: float
    runs_needed: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TellingApart:
    """The leading two rivals, and the runs that would tell them apart, the best first.

    Parameters
    ----------
    first, second : str
        Their names; each stands for those alike to it. Where rivals that are alike have .95 together, two of these.
    runs : tuple of TellingRun
        Those that are allowed; none where nothing may be proposed.
    """

    first: str
    second: str
    runs: tuple[TellingRun, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """Where the pain of one site may come from (`afterrun/why/1`).

    Parameters
    ----------
    as_of : datetime
        Nothing after it was looked at.
    site : Site
        The place.
    explanations : tuple of Explanation, or None
        The heaviest first; None where nothing may be said, the reason in ``checks``.
    not_explained : tuple of NotExplained
        Rivals that could not be weighed.
    at_once : AtOnce or None
        Two that are both at work, where that is likelier than not.
    telling_apart : TellingApart or None
        None where there is nothing to tell apart, two at once among it.
    safety : tuple of Flag
        Signs that somebody should have a look, most urgent first.
    checks : tuple of Check
        Why something is not told.
    """

    schema: Literal["afterrun/why/1"] = "afterrun/why/1"
    as_of: datetime
    site: Site
    explanations: tuple[Explanation, ...] | None
    not_explained: tuple[NotExplained, ...]
    at_once: AtOnce | None = None
    telling_apart: TellingApart | None
    safety: tuple[Flag, ...]
    checks: tuple[Check, ...]

    @property
    def leading(self) -> Explanation | None:
        """The heaviest, counted with those alike to it."""
        rows = self.explanations or ()
        return max(rows, key=self.together, default=None)

    def together(self, row: Explanation) -> float:
        """Weight of a rival with those alike to it. [-]"""
        return together(row, self.explanations or ())


def together(row: Explanation, rows: tuple[Explanation, ...]) -> float:
    """Weight of a rival with those alike to it. [-]"""
    return sum(other.weight for other in rows if other.name == row.name or other.name in row.alike)


def verdict_on_weight(weight: float, of_all_alike: float) -> ExplanationVerdict:
    """Judge a rival; what shares its weight with others is not unlikely because it shares.

    Examples
    --------
    >>> verdict_on_weight(0.97, 0.97), verdict_on_weight(0.04, 0.3), verdict_on_weight(0.02, 0.04)
    ('favoured', 'undecided', 'unlikely')
    """
    if weight >= FAVOURED:
        return "favoured"
    return "unlikely" if of_all_alike <= UNLIKELY else "undecided"
