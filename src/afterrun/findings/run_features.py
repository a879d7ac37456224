"""Which features of a run go with more or less pain."""

from __future__ import annotations

from dataclasses import dataclass, field

from afterrun.findings.as_json import ONLY_IF_ANY
from afterrun.findings.interval import Interval
from afterrun.findings.verdicts import Evidence, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class RunFeature:
    """Runs with a feature against runs without it.

    Parameters
    ----------
    feature : str
        ``surface``, ``shoe``, ``effort``, ``pace`` (more is slower), ``climb``, ``descent``, ``cadence``,
        ``rest-gap``; or ``distance``, which is asked of pain during runs only: after runs it is the dose.
    level, against : str or None
        Of a surface or shoe, and the most frequent one, which it is compared with; None for a number.
    n, n_against : int
        Runs at that level and at the other; of a number, runs above and below its mean.
    response_ratio : Interval
        Pain with it over pain without, if it matters; for a number that of one sd more of the person's own. [-]
    verdict, evidence : str
        What may be said, and how it is known.
    goes_with : tuple of str
        What nearly always comes together with it in this diary (features, ``distance``, ``time``): not told apart.
    """

    feature: str
    level: str | None
    against: str | None
    n: int
    n_against: int
    response_ratio: Interval
    verdict: Verdict = "not-yet-known"
    evidence: Evidence = "observational"
    goes_with: tuple[str, ...] = field(default=(), metadata=ONLY_IF_ANY)
