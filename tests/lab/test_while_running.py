"""Runs that hurt while they are run: no distance, no explanation and no "by little" passes that over."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from afterrun.lab.answers import answer
from afterrun.lab.planning import Wanted, plan_of
from afterrun.lab.site_model import site_model
from afterrun.lab.while_running import over_during
from afterrun.lab.why import why_of
from afterrun.report.plan import caveats, verdict, why
from afterrun.report.sentences import not_told_yet, sentences
from benchmarks.lives_makers import LIVES
from benchmarks.telling import told_of
from tests.told_together import contradictions

LIFE = LIVES["toes-narrow-shoe"](1)


def test_toes_that_go_numb_in_a_shoe_are_no_pain_that_comes_and_goes(one_shape: None) -> None:
    found = answer(LIFE.diary, site=LIFE.site, now=LIFE.now).told
    assert found.response is not None  # the days after are looked at, and quiet
    assert found.explanations is None
    assert any("is asked of the days after runs" in text for text in not_told_yet(found))
    said = " ".join(each.text for each in sentences(found))
    assert "in the days after, it is by little" in said
    assert "While you run it does hurt" in said
    assert contradictions(told_of(found)) == []


def test_a_plan_says_that_it_looks_at_the_days_after_or_promises_nothing(one_shape: None) -> None:
    model = site_model(LIFE.diary, site=LIFE.site, now=LIFE.now)
    assert why_of(model, safety=()).explanations is None
    wide = plan_of(model, safety=(), wanted=Wanted(ceiling_nrs=9))
    assert wide.schedule
    assert any("Yours hurt while you run" in text for text in caveats(wide))
    strict = plan_of(model, safety=(), wanted=Wanted(ceiling_nrs=3, chance=0.1))
    assert (strict.next_run.limited_by, strict.schedule) == ("data", ())
    assert any("While you ran, it was more than 3" in text for text in why(strict))
    assert "no farther than" in verdict(strict)


def test_a_run_that_hurt_too_much_is_not_one_that_went_well(one_shape: None) -> None:
    model = site_model(LIFE.diary, site=LIFE.site, now=LIFE.now)
    strict = plan_of(model, safety=(), wanted=Wanted(ceiling_nrs=3, chance=0.1)).next_run
    numb = [report.at for report in LIFE.diary.pain if report.nrs > 3]
    recent = [run for run in LIFE.diary.runs if run.end > LIFE.now - timedelta(days=30)]
    well = [run.distance_m or 0 for run in recent if not any(run.start <= at < run.end for at in numb)]
    assert strict.distance_m is not None
    assert strict.distance_m <= max(well) < max(run.distance_m or 0 for run in recent)


@pytest.mark.parametrize(("chance", "over"), [(0.0, True), (0.99, False)])
def test_more_than_may_be(chance: float, over: bool) -> None:
    prepared = site_model(LIFE.diary, site=LIFE.site, now=LIFE.now).prepared
    assert (over_during(prepared, LIFE.now, ceiling_nrs=4, chance=chance) is not None) == over


def test_what_was_judged_before_it_hurt_while_running_is_judged_anew(one_shape: None) -> None:
    quiet = tuple(replace(each, nrs=0.0) if each.moment == "during-run" else each for each in LIFE.diary.pain)
    before = site_model(replace(LIFE.diary, pain=quiet), site=LIFE.site, now=LIFE.now)
    assert before.gate.tells("explanations")
    assert not site_model(LIFE.diary, site=LIFE.site, now=LIFE.now, earlier=before).gate.tells("explanations")
