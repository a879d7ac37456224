"""The rule against closed forms and brute force, on draws made up."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from afterrun.plan.ahead import Planned, ahead
from afterrun.plan.goal import HORIZON_D, futures, reached, ten_percent
from afterrun.plan.habit import Habit, habit_of
from afterrun.plan.known import Known, known_of, prob_worsening
from afterrun.plan.rule import CAP, DOSES, Ceiling, allowed, chance_of_each, critical_nrs, teaches_bits
from afterrun.plan.schedule import LONGEST_OF_D, Pace, decide, schedule
from afterrun.plan.tolerance import tolerated
from afterrun.response.data import ResponseData
from afterrun.response.forecast import NextRun, forecast
from afterrun.response.kernel import KERNELS
from afterrun.response.model import ResponseModel
from afterrun.response.parameters import DRIFT
from afterrun.response.simulate import Person, truth_as_draws

LEVELS = np.arange(11.0)
DAYS = 56.0
VALUES = {
    "log_tau_on": np.log(0.6),
    "log_tau_gap": np.log(0.9),
    "log_gain": np.log(3.0),
    "log_alpha": 0.0,
    "log_omega": np.log(0.2),
    "drift": 0.0,
    "log_restless": np.log(0.05),
    "log_sigma_u": np.log(0.4),
    "log_tau_u": np.log(3.0),
    "log_sigma_e": np.log(0.2),
}
CEILING = Ceiling(nrs=4.0, cut_nrs=4.5, chance=0.2)
HABIT = Habit(midnight_d=0.0, after_midnight_d=np.array([0.3, 0.875]), moment=np.zeros(2, np.int32))


def diary(moments: int = 0) -> ResponseData:
    t = np.sort(np.concatenate([np.arange(DAYS) + 0.3, np.arange(DAYS) + 0.875]))
    return ResponseData(
        run_t_d=np.arange(2.75, DAYS - 3, 7),
        dose=np.ones(8),
        report_t_d=t,
        lower=np.full(len(t), -0.5),
        upper=np.full(len(t), 0.5),
        levels=LEVELS,
        span_d=(0.0, DAYS),
        care_t_d=np.zeros(0),
        care_kind=np.zeros(0, np.int32),
        moment=np.tile(np.array([moments, 0], np.int32), int(DAYS)) if moments else None,
        moments=moments,
    )


def known(*, size: int = 200, level: float = 0.5, data: ResponseData | None = None, **values: float) -> Known:
    """Draws of one truth, so that every chance is that of chance alone."""
    data = data or diary()
    model = ResponseModel.on(data, KERNELS["K1"])
    person = Person(model=model, values=VALUES | values, static=np.array([level, 0.0]))
    draws = truth_as_draws(person, data).rows(np.zeros(size, np.intp))
    chance = prob_worsening(draws, data)
    return Known(draws=draws, data=data, habit=HABIT, course=np.zeros(size), prob_worsening=chance)


def past(dose: float = 1.0, ago_d: float = 3.0) -> tuple[Planned, ...]:
    return (Planned(end_t_d=DAYS - ago_d, dose=dose),)


def rng(seed: int = 0) -> np.random.Generator:
    return np.random.default_rng(seed)


def test_the_chance_is_that_of_the_forecast_which_draws_whole_series() -> None:
    who = known(size=3000)
    end = DAYS + 1.8
    days = ahead(who, end_t_d=end, rng=rng(), replicates=2)
    for dose in (0.6, 1.2):
        ours = chance_of_each(who.size_of(np.array([dose]), end), critical_nrs(days, CEILING.cut_nrs)).mean()
        run = NextRun(end_t_d=end, dose=dose)
        theirs = forecast(who.draws, who.data, t_d=days.t_d, run=run, ceiling_nrs=4.0, rng=rng(1))
        assert ours == pytest.approx(theirs.worst_chance_above, abs=0.04)


def test_farther_never_has_a_smaller_chance() -> None:
    who = known(log_omega=np.log(0.5))
    days = ahead(who, end_t_d=DAYS + 1, rng=rng(), again_t_d=[DAYS + 4])
    once = chance_of_each(who.size_of(DOSES, DAYS + 1), critical_nrs(days, 4.5))
    again = chance_of_each(who.size_of(DOSES, DAYS + 1), critical_nrs(days, 4.5, again=True))
    until = chance_of_each(who.size_of(DOSES, DAYS + 1), critical_nrs(days, 4.5, until_d=DAYS + 2))
    assert (np.diff(once, axis=1) >= 0).all()
    assert (again >= once).all()
    assert (until <= once).all()


def test_a_moment_at_which_everything_is_higher_has_the_higher_chance() -> None:
    data = diary(moments=1)
    plain, higher = known(data=data), known(data=data)
    higher = replace(
        higher,
        habit=replace(HABIT, moment=np.array([1, 0], np.int32)),
        draws=replace(higher.draws, offset_nrs=np.full((200, 1), 2.0)),
    )
    chances = [
        chance_of_each(
            who.size_of(np.array([0.8]), DAYS + 1), critical_nrs(ahead(who, end_t_d=DAYS + 1, rng=rng()), 4.5)
        )
        for who in (plain, higher)
    ]
    assert chances[1].mean() > chances[0].mean() + 0.2


def test_the_mean_alone_does_not_allow_what_most_draws_forbid() -> None:
    hurt, harmless = np.tile([0.1, 0.3, 0.9], (40, 1)), np.zeros((60, 3))
    chances = np.vstack([hurt, harmless])
    assert chances.mean(axis=0)[1] <= 0.2
    assert allowed(chances, 0.2)[0].tolist() == [True, False, False]


def test_what_both_outcomes_say_of_the_person() -> None:
    assert teaches_bits(np.full(10, 0.2)) == 0.0
    assert 0.2 < teaches_bits(np.array([0.05, 0.6])) < 1.0


def test_nothing_goes_beyond_a_tenth_more_than_the_longest_of_thirty_days() -> None:
    harmless = known(log_gain=np.log(0.05))
    pace = Pace(runs_per_week=2, past=(*past(0.8), *past(3.0, ago_d=40)))
    found = schedule(harmless, CEILING, pace, first_end_d=DAYS + 1, until_d=DAYS + 60, rng=rng())
    # a tenth only after five days: the runs are three and four days apart
    assert [round(s.dose, 3) for s in found[:6]] == [round(0.8 * CAP**n, 3) for n in (0, 1, 1, 2, 2, 3)]
    assert {s.limited_by for s in found} == {"longest-run"}
    for i, session in enumerate(found):
        before = [p.dose for p in pace.past if p.end_t_d >= session.end_t_d - LONGEST_OF_D]
        before += [s.dose for s in found[:i] if s.end_t_d >= session.end_t_d - LONGEST_OF_D]
        assert session.dose <= CAP * max(before) + 1e-9


def test_a_goal_is_played_by_the_same_steps_as_the_schedule() -> None:
    harmless, pace = known(log_gain=np.log(0.05)), Pace(runs_per_week=2, past=past(0.8))
    found = schedule(harmless, CEILING, pace, first_end_d=DAYS, until_d=DAYS + 60, rng=rng())
    first = next(s.end_t_d - DAYS for s in found if s.dose >= 1.1)
    future = futures(harmless, CEILING, pace, end_t_d=DAYS, rng=rng())
    assert set(reached(harmless, CEILING, pace, future, 1.1, rng()).days) == {first}


def test_without_a_run_in_thirty_days_nothing_is_planned() -> None:
    pace = Pace(runs_per_week=2, past=past(1.0, ago_d=40))
    (found,) = schedule(known(), CEILING, pace, first_end_d=DAYS + 1, until_d=DAYS + 20, rng=rng())
    assert found.dose == 0


def test_what_somebody_allows_or_wants_is_not_passed() -> None:
    pace = Pace(runs_per_week=2, past=past(), most=0.5)
    found = schedule(known(log_gain=np.log(0.05)), CEILING, pace, first_end_d=DAYS + 1, until_d=DAYS + 20, rng=rng())
    assert {session.dose for session in found} == {0.5}
    assert all(session.capped for session in found)


def test_runs_are_two_days_apart_and_a_day_without_room_is_passed_over() -> None:
    pace = Pace(runs_per_week=6, past=past())
    found = schedule(known(), CEILING, pace, first_end_d=DAYS + 1, until_d=DAYS + 20, rng=rng())
    assert np.diff([session.end_t_d for session in found]).min() >= 2 - 1e-9
    sore = known()
    sore = replace(sore, draws=replace(sore.draws, pending=np.full((200, 2), 4.0), background_nrs=np.full(200, 3.0)))
    later = schedule(
        sore, CEILING, Pace(runs_per_week=2, past=past()), first_end_d=DAYS + 1, until_d=DAYS + 20, rng=rng()
    )
    assert later[0].end_t_d > DAYS + 1
    assert decide(sore, CEILING, pace, end_t_d=DAYS + 1, next_d=DAYS + 3, rng=rng()).dose == 0


def test_a_level_over_the_ceiling_leaves_no_run_at_all() -> None:
    (found,) = schedule(
        known(level=6.0), CEILING, Pace(runs_per_week=2, past=past()), first_end_d=DAYS + 1, until_d=DAYS + 9, rng=rng()
    )
    assert (found.dose, found.limited_by) == (0.0, "pain")
    assert found.chance_over_5_days > 0.9


def test_counting_the_next_run_is_never_farther() -> None:
    careful, plain = (
        decide(
            known(size=800),
            CEILING,
            Pace(runs_per_week=3, past=past(2.0), careful=careful),
            end_t_d=DAYS + 1,
            next_d=DAYS + 3,
            rng=rng(),
        )
        for careful in (True, False)
    )
    assert careful.dose <= plain.dose
    assert careful.chance_over_5_days <= CEILING.chance < plain.chance_over_5_days + 0.1
    assert careful.chance_over <= careful.chance_over_5_days


def test_a_worsening_goes_on_and_a_healing_is_not_promised() -> None:
    worse, better = known(drift=-0.8), known(drift=0.8)
    assert worse.prob_worsening == 1.0
    assert better.prob_worsening == 0.0
    assert worse.growth(30).mean() > 1.2
    assert better.growth(30).mean() == 1.0
    assert worse.growth(0).tolist() == [1.0] * 200


def test_who_does_not_respond_does_not_get_worse() -> None:
    nobody = known(drift=-0.8)
    assert prob_worsening(replace(nobody.draws, responds=np.zeros(200, bool)), nobody.data) == 0.0


def test_tolerance_from_rest_is_where_brute_force_has_it() -> None:
    who = known(size=400)
    found = tolerated(who, CEILING, end_t_d=DAYS + 0.8, rng=rng())
    days = ahead(who, end_t_d=DAYS + 0.8, rng=rng(5), at_rest=True, replicates=50)
    said = days.felt_nrs + who.size_of(np.array([found.sure]), DAYS + 0.8)[:, :, None] * days.seen
    share = (said.max(axis=2) > CEILING.cut_nrs).mean()
    assert share == pytest.approx(0.2, abs=0.05)
    low, high = np.quantile(found.each, [0.05, 0.95])
    assert low <= found.sure <= high


def test_habits_are_read_off_the_last_reports() -> None:
    habit = habit_of(diary(moments=1), midnight_d=40.0)
    assert habit.after_midnight_d == pytest.approx([0.3, 0.875])
    assert habit.moment.tolist() == [1, 0]
    t, moment = habit.between(DAYS + 0.5, DAYS + 2.5)
    assert t == pytest.approx([DAYS + 0.875, DAYS + 1.3, DAYS + 1.875, DAYS + 2.3])
    assert moment.tolist() == [0, 1, 0, 1]


def test_half_past_midnight_is_the_end_of_a_day() -> None:
    t = np.sort(np.concatenate([np.arange(20.0) + 7 / 24, np.arange(20.0) + 24.5 / 24]))
    data = replace(diary(), report_t_d=t, lower=np.zeros(40), upper=np.ones(40))
    habit = habit_of(data, midnight_d=0.0)
    assert habit.after_midnight_d * 24 == pytest.approx([7.0, 24.5])


def test_draws_are_thinned_over_all_models() -> None:
    who = known(size=200)
    drawn = replace(who.draws, responds=np.arange(200) < 150)
    thin = known_of(drawn, who.data, HABIT, rng(), size=40)
    assert thin.draws.size == 40
    assert thin.draws.responds.mean() == pytest.approx(0.75, abs=0.03)


def test_what_the_diary_leaves_open_is_taken_to_get_worse_twice_as_likely_as_better() -> None:
    """Whoever got worse was told too little before it showed; whether it does is told as the diary has it."""
    who = known(size=4000)
    sd = DRIFT.sd * np.sqrt(DAYS / 90)
    open_draws = replace(who.draws, drift=sd * rng().standard_normal(4000))
    found = known_of(open_draws, who.data, HABIT, rng(), size=4000)
    assert (found.draws.drift < 0).mean() == pytest.approx(2 / 3, abs=0.03)
    assert found.prob_worsening == pytest.approx(0.5, abs=0.03)
    sure = known_of(replace(who.draws, drift=0.02 * open_draws.drift), who.data, HABIT, rng(), size=4000)
    assert np.mean(sure.draws.drift) == pytest.approx(0.0, abs=0.01)


def test_of_people_whom_runs_do_nothing_none_leans() -> None:
    who = known(size=100)
    nothing = replace(who.draws, responds=np.zeros(100, bool), drift=rng().standard_normal(100))
    found = known_of(nothing, who.data, HABIT, rng(), size=100)
    assert found.draws.drift.tolist() == nothing.drift.tolist()


def test_a_goal_within_reach_is_reached_today_and_one_beyond_pain_never() -> None:
    who, pace = known(), Pace(runs_per_week=2, past=past())
    future = futures(who, CEILING, pace, end_t_d=DAYS, rng=rng())
    assert (reached(who, CEILING, pace, future, 0.4, rng()).days == 0).all()
    assert np.isinf(reached(who, CEILING, pace, future, 3.0, rng()).days).all()
    harmless = known(log_gain=np.log(0.02))
    calm = futures(harmless, CEILING, pace, end_t_d=DAYS, rng=rng())
    when = reached(harmless, CEILING, pace, calm, 2.0, rng())
    assert (when.days > 14).all()  # only a tenth more from run to run
    assert (when.days < 60).all()
    assert when.over == 0.0


def test_ten_per_cent_goes_over_where_pain_grows() -> None:
    who, pace = known(), Pace(runs_per_week=2, past=past())
    future = futures(who, CEILING, pace, end_t_d=DAYS, rng=rng())
    found = ten_percent(pace, future, goal=2.5, weekly=2.0)
    ours = reached(who, CEILING, pace, future, 2.5, rng())
    assert 56 <= found.days[0] < HORIZON_D
    assert found.over > 0.4 > ours.over
