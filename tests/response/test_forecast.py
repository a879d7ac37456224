from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from afterrun.response.fit import Fit, fit_response
from afterrun.response.forecast import NextRun, forecast, last_event_d, nearest_level
from afterrun.response.reported import expected_report
from tests.response.people import diary_of, person


@pytest.fixture(scope="module")
def fit() -> Fit:
    return fit_response(diary_of(person(), seed=21), seed=0)


def test_closed_form_expectation_equals_simulation() -> None:
    rng = np.random.default_rng(0)
    levels = np.array([0.0, 1.0, 2.0, 5.0, 8.0])
    for mean, sd in ((-1.0, 0.5), (2.3, 1.2), (9.0, 2.0)):
        said = nearest_level(mean + sd * rng.standard_normal(200_000), levels)
        assert expected_report(np.array(mean), np.array(sd), levels) == pytest.approx(said.mean(), abs=0.02)


def test_a_run_raises_the_forecast_and_a_longer_one_raises_it_more(fit: Fit) -> None:
    start = last_event_d(fit.data)
    t = start + 0.1 + np.arange(1, 20) / 4
    paths = [
        forecast(fit.draws, fit.data, t_d=t, run=run, rng=np.random.default_rng(0))
        for run in (None, NextRun(end_t_d=start + 0.1, dose=1.0), NextRun(end_t_d=start + 0.1, dose=2.0))
    ]
    day = 3
    assert paths[0].expected_nrs[day] < paths[1].expected_nrs[day] < paths[2].expected_nrs[day]
    assert paths[0].worst_chance_above < paths[1].worst_chance_above <= paths[2].worst_chance_above
    for path in paths:
        low, middle, high = path.quantiles_nrs
        assert ((low <= middle) & (middle <= high)).all()
        assert (path.worst_chance_above >= path.chance_above - 0.05).all()


def test_far_ahead_the_forecast_forgets_where_it_started(fit: Fit) -> None:
    data = replace(fit.data, care_kinds=0)
    far = last_event_d(data) + np.array([200.0])
    still = replace(fit.draws, trend_nrs=np.zeros(fit.draws.size))
    found = forecast(still, data, t_d=far, rng=np.random.default_rng(0))
    sd = np.hypot(still.sigma_u, still.sigma_e)
    assert found.expected_nrs[0] == pytest.approx(
        expected_report(still.level_at(data, far)[:, 0], sd, data.levels).mean(), abs=1e-3
    )


@pytest.mark.share
def test_the_worst_report_of_simulated_people_is_covered() -> None:
    """Fit on all but the last run, forecast the reports after it: the 90 % range holds about nine times in ten."""
    inside, total = 0, 0
    for seed in range(15):
        data = diary_of(person(), seed=100 + seed)
        cut = data.run_t_d[-1]
        future = data.report_t_d > cut
        known = data.until(float(cut))
        fit = fit_response(known, seed=seed)
        run = NextRun(end_t_d=float(cut), dose=float(data.dose[-1]))
        t = data.report_t_d[future]
        found = forecast(fit.draws, known, t_d=t, run=run, rng=np.random.default_rng(seed))
        said = data.answers[future]
        inside += int(((said >= found.quantiles_nrs[0]) & (said <= found.quantiles_nrs[2])).sum())
        total += len(said)
    assert 0.85 < inside / total < 1.0
