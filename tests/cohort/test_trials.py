"""Many trials of one put together: against people whose truth is known."""

from __future__ import annotations

import numpy as np
import pytest

from afterrun.cohort.trials import PRIOR_SD, OneTrial, naive, parallel_people, together, two_stages


def trials(
    people: int, mean: float, sd: float, rng: np.random.Generator, *, noise: float = 0.4, responds: float = 1.0
) -> list[tuple[OneTrial, float]]:
    """Draw people, each with a posterior under the product's prior, and the truth of each."""
    found = []
    for number in range(people):
        truth = mean + sd * rng.standard_normal()
        seen = truth + noise * rng.standard_normal()
        variance = 1 / (1 / PRIOR_SD**2 + 1 / noise**2)
        x = variance * seen / noise**2 + np.sqrt(variance) * rng.standard_normal(400)
        without = 3.0 + rng.standard_normal()
        one = OneTrial(
            person=f"p{number}",
            log_ratio=x,
            prob_responds=responds,
            with_nrs=without * float(np.exp(seen)),
            without_nrs=without,
        )
        found.append((one, truth))
    return found


def test_average_and_spread_hold_the_truth_and_each_person_is_nearer_to_it() -> None:
    rng, held, errors = np.random.default_rng(1), [], []
    for _ in range(20):
        told = trials(25, -0.36, 0.3, rng)
        ones = [one for one, _ in told]
        found = together(ones)
        mean, spread, usual = found.mean, found.between_sd, two_stages(ones).mean
        held.append([mean.lo <= -0.36 <= mean.hi, spread.lo <= 0.3 <= spread.hi, usual.lo <= -0.36 <= usual.hi])
        for one, truth in told:
            shrunk = found.shrunk(one)
            alone = float(np.mean(one.log_ratio))
            errors.append([(alone - truth) ** 2, (shrunk.median - truth) ** 2, shrunk.lo <= truth <= shrunk.hi])
    assert (np.mean(held, axis=0) >= 0.75).all()
    alone_error, shrunk_error, covered = np.mean(errors, axis=0)
    assert shrunk_error < 0.95 * alone_error
    assert 0.83 <= covered <= 0.96


def test_nothing_is_made_of_people_who_may_not_respond() -> None:
    rng = np.random.default_rng(2)
    sure = together([one for one, _ in trials(20, -0.5, 0.1, rng)])
    unsure = together([one for one, _ in trials(20, -0.5, 0.1, np.random.default_rng(2), responds=0.05)])
    assert unsure.mean.hi - unsure.mean.lo > 1.5 * (sure.mean.hi - sure.mean.lo)
    nobody = together([one for one, _ in trials(20, -0.5, 0.1, rng, responds=0.0)])
    assert nobody.mean.median == pytest.approx(0.0, abs=0.02)


def test_the_share_below_a_ratio_and_the_draws_agree_with_the_ranges() -> None:
    told = trials(30, -0.36, 0.3, np.random.default_rng(3))
    ones = [one for one, _ in told]
    found = together(ones)
    truths = np.array([truth for _, truth in told])
    assert found.share_below(np.log(0.8)) == pytest.approx((truths < np.log(0.8)).mean(), abs=0.2)
    draws = found.drawn_mean(4000, np.random.default_rng(0))
    assert np.quantile(draws, 0.05) == pytest.approx(found.mean.lo, abs=0.03)
    assert np.median(found.shrunk_draws(ones[0], 500)) == pytest.approx(found.shrunk(ones[0]).median, abs=0.03)


def test_the_parallel_trial_that_would_have_been_needed() -> None:
    ones = [one for one, _ in trials(30, -0.36, 0.1, np.random.default_rng(4))]
    mean = together(ones).mean
    without = np.array([one.without_nrs for one in ones])
    effect = without.mean() * (1 - np.exp(mean.median))
    assert parallel_people(ones, mean) == int(np.ceil(4 * 2.8015851**2 * without.var(ddof=1) / effect**2))
    nothing = together([one for one, _ in trials(10, 0.0, 0.1, np.random.default_rng(5))]).mean
    assert parallel_people(ones, nothing) is None


def test_the_plain_comparison_needs_two_with_both_means() -> None:
    ones = [one for one, _ in trials(12, -0.36, 0.1, np.random.default_rng(6))]
    plain = naive(ones)
    assert plain is not None
    assert plain.lo < plain.median < plain.hi
    assert naive(ones[:1]) is None
