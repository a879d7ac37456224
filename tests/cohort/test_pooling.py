"""What people share: held against closed forms and against people whose truth is known."""

from __future__ import annotations

import numpy as np
import pytest

from afterrun.cohort.pooling import BINS, KNOWN_WITHIN, MEANS, SDS, Drawn, Floats, among, counted
from afterrun.cohort.responders import responders

_DRAWS = 2000


def drawn(z: Floats, of: int | None = None) -> Drawn:
    return Drawn(counted(z), of or len(z))


def cohort(
    people: int, mean: float, sd: float, noise: float, rng: np.random.Generator, reference: tuple[float, float] = (0, 1)
) -> list[Drawn]:
    """Draw people who are seen through noise; their posteriors under a normal prior are known."""
    m, s = reference
    found = []
    for truth in mean + sd * rng.standard_normal(people):
        seen = truth + noise * rng.standard_normal()
        variance = 1 / (1 / s**2 + 1 / noise**2)
        middle = variance * (m / s**2 + seen / noise**2)
        found.append(drawn(middle + np.sqrt(variance) * rng.standard_normal(_DRAWS)))
    return found


def test_draws_are_counted_where_they_lie() -> None:
    counts = counted(np.array([0.0, 0.02, 0.03, -99.0, 99.0]))
    assert counts[BINS.searchsorted(-0.001)] == 2
    assert (counts[0], counts[-1], counts.sum()) == (1, 1, 5)


def test_a_cohort_of_nobody_lends_the_prior_that_was_there() -> None:
    nobody = among([])
    mean, sd = nobody.of_the_next
    assert mean == pytest.approx(0.0, abs=1e-9)
    assert sd == pytest.approx(1.0, abs=0.1)
    assert not nobody.known


def test_the_grid_agrees_with_the_likelihood_in_closed_form() -> None:
    rng, noise = np.random.default_rng(1), 0.5
    seen = 0.6 + np.hypot(0.4, noise) * rng.standard_normal(30)
    exact = np.zeros((len(MEANS), len(SDS)))
    people = []
    variance = 1 / (1 + 1 / noise**2)
    for each in seen:
        total = SDS[None, :] ** 2 + noise**2
        exact += -0.5 * (each - MEANS[:, None]) ** 2 / total - 0.5 * np.log(total)
        z = variance * each / noise**2 + np.sqrt(variance) * rng.standard_normal(60_000)
        people.append(drawn(z))
    exact += np.log(among([]).weight)
    exact = np.exp(exact - exact.max())
    exact /= exact.sum()
    found = among(people).weight
    assert found.sum(axis=1) @ MEANS == pytest.approx(exact.sum(axis=1) @ MEANS, abs=0.02)
    assert found.sum(axis=0) @ SDS == pytest.approx(exact.sum(axis=0) @ SDS, abs=0.02)


def test_of_what_diaries_say_nothing_the_last_draws_of_a_tail_teach_nothing() -> None:
    """All that is known is the prior, and a sampler whose far tail is a little too long."""
    rng, (mean, sd) = np.random.default_rng(1), (-1.0, 0.36)
    people = []
    for _ in range(60):
        z = rng.choice(rng.standard_normal(500), 1000)
        people.append(drawn(mean + sd * np.where(z > 2, 1.04 * z, z)))
    found = among(people, (mean, sd))
    assert found.mean == pytest.approx(mean, abs=2.5 * found.mean_sd)
    assert not found.known


def test_what_many_people_say_is_told_far_from_the_prior_that_their_draws_were_made_under() -> None:
    found = among(cohort(300, 1.5, 0.25, 0.5, np.random.default_rng(5)))
    assert found.mean == pytest.approx(1.5, abs=3 * found.mean_sd)
    assert found.sd == pytest.approx(0.25, abs=0.08)


def test_a_very_narrow_prior_leaves_a_number_everywhere() -> None:
    found = among(cohort(5, 0.0, 0.1, 0.5, np.random.default_rng(6), (0.0, 0.11)), (0.0, 0.11))
    assert np.isfinite(found.weight).all()


@pytest.mark.parametrize("reference", [(0.0, 1.0), (0.5, 0.7)])
def test_the_population_is_recovered_whatever_prior_the_draws_were_made_under(reference: tuple[float, float]) -> None:
    found = among(cohort(150, 0.8, 0.4, 0.5, np.random.default_rng(2), reference), reference)
    assert abs(found.mean - 0.8) < 3 * found.mean_sd
    assert found.mean_sd < KNOWN_WITHIN
    assert found.sd == pytest.approx(0.4, abs=0.12)


def test_people_who_are_alike_are_not_taken_to_be_the_same() -> None:
    sds = [among(cohort(40, 0.2, 0.15, 0.8, np.random.default_rng(seed))).of_the_next[1] for seed in range(10)]
    assert min(sds) > 0.15


def test_ranges_hold_the_truth_as_often_as_they_say() -> None:
    rng, inside = np.random.default_rng(4), []
    for _ in range(60):
        mean, sd = 0.75 * rng.standard_normal(), float(np.exp(np.log(0.53) + 0.5 * rng.standard_normal()))
        found = among(cohort(20, mean, sd, 0.6, rng)).quantiles((0.05, 0.95))
        inside.append([low <= truth <= high for (low, high), truth in zip(found, (mean, sd), strict=True)])
    assert (np.mean(inside, axis=0) > 0.8).all()


def test_who_may_not_have_a_parameter_says_less_of_it() -> None:
    rng = np.random.default_rng(5)
    z = [1.5 + 0.2 * rng.standard_normal(400) for _ in range(10)]
    sure, unsure = among([drawn(each) for each in z]), among([drawn(each, of=4000) for each in z])
    assert 0.1 < unsure.mean < sure.mean - 0.05
    few = among([drawn(each[:30], of=4000) for each in z])
    assert few.mean == pytest.approx(0.0, abs=1e-9)


def test_the_share_of_responders() -> None:
    sure = responders([1 - 1e-5] * 14 + [1e-5] * 6)
    low, median, high = sure.quantiles((0.05, 0.5, 0.95))
    assert low < 0.7 < high
    assert median == pytest.approx(15 / 22, abs=0.01)  # the mean of Beta(15, 7) is near its median
    nobody_knows = responders([0.5] * 50)
    assert nobody_knows.quantiles((0.05,))[0] == pytest.approx(0.05, abs=0.01)
    assert responders([0.8], prior=0.8).mean == pytest.approx(0.5, abs=1e-3)
    assert responders([0.0] * 400).lent > 0
