"""A trial as it is lived: promised, drawn run by run, and judged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from afterrun.checks import CheckResult
from afterrun.errors import InvalidValueError
from afterrun.findings import Interval
from afterrun.findings.trial import ArmResult, Bet, DropEffect, RatioEffect, RatioLook, TrialResult
from afterrun.journal import Journal
from afterrun.lab.answers import answer
from afterrun.lab.story import build_story
from afterrun.lab.trial.design import Chosen, planned
from afterrun.lab.trial.prevention_design import propose_prevention
from afterrun.lab.trial.proposing import Terms
from afterrun.lab.trial.result import trial_result
from afterrun.lab.trial.run import draw_next, latest_trial, register, running_trial, stop
from afterrun.lab.trial.status import trial_status
from afterrun.records import Care, PainReport, Run, Site, Trial
from afterrun.report.sentences import sentences
from afterrun.report.trial_report import cent_sections
from afterrun.report.trial_sentences import trial_sentences
from afterrun.response.fit import Fit
from afterrun.trials.allocation import schedule_of

pytestmark = pytest.mark.usefixtures("unexplained")

SITE = Site.parse("right-forefoot-lateral")
START = datetime.fromisoformat("2026-03-02T07:00:00+01:00")


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with Journal.open(tmp_path / "journal.db") as journal:
        yield journal


def promise(journal: Journal, design: str = "pairs", *, now: datetime = START, **other: Any) -> Trial:
    chosen = Chosen(design=design, site=SITE, intervention="calf-stretch", units=12, seed=1)
    return register(journal, planned(journal.diary(), replace(chosen, **other), now))


def live(
    journal: Journal, trial: Trial, *, left: float, runs: int, every_d: float = 4, seed: int = 0, swapped: int = -1
) -> datetime:
    """Look, run, feel: a rise of four points the day after, times ``left`` where the thing was done.

    On the run ``swapped`` what was drawn is not done, and the other way round.
    """
    names = ("", "calf-stretch", "massage", "tape")
    rng = np.random.default_rng(seed)
    now = START
    for number in range(runs):
        now = START + timedelta(days=every_d * number, hours=1)
        due = draw_next(journal, trial, now)
        assert due.arm is not None
        run = Run(start=now + timedelta(minutes=20), duration_s=2000, distance_m=6000 + 500 * rng.standard_normal())
        journal.add([run])
        arm = int(not due.arm) if number == swapped else due.arm
        if arm:
            journal.add([Care(at=now + timedelta(minutes=5), intervention=names[arm])])
        for lag_h, course in ((12, 0.7), (24, 1.0), (36, 0.8), (48, 0.6), (72, 0.25), (90, 0.1)):
            felt = 4 * (left if arm == 1 else 1.0) * course + 0.3 * rng.standard_normal()
            journal.add(
                [PainReport(at=run.end + timedelta(hours=lag_h), site=SITE, nrs=float(np.clip(round(felt), 0, 10)))]
            )
    return now + timedelta(days=every_d)


def ratio_of(found: TrialResult | ArmResult) -> Interval:
    assert isinstance(found.effect, RatioEffect)
    return found.effect.response_ratio


def drop_of(found: TrialResult) -> Interval:
    assert isinstance(found.effect, DropEffect)
    return found.effect.drop_nrs


def p_helps_of(found: TrialResult | ArmResult) -> float:
    assert found.randomisation_test is not None
    return found.randomisation_test.p_helps


def bet_of(found: TrialResult | ArmResult) -> Bet:
    assert found.bet is not None
    return found.bet


def test_a_draw_stands_until_its_run_is_run(journal: Journal) -> None:
    trial = promise(journal)
    first = draw_next(journal, trial, START)
    assert draw_next(journal, trial, START + timedelta(days=3)) == first
    assert first.arm == schedule_of(trial)[0]
    assert len(journal.diary().allocations) == 1
    journal.add([Run(start=START + timedelta(days=3, hours=1), duration_s=1800, distance_m=5000)])
    second = draw_next(journal, trial, START + timedelta(days=5))
    assert (second.unit, second.arm) == (1, 1 - (first.arm or 0))
    assert trial_status(journal.diary(), trial, START + timedelta(days=5)).units_done == 1


def test_what_helps_is_found_and_told_in_order(journal: Journal) -> None:
    trial = promise(journal, units=16)
    end = live(journal, trial, left=0.25, runs=16)
    diary = journal.diary()
    found = trial_result(diary, trial, now=end)
    assert (found.state, found.units_done) == ("over", 16)
    assert found.verdict == "helps"
    assert found.evidence == "randomised"
    assert ratio_of(found).lo < 0.4
    assert found.randomisation_test is not None
    assert asdict(found.randomisation_test) == {
        "difference_nrs": pytest.approx(-1.8, abs=0.8),
        "p_helps": pytest.approx(1 / 256, abs=1e-3),
        "p_worsens": pytest.approx(1.0),
        "schedules": 256,
        "exact": True,
    }
    assert bet_of(found).won
    assert found.adherence == 1.0
    said = {sentence.topic for sentence in trial_sentences(found)}
    assert {"What came out", "Three ways to judge", "Looked at in other ways"} <= said
    headings = [heading for heading, _ in cent_sections(found)]
    assert headings[0] == "Title"
    assert {"Allocation", "Stopping", "Each period", "Limits"} <= set(headings)
    assert running_trial(diary, end) is None
    (tried,) = answer(diary, now=end).told.interventions
    assert (tried.prevention.evidence, tried.prevention.verdict) == ("randomised", "helps")
    assert (tried.prevention.n_with, tried.prevention.n_without) == (8, 8)
    assert tried.prevention.response_ratio == ratio_of(found)
    assert "where a coin decided" in " ".join(s.text for s in sentences(answer(diary, now=end).told))
    (watched,) = answer(replace(diary, trials=(), allocations=()), now=end).told.interventions
    assert (watched.prevention.evidence, watched.prevention.verdict) == ("observational", "may-help")


def test_a_trial_has_no_ratio_of_a_response_that_is_not_told(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    trial = promise(journal)
    end = live(journal, trial, left=0.25, runs=12)
    monkeypatch.setattr(Fit, "prob_responds", property(lambda _: 0.05))
    found = trial_result(journal.diary(), trial, now=end)
    assert (found.effect, found.prob_helps, found.verdict) == (None, None, "not-yet-known")
    assert p_helps_of(found) < 0.05  # the draw needs no model
    assert "by little" in found.checks[0].text
    (tried,) = answer(journal.diary(), now=end).told.interventions
    assert (tried.prevention.evidence, tried.prevention.response_ratio) == ("observational", None)


def test_what_does_nothing_is_not_said_to_help(journal: Journal) -> None:
    trial = promise(journal)
    end = live(journal, trial, left=1.0, runs=12)
    found = trial_result(journal.diary(), trial, now=end)
    assert found.verdict in ("not-yet-known", "no-worthwhile-effect")
    assert p_helps_of(found) > 0.05
    assert not bet_of(found).won


def test_a_trial_begun_yesterday_has_no_result(journal: Journal) -> None:
    trial = promise(journal)
    found = trial_result(journal.diary(), trial, now=START + timedelta(days=1))
    assert (found.verdict, found.effect) == ("not-yet-known", None)
    assert found.checks


def test_blocks_follow_the_calendar(journal: Journal) -> None:
    trial = promise(journal, "blocks", units=6, run_in_days=7)
    assert draw_next(journal, trial, START + timedelta(days=2)).arm is None
    arms = [draw_next(journal, trial, START + timedelta(days=7 + 14 * block + 5)).arm for block in range(6)]
    assert arms == list(schedule_of(trial))
    assert draw_next(journal, trial, START + timedelta(days=7 + 14 * 6 + 1)).text.startswith("The trial is over")
    assert journal.diary().allocations == ()


def test_relief_is_drawn_when_it_hurts_and_judged_by_pairs(journal: Journal) -> None:
    trial = promise(journal, "now-or-later", intervention="calf-stretch")
    now = START
    assert "Rate it first" in draw_next(journal, trial, now).text
    assert draw_next(journal, trial, now, pain_nrs=1).arm is None
    for day in range(1, 13):
        now = START + timedelta(days=day)
        due = draw_next(journal, trial, now, pain_nrs=5)
        assert due.arm is not None
        journal.add([PainReport(at=now + timedelta(minutes=35), site=SITE, nrs=2 if due.arm else 5)])
    found = trial_result(journal.diary(), trial, now=now + timedelta(hours=3))
    assert found.verdict == "helps"
    assert drop_of(found).lo > 1
    assert p_helps_of(found) == pytest.approx(1 / 64, abs=1e-4)
    assert found.state == "over"
    later = now + timedelta(hours=3)
    told = answer(journal.diary(), now=later)
    (tried,) = told.told.interventions  # though it was never logged by itself
    assert (tried.intervention, tried.variant) == ("calf-stretch", None)
    assert tried.relief is not None
    assert (tried.relief.evidence, tried.relief.verdict, tried.relief.n) == ("randomised", "helps", 6)
    assert tried.relief.drop_nrs == drop_of(found)
    assert (tried.prevention.evidence, tried.prevention.verdict) == ("observational", "not-yet-known")
    assert "In a trial of 6 pairs, where a coin decided: it eases" in " ".join(s.text for s in sentences(told.told))
    early = answer(journal.diary(), now=START + timedelta(days=8))
    assert early.told.interventions == ()  # while it runs, its own page tells


@pytest.mark.share
def test_several_things_are_tried_in_rounds(journal: Journal) -> None:
    trial = promise(journal, "rounds", comparator="massage", units=18)
    assert sorted(schedule_of(trial)[:3]) == [0, 1, 2]
    now = live(journal, trial, left=0.15, runs=18)
    found = trial_result(journal.diary(), trial, now=now)
    assert found.protocol.arms == ("nothing", "calf-stretch", "massage")
    stretch, massage = found.arms
    assert stretch.verdict == found.verdict == "helps"
    assert massage.verdict != "helps"
    assert ratio_of(massage).hi > 0.8
    assert p_helps_of(stretch) < 0.05 < p_helps_of(massage)
    assert bet_of(stretch).won_at == 40  # two bets: each has to stand twice as high
    text = str(cent_sections(found)) + str([s.text for s in trial_sentences(found)])
    assert "calf stretch against massage, nothing" in text
    assert "Runs with calf stretch cause" in text
    assert "Massage: " in text
    tried = {each.intervention: each.prevention for each in answer(journal.diary(), now=now).told.interventions}
    assert tried["calf-stretch"].response_ratio == ratio_of(stretch)
    assert tried["massage"].response_ratio == ratio_of(massage)
    assert {each.evidence for each in tried.values()} == {"randomised"}
    assert [tried[name].verdict for name in ("calf-stretch", "massage")] == ["helps", massage.verdict]


@pytest.mark.parametrize(("others", "units"), [("massage", 10), ("massage", 3), ("a; b; c; d", 20), (None, 12)])
def test_rounds_that_cannot_be_are_refused(journal: Journal, others: str | None, units: int) -> None:
    with pytest.raises(InvalidValueError, match=r"(arms|units) must be"):
        promise(journal, "rounds", comparator=others, units=units)


@pytest.mark.share
def test_a_swapped_run_is_told_and_looked_at_as_done(journal: Journal) -> None:
    trial = promise(journal, units=12)
    now = live(journal, trial, left=0.3, runs=12, swapped=4)
    found = trial_result(journal.diary(), trial, now=now)
    (deviation,) = found.deviations
    assert {deviation.drawn, deviation.done} == {0, 1}
    assert found.adherence == pytest.approx(11 / 12, abs=1e-3)
    assert any("1 run went otherwise than drawn." in sentence.text for sentence in trial_sentences(found))
    done = next(other for other in found.sensitivity if other.name == "as done, not as drawn")
    assert isinstance(done, RatioLook)
    assert done.response_ratio is not None
    assert done.response_ratio.median < ratio_of(found).median
    assert "drawn" in str(dict(cent_sections(found))["Deviations"])


def test_designs_for_several_things_are_simulated(journal: Journal) -> None:
    found = propose_prevention(journal.diary(), Terms(weeks=8, runs_per_week=3, trials=4, arms=3), site=SITE, now=START)
    assert {design.design for design in found.designs} == {"rounds", "round-blocks"}
    rounds = next(design for design in found.designs if design.design == "rounds")
    assert rounds.units == 24
    blocks = next(design for design in found.designs if design.design == "round-blocks")
    assert "Too short" in blocks.text


def test_one_way_of_doing_it_is_drawn_against_another(journal: Journal) -> None:
    with pytest.raises(InvalidValueError, match="instead must name the other thing"):
        promise(journal, "one-or-other", variant="off-step")
    trial = promise(journal, "one-or-other", variant="off-step", comparator="calf-stretch (flat floor)")
    texts = set()
    for day in range(1, 13):
        now = START + timedelta(days=day)
        due = draw_next(journal, trial, now, pain_nrs=6)
        texts.add(due.text)
        journal.add([PainReport(at=now + timedelta(minutes=35), site=SITE, nrs=2 if due.arm else 5)])
    assert {text.split(" now.")[0] for text in texts} == {"calf stretch (off step)", "calf stretch (flat floor)"}
    found = trial_result(journal.diary(), trial, now=now + timedelta(hours=3))
    assert found.verdict == "helps"
    said = [sentence.text for sentence in trial_sentences(found)]
    assert said[0].startswith("It eases more")
    assert "Over calf stretch (flat floor), it takes off" in said[1]
    told = answer(journal.diary(), now=now + timedelta(hours=3))
    (contrast,) = told.told.relief_contrasts
    assert (contrast.variant, contrast.than_variant, contrast.n) == ("off-step", "flat-floor", (6, 6))
    assert (contrast.evidence, contrast.verdict) == ("randomised", "helps")
    assert contrast.difference_nrs == drop_of(found)
    assert "A coin decided when to do which." in " ".join(s.text for s in sentences(told.told))
    assert all(each.relief.evidence != "randomised" for each in told.told.interventions if each.relief)


@pytest.mark.share
def test_a_trial_against_another_thing_does_not_say_what_it_does_by_itself(journal: Journal) -> None:
    trial = promise(journal, comparator="massage", units=16)
    now = live(journal, trial, left=0.25, runs=16)
    found = trial_result(journal.diary(), trial, now=now)
    assert found.verdict == "helps"
    tried = answer(journal.diary(), now=now).told.interventions
    assert {each.prevention.evidence for each in tried} == {"observational"}


def test_pain_above_the_ceiling_stops_it(journal: Journal) -> None:
    trial = promise(journal)
    journal.add([PainReport(at=START + timedelta(hours=5), site=SITE, nrs=7)])
    due = draw_next(journal, trial, START + timedelta(hours=6))
    assert due.arm is None
    assert due.text.startswith("Stop here.")
    ended = stop(journal, trial, START + timedelta(hours=7), "it hurt")
    assert latest_trial(journal.diary()) == ended
    assert trial_status(journal.diary(), ended, START + timedelta(days=1)).state == "stopped"
    with pytest.raises(InvalidValueError, match="ended before"):
        stop(journal, trial, START + timedelta(hours=8), "again")


def test_promises_that_cannot_be_kept_are_refused(journal: Journal) -> None:
    with pytest.raises(InvalidValueError, match="at least 6 and even"):
        promise(journal, units=4)
    promise(journal)
    with pytest.raises(InvalidValueError, match="only one"):
        promise(journal, now=START + timedelta(days=1))
    with pytest.raises(InvalidValueError, match="must be one of"):
        promise(journal, "guess")


@pytest.mark.share
def test_designs_are_simulated_as_the_person_or_as_strangers(journal: Journal) -> None:
    now = datetime.fromisoformat("2026-11-23T09:00:00+00:00")
    seen: list[tuple[int, int]] = []
    found = propose_prevention(
        build_story(now=now).diary, Terms(weeks=8, trials=2, progress=lambda *at: seen.append(at)), now=now
    )
    assert found.simulated_as == "you"
    assert found.runs_per_week == 1
    assert seen[-1][0] == seen[-1][1]
    short = [design for design in found.designs if design.power is None]
    assert all("Too short" in design.text for design in short)
    assert any(design.power for design in found.designs)
    empty = propose_prevention(journal.diary(), Terms(weeks=6, trials=1), now=now)
    assert (empty.simulated_as, empty.site) == ("strangers", None)


@pytest.mark.parametrize("design", ["pairs", "blocks", "start"])
def test_a_look_half_way_shows_no_draw_that_is_not_due(journal: Journal, design: str) -> None:
    trial = promise(journal, design, units=12)
    if design == "pairs":
        end = live(journal, trial, left=0.5, runs=5)
    else:
        end = START + timedelta(days=38)
        for day in range(38):
            at = START + timedelta(days=day)
            journal.add([PainReport(at=at, site=SITE, nrs=day % 4)])
            journal.add([Run(start=at + timedelta(hours=9), duration_s=1800, distance_m=5000)] if day % 3 == 0 else [])
    found = trial_result(journal.diary(), trial, now=end)
    assert [period.arm for period in found.periods] == list(schedule_of(trial)[: len(found.periods)])
    assert len(found.periods) == {"pairs": 5, "blocks": 3, "start": 6}[design]


def live_without_response(journal: Journal, trial: Trial, runs: int, *, logged: bool = True) -> datetime:
    """Run as drawn, and feel a point or two at any time, whatever the runs."""
    rng = np.random.default_rng(1)
    now = START
    for number in range(runs):
        now = START + timedelta(days=4 * number, hours=1)
        due = draw_next(journal, trial, now)
        journal.add([Run(start=now + timedelta(minutes=20), duration_s=2000, distance_m=6000)])
        if due.arm and logged:
            journal.add([Care(at=now + timedelta(minutes=5), intervention="calf-stretch")])
        for lag_h in (12, 24, 36, 48, 72, 90):
            at = now + timedelta(hours=lag_h)
            journal.add([PainReport(at=at, site=SITE, nrs=float(rng.integers(0, 3)))])
    return now + timedelta(days=4)


def test_where_runs_do_nothing_no_thing_is_said_to_do_nothing(journal: Journal) -> None:
    trial = promise(journal, units=12)
    now = live_without_response(journal, trial, 12)
    found = trial_result(journal.diary(), trial, now=now)
    assert (found.verdict, found.effect, found.prob_helps) == ("not-yet-known", None, None)
    assert found.sensitivity == ()  # of a response that is not told there is no other way to look at it either
    said = " ".join(s.text for s in trial_sentences(found))
    assert "Not known yet." in said
    assert "no difference" not in said + str(cent_sections(found))
    told = answer(journal.diary(), now=now)
    (tried,) = told.told.interventions
    prevention = tried.prevention
    assert (prevention.evidence, prevention.response_ratio) == ("observational", None)
    assert (prevention.prob_helps, prevention.verdict) == (None, "not-yet-known")
    assert "whether it prevents pain after runs is not known yet." in " ".join(s.text for s in sentences(told.told))


def test_as_drawn_is_not_said_where_nothing_was_logged(journal: Journal) -> None:
    trial = promise(journal, units=6)
    found = trial_result(journal.diary(), trial, now=live_without_response(journal, trial, 6, logged=False))
    assert found.adherence is None
    assert "Done as drawn: not known." in str(cent_sections(found))


def test_a_check_that_could_not_be_looked_at_withholds_a_result(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    trial = promise(journal, units=6)
    now = live(journal, trial, left=0.2, runs=6)
    unknown = CheckResult("made-up", None, "Could not be looked at.", (), ("response",))
    monkeypatch.setattr("afterrun.checks.gate.RECORD_CHECKS", (lambda _: unknown,))
    found = trial_result(journal.diary(), trial, now=now)
    assert (found.verdict, found.effect) == ("not-yet-known", None)
    assert [check.text for check in found.checks] == ["Could not be looked at."]
