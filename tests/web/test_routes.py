from __future__ import annotations

import re
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from afterrun.journal import Journal
from afterrun.records import PainReport, Site
from afterrun.web.app import create_app
from tests.web.conftest import NO_PAGES, NOW, PAGES, client_of, journal_file
from tests.web.registered import routes_of


@pytest.mark.parametrize("path", PAGES)
def test_every_page_opens_on_every_journal(any_client: TestClient, path: str) -> None:
    answer = any_client.get(path)
    assert answer.status_code == 200
    assert "<main" in answer.text
    assert "Not a medical device" in answer.text
    own_words = re.sub(
        r'<a href="https://doi\.org/[^>]*><cite>.*?</cite></a>', "", answer.text
    )  # a journal has its name
    assert "diagnos" not in own_words.lower()
    simulated = "story" in str(any_client.app.state.service.journal_path)  # type: ignore[attr-defined]
    assert not simulated or "Simulated journal" in answer.text


def test_pages_are_found_by_their_routes(client: TestClient) -> None:
    app = client.app
    assert isinstance(app, FastAPI)
    found = {route.path for route in routes_of(app) if route.method == "GET"}
    assert found > {*PAGES, *NO_PAGES}
    assert {"/", "/check-in", "/timeline", "/what-helps", "/help/as-an-app", "/api/"} < set(PAGES)


def test_menu_leads_to_pages(client: TestClient) -> None:
    links = re.findall(r'<li><a href="([^"]+)"', client.get("/import").text)
    assert len(links) >= 6
    assert all(client.get(link).status_code == 200 for link in links)


def test_an_empty_journal_says_how_to_begin(client: TestClient) -> None:
    text = client.get("/").text
    assert "Log how it feels now" in text
    assert "Look at an example first" in text


def test_check_in_is_stored_and_can_be_taken_back(client: TestClient) -> None:
    form = {"nrs": "3", "site": "other", "side": "right", "region": "forefoot-lateral", "quality": ["sore", "bruised"]}
    saved = client.post("/check-in", data=form)
    assert "Saved: 3 at right forefoot, outer side, 09:12." in saved.text
    assert client.get("/api/timeline").json()["pain"] == [[NOW.replace(second=0).timestamp(), 3.0]]
    hidden = dict(re.findall(r'name="(table|row|uid)" value="([^"]+)"', saved.text))
    assert "Taken back" in client.post("/undo", data=hidden).text
    assert "gone already" in client.post("/undo", data=hidden).text
    assert client.get("/api/timeline").json()["pain"] == []


ONSET = {"nrs": "3", "site": "left-heel", "moment": "during-run", "onset_km": "4.2", "onset_min": "25"}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ({}, ("during-run", 4.2, 25)),
        ({"moment": ""}, ("during-run", 4.2, 25)),
        ({"onset_km": " "}, ("during-run", None, 25)),
        ({"moment": "evening"}, ("evening", None, None)),  # chosen after all: nobody sees what was typed before
    ],
)
def test_where_in_a_run_it_began(
    client: TestClient, tmp_path: Path, typed: dict[str, str], kept: tuple[object, ...]
) -> None:
    assert "Saved" in client.post("/check-in", data=ONSET | typed).text
    with Journal.open(tmp_path / "empty.db") as journal:
        (report,) = journal.diary().pain
    assert (report.moment, report.onset_km, report.onset_min) == kept


@pytest.mark.parametrize("typed", [{"onset_km": "-1"}, {"onset_min": "lots"}, {"onset_min": "9999"}])
def test_an_impossible_beginning_is_told_where_it_was_typed(client: TestClient, typed: dict[str, str]) -> None:
    answer = client.post("/check-in", data=ONSET | typed)
    name, value = next(iter(typed.items()))
    assert answer.status_code == 422
    assert f"{name} must be" in answer.text
    assert answer.text.index("After kilometres") < answer.text.index(f"{name} must be") < answer.text.index("Note")
    assert f'value="{value}"' in answer.text


