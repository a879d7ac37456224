"""What is kept up, and the pain of every day: at most a maybe, and only with two weeks on either side."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from afterrun.findings import Everyday, Intervention, Prevention
from afterrun.lab.answers import answer
from afterrun.lab.kept_up import comparable, kept_up
from afterrun.records import Diary, Phase
from afterrun.report.tried import eases_days, keep_up_next
from tests.lab.trial.people import THING, daily_reports, day
from tests.shares import on_people
from tests.trials.daily import life

DAYS = 112
SOFT = "softer-mattress"


def phases(*spans: tuple[float, float | None], name: str = SOFT) -> tuple[Phase, ...]:
    return tuple(Phase(intervention=name, start=day(a), end=None if b is None else day(b)) for a, b in spans)


def there(kept: tuple[Phase, ...]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    inside = [any(p.start <= day(t) and (p.end is None or day(t) <= p.end) for p in kept) for t in range(DAYS)]
    return np.array(inside, dtype=np.float64)


def diary(kept: tuple[Phase, ...], *, drop: float = 0.0, seed: int = 0, **of_life: float) -> Diary:
    rng = np.random.default_rng([seed, 3])
    felt = life(np.arange(DAYS) + 0.8, rng, level=5.0, noise=0.8, **of_life) - drop * there(kept)  # type: ignore[arg-type]
    return Diary(pain=daily_reports(list(felt)), phases=kept)


def everyday(found: Diary) -> Everyday:
    (tried,) = answer(found, now=day(DAYS)).told.interventions
    assert tried.everyday is not None
    return tried.everyday


def tried(told: Everyday, *, takes_weeks: tuple[float, float] | None = None) -> Intervention:
    prevention = Prevention(n_with=0, n_without=0, takes_weeks=takes_weeks)
    return Intervention(intervention=SOFT, variant=None, relief=None, prevention=prevention, everyday=told)


OFTEN = phases((14, 28), (42, 56), (70, 84), (98, None))
ONCE = phases((50, None))


def test_what_goes_with_less_pain_again_and_again_may_help() -> None:
    told = everyday(diary(OFTEN, drop=2.5))
    assert (told.verdict, told.evidence, told.switches) == ("may-help", "observational", 7)
    assert told.n_days_with + told.n_days_without == DAYS
    assert told.drop_nrs is not None
    assert told.drop_nrs.lo < 2.5 < told.drop_nrs.hi
    assert "May" not in eases_days(told)
    assert "a trial would tell" in eases_days(told)


def test_one_switch_is_told_as_one() -> None:
    told = everyday(diary(ONCE, drop=4.0))
    assert told.switches == 1
    assert told.verdict in {"may-help", "not-yet-known"}
    said = eases_days(replace(told, verdict="may-help"))
    assert "one switch only: whatever else changed then could look alike" in said


@pytest.mark.parametrize("kept", [phases((100, None)), phases((-20, 100))])
def test_less_than_two_weeks_on_a_side_is_not_compared(kept: tuple[Phase, ...]) -> None:
    told = everyday(diary(kept, drop=4.0))
    assert (told.drop_nrs, told.prob_helps, told.verdict) == (None, None, "not-yet-known")
    assert min(told.n_days_with, told.n_days_without) < 14
    assert "at least 14 days" in keep_up_next(tried(told))


def test_what_takes_weeks_is_not_compared_before_it_works() -> None:
    kept = phases((90, None), name="calf-raises")
    (slow,) = kept_up(kept, diary(kept).pain)
    assert slow.days == (22, 90)
    assert slow.balance < 14
    assert comparable((slow,)) == []
    said = keep_up_next(tried(slow.told, takes_weeks=(6, 12)))
    assert said == "It takes weeks to show: keep it up, and go on checking in."
    assert "which weeks are with it" in keep_up_next(tried(slow.told))
    (fast,) = kept_up(phases((90, None)), diary(kept).pain)
    assert comparable((fast,)) == [fast]


@on_people(2, 60)
@pytest.mark.parametrize("kept", [ONCE, OFTEN], ids=["once", "often"])
@pytest.mark.parametrize(
    "of_life", [{"swings": (1.0, 4.0)}, {"waves": 1.0}, {"slope": -1.0}], ids=["swings", "waves", "slope"]
)
def test_what_does_nothing_is_no_maybe(
    kept: tuple[Phase, ...], of_life: dict[str, float], people: int, figure: Callable[[str], None]
) -> None:
    said = [everyday(diary(kept, seed=seed, **of_life)).verdict for seed in range(people)]
    figure(
        f"{len(kept)} phases, nothing, {of_life}: {said.count('may-help')} and {said.count('may-worsen')} of {people}"
    )
    assert said.count("may-help") + said.count("may-worsen") <= 0.05 * people


def test_what_hurts_for_two_weeks_and_eases_since_is_not_told_to_hurt() -> None:
    rng = np.random.default_rng(3)
    day_of = np.arange(DAYS)
    level = np.where(day_of < 40, 2.6, np.where(day_of < 54, 4.4, 1.0))
    kept = phases((40, None), name="orthotic")
    said = level + rng.normal(0, 0.5, DAYS)
    told = everyday(Diary(pain=daily_reports(list(said)), phases=kept))
    assert told.verdict == "not-yet-known"
    assert told.drop_nrs is not None
    assert told.drop_nrs.hi > 0


def test_two_things_that_are_always_kept_up_together_are_told_as_one() -> None:
    both = (*OFTEN, *phases((14, 28), (42, 56), (70, 84), (98, None), name=THING))
    told = answer(diary(both, drop=3.0), now=day(DAYS)).told.interventions
    one, other = (each.everyday for each in told)
    assert one is not None
    assert other is not None
    assert (one.verdict, one.of_all, one.drop_nrs) == ("not-yet-known", "may-help", other.drop_nrs)
    assert (one.together, other.together) == ((THING,), (SOFT,))
    assert "which of them it is cannot be told" in eases_days(one)
