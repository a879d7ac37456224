"""What Afterrun says of the melatonin trial: the response model on its ratings, and the word for it."""

from __future__ import annotations

from argparse import ArgumentParser
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

from afterrun.findings.verdicts import verdict_on_drop
from afterrun.response.arrays import Floats
from afterrun.response.curve import ResponseCurve
from afterrun.response.data import ResponseData
from afterrun.response.fit import fit_response
from afterrun.response.forecast import nearest_level
from afterrun.response.kernel import NoResponse
from afterrun.response.simulate import with_answers
from benchmarks.melatonin import DAYS, Recorded, printed, read
from benchmarks.melatonin_draw import against_the_draw

_LEVELS = np.linspace(0, 10, 101)  # a slider from 0 to 100, read as tenths of a point
_FIRST_DAY_H = np.arange(0.0, 24.0)


@dataclass(frozen=True, slots=True)
class Judged:
    """Fall of low mood over the day after a night with melatonin, against one without; positive helps. [of 10]"""

    draws: Floats
    prob_any: float


def judge(recorded: Recorded, *, seed: int = 0) -> Judged:
    """Ask of both arms whether its nights are followed by a worse day, on one scale with one prior.

    The model knows a dose that makes things worse for a while. Nights *without* it as doses say how far it helps,
    nights *with* it how far it harms; half of the belief before the data is that neither does anything.
    """
    fits = {arm: fit_response(_low_mood(recorded, arm), seed=seed) for arm in (0, 1)}
    rises, odds = {}, {}
    for arm, fit in fits.items():
        draws = fit.draws.rows(fit.draws.responds)
        rises[arm] = ResponseCurve(draws, fit.data, fit.data.span_d[1]).rise_at(_FIRST_DAY_H).mean(axis=1)
        odds[arm] = fit.prob_responds / fit.prob[NoResponse().name] / 2
    total = 1 + sum(odds.values())
    count = {arm: round(10_000 * odds[arm] / total) for arm in fits}
    rng = np.random.default_rng(seed)
    parts = [sign * rng.choice(rises[arm], count[arm]) for arm, sign in ((0, 1), (1, -1)) if len(rises[arm])]
    nothing = np.zeros(10_000 - sum(count.values()))
    return Judged(np.concatenate([*parts, nothing]), 1 - 1 / total)


def _low_mood(recorded: Recorded, arm: int) -> ResponseData:
    """Turn mood into 10 minus a tenth of it, the nights of one arm as doses at the midnight before."""
    midnight = datetime.combine(recorded.at[0].date(), datetime.min.time())
    t_d = np.array([(at - midnight) / timedelta(days=1) for at in recorded.at])
    order = np.argsort(t_d)
    first = np.array([np.floor(t_d[recorded.day == day].min()) for day in range(DAYS)])
    night = first[recorded.arm == arm]
    empty = ResponseData(
        run_t_d=night,
        dose=np.ones(len(night)),
        report_t_d=t_d[order],
        lower=np.full(len(t_d), -np.inf),
        upper=np.full(len(t_d), np.inf),
        levels=_LEVELS,
        span_d=(0.0, float(t_d.max())),
        care_t_d=np.zeros(0),
        care_kind=np.zeros(0, np.int32),
    )
    return with_answers(empty, nearest_level(10 - recorded.mood[order] / 10, _LEVELS))


def main() -> None:
    """Print the figures of the manuscript, and ours."""
    ArgumentParser(description=__doc__).parse_args()
    recorded = read()
    for key, value in printed(recorded).items():
        print(f"{key:28s} {value:10.4f}")
    test = against_the_draw(recorded)
    print(f"randomisation test: difference {-test.difference:.2f} of 100, ", end="")
    print(f"p {test.p_helps:.3f} (better) {test.p_worsens:.3f} (worse), {test.schedules:,} schedules")
    judged = judge(recorded)
    low, middle, high = np.quantile(judged.draws, (0.05, 0.5, 0.95))
    print(f"any effect {judged.prob_any:.2f}; less low mood over a day {middle:.2f} ({low:.2f} to {high:.2f}) of 10")
    print(f"verdict: {verdict_on_drop(judged.draws)}")


if __name__ == "__main__":
    main()
