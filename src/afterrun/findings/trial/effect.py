"""What a trial says a thing does: of pain after runs, or of pain that is there."""

from __future__ import annotations

from dataclasses import dataclass

from afterrun.findings.interval import Interval
from afterrun.findings.verdicts import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class RatioEffect:
    """Effect on pain after runs.

    Parameters
    ----------
    response_ratio : Interval
        The response with it over that without. [-]
    """

    response_ratio: Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class DropEffect:
    """Effect on pain that is there.

    Parameters
    ----------
    drop_nrs : Interval
        Fall within the hour that it causes. [NRS]
    """

    drop_nrs: Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class RatioLook:
    """The effect on pain after runs, looked at in another way.

    Parameters
    ----------
    name : str
        Which way.
    response_ratio : Interval or None
        As in `RatioEffect`.
    verdict : str
        What would be said.
    """

    name: str
    response_ratio: Interval | None
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class DropLook:
    """The effect on pain that is there, looked at in another way.

    Parameters
    ----------
    name : str
        Which way.
    drop_nrs : Interval
        As in `DropEffect`.
    verdict : str
        What would be said.
    """

    name: str
    drop_nrs: Interval
    verdict: Verdict
