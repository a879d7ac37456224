"""Things as columns: what each sees, how it is dealt out, and that one does not stand for another."""

from __future__ import annotations

import math

import numpy as np
import pytest

from afterrun.associations.amounts import standardised
from afterrun.associations.lags import LAGS, Lag, seen_at
from afterrun.associations.matching import Calendar
from afterrun.associations.things import DEALS, done_on, kept_up, more_of
from afterrun.response.arrays import Floats
from afterrun.response.forecast import nearest_level
from afterrun.response.regression import StandIn
from afterrun.response.simulate import with_answers
from benchmarks.triggers import DESIGNS, Lived, live, ridden, walked, weigh, without_runs
from tests.shares import first_of

CALENDAR = Calendar(0.0, 0, (0.0, 84.0), np.arange(2.7, 84.0, 7.0))
REPORTS = np.sort(np.concatenate([np.arange(84) + 0.3, np.arange(84) + 0.9]))


def plain_stand_in(draws: int, n: int, rng: np.random.Generator) -> StandIn:
    """White noise: two draws that whiten alike."""
    said = rng.standard_normal((draws, n))
    whiten = np.repeat(np.eye(n)[None], draws, axis=0)
    blank = np.zeros((draws, n))
    return StandIn(whiten, said, blank, blank, np.zeros((draws, n, 0)), blank, blank)


def test_nuisance_put_beside_later_is_as_if_it_had_been_there_from_the_start() -> None:
    rng = np.random.default_rng(0)
    frame = plain_stand_in(1, 40, rng)
    more, also, column = rng.standard_normal((40, 2)), rng.standard_normal((40, 1)), rng.standard_normal((40, 3))
    found = frame.beside(more, 2.0).beside(also, 3.0).scores(column)
    covariance = np.eye(40) + 4 * more @ more.T + 9 * also @ also.T
    inverse = np.linalg.inv(covariance)
    assert found.score[0] == pytest.approx(column.T @ inverse @ frame.said[0])
    assert found.information[0] == pytest.approx(np.diag(column.T @ inverse @ column))
    weights = frame.beside(more, 2.0).beside(also, 3.0)
    assert weights.weights(weights.whitened(column))[0] == pytest.approx(inverse @ column)


def test_in_turn_is_beside_for_each_way_to_have_the_columns() -> None:
    rng = np.random.default_rng(1)
    frame = plain_stand_in(2, 30, rng)
    columns = rng.standard_normal((30, 3, 4))
    scores, _ = frame.in_turn(columns, [[], [0], [0, 1]], 5.0)
    for way in range(4):
        beside = frame.beside(columns[:, :2, way], 5.0).scores(columns[:, 2:, way])
        assert scores.score[:, 2, way] == pytest.approx(beside.score[:, 0])
        assert scores.information[:, 2, way] == pytest.approx(beside.information[:, 0])


def test_the_next_morning_ends_at_noon() -> None:
    t = np.array([1.2, 1.49, 1.51, 1.9, 2.2])
    event = np.array([0.8])
    assert seen_at(t, event, 0.0, Lag(1, "morning")).tolist() == [1, 1, 0, 0, 0]
    assert seen_at(t, event, 0.0, Lag(1, "later")).tolist() == [0, 0, 1, 1, 0]
    assert (seen_at(t, event, 0.0, Lag(1)) == both_parts(t, event)).all()


def both_parts(t: Floats, event: Floats) -> Floats:
    return np.asarray(sum(seen_at(t, event, 0.0, Lag(1, part)) for part in ("morning", "later")))


def test_amounts_are_swapped_among_like_days_and_none_is_lost() -> None:
    rng = np.random.default_rng(2)
    t, amount = np.arange(84, dtype=np.float64) + 23 / 24, rng.standard_normal(84)
    thing = more_of(REPORTS, CALENDAR, t, amount)
    assert thing is not None
    dealt = thing.dealt(rng)
    assert dealt.shape == (len(REPORTS), len(LAGS), DEALS)
    morning = LAGS.index(Lag(1, "morning"))
    seen = thing.columns[:, morning] != 0
    assert np.allclose(dealt[seen, morning].sum(axis=0), thing.columns[seen, morning].sum(), atol=3.0)
    assert np.abs(dealt[:, morning] - thing.columns[:, morning, None]).max() > 1
    places = CALENDAR.swapped(t, 50, rng)
    assert (np.sort(places, axis=1) == np.arange(84)).all()
    weekend = CALENDAR.weekday_of(t) >= 5
    assert (weekend[places] == weekend[None, :]).all()


@pytest.mark.parametrize(
    ("amount", "asked"),
    [
        (np.linspace(4000, 12000, 7), False),  # too few
        (np.full(40, 90.0), False),  # always the same
        (np.linspace(4000, 12000, 8), True),
        (np.r_[np.zeros(20), np.linspace(1, 3, 20)], True),
    ],
)
def test_which_amounts_are_asked(amount: Floats, *, asked: bool) -> None:
    found = standardised(amount)
    assert (found is not None) == asked
    if found is not None:
        assert (found.standard.mean(), found.standard.std()) == pytest.approx((0, 1))


