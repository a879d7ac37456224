"""Journals that are sealed and sound as files, in which values stand that nobody types: a reason, or an answer.

Whoever hands somebody a journal can write anything into it and seal it. Every column of every table gets such values,
one at a time; then commands are typed on it.
"""

from __future__ import annotations

import random
import shutil
import sqlite3
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from fastapi.testclient import TestClient

from afterrun.journal import Journal
from afterrun.journal.import_notes import Note
from afterrun.journal.settings import SETTINGS
from afterrun.journal.standing import ASK_SPORT, Standing
from afterrun.journal.stores.checksum import checksum
from afterrun.journal.stores.sqlite.plain import open_plain
from afterrun.journal.stores.sqlite.seals import sealed_table, sealed_tables
from afterrun.records import (
    Allocation,
    Care,
    Event,
    Original,
    PainReport,
    Phase,
    Run,
    SelfTest,
    SignAnswer,
    Site,
    Streams,
    ToldForecast,
    Trial,
)
from afterrun.web.app import create_app
from tests.cli.typed import type_command

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
AT = ("--now", NOW.isoformat())
HEEL = Site.parse("left-heel")
_RUN_S = (NOW - timedelta(days=3)).timestamp()
_YEAR_US = 31_556_952_000_000
_REPORTS = _ROWS = 6
_COMMANDS, _PAGES = 4, 5  # of each, on a struck journal
PAGES = (
    *("/", "/also", "/check-in", "/daily", "/did", "/run", "/timeline", "/month", "/search?words=far", "/answers"),
    *("/response", "/what-helps", "/forecasts", "/trial", "/plan", "/load", "/foot", "/why", "/why/overuse"),
    *("/self-tests", "/signs", "/sheet", "/report", "/run-questions", "/import", "/sync", "/settings"),
    *("/settings/reminders", "/api/timeline", "/fragment/questions", "/fragment/load", "/fragment/trial-result"),
    f"/fragment/entry?kind=run&at={_RUN_S}",
)

VALUES: Mapping[str, Any] = {
    "a name of 1 MB": "x" * 1_000_000,
    "no text": "",
    "a zero in a text": "a\x00b",
    "what moves a terminal": "\x1b[2J\u202e",
    "a text": "soon",
    "a number as text": "7",
    "a blob": b"\xff\x00\xfe",
    "a letter as a blob": b"7",
    "JSON of another shape": '{"a": [1]}',
    "deep JSON": "[" * 5_000 + "]" * 5_000,
    "JSON of one": "[1]",
    "JSON of none": "[null, {}, []]",
    "nan": "nan",
    "endless": float("inf"),
    "endless below": float("-inf"),
    "half": 0.5,
    "1e308": 1e308,
    "-1": -1,
    "2^31": 2**31,
    "2^63 - 1": 2**63 - 1,
    "-2^63": -(2**63),
    "2^63": float(2**63),
    "the year 0": -1970 * _YEAR_US,
    "the year 2099": 129 * _YEAR_US,
    "the year 290000": 288_030 * _YEAR_US,
}
COMMANDS: tuple[tuple[str, ...], ...] = (
    ("check",),
    ("check", "--json"),
    ("check", "--salvage", "{new}.db"),
    ("answers", *AT),
    ("answers", "--json", *AT),
    ("forecast", *AT),
    ("plan", *AT),
    ("why", *AT),
    ("load", *AT),
    ("foot", "--quick"),
    ("report", "--out", "{new}.html", *AT),
    ("export", "{new}"),
    ("backup", "{new}.bak"),
    ("trial", "status", *AT),
    ("trial", "result", *AT),
    ("test",),
    ("signs", *AT),
    ("pain", "3", "--site", "left-heel"),
    ("run", "5 km", "--minutes", "30", *AT),
    ("event", "long-drive", "--minutes", "90", *AT),
    ("import", "{home}/again", *AT),
)


def make(path: Path) -> None:
    """Write a journal with a row or more in every table, and every setting."""
    with Journal.open(path) as journal:
        original = Original("a.fit", random.Random(0).randbytes(300))
        start = NOW - timedelta(days=3)
        runs = [
            Run(start=start, duration_s=1800, distance_m=5000, original=original.sha256, source="fit", shoe="old"),
            Run(start=start - timedelta(days=4), duration_s=1800, distance_m=5000, note="far", surface="road"),
        ]
        streams = Streams({"time_s": np.arange(1800.0), "speed_mps": 2.5 + np.arange(1800.0) % 3 / 10})
        journal.add(runs, streams={0: streams}, original=original)
        asked = Run(start=start - timedelta(days=9), duration_s=900, sport="unclear", source="fit")
        journal.add([asked], standings={0: Standing(standing=ASK_SPORT, same_as=start, clock_guessed=True)})
        trial = Trial(
            start=NOW - timedelta(days=20), question="prevention", design="pairs", intervention="calf-stretch",
            comparator="rest", site=HEEL, units=20,
        )  # fmt: skip
        reports = [
            PainReport(
                at=NOW - timedelta(hours=7 * i + 1), site=HEEL, nrs=i, note=f"note {i}", quality=("sore",), onset_km=2
            )
            for i in range(_REPORTS)
        ]
        journal.add(
            [
                *reports,
                trial,
                Allocation(at=NOW - timedelta(days=19), trial=trial.sha256, unit=0, arm=1),
                Care(
                    at=NOW - timedelta(days=2),
                    intervention="calf-stretch",
                    variant="off-step",
                    minutes=2,
                    pain_before=4,
                    pain_after=3,
                    run=start,
                    site=HEEL,
                ),
                Phase(start=NOW - timedelta(days=30), intervention="shoes", variant="new", end=NOW - timedelta(days=3)),
                Event(at=NOW - timedelta(days=5), kind="long-drive", minutes=90, note="far"),
                SignAnswer(at=NOW, sign="night-pain", answer="no", note="none"),
                ToldForecast(at=NOW, site=HEEL, run_start=start, run_m=5000, says=("6 0:412 1:588",)),
                SelfTest(at=NOW, test="lunge-bent", value=9, side="left", unit="cm", when="rest"),
            ]
        )
        notes = dict.fromkeys((*Note, "sync:strava", "sheet-onset", "sheet-questions", "outbox:a", "others"), "1")
        journal.set_settings({each.key: "1" for each in SETTINGS.values()} | notes)


