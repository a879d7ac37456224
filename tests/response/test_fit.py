from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from afterrun.checks import Evidence
from afterrun.checks.enough_data import reports_vary
from afterrun.response.curve import LAG_H, ResponseCurve, curve_now
from afterrun.response.dose_curve import POWER
from afterrun.response.fit import Fit, fit_response
from afterrun.response.importance import Sample, Sampler
from afterrun.response.kernel import KERNELS
from afterrun.response.psis import K_HAT_LIMIT
from afterrun.response.simulate import truth_as_draws, with_answers
from tests.response.people import diary_of, person
from tests.shares import first_of

# One shape and no sudden change: a tenth of the work, for what does not hang on them.
K1_OR_NONE: dict[str, Any] = {"kernels": (KERNELS["K1"],), "curves": (POWER,), "turns": ()}


@pytest.fixture(scope="module")
def responder() -> Fit:
    return fit_response(diary_of(person(), seed=11), seed=0)


def test_a_responder_is_found_and_the_curve_recovered(responder: Fit) -> None:
    truth = curve_now(truth_as_draws(person(), responder.data), responder.data)
    found = curve_now(responder.draws, responder.data)
    assert responder.prob_responds > 0.99
    assert responder.k_hat < 0.7
    low, high = np.quantile(found.rise_nrs, [0.005, 0.995], axis=0)
    inside = (low - 0.05 <= truth.rise_nrs[0]) & (truth.rise_nrs[0] <= high + 0.05)
    assert inside.mean() > 0.95
    assert np.median(found.peak_h) == pytest.approx(truth.peak_h[0], abs=8)


def usual() -> Fit:
    return fit_response(diary_of(person(), seed=11), **K1_OR_NONE)


@pytest.mark.parametrize(("k_hat", "effective"), [(K_HAT_LIMIT + 0.2, 400.0), (0.1, 40.0)], ids=["unusable", "few"])
def test_draws_that_count_are_made_usable(monkeypatch: pytest.MonkeyPatch, k_hat: float, effective: float) -> None:
    """Where weights do not do, draws are moved until there are none: else nothing could be told."""
    real, before = Sampler.until, usual()

    def poor(sampler: Sampler, *args: Any, **named: Any) -> Sample:
        return replace(real(sampler, *args, **named), k_hat=k_hat, effective=effective)

    monkeypatch.setattr(Sampler, "until", poor)
    found, gain = usual(), before.draws.gain_nrs
    assert found.k_hat < K_HAT_LIMIT
    assert found.effective > 200
    assert found.draws.gain_nrs.mean() == pytest.approx(gain.mean(), abs=0.35 * gain.std())


@pytest.mark.afresh
def test_same_seed_same_answer() -> None:
    first, again = usual(), usual()
    assert again.log_evidence == first.log_evidence
    assert np.array_equal(again.draws.gain_nrs, first.draws.gain_nrs)


def test_evidence_hardly_depends_on_the_seed(responder: Fit) -> None:
    evidence = [fit_response(responder.data, seed=s, **K1_OR_NONE).log_evidence["K1 power"] for s in range(1, 6)]
    assert np.std(evidence) < 0.1


@pytest.mark.parametrize("people", first_of([3, 12]))
def test_nobody_responds_without_runs_mattering(people: int) -> None:
    chances = [fit_response(diary_of(person(kernel="K0"), seed=s), seed=s).prob_responds for s in range(people)]
    assert np.median(chances) < 0.4
    assert max(chances) < 0.95


def test_rescaled_dose_and_shifted_clock_change_nothing(responder: Fit) -> None:
    data = responder.data
    shifted = replace(
        data,
        run_t_d=data.run_t_d + 1000,
        report_t_d=data.report_t_d + 1000,
        care_t_d=data.care_t_d + 1000,
        span_d=(data.span_d[0] + 1000, data.span_d[1] + 1000),
    )
    again = fit_response(shifted, **K1_OR_NONE)
    assert again.log_evidence["K1 power"] == pytest.approx(usual().log_evidence["K1 power"], abs=1e-3)


