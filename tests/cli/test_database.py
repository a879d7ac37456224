"""Commands on a journal in a database; what an administrator does, and what a runner does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from afterrun.journal import Journal
from afterrun.places import Database
from benchmarks.postgres.cluster import APP, Cluster
from tests.cli.typed import NOW, SITE, Run, about, type_command
from tests.postgres import as_owner, name_of

HEEL = ("--site", "left-heel")


@pytest.fixture
def address(person: Database) -> str:
    """As it is typed; the password as well, though nobody should."""
    return f"{person.server}?person={person.person.replace(' ', '%20')}"


@pytest.fixture
def afterrun(tmp_path: Path, address: str, postgres: Cluster) -> Run:
    """Run a command on the journal in the database; no word of it may tell the password."""
    environment = {"AFTERRUN_JOURNAL": address, "TZ": "UTC", "XDG_DATA_HOME": str(tmp_path / "data")}

    def run(*arguments: str, typed: str = "") -> object:
        ended = type_command(*arguments, folder=tmp_path, environment=environment, typed=typed)
        assert postgres.password not in ended.out + ended.err
        return ended

    return run  # type: ignore[return-value]


def test_a_diary_is_kept_imported_told_exported_and_checked(afterrun: Run, tmp_path: Path) -> None:
    assert afterrun("pain", "3", *HEEL, *NOW).out.startswith("Saved: pain 3 at left heel")
    assert afterrun("pain", "3", *HEEL, *NOW).out.startswith("Already there")
    assert afterrun("did", "calf-stretch", *HEEL, "--minutes", "2", *NOW).code == 0
    (tmp_path / "runs.csv").write_text("start,duration_s,distance_m\n2026-11-20T07:00+00:00,1800,5000\n")
    assert afterrun("import", "runs.csv", *NOW).code == 0
    assert json.loads(afterrun("answers", *HEEL, "--json", *NOW).out)["data"]["reports"] == 1
    told = json.loads(afterrun("check", "--json").out)
    assert told["sound"]
    assert (told["counts"]["pain"], told["counts"]["care"], told["counts"]["run"]) == (1, 1, 1)
    assert afterrun("export", "out").code == 0
    assert "left-heel,3" in (tmp_path / "out" / "pain.csv").read_text()
    assert "pg_dump --format=custom" in afterrun("backup", "copy.db").out
    with Journal.open(tmp_path / "copy.db", create=False) as journal:
        assert len(journal.diary().pain) == 1


def test_damage_is_told_with_what_can_be_done_there(afterrun: Run, person: Database, postgres: Cluster) -> None:
    afterrun("pain", "3", *HEEL, *NOW)
    afterrun("pain", "4", *SITE, *NOW)
    change = "UPDATE afterrun.pain SET nrs = 9 WHERE site = 'left-heel' AND person_id = "
    who = f"(SELECT id FROM afterrun.person WHERE name = '{person.person}')"
    postgres.do(change + who, database=name_of(person))
    checked = afterrun("check")
    assert checked.code == 1
    assert "is not as it was written" in checked.out
    assert "afterrun export FOLDER" in checked.out
    assert "--salvage" not in checked.out


@pytest.mark.parametrize(
    ("arguments", "remedy"),
    [
        (("restore", "copy.db", "--force"), "Name another person"),
        (("check", "--salvage", "saved.db"), "afterrun export FOLDER"),
        (("demo", "--journal", "ADDRESS", "--no-serve"), "Name a new file"),
    ],
)
def test_what_cannot_be_done_there_says_what_can(
    afterrun: Run, address: str, arguments: tuple[str, ...], remedy: str
) -> None:
    afterrun("pain", "3", *HEEL, *NOW)
    afterrun("backup", "copy.db")
    ended = afterrun(*(address if each == "ADDRESS" else each for each in arguments))
    assert ended.code in (1, 2)
    assert remedy in ended.err


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ("postgresql://", "must be an address"),
        ("postgresql://host/db", "?person=NAME"),
        ("postgresql://host/db?person=", "must be a name"),
        ("postgresql://a:sesame@host:x/db?person=a", "must be an address"),
        ("postgresql://a:sesame@127.0.0.1:1/db?person=a", "cannot be reached"),
    ],
)
def test_an_address_that_is_none_is_refused_without_its_password(tmp_path: Path, wrong: str, says: str) -> None:
    for arguments, environment in (
        (("answers", "--journal", wrong), {}),
        (("answers",), {"AFTERRUN_JOURNAL": wrong}),
    ):
        ended = type_command(*arguments, folder=tmp_path, environment=environment)
        assert ended.code == 1
        assert says in ended.err
        assert "sesame" not in ended.out + ended.err


@about("move")
def test_move(afterrun: Run, address: str, tmp_path: Path) -> None:
    afterrun("pain", "4", *SITE, "--journal", "mine.db", *NOW)
    there = afterrun("move", "--journal", "mine.db", "--to", address)
    assert there.code == 0
    assert "Both are equal, row by row: 3 setting, 1 pain.\n" in there.out
    assert "mine.db is still there" in there.out
    assert "afterrun password" in there.out
    back = afterrun("move", "--to", "back.db")
    assert [line for line in back.out.splitlines() if "Checksum" in line] == [
        line for line in there.out.splitlines() if "Checksum" in line
    ]
    again = afterrun("move", "--to", "back.db")
    assert (again.code, "must not be there yet" in again.err) == (1, True)
    assert json.loads(afterrun("check", "--json", "--journal", "back.db").out)["counts"]["pain"] == 1


@about("database")
def test_database(postgres: Cluster, tmp_path: Path) -> None:
    def run(*arguments: str) -> str:
        ended = type_command("database", *arguments, folder=tmp_path, environment={})
        assert postgres.password not in ended.out + ended.err
        assert ended.code in (0, 1)
        return ended.out + ended.err

    postgres.make_database("as_in_the_docs")
    owner = as_owner(postgres, "as_in_the_docs")
    assert "there is no nobody_here" in run("prepare", owner.server, "--role", "nobody_here")
    first = run("prepare", owner.server, "--role", APP)
    assert "Made the tables" in first
    statements = [line.strip() for line in first.splitlines() if line.strip().startswith("ALTER ROLE")]
    postgres.do(*statements, database=name_of(owner))
    assert run("prepare", owner.server, "--role", APP) == "The tables are up to date. Journals in them: 0.\n"


def test_without_the_extra_it_says_which(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("afterrun.journal.stores.find_spec", lambda name: None)
    for arguments in (
        ("answers", "--journal", "postgresql://host/db?person=a"),
        ("database", "prepare", "postgresql://host/db", "--role", "a"),
    ):
        ended = type_command(*arguments, folder=tmp_path, environment={})
        assert ended.code == 1
        assert 'pip install "afterrun[postgres]"' in ended.err
