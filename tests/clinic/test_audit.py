"""The audit trail: nobody edits it, and what was done to the file shows."""

from __future__ import annotations

import html
import re
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import delete, insert, update

from afterrun.clinic import audit, people, sharing
from afterrun.clinic import schema as tables
from afterrun.clinic.house import House
from afterrun.clinic.in_database import SCHEMA
from afterrun.clinic.roles import Role, Scope
from afterrun.clinic.store import Store
from afterrun.errors import JournalError
from afterrun.places import Database, database_at
from afterrun.web.clinic.app import create_clinic_app
from afterrun.web.clinic.audit_words import ACTIONS
from benchmarks.postgres.cluster import OWNER
from tests.clinic.town import Town, client_of
from tests.postgres import name_of

SOURCE = Path(audit.__file__).parents[1]


@pytest.fixture
def told(town: Town) -> Town:
    for name in ("ada", "bo", "cy"):
        town.joins(Role.RUNNER, name)
    return town


def test_every_line_is_sealed_with_the_one_before(told: Town) -> None:
    found = audit.verify(told.house.store)
    assert (found.lines, found.broken) == (6, None)
    newest = audit.lines(told.house.store)
    assert [line.number for line in newest] == [6, 5, 4, 3, 2, 1]
    assert newest[0].digest == found.head
    audit.deny(told.house.store, told.clock(), action="see-person", actor="eve")
    assert audit.verify(told.house.store, heads=[found.head]).broken is None, "a head of before is still in it"


def test_no_line_has_a_name(told: Town) -> None:
    assert not [line for line in audit.lines(told.house.store) if re.search(r"\bada\b", str(line))]


@pytest.mark.parametrize(
    "statement",
    [
        update(tables.audit).where(tables.audit.c.number == 2).values(actor="eve"),
        delete(tables.audit).where(tables.audit.c.number == 2),
        delete(tables.audit),
        insert(tables.audit)
        .prefix_with("OR REPLACE", dialect="sqlite")
        .values(number=2, at="", actor="eve", action="", subject="", outcome="", detail="", before="", digest=""),
    ],
    ids=["update", "delete one", "delete all", "replace"],
)
def test_the_database_refuses_to_change_it(told: Town, statement) -> None:  # type: ignore[no-untyped-def]
    before = audit.lines(told.house.store)
    refused = "never changed|may not be used by this role|has one of this name"
    with pytest.raises(JournalError, match=refused), told.house.store.writing() as connection:
        connection.execute(statement)
    assert audit.lines(told.house.store) == before


@pytest.mark.parametrize("statement", ["UPDATE audit SET actor = 'eve'", "DELETE FROM audit", "TRUNCATE audit"])
def test_a_database_refuses_it_to_the_owner_of_the_tables_too(told: Town, statement: str) -> None:
    if told.server is None or not isinstance(told.home, Database):
        pytest.skip("about a database")
    name = name_of(told.home)
    with (
        pytest.raises(psycopg.errors.RaiseException, match="never changed"),
        psycopg.connect(told.server.address(OWNER, name), options=f"-c search_path={SCHEMA}") as connection,
    ):
        connection.execute(statement)
    assert audit.verify(told.house.store).broken is None


def test_a_role_that_could_change_the_trail_keeps_no_clinic(told: Town) -> None:
    if told.server is None or not isinstance(told.home, Database):
        pytest.skip("about a database")
    for role in (OWNER, "postgres"):
        with pytest.raises(JournalError, match="change the audit trail"):
            House.at(database_at(told.server.address(role, name_of(told.home))), told.clock)


FORGED = {
    "changed": ("UPDATE audit SET actor = 'eve' WHERE number = 3", 3),
    "taken out": ("DELETE FROM audit WHERE number = 3", 3),
    "first gone": ("DELETE FROM audit WHERE number = 1", 1),
    "swapped": ("UPDATE audit SET number = CASE number WHEN 2 THEN 30 WHEN 3 THEN 2 ELSE number END", 2),
    "slipped in": (
        "INSERT INTO audit SELECT 7, at, actor, action, subject, outcome, detail, before, digest FROM audit "
        "WHERE number = 6",
        7,
    ),
    "end cut off": ("DELETE FROM audit WHERE number > 4", 5),
}


@pytest.mark.parametrize("forged", FORGED)
def test_what_somebody_did_to_the_file_shows(told: Town, forged: str) -> None:
    head, (statement, broken) = audit.verify(told.house.store).head, FORGED[forged]
    told.above(statement)
    assert audit.verify(told.house.store, heads=[head]).broken == broken


