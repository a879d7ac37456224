"""A trial without a run: the pain of every day, with the thing and without."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from afterrun.errors import InvalidValueError
from afterrun.findings import to_json
from afterrun.findings.trial import EverydayEffect, TrialResult
from afterrun.journal import Journal
from afterrun.lab.answers import answer
from afterrun.lab.exporting import export_folder
from afterrun.lab.importing import import_paths
from afterrun.lab.trial.design import Chosen, planned
from afterrun.lab.trial.result import trial_result
from afterrun.lab.trial.run import draw_next, register
from afterrun.lab.trial.status import trial_status
from afterrun.records import Care, Diary, Run
from afterrun.report.trial_report import cent_sections
from afterrun.report.trial_sentences import trial_sentences
from afterrun.trials.allocation import schedule_of
from tests.lab.trial.people import BEGAN, HEAD, THING, day, end, kept, lived, promised, recorded

pytestmark = pytest.mark.usefixtures("unexplained")


def effect_of(found: TrialResult) -> EverydayEffect:
    assert isinstance(found.effect, EverydayEffect)
    return found.effect


def text_of(found: TrialResult) -> str:
    return " ".join(sentence.text for sentence in trial_sentences(found))


def test_without_a_run_the_pain_of_every_day_is_compared() -> None:
    trial = promised()
    assert trial.question == "every-day"
    found = trial_result(lived(trial), trial, now=end(trial))
    assert (found.protocol.outcome, found.state, found.schedule) == ("pain-of-every-day", "over", "as-drawn")
    assert (found.verdict, found.evidence, found.robust) == ("helps", "randomised", True)
    effect = effect_of(found)
    assert effect.drop_nrs.lo < 3.5 < effect.drop_nrs.hi + 0.5
    assert effect.drop_share is not None
    assert 0.7 < effect.drop_share.median <= 1.0
    assert found.randomisation_test is not None
    assert (found.randomisation_test.p_helps, found.randomisation_test.schedules) == (1 / 8, 8)
    assert found.adherence is None  # nothing says what was done
    assert found.deviations == ()
    assert "as done" not in " ".join(look.name for look in found.sensitivity)
    told = to_json(found)["effect"]
    assert set(told) == {"drop_nrs", "drop_share"}


def test_its_answer_takes_the_place_of_what_was_watched() -> None:
    trial = promised()
    diary = replace(lived(trial), phases=kept(trial, schedule_of(trial).tolist()))
    (tried,) = answer(diary, now=end(trial)).told.interventions
    assert tried.everyday is not None
    assert (tried.everyday.verdict, tried.everyday.evidence) == ("helps", "randomised")
    assert (tried.everyday.n_days_with, tried.everyday.n_days_without) == (42, 42)
    assert tried.everyday.drop_nrs == effect_of(trial_result(diary, trial, now=end(trial))).drop_nrs
    (watched,) = answer(replace(diary, trials=()), now=end(trial)).told.interventions
    assert watched.everyday is not None
    assert (watched.everyday.verdict, watched.everyday.evidence) == ("may-help", "observational")


def test_what_does_nothing_is_not_said_to_help() -> None:
    trial = promised(block_days=7)
    found = trial_result(lived(trial, drop=0.0, seed=1), trial, now=end(trial))
    assert found.verdict in {"not-yet-known", "no-worthwhile-effect"}
    assert effect_of(found).drop_nrs.lo < 0 < effect_of(found).drop_nrs.hi


@pytest.mark.parametrize("every_other", [False, True])
def test_adherence_is_what_was_done(every_other: bool) -> None:
    trial = promised(block_days=7)
    arms = schedule_of(trial).tolist()
    there = [unit for unit, arm in enumerate(arms) if arm]
    done = [int(unit in (there[::2] if every_other else there)) for unit in range(len(arms))]
    found = trial_result(replace(lived(trial), phases=kept(trial, done)), trial, now=end(trial))
    assert found.adherence == (0.75 if every_other else 1.0)
    assert len(found.deviations) == (21 if every_other else 0)
    assert f"Done as drawn: {75 if every_other else 100} % of the days." in str(cent_sections(found))
    assert "as done, not as drawn" in {look.name for look in found.sensitivity}
    sections = dict(cent_sections(found))
    assert "of the days" in " ".join(sections["Analysis"])
    assert ("drawn" in sections["Deviations"][0]) is every_other


def test_a_thing_done_once_a_day_counts_for_its_day() -> None:
    trial = promised(block_days=7)
    arms = schedule_of(trial).tolist()
    care = tuple(
        Care(at=day(7 * unit + number + 0.4), intervention=THING)
        for unit, arm in enumerate(arms)
        if arm
        for number in range(7)
    )
    assert trial_result(replace(lived(trial), care=care), trial, now=end(trial)).adherence == 1.0


def other_arms(trial_arms: list[int]) -> list[int]:
    """Another draw of the same design: every pair the other way round."""
    return [1 - arm for arm in trial_arms]


def test_a_recorded_allocation_is_the_schedule() -> None:
    """Judged against the seed's draw it would be said to do harm."""
    trial = promised()
    arms = other_arms(schedule_of(trial).tolist())
    allocations = recorded(trial, arms)
    diary = replace(lived(trial, allocations=allocations), phases=kept(trial, arms))
    found = trial_result(diary, trial, now=end(trial))
    assert (found.schedule, found.verdict, found.evidence) == ("as-recorded", "helps", "randomised")
    assert [period.arm for period in found.periods] == arms
    assert found.adherence == 1.0
    assert found.randomisation_test is not None
    assert (found.randomisation_test.p_helps, found.randomisation_test.schedules) == (1 / 8, 8)
    assert "Judged as recorded, not as drawn from the seed" in text_of(found)
    assert trial_status(diary, trial, end(trial)).schedule == "as-recorded"
    by_seed = trial_result(replace(diary, allocations=()), trial, now=end(trial))
    assert (by_seed.schedule, by_seed.verdict, by_seed.adherence) == ("as-drawn", "worsens", 0.0)
    assert "as recorded" not in text_of(by_seed)


