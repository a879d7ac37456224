from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from afterrun.journal import Journal
from afterrun.journal.settings import Settings
from afterrun.lab.trial.design import Chosen, planned
from afterrun.lab.trial.run import register
from afterrun.language import say, speaking
from afterrun.reminders.channels import TEXT
from afterrun.web.app import create_app
from afterrun.web.state.service import Service, settings_of_served
from tests.language.english import Shown, english_in
from tests.web.conftest import NOW, PAGES, client_of, journal_file
from tests.web.walking import pages_of

pytestmark = pytest.mark.share

GERMAN = {"accept-language": "de-DE,de;q=0.9"}
CODES = frozenset({"text", "remedies"})


@pytest.fixture(scope="module", params=("empty", "few", "story", "day-after"))
def german(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """A client that asks for German, on several journals; the story has a trial."""
    path = journal_file(tmp_path_factory.mktemp("german"), request.param)
    if request.param == "story":
        begin_trial(path)
    client = client_of(path)
    client.headers.update(GERMAN)
    return client


def begin_trial(path: Path) -> None:
    with Journal.open(path) as journal:
        diary = journal.diary()
        site = diary.sites()[0]
        trial = planned(diary, Chosen(design="blocks", site=site, intervention="calf-stretch"), NOW)
        register(journal, trial)


def test_no_page_shows_english(german: TestClient) -> None:
    found = {path: english_in(shown.texts) for path, shown in pages_of(german)}
    assert {path: texts for path, texts in found.items() if texts} == {}
    assert len(found) > len(PAGES) or german.get("/").text.count("hx-get") == 0


def test_numbers_have_a_decimal_comma(german: TestClient) -> None:
    for path in ("/", "/fragment/response?site={}", "/fragment/answers?site={}", "/timeline"):
        shown = Shown()
        shown.feed(german.get(path.format("right-forefoot-lateral")).text)
        assert [text for text in shown.texts if re.search(r"\d\.\d", text)] == []


def test_designs_are_told_in_german(tmp_path: Path) -> None:
    client, shown = client_of(journal_file(tmp_path, "few")), Shown()
    shown.feed(client.get("/fragment/trial-designs?site=left-heel&weeks=2", headers=GERMAN).text)
    assert english_in(shown.texts) == []
    assert any("Zu kurz" in text for text in shown.texts)


def test_what_breaks_is_told_in_german(tmp_path: Path) -> None:
    app = create_app(journal_file(tmp_path, "few"), clock=lambda: NOW)

    @app.get("/breaks")
    def breaks() -> None:
        raise RuntimeError

    client = TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False, headers=GERMAN)
    assert "In Afterrun ist etwas schiefgegangen" in client.get("/breaks").text
    assert "Unter dieser Adresse" in client.get("/", headers={"host": "elsewhere"}).text


def test_a_reminder_speaks_the_language_of_the_settings(tmp_path: Path) -> None:
    path = journal_file(tmp_path, "few")
    service = Service(path, lambda: NOW)
    assert settings_of_served(service) == Settings()
    with Journal.open(path) as journal:
        journal.set_setting("language", "de")
    with speaking(settings_of_served(service).language):
        assert say(TEXT) == "Zeit für einen Eintrag."


def test_pages_say_which_language_they_are_in(german: TestClient) -> None:
    assert '<html lang="de">' in german.get("/").text
    assert '<html lang="en">' in german.get("/", headers={"accept-language": "fr"}).text


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("/check-in", {"nrs": "", "site": "left-heel"}),
        ("/check-in", {"nrs": "12", "site": "left-heel"}),
        ("/check-in", {"nrs": "3", "site": "left-heel", "at": "2030-01-01T10:00"}),
        ("/check-in", {"nrs": "3", "site": "left-heel"}),
        ("/did", {"intervention": "massage", "minutes": "many"}),
        ("/did", {"intervention": "massage", "before": "11"}),
        ("/did", {"intervention": "massage", "before": "3,5", "after": "2"}),
        ("/settings/delete", {"word": "no"}),
        ("/undo", {"table": "pain", "row": "1", "uid": "x"}),
        ("/trial/start", {"intervention": "ice", "design": "none", "site": "left-heel"}),
    ],
)
def test_what_is_said_to_a_form_is_german(tmp_path: Path, path: str, form: dict[str, str]) -> None:
    client = client_of(journal_file(tmp_path, "few"))
    answer = client.post(path, data=form, headers=GERMAN)
    shown = Shown()
    shown.feed(answer.text)
    assert english_in(shown.texts) == []
    assert answer.status_code in (200, 422)


