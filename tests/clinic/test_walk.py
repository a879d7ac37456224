"""Through the clinic as people do: in at the door, shared, looked at, taken back, gone."""

from __future__ import annotations

import gc
import io
import json
import re
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import insert

from afterrun.clinic import audit, invitations, messages, people, schema, sharing, studies
from afterrun.clinic.house import House
from afterrun.clinic.in_database import prepare
from afterrun.clinic.journals import Journals
from afterrun.clinic.people import Person
from afterrun.clinic.roles import Role, Scope
from afterrun.clinic.tokens import digest_of
from afterrun.errors import InvalidValueError, JournalError, MissingExtraError
from afterrun.journal.settings import settings_of
from afterrun.lab.planning import wanted_of
from afterrun.places import Database
from afterrun.records import PainReport, Site
from afterrun.scratch import STEM
from afterrun.web.clinic import looking
from afterrun.web.clinic.serving import serve_clinic
from afterrun.web.serving import Reach
from afterrun.web.state.background import Question, TooMuchAtOnceError
from afterrun.web.state.steps import StepsBeside, Work
from benchmarks.postgres.cluster import APP
from tests.clinic.town import PASSWORD, Town, client_of
from tests.postgres import as_owner, name_of
from tests.web.conftest import journal_file

SITE = Site.parse("left-heel")


@pytest.fixture
def ada(town: Town) -> Person:
    return town.joins(Role.RUNNER, "ada")


@pytest.fixture
def mia(town: Town) -> Person:
    return town.joins(Role.CLINICIAN, "mia")


def share(town: Town, runner: Person, clinician: Person, scope: Scope = Scope.PLAN) -> sharing.Share:
    until = town.clock() + timedelta(days=30)
    return sharing.give(
        town.house.store, town.clock(), runner=runner.id, clinician=clinician.id, scope=scope, until=until
    )


def log(town: Town, who: Person, *reports: PainReport) -> None:
    with town.house.journals.open(who.id) as journal:
        journal.add(reports)


def log_in(client: TestClient, login: str, password: str = PASSWORD, next: str = "/"):  # type: ignore[no-untyped-def]
    return client.post("/login", data={"login": login, "password": password, "next": next})


def test_a_runner_logs_in_and_has_the_very_same_app(app: FastAPI, ada: Person) -> None:
    client = client_of(app)
    assert client.get("/").headers["location"] == "/login?next=%2F"
    assert log_in(client, "ada@example.org", "a wrong quiet word").status_code == 401
    answer = log_in(client, "ada@example.org", next="https://evil.example/")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie or "SameSite=Strict" in cookie
    first = client.get("/")
    assert "What sets it off?" in first.text
    assert 'href="/clinic/sharing"' in first.text
    assert "/example" not in first.text
    saved = client.post("/check-in", data={"site": "left-heel", "nrs": "3"})
    assert saved.status_code in (200, 303)
    assert "Last report" in client.get("/").text
    settings = client.get("/settings").text
    assert "/settings/reminders" not in settings
    assert "journal.sqlite" not in settings
    assert "postgresql:" not in settings
    assert client.post("/logout").headers["location"] == "/login?left=true"
    assert client.get("/").status_code == 303


def test_the_staff_come_in_with_a_second_factor_and_not_without(app: FastAPI, town: Town) -> None:
    token = invitations.invite(town.house.store, town.clock(), by="", role=Role.CLINICIAN, name="mia")
    client = client_of(app)
    assert "As: clinician." in client.get(f"/clinic/invitation?code={token}").text
    joined = {"code": token, "name": "Mia", "login": "mia@example.org", "password": PASSWORD}
    door = client.post("/clinic/invitation", data=joined).headers["location"]
    assert "Your account is made." in client.get(door).text
    assert client.get(f"/clinic/invitation?code={token}").status_code == 404
    assert log_in(client, "mia@example.org").headers["location"] == "/clinic/second-factor/set-up"
    assert client.get("/clinic/people").headers["location"] == "/clinic/second-factor"
    page = client.get("/clinic/second-factor/set-up").text
    secret = re.search(r"<code>([A-Z2-7]{32})</code>", page)
    assert secret is not None
    assert client.post("/clinic/second-factor/set-up", data={"code": "000000"}).status_code == 401
    mia = next(each for each in people.everybody(town.house.store) if each.login == "mia@example.org")
    town.secrets[mia.id] = secret[1]
    done = client.post("/clinic/second-factor/set-up", data={"code": town.code(mia)})
    codes = re.findall(r"<li><code>(\w{12})</code>", done.text)
    assert len(codes) == 10
    assert client.get("/").headers["location"] == "/clinic/people"
    assert client.get("/clinic/people").status_code == 200

    other = client_of(app)
    assert log_in(other, "mia@example.org").headers["location"] == "/clinic/second-factor"
    assert other.get("/clinic/second-factor/set-up").status_code == 404, "a password alone sets up no new one"
    assert other.post("/clinic/second-factor/set-up", data={"code": town.code(mia)}).status_code == 404
    replayed = other.post("/clinic/second-factor", data={"code": town.code(mia)})
    assert replayed.status_code == 401, "the code that was used"
    town.clock.wait(seconds=60)
    half = other.cookies["afterrun"]
    assert other.post("/clinic/second-factor", data={"code": town.code(mia)}).headers["location"] == "/clinic/people"
    assert client_of(app, half).get("/clinic/second-factor").headers["location"].startswith("/login")
    lost = client_of(app)
    log_in(lost, "mia@example.org")
    assert lost.post("/clinic/second-factor", data={"code": codes[3]}).headers["location"] == "/clinic/people"
    denied = [line.detail for line in audit.lines(town.house.store) if line.outcome == "denied"]
    assert denied.count("second factor") == 1