def strikes(path: Path) -> Iterator[tuple[str, str, str]]:
    """List every column of every table with each value: table, column, name of the value."""
    with closing(open_plain(path)) as raw:
        for table in sealed_tables(raw):
            for column in table.columns:
                yield from ((table.name, column, value) for value in VALUES)
            if table.name == "setting":
                for row in table.rows(raw):
                    yield from ((table.name, f"value of {row['key']}", value) for value in VALUES)


def put(path: Path, table: str, column: str, value: Any, row: int) -> bool:
    """Write a value past the journal into one row and seal it; False if the table itself refuses it."""
    with closing(open_plain(path)) as raw, raw:
        found = sealed_table(raw, table)
        rows = list(found.rows(raw))
        if not rows:
            return False
        column, _, of = column.partition(" of ")
        at = next((each for each in rows if of and each["key"] == of), rows[row % len(rows)])
        where = " AND ".join(f'"{key}" = ?' for key in found.keys)
        try:
            raw.execute(f'UPDATE "{table}" SET "{column}" = ? WHERE {where}', (value, *(at[key] for key in found.keys)))
        except sqlite3.IntegrityError:
            return False
        raw.execute("DELETE FROM seal WHERE place = ?", (table,))
        for each in found.rows(raw):
            raw.execute("INSERT INTO seal VALUES (?, ?, ?)", (table, found.key_of(each), checksum(each)))
    return True


def strike(times: int, *, seed: int = 0, told: Callable[[str], None] = lambda _: None) -> Counter[tuple[str, str]]:
    """Put one value into a journal, so many times, type some commands on it and ask for some pages.

    Counts (command or page, outcome): ``answered``, ``refused``, ``uncaught``, and ``lost`` where an entry is gone that
    was not struck. What was uncaught is also told in a line.
    """
    rng, counts = random.Random(seed), Counter[tuple[str, str]]()
    with tempfile.TemporaryDirectory(prefix="afterrun-fire-") as name:
        home = Path(name)
        whole, path = home / "whole.db", home / "struck.db"
        make(whole)
        _typed(("export", "{home}/again"), whole, home)
        before = _entries(whole)
        every = list(strikes(whole))
        for table, column, value in rng.sample(every, min(times, len(every))):
            for each in (*home.glob("struck.db*"), home / "out"):
                shutil.rmtree(each, ignore_errors=True) if each.is_dir() else each.unlink(missing_ok=True)
            shutil.copyfile(whole, path)
            path.chmod(0o600)
            if not put(path, table, column, VALUES[value], rng.randrange(_ROWS)):
                counts["written", "refused"] += 1
                continue
            acts: list[tuple[str, Callable[[], bool]]] = [
                *((" ".join(each[:2]), partial(_typed, each, path, home)) for each in rng.sample(COMMANDS, _COMMANDS)),
                *((each, partial(_shown, each, path)) for each in rng.sample(PAGES, _PAGES)),
                ("the other entries", lambda: len(before - _entries(path)) <= 1),
            ]
            for act, do in acts:
                try:
                    outcome = "answered" if do() else "lost" if act == acts[-1][0] else "refused"
                except Exception as error:
                    outcome = f"uncaught {type(error).__name__}"
                    last = " < ".join(
                        f"{Path(e.filename).name}:{e.lineno}" for e in traceback.extract_tb(error.__traceback__)[:-6:-1]
                    )
                    told(f"{table}.{column} = {value}: {act}: {type(error).__name__} {str(error)[:99]!r} {last}")
                counts[act, outcome] += 1
    return counts


def _typed(command: tuple[str, ...], path: Path, home: Path) -> bool:
    (home / "out").mkdir(exist_ok=True)
    words = [each.format(new=home / "out" / command[0], home=home) for each in command]
    ended = type_command(*words, "--journal", str(path), folder=home, environment=_environment(home))
    if ended.code not in (0, 1) or (ended.code == 1 and not ended.err + ended.out):
        raise AssertionError(f"{ended.code}: {ended.err[-300:]}")
    return ended.code == 0


def _shown(page: str, path: Path) -> bool:
    app = create_app(path, clock=lambda: NOW)
    app.state.service.patience_s = 0.0
    answer = TestClient(app, base_url="http://127.0.0.1").get(page)
    if answer.status_code >= 500:
        raise AssertionError(f"{answer.status_code}: {answer.text[:300]}")
    return answer.status_code < 400


def _entries(path: Path) -> frozenset[object]:
    with Journal.open(path, create=False) as journal:
        diary = journal.diary()
    return frozenset(
        (*diary.pain, *diary.care, *diary.phases, *diary.events, *diary.trials, *diary.signs, *diary.tests)
    )


def _environment(home: Path) -> Mapping[str, str | None]:
    return {"HOME": str(home), "XDG_DATA_HOME": str(home), "XDG_CACHE_HOME": str(home), "TZ": "UTC", "LANG": "C.UTF-8"}
