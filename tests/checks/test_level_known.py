"""Where pain grew while runs went on, nobody is told what it would be without them."""

from __future__ import annotations

from afterrun.lab.answers import answer
from afterrun.lab.site_model import site_model
from afterrun.report.sentences import cautions, sentences
from benchmarks.lives_makers import LIVES


def test_no_level_is_told_of_pain_that_grew_while_runs_went_on(one_shape: None) -> None:
    life = LIVES["midfoot-tennis-grows"](0)
    found = answer(life.diary, site=life.site, now=life.now).told
    assert found.trend is not None
    assert found.trend.baseline_nrs is None
    assert found.response is not None
    assert found.response.baseline_nrs is None
    said = " ".join(each.text for each in sentences(found))
    assert "Without a run you would" not in said
    assert "On a usual day you would" not in said
    assert any("hurts as much without them" in text for text in cautions(found))


def test_a_steady_knee_is_told_its_level(one_shape: None) -> None:
    life = LIVES["knee-by-itself"](0)
    assert site_model(life.diary, site=life.site, now=life.now).gate.tells("baseline_nrs")
