from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest

from afterrun.lab import site_model as site_models
from afterrun.lab.site_model import SiteModel, site_model
from afterrun.lab.story import SITE, build_story
from afterrun.records import Diary, Site
from afterrun.response.fit import Fit

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
ARCH = Site.parse("right-arch")


def two_sites() -> Diary:
    """The story, and every fourth of its reports once more for the arch."""
    story = build_story(now=NOW).diary
    return replace(story, pain=(*story.pain, *(replace(report, site=ARCH) for report in story.pain[::4])))


def fit_of(model: SiteModel) -> Fit:
    assert model.fit is not None
    return model.fit


def test_the_best_known_site_stands_alone_and_lends_to_the_other(one_shape: Callable[..., Fit]) -> None:
    diary = two_sites()
    main = site_model(diary, site=SITE, now=NOW)
    assert np.array_equal(fit_of(main).draws.gain_nrs, one_shape(main.prepared.data).draws.gain_nrs)
    arch = site_model(diary, site=ARCH, now=NOW)
    lent, alone = fit_of(arch), one_shape(arch.prepared.data)
    ours, theirs = np.log(lent.draws.sigma_e), np.log(alone.draws.sigma_e)
    assert ours.std() < theirs.std()


def test_a_site_with_little_to_teach_lends_nothing(one_shape: Callable[..., Fit]) -> None:
    diary = two_sites()
    arch_reports = tuple(report for report in diary.pain if report.site == ARCH)
    few = replace(diary, care=(), pain=(*arch_reports[:26], *build_story(now=NOW).diary.pain[:20]))
    arch = site_model(few, site=ARCH, now=NOW)
    assert np.array_equal(fit_of(arch).draws.gain_nrs, one_shape(arch.prepared.data).draws.gain_nrs)


@pytest.mark.usefixtures("one_shape")
def test_fit_and_checks_are_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    model = site_model(build_story(now=NOW).diary, now=NOW)
    first = (model.fit, model.gate, model.record_gate)
    monkeypatch.setattr(site_models, "learned", None)
    assert all(again is one for again, one in zip((model.fit, model.gate, model.record_gate), first, strict=True))
    assert model.gate.checks[: len(model.record_gate.checks)] == model.record_gate.checks
    about = model.gate_about("forecast").checks
    assert len(model.record_gate.checks) < len(about) < len(model.gate.checks)
    assert {id(each) for each in about} < {id(each) for each in model.gate.checks}  # looked at once, told twice
    sent = pickle.loads(pickle.dumps(model))
    assert [each.name for each in sent.gate.checks] == [each.name for each in model.gate.checks]


def test_of_a_few_reports_nothing_is_learned() -> None:
    story = build_story(now=NOW).diary
    model = site_model(replace(story, pain=story.pain[:4], care=()), now=NOW)
    assert model.fit is None
    assert model.gate is model.record_gate
    assert not model.gate.tells("response")