def test_who_guesses_waits(app: FastAPI, town: Town, ada: Person, mia: Person) -> None:
    client = client_of(app)
    guesses = [log_in(client, "ada@example.org", f"a wrong quiet word {n}").status_code for n in range(7)]
    assert guesses == [401] * 5 + [429] * 2
    right = log_in(client, "ada@example.org")
    assert right.status_code == 429, "the right one too, or it would be told apart"
    town.clock.wait(seconds=61)
    assert log_in(client, "ada@example.org").status_code == 303
    town.clock.wait(seconds=61)
    half = client_of(app)
    log_in(half, "mia@example.org")
    codes = [half.post("/clinic/second-factor", data={"code": f"00000{n}"}).status_code for n in range(7)]
    assert codes == [401] * 5 + [429] * 2
    assert [line.action for line in audit.lines(town.house.store) if line.outcome == "denied"].count("log-in") == 10


def test_who_guesses_keeps_the_owner_of_an_account_out_of_nothing(
    app: FastAPI, town: Town, ada: Person, mia: Person
) -> None:
    """Neither of the login, nor of the second factor, nor of what asks for the password once more."""
    phone, desk = client_of(app), client_of(app)
    town.clock.wait(seconds=60)
    assert log_in(phone, ada.login).status_code == 303
    log_in(desk, mia.login)
    assert desk.post("/clinic/second-factor", data={"code": town.code(mia)}).headers["location"] == "/clinic/people"
    town.clock.wait(seconds=60)
    for n in range(12):
        stranger = TestClient(
            app, base_url="http://127.0.0.1", follow_redirects=False, client=(f"198.51.100.{n}", 40_000)
        )
        for _ in range(2):
            last = log_in(stranger, ada.login, "a wrong quiet word").status_code
    assert last == 429
    changed = {"password": PASSWORD, "new_password": PASSWORD}
    assert phone.post("/clinic/account/password", data=changed).headers["location"].endswith("saved=true")
    phone.post("/logout")
    assert log_in(phone, ada.login).status_code == 303
    half = client_of(app)
    log_in(half, mia.login)
    assert [half.post("/clinic/second-factor", data={"code": f"00000{n}"}).status_code for n in range(6)][-1] == 429
    desk.post("/logout")
    log_in(desk, mia.login)
    assert desk.post("/clinic/second-factor", data={"code": town.code(mia)}).headers["location"] == "/clinic/people"


def test_what_is_shared_is_seen_until_it_is_taken_back(app: FastAPI, town: Town, ada: Person, mia: Person) -> None:
    log(town, ada, PainReport(at=town.clock(), site=SITE, nrs=3))
    runner, clinician = client_of(app, town.token(ada)), client_of(app, town.token(mia))
    page = f"/clinic/people/{ada.id}"
    assert clinician.get(page).status_code == 404
    until = (town.clock() + timedelta(days=7)).date().isoformat()
    given = runner.post("/clinic/sharing", data={"clinician": mia.id, "scope": "read", "until": until})
    assert given.headers["location"] == "/clinic/sharing"
    assert "ada" in clinician.get("/clinic/people").text
    shown = clinician.get(page)
    assert shown.status_code == 200
    assert "Set them" not in shown.text
    for change in ("limits", "trials"):
        assert clinician.post(f"{page}/{change}", data={"therapist_ceiling_nrs": "2"}).status_code == 404
    answers = clinician.get(f"{page}/read/fragment/answers?site={SITE}")
    assert answers.status_code == 200
    assert "<html" not in answers.text
    sheet = clinician.get(f"{page}/read/report?site={SITE}")
    assert sheet.headers["content-disposition"].startswith("attachment")
    assert "heel" in sheet.text
    seen = runner.get("/clinic/sharing").text
    assert "mia looked at your answers" in seen
    assert "mia opened your sheet" in seen
    (held,) = sharing.of_runner(town.house.store, town.clock(), ada.id)
    assert runner.post(f"/clinic/sharing/{held.id}/end").status_code == 303
    for path in (page, f"{page}/read/fragment/answers?site={SITE}", f"{page}/read/report?site={SITE}"):
        assert clinician.get(path).status_code == 404, "the very next request"
    assert "ada" not in clinician.get("/clinic/people").text
    assert "mia tried to see something of yours and was refused" in runner.get("/clinic/sharing").text


