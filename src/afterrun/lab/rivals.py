"""Rival explanations of one site: its accounts made from the diary, weighed, and told."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from afterrun.findings import Explanation, NotExplained
from afterrun.findings.explanation import verdict_on_weight
from afterrun.lab.preparing import Prepared
from afterrun.lab.site_model import SiteModel
from afterrun.reasons.rivals import Weighed, weigh_rivals
from afterrun.reasons.rivals.doses import Unavailable, accounts_of_events, accounts_of_measured, accounts_of_runs
from afterrun.records import Diary
from afterrun.records.measured import MEASURED
from afterrun.records.painkillers import hides_pain_for
from afterrun.response.arrays import Floats

_DIGITS = 6  # what is told adds to 1 as far as anybody looks


@dataclass(frozen=True, slots=True, kw_only=True)
class Rivals:
    """What was weighed.

    Parameters
    ----------
    weighed : tuple of Weighed
        The heaviest first, counted with those alike to each.
    lacking : tuple of Unavailable
        What could not be.
    """

    weighed: tuple[Weighed, ...]
    lacking: tuple[Unavailable, ...]

    @property
    def told(self) -> tuple[Explanation, ...]:
        """As a finding."""
        return tuple(
            Explanation(
                name=each.account.name,
                weight=round(each.weight, _DIGITS),
                prior=round(each.prior, _DIGITS),
                log_score=round(each.explained.log_score, 3),
                alike=each.alike,
                at_work=round(each.at_work, _DIGITS),
                verdict=verdict_on_weight(each.weight, each.together),
            )
            for each in self.weighed
        )

    @property
    def not_explained(self) -> tuple[NotExplained, ...]:
        """What could not be weighed, as a finding."""
        return tuple(NotExplained(name=each.name, why=each.why) for each in self.lacking)


def rivals_of(model: SiteModel) -> Rivals:
    """Weigh the rivals of one site; whether they may be told is the gate's to say."""
    prepared, diary = model.prepared, model.diary
    of_runs, lacking = accounts_of_runs(
        diary.runs, prepared.data.run_t_d, counted_of(diary, prepared), prepared.reference_runs
    )
    of_events, rare = accounts_of_events(_events(diary, prepared))
    measured = accounts_of_measured(_measured(diary, prepared))
    weighed = weigh_rivals(prepared.data, [*of_runs, *of_events, *measured], fit=model.fit, seed=model.seed)
    return Rivals(
        weighed=tuple(sorted(weighed, key=lambda each: -each.together)),
        lacking=(*lacking, *rare),
    )


def counted_of(diary: Diary, prepared: Prepared) -> list[int]:
    """Index the runs of a site among all of the diary."""
    place = {id(run): i for i, run in enumerate(diary.runs)}
    return [place[id(run)] for run in prepared.runs]


def _events(diary: Diary, prepared: Prepared) -> dict[str, Floats]:
    """When each kind of event came, the first of a day, within the diary of the site. [d]

    What is measured day by day is another question (`_measured`), and a painkiller comes because it hurts.
    """
    found: dict[str, list[float]] = {}
    for event in diary.events:
        if event.kind not in MEASURED and hides_pain_for(event.kind) is None:
            found.setdefault(event.kind, []).append(prepared.days(event.at))
    last = prepared.data.span_d[1]
    return {kind: times for kind, t_d in found.items() if (times := _first_of_day(np.array(t_d), last)).size}


def _measured(diary: Diary, prepared: Prepared) -> dict[str, tuple[Floats, Floats]]:
    """When each thing was measured, and how much it was: the last of a day, within the diary of the site."""
    found: dict[str, dict[int, tuple[float, float]]] = {}
    last = prepared.data.span_d[1]
    for event in diary.events:
        t_d = prepared.days(event.at)
        if event.kind in MEASURED and event.amount is not None and 0 <= t_d <= last:
            found.setdefault(event.kind, {})[int(t_d)] = (t_d, event.amount)
    return {kind: tuple(np.array(sorted(days.values())).T) for kind, days in found.items()}


def _first_of_day(t_d: Floats, last: float) -> Floats:
    inside = np.sort(t_d[(t_d >= 0) & (t_d <= last)])
    return np.asarray(inside[np.unique(np.floor(inside), return_index=True)[1]])