def test_what_the_design_could_not_draw_is_only_watched() -> None:
    trial = promised()
    allocations = recorded(trial, [0, 0, 0, 1, 1, 1])
    diary = lived(trial, allocations=allocations)
    found = trial_result(diary, trial, now=end(trial))
    assert (found.verdict, found.evidence) == ("may-help", "observational")
    looks = {look.verdict for look in found.sensitivity}
    assert "may-help" in looks
    assert looks <= {"may-help", "not-yet-known"}
    assert (found.randomisation_test, found.bet) == (None, None)
    assert found.checks[-1].name == "trial-schedule"
    assert "it is not known that a coin decided" in text_of(found)
    assert answer(diary, now=end(trial)).told.interventions == ()  # no evidence of a coin: nothing is replaced


def test_blocks_that_the_record_leaves_out_are_not_judged() -> None:
    trial = promised(block_days=7)
    arms: list[int | None] = [*other_arms(schedule_of(trial).tolist())]
    arms[4] = None
    found = trial_result(lived(trial, allocations=recorded(trial, arms)), trial, now=end(trial))
    assert found.verdict == "helps"
    assert [period.unit for period in found.periods if getattr(period, "mean_nrs", 0) is None] == [4]


def test_an_import_brings_the_schedule_along(tmp_path: Path) -> None:
    trial = promised()
    arms = other_arms(schedule_of(trial).tolist())
    diary = lived(trial, allocations=recorded(trial, arms))
    with Journal.open(tmp_path / "one.db") as journal:
        journal.add((*diary.pain, *diary.trials, *diary.allocations))
        export_folder(journal, tmp_path / "folder")
    with Journal.open(tmp_path / "other.db") as other:
        list(import_paths(other, [tmp_path / "folder"]))
        found = trial_result(other.diary(), other.diary().trials[0], now=end(trial))
    assert (found.schedule, found.verdict) == ("as-recorded", "helps")


def test_the_block_that_is_due_is_the_recorded_one(tmp_path: Path) -> None:
    trial = promised()
    arms = other_arms(schedule_of(trial).tolist())
    with Journal.open(tmp_path / "journal.db") as journal:
        register(journal, trial)
        journal.add(recorded(trial, arms))
        assert draw_next(journal, trial, day(1)).arm == arms[0]


def test_with_runs_it_is_a_choice() -> None:
    run = Run(start=day(-3), duration_s=1800, distance_m=5000)
    blocks = Chosen(design="blocks", site=HEAD, intervention=THING)
    plain = planned(Diary(runs=(run,)), blocks, BEGAN)
    assert plain.question == "prevention"
    assert trial_status(Diary(runs=(run,), trials=(plain,)), plain, day(1)).protocol.outcome == "pain-after-runs"
    chosen = planned(Diary(runs=(run,)), replace(blocks, every_day=True), BEGAN)
    assert chosen.question == "every-day"
    assert trial_status(Diary(runs=(run,), trials=(chosen,)), chosen, day(1)).protocol.outcome == "pain-of-every-day"
    assert planned(Diary(), replace(blocks, design="pairs"), BEGAN).question == "prevention"
    with pytest.raises(InvalidValueError, match="pain after runs for pairs"):
        planned(Diary(), replace(blocks, design="pairs", every_day=True), BEGAN)


def test_an_older_protocol_without_runs_looks_at_every_day() -> None:
    """Registered as one on runs that were never run."""
    trial = replace(promised(), question="prevention")
    found = trial_result(lived(trial), trial, now=end(trial))
    assert (found.protocol.question, found.protocol.outcome) == ("prevention", "pain-of-every-day")
    assert found.verdict == "helps"
    assert "days with it hurt at least a point less" in text_of(found)


def test_two_blocks_of_either_kind_are_needed() -> None:
    trial = promised()
    found = trial_result(lived(trial), trial, now=day(40))
    assert (found.verdict, found.effect) == ("not-yet-known", None)
    assert "two blocks of each kind" in found.checks[0].text


def test_of_several_things_each_is_told() -> None:
    chosen = Chosen(design="round-blocks", site=HEAD, intervention=THING, comparator="tea", weeks=18, block_days=7)
    trial = planned(Diary(), chosen, BEGAN)
    diary = lived(trial)
    found = trial_result(diary, trial, now=end(trial))
    assert (found.arms[0].name, found.arms[0].verdict) == (THING, "helps")
    assert found.arms[1].verdict in {"not-yet-known", "no-worthwhile-effect"}
    assert "points less" in text_of(found)


def test_a_comparison_of_two_things_names_both() -> None:
    trial = replace(promised(), comparator="open window")
    found = trial_result(lived(trial), trial, now=end(trial))
    assert "instead of open window" in text_of(found)
    diary = replace(lived(trial), phases=kept(trial, schedule_of(trial).tolist()))
    (tried,) = answer(diary, now=end(trial)).told.interventions
    assert tried.everyday is not None
    assert tried.everyday.evidence == "observational"  # against another thing: of itself it says nothing