def test_the_run_is_the_unit_of_evidence(responder: Fit) -> None:
    """Reporting everything twice must not make the size of the response look twice as well known."""
    data = responder.data
    twice = replace(
        data,
        report_t_d=np.repeat(data.report_t_d, 2) + np.tile([0.0, 1e-4], len(data.report_t_d)),
        lower=np.repeat(data.lower, 2),
        upper=np.repeat(data.upper, 2),
    )
    found = fit_response(twice, **K1_OR_NONE)
    once_sd, twice_sd = np.std(np.log(usual().draws.gain_nrs)), np.std(np.log(found.draws.gain_nrs))
    assert twice_sd > 0.75 * once_sd


@pytest.mark.share
@pytest.mark.parametrize("answer", first_of([10.0, 0.0, 3.0]))
def test_diaries_that_always_say_the_same_do_not_break_it(answer: float) -> None:
    """Always 10 is so far from the prior that runs seem to matter; there `reports-vary` keeps it from being told."""
    data = diary_of(person(), seed=3)
    data = with_answers(data, np.full(len(data.report_t_d), answer))
    found = fit_response(data, seed=0)
    assert np.isfinite(found.draws.level_nrs).all()
    told = reports_vary(Evidence(data, np.zeros(len(data.run_t_d), np.bool_))).passed
    assert found.prob_responds < 0.9 or not told


def test_tied_times_and_runs_at_reports() -> None:
    data = diary_of(person(), seed=4)
    tied = np.sort(np.concatenate([data.report_t_d[:-3], data.run_t_d[:2], data.run_t_d[:1]]))
    assert np.isfinite(fit_response(replace(data, report_t_d=tied), **K1_OR_NONE).log_evidence["K1 power"])


def test_readings_of_the_curve_agree_with_each_other(responder: Fit) -> None:
    now = curve_now(responder.draws, responder.data)
    assert (now.peak_nrs >= now.rise_nrs.max(axis=1) - 1e-12).all()
    assert (now.half_life_h >= 0).all()
    assert (now.clear_h >= now.peak_h).all()
    assert ((now.area_nrs_days >= 0) & (now.area_nrs_days <= 14 * now.peak_nrs + 1e-9)).all()


def test_a_faint_rise_is_not_gone_before_it_peaks(responder: Fit) -> None:
    weak = replace(responder.draws, gain_nrs=0.05 * responder.draws.gain_nrs)
    now = curve_now(weak, responder.data)
    assert (now.peak_nrs < 0.5).all()
    assert now.peak_h.min() > 0
    np.testing.assert_array_equal(now.clear_h, now.peak_h)


def test_half_life_and_clearance_of_a_curve_known_by_hand() -> None:
    data = diary_of(person(), seed=1)
    truth = truth_as_draws(person(level_nrs=5.0, log_sigma_e=np.log(1.0)), data)
    curve = ResponseCurve(truth, data, data.span_d[1])
    rise, peak = curve.rise_nrs[0], curve.rise_nrs[0].max()
    fine = np.arange(0, 336, 0.1)
    course = np.interp(fine, LAG_H, rise)
    assert curve.half_life_h[0] == pytest.approx(fine[course >= peak / 2].max() - curve.peak_h[0], abs=0.2)
    assert curve.clear_h[0] == pytest.approx(fine[course >= 0.5].max(), abs=0.2)


@pytest.mark.share
def test_a_refit_after_one_more_report_agrees_with_a_fresh_fit() -> None:
    data = diary_of(person(), seed=1)
    before = fit_response(data.until(float(data.report_t_d[-2])))
    fresh, refit = fit_response(data, seed=4), fit_response(data, seed=4, near=before)
    assert refit.k_hat < 0.7
    assert refit.effective > 400
    for name, chance in fresh.prob.items():
        assert refit.prob[name] == pytest.approx(chance, abs=0.1)
    for quantity in ("gain_nrs", "level_nrs", "sigma_u"):
        ours, theirs = getattr(refit.draws, quantity), getattr(fresh.draws, quantity)
        assert abs(ours.mean() - theirs.mean()) < 0.2 * theirs.std()
        assert ours.std() == pytest.approx(theirs.std(), rel=0.2)
