"""The curve over distance: only where enough was learned, only as far as the person has run."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from afterrun.journal import Journal
from afterrun.lab.answers import answer
from afterrun.records import PainReport, Run, Site
from afterrun.web.pages.response.view import dose_json
from tests.web.conftest import NOW, Served, client_of

SITE = Site.parse("left-heel")


@pytest.fixture(autouse=True)
def _one_shape() -> None:
    """How the response grows with the distance is averaged over both dose curves here."""


def farther_hurts_more(path: Path) -> Path:
    """Half a year of three runs a week between 2 and 14 km, each followed by pain in proportion to it."""
    rng = np.random.default_rng(2)
    with Journal.open(path) as journal:
        for number in range(78):
            start = NOW - timedelta(days=180) + timedelta(days=7 * number / 3, hours=1)
            km = float(rng.choice([2.0, 5.0, 8.0, 14.0]))
            run = Run(start=start, duration_s=360 * km, distance_m=1000 * km)
            journal.add([run])
            for lag_h, course in ((8, 0.5), (22, 1.0), (32, 0.7), (46, 0.3)):
                felt = 0.45 * km * course * np.exp(0.15 * rng.standard_normal()) + 0.3 * rng.standard_normal()
                nrs = float(np.clip(round(felt), 0, 10))
                journal.add([PainReport(at=run.end + timedelta(hours=lag_h), site=SITE, nrs=nrs)])
    return path


@pytest.mark.share
def test_it_goes_up_where_farther_hurts_more(tmp_path: Path) -> None:
    with Journal.open(farther_hurts_more(tmp_path / "far.db")) as journal:
        found = answer(journal.diary(), now=NOW)
    assert found.dose is not None
    drawn = dose_json(found)
    assert drawn is not None
    assert drawn["own_m"] == [2000, 5000, 8000, 14000]
    assert found.dose.distance_m[0] == pytest.approx(2000)
    assert found.dose.distance_m[-1] == pytest.approx(14_000)  # no farther than the person has run
    assert (np.diff(found.dose.median) > 0).all()
    assert found.dose.median[-1] == pytest.approx(6.0, abs=1.5)
    assert (found.dose.lo <= found.dose.median).all()
    page = client_of(tmp_path / "far.db").get("/fragment/response?site=left-heel").text
    assert 'id="dose-curve"' in page
    assert page.count('<tr><th scope="row">') > 5


def test_where_it_is_not_known_the_reason_is_told(tmp_path: Path) -> None:
    with Journal.open(farther_hurts_more(tmp_path / "one.db")) as journal:
        diary = journal.diary()
    few = [run for run in diary.runs if run.distance_m == 5000]
    path = tmp_path / "same.db"
    with Journal.open(path) as journal:
        journal.add(few)
        journal.add(r for r in diary.pain if any(run.end < r.at < run.end + timedelta(days=2) for run in few))
    page = client_of(path).get("/fragment/response?site=left-heel").text
    assert 'id="dose-curve"' not in page
    assert "Farther, sorer?" in page


@pytest.mark.browser
def test_it_is_drawn(page: Page, tmp_path: Path, serve: Callable[[str], Served]) -> None:
    with Served(farther_hurts_more(tmp_path / "far.db")) as served:
        page.goto(served.address + "/response")
        expect(page.locator("#dose canvas")).to_be_visible()
        page.set_viewport_size({"width": 360, "height": 900})