def test_a_clinician_sees_the_course_and_of_who_shares_planning_the_plan_and_how_surely_a_trial_tells(
    app: FastAPI, town: Town, ada: Person, mia: Person
) -> None:
    """As the runner is told, and without what is the runner's to press or to follow."""
    log(town, ada, PainReport(at=town.clock(), site=SITE, nrs=3))
    client, page = client_of(app, town.token(mia)), f"/clinic/people/{ada.id}"
    thought = {"site": str(SITE), "intervention": "toe stretch", "question": "relief", "weeks": "6"}
    asked = [f"{page}/read/fragment/{part}" for part in ("answers", "response", "plan", "trial-plan")]
    share(town, ada, mia, Scope.READ)
    assert [client.get(path, params=thought).status_code for path in asked] == [200, 200, 404, 404]
    assert [name in client.get(page).text for name in ("/response?", "/plan?")] == [True, False]
    share(town, ada, mia, Scope.PLAN)
    told = [client.get(path, params=thought) for path in asked]
    assert [each.status_code for each in told] == [200] * 4
    for each in told:
        assert not re.search(r'<form|href="|hx-get="/(?!clinic/people)', each.text), each.text
    own = (
        client_of(app, town.token(ada)).get("/fragment/trial-plan", params=thought, headers={"hx-request": "true"}).text
    )
    words = re.findall(r"<li>(.*?)</li>", own)
    assert words
    assert re.findall(r"<li>(.*?)</li>", told[3].text) == words
    before, after = client.get(page).text, client.get(page, params=thought).text
    assert "Propose it" not in before
    assert "trial-plan?" in after
    form = after[after.index('<section id="plan"') :]
    sent = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', form))
    assert client.post(f"{page}/trials", data=sent).headers["location"] == f"{page}?told=trial&site={SITE}"
    (found,) = messages.proposals(town.house.store, ada.id)
    assert (found.intervention, found.question, found.weeks) == ("toe stretch", "relief", 6)


def test_a_share_ends_by_itself(app: FastAPI, town: Town, ada: Person, mia: Person) -> None:
    share(town, ada, mia)
    town.clock.wait(days=30)
    assert client_of(app, town.token(mia)).get(f"/clinic/people/{ada.id}").status_code == 404


def test_who_needs_a_look_stands_first(app: FastAPI, town: Town, mia: Person) -> None:
    """Signs before silence, silence before nothing; a journal that cannot be read before all of them."""
    at = town.clock()
    well, silent, sign, broken = (town.joins(Role.RUNNER, name) for name in ("well", "silent", "sign", "zbroken"))
    log(town, well, PainReport(at=at, site=SITE, nrs=1))
    log(town, silent, PainReport(at=at - timedelta(days=9), site=SITE, nrs=1))
    log(town, sign, PainReport(at=at, site=Site.parse("left-calf"), nrs=6, symptom="swelling", quality=("warm",)))
    for each in (well, silent, sign, broken):
        share(town, each, mia)
    town.spoils(broken)
    client = client_of(app, town.token(mia))
    page = client.get("/clinic/people").text
    assert page.count("Being looked at.") == 3
    assert page.index("zbroken") < page.index("Being looked at."), "what cannot be read is known at once"
    page = looked_at(client)
    places = [page.index(f">{name}</a>") for name in ("zbroken", "sign", "silent", "well")]
    assert places == sorted(places)
    assert "This journal cannot be read." in page
    assert "Signs in 1 of 3 journals that were looked at." in page, "what cannot be read is not looked at"
    assert "No report in the last 7 days." in page[places[2] : places[3]]
    assert "topic flag" in page[: places[1]]


def looked_at(client: TestClient) -> str:
    """The list of people, once all have been looked at, as a browser would have it."""
    end = time.monotonic() + 60
    while 'hx-get="/clinic/people"' not in client.get("/clinic/people/looked").text:
        assert time.monotonic() < end
        time.sleep(0.02)
    return str(client.get("/clinic/people").text)


