"""The pages of what a run loads, and of what would be if a foot were different."""

from __future__ import annotations

import re
import threading
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from fastapi.testclient import TestClient

from afterrun.errors import MissingExtraError
from afterrun.foot import CHANGES, Changes, RunningStance
from afterrun.foot.lever import carry
from afterrun.journal import Journal
from afterrun.lab.foot import what_if_deeper
from afterrun.records import Run, Streams
from afterrun.web.pictures.leg import MOMENTS, MOVING, frames
from tests.web.conftest import NOW, client_of
from tests.yardstick import cpu_s, yardstick_s


def test_a_run_stands_against_the_usual_one(story_client: TestClient) -> None:
    page = story_client.get("/load").text
    runs = re.findall(r'<option value="(2026-[^"]+)"', page)
    assert len(runs) == 20
    part = story_client.get("/fragment/load", params={"run": runs[0]}).text
    assert "Ball of the foot" in part
    assert "about 120 % (probably" in part.replace("\N{NO-BREAK SPACE}", " ")
    assert ">200 %</text>" in part  # the picture counts as the table does
    assert part.count('class="range hard"') == 6  # of the calf muscles no power is known
    assert "Tell your height" in part
    other = story_client.get("/fragment/load", params={"run": runs[5]}).text
    assert other != part
    assert 'href="/load"' in story_client.get("/response").text


def test_the_settings_narrow_what_is_told(story_client: TestClient) -> None:
    def contact() -> tuple[int, int]:
        text = story_client.get("/fragment/load").text
        found = re.search(r"Foot on the ground: about \d+ ms \((\d+) to (\d+)\)", text)
        assert found is not None
        return int(found.group(1)), int(found.group(2))

    low, high = contact()
    story_client.post("/settings", data={"height_m": "190", "strike": "midfoot", "mass_kg": "85"})
    assert "Tell your height" not in story_client.get("/fragment/load").text
    lower, higher = contact()
    assert higher / lower < high / low
    assert lower > low  # whoever is tall stays down longer


