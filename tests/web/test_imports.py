"""Files from the browser: names and sizes that nobody foresaw."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Page, expect

from afterrun.errors import JournalBusyError
from afterrun.journal import Journal
from afterrun.lab import importing
from afterrun.lab.importing import ImportOutcome, import_paths
from afterrun.web.pages.import_files import route as imports
from tests.web.conftest import PAGES, Served, client_of, journal_file
from tests.web.test_browser import Serve

TABLE = b"at,site,nrs\n2026-11-20T07:00:00+01:00,left-heel,2\n"
DATA = Path(os.environ.get("AFTERRUN_DATA") or Path(__file__).parents[2].parent / "shared" / "data")


def test_a_large_file_is_refused_and_the_others_are_taken(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imports, "LARGEST_FILE_BYTES", 100)
    files = [("files", ("pain.csv", TABLE)), ("files", ("runs.csv", b"x" * 101))]
    text = client.post("/import", files=files).text
    assert "1 added" in text
    assert "Not used: runs.csv: file must be at most" in text
    assert "afterrun import FILE" in text


def test_an_archive_may_be_larger_than_a_file(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imports, "LARGEST_FILE_BYTES", 100)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("diary/pain.csv", TABLE * 2)
        archive.writestr("diary/notes.txt", b"no format")
    assert len(packed.getvalue()) > 100
    text = client.post("/import", files=[("files", ("Export.ZIP", packed.getvalue()))]).text
    assert "1 added" in text
    assert "1 file tells of no run and no pain: Export.ZIP/diary/notes.txt." in text


def test_what_one_journal_hands_out_another_takes_in(story_client: TestClient, client: TestClient) -> None:
    packed = story_client.get("/settings/export").content
    client.post("/import", files=[("files", ("afterrun.zip", packed))])
    site = "?site=right-forefoot-lateral"
    assert client.get(f"/api/timeline{site}").json() == story_client.get(f"/api/timeline{site}").json()


@pytest.mark.parametrize(
    "name", ["a" * 400 + ".fit", "ä" * 300 + ".gpx", "..", "/", "\\\\server\\run.tcx", ".hidden", "new\nline.csv", "0"]
)
def test_no_name_breaks_it_or_leaves_its_folder(client: TestClient, name: str) -> None:
    files = [("files", (name, b"no format")), ("files", (name, b"nor this")), ("files", ("pain.csv", TABLE))]
    answer = client.post("/import", files=files)
    assert answer.status_code == 200
    assert answer.text.count("Not used") + answer.text.count("tells of no run and no pain") == 2
    assert "1 added" in answer.text


def test_files_of_one_name_are_both_taken(client: TestClient) -> None:
    files = [("files", ("pain.csv", TABLE)), ("files", ("pain.csv", TABLE.replace(b"11-20", b"11-21")))]
    client.post("/import", files=files)
    assert len(client.get("/api/timeline").json()["pain"]) == 2


@pytest.mark.skipif(not (DATA / "pmdata" / "p01").is_dir(), reason="no PMData here: see data/README in the shared data")
def test_a_person_of_pmdata_can_be_brought_in_and_seen(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    with Journal.open(path) as journal:
        assert sum(outcome.added for outcome in import_paths(journal, [DATA / "pmdata" / "p01"])) > 100
    client = client_of(path)
    for page in PAGES:
        assert client.get(page).status_code == 200, page
    assert client.get("/fragment/response?site=both-body").status_code == 200
    assert client.get("/api/answers").json()["data"]["runs"] > 20


@pytest.mark.browser
def test_many_files_are_read_one_by_one_with_progress(page: Page, serve: Serve, tmp_path: Path) -> None:
    served = serve("empty")
    for i in range(12):
        (tmp_path / f"run{i}.gpx").write_text(GPX.format(day=10 + i))
    (tmp_path / "pain.csv").write_bytes(TABLE)
    (tmp_path / "notes.txt").write_text("no format")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.goto(f"{served.address}/import")
    page.get_by_label("Files", exact=True).set_input_files(
        [str(path) for path in tmp_path.iterdir() if path.suffix in (".gpx", ".csv", ".txt")]
    )
    page.get_by_role("button", name="Import").click()
    expect(page.locator("#progress [role=status]")).to_have_text("14 files read")
    assert len([url for url in sent if url.endswith("/import")]) == 13  # twelve runs, and the rest together
    expect(page.locator(".outcomes > li")).to_have_count(14)
    expect(page.locator("#imported")).to_contain_text("Not used: notes.txt")
    assert len(client_of(served.path).get("/api/timeline").json()["runs"]) == 12


@pytest.mark.browser
def test_of_an_archive_every_file_is_told_as_it_is_read(page: Page, serve: Serve) -> None:
    served = serve("empty")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for day in range(10, 16):
            archive.writestr(f"activities/{day}.gpx", typed_run(day))
    page.goto(f"{served.address}/import")
    page.get_by_label("Files", exact=True).set_input_files(
        {"name": "export.zip", "mimeType": "application/zip", "buffer": packed.getvalue()}
    )
    page.get_by_role("button", name="Import").click()
    expect(page.locator("#progress [role=status]")).to_have_text("6 files read")
    expect(page.locator(".outcomes > li")).to_have_count(6)
    expect(page.locator("#imported .lead")).to_have_text("6 entries are new.")
    expect(page.locator("#imported > .outcomes > li")).to_have_count(0)  # nothing to read: they are a tap away
    expect(page.locator(".outcomes > li").first).to_contain_text("export.zip/activities/10.gpx: 1 added")


def test_what_stops_it_halfway_is_told_and_what_was_taken_stays(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def halfway(journal: Journal, paths: list[Path], **options: Any) -> Iterator[ImportOutcome]:
        yield from import_paths(journal, paths, **options)
        raise JournalBusyError("The journal is busy.", remedy="Try again.")

    monkeypatch.setattr(importing, "import_paths", halfway)
    answer = client.post("/import", files=[("files", ("pain.csv", TABLE))], headers={"hx-request": "true"})
    first, last = answer.text.splitlines()
    assert "1 added" in first
    assert "The journal is busy. Try again." in last
    assert len(client.get("/api/timeline").json()["pain"]) == 1


def test_nothing_of_it_stays_behind(client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    for headers in ({}, {"hx-request": "true"}):
        client.post("/import", files=[("files", ("pain.csv", TABLE))], headers=headers)
    assert list(folder.iterdir()) == []


@pytest.mark.browser
def test_files_and_folders_can_be_dropped(page: Page, serve: Serve) -> None:
    served = serve("empty")
    page.goto(f"{served.address}/import")
    page.evaluate(DROP, TABLE.decode())
    expect(page.locator("#imported")).to_contain_text("1 added")
    assert len(client_of(served.path).get("/api/timeline").json()["pain"]) == 1


@pytest.mark.browser
def test_a_server_that_is_gone_is_told_and_the_files_named(page: Page, tmp_path: Path) -> None:
    with Served(journal_file(tmp_path, "empty")) as served:
        page.goto(f"{served.address}/import")
    page.get_by_label("Files", exact=True).set_input_files({"name": "pain.csv", "mimeType": "", "buffer": TABLE})
    page.get_by_role("button", name="Import").click()
    expect(page.locator("#imported")).to_contain_text("pain.csv: not read.")


DROP = """(table) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([table], "pain.csv"));
    document.querySelector("form.drop").dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true }));
}"""
GPX = """<?xml version="1.0"?><gpx version="1.1" creator="test" xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg>
<trkpt lat="50.000" lon="8.0"><time>2026-10-{day}T07:00:00Z</time></trkpt>
<trkpt lat="50.004" lon="8.0"><time>2026-10-{day}T07:02:00Z</time></trkpt>
<trkpt lat="50.008" lon="8.0"><time>2026-10-{day}T07:04:00Z</time></trkpt>
<trkpt lat="50.012" lon="8.0"><time>2026-10-{day}T07:06:00Z</time></trkpt>
<trkpt lat="50.016" lon="8.0"><time>2026-10-{day}T07:08:00Z</time></trkpt>
<trkpt lat="50.020" lon="8.0"><time>2026-10-{day}T07:10:00Z</time></trkpt>
<trkpt lat="50.024" lon="8.0"><time>2026-10-{day}T07:12:00Z</time></trkpt>
</trkseg></trk></gpx>
"""


def typed_run(day: int) -> str:
    """A file that says it is a run: there is nothing to remark on it."""
    return GPX.format(day=day).replace("<trkseg>", "<type>running</type><trkseg>")


def test_after_an_import_it_says_how_many_are_new_and_what_is_missing(client: TestClient) -> None:
    """Twenty lines of file names told nobody anything, and the next page said to bring in runs."""
    files = [("files", (f"{day}.gpx", typed_run(day).encode())) for day in range(10, 16)]
    told = client.post("/import", files=[*files, ("files", ("notes.txt", b"no format"))]).text
    assert "6 entries are new." in told
    seen, shut = told.split("Read without a remark: 6")
    assert ("notes.txt" in seen, "10.gpx" in seen, "10.gpx" in shut) == (True, False, True)
    for path in ("/plan", "/answers", "/response"):
        page = client.get(path).text
        assert "Your runs are here. What is missing is how it feels" in page
        assert "bring in your runs" not in page


def test_who_has_no_watch_finds_where_to_type_a_run(client: TestClient) -> None:
    for path in ("/", "/plan"):
        assert 'href="/run"' in client.get(path).text.split("<main", 1)[1].split("</main", 1)[0]