def test_something_new_is_looked_at_anew_and_what_was_before_says_so(
    app: FastAPI, town: Town, ada: Person, mia: Person
) -> None:
    log(town, ada, PainReport(at=town.clock() - timedelta(days=9), site=SITE, nrs=1))
    bo = town.joins(Role.RUNNER, "bo")
    log(town, bo, PainReport(at=town.clock(), site=SITE, nrs=1))
    for each in (ada, bo):
        share(town, each, mia)
    client = client_of(app, town.token(mia))
    page = looked_at(client)
    assert page.index(">ada</a>") < page.index(">bo</a>"), "nothing for nine days"
    assert "Being looked at" not in page
    log(town, bo, PainReport(at=town.clock(), site=Site.parse("left-calf"), nrs=6, symptom="swelling"))
    page = client.get("/clinic/people").text
    assert page.index(">bo</a>") < page.index("something is new") < page.index(">ada</a>"), "it may be a sign"
    assert "topic flag" in looked_at(client)
    town.clock.wait(days=1)
    assert "something is new" in client_of(app, town.token(mia)).get("/clinic/people").text, "another day"


def test_where_a_journal_lies_is_told_to_nobody(app: FastAPI, town: Town, ada: Person, mia: Person) -> None:
    share(town, ada, mia)
    town.spoils(ada)
    for who, path in ((mia, f"/clinic/people/{ada.id}"), (mia, f"/clinic/people/{ada.id}/read/report"), (ada, "/")):
        page = client_of(app, town.token(who)).get(path, params={"site": str(SITE)})
        assert page.status_code == 500, path
        assert "Tell whoever looks after this clinic." in page.text, path
        assert ada.id not in page.text, path
        assert "--journal" not in page.text, path