def test_a_beginning_comes_by_the_api_and_stands_on_its_card(client: TestClient) -> None:
    report = {"site": "Kneecap left", "nrs": 4, "onset_km": 3.5, "at": NOW.isoformat()}
    assert client.post("/api/pain", json=report).json()["added"] == 1
    assert client.post("/api/pain", json=report | {"onset_km": 301}).status_code == 422
    card = client.get(f"/fragment/entry?kind=pain&at={NOW.timestamp()}").text
    assert "Began at</dt><dd>3.50 km" in card
    assert "left kneecap" in card


def test_answers_tell_of_the_other_side_and_lead_there(story_client: TestClient) -> None:
    here, there = "right-forefoot-lateral", "left-forefoot-lateral"
    assert '<a href="/answers?site=' not in story_client.get("/answers", params={"site": here}).text
    story_client.post("/api/pain", json={"site": there, "nrs": 2, "at": (NOW - timedelta(days=1)).isoformat()})
    text = story_client.get("/answers", params={"site": here}).text
    assert "Your left forefoot, outer side hurts too: 1 report, 2 of 10 on 22 Nov 2026. Your right forefoot" in text
    assert f'<a href="/answers?site={there}">Answers for the left forefoot, outer side</a>' in text
    assert f'"/answers?site={here}"' in story_client.get("/answers", params={"site": there}).text


def test_a_double_tap_is_one_report(client: TestClient) -> None:
    form = {"nrs": "0", "site": "other", "side": "left", "region": "heel"}
    assert client.post("/check-in", data=form).status_code == 200
    assert client.post("/check-in", data=form).status_code == 200
    assert len(client.get("/api/timeline").json()["pain"]) == 1


def test_a_double_tap_across_the_minute_is_one_report(tmp_path: Path) -> None:
    first = NOW.replace(second=59)
    times = [first]
    client = TestClient(create_app(tmp_path / "journal.db", clock=lambda: times[-1]), base_url="http://127.0.0.1")
    form = dict(re.findall(r'name="(form_key)" value="([^"]+)"', client.get("/check-in").text))
    form |= {"nrs": "4", "site": "other", "side": "left", "region": "heel"}
    saved = []
    for later_s in (0, 2):
        times.append(first + timedelta(seconds=later_s))
        saved.append(client.post("/check-in", data=form))
    assert all("Saved: 4 at left heel, 09:12." in answer.text for answer in saved)
    with Journal.open(tmp_path / "journal.db") as journal:
        assert len(journal.diary().pain) == 1


def test_each_form_is_another_one(client: TestClient) -> None:
    field = re.compile(r'name="form_key" value="([^"]+)"')
    names = {field.findall(client.get(path).text)[0] for path in ("/check-in", "/did") * 2}
    assert len(names) == 4


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"nrs": "11"}, "between 0 and 10"),
        ({"nrs": ""}, "Tap one"),
        ({"region": "tail"}, "Parts: forefoot, outer side; forefoot"),
        ({"at": "2027-01-01T08:00"}, "must not lie ahead"),
        ({"at": "soon"}, "date and a time"),
    ],
)
def test_an_impossible_check_in_is_told_and_keeps_what_was_typed(
    client: TestClient, changed: dict[str, str], said: str
) -> None:
    form = {"nrs": "3", "site": "other", "side": "left", "region": "heel", "note": "after work"} | changed
    answer = client.post("/check-in", data=form)
    assert answer.status_code == 422
    assert said in answer.text
    assert 'value="after work"' in answer.text
    assert client.get("/api/timeline").json()["pain"] == []


TRIAL = {"intervention": "ice", "design": "blocks", "site": "left-heel"}


