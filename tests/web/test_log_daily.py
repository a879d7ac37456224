"""Sleep, medicine and weight: two taps from Today, and a painkiller that counts as one."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from afterrun.journal import Journal
from afterrun.records import Care, Diary
from tests.web.conftest import NOW, client_of, journal_file


def _diary(path: Path) -> Diary:
    with Journal.open(path) as journal:
        return journal.diary()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return journal_file(tmp_path, "few")


@pytest.fixture
def client(path: Path) -> TestClient:
    return client_of(path)


def test_a_night_is_saved_by_one_tap_on_its_hours(path: Path, client: TestClient) -> None:
    assert 'href="/daily"' in client.get("/").text
    assert "Saved: 7 h of sleep" in client.post("/daily/sleep", data={"hours": "7"}).text
    (event,) = _diary(path).events
    assert (event.kind, event.amount, event.source) == ("sleep", 7.0, "app")
    assert "Noted today: 7 h of sleep" in client.get("/daily").text
    assert "7 h of sleep" in client.get("/timeline").text
    assert "Saved: bad night" in client.post("/daily/sleep", data={}).text
    assert {event.kind for event in _diary(path).events} == {"sleep", "bad-night"}


def test_half_hours_and_another_day_are_typed(path: Path, client: TestClient) -> None:
    client.post("/daily/sleep", data={"other_hours": "6,5", "at": "2026-11-20T07:00"})
    (event,) = _diary(path).events
    assert (event.amount, event.at.date().isoformat()) == (6.5, "2026-11-20")


def test_one_that_was_rated_a_few_times_is_not_said_to_leave_ratings_out(path: Path, client: TestClient) -> None:
    with Journal.open(path) as journal:
        journal.add(
            Care(at=NOW - timedelta(days=n), intervention="ibuprofen", variant="400 mg", pain_before=5, pain_after=3)
            for n in (3, 4, 5)
        )
    saved = client.post("/daily/medicine", data={"name": "ibuprofen", "dose": "400 mg"}).text
    assert "Saved:" in saved
    assert "left out of the answers" not in saved


def test_a_painkiller_is_care_and_the_next_time_one_tap(path: Path, client: TestClient) -> None:
    before = len(_diary(path).care)
    saved = client.post("/daily/medicine", data={"name": "ibuprofen", "dose": "400 mg"}).text
    assert "left out of the answers" in saved
    care = _diary(path).care[-1]
    assert len(_diary(path).care) == before + 1
    assert (care.intervention, care.variant, care.site) == ("ibuprofen", "400 mg", None)
    page = client.get("/daily").text
    assert "Taken again: ibuprofen (400 mg)" in page
    again = {"name": "ibuprofen", "dose": "400 mg", "use": "pain", "at": (NOW - timedelta(days=1)).isoformat()}
    client.post("/daily/medicine", data=again)
    assert [(c.intervention, c.variant) for c in _diary(path).care].count(("ibuprofen", "400 mg")) == 2


def test_one_of_any_other_name_is_known_as_a_painkiller(path: Path, client: TestClient) -> None:
    client.post("/daily/medicine", data={"other_name": "My mix", "dose": "2"})
    care = _diary(path).care[-1]
    assert (care.intervention, care.variant) == ("painkiller", "my mix 2")


@pytest.mark.parametrize(("name", "kind"), [("Vitamin D", "vitamin-d"), ("Aspirin", "aspirin-for-something-else")])
def test_what_is_not_for_pain_hides_none(path: Path, client: TestClient, name: str, kind: str) -> None:
    client.post("/daily/medicine", data={"other_name": name, "dose": "100 mg", "use": "other"})
    (event,) = _diary(path).events
    assert (event.kind, event.note) == (kind, "100 mg")


def test_a_weight_is_offered_again(path: Path, client: TestClient) -> None:
    assert "Saved: 80.5 kg" in client.post("/daily/weight", data={"weight": "80,5"}).text
    assert 'value="80.5"' in client.get("/daily").text
    (event,) = _diary(path).events
    assert (event.kind, event.amount) == ("weight", 80.5)


@pytest.mark.parametrize(
    ("address", "form", "words"),
    [
        ("/daily/sleep", {"other_hours": "25"}, "at most 24"),
        ("/daily/sleep", {"other_hours": "long"}, "must be a number"),
        ("/daily/weight", {"weight": "0"}, "more than 0"),
        ("/daily/medicine", {"dose": "400 mg"}, "must have a name"),
    ],
)
def test_what_cannot_be_is_refused_in_place(
    path: Path, client: TestClient, address: str, form: dict[str, str], words: str
) -> None:
    refused = client.post(address, data=form)
    assert refused.status_code == 422
    assert words in refused.text
    assert _diary(path).events == ()


def test_it_goes_out_and_in_as_tables(tmp_path: Path, path: Path, client: TestClient) -> None:
    client.post("/daily/sleep", data={"hours": "7"})
    client.post("/daily/weight", data={"weight": "80"})
    client.post("/daily/medicine", data={"name": "ibuprofen", "dose": "400 mg"})
    from afterrun.lab.exporting import export_folder
    from afterrun.lab.importing import import_paths

    with Journal.open(path) as journal:
        export_folder(journal, tmp_path / "out")
    with Journal.open(tmp_path / "other.db") as other:
        list(import_paths(other, [tmp_path / "out"]))
        found = other.diary()
    assert [(each.kind, each.amount) for each in found.events] == [("sleep", 7.0), ("weight", 80.0)]
    assert found.care[-1].variant == "400 mg"


def test_a_painkiller_that_was_rated_often_enough_is_said_to_count(path: Path, client: TestClient) -> None:
    said = "until you rated the pain before and after that painkiller 3 times"
    with Journal.open(path) as journal:
        for name, pairs in (("ibuprofen", 3), ("naproxen", 2)):
            at = [NOW - timedelta(days=d) for d in range(1, pairs + 1)]
            journal.add(Care(at=each, intervention=name, pain_before=5, pain_after=2, source="app") for each in at)
    text = client.get("/daily").text
    assert said in text
    assert "ibuprofen was rated before and after often enough" in text
    assert "naproxen was rated" not in text
