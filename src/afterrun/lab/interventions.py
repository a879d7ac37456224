"""What was tried, counted: how often, and with which runs. Whether it helped is a question for `trials`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from afterrun.records import Care, Diary, Phase, Run

_BEFORE_RUN, _AFTER_RUN = timedelta(hours=3), timedelta(hours=6)


def intervention_counts(diary: Diary, runs: Sequence[Run]) -> list[dict[str, object]]:
    """List each intervention and variant with the data that relief and prevention will be judged on."""
    tried: tuple[Care | Phase, ...] = (*diary.care, *diary.phases)
    kinds = dict.fromkeys((done.intervention, done.variant) for done in tried)
    return [_entry(name, variant, diary, runs) for name, variant in kinds]


def _entry(name: str, variant: str | None, diary: Diary, runs: Sequence[Run]) -> dict[str, object]:
    cares = [care for care in diary.care if (care.intervention, care.variant) == (name, variant)]
    phases = [phase for phase in diary.phases if (phase.intervention, phase.variant) == (name, variant)]
    paired = sum(care.pain_before is not None and care.pain_after is not None for care in cares)
    starts = {run.start for care in cares if (run := run_of(care, runs)) is not None}
    starts |= {run.start for run in runs for phase in phases if in_phase(run, phase)}
    relief = {
        "n": paired,
        "drop_nrs": None,
        "lasts_h": None,
        "prob_helps": None,
        "verdict": "not-yet-known",
        "evidence": "paired-before-after",
    }
    prevention = {
        "n_with": len(starts),
        "n_without": len(runs) - len(starts),
        "response_ratio": None,
        "prob_helps": None,
        "verdict": "not-yet-known",
        "evidence": "observational",
        "more_runs_needed": None,
    }
    return {"intervention": name, "variant": variant, "relief": relief if cares else None, "prevention": prevention}


def run_of(care: Care, runs: Sequence[Run]) -> Run | None:
    """Find the run a care belongs to: the one it names, else one that starts within 3 h or ended within 6 h before."""
    if care.run is not None:
        return next((run for run in runs if run.start == care.run), None)
    near = [run for run in runs if run.start - _BEFORE_RUN <= care.at <= run.end + _AFTER_RUN]
    return min(near, key=lambda run: _distance(care.at, run), default=None)


def _distance(at: datetime, run: Run) -> timedelta:
    return max(run.start - at, at - run.end, timedelta(0))


def in_phase(run: Run, phase: Phase) -> bool:
    """A phase belongs to every run inside it."""
    return phase.start <= run.start and (phase.end is None or run.start <= phase.end)
