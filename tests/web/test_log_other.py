"""What is kept up and what else happened: logged, ended, shown, taken back."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from afterrun.journal import Journal
from afterrun.records import Event
from tests.importers.xml_text import gpx, point, track
from tests.web.conftest import NOW, client_of, journal_file


def test_a_phase_begins_and_ends(tmp_path: Path) -> None:
    path = journal_file(tmp_path, "few")
    client = client_of(path)
    saved = client.post("/also/phase", data={"phase": "calf-raises", "variant": "Bent knee", "since": "2026-11-02"})
    assert "Saved: calf raises since 2 Nov 2026" in saved.text
    page = client.get("/also").text
    assert "Calf raises" in page
    uid = page.split('name="uid" value="')[1].split('"')[0]
    ended = client.post("/also/phase/end", data={"uid": uid, "until": "2026-11-20"})
    assert "until 20 Nov 2026" in ended.text
    with Journal.open(path) as journal:
        (phase,) = journal.diary().phases
    assert (phase.intervention, phase.variant) == ("calf-raises", "bent-knee")
    assert phase.end is not None
    assert phase.end - phase.start == timedelta(days=18, hours=23, minutes=59)
    again = client.post("/also/phase/end", data={"uid": uid, "until": "2026-11-20"})
    assert again.status_code == 422
    assert "gone or ended" in again.text
    entry = client.get("/fragment/entry", params={"kind": "phase", "at": phase.start.timestamp()})
    assert "Remove it" in entry.text
    assert "20 Nov 2026" in entry.text
    assert "/fragment/entry?kind=phase" in client.get("/timeline").text


def test_an_event_is_logged_once_for_two_taps(tmp_path: Path) -> None:
    path = journal_file(tmp_path, "empty")
    client = client_of(path)
    form = {"kind": "long-drive", "minutes": "90,5", "form_key": "abcdef0123456789"}
    for _ in range(2):
        assert "Saved: long drive" in client.post("/also/event", data=form).text
    with Journal.open(path) as journal:
        (event,) = journal.diary().events
    assert (event.kind, event.minutes, event.source) == ("long-drive", 90.5, "app")


def test_what_cannot_be_is_refused_in_place(tmp_path: Path) -> None:
    client = client_of(journal_file(tmp_path, "empty"))
    ahead = (NOW + timedelta(days=3)).date().isoformat()
    for address, form, words in (
        ("/also/phase", {"phase": "insole", "since": ahead}, "day must not lie ahead"),
        ("/also/phase", {"phase": "", "since": ""}, "One must be chosen"),
        ("/also/event", {"kind": "football", "minutes": "long"}, "minutes must be a number"),
        ("/also/event", {"other_kind": "Easy run"}, "kind must be something other than a run"),
        ("/also/event", {"kind": ""}, "One must be chosen"),
    ):
        refused = client.post(address, data=form)
        assert refused.status_code == 422
        assert words in refused.text


def test_what_is_noted_of_the_body_is_not_offered_as_something_that_happened(tmp_path: Path) -> None:
    client = client_of(journal_file(tmp_path, "few"))
    client.post("/daily/sleep", data={"hours": "7"})
    client.post("/daily/sleep", data={"hours": ""})
    client.post("/also/event", data={"kind": "chess"})
    page = client.get("/also").text
    offered = [kind for kind in ("sleep", "bad-night", "chess") if f'name="kind" value="{kind}"' in page]
    assert offered == ["chess"]


def test_nothing_is_chosen_before_somebody_chooses(tmp_path: Path) -> None:
    """One tap on Save logged an overhead press that never was."""
    client = client_of(journal_file(tmp_path, "empty"))
    assert " checked" not in client.get("/also").text
    assert 'value="chess"' in client.post("/also/event", data={"other_kind": "chess", "minutes": "long"}).text


def test_what_a_watch_records_is_offered_by_the_name_that_its_file_gives(tmp_path: Path) -> None:
    """A ride that was tapped and came from a file as well was two things, and counted twice."""
    path = journal_file(tmp_path, "empty")
    client = client_of(path)
    assert 'value="cycling"' in client.get("/also").text
    with Journal.open(path) as journal:  # as tapped, at a time that hangs on no clock of this computer
        at = datetime.fromisoformat("2026-05-01T07:40:00+02:00")
        journal.add([Event(at=at, kind="cycling", minutes=10, source="app")])
    ride = gpx(track(map(point, range(600, 1200, 10)), kind="cycling"))
    client.post("/import", files=[("files", ("ride.gpx", ride))]).raise_for_status()
    with Journal.open(path) as journal:
        assert [each.kind for each in journal.diary().events] == ["cycling"]
