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
class EverydayEffect:
    """Effect on the pain of every day.

    Parameters
    ----------
    drop_nrs : Interval
        Fall that it causes, over the days of the trial. [NRS]
    drop_share : Interval or None
        The same as a share of the pain without it; None where there is none to speak of. [-]
    """

    drop_nrs: Interval
    drop_share: Interval | None


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
    """The effect on pain that is there, or on that of every day, looked at in another way.

    Parameters
    ----------
    name : str
        Which way.
    drop_nrs : Interval
        As in `DropEffect` or `EverydayEffect`.
    verdict : str
        What would be said.
    """

    name: str
    drop_nrs: Interval
    verdict: Verdict
