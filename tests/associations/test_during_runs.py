"""Pain during runs: what goes with it, and where in the run it starts."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from afterrun.associations.during_runs import usual_worst, weigh_worst
from afterrun.associations.onset import where_it_starts
from afterrun.associations.run_features import Weighed
from afterrun.response.arrays import Floats
from tests.associations.featured import level, number
from tests.shares import on_people

Figure = Callable[[str], None]
TOLD = {"may-worsen", "may-help"}


def weighed_during(seed: int, runs: int, *, surface: float = 0.0, lasting: float = 0.5) -> list[Weighed]:
    """A surface, a shoe since some day and four numbers; pain of 1 to 4 with ups and downs of two weeks."""
    rng = np.random.default_rng([seed, runs])
    day = np.sort(rng.uniform(0, 2.8 * runs, runs))
    latent = 0.77 * rng.standard_normal((runs, 6)) + 0.63 * rng.standard_normal((runs, 1))
    since = (np.arange(runs) > runs * rng.uniform(0.35, 0.65)).astype(np.float64)
    contrasts = [level((latent[:, 0] > 0).astype(np.float64)), level(since), *map(number, latent.T[2:])]
    apart = np.exp(-np.abs(day[:, None] - day) / 14)
    noise = np.linalg.cholesky(lasting * apart + (1 - lasting) * np.eye(runs)) @ rng.standard_normal(runs)
    felt = rng.uniform(1, 4) * np.exp(-surface * contrasts[0].z) + 1.2 * noise
    return weigh_worst(np.clip(np.round(felt), 0, 10), day, contrasts, np.random.default_rng(0))


@on_people(20, 200)
def test_features_that_do_nothing_are_hardly_ever_blamed(people: int, figure: Figure) -> None:
    wrong = sum(any(each.verdict in TOLD for each in weighed_during(seed, 36)) for seed in range(people))
    figure(f"features that do nothing, pain during 36 runs: blamed {wrong} of {people}")
    assert wrong <= max(people // 40, 1)


def test_a_surface_with_three_times_the_pain_is_found() -> None:
    found = [weighed_during(seed, 36, surface=-1.1)[0] for seed in range(10)]
    assert sum(each.verdict == "may-worsen" for each in found) >= 6
    assert not any(each.verdict in {"may-help", "no-worthwhile-effect"} for each in found)


def test_the_usual_worst_is_a_mean_with_its_doubt() -> None:
    drawn = usual_worst(np.array([3.0, 4.0, 5.0, 4.0]), np.random.default_rng(0))
    assert drawn.mean() == pytest.approx(4.0, abs=0.05)
    few, many = (np.std(usual_worst(np.repeat(4.0, n), np.random.default_rng(0))) for n in (3, 30))
    assert few > 4 * many  # three equal ones are no certainty
    assert few > 0.2


def starts(
    seed: int, *, runs: int, slope_m: float, shrink: float = 0.0, keep: str = "all"
) -> tuple[Floats, Floats, Floats, float]:
    """Runs on which the start of pain moves by ``slope_m`` a month, and that get shorter by the share ``shrink``."""
    rng = np.random.default_rng([seed, runs])
    day = np.sort(rng.uniform(0, 2.8 * runs, runs))
    length = 7000 * (1 - shrink * day / day.max()) * np.exp(0.15 * rng.standard_normal(runs))
    start = np.maximum(4500 + slope_m * (day - day.max()) / 30 + 1200 * rng.standard_t(5, runs), 0)
    hurt = start < length
    noted = np.round(start / 100) * 100
    after, before = np.where(hurt, noted, length), np.where(hurt, noted, np.inf)
    kept = hurt if keep == "painful" else np.full(runs, True)
    return day[kept], after[kept], before[kept], float(np.median(length))


def moved(day: Floats, after: Floats, before: Floats, usual_m: float) -> tuple[float, float]:
    found = where_it_starts(day, after, before, usual_m, np.random.default_rng(0))
    assert found is not None
    assert found.per_30_days_m is not None
    low, high = np.quantile(found.per_30_days_m, (0.05, 0.95))
    return float(low), float(high)


@on_people(20, 200)
def test_a_start_that_moves_is_held_by_its_range(people: int, figure: Figure) -> None:
    ranges = [moved(*starts(seed, runs=24, slope_m=-1000)) for seed in range(people)]
    held = np.mean([low <= -1000 <= high for low, high in ranges])
    earlier = np.mean([high < -300 for _, high in ranges])
    figure(f"a start that moves by a km a month, 24 runs: range holds {held:.2f}, told as earlier {earlier:.2f}")
    assert held >= (0.85 if people >= 200 else 0.75)
    assert earlier >= 0.25  # it might have turned: a straight line alone would say it of more


@on_people(20, 200)
def test_a_start_that_stays_is_not_said_to_move(people: int, figure: Figure) -> None:
    ranges = [moved(*starts(seed, runs=14, slope_m=0)) for seed in range(people)]
    wrong = np.mean([high < -300 or low > 300 for low, high in ranges])
    figure(f"a start that stays, 14 runs: said to move {wrong:.3f}")
    assert wrong <= (0.05 if people >= 200 else 0.1)


def test_runs_that_get_shorter_do_not_move_the_start() -> None:
    """Those that did not hurt say that it would have started beyond their end; without them it seems to move."""
    both = {"runs": 60, "slope_m": 0.0, "shrink": 0.5}
    seeds = range(6)
    all_runs = [np.mean(moved(*starts(seed, **both))) for seed in seeds]  # type: ignore[arg-type]
    painful = [np.mean(moved(*starts(seed, keep="painful", **both))) for seed in seeds]  # type: ignore[arg-type]
    assert np.mean(painful) < -150
    assert abs(np.mean(all_runs)) < 120


def test_few_starts_have_no_direction_and_fewer_no_place() -> None:
    rng = np.random.default_rng(0)
    day, place = np.arange(5.0), np.array([3000.0, 3200, 2900, 3100, 3000])
    found = where_it_starts(day, place, place, 6000.0, rng)
    assert found is not None
    assert found.per_30_days_m is None
    assert np.median(found.now_m) == pytest.approx(3040, abs=150)
    assert where_it_starts(day[:2], place[:2], place[:2], 6000.0, rng) is None


def test_pain_whose_start_was_not_noted_says_only_that_it_came() -> None:
    """Between the start and the end of the run: it widens nothing, and pulls it nowhere."""
    day, place = np.arange(12.0), np.full(12, 3000.0) + 200 * np.tile([-1.0, 1.0], 6)
    more_day = np.concatenate([day, day + 0.5])
    after, before = np.concatenate([place, np.zeros(12)]), np.concatenate([place, np.full(12, 6000.0)])
    order = np.argsort(more_day)
    known = where_it_starts(day, place, place, 6000.0, np.random.default_rng(0))
    more = where_it_starts(more_day[order], after[order], before[order], 6000.0, np.random.default_rng(0))
    assert known is not None
    assert more is not None
    assert np.median(more.now_m) == pytest.approx(np.median(known.now_m), abs=100)


def test_runs_on_which_it_never_starts_do_not_move_the_start() -> None:
    """One shoe hurts from the fifth kilometre on, the other not at all."""
    rng = np.random.default_rng(3)
    day, length = np.arange(36.0) * 2, rng.uniform(4000.0, 9000.0, 36)
    hurts = (rng.random(36) < 0.5) & (length > 5000)
    place = np.where(hurts, 5000 + rng.normal(0, 150, 36), length)
    found = where_it_starts(day, place, np.where(hurts, place, np.inf), 6500.0, np.random.default_rng(0))
    assert found is not None
    low, high = np.quantile(found.now_m, (0.05, 0.95))
    assert low < 5000 < high
    assert high - low < 700


def test_a_start_that_came_earlier_and_went_back_is_where_it_is_now() -> None:
    """Eight kilometres, four, and eight again: a straight line says six, and that it does not move."""
    rng = np.random.default_rng(5)
    day = np.arange(0.0, 112.0, 2.5)
    place = 4000 + 4000 * np.abs(day - 56) / 56 + rng.normal(0, 350, len(day))
    found = where_it_starts(day, place, place, 9000.0, np.random.default_rng(0))
    assert found is not None
    assert found.per_30_days_m is not None
    now, moves = (np.quantile(each, (0.05, 0.95)) for each in (found.now_m, found.per_30_days_m))
    assert now[0] < 7900 < now[1]
    assert moves[0] > 800


def by_pace(*, of_time: bool) -> float:
    """Chance that it is the time, of starts after 38 minutes or 6.5 km, each within a twentieth, at three paces."""
    rng = np.random.default_rng(7)
    pace = rng.choice([0.27, 0.33, 0.42], 30)
    start = (38 * 60 / pace if of_time else np.full(30, 6500.0)) * np.exp(0.05 * rng.standard_normal(30))
    found = where_it_starts(np.arange(30.0) * 3, start, start, 8000.0, np.random.default_rng(0), pace=pace)
    assert found is not None
    return found.by_time


def test_whether_it_is_the_time_or_the_way_is_told_by_the_paces() -> None:
    assert by_pace(of_time=True) > 0.95
    assert by_pace(of_time=False) < 0.05
    even = np.full(12, 3000.0) + 100 * np.tile([-1.0, 1.0], 6)
    found = where_it_starts(np.arange(12.0), even, even, 6000.0, np.random.default_rng(0), pace=np.full(12, 0.36))
    assert found is not None
    assert found.by_time == 0.0  # one pace tells nothing of it
