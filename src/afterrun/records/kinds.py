"""What each kind of record is, said once: the journal, CSV, forms and the timeline read it here.

A new field is its annotation in the dataclass (at the end), its line here, a migration, and the translations.
"""

from __future__ import annotations

from collections.abc import Mapping

from afterrun.language import mark
from afterrun.records.fields import Asked, Kind, Line, kind_of_fields
from afterrun.records.happenings import Care, Event, Phase
from afterrun.records.pain import PainReport
from afterrun.records.run import Run
from afterrun.records.self_test import SelfTest
from afterrun.records.sign_answer import SignAnswer
from afterrun.records.told_forecast import ToldForecast
from afterrun.records.trial import Allocation, Trial
from afterrun.records.vocabulary import MOMENTS, SURFACES, SYMPTOMS

Record = Run | PainReport | Care | Phase | Event | Trial | Allocation | SignAnswer | ToldForecast | SelfTest

_NOTE = Line(name="note", label=mark("Note"), asked=Asked(label=mark("Note"), more=True))
_SOURCE = Line(name="source", label=mark("From"), identifies=False)
_ORIGINAL = Line(name="original", identifies=False)  # the file it was read from, kept beside it
_PHOTO = Line(name="photo", identifies=False)  # one that was added later is of the same fact
_AT = Line(name="at", label=mark("When"), asked=Asked(label=mark("When"), name="when"))
_VARIANT = Line(name="variant", label=mark("Kind"), named=True, asked=Asked(label=mark("Which kind")))
_DAY = mark("{value:%a %d %b %Y}")
_OF_TEN = mark("{value:g} of 10")

