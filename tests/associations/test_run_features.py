"""Features that change the response are found, and features that do nothing are not."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from afterrun.associations.run_features import Weighed, alike, judged
from afterrun.associations.subsets import Effect
from afterrun.response.arrays import Floats
from tests.associations.featured import NAMES, featured, level, number, weighed
from tests.shares import on_people

Figure = Callable[[str], None]
TOLD = {"may-worsen", "may-help"}
HALVED = float(np.log(2))


def told(found: list[Weighed], *names: str) -> set[str]:
    return {name for name, each in zip(NAMES, found, strict=True) if name in names and each.verdict in TOLD}


@pytest.mark.parametrize("weeks", [13, 26])
@on_people(3, 40)
def test_features_that_do_nothing_are_hardly_ever_blamed(people: int, weeks: int, figure: Figure) -> None:
    wrong = sum(bool(told(weighed(*featured(seed, weeks=weeks, falls={})), *NAMES)) for seed in range(people))
    figure(f"features that do nothing, {weeks} weeks x 3: blamed {wrong} of {people}")
    assert wrong <= max(people // 40, 0)


def struck(share: Floats, rng: np.random.Generator) -> Floats:
    """It strikes on a day, and heals from there."""
    day = rng.uniform(0.35, 0.6)
    return np.where(share > day, 1.5 * (share - day) - 0.8, 1.2)


@on_people(2, 40)
def test_what_changed_on_a_day_is_not_put_down_to_the_shoe_of_those_weeks(people: int, figure: Figure) -> None:
    found = (weighed(*featured(seed, weeks=26, falls={}, course=struck)) for seed in range(people))
    wrong = sum(bool(told(each, *NAMES)) for each in found)
    figure(f"features that do nothing, and pain that strikes: blamed {wrong} of {people}")
    assert wrong <= people // 20


@pytest.mark.parametrize(("weeks", "least"), [(13, 0.6), (26, 0.85)])
@on_people(4, 40)
def test_a_surface_that_halves_the_response_is_found(people: int, weeks: int, least: float, figure: Figure) -> None:
    found = [weighed(*featured(seed, weeks=weeks, falls={"surface": HALVED})) for seed in range(people)]
    share = np.mean([each[0].verdict == "may-help" for each in found])
    wrong = sum(bool(told(each, *NAMES[1:])) for each in found)
    holds = np.mean([np.quantile(each[0].ratio, 0.05) <= 0.5 <= np.quantile(each[0].ratio, 0.95) for each in found])
    figure(
        f"a surface that halves it, {weeks} weeks: found {share:.2f}, range holds {holds:.2f}, others blamed {wrong}"
    )
    assert share >= (least if people >= 40 else least / 2)
    assert wrong <= max(people // 20, 0)
    assert not any(each[0].verdict in {"may-worsen", "no-worthwhile-effect"} for each in found)


def test_a_surface_that_looks_like_luck_to_a_fit_without_it_is_found() -> None:
    """Beside the luck of the fit, which has what the surface does in it, the chance was .84."""
    surface = weighed(*featured(17, weeks=13, falls={"surface": HALVED}))[0]
    assert surface.matters > 0.95
    assert surface.verdict == "may-help"


def test_a_strong_one_is_found_whichever_way() -> None:
    data, contrasts = featured(1, weeks=13, falls={"surface": -2.0, "pace": 0.0})
    (surface, *others) = weighed(data, contrasts)
    assert surface.verdict == "may-worsen"
    assert np.quantile(surface.ratio, 0.05) > 2
    assert not any(each.verdict in TOLD for each in others)


def test_two_that_always_come_together_are_not_told_apart() -> None:
    """On the treadmill always in the same shoe: one of them halves it, and neither is named for it."""
    data, contrasts = featured(7, weeks=26, falls={"surface": HALVED})
    alone = weighed(data, contrasts)[0]
    twin = level((contrasts[0].z > 0).astype(np.float64))
    both = weighed(data, [*contrasts, twin])
    assert alone.verdict == "may-help"
    assert {both[0].verdict, both[-1].verdict} == {"not-yet-known"}
    assert alike(np.column_stack([contrasts[0].z, twin.z, contrasts[2].z])).tolist() == [
        [True, True, False],
        [True, True, False],
        [False, False, True],
    ]


def test_that_most_things_do_nothing_is_no_finding() -> None:
    """An effect that is unlikely beforehand and about which nothing was learned stays unknown."""
    rng = np.random.default_rng(0)
    unknown = Effect(0.02, 0.01, 0.01, 0.5 * rng.standard_normal(2000))
    contrast = level(np.repeat([0.0, 1.0], 20))
    assert judged(unknown, contrast).verdict == "not-yet-known"
    assert (
        judged(Effect(0.02, 0.01, 0.01, 0.05 * rng.standard_normal(2000)), contrast).verdict == "no-worthwhile-effect"
    )
    half = Effect(0.5, 0.5, 0.0, 1 + 0.05 * rng.standard_normal(2000))  # large, if there; and as likely not there
    assert judged(half, contrast).verdict == "not-yet-known"
    assert judged(Effect(1.0, 1.0, 0.0, half.size), contrast).verdict == "may-help"


def test_a_number_is_told_for_one_sd_and_judged_from_low_to_high() -> None:
    value = np.linspace(0, 1, 40)
    contrast = number(value)
    assert (value.std() / (2 * value.std())) == pytest.approx(contrast.high - contrast.low)
    size = np.full(200, -0.4)  # a ratio of 1.5 from low to high, 1.22 for one sd
    found = judged(Effect(1.0, 0.0, 1.0, size), contrast)
    assert found.ratio[0] == pytest.approx(1.1 / 0.9)
    assert found.verdict == "may-worsen"
