"""Journals that a failing disk damaged: each is told of, or holds what it held."""

from __future__ import annotations

import os
import random
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeAlias

import numpy as np

from afterrun.errors import AfterrunError
from afterrun.journal import Journal
from afterrun.journal.salvaging import salvage
from afterrun.journal.stores.sqlite.database import faults
from afterrun.lab.story import write_story
from afterrun.records import Diary, Event, Original, PainReport, Run, Site, Streams

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
HEEL = Site.parse("left-heel")
Held: TypeAlias = tuple[
    Diary, frozenset[tuple[str, bytes]], frozenset[tuple[str, str, bytes]], frozenset[tuple[str, str]]
]


def make(path: Path, *, reports: int = 200) -> None:
    """Write a journal with something in every table that matters: the story, reports, a run with file and streams."""
    with Journal.open(path) as journal:
        write_story(journal, now=NOW)
        for number in range(3):
            original = Original(f"{number}.fit", random.Random(number).randbytes(3000))
            start = NOW - timedelta(days=300 + number)
            run = Run(start=start, duration_s=1800, distance_m=5000, original=original.sha256, source="fit")
            streams = Streams({"time_s": np.arange(1800.0), "heart_rate_bpm": 140 + np.arange(1800.0) % 30})
            journal.add([run], streams={0: streams}, original=original)
        journal.add(
            [
                PainReport(at=NOW - timedelta(days=400, minutes=i), site=HEEL, nrs=i % 11, note=f"note {i}")
                for i in range(reports)
            ]
        )
        journal.add([Event(at=NOW - timedelta(days=500), kind="long-drive", minutes=90, note="far")])


def held(path: Path) -> Held:
    """Everything that a journal holds: diary, files, streams, settings."""
    with Journal.open(path, create=False) as journal:
        diary = journal.diary()
        files = frozenset((each.name, each.content) for each in journal.originals())
        streams = frozenset(
            (run.start.isoformat(), name, values.tobytes())
            for run in diary.runs
            if (found := journal.streams(run)) is not None
            for name, values in found.channels.items()
        )
    with closing(sqlite3.connect(path)) as raw, faults(path):
        settings = frozenset(raw.execute("SELECT key, value FROM setting").fetchall())
    return diary, files, streams, settings


def _bit(content: bytearray, rng: random.Random) -> None:
    content[rng.randrange(len(content))] ^= 1 << rng.randrange(8)


def _bytes(content: bytearray, rng: random.Random) -> None:
    at, length = rng.randrange(len(content)), rng.randrange(1, 64)
    content[at : at + length] = rng.randbytes(len(content[at : at + length]))


def _sector(content: bytearray, rng: random.Random) -> None:
    at = 512 * rng.randrange(len(content) // 512)
    content[at : at + 512] = bytes(512)


def _swapped(content: bytearray, rng: random.Random) -> None:
    pages = len(content) // 4096
    one, other = 4096 * rng.randrange(pages), 4096 * rng.randrange(pages)
    content[one : one + 4096], content[other : other + 4096] = content[other : other + 4096], content[one : one + 4096]


def _cut(content: bytearray, rng: random.Random) -> None:
    del content[rng.randrange(len(content)) :]


def _empty(content: bytearray, _: random.Random) -> None:
    content.clear()


STROKES: Mapping[str, Callable[[bytearray, random.Random], None]] = {
    "a bit": _bit,
    "some bytes": _bytes,
    "a sector of zeros": _sector,
    "two pages swapped": _swapped,
    "cut off": _cut,
    "empty": _empty,
}
SHARES = (60, 15, 8, 8, 8, 1)  # how often each is struck: a bit most, as it is the hardest to see


def strike(times: int, *, seed: int = 0, reports: int = 200) -> Counter[tuple[str, str]]:
    """Damage a journal so many times; counts (stroke, outcome).

    Outcomes: ``told`` (damage was named, or the journal refused), ``harmless`` (it holds what it held), ``called
    sound`` (it does not, and nobody says so), ``invented`` (the diary or what was salvaged holds what never was),
    ``uncaught``.
    """
    rng, counts = random.Random(seed), Counter[tuple[str, str]]()
    with tempfile.TemporaryDirectory(prefix="afterrun-fire-") as folder:
        whole = Path(folder) / "whole.db"
        make(whole, reports=reports)
        before, content = held(whole), whole.read_bytes()
        for number in range(times):
            stroke = rng.choices(list(STROKES), SHARES)[0]
            struck = bytearray(content)
            STROKES[stroke](struck, rng)
            path = Path(folder) / f"{number}.db"
            path.write_bytes(struck)
            path.chmod(0o600)
            counts[stroke, _outcome(path, before)] += 1
            for each in Path(folder).glob(f"{number}.*"):
                each.unlink()
    return counts


def _outcome(path: Path, before: Held) -> str:
    try:
        told = _is_told(path)
        try:
            now = held(path)
        except AfterrunError:
            now = None
        if now is not None and _invented(now[0], before[0]):
            return "invented"
        if _salvaged_wrong(path, before):
            return "invented"
    except Exception as error:
        if os.environ.get("AFTERRUN_FIRE_RAISE"):
            raise
        return f"uncaught {type(error).__name__}"
    if told:
        return "told"
    return "harmless" if now == before else "called sound"


def _is_told(path: Path) -> bool:
    try:
        with Journal.open(path, create=False) as journal:
            return bool(journal.verify())
    except AfterrunError:
        return True


def _salvaged_wrong(path: Path, before: Held) -> bool:
    new = path.with_suffix(".new")
    try:
        salvage(path, new)
    except AfterrunError:
        return False
    with Journal.open(new, create=False) as journal:
        return bool(journal.verify()) or _invented(journal.diary(), before[0], without_files=True)


def _invented(now: Diary, before: Diary, *, without_files: bool = False) -> bool:
    """Whether there is an entry that never was; a run whose file is lost may have lost its name as well."""

    def entries(diary: Diary) -> set[object]:
        runs = {(run.start, run.duration_s, run.distance_m) if without_files else run for run in diary.runs}
        return {*runs, *diary.pain, *diary.care, *diary.phases, *diary.events, *diary.trials, *diary.allocations}

    return not entries(now) <= entries(before)
