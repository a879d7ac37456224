"""A forecast takes the fit of an answer, if it is the same diary; and answers look back two years."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import numpy as np
import pytest

from afterrun.lab import site_model as site_models
from afterrun.lab.answers import answer
from afterrun.lab.forecasting import forecast_of, forecast_site
from afterrun.lab.preparing import prepare
from afterrun.lab.site_model import site_model
from afterrun.lab.story import build_story
from afterrun.records import PainReport, Site
from afterrun.response.fit import Fit

NOW = datetime.fromisoformat("2026-06-01T08:00:00+02:00")
STORY = build_story(now=NOW, seed=0).diary
SITE = Site.parse("right-forefoot-lateral")


def test_the_fit_of_the_answer_is_taken_and_tells_the_same(
    one_shape: Callable[..., Fit], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In this order: what is patched last is put back first, or every later test would be fitted with one shape."""
    known = answer(STORY, now=NOW).model
    afresh, later = forecast_site(STORY, now=NOW), NOW + timedelta(hours=1)
    fits: list[object] = []

    def counted(*given: Any, **named: Any) -> Fit:
        fits.append(given)
        return one_shape(*given, **named)

    monkeypatch.setattr(site_models, "learned", counted)
    assert forecast_of(site_model(STORY, now=NOW, earlier=known)) == replace(afresh, safety=())  # signs need no fit
    assert forecast_of(site_model(STORY, now=later, earlier=known)).as_of == later
    assert not fits
    other = replace(STORY, pain=STORY.pain[:-1])
    assert forecast_of(site_model(other, now=NOW, earlier=known)) == replace(forecast_site(other, now=NOW), safety=())
    assert len(fits) == 2
    assert site_model(STORY, now=NOW, seed=1, earlier=known).known is None


def test_what_is_older_than_two_years_is_left_out_unless_there_is_little() -> None:
    rng = np.random.default_rng(0)

    def diary(per_year: int) -> tuple[PainReport, ...]:
        days = np.sort(rng.uniform(0, 3650, 10 * per_year))
        return tuple(PainReport(at=NOW - timedelta(days=3651 - float(d)), site=SITE, nrs=int(d) % 4) for d in days)

    often = prepare(replace(STORY, pain=diary(600), care=()), site=SITE, now=NOW)
    assert often.reports[-1].at - often.reports[0].at <= timedelta(days=730)
    assert len(often.reports) > 1000
    seldom = prepare(replace(STORY, pain=diary(100), care=()), site=SITE, now=NOW)
    assert len(seldom.reports) == 400
    few = prepare(replace(STORY, pain=diary(10), care=()), site=SITE, now=NOW)
    assert len(few.reports) == 100