@pytest.mark.parametrize(
    ("path", "form", "after", "before"),
    [
        ("/check-in", {"nrs": "", "site": "left-heel"}, "worst", ">Save"),
        ("/check-in", {"nrs": "3", "side": "left", "region": "tail"}, "Part", "How much"),
        ("/check-in", {"nrs": "3", "site": "left-heel", "at": "soon"}, "Another time", "Note"),
        ("/did", {"intervention": "ice", "minutes": "-3"}, "Minutes", "Pain just after"),
        ("/did", {"intervention": "ice", "before": "11"}, "Pain just before", "What did you do"),
        ("/did", {"intervention": "ice", "after": "11"}, "Pain just after", "Another time"),
        ("/did", {}, "Something else", "Which kind"),
        ("/trial/start", {"intervention": "ice", "design": "coin", "site": "left-heel"}, "The other thing", ">Weeks<"),
        ("/trial/start", TRIAL | {"ceiling": "11"}, "Stop if it", "Promise and begin"),
    ],
)
def test_an_error_stands_at_its_field(
    client: TestClient, path: str, form: dict[str, str], after: str, before: str
) -> None:
    if path.startswith("/trial"):  # without a report there is none to set up
        client.post("/api/pain", json={"site": "left-heel", "nrs": 2})
    text = client.post(path, data=form).text
    assert text.count('class="error" role="alert"') == 1
    assert text.index(after) < text.index('class="error" role="alert"') < text.index(before)


def test_did_is_stored_with_its_ratings(story_client: TestClient) -> None:
    form = {"before": "4", "intervention": "calf-stretch", "variant": "Off step", "minutes": "3", "after": "1,5"}
    saved = story_client.post("/did", data=form | {"site": "right-forefoot-lateral"})
    assert "Saved: calf stretch (off step)" in saved.text
    care = story_client.get("/api/timeline").json()["care"][-1]
    assert care[1:] == ["calf-stretch", "off-step"]
    assert story_client.post("/did", data=form | {"after": "much"}).status_code == 422


def test_answers_are_those_of_the_library(story_client: TestClient) -> None:
    from afterrun.findings import to_json
    from afterrun.lab.answers import answer
    from afterrun.lab.story import build_story
    from afterrun.report.sentences import sentences

    expected = answer(build_story(now=NOW).diary, now=NOW)
    assert story_client.get("/api/answers").json() == to_json(expected.told)
    parts = ("/fragment/answers", "/fragment/next-run")  # the next run is the plan's own, of this hour
    here = {"site": "right-forefoot-lateral"}
    shown = " ".join(story_client.get(part, params=here).text for part in parts).replace("\xa0", " ")
    assert all(sentence.text.split("(")[0].strip()[:30] in shown for sentence in sentences(expected.told))


def test_a_new_report_changes_the_answers(tmp_path: Path) -> None:
    few = client_of(journal_file(tmp_path, "few"))
    before = few.get("/api/answers").json()["data"]["reports"]
    report = {"site": "left-heel", "nrs": 2, "at": (NOW - timedelta(hours=1)).isoformat()}
    assert few.post("/api/pain", json=report).json() == {"added": 1, "already": 0, "safety": []}
    assert few.post("/api/pain", json=report).json() == {"added": 0, "already": 1, "safety": []}
    assert few.get("/api/answers").json()["data"]["reports"] == before + 1


def test_the_curve_is_null_where_nothing_may_be_claimed(any_client: TestClient) -> None:
    answer = any_client.get("/api/curve")
    reports = any_client.get("/api/timeline").json()["pain"]
    if not reports:
        assert answer.status_code == 404
        assert "no pain report" in answer.json()["error"]["message"]
    elif len(reports) < 10:
        assert answer.json()["curve"] is None
    else:
        curve = answer.json()["curve"]
        assert len(curve["h"]) == len(curve["lo"]) == len(curve["hi"]) == len(curve["median"])
        assert all(
            low <= middle <= high for low, middle, high in zip(curve["lo"], curve["median"], curve["hi"], strict=True)
        )