RUN = kind_of_fields(
    Run,
    name="run",
    plural="runs",
    time="start",
    title="sport",
    lines=(
        Line(name="start", label=mark("When"), asked=Asked(label=mark("Started"))),
        Line(
            name="distance_m",
            label=mark("How far"),
            asked=Asked(label=mark("Kilometres"), miles=mark("Miles"), name="distance"),
            column=True,
        ),
        Line(
            name="duration_s",
            label=mark("How long"),
            told=mark("{value:.0f} min"),
            per=60,
            asked=Asked(label=mark("Minutes"), name="minutes"),
        ),
        Line(
            name="ascent_m",
            label=mark("Up"),
            told=mark("{value:.0f} m"),
            asked=Asked(label=mark("Metres up"), name="ascent", more=True),
        ),
        Line(name="descent_m", label=mark("Down"), told=mark("{value:.0f} m")),
        Line(
            name="cadence_spm",
            label=mark("Cadence"),
            told=mark("{value:.0f} steps a minute"),
            asked=Asked(label=mark("Steps a minute, both feet"), name="cadence", more=True),
        ),
        Line(name="contact_ms", label=mark("Ground contact"), told=mark("{value:.0f} ms")),
        Line(name="rpe", label=mark("Effort"), told=_OF_TEN, asked=Asked(label=mark("Effort, 0 to 10"))),
        Line(name="shoe", label=mark("Shoe"), asked=Asked(label=mark("Shoe"), as_before=True)),
        Line(
            name="surface",
            label=mark("Surface"),
            named=True,
            asked=Asked(label=mark("Surface"), offered=SURFACES, as_before=True),
        ),
        Line(
            name="walk_breaks",
            label=mark("Walking breaks"),
            asked=Asked(label=mark("Walking breaks (0: none)"), more=True),
            later=True,
        ),
        _NOTE,
        Line(name="sport", named=True),
        _SOURCE,
        _ORIGINAL,
    ),
)
PAIN = kind_of_fields(
    PainReport,
    name="pain",
    plural="pain",
    time="at",
    title="symptom",
    lines=(
        Line(name="nrs", asked=Asked(label=mark("How much, 0 to 10"))),
        Line(name="site", label=mark("Where"), asked=Asked(label=mark("Where"))),
        _AT,
        Line(name="symptom", named=True, asked=Asked(label=mark("What"), choices=SYMPTOMS)),
        Line(
            name="moment",
            label=mark("Moment"),
            named=True,
            asked=Asked(label=mark("When in the day"), choices=MOMENTS),
        ),
        Line(name="quality", label=mark("Feels")),
        _NOTE,
        Line(
            name="onset_km",
            label=mark("Began at"),
            metres=1000,
            asked=Asked(
                label=mark("During a run: after how many kilometres"),
                miles=mark("During a run: after how many miles"),
            ),
            later=True,
        ),
        Line(
            name="onset_min",
            label=mark("Began after"),
            told=mark("{value:g} min"),
            asked=Asked(label=mark("During a run: after how many minutes")),
            later=True,
        ),
        Line(name="scale", renewed=True),  # the coarsest on which the new number is an answer
        _SOURCE,
        _PHOTO,
    ),
)
CARE = kind_of_fields(
    Care,
    name="care",
    plural="care",
    time="at",
    title="intervention",
    lines=(
        Line(name="intervention", named=True, asked=Asked(label=mark("What you did"))),
        _VARIANT,
        _AT,
        Line(name="minutes", label=mark("Minutes"), asked=Asked(label=mark("Minutes"))),
        Line(
            name="pain_before",
            label=mark("Pain before"),
            told=_OF_TEN,
            asked=Asked(label=mark("Pain just before, 0 to 10")),
        ),
        Line(
            name="pain_after",
            label=mark("Pain after"),
            told=_OF_TEN,
            asked=Asked(label=mark("Pain just after, 0 to 10")),
        ),
        Line(name="site", label=mark("Where"), asked=Asked(label=mark("Where"))),
        Line(name="run", label=mark("Run")),
        _NOTE,
        _SOURCE,
        _PHOTO,
    ),
)
PHASE = kind_of_fields(
    Phase,
    name="phase",
    plural="phases",
    time="start",
    title="intervention",
    lines=(
        Line(name="intervention", named=True, asked=Asked(label=mark("What you keep up"))),
        _VARIANT,
        Line(name="start", label=mark("Since"), told=_DAY, asked=Asked(label=mark("Since"))),
        Line(
            name="end",
            label=mark("Until"),
            told=_DAY,
            unknown=mark("it goes on"),
            asked=Asked(label=mark("Until (empty: it goes on)")),
        ),
        _NOTE,
        _SOURCE,
        _PHOTO,
    ),
)
EVENT = kind_of_fields(
    Event,
    name="event",
    plural="events",
    time="at",
    title="kind",
    lines=(
        Line(name="kind", named=True, asked=Asked(label=mark("What it was"), name="kind_of_event")),
        _AT,
        Line(name="minutes", label=mark("Minutes"), asked=Asked(label=mark("Minutes"))),
        Line(name="amount", label=mark("Amount"), asked=Asked(label=mark("How much of it (kilograms, metres)"))),
        _NOTE,
        _SOURCE,
        _ORIGINAL,
    ),
)
TRIAL = kind_of_fields(
    Trial,
    name="trial",
    plural="trials",
    time="start",
    title="intervention",
    lines=(
        *(Line(name=name) for name in ("start", "question", "design", "intervention", "variant", "comparator", "site")),
        *(Line(name=name) for name in ("units", "block_days", "run_in_days")),
        *(Line(name=name, column=True) for name in ("worthwhile_ratio", "ceiling_nrs", "seed")),
        *(Line(name=name) for name in ("stopped", "stop_reason", "note", "source")),
    ),
)
ALLOCATION = kind_of_fields(
    Allocation,
    name="allocation",
    plural="allocations",
    time="at",
    title="trial",
    lines=[Line(name=name) for name in ("at", "trial", "unit", "arm", "source")],
)
SIGN_ANSWER = kind_of_fields(
    SignAnswer,
    name="sign_answer",
    plural="signs",
    time="at",
    title="sign",
    lines=[Line(name=name) for name in ("at", "sign", "answer", "note", "source")],
)
TOLD_FORECAST = kind_of_fields(
    ToldForecast,
    name="told_forecast",
    plural="forecasts",
    time="at",
    title="site",
    lines=[Line(name=name) for name in ("at", "site", "run_start", "run_m", "says", "source")],
)
SELF_TEST = kind_of_fields(
    SelfTest,
    name="self_test",
    plural="tests",
    time="at",
    title="test",
    lines=[
        Line(name="at"),
        Line(name="test", named=True),
        Line(name="value", label=mark("Result")),
        Line(name="side", label=mark("Side")),
        Line(name="unit", label=mark("Unit")),
        Line(name="when", label=mark("Moment"), named=True),
        Line(name="note", label=mark("Note")),
        Line(name="source", label=mark("From"), identifies=False),
    ],
)
KINDS = (RUN, PAIN, CARE, PHASE, EVENT, TRIAL, ALLOCATION, SIGN_ANSWER, TOLD_FORECAST, SELF_TEST)
KIND_OF: Mapping[type, Kind] = {kind.record: kind for kind in KINDS}
APART = "runs_apart.csv"
"""Table of the journal folder with the runs that do not count: columns of a run, and `APART_COLUMNS`."""
APART_COLUMNS = ("standing", "same_as")