def test_a_chain_written_anew_shows_beside_a_head_kept_elsewhere(told: Town) -> None:
    head = audit.verify(told.house.store).head
    told.above("DELETE FROM audit")
    with told.house.store.writing() as connection:
        audit.note(connection, told.clock(), action="join", actor="eve")
    assert audit.verify(told.house.store).broken is None, "by itself it is whole"
    assert audit.verify(told.house.store, heads=[head]).broken is not None


def test_what_fails_leaves_no_line(told: Town) -> None:
    before = audit.verify(told.house.store).lines

    def fail() -> None:
        with told.house.store.writing() as connection:
            audit.note(connection, told.clock(), action="share")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert audit.verify(told.house.store).lines == before


def test_an_administrator_comes_to_every_line_of_a_long_trail(told: Town) -> None:
    """And to all that is about one person, or done by them."""
    store, boss = told.house.store, told.joins(Role.ADMINISTRATOR, "boss")
    ada = next(each for each in people.everybody(store) if each.name == "ada")
    with store.writing() as connection:
        audit.note_each(connection, told.clock(), [ada.id] * 450, action="see-list", actor=boss.id)
        audit.note(connection, told.clock(), action="see-person", actor=ada.id, subject=boss.id)
    client = client_of(create_clinic_app(told.house), told.token(boss))

    def walked(page: str) -> int:
        shown = 0
        while page:
            text = client.get(page).text
            shown += text.count("<tr><td>")
            found = re.search(r'href="(/clinic/audit\?before=[^"]*)"', text)
            page = html.unescape(found[1]) if found else ""
        return shown

    assert walked("/clinic/audit") == audit.verify(store).lines > 2 * audit.PAGE
    of_ada = f"/clinic/audit?person={ada.id}"
    assert of_ada in client.get("/clinic/administration").text
    assert walked(of_ada) == 450 + 2, "and that she joined"
    assert "About ada, or done by them." in client.get(of_ada).text
    assert client.get(f"/clinic/audit?before={'9' * 30}").status_code == 422


def test_the_page_says_in_words_what_the_trail_keeps_as_codes(told: Town) -> None:
    boss = told.joins(Role.ADMINISTRATOR, "boss")
    client = client_of(create_clinic_app(told.house), told.token(boss))
    client.get("/clinic/people")
    page = client.get("/clinic/audit").text
    assert 'data-action="join">take up an invitation <small>administrator</small>' in page
    assert 'data-action="denied">ask for what is not theirs · refused' in page
    codes = re.findall(r'data-action="([^"]+)">([^<]*?)(?: · refused)? <small>', page)
    assert [code for code, words in codes if code == words] == []


def test_every_code_that_is_noted_has_its_words() -> None:
    noted = re.compile(r'action="([a-z-]+)"|_note\(request, person, "([a-z-]+)"')
    sources = (path.read_text("utf-8") for part in ("clinic", "web/clinic") for path in (SOURCE / part).rglob("*.py"))
    codes = {one or other for source in sources for one, other in noted.findall(source)}
    assert len(codes) > 20
    assert codes == set(ACTIONS)


def test_on_a_full_disk_nothing_is_shown_that_the_trail_cannot_tell_of_and_nobody_is_put_out(
    told: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    mia, ada = told.joins(Role.CLINICIAN, "mia"), next(p for p in people.everybody(told.house.store) if p.name == "ada")
    until = told.clock() + timedelta(days=30)
    sharing.give(told.house.store, told.clock(), runner=ada.id, clinician=mia.id, scope=Scope.READ, until=until)
    client = client_of(create_clinic_app(told.house), told.token(mia))
    own = client_of(create_clinic_app(told.house), told.token(ada))
    before = audit.verify(told.house.store).head
    told.clock.wait(minutes=5)

    def full(_: Store) -> None:
        raise JournalError("clinic must be writable; the disk is full.", remedy="Free some space.")

    with monkeypatch.context() as disk:
        disk.setattr(Store, "writing", full)
        seen = client.get(f"/clinic/people/{ada.id}")
        assert (seen.status_code, "ada" in seen.text) == (500, False)
        assert own.get("/check-in").status_code == 200
        told.clock.wait(hours=13)
        ended = client.get(f"/clinic/people/{ada.id}")
        assert (ended.status_code, ended.headers["location"][:6]) == (303, "/login"), "though that cannot be noted"
    assert audit.verify(told.house.store).head == before
