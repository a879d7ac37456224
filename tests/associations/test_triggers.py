from __future__ import annotations

from dataclasses import replace
from functools import partial

import numpy as np
import pytest

from afterrun.associations.lags import BEFORE_DAYS, LAG_DAYS, after_days
from afterrun.associations.matching import Calendar, one_a_day
from afterrun.associations.passing import weigh_passing
from afterrun.associations.things import more_of
from afterrun.associations.triggers import RARE, Trigger, _verdict, weigh_triggers
from afterrun.response.arrays import Floats
from afterrun.response.dose_curve import POWER
from afterrun.response.fit import fit_response
from afterrun.response.kernel import KERNELS
from afterrun.response.marginal import marginal
from afterrun.response.regression import Nuisance, regression, state_space_of
from benchmarks.triggers import DESIGNS, Lived, live, searched, weigh

DESIGN = DESIGNS["13 weeks x 1"]
CALENDAR = Calendar(-0.25, 2, (0.0, 91.0), np.arange(3.0, 91.0, 7.0))


def test_days_are_dealt_to_days_like_them() -> None:
    rng = np.random.default_rng(0)
    t = one_a_day(CALENDAR, np.sort(rng.uniform(0, 91, 20)))
    dealt = CALENDAR.dealt_out(t, 200, rng)
    own, new = CALENDAR.day(t), CALENDAR.day(dealt)
    assert all(len(set(days)) == len(t) for days in new)  # never twice on a day
    assert np.allclose((dealt - CALENDAR.midnight_d) % 1, (t - CALENDAR.midnight_d) % 1)
    assert ((CALENDAR.weekday_of(dealt) >= 5) == (CALENDAR.weekday_of(t) >= 5)).all()
    first = CALENDAR.day(np.array([0.0]))
    assert ((new - first) // 28 == (own - first) // 28).all()
    assert len(np.unique(new[:, 3])) > 1


def test_a_day_without_its_like_stays() -> None:
    lonely = Calendar(0.0, 0, (0.0, 7.0), np.array([2.4]))
    assert (lonely.dealt_out(np.array([2.7]), 50, np.random.default_rng(0)) == 2.7).all()
    assert lonely.comparable(np.array([2.7])) == 0
    assert CALENDAR.comparable(one_a_day(CALENDAR, np.arange(2.0, 90.0, 9.0))) > 5


def test_once_a_day_and_only_within_the_diary() -> None:
    assert one_a_day(CALENDAR, np.array([-3.0, 5.1, 5.2, 95.0, 4.0])).tolist() == [4.0, 5.1]


def test_lags_do_not_overlap_and_nothing_lags_behind_the_future() -> None:
    reports, event = np.linspace(0, 10, 400), np.array([4.3])
    marks = np.array([after_days(reports, event, 0.0, lag) for lag in (*LAG_DAYS, -1)])
    assert marks.sum(axis=0).max() == 1
    assert reports[marks[:3].any(axis=0)].min() > 4.3
    assert reports[marks[3] == 1].max() <= 4.3


def test_the_stand_in_scores_as_the_likelihood_does() -> None:
    """Slope and curvature of the true log likelihood in the level, by differences, against the closed form."""
    lived, _ = live(DESIGN, 4)
    data = lived.data
    fit = fit_response(data, kernels=(KERNELS["K1"],), curves=(POWER,))
    one = fit.draws.rows(np.flatnonzero(fit.draws.responds)[:1])
    nothing = Nuisance(np.zeros((len(data.report_t_d), 0)), np.zeros(0))
    column = (data.report_t_d > 50).astype(np.float64)
    score = regression(one, data, nothing).scores(column[:, None])

    def loglik(effect: float) -> float:
        space = state_space_of(one, data)
        shifted = replace(space, lower=data.lower - effect * column, upper=data.upper - effect * column, tol_nrs=1e-6)
        return float(marginal(shifted).loglik[0])

    step = 0.05
    slope = (loglik(step) - loglik(-step)) / (2 * step)
    curvature = -(loglik(step) - 2 * loglik(0.0) + loglik(-step)) / step**2
    assert score.score[0, 0] == pytest.approx(slope, abs=0.15 + 0.05 * abs(slope))
    assert score.information[0, 0] == pytest.approx(curvature, rel=0.25)


@pytest.mark.parametrize(
    ("seed", "rare", "verdict"),
    [(0, RARE, "may-worsen"), (0, RARE / 5, "not-yet-known"), (2, RARE / 5, "may-worsen")],
)
def test_blame_is_shared_by_what_was_asked(
    monkeypatch: pytest.MonkeyPatch, seed: int, rare: float, verdict: str
) -> None:
    """What chance deals once in 50 or so is rare enough for one question, and not for one of five."""
    monkeypatch.setattr("benchmarks.triggers.weigh_triggers", partial(weigh_triggers, rare=rare))
    (found,) = searched(DESIGNS["13 weeks x 3"], 18, 2.0, seed)
    assert found is not None
    assert found.p_dealt <= RARE / 5 if seed else RARE / 5 < found.p_dealt <= RARE
    assert found.verdict == verdict


def test_what_would_be_blamed_alone_is_not_cleared_by_sharing() -> None:
    nothing = (np.full(50, 0.1), np.ones(50))
    assert _verdict([nothing], 0, unlikely=False, perhaps=False, led=True) == "no-worthwhile-effect"
    assert _verdict([nothing], 0, unlikely=False, perhaps=True, led=True) == "not-yet-known"


def test_an_amount_is_cleared_only_where_much_of_it_differs_by_little_from_little_of_it() -> None:
    """A third of a point for each sd is more than half a point from a quiet day to a busy one."""
    small = (np.full(50, 0.35), np.ones(50))
    assert _verdict([small], 0, unlikely=False, perhaps=False, led=True) == "no-worthwhile-effect"
    amount = more_of(np.linspace(0, 91, 200), CALENDAR, np.arange(1.0, 90.0, 3.0), np.tile([-1.0, 1.0], 15))
    assert amount is not None
    for rise, verdict in ((0.35, "not-yet-known"), (0.1, "no-worthwhile-effect")):
        told = [(np.full(50, rise), np.ones(50))]
        found = _verdict(told, 0, unlikely=False, perhaps=False, led=True, little_to_much=amount.little_to_much)
        assert found == verdict


def test_what_nobody_reported_before_is_not_known_and_blames_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A diary like that which is blamed above, but without the reports of the day before each of the evenings."""

    def seldom(lived: Lived, events: list[Floats], seed: int, rng: np.random.Generator) -> list[Trigger | None]:
        data, t_d = lived.data, one_a_day(Calendar(0.0, 0, lived.data.span_d, lived.data.run_t_d), events[0])
        after = np.max([after_days(data.report_t_d, t_d, 0.0, lag) for lag in LAG_DAYS], axis=0)
        kept = (after > 0) | (after_days(data.report_t_d, t_d, 0.0, BEFORE_DAYS) == 0)
        left = replace(data, report_t_d=data.report_t_d[kept], lower=data.lower[kept], upper=data.upper[kept])
        return weigh(replace(lived, data=left, felt=lived.felt[kept]), events, seed, rng)

    monkeypatch.setattr("benchmarks.triggers.weigh", seldom)
    (found,) = searched(DESIGNS["13 weeks x 3"], 18, 3.0, 8)
    assert found is not None
    assert max(found.p_model, found.p_dealt) <= RARE
    assert found.rise_nrs is not None
    assert (found.rise_nrs > 0.5).mean() > 0.95  # it would be blamed but for that
    assert (found.came_before, found.verdict) == (None, "not-yet-known")


def test_a_symptom_before_days_that_have_no_like_is_not_known_to_follow() -> None:
    calendar = Calendar(0.0, 0, (0.0, 12.0), np.array([0.2]))
    every_day = one_a_day(calendar, np.arange(12.0) + 0.5)
    rng = np.random.default_rng(0)
    (found,) = weigh_passing(every_day[2:9] - 0.01, [every_day], calendar, rng)
    assert found is not None
    assert (found.came_before, found.verdict(0.025)) == (None, "not-yet-known")
    (never,) = weigh_passing(np.array([11.9, 11.95, 11.99]), [every_day], calendar, rng)  # after the last of them
    assert never is not None
    assert (never.followed, never.came_before) == (1, False)


def test_few_events_are_only_counted() -> None:
    assert searched(DESIGN, 4, 3.0, 0) == [None]


def test_a_cramp_after_presses_and_no_cramp_after_anything() -> None:
    rng = np.random.default_rng(1)
    press = one_a_day(CALENDAR, rng.permutation(np.arange(90.0))[:14] + 0.5)
    walk = one_a_day(CALENDAR, rng.permutation(np.arange(90.0))[:14] + 0.4)
    cramp = press[:9] + 0.01
    found = weigh_passing(cramp, [press, walk], CALENDAR, rng)
    assert found[0] is not None
    assert found[0].verdict(0.025) == "may-worsen"
    assert (found[0].followed, found[0].lag) == (9, 0)
    assert found[0].ratio_at(0.05) > 2
    assert found[1] is not None
    assert found[1].verdict(0.025) == "not-yet-known"
    assert weigh_passing(cramp[:2], [press], CALENDAR, rng) == [None]


def test_presses_after_cramps_are_not_blamed_for_them() -> None:
    rng = np.random.default_rng(2)
    cramp = np.sort(rng.uniform(0, 90, 12))
    press = one_a_day(CALENDAR, cramp + 0.02)
    found = weigh_passing(cramp, [press], CALENDAR, rng)[0]
    assert found is not None
    assert found.came_before
    assert found.verdict(0.025) != "may-worsen"
