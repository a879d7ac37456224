"""Frozen facts of the field: what happened, when, and where it hurt. No I/O."""

from afterrun.records.diary import Diary
from afterrun.records.happenings import Care, Event, Phase
from afterrun.records.original import Original
from afterrun.records.pain import PainReport
from afterrun.records.problem import Problem
from afterrun.records.run import Run
from afterrun.records.scale import SCALES, Scale, scale_named, scale_of
from afterrun.records.self_test import SelfTest
from afterrun.records.sign_answer import SignAnswer
from afterrun.records.site import REGIONS, SIDES, Site
from afterrun.records.streams import CHANNELS, Streams
from afterrun.records.told_forecast import ToldForecast
from afterrun.records.trial import Allocation, Trial

__all__ = [
    "CHANNELS",
    "REGIONS",
    "SCALES",
    "SIDES",
    "Allocation",
    "Care",
    "Diary",
    "Event",
    "Original",
    "PainReport",
    "Phase",
    "Problem",
    "Run",
    "Scale",
    "SelfTest",
    "SignAnswer",
    "Site",
    "Streams",
    "ToldForecast",
    "Trial",
    "scale_named",
    "scale_of",
]
