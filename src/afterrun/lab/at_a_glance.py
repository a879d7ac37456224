"""One journal among many, at a glance: what does not wait, how its trial stands, when somebody last reported."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import fmean

from afterrun.findings import Flag
from afterrun.findings.trial import TrialStatus
from afterrun.lab.preparing import usual_symptom
from afterrun.lab.trial.status import trial_status
from afterrun.reasons import red_flags
from afterrun.reasons.red_flags import LEVELS
from afterrun.records import Diary

A_MEAN = 3  # reports, from which on those of a week are told as its average: judgement
LATELY = timedelta(days=7)  # judgement: a week without a word is worth a question
_ENDED_LATELY = timedelta(days=30)  # judgement: a trial that ended is talked about once


@dataclass(frozen=True, slots=True)
class Glance:
    """What may need a look.

    Parameters
    ----------
    flags : tuple of Flag
        Standing, most urgent first, at every place.
    trial : TrialStatus or None
        Of the latest trial, where it runs or was over lately.
    last_report : datetime or None
        Of pain anywhere.
    silent : bool
        Whether that is too long ago, or there is none.
    week_nrs, week_before_nrs : float or None
        Mean report of the last seven days at the usual place, and of the seven before; None of too few. [NRS]
    """

    flags: tuple[Flag, ...]
    trial: TrialStatus | None
    last_report: datetime | None
    silent: bool
    week_nrs: float | None = None
    week_before_nrs: float | None = None

    @property
    def trial_due(self) -> bool:
        """Whether somebody should look at the trial: it is over, or gives a reason to stop."""
        return self.trial is not None and (self.trial.state == "over" or self.trial.stop_now is not None)

    @property
    def urgency(self) -> tuple[int, bool, bool, float]:
        """What comes first: signs by level, then trials, then silence, then who hurts more; smaller is earlier."""
        level = min((LEVELS.index(flag.level) for flag in self.flags), default=len(LEVELS))
        return level, not self.trial_due, not self.silent, -(self.week_nrs or 0.0)


def glance(diary: Diary, now: datetime) -> Glance:
    """Look at a diary as of ``now``."""
    reported = [report.at for report in diary.pain if report.at <= now]
    last = max(reported, default=None)
    return Glance(
        flags=red_flags(diary, next(iter(diary.sites()), None), now),
        trial=_trial(diary, now),
        last_report=last,
        silent=last is None or now - last > LATELY,
        week_nrs=_mean(diary, now - LATELY, now),
        week_before_nrs=_mean(diary, now - 2 * LATELY, now - LATELY),
    )


def _mean(diary: Diary, since: datetime, until: datetime) -> float | None:
    site = next(iter(diary.sites()), None)
    if site is None:
        return None
    usual = usual_symptom(diary, site)
    told = [each for each in diary.pain if each.site == site and each.symptom == usual]
    found = [each.nrs for each in told if since < each.at <= until]
    return fmean(found) if len(found) >= A_MEAN else None


def _trial(diary: Diary, now: datetime) -> TrialStatus | None:
    latest = diary.trials[-1] if diary.trials else None
    status = trial_status(diary, latest, now) if latest is not None else None
    if status is None or status.state == "stopped":
        return None
    if status.state != "over":
        return status
    touched = [status.protocol.registered, *(each.at for each in diary.allocations), *(run.start for run in diary.runs)]
    return status if now - max(at for at in touched if at <= now) <= _ENDED_LATELY else None