def test_errors_stand_at_their_field_in_german_too(tmp_path: Path) -> None:
    client = client_of(journal_file(tmp_path, "few"))
    text = client.post("/did", data={"intervention": "massage", "minutes": "many"}, headers=GERMAN).text
    assert text.index("Hier gehört eine Zahl hin") > text.index('id="minutes"')
    assert "Minuten" in text


def test_an_import_is_told_in_german(tmp_path: Path) -> None:
    client = client_of(journal_file(tmp_path, "empty"))
    files = [
        ("files", ("pain.csv", b"at,site,nrs\n2026-01-01,nowhere,3\n2026-01-02T10:00:00Z,left-heel,many\n")),
        ("files", ("run.fit", b"no fit file")),
        ("files", ("walk.gpx", b"<gpx><trk></trk></gpx>")),
    ]
    answer = client.post("/import", files=files, headers=GERMAN)
    shown = Shown()
    shown.feed(answer.text)
    assert answer.status_code == 200
    assert english_in(shown.texts) == []


def test_the_language_of_the_settings_goes_first(tmp_path: Path) -> None:
    client = client_of(journal_file(tmp_path, "few"))
    assert "Deutsch" in client.get("/settings").text
    saved = client.post("/settings", data={"unit": "km", "week": "monday", "language": "de"})
    assert '<html lang="de">' in saved.text
    assert "Gespeichert." in saved.text
    assert '<html lang="de">' in client.get("/").text
    assert "-de" in client.get("/sw.js").text.splitlines()[1]
    client.post("/settings", data={"unit": "km", "week": "monday", "language": ""}, headers=GERMAN)
    assert '<html lang="en">' in client.get("/").text
    assert client.post("/settings", data={"unit": "km", "week": "monday", "language": "xx"}).status_code == 422


def test_miles_have_a_decimal_comma(tmp_path: Path) -> None:
    client = client_of(journal_file(tmp_path, "few"))
    client.post("/settings", data={"unit": "mi", "week": "monday", "language": "de"})
    assert "3,1 mi" in client.get("/").text


def codes(value: Any) -> Any:
    """Everything of an answer but the texts for people."""
    if isinstance(value, dict):
        return {name: codes(each) for name, each in value.items() if name not in CODES}
    return [codes(each) for each in value] if isinstance(value, list) else value


def texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        own = [value["text"], *value.get("remedies", ())] if "text" in value else []
        return own + [text for each in value.values() for text in texts(each)]
    return [text for each in value for text in texts(each)] if isinstance(value, list) else []


def test_programs_get_the_same_keys_and_codes(tmp_path: Path) -> None:
    client = client_of(journal_file(tmp_path, "story"))
    english = client.get("/api/answers").json()
    german = client.get("/api/answers", headers=GERMAN).json()
    assert codes(german) == codes(english)
    assert english_in(texts(german)) == []
    assert len(texts(german)) == len(texts(english)) > 10


def test_the_sheet_is_german(tmp_path: Path) -> None:
    client = client_of(journal_file(tmp_path, "story"))
    shown = Shown()
    answer = client.get("/report", headers=GERMAN)
    shown.feed(answer.text)
    assert '<html lang="de">' in answer.text
    assert english_in(shown.texts) == []
