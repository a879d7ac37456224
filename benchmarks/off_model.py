"""People the model does not know: ``make off-model`` (60 of each kind on each diary).

Other shapes than the four, other noise, other habits of reporting, and diaries in which runs do nothing. Told is what
the checks let pass, as in `afterrun answers`; a range that is withheld cannot be wrong. Kinds of `off_model_lives`
have a course over time, and are asked through the answers themselves: ``--kinds struck,growing --people 20``.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any

os.environ.setdefault("AFTERRUN_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

from afterrun.checks import FIT_CHECKS, RECORD_CHECKS, CheckResult, Evidence
from afterrun.response.arrays import Floats
from afterrun.response.curve import (
    RESPONSE_AREA_NRS_DAYS,
    ResponseCurve,
    curve_now,
    level_per_month,
    ratio_per_month,
)
from afterrun.response.data import ResponseData
from afterrun.response.designs import STORY, DiaryDesign, draw_diary
from afterrun.response.fit import fit_response
from afterrun.response.posterior import Draws
from afterrun.response.reported import expected_report
from afterrun.response.simulate import truth_as_draws
from benchmarks.off_model_lives import DESIGNS as LIVES_DESIGNS
from benchmarks.off_model_lives import KINDS as LIVES
from benchmarks.off_model_lives import on_design
from benchmarks.off_model_people import KINDS, someone
from benchmarks.off_model_told import line as line_of_lives
from benchmarks.off_model_told import outcome as outcome_of_life

DESIGNS = {"story": STORY, "13 weeks x 3": DiaryDesign(days=91, runs_per_week=3)}
_RISES_H = (24.0, 72.0)
_SURE = 0.95


@dataclass(frozen=True, slots=True)
class Outcome:
    """One person: rank of the truth for what was told, what could have been, and what was claimed."""

    rank: dict[str, float]
    possible: tuple[str, ...]
    withheld: tuple[str, ...]
    detected: bool
    wrongly_detected: bool
    wrongly_changing: bool


@dataclass(frozen=True)
class TrueCurve(ResponseCurve):
    """The curve of somebody whose response has a shape of its own."""

    shape: Callable[[Floats], Floats] = np.zeros_like

    def rise_at(self, lag_h: Floats) -> Floats:
        """See `ResponseCurve.rise_at`."""
        felt = self.amplitude_nrs[:, None] * self.shape(lag_h / 24)[None, :]
        sd = np.hypot(self.sd_nrs[:, None], self.draws.omega[:, None] * felt)
        return expected_report(self.level_nrs[:, None] + felt, sd, self.data.levels) - self.baseline_nrs[:, None]


def outcome(design: DiaryDesign, name: str, seed: int) -> Outcome:
    """Simulate one of a kind, fit, check, rank."""
    kind = KINDS[name]
    rng = np.random.default_rng([seed, design.runs_per_week, 11])
    person, data, shape = someone(kind, draw_diary(design, rng), rng)
    withheld, found, area = _told(data, seed)
    curve = true_curve(truth_as_draws(person, data), data, shape)
    truth = _quantities(curve)
    told = {name: draws for name, draws in found.items() if name not in withheld}
    changing = told.get("response_ratio_per_30_days")
    true_change = truth["response_ratio_per_30_days"][0]
    responds = bool(curve.area_nrs_days[0] > RESPONSE_AREA_NRS_DAYS) and not kind.tampered
    detected = bool(area.size and (area > RESPONSE_AREA_NRS_DAYS).mean() >= _SURE and "response" not in withheld)
    return Outcome(
        rank={name: _rank(draws, float(truth[name][0]), rng) for name, draws in told.items()} if responds else {},
        possible=tuple(truth),
        withheld=tuple(sorted(withheld)),
        detected=detected,
        wrongly_detected=detected and not responds,
        wrongly_changing=changing is not None and _sure_of_change(changing) and abs(np.log(true_change)) < 1e-6,
    )


def _told(data: ResponseData, seed: int) -> tuple[set[str], dict[str, Floats], Floats]:
    """Fit unless the checks forbid; returns what is withheld, draws by quantity, and draws of the area."""
    derived = np.zeros(len(data.run_t_d), bool)
    checks: list[CheckResult] = [check(Evidence(data, derived)) for check in RECORD_CHECKS]
    if "response" in _withheld(checks):
        return _withheld(checks), {}, np.zeros(0)
    fit = fit_response(data, seed=seed)
    checks += [check(Evidence(data, derived, fit)) for check in FIT_CHECKS]
    withheld = _withheld(checks)
    now = curve_now(fit.draws, data)
    if "response" in withheld:
        return withheld, {}, now.area_nrs_days
    responding = fit.draws.rows(fit.draws.responds)
    shaped = _quantities(curve_now(responding, data)) if responding.size else {}
    plain = _quantities(now)
    only_shape = ("peak_h", "half_by_h", "response_ratio_per_30_days")
    return (
        withheld,
        {name: shaped.get(name, plain[name]) if name in only_shape else plain[name] for name in plain},
        (now.area_nrs_days),
    )


def _withheld(checks: Sequence[CheckResult]) -> set[str]:
    return {name for check in checks if check.passed is not True for name in check.withholds}


def true_curve(draws: Draws, data: ResponseData, shape: Callable[[Floats], Floats]) -> ResponseCurve:
    """The truth about somebody, on the last day."""
    return TrueCurve(draws, data, data.span_d[1], None, shape)


def _quantities(now: ResponseCurve) -> dict[str, Floats]:
    rises = {f"rise_{lag:g}h": now.rise_at(np.array([lag]))[:, 0] for lag in _RISES_H}
    return rises | {
        "area_nrs_days": now.area_nrs_days,
        "peak_nrs": now.peak_nrs,
        "peak_h": now.peak_h,
        "half_by_h": now.half_by_h,
        "response_ratio_per_30_days": ratio_per_month(now, now.data.span_d[0]),
        "baseline_nrs_per_30_days": level_per_month(now.draws, now.data, now.data.span_d[0]),
    }


def _sure_of_change(ratio: Floats) -> bool:
    return max(float((ratio < 1).mean()), float((ratio > 1).mean())) >= _SURE


def _rank(draws: Floats, truth: float, rng: np.random.Generator) -> float:
    return float((draws < truth).mean() + rng.random() * (draws == truth).mean())


def lines(name: str, people: Sequence[Outcome]) -> list[str]:
    """Coverage of what was told and how often it was, by quantity; then claims."""
    responders = [person for person in people if person.rank or person.withheld]
    out = [
        f"{name}: {len(people)} people; a response said {np.mean([p.detected for p in people]):.2f}, "
        f"wrongly {np.mean([p.wrongly_detected for p in people]):.3f}; "
        f"a change said wrongly {np.mean([p.wrongly_changing for p in people]):.3f}"
    ]
    for quantity in people[0].possible:
        ranks = np.array([person.rank[quantity] for person in responders if quantity in person.rank])
        if ranks.size:
            held = [float(((ranks >= e) & (ranks <= 1 - e)).mean()) for e in (0.05, 0.025)]
            told = f"told {len(ranks) / len(people):.2f}, held 90 % {held[0]:.2f} 95 % {held[1]:.2f}"
            out.append(f"    {quantity:28s} {told}")
    return out


def kinds_named(texts: Sequence[str]) -> list[str]:
    """Find kinds by their names, one an argument or several with commas between; some names have a comma themselves.

    Raises
    ------
    ValueError
        If there is no such kind.
    """
    known = {**KINDS, **LIVES}
    names = [name for text in texts for name in ([text] if text in known else text.split(","))]
    if unknown := [name for name in names if name not in known]:
        raise ValueError(f"kinds must be among {', '.join(known)}; got {', '.join(unknown)}")
    return names


def main() -> None:
    """Print what was told and whether it held."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=60)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--designs", choices={**DESIGNS, **LIVES_DESIGNS}, nargs="+")
    parser.add_argument("--kinds", nargs="+", default=[*KINDS, *LIVES])
    options = parser.parse_args()
    try:
        names = kinds_named(options.kinds)
    except ValueError as error:
        parser.error(str(error))
    with ProcessPoolExecutor(options.workers) as pool:

        def print_each(designs: dict[str, DiaryDesign], of: Collection[str], one: Any, say: Any) -> None:
            for design in (each for each in designs if each in (options.designs or designs)):
                for kind in (each for each in names if each in of):
                    if kind in LIVES and not on_design(LIVES[kind], designs[design]):
                        continue
                    people = list(pool.map(partial(one, designs[design], kind), range(options.people), chunksize=3))
                    print(say(f"{design}, {kind}", people), flush=True)

        print_each(DESIGNS, KINDS, outcome, lambda name, people: "\n".join(lines(name, people)))
        print_each(LIVES_DESIGNS, LIVES, outcome_of_life, line_of_lives)


if __name__ == "__main__":
    main()
