"""Files from the browser: names and sizes that nobody foresaw."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from afterrun.web.routes import imports
from tests.web.conftest import PAGES, client_of

TABLE = b"at,site,nrs\n2026-11-20T07:00:00+01:00,left-heel,2\n"
DATA = Path(os.environ.get("AFTERRUN_DATA") or Path(__file__).parents[2].parent / "shared" / "data")


def test_a_large_file_is_refused_and_the_others_are_taken(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imports, "LARGEST_FILE_BYTES", 100)
    files = [("files", ("pain.csv", TABLE)), ("files", ("runs.csv", b"x" * 101))]
    text = client.post("/import", files=files).text
    assert "1 added" in text
    assert "Not used: runs.csv: file must be at most" in text
    assert "afterrun import FILE" in text


@pytest.mark.parametrize(
    "name", ["a" * 400 + ".fit", "ä" * 300 + ".gpx", "..", "/", "\\\\server\\run.tcx", ".hidden", "new\nline.csv", "0"]
)
def test_no_name_breaks_it_or_leaves_its_folder(client: TestClient, name: str) -> None:
    files = [("files", (name, b"no format")), ("files", (name, b"nor this")), ("files", ("pain.csv", TABLE))]
    answer = client.post("/import", files=files)
    assert answer.status_code == 200
    assert answer.text.count("Not used") == 2
    assert "1 added" in answer.text


def test_files_of_one_name_are_both_taken(client: TestClient) -> None:
    files = [("files", ("pain.csv", TABLE)), ("files", ("pain.csv", TABLE.replace(b"11-20", b"11-21")))]
    client.post("/import", files=files)
    assert len(client.get("/api/timeline").json()["pain"]) == 2


@pytest.mark.skipif(not (DATA / "pmdata" / "p01").is_dir(), reason="no PMData here: see data/README in the shared data")
def test_a_person_of_pmdata_can_be_brought_in_and_seen(tmp_path: Path) -> None:
    from afterrun.journal import Journal
    from afterrun.lab.importing import import_paths

    path = tmp_path / "journal.db"
    with Journal.open(path) as journal:
        assert sum(outcome.added for outcome in import_paths(journal, [DATA / "pmdata" / "p01"])) > 100
    client = client_of(path)
    for page in PAGES:
        assert client.get(page).status_code == 200, page
    assert client.get("/fragment/response?site=both-body").status_code == 200
    assert client.get("/api/answers").json()["data"]["runs"] > 20
