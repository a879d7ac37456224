"""Afterrun: an n-of-1 laboratory for running pain.

The verbs of the command line, on the same objects::

    with afterrun.Journal.open(path) as journal:
        found = afterrun.answer(journal.diary(), now=now)

Nothing heavy is imported before it is used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from afterrun.findings import to_json
    from afterrun.journal import Journal
    from afterrun.lab.answers import Answer, answer
    from afterrun.lab.cohort.aggregating import cohort_trials
    from afterrun.lab.cohort.fitting import Fitting, fit_cohort
    from afterrun.lab.exporting import export_folder
    from afterrun.lab.forecasting import ProposedRun, forecast_site
    from afterrun.lab.importing import import_paths
    from afterrun.lab.planning import plan_site
    from afterrun.lab.story import build_story, write_story
    from afterrun.records import Care, Diary, Event, PainReport, Phase, Run, Site
    from afterrun.report.sentences import sentences

__version__ = "0.2.0"
_HOMES = {
    "Journal": "journal",
    "Answer": "lab.answers",
    "answer": "lab.answers",
    "cohort_trials": "lab.cohort.aggregating",
    "Fitting": "lab.cohort.fitting",
    "fit_cohort": "lab.cohort.fitting",
    "export_folder": "lab.exporting",
    "ProposedRun": "lab.forecasting",
    "forecast_site": "lab.forecasting",
    "import_paths": "lab.importing",
    "plan_site": "lab.planning",
    "build_story": "lab.story",
    "sentences": "report.sentences",
    "to_json": "findings",
    "write_story": "lab.story",
    **dict.fromkeys(("Care", "Diary", "Event", "PainReport", "Phase", "Run", "Site"), "records"),
}
__all__ = [
    "Answer",
    "Care",
    "Diary",
    "Event",
    "Fitting",
    "Journal",
    "PainReport",
    "Phase",
    "ProposedRun",
    "Run",
    "Site",
    "answer",
    "build_story",
    "cohort_trials",
    "export_folder",
    "fit_cohort",
    "forecast_site",
    "import_paths",
    "plan_site",
    "sentences",
    "to_json",
    "write_story",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'afterrun' has no attribute {name!r}")
    return getattr(import_module(f"afterrun.{_HOMES[name]}"), name)
