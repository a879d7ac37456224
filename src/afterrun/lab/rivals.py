"""Rival explanations of one site: its accounts made from the diary, weighed, and told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from afterrun.checks import DOUBT_THE_RUNS
from afterrun.findings import Explanation, NotExplained, Trigger
from afterrun.findings.explanation import verdict_on_weight
from afterrun.lab.events_beside import events_beside
from afterrun.lab.preparing import Prepared
from afterrun.lab.site_model import SiteModel
from afterrun.reasons.rivals import Weighed, weigh_rivals
from afterrun.reasons.rivals.doses import Unavailable, accounts_of_events, accounts_of_measured, accounts_of_runs
from afterrun.records import Diary
from afterrun.records.measured import MEASURED
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


def rivals_told(model: SiteModel, triggers: Callable[[], Sequence[Trigger]]) -> Rivals | None:
    """Weigh the rivals of one site, where they may be told.

    A check that doubts the runs alone (other days, the week, what else was logged) forbids to blame one kind of run,
    not to name what it was instead: an event that explains more than everything else, and that goes with more pain by
    its own test, in which the rivals have no part. Two accounts of one thing, and both have to name it.

    Parameters
    ----------
    model : SiteModel
        The site.
    triggers : callable
        Judges what goes with the pain besides runs; asked only where that decides it.
    """
    behind = model.gate_about("explanations").behind("explanations")
    if not behind:
        return rivals_of(model)
    if not all(check.name in DOUBT_THE_RUNS for check in behind):
        return None
    blamed = {f"event:{each.kind}" for each in triggers() if each.kind_of == "event" and each.seen == "may-worsen"}
    rivals = rivals_of(model) if blamed else None
    named = rivals is not None and any(each.name in blamed and each.verdict == "favoured" for each in rivals.told[:1])
    return rivals if named else None


def rivals_of(model: SiteModel) -> Rivals:
    """Weigh the rivals of one site; whether they may be told is the gate's to say."""
    prepared, diary = model.prepared, model.diary
    of_runs, lacking = accounts_of_runs(
        diary.runs, prepared.data.run_t_d, counted_of(diary, prepared), prepared.reference_runs
    )
    of_events, rare = accounts_of_events(_events(model))
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


def _events(model: SiteModel) -> dict[str, tuple[Floats, Floats]]:
    """When each kind of event was over, the first of a day, within the diary of the site; and how much it was.

    What is measured day by day is another question (`_measured`), and a painkiller comes because it hurts.
    """
    last = model.prepared.data.span_d[1]
    of_days = {
        each.kind: _first_of_day(each.t_d, each.amount, last) for each in events_beside(model.diary, model.prepared)
    }
    return {kind: found for kind, found in of_days.items() if found[0].size}


def _measured(diary: Diary, prepared: Prepared) -> dict[str, tuple[Floats, Floats]]:
    """When each thing was measured, and how much it was: the last of a day, within the diary of the site."""
    found: dict[str, dict[int, tuple[float, float]]] = {}
    last = prepared.data.span_d[1]
    for event in diary.events:
        t_d = prepared.days(event.at)
        if event.kind in MEASURED and event.amount is not None and 0 <= t_d <= last:
            found.setdefault(event.kind, {})[int(t_d)] = (t_d, event.amount)
    return {kind: tuple(np.array(sorted(days.values())).T) for kind, days in found.items()}


def _first_of_day(t_d: Floats, amount: Floats, last: float) -> tuple[Floats, Floats]:
    inside = np.flatnonzero((t_d >= 0) & (t_d <= last))
    inside = inside[np.argsort(t_d[inside], kind="stable")]
    first = inside[np.unique(np.floor(t_d[inside]), return_index=True)[1]]
    return t_d[first], amount[first]
