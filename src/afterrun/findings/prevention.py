"""Whether runs with a thing hurt less afterwards."""

from __future__ import annotations

from dataclasses import dataclass, field

from afterrun.findings.as_json import ONLY_IF_ANY
from afterrun.findings.interval import Interval
from afterrun.findings.verdicts import Evidence, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Prevention:
    """Pain after runs with a thing, over that after like runs without it.

    Parameters
    ----------
    n_with, n_without : int
        Runs.
    response_ratio : Interval or None
        1 is no effect, below 1 helps. [-]
    prob_helps : float or None
        That the effect is worth having. [-]
    verdict, evidence : str
        What may be said, and how it is known.
    more_runs_needed : int or None
        Until a halving would be seen.
    takes_weeks : tuple of two float, or None
        Weeks in which what is kept up is expected to show. [weeks]
    building_up : bool
        Whether it is too early to compare.
    after_runs : bool
        Whether it was mostly done after a run: how the run felt may have decided, so it is never blamed.
    when_it_hurt : bool
        Whether that was where it hurt more than usual after a run: what is high falls by itself, so it is never
        praised either.
    hardness_unknown : bool
        Whether it was done before runs of which neither effort nor pace is known: easier ones would look alike.
    together : tuple of str
        What was done on nearly all the same runs, and compared as one with it.
    of_all : Verdict or None
        What may be said of it and those as one; of it alone nothing then.
    not_told_from : tuple of str
        Features of runs that it nearly always goes with, such as the shoe: no number of such runs would tell.
    """

    n_with: int
    n_without: int
    response_ratio: Interval | None = None
    prob_helps: float | None = None
    verdict: Verdict = "not-yet-known"
    evidence: Evidence = "observational"
    more_runs_needed: int | None = None
    takes_weeks: tuple[float, float] | None = None
    building_up: bool = False
    after_runs: bool = False
    when_it_hurt: bool = False
    hardness_unknown: bool = False
    together: tuple[str, ...] = field(default=(), metadata=ONLY_IF_ANY)
    of_all: Verdict | None = field(default=None, metadata=ONLY_IF_ANY)
    not_told_from: tuple[str, ...] = field(default=(), metadata=ONLY_IF_ANY)

    @property
    def seen(self) -> Verdict:
        """What may be said of it, or of all that it came with as one."""
        return self.of_all or self.verdict