def test_a_stream_is_read_and_what_is_left_out_is_told(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    run = Run(start=NOW - timedelta(hours=3), duration_s=1800, distance_m=5400, cadence_spm=20)
    speed = np.full(1800, 3.0)
    speed[:400] = 1.2
    with Journal.open(path) as journal:
        journal.add([run], streams={0: Streams({"time_s": np.arange(1800.0), "speed_mps": speed})})
    text = client_of(path).get("/fragment/load").text
    assert "second by second" in text
    assert "A cadence of 20 was left out" in text
    assert "walking, standing" in text
    assert "three more runs" in text


@pytest.mark.parametrize("run", ["never", "2026-01-01", "2020-01-01T07:00:00+00:00"])
def test_a_run_that_is_none_is_told_with_a_remedy(story_client: TestClient, run: str) -> None:
    answer = story_client.get("/fragment/load", params={"run": run})
    assert answer.status_code == 422
    assert "run must be" in answer.text


def test_without_a_run_the_page_says_how_to_begin(client: TestClient) -> None:
    text = client.get("/load").text
    assert "There is no run yet" in text
    assert 'href="/import"' in text


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_has_a_slider_and_an_answer(client: TestClient, change: str) -> None:
    page = client.get("/foot", params={"change": change}).text
    assert ('type="range"' in page) == (CHANGES[change] is not None)
    value = re.search(r'/fragment/foot\?change=\w+&amp;value=([-\w.]+)"', page)
    assert value is not None
    part = client.get("/fragment/foot", params={"change": change, "value": value.group(1)}).text
    assert part.partition("<main")[2].count("<svg") == len(MOMENTS) + 1  # and one that moves, where scripts run
    assert part.count("<g data-percent") == len(MOVING)
    assert "What is wrong with yours cannot be read from this" in part


@pytest.mark.parametrize(
    ("change", "value", "said"),
    [
        ("calf_shortening_deg", "5", "Load on the forefoot, each step: 2 to 4 % more."),
        ("calf_stiffness", "3", "Which way any load goes is not known."),
        ("calf_strength", "1.2", "What it does to the load on the forefoot is not known."),
        ("calf_strength", "1", "Nothing is different yet."),
    ],
)
def test_one_verdict_comes_first_and_holds_no_more_than_is_known(
    client: TestClient, change: str, value: str, said: str
) -> None:
    page = client.get("/fragment/foot", params={"change": change, "value": value}).text.partition("<main")[2]
    part = page.replace("\N{NO-BREAK SPACE}", " ")
    assert part.index(f'<p class="lead" data-tell>{said}</p>') < part.index("<svg")
    assert "not known" not in "".join(re.findall(r"<td>(.*?)</td>", part))  # what is not known stands below, together


def test_a_stiff_calf_is_not_known_on_the_page(client: TestClient) -> None:
    part = client.get("/fragment/foot", params={"change": "calf_stiffness", "value": "3"}).text
    assert "% more" not in part.replace("\N{NO-BREAK SPACE}", " ")
    assert "% less" not in part.replace("\N{NO-BREAK SPACE}", " ")
    assert "say the opposite" in part


@pytest.mark.parametrize(
    ("change", "value", "said"),
    [("wings", "1", "change must be"), ("drop_mm", "99", "drop_mm must be"), ("strike", "ear", "strike must be")],
)
def test_a_change_that_cannot_be_is_refused(client: TestClient, change: str, value: str, said: str) -> None:
    answer = client.get("/fragment/foot", params={"change": change, "value": value})
    assert answer.status_code == 422
    assert said in answer.text


def test_the_slider_is_answered_at_once(client: TestClient) -> None:
    """Within a tenth of a second here, page and all."""
    client.get("/fragment/foot", params={"change": "calf_shortening_deg", "value": "4"})

    values = iter(range(1, 8))

    def once() -> None:
        client.get("/fragment/foot", params={"change": "calf_shortening_deg", "value": str(next(values))})

    assert cpu_s(once, times=7) < 40 * yardstick_s()


FIVE = {"change": "calf_shortening_deg", "value": "5"}


def test_the_quick_answer_is_sharpened_once_whole_stances_are_there(
    client: TestClient, whole_stances: list[Changes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("afterrun.web.pages.foot.route.can_go_deeper", lambda: True)
    quick = client.get("/fragment/foot", params=FIVE, headers={"hx-request": "true"}).text
    assert re.search(r"Load on the heel, each step</th><td>[^<]*less", quick)
    again = re.search(r'hx-get="(/fragment/foot/deeper[^"]+)"', quick)
    assert again is not None
    deeper = client.get(again.group(1).replace("&amp;", "&"), headers={"hx-request": "true"})
    assert deeper.status_code in (200, 204)  # there, or not yet
    deeper = client.get("/fragment/foot/deeper", params=FIVE, headers={"hx-request": "true"})
    assert re.search(r"Not known \([^)]*say the opposite\): load on the heel, each step", deeper.text)
    assert "deeper?" not in deeper.text  # nothing is asked again
    assert "found anew" in deeper.text
    assert deeper.text.count('class="limb usual"') == 2 * (len(MOVING) + len(MOMENTS))
    assert len(whole_stances) == 1
    assert client.get("/fragment/foot", params=FIVE, headers={"hx-request": "true"}).text == deeper.text
    assert len(whole_stances) == 1  # kept


def test_until_they_are_there_nothing_new_is_shown_and_no_answer_waits(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    free = threading.Event()
    monkeypatch.setattr("afterrun.web.state.service.what_if_deeper", lambda running, changes: free.wait(60))
    looks = client.get("/fragment/foot/deeper", params=FIVE | {"fresh": "yes"}, headers={"hx-request": "true"})
    assert looks.status_code == 204
    service = client.app.state.service  # type: ignore[attr-defined]  # FastAPI's
    assert service.background is not service.aside_work
    service.background.require_room(for_new=True)
    assert client.get("/fragment/foot", params=FIVE).status_code == 200
    free.set()


def test_without_scripts_it_waits_and_comes_as_a_page(client: TestClient, whole_stances: list[Changes]) -> None:
    whole = client.get("/fragment/foot/deeper", params=FIVE).text
    assert "<html" in whole
    assert "say the opposite" in whole
    assert len(whole_stances) == 1


def test_without_the_extra_the_page_says_what_it_adds(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("afterrun.web.pages.foot.route.can_go_deeper", lambda: False)
    part = client.get("/fragment/foot", params=FIVE).text
    assert "pip install" in part
    assert "deeper?" not in part


def test_asked_for_without_the_extra_it_is_refused_with_a_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("afterrun.lab.foot.can_go_deeper", lambda: False)
    with pytest.raises(MissingExtraError, match="afterrun\\[foot\\]"):
        what_if_deeper(RunningStance(), Changes(calf_shortening_deg=5))


def test_the_five_heads_are_a_scenario(client: TestClient) -> None:
    part = client.get("/fragment/foot", params=FIVE).text
    assert "Behind the little toe" in part
    assert "A scenario: sources disagree" in part


def test_the_leg_stands_on_the_ground_and_its_arrows_follow_the_loads() -> None:
    running = RunningStance()
    usual, changed = carry(running, Changes()), carry(running, Changes(calf_shortening_deg=10))
    for frame in frames(running, usual, changed):
        heights = [float(pair.split(",")[1]) for pair in frame.foot.split()]
        assert max(heights) == pytest.approx(150, abs=3)  # nothing is below the floor
        kinds = {arrow.kind: arrow for arrow in frame.arrows}
        assert kinds["ground"].to_y == kinds["ground usual"].to_y < kinds["ground"].y
        if frame.percent in (30, 50):  # the load is farther forward, and the calf pulls more
            assert kinds["ground"].x > kinds["ground usual"].x
            assert kinds["calf"].to_y < kinds["calf usual"].to_y


def test_the_slider_waits_for_nothing_but_the_answer_before(client: TestClient) -> None:
    form = re.search(r'<form[^>]+hx-get="/fragment/foot"[^>]*>', client.get("/foot").text)
    assert form is not None
    assert "delay" not in form.group()
    assert 'hx-sync="this:queue last"' in form.group()


def test_to_land_as_one_does_anyway_is_no_change(client: TestClient) -> None:
    part = client.get("/fragment/foot", params={"change": "strike", "value": "rearfoot"}).text
    assert "Nothing is different yet." in part
    assert "What each part carries" not in part
    assert "Not known (" not in part
