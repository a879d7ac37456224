"""What is told: one type a finding, the rules by which its verdict is reached, and how it is written."""

from afterrun.findings.answers import Answers
from afterrun.findings.as_json import to_json
from afterrun.findings.change import Change, DateInterval, NewThing
from afterrun.findings.check import Check
from afterrun.findings.cohort import (
    AmongPeople,
    Cohort,
    CohortTrials,
    FailedPerson,
    ManyTrials,
    PersonEffect,
    PersonFlag,
    Share,
)
from afterrun.findings.curve import Curve, DoseRises, OverWeeks
from afterrun.findings.data import Data, Gap, LeansOn
from afterrun.findings.during_runs import DuringRuns
from afterrun.findings.everyday import Everyday
from afterrun.findings.explanation import AtOnce, Explanation, NotExplained, TellingApart, TellingRun, Why
from afterrun.findings.flag import Flag
from afterrun.findings.foot import FootEffect, FootRay, FootStance, FootWhatIf
from afterrun.findings.forecast import Forecast, ForecastPath, ForecastPoint, ForecastRun
from afterrun.findings.forecast_skill import ForecastSkill
from afterrun.findings.growth import Growth
from afterrun.findings.interval import Interval
from afterrun.findings.intervention import Intervention
from afterrun.findings.load import DerivedQuantity, LeftOut, Load, Origin, TissueDose
from afterrun.findings.long_runs import LongRuns
from afterrun.findings.moment import Moment
from afterrun.findings.painless import Painless
from afterrun.findings.plan import (
    Goal,
    NextPlanned,
    OpenInterval,
    Plan,
    PlannedRun,
    ReachedOn,
    Rival,
    Tolerance,
    WhatIf,
)
from afterrun.findings.prevention import Prevention
from afterrun.findings.relief import Longer, Relief, ReliefContrast
from afterrun.findings.response import CameBack, ReferenceRun, Response, Trend
from afterrun.findings.run_features import RunFeature
from afterrun.findings.sign import Signs, SignTold
from afterrun.findings.trigger import Followed, Trigger
from afterrun.findings.verdicts import Evidence, Verdict

__all__ = [
    "AmongPeople",
    "Answers",
    "AtOnce",
    "CameBack",
    "Change",
    "Check",
    "Cohort",
    "CohortTrials",
    "Curve",
    "Data",
    "DateInterval",
    "DerivedQuantity",
    "DoseRises",
    "DuringRuns",
    "Everyday",
    "Evidence",
    "Explanation",
    "FailedPerson",
    "Flag",
    "Followed",
    "FootEffect",
    "FootRay",
    "FootStance",
    "FootWhatIf",
    "Forecast",
    "ForecastPath",
    "ForecastPoint",
    "ForecastRun",
    "ForecastSkill",
    "Gap",
    "Goal",
    "Growth",
    "Interval",
    "Intervention",
    "LeansOn",
    "LeftOut",
    "Load",
    "LongRuns",
    "Longer",
    "ManyTrials",
    "Moment",
    "NewThing",
    "NextPlanned",
    "NotExplained",
    "OpenInterval",
    "Origin",
    "OverWeeks",
    "Painless",
    "PersonEffect",
    "PersonFlag",
    "Plan",
    "PlannedRun",
    "Prevention",
    "ReachedOn",
    "ReferenceRun",
    "Relief",
    "ReliefContrast",
    "Response",
    "Rival",
    "RunFeature",
    "Share",
    "SignTold",
    "Signs",
    "TellingApart",
    "TellingRun",
    "TissueDose",
    "Tolerance",
    "Trend",
    "Trigger",
    "Verdict",
    "WhatIf",
    "Why",
    "to_json",
]
