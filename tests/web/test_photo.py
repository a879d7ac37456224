"""A photo with an entry: sent with it or later, seen on its card, taken away, put back."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Page, expect

from afterrun.journal import Journal
from afterrun.journal.identity import journal_id
from afterrun.records import Original, PainReport
from afterrun.records.photo import MOST_BYTES, photo_of
from tests.photos import AS_TAKEN, BARE, SECRET, frame, jpeg, segment
from tests.web.conftest import NOW, Served, client_of, journal_file

SENT = b64encode(AS_TAKEN).decode()
PHOTO = photo_of(AS_TAKEN)
SHOWN = f"/fragment/photo?sha256={PHOTO.sha256}"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return journal_file(tmp_path, "few")


def last(path: Path) -> tuple[PainReport, list[Original]]:
    with Journal.open(path) as journal:
        return journal.diary().pain[-1], list(journal.originals())


def entry_in(text: str) -> dict[str, str]:
    return dict(re.findall(r'name="(table|row|uid)" value="([^"]+)"', text))


def check_in(client: TestClient, **more: str) -> str:
    return client.post("/check-in", data={"site": "left-heel", "nrs": "4"} | more).text


def test_a_check_in_keeps_its_photo_without_what_the_camera_wrote(path: Path) -> None:
    client = client_of(path)
    told = check_in(client, photo=SENT)
    assert "The photo is saved with it." in told
    assert "Add a photo" not in told
    report, files = last(path)
    assert (report.nrs, report.photo) == (4, PHOTO.sha256)
    assert [each.content for each in files] == [BARE]
    answer = client.get(SHOWN)
    assert (answer.content, answer.headers["content-type"]) == (BARE, "image/jpeg")
    assert (answer.headers["x-content-type-options"], answer.headers["cache-control"]) == ("nosniff", "no-store")
    card = client.get(f"/fragment/entry?kind=pain&at={report.at.timestamp()}").text
    assert f'src="{SHOWN}"' in card
    assert "Another photo" in card


def test_a_check_in_that_waited_brings_its_photo_once(path: Path) -> None:
    with Journal.open(path) as journal:
        name = journal_id(journal)
    at = NOW.isoformat()
    waiting = {"id": "0123456789abcdef", "journal": name, "at": at, "stamped": True, "sent_at": at}
    waiting["fields"] = {"site": "left-heel", "nrs": "4", "photo": SENT}
    told = [client_of(path).post("/api/outbox", json=waiting).json() for _ in range(2)]
    assert [(each["status"], each["photo"]) for each in told] == [("stored", True), ("already", True)]
    report, files = last(path)
    assert (report.photo, len(files)) == (PHOTO.sha256, 1)


def test_a_photo_comes_later_and_goes_again(path: Path) -> None:
    client = client_of(path)
    saved = check_in(client)
    assert "Add a photo" in saved
    kept = client.post("/photo", data=entry_in(saved) | {"photo": SENT}).text
    assert "Photo saved: Pain 4 of 10." in kept
    assert SHOWN in kept
    assert last(path)[0].photo == PHOTO.sha256
    gone = client.post("/photo/remove", data=entry_in(kept)).text
    assert last(path) == (last(path)[0], [])
    assert client.get(SHOWN).status_code == 404
    back = dict(re.findall(r'name="(aside|table|row|uid)" value="([^"]+)"', gone))
    assert "Put back" in client.post("/entry/back", data=back).text
    report, files = last(path)
    assert (report.photo, [each.content for each in files]) == (PHOTO.sha256, [BARE])


def test_an_entry_that_is_corrected_keeps_its_photo_and_one_that_is_removed_takes_it_along(path: Path) -> None:
    client = client_of(path)
    check_in(client, photo=SENT)
    card = client.get(f"/fragment/entry?kind=pain&at={last(path)[0].at.timestamp()}").text
    form = dict(re.findall(r'name="(kind|uid|at)" value="([^"]+)"', card))
    client.post("/entry", data=form | {"nrs": "2", "site": "left-heel", "symptom": "pain"})
    report, files = last(path)
    assert (report.nrs, report.photo, len(files)) == (2, PHOTO.sha256, 1)
    card = client.get(f"/fragment/entry?kind=pain&at={report.at.timestamp()}").text
    form = dict(re.findall(r'name="(kind|uid|at)" value="([^"]+)"', card))
    removed = client.post("/entry/remove", data=form).text
    assert last(path)[1] == []
    aside = re.findall(r'name="aside" value="([^"]+)"', removed)
    client.post("/entry/back", data={"aside": aside[0]})
    report, files = last(path)
    assert (report.nrs, report.photo, len(files)) == (2, PHOTO.sha256, 1)


@pytest.mark.parametrize(
    ("photo", "said"),
    [
        ("no letters of it", "photo must be a JPEG"),
        (b64encode(b"<svg onload=alert(1)>").decode(), "photo must be a JPEG"),
        (b64encode(BARE[:60]).decode(), "photo must be whole"),
        (b64encode(jpeg(shown=frame(width=9000))).decode(), "pixels wide and high"),
        ("A" * (4 * MOST_BYTES // 3 + 8), "letters long"),
    ],
)
def test_what_is_no_photo_is_said_and_nothing_is_stored(path: Path, photo: str, said: str) -> None:
    client, before = client_of(path), last(path)
    assert said in check_in(client, photo=photo)
    saved = check_in(client)
    assert said in client.post("/photo", data=entry_in(saved) | {"photo": photo}).text
    report, files = last(path)
    assert (report.photo, files) == (None, before[1])


def test_entries_with_a_photo_are_marked_and_found_together(path: Path) -> None:
    client = client_of(path)
    assert "Photos" not in client.get("/search").text
    check_in(client, photo=SENT)
    assert "4 of 10, photo" in client.get("/timeline").text
    assert "Photos</a> (1)" in client.get("/search").text
    found = client.get("/search?for=photo").text
    assert "1 entry found" in found
    assert SHOWN in found


def test_an_entry_that_is_gone_takes_no_photo(path: Path) -> None:
    client = client_of(path)
    entry = entry_in(check_in(client))
    client.post("/undo", data=entry)
    assert "it is gone" in client.post("/photo", data=entry | {"photo": SENT}).text
    assert last(path)[1] == []


def test_no_other_file_of_the_journal_is_shown(path: Path) -> None:
    track = Original("run.fit", b"track")
    with Journal.open(path) as journal:
        journal.add((), original=track)
    client = client_of(path)
    for name in (track.sha256, "", "../journal", "0" * 64):
        assert client.get("/fragment/photo", params={"sha256": name}).status_code == 404


@pytest.mark.browser
def test_a_photo_is_chosen_at_the_check_in_waits_in_the_box_and_comes_later_to_another(
    page: Page, tmp_path: Path
) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    path = journal_file(tmp_path, "few")
    drawn = """() => { const c = document.createElement("canvas"); c.width = 3000; c.height = 2000;
        const pen = c.getContext("2d"); for (let i = 0; i < 3000; i++) { pen.fillStyle = `hsl(${i},70%,50%)`;
        pen.fillRect((i * 37) % 3000, (i * 91) % 2000, 60, 60); } return c.toDataURL("image/jpeg").split(",")[1]; }"""
    taken = b64decode(page.evaluate(drawn))
    photo = tmp_path / "taken.jpg"
    photo.write_bytes(taken[:2] + segment(0xE1, b"Exif\x00\x00" + SECRET) + taken[2:])
    with Served(path) as served:
        page.goto(f"{served.address}/check-in")
        port = served.port
    page.locator("label.number", has_text="3").first.click()  # the server is away now
    page.get_by_text("More, if you like").click()
    page.get_by_label("A photo").set_input_files(photo)
    expect(page.locator(".take-photo img")).to_be_visible()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status").first).to_contain_text("Kept in this browser")
    with Served(path, port=port) as served:
        page.goto(f"{served.address}/check-in")
        expect(page.locator("#outbox")).to_be_hidden()
        report, (kept,) = last(path)
        assert (report.nrs, report.photo) == (3, kept.sha256)
        assert len(kept.content) < 450_000
        assert SECRET not in kept.content

        page.locator("label.number", has_text="2").first.click()
        page.get_by_role("button", name="Save").click()
        page.get_by_label("Add a photo").set_input_files(photo)
        expect(page.get_by_role("status")).to_contain_text("Photo saved: Pain 2 of 10.")
        shown = page.locator("details.photo img")
        expect(shown).to_have_js_property("complete", True)
        assert shown.evaluate("(image) => image.naturalWidth") == 1280
        small = shown.bounding_box()
        shown.click()
        large = shown.bounding_box()
        assert small is not None
        assert large is not None
        assert small["width"] < large["width"] <= 360
    assert last(path)[0].at - report.at < timedelta(minutes=1)