def test_skewed_amounts_are_asked_by_their_logarithm() -> None:
    amount = np.exp(np.random.default_rng(0).standard_normal(200))
    found = standardised(amount)
    assert found is not None
    assert found.standard == pytest.approx((np.log(amount) - np.log(amount).mean()) / np.log(amount).std())
    assert found.sd == pytest.approx(math.e - 1, rel=0.2)


def test_what_is_kept_up_is_moved_along_the_diary_as_it_is() -> None:
    def share(t_d: Floats) -> Floats:
        return np.asarray((t_d >= 42) & (t_d < 63), dtype=np.float64)

    thing = kept_up(REPORTS, CALENDAR, share, np.array([42.0]), np.array([63.0]))
    assert thing is not None
    assert (thing.n, thing.lags, thing.for_weeks) == (21, (Lag(0),), True)
    dealt = thing.dealt(np.random.default_rng(0))[:, 0]
    assert np.abs(dealt.sum(axis=0) - 42).max() <= 2  # two reports a day
    steps = np.abs(np.diff(np.vstack([dealt, dealt[:1]]), axis=0)).sum(axis=0)
    assert steps.max() <= 2  # one stretch on the ring
    before = REPORTS[thing.before > 0]
    assert 28 <= before.min() < before.max() < 42


@pytest.mark.parametrize("days", [(0, 100), (0, 10), (8, 100)])
def test_too_few_days_with_it_or_without(days: tuple[int, int]) -> None:
    def share(t_d: Floats) -> Floats:
        return np.asarray((t_d >= days[0]) & (t_d < days[1]), dtype=np.float64)

    assert kept_up(REPORTS, CALENDAR, share, np.array([float(days[0])]), np.zeros(0)) is None


def test_few_events_and_few_amounts_are_no_thing() -> None:
    assert done_on(REPORTS, CALENDAR, np.arange(4.0)) is None
    assert more_of(REPORTS, CALENDAR, np.arange(7.0), np.arange(7.0)) is None


@pytest.mark.parametrize("rest", first_of([0.3, 0.0]))
def test_easy_rides_do_not_stand_for_the_lack_of_hard_ones(rest: float) -> None:
    """Hard rides raise pain by 3 points for a day, easy ones by 0.2; they take turns."""
    found = [ridden(DESIGNS["13 weeks x 1"], seed, hard_nrs=3.0, easy_nrs=0.2, rest=rest) for seed in range(4)]
    easy = [each for _, each in found if each is not None and each.rise_nrs is not None]
    assert len(easy) == 4
    assert all(each.verdict not in {"may-help", "may-worsen"} for each in easy)
    assert abs(np.median([np.median(each.rise_nrs) for each in easy if each.rise_nrs is not None]) - 0.2) < 0.6
    if rest:
        assert sum(hard is not None and hard.verdict == "may-worsen" for hard, _ in found) >= 2


def test_pain_that_is_back_to_usual_was_not_lowered() -> None:
    """Four points more on the evening and the day after: that the third day is as ever is no help."""
    lived, rng = live(DESIGNS["13 weeks x 3"], 3)
    days = np.sort(rng.choice(np.arange(88.0), 14, replace=False))
    felt = lived.felt.copy()
    t = days.astype(np.float64) + 18.5 / 24
    since = np.floor(lived.data.report_t_d)[:, None] - days[None, :]
    felt += 4.0 * (((since == 0) & (lived.data.report_t_d[:, None] > t)) | (since == 1)).any(axis=1)
    said = with_answers(lived.data, nearest_level(felt, lived.data.levels))
    (found,) = weigh(Lived(said, felt), [t], seed=3, rng=rng)
    assert found is not None
    assert found.verdict == "may-worsen"
    assert found.lag.day in {0, 1}


@pytest.mark.share
def test_steps_that_raise_the_next_day_are_found_and_others_are_not() -> None:
    found = [walked(DESIGNS["13 weeks x 3"], seed, rise_nrs=1.2)[0] for seed in range(4)]
    assert sum(each is not None and each.verdict == "may-worsen" and each.lag.day == 1 for each in found) >= 2
    idle = [walked(DESIGNS["13 weeks x 3"], seed, more_nrs=-0.5)[0] for seed in range(4)]
    assert all(each is not None and each.verdict not in {"may-worsen", "may-help"} for each in idle)


def test_a_purifier_that_takes_nine_tenths_is_found_without_a_run() -> None:
    found = [without_runs(seed, "steady", drop=0.9)[0] for seed in range(1, 9)]
    assert sum(each is not None and each.verdict == "may-help" for each in found) >= 3
    assert all(each is not None and each.verdict != "may-worsen" for each in found)


@pytest.mark.parametrize("on", ["second half", "when bad"])
def test_what_is_kept_up_and_does_nothing_is_not_told_to_help(on: str) -> None:
    found = [without_runs(seed, course, on=on)[0] for seed in range(3) for course in ("healing", "waves of nine weeks")]
    assert all(each is not None and each.verdict not in {"may-worsen", "may-help"} for each in found)
