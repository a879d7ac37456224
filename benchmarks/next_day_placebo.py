"""The same people with their sessions on wrong days: a response found there is a false claim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from afterrun.checks.evidence import Evidence
from afterrun.checks.gate import Gate
from afterrun.lab.preparing import prepare
from afterrun.response.curve import RESPONSE_AREA_NRS_DAYS, ResponseCurve
from afterrun.response.data import ResponseData
from afterrun.response.fit import Fit
from benchmarks.next_day_afterrun import fit
from benchmarks.next_day_people import Floats, Person

SHIFTS = 8
SURE = 0.95
_LEAST_SHIFT_D = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Placebo:
    """One person: how sure of a response, and of one that can be felt; the true days first, then shifted ones.

    ``told`` is how sure of one that can be felt where the checks let it be told, else 0.
    """

    name: str
    sessions: int
    responds: Floats
    felt: Floats
    told: Floats


def shifted(data: ResponseData, days: int) -> ResponseData:
    """Move all sessions by whole days, what falls off the end to the beginning: hours, gaps and doses stay."""
    start = float(np.floor(min(data.span_d[0], data.run_t_d.min())))
    span = float(np.ceil(data.span_d[1] - start))
    moved = start + np.mod(data.run_t_d - start + days, span)
    order = np.argsort(moved)
    return replace(data, run_t_d=moved[order], dose=data.dose[order])


def placebo_of(person: Person, shifts: int = SHIFTS) -> Placebo:
    """Fit one person with the true days and with shifted ones, spread evenly over the diary."""
    known = prepare(person.diary, site=person.diary.pain[0].site, now=person.diary.pain[-1].at)
    span = known.data.span_d[1] - min(known.data.span_d[0], known.data.run_t_d.min())
    days = np.linspace(_LEAST_SHIFT_D, span - _LEAST_SHIFT_D, shifts).round().astype(int)
    responds, felt, told = [], [], []
    for data in (known.data, *(shifted(known.data, int(by)) for by in days)):
        found = fit(data)
        area = ResponseCurve(found.draws, data, data.span_d[1]).area_nrs_days
        responds.append(found.prob_responds)
        felt.append(float((area > RESPONSE_AREA_NRS_DAYS).mean()))
        told.append(felt[-1] if felt[-1] >= SURE and _may_be_told(data, found) else 0.0)
    return Placebo(
        name=person.name,
        sessions=len(known.runs),
        responds=np.array(responds),
        felt=np.array(felt),
        told=np.array(told),
    )


def _may_be_told(data: ResponseData, found: Fit) -> bool:
    """Whether the checks of a fit let a response be told, as in `afterrun answers`."""
    evidence = Evidence(data, np.zeros(len(data.run_t_d), dtype=bool), found)
    return Gate(()).looking_at(evidence, about=("response",)).tells("response")


def placebo_table(people: Sequence[Person], shifts: int = SHIFTS) -> list[str]:
    """One line a person, then how often there was a false claim."""
    found = [placebo_of(person, shifts) for person in people if person.diary.runs]
    if not found:
        return []
    lines = [
        f"sessions on their own days, and moved by {shifts} different numbers of days: P(an area above "
        f"{RESPONSE_AREA_NRS_DAYS} point-days), before the checks",
        f"{'':4s} {'sessions':>8s} {'true days':>9s}   moved",
    ]
    for one in found:
        moved = " ".join(f"{p:.2f}" for p in np.sort(one.felt[1:])[::-1])
        lines.append(f"{one.name:4s} {one.sessions:8d} {one.felt[0]:9.2f}   {moved}")
    for name, values in (
        ("any", [one.responds for one in found]),
        ("felt", [one.felt for one in found]),
        ("felt, and told after the checks", [one.told for one in found]),
    ):
        true, wrong = np.array([v[0] for v in values]), np.concatenate([v[1:] for v in values])
        lines.append(
            f"a response ({name}) with {SURE} or more: true days {int((true >= SURE).sum())} of {len(true)} people, "
            f"moved days {int((wrong >= SURE).sum())} of {len(wrong)} fits"
        )
    return lines
