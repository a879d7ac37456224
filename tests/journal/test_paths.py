"""A journal is the file that was named, whatever its name is made of."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from afterrun.journal import Journal
from afterrun.journal.backup import back_up, restore
from afterrun.journal.erasing import erase
from afterrun.lab.exporting import export_folder
from afterrun.records import PainReport, Site
from tests.cli.typed import type_command

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
REPORT = PainReport(at=NOW, site=Site.parse("left-heel"), nrs=3)
NAMES: tuple[str, ...] = (
    "a b.db",
    "jö—中.db",
    "a#b.db",
    "a%41.db",
    "a%.db",
    "a?mode=memory.db",
    "-j.db",
    ":memory:",
    "file:x.db?mode=ro",
)
NAMES += ("a[1]*.db", "\udcff.db", "'q';.db", "~")


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


@pytest.mark.parametrize("name", NAMES)
def test_every_verb_uses_the_file_of_that_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    path, copy, out = Path(name), Path(f"{name}.copy"), Path(f"{name}.out")
    with Journal.open(path) as journal:
        journal.add([REPORT])
    assert names(tmp_path) == [name]
    assert back_up(path, copy) == copy.stat().st_size
    with Journal.open(path) as journal:
        journal.add([REPORT.__class__(at=NOW, site=REPORT.site, nrs=5)])
    aside = restore(copy, path, now=NOW, force=True)
    with Journal.open(path) as journal:
        assert journal.diary().pain == (REPORT,)
        assert export_folder(journal, out)["pain.csv"] == 1
    assert aside is not None
    assert names(tmp_path) == sorted([name, aside.name, copy.name, out.name])
    assert erase(path) == 2
    assert names(tmp_path) == sorted([copy.name, out.name])


def test_a_name_that_begins_with_a_dash_is_typed(tmp_path: Path) -> None:
    for typed in (
        ("pain", "3", "--site", "left-heel", "--journal", "-j.db"),
        ("backup", "--journal=-j.db", "--", "-copy.db"),
        ("export", "--journal", "-j.db", "--", "-out"),
        ("restore", "--journal", "-new.db", "--", "-copy.db"),
    ):
        assert type_command(*typed, folder=tmp_path, environment={}).code == 0, typed
    assert {"-j.db", "-copy.db", "-out", "-new.db"} <= set(names(tmp_path))
