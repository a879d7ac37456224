"""Keys are for their owner alone: in one file, never in logs, exports, backups, the journal or what is said."""

from __future__ import annotations

import logging
import stat
from pathlib import Path

import pytest

from afterrun.errors import InvalidValueError
from afterrun.journal import Journal
from afterrun.journal.backup import back_up
from afterrun.lab.exporting import export_folder
from afterrun.sync.sources import Folder, Intervals, Source, Strava, add, remove, sources_of
from afterrun.sync.syncing import forget
from tests.sync import fake_services as fake
from tests.sync.conftest import Home
from tests.sync.fake_services import KEY, SECRETS, FakeService


def test_no_secret_is_anywhere_but_in_its_file(
    home: Home,
    service: FakeService,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    service.with_runs(2)
    service.faults = [("/activities", fake.status(401)), ("/oauth", fake.status(500)), ("/file", fake.status(503))]
    add(home.private, Intervals(KEY, service.address))
    add(home.private, Strava("4711", "client-s3cret-5520", "refresh-t0ken-first", address=service.address))
    said = []
    for _ in range(3):
        said += home.sync()
        said += [home.last("intervals"), home.last("strava")]  # type: ignore[list-item]
    with Journal.open(home.path) as journal:
        export_folder(journal, tmp_path / "export")
        back_up(home.path, tmp_path / "backup.db")
    assert stat.S_IMODE(home.private.path.stat().st_mode) == 0o600
    texts = "\n".join((repr(said), caplog.text, *capfd.readouterr())).encode()
    files = [path for path in tmp_path.rglob("*") if path.is_file() and path != home.private.path]
    assert len(files) > 4
    for secret in SECRETS:
        assert secret.encode() not in texts
        assert not [path for path in files if secret.encode() in path.read_bytes()]
    assert any(secret in home.private.path.read_text() for secret in SECRETS)
    assert all("?" not in path or KEY not in path for _, path, _ in service.got)


def test_removed_a_source_leaves_nothing(home: Home, service: FakeService) -> None:
    add(home.private, Intervals(KEY, service.address))
    home.sync()
    assert remove(home.private, "intervals")
    with Journal.open(home.path) as journal:
        forget(journal, home.private, "intervals")
    assert KEY not in home.private.path.read_text()
    assert sources_of(home.private) == {}


@pytest.mark.parametrize(
    "source",
    [
        Intervals(""),
        Intervals("two words"),
        Intervals("with\nbreak"),
        Intervals(KEY, "http://intervals.icu"),
        Intervals(KEY, "https://me:key@intervals.icu"),
        Intervals(KEY, "file:///etc/passwd"),
        Strava("1", "", "x"),
        Folder("/there/is/no/such/folder"),
    ],
)
def test_what_cannot_be_is_refused_without_saying_it(home: Home, source: Source) -> None:
    with pytest.raises(InvalidValueError) as refused:
        add(home.private, source)
    assert KEY not in str(refused.value)
    assert "two words" not in str(refused.value)
    assert sources_of(home.private) == {}


def test_a_simulated_journal_takes_nobody_s_runs(home: Home, service: FakeService) -> None:
    from dataclasses import replace

    from afterrun.journal.settings import keep, settings_of

    add(home.private, Intervals(KEY, service.address))
    with Journal.open(home.path) as journal:
        keep(journal, replace(settings_of(journal), simulated=True))
    with pytest.raises(InvalidValueError, match="simulated"):
        home.sync()
    assert service.got == []


def test_a_name_that_is_not_there_is_refused(home: Home) -> None:
    with pytest.raises(InvalidValueError, match="got 'garmin'"):
        home.sync("garmin")