def test_a_look_that_fails_is_told_and_not_tried_for_ever(
    app: FastAPI, town: Town, ada: Person, mia: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    share(town, ada, mia)
    monkeypatch.setattr(looking, "glance", broken)
    assert "This journal cannot be read." in looked_at(client_of(app, town.token(mia)))


def set_limits(app: FastAPI, town: Town, mia: Person, ada: Person, **limits: str) -> int:
    clinician = client_of(app, town.token(mia))
    return int(clinician.post(f"/clinic/people/{ada.id}/limits", data=limits).status_code)


def test_a_limit_that_a_clinician_sets_is_what_the_plan_is_made_with(
    app: FastAPI, town: Town, ada: Person, mia: Person
) -> None:
    share(town, ada, mia)
    assert set_limits(app, town, mia, ada, therapist_ceiling_nrs="2", therapist_m="2000") == 303
    assert set_limits(app, town, mia, ada, therapist_ceiling_nrs="11", therapist_m="") == 422
    with town.house.journals.open(ada.id) as journal:
        wanted = wanted_of(settings_of(journal))
    assert (wanted.ceiling_in_force_nrs, wanted.therapist_m) == (2.0, 2000.0)
    assert "set-limits" in town.actions()
    assert set_limits(app, town, mia, ada, therapist_ceiling_nrs="", therapist_m="") == 303
    with town.house.journals.open(ada.id) as journal:
        assert settings_of(journal).therapist_ceiling_nrs is None


@pytest.mark.share
def test_the_plan_keeps_to_it(app: FastAPI, town: Town, ada: Person, mia: Person, tmp_path: Path) -> None:
    """To the end: half a minute of sums."""
    town.puts(ada, journal_file(tmp_path, "story"))
    share(town, ada, mia)
    set_limits(app, town, mia, ada, therapist_ceiling_nrs="2", therapist_m="2000")
    plan = client_of(app, town.token(ada)).get("/api/plan").json()
    assert plan["ceiling_nrs"] == 2.0
    assert plan["next_run"] is None or plan["next_run"]["distance_m"] <= 2000.0


def test_what_is_said_and_proposed_stands_on_today(app: FastAPI, town: Town, ada: Person, mia: Person) -> None:
    share(town, ada, mia)
    log(town, ada, PainReport(at=town.clock(), site=SITE, nrs=3))
    runner, clinician = client_of(app, town.token(ada)), client_of(app, town.token(mia))
    page = f"/clinic/people/{ada.id}"
    sent = clinician.post(f"{page}/comments", data={"note": "<b>Slowly</b>\nplease."})
    assert sent.status_code == 303
    assert "Sent. They see it on Today." in clinician.get(sent.headers["location"]).text
    assert "Sent." not in clinician.get(page).text
    assert clinician.post(f"{page}/comments", data={"note": "  "}).status_code == 422
    offered = {"intervention": "calf raises", "question": "relief", "weeks": "10", "site": str(SITE)}
    sent = clinician.post(f"{page}/trials", data=offered)
    assert "Proposed. It begins when they begin it." in clinician.get(sent.headers["location"]).text
    today = runner.get("/").text
    assert "mia writes" in today
    assert "&lt;b&gt;Slowly" in today
    assert "mia proposes a trial" in today
    read, look = re.findall(r'action="(/clinic/(?:comments|proposals)/\w+/(?:read|look))"', today)
    assert runner.post(read).status_code == 303
    taken = runner.post(look)
    assert taken.headers["location"].startswith("/trial?intervention=calf+raises&question=relief&weeks=10")
    plan = runner.get(taken.headers["location"]).text
    assert "The plan: calf raises" in plan
    assert 'value="calf-raises" checked' in plan, "what was proposed is what is asked, whether usual or not"
    assert "<option selected>10</option>" in plan
    today = runner.get("/").text
    assert "mia writes" not in today
    assert "You looked at it and have not begun." in today
    assert "they looked at it and have not begun" in clinician.get(page).text
    assert "they have read it" in clinician.get(page).text


def test_a_proposal_stands_on_today_until_it_was_begun(app: FastAPI, town: Town, ada: Person, mia: Person) -> None:
    share(town, ada, mia)
    log(town, ada, PainReport(at=town.clock(), site=SITE, nrs=3))
    runner, clinician = client_of(app, town.token(ada)), client_of(app, town.token(mia))
    page = f"/clinic/people/{ada.id}"
    begins = {"design": "now-or-later", "site": str(SITE), "weeks": "6"}
    for what in ("calf raises", "ice"):
        clinician.post(f"{page}/trials", data={"intervention": what, "question": "relief", "weeks": "6", "site": SITE})
    assert runner.post("/trial/start", data=begins | {"intervention": "Calf Raises"}).status_code == 303
    today, theirs = runner.get("/").text, clinician.get(page).text
    assert "Calf raises, for" not in today
    assert "It can begin when the trial of calf raises is over." in today
    assert not re.search(r"/clinic/proposals/\w+/look", today), "two trials at once would blur each other"
    assert "they have begun it" in theirs
    assert "no answer yet" in theirs
    runner.post("/trial/stop", data={"reason": "done"})
    today = runner.get("/").text
    assert today.count("mia proposes a trial") == 1
    (decline,) = re.findall(r'action="(/clinic/proposals/\w+/decline)"', today)
    assert runner.post(decline).headers["location"] == "/"
    assert "mia" not in runner.get("/").text
    assert "not now" in clinician.get(page).text


def test_no_page_of_a_runner_says_that_what_they_bring_stays_on_their_computer(
    app: FastAPI, town: Town, ada: Person
) -> None:
    runner = client_of(app, town.token(ada))
    assert "They stay in this clinic." in runner.get("/import").text
    assert not [path for path in ("/import", "/sync", "/settings") if "this computer" in runner.get(path).text]


def test_a_researcher_gets_consented_journals_and_no_more(app: FastAPI, town: Town, ada: Person) -> None:
    bo, rosa = town.joins(Role.RUNNER, "bo"), town.joins(Role.RESEARCHER, "rosa")
    for who in (ada, bo):
        log(town, who, PainReport(at=town.clock(), site=SITE, nrs=3, note=f"note of {who.name}"))
    researcher, runner = client_of(app, town.token(rosa)), client_of(app, town.token(ada))
    assert researcher.post("/clinic/studies", data={"title": "Heels", "note": "To learn."}).status_code == 303
    (study,) = studies.all_of(town.house.store)
    assert "To learn." in runner.get("/clinic/sharing").text
    assert runner.post(f"/clinic/studies/{study.id}/consent").status_code == 303
    packed = researcher.get(f"/clinic/studies/{study.id}/export")
    with zipfile.ZipFile(io.BytesIO(packed.content)) as archive:
        folders = {name.partition("/")[0] for name in archive.namelist()}
        told = b"".join(archive.read(name) for name in archive.namelist())
    (pseudonym,) = folders
    assert pseudonym in researcher.get("/clinic/studies").text
    assert b"note" not in told
    assert b"ada" not in told
    assert ada.id.encode() not in told
    assert "rosa exported your data for a study" in runner.get("/clinic/sharing").text
    assert runner.post(f"/clinic/studies/{study.id}/withdraw").status_code == 303
    empty = researcher.get(f"/clinic/studies/{study.id}/export")
    with zipfile.ZipFile(io.BytesIO(empty.content)) as archive:
        assert archive.namelist() == []


def test_an_administrator_invites_shuts_and_reads_the_trail_but_no_journal(
    app: FastAPI, town: Town, ada: Person
) -> None:
    boss = town.joins(Role.ADMINISTRATOR, "boss")
    client, runner = client_of(app, town.token(boss)), client_of(app, town.token(ada))
    page = client.post("/clinic/invitations", data={"role": "runner", "name": "Bo"}).text
    (link,) = re.findall(r"http://127\.0\.0\.1(/clinic/invitation\?code=[\w-]+)", page)
    assert client_of(app).get(link).status_code == 200
    assert client.post("/clinic/invitations", data={"role": "king"}).status_code == 422
    (number,) = re.findall(r"/clinic/invitations/(\w+)/end", page)
    assert client.post(f"/clinic/invitations/{number}/end").status_code == 303
    assert client_of(app).get(link).status_code == 404
    assert client.post(f"/clinic/accounts/{boss.id}/close").status_code == 404, "not oneself"
    assert runner.get("/").status_code == 200
    assert client.post(f"/clinic/accounts/{ada.id}/close").status_code == 303
    assert runner.get("/").status_code == 303
    assert town.has_journal(ada)
    assert "all as they were written" not in client.get("/clinic/audit").text
    assert "all as they were written" in client.get("/clinic/audit?walk=true").text


def test_an_administrator_finds_one_among_many(app: FastAPI, town: Town, ada: Person) -> None:
    boss = town.joins(Role.ADMINISTRATOR, "boss")
    with town.house.store.writing() as connection:
        for n in range(60):
            row = {"id": f"{n:032x}", "role": "runner", "name": f"Aa{n:02d}", "login": f"l%{n:02d}", "since": 0.0}
            connection.execute(insert(schema.person).values(password="", factor_step=0, **row))
    client = client_of(app, town.token(boss))
    first = client.get("/clinic/administration").text
    assert first.count("<details>") == 50
    assert "There are more." in first
    for part, found in (("ADA", 1), ("aa1", 10), ("%1", 10), ("_", 0), ("nobody", 0)):
        page = client.get("/clinic/administration", params={"find": part}).text
        assert page.count("<details>") == found, part


def test_a_new_password_ends_the_other_sessions(app: FastAPI, town: Town, ada: Person) -> None:
    here, there = client_of(app, town.token(ada)), client_of(app, town.token(ada))
    wrong = here.post(
        "/clinic/account/password", data={"password": "not it at all", "new_password": "a new quiet word"}
    )
    assert wrong.status_code == 401
    short = here.post("/clinic/account/password", data={"password": PASSWORD, "new_password": "short"})
    assert short.status_code == 422
    right = here.post("/clinic/account/password", data={"password": PASSWORD, "new_password": "a new quiet word"})
    assert right.status_code == 303
    assert here.get("/").status_code == 200
    assert there.get("/").status_code == 303


def test_everything_about_one_person_is_handed_to_them(app: FastAPI, town: Town, ada: Person, mia: Person) -> None:
    share(town, ada, mia)
    log(town, ada, PainReport(at=town.clock(), site=SITE, nrs=3, note="like a pebble"))
    client_of(app, town.token(mia)).post(f"/clinic/people/{ada.id}/comments", data={"note": "Well done."})
    answer = client_of(app, town.token(ada)).get("/clinic/account/export")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert "like a pebble" in archive.read("journal/pain.csv").decode()
        kept = json.loads(archive.read("clinic.json"))
    assert kept["comments"][0]["text"] == "Well done."
    assert kept["shares"][0]["with"] == "mia"
    assert {"share", "comment", "join"} <= {line["action"] for line in kept["audit"]}
    assert "argon2" not in json.dumps(kept)


def test_what_is_handed_to_somebody_is_made_beside_the_app_and_leaves_nothing(
    app: FastAPI, town: Town, ada: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A journal of ten years takes seconds, and a kill of the server meanwhile leaves what the next start sweeps."""
    folder = tmp_path / "temporary"
    made: list[str] = []
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))

    def beside(work: Work) -> Iterator[Any]:
        made.extend(each.name[: len(STEM)] for each in folder.iterdir())
        yield from StepsBeside()(work)

    app.state.steps = beside
    client = client_of(app, town.token(ada))
    with zipfile.ZipFile(io.BytesIO(client.get("/clinic/account/export").content)) as archive:
        assert "journal/pain.csv" in archive.namelist()
    assert made == [STEM]
    gc.collect()
    assert list(folder.iterdir()) == []


def test_too_many_at_once_are_told_to_come_again(app: FastAPI, town: Town, ada: Person) -> None:
    def full(_work: Work) -> Iterator[Any]:
        raise TooMuchAtOnceError

    app.state.steps = full
    answer = client_of(app, town.token(ada)).get("/clinic/account/export")
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "10"


@pytest.mark.parametrize("by", ["themselves", "an administrator"])
def test_who_is_erased_is_nowhere_any_more(app: FastAPI, town: Town, by: str) -> None:
    """Byte for byte, in every file or all that `pg_dump` tells; the trail keeps the id, and another's things stay."""
    store, at = town.house.store, town.clock()
    ada, bo = town.joins(Role.RUNNER, "adaquoxlove"), town.joins(Role.RUNNER, "boremains")
    mia, rosa = town.joins(Role.CLINICIAN, "mia"), town.joins(Role.RESEARCHER, "rosa")
    boss = town.joins(Role.ADMINISTRATOR, "boss")
    study = studies.begin(store, at, researcher=rosa.id, title="Heels", what_for="To learn.")
    town.sets_up(ada)
    for who in (ada, bo):
        share(town, who, mia)
        log(town, who, PainReport(at=at, site=SITE, nrs=3, note=f"notequox of {who.name}"))
        studies.give_consent(store, at, runner=who.id, number=study.id)
        page = client_of(app, town.token(mia))
        page.post(f"/clinic/people/{who.id}/comments", data={"note": f"commentquox to {who.name}"})
        page.post(
            f"/clinic/people/{who.id}/trials",
            data={"intervention": f"cream-of-{who.name}", "question": "relief", "weeks": "12", "site": str(SITE)},
        )
    client_of(app, town.token(ada)).get("/")
    log_in(client_of(app), ada.login, "a wrong quiet word")
    pseudonym = next(each.pseudonym for each in studies.consented(store, study.id) if each.runner == ada.id)
    secrets = [ada.name, ada.login, f"notequox of {ada.name}", pseudonym, town.secrets[ada.id], town.token(ada)]
    secrets += [digest_of(f"account:{ada.login}")[:32]]
    found = b"".join(content for _, content in town.kept())
    assert ada.name.encode() in found
    assert pseudonym.encode() in found

    if by == "themselves":
        data = {"password": PASSWORD, "sure": "yes"}
        assert client_of(app, town.token(ada)).post("/clinic/account/leave", data={"sure": "yes"}).status_code == 401
        assert "are deleted" in client_of(app, town.token(ada)).post("/clinic/account/leave", data=data).text
    else:
        client = client_of(app, town.token(boss))
        assert client.post(f"/clinic/accounts/{ada.id}/erase").status_code == 422, "only when sure"
        assert client.post(f"/clinic/accounts/{ada.id}/erase", data={"sure": "yes"}).status_code == 303

    for name, content in town.kept():
        for secret in secrets:
            assert secret.encode() not in content, (name, secret)
            assert secret.encode("utf-16-le") not in content
    assert not town.has_journal(ada)
    assert town.server is not None or not (town.folder / "people" / ada.id).exists()
    left = b"".join(content for _, content in town.kept())
    assert ada.id.encode() in left, "the trail keeps the id"
    for kept in (bo.name, f"notequox of {bo.name}", f"commentquox to {bo.name}"):
        assert kept.encode() in left
    assert audit.verify(store).broken is None
    assert client_of(app, town.token(mia)).get(f"/clinic/people/{bo.id}").status_code == 200


def test_who_was_erased_does_not_come_back(app: FastAPI, town: Town, ada: Person) -> None:
    """A request, or something being worked out, that was on its way makes no journal anew."""
    token = town.token(ada)
    own = app.state.apps.of(ada.id)
    town.house.erase(ada, by=ada.id)
    assert client_of(app, token).get("/").status_code == 303
    assert client_of(own).get("/").status_code >= 400, "even past the door"
    assert client_of(own).post("/check-in", data={"site": "left-heel", "nrs": "3"}).status_code >= 400
    with pytest.raises(JournalError):
        own.state.service.background.of(Question("late", None, lambda: town.house.journals.open(ada.id)))
    assert not town.has_journal(ada)
    assert town.server is not None or not (town.folder / "people" / ada.id).exists()


def test_what_was_on_its_way_leaves_nothing_of_who_was_erased(town: Town, ada: Person, mia: Person) -> None:
    """A request that was let in just before."""
    store, at = town.house.store, town.clock()
    study = studies.begin(store, at, researcher=town.joins(Role.RESEARCHER, "rosa").id, title="t", what_for="w")
    town.house.erase(ada, by=ada.id)
    wanted: dict[str, Any] = {"clinician": mia.id, "runner": ada.id}
    late: list[Callable[[], object]] = [
        lambda: messages.comment_on(store, at, text="late", **wanted),
        lambda: messages.propose(
            store, at, intervention="late", question="relief", site="left-heel", weeks=9, **wanted
        ),
        lambda: share(town, ada, mia),
        lambda: studies.give_consent(store, at, runner=ada.id, number=study.id),
    ]
    for each in late:
        with pytest.raises(InvalidValueError, match="not here any more"):
            each()
    assert messages.comments(store, ada.id) == []
    assert studies.consented(store, study.id) == []


def test_a_clinician_who_is_erased_leaves_no_name_and_no_open_door(
    app: FastAPI, town: Town, ada: Person, mia: Person
) -> None:
    share(town, ada, mia)
    token = town.token(mia)
    town.house.erase(mia, by=mia.id)
    assert client_of(app, token).get(f"/clinic/people/{ada.id}").status_code == 303
    assert sharing.of_runner(town.house.store, town.clock(), ada.id) == []
    assert client_of(app, town.token(ada)).get("/clinic/sharing").status_code == 200


def test_only_the_owner_may_read_the_files(town: Town, ada: Person) -> None:
    for path in (town.folder, *town.folder.rglob("*")):
        assert path.stat().st_mode & 0o077 == 0, path


def test_over_https_the_cookie_is_for_https_alone(app: FastAPI, ada: Person) -> None:
    client = TestClient(app, base_url="https://127.0.0.1", follow_redirects=False)
    for cookie in log_in(client, ada.login).headers.get_list("set-cookie"):
        assert cookie.startswith(("__Host-afterrun=", "__Host-afterrun-device="))
        assert "Secure" in cookie
    assert client.get("/").status_code == 200


def test_a_clinic_without_its_part_says_so_before_it_opens(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyotp", None)
    with pytest.raises(MissingExtraError, match="not installed"):
        serve_clinic(town.house, reach=Reach())


def test_who_looks_often_does_not_hide_who_else_did(app: FastAPI, town: Town, ada: Person, mia: Person) -> None:
    tom = town.joins(Role.CLINICIAN, "tom")
    client_of(app, town.token(tom)).get(f"/clinic/people/{ada.id}")
    share(town, ada, mia)
    clinician = client_of(app, town.token(mia))
    for _ in range(60):
        clinician.get("/clinic/people")
    seen = client_of(app, town.token(ada)).get("/clinic/sharing").text
    assert seen.count("mia had you on the list") == 1
    assert "tom tried to see something of yours and was refused" in seen


def test_a_name_is_never_run(app: FastAPI, town: Town) -> None:
    """Of any role, on any page of the clinic that shows it."""
    evil = "<img src=x onerror=evil>"
    who = {role: town.joins(role, f"{evil} {role.value}") for role in Role}
    runner, clinician = who[Role.RUNNER], who[Role.CLINICIAN]
    log(town, runner, PainReport(at=town.clock(), site=SITE, nrs=3, note=evil))
    share(town, runner, clinician)
    study = studies.begin(town.house.store, town.clock(), researcher=who[Role.RESEARCHER].id, title=evil, what_for=evil)
    studies.give_consent(town.house.store, town.clock(), runner=runner.id, number=study.id)
    invitations.invite(town.house.store, town.clock(), by="", role=Role.RUNNER, name=evil)
    page = f"/clinic/people/{runner.id}"
    doctor = client_of(app, town.token(clinician))
    doctor.post(f"{page}/comments", data={"note": evil})
    doctor.post(f"{page}/trials", data={"intervention": evil, "question": "relief", "weeks": "12", "site": str(SITE)})
    looked_at = {
        Role.RUNNER: ("/", "/clinic/sharing", "/clinic/account"),
        Role.CLINICIAN: ("/clinic/people", page, "/clinic/account"),
        Role.RESEARCHER: ("/clinic/studies",),
        Role.ADMINISTRATOR: ("/clinic/administration", "/clinic/audit"),
    }
    for role, paths in looked_at.items():
        client = client_of(app, town.token(who[role]))
        for path in paths:
            text = client.get(path).text
            assert "onerror=evil" in text, path
            assert "<img src=x" not in text, path


def test_an_erasure_that_was_killed_in_the_middle_is_finished_by_the_next_start(
    town: Town, ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(_: object, person: str) -> None:
        raise KeyboardInterrupt(person)

    log(town, ada, PainReport(at=town.clock(), site=SITE, nrs=3))
    with monkeypatch.context() as patched:
        patched.setattr(Journals, "remove", killed)
        with pytest.raises(KeyboardInterrupt):
            town.house.erase(ada, by=ada.id)
    assert town.has_journal(ada)
    assert people.of(town.house.store, ada.id) is None
    town.house.finish_erasing()
    assert not town.has_journal(ada)
    town.house.finish_erasing()  # and there is nothing left to do


def test_a_runner_without_a_journal_is_never_made(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed between the two, the link still holds."""

    def killed(_: object, person: str) -> None:
        raise KeyboardInterrupt(person)

    token = invitations.invite(town.house.store, town.clock(), by="", role=Role.RUNNER, name="bo")
    with monkeypatch.context() as patched:
        patched.setattr(Journals, "make", killed)
        with pytest.raises(KeyboardInterrupt):
            town.house.join(token, name="bo", login="bo", password=PASSWORD)
    assert people.everybody(town.house.store) == []
    assert town.has_journal(town.house.join(token, name="bo", login="bo", password=PASSWORD))


def test_a_clinic_of_an_earlier_version_gets_what_is_new(town: Town, ada: Person) -> None:
    new = ("leaving", "sending", "passkey", "ceremony")
    town.above(*(f"DROP TABLE {each}" for each in new), "UPDATE about SET version = 1")
    if town.server is not None and isinstance(town.home, Database):
        with pytest.raises(JournalError, match="of version 3; got 1"):
            House.at(town.home, town.clock)
        prepare(as_owner(town.server, name_of(town.home)), APP)
    again = House.at(town.home, town.clock)
    assert people.of(again.store, ada.id) == ada
    again.finish_erasing()
    again.store.close()