def test_import_tells_of_each_file(client: TestClient) -> None:
    table = b"at,site,nrs\n2026-11-20T07:00:00+01:00,left-heel,2\n2026-11-21T07:00:00+01:00,left-heel,many\n"
    files = [
        ("files", ("pain.csv", table)),
        ("files", ("../../evil.txt", b"no format")),
        ("files", ("pain.csv", table)),
    ]
    text = client.post("/import", files=files).text
    assert "1 added" in text
    assert "pain.csv line 3" in text
    assert "Not used: evil.txt" in text
    assert len(client.get("/api/timeline").json()["pain"]) == 1
    assert "No file was chosen" in client.post("/import").text


def test_errors_are_pages_with_a_way_on(client: TestClient) -> None:
    assert "no such page" in client.get("/nowhere").text
    assert client.get("/nowhere").status_code == 404
    assert client.get("/fragment/answers?site=left-heel").status_code == 404
    assert client.get("/answers?site=left-tail").status_code == 422
    assert client.get("/fragment/answers").status_code == 422
    error = client.get("/api/answers?site=left-tail").json()["error"]
    assert error["code"] == "unknown-site"
    assert "Parts: " in error["remedy"]
    assert client.post("/api/pain", json={"site": "left-heel", "nrs": 99}).status_code == 422


def test_a_fault_of_ours_is_owned_up_to(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(journal: Journal) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Journal, "diary", broken)
    kind = TestClient(client.app, base_url="http://127.0.0.1", raise_server_exceptions=False)
    answer = kind.get("/timeline")
    assert answer.status_code == 500
    assert "Something in Afterrun broke" in answer.text
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    assert kind.get("/api/timeline").json()["error"]["code"] == "internal"


def test_error_pages_of_a_simulated_journal_say_so(story_client: TestClient) -> None:
    assert "Simulated journal" in story_client.get("/nowhere").text
    assert "Simulated journal" in story_client.get("/answers?site=left-tail").text


def test_a_damaged_journal_is_told_of(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    path.write_bytes(b"a shopping list" * 1000)
    answer = TestClient(create_app(path, clock=lambda: NOW), base_url="http://127.0.0.1").get("/")
    assert answer.status_code == 500
    assert "That did not work" in answer.text


@pytest.mark.parametrize("part", ["answers", "response"])
def test_parts_are_whole_pages_without_scripts(story_client: TestClient, part: str) -> None:
    url = f"/fragment/{part}?site=right-forefoot-lateral"
    whole, bare = story_client.get(url).text, story_client.get(url, headers={"hx-request": "true"}).text
    assert "<main" in whole
    assert "Simulated journal" in whole
    assert "<main" not in bare
    assert "Your runs raise the pain here" in whole
    assert "Your runs raise the pain here" in bare


def test_what_programs_can_ask_is_listed(client: TestClient) -> None:
    text = client.get("/api/").text
    for path, methods in client.get("/api/openapi.json").json()["paths"].items():
        assert all(f"{method.upper()} {path}" in text for method in methods)


def test_half_points_are_stored_as_such(client: TestClient) -> None:
    client.post("/api/pain", json={"site": "left-heel", "nrs": 2.5})
    assert client.get("/api/timeline").json()["pain"][0][1] == 2.5
    assert PainReport(at=NOW, site=Site("left", "heel"), nrs=2.5).scale == "nrs-21"


def test_the_sheet_comes_as_html_or_pdf(story_client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    place = "site=right-forefoot-lateral"
    html, pdf = (story_client.get(f"/report?{place}{kind}") for kind in ("", "&format=pdf"))
    assert html.headers["content-disposition"] == 'attachment; filename="afterrun-report-2026-11-23.html"'
    assert pdf.headers["content-disposition"] == 'attachment; filename="afterrun-report-2026-11-23.pdf"'
    assert pdf.headers["content-type"] == "application/pdf"
    assert pdf.content.startswith(b"%PDF-1.")
    assert "format=pdf" in story_client.get(f"/answers?{place}").text
    monkeypatch.setitem(sys.modules, "typst", None)
    missing = story_client.get(f"/report?{place}&format=pdf")
    assert (missing.status_code, "afterrun[pdf]" in missing.text) == (422, True)
