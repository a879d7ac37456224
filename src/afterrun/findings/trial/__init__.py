"""What is told of a trial of one: the promise, how far it is, what came out, and which would fit."""

from afterrun.findings.trial.designs import DesignPower, TrialDesigns
from afterrun.findings.trial.effect import DropEffect, DropLook, EverydayEffect, RatioEffect, RatioLook
from afterrun.findings.trial.judging import Bet, DrawTest
from afterrun.findings.trial.protocol import Outcome, Protocol
from afterrun.findings.trial.result import ArmResult, TrialResult
from afterrun.findings.trial.status import TrialDue, TrialStatus
from afterrun.findings.trial.units import ChangeInUnit, DayDeviation, Deviation, MeanOfUnit

__all__ = [
    "ArmResult",
    "Bet",
    "ChangeInUnit",
    "DayDeviation",
    "DesignPower",
    "Deviation",
    "DrawTest",
    "DropEffect",
    "DropLook",
    "EverydayEffect",
    "MeanOfUnit",
    "Outcome",
    "Protocol",
    "RatioEffect",
    "RatioLook",
    "TrialDesigns",
    "TrialDue",
    "TrialResult",
    "TrialStatus",
]
