"""Which pain a trial looks at."""

from __future__ import annotations

from afterrun.findings.trial import Outcome
from afterrun.records import Diary, Trial
from afterrun.trials.designs import Design, design_named


def outcome_of(diary: Diary, trial: Trial) -> Outcome:
    """What is compared: pain after runs, unless the protocol says otherwise or there is no run whose pain could be."""
    if trial.question == "relief":
        return "pain-within-the-hour"
    if trial.question == "every-day" or (no_run(diary) and can_be_everyday(design_named(trial.design))):
        return "pain-of-every-day"
    return "pain-after-runs"


def no_run(diary: Diary) -> bool:
    """Whether the diary holds nothing but days."""
    return not diary.runs


def can_be_everyday(design: Design) -> bool:
    """Whether days can be compared: only where they are drawn in blocks, whoever runs or does not."""
    return design.question == "prevention" and design.unit == "block"
