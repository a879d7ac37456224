"""How quickly FIT files are read, beside fitdecode, fitfast, fitparse and garmin-fit-sdk: ``make fit-speed``.

All in one run, one after the other, in CPU time of this process, on the same bytes: simulated runs of an hour, one long
recording, and every FIT file of ``$AFTERRUN_DATA/runs``. The peers hand over every message as their documentation
shows it; Afterrun reads the run: records as columns, cleaned and summed up, and the sessions. ``import`` is the whole
way from the file into the journal, durable.
"""

from __future__ import annotations

import argparse
import importlib
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

import fitdecode

from afterrun.importers.devices import fit, fit_summaries
from afterrun.importers.devices.fit_messages import by_values
from afterrun.journal import Journal
from afterrun.lab.importing import import_paths
from benchmarks.fit_hours import HOUR_S, hour_long

GOAL_RUNS_PER_S = 60.0
_LONG_HOURS = 24


def main() -> None:
    """Print tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=40, help="how many runs of an hour are imported")
    parser.add_argument("--peers-runs", type=int, default=3, help="how many of them the peers read")
    options = parser.parse_args()
    hours = [hour_long(seed) for seed in range(options.runs)]
    print(f"{options.runs} simulated runs of {HOUR_S} points, {len(hours[0]) / 1e3:.0f} kB each; CPU time")
    parsed(hours[:3])  # what is made once
    ours = parsed(hours)
    print(f"\n{'read by':34s} {'ms a run':>9s} {'runs/s':>8s} {'ratio':>7s}")
    _line("Afterrun, with fitfast" if fit_summaries.fitfast else "Afterrun", ours, ours)
    with without_fitfast():
        _line(
            "Afterrun, without fitfast", cpu_s(lambda: [fit.parse(each, "a.fit") for each in hours]) / len(hours), ours
        )
    for name, read in readers():
        some = hours[: options.peers_runs]
        _line(name, cpu_s(lambda read=read, some=some: [read(each) for each in some]) / len(some), ours)  # type: ignore[misc]
    for words, context in (("with fitfast", _as_it_is), ("without fitfast", without_fitfast)):
        with context():
            took = imported(hours) / len(hours)
        verdict = "reached" if 1 / took >= GOAL_RUNS_PER_S else "missed"
        print(
            f"import, {words}: {1e3 * took:.1f} ms a run, {1 / took:.0f} runs/s (goal {GOAL_RUNS_PER_S:.0f}: {verdict})"
        )
    one_long()
    recorded()


def readers() -> Iterator[tuple[str, Callable[[bytes], object]]]:
    """Name the peers that are installed, each with what reads every message of a file."""
    yield "fitdecode, as Afterrun did before", lambda content: by_values(content, "a.fit", [])
    yield "fitdecode", _fitdecode
    for name, read in (("fitfast", _fitfast), ("fitparse", _fitparse), ("garmin_fit_sdk", _garmin)):
        try:
            module = importlib.import_module(name)
        except ImportError:
            print(f"{name}: not installed")
            continue
        yield name.replace("_", "-"), lambda content, read=read, module=module: read(module, content)  # type: ignore[misc]


def _fitdecode(content: bytes) -> object:
    return list(fitdecode.FitReader(content))


def _fitfast(module: Any, content: bytes) -> object:
    return module.records(content), module.records(content, "session")


def _fitparse(module: Any, content: bytes) -> object:
    return [message.get_values() for message in module.FitFile(BytesIO(content)).get_messages()]


def _garmin(module: Any, content: bytes) -> object:
    return module.Decoder(module.Stream.from_byte_array(bytearray(content))).read()


def parsed(hours: list[bytes]) -> float:
    """From bytes to a run with its streams, each. [s of CPU]"""
    return cpu_s(lambda: [fit.parse(each, "a.fit") for each in hours]) / len(hours)


def imported(hours: list[bytes]) -> float:
    """Import them into a new journal. [s of CPU]"""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        (home / "files").mkdir()
        for place, content in enumerate(hours):
            (home / "files" / f"{place:04d}.fit").write_bytes(content)
        with Journal.open(home / "journal.db") as journal:
            begun = time.process_time()
            added = sum(outcome.added for outcome in import_paths(journal, [home / "files"]))
            took = time.process_time() - begun
    if added != len(hours):
        raise RuntimeError(f"{added} of {len(hours)} runs were added")
    return took


def one_long(seconds: int = _LONG_HOURS * HOUR_S) -> None:
    """A day of recording in one file; beside fitdecode alone, since Afterrun reads no day value by value any more."""
    content = hour_long(0, seconds=seconds)
    ours, theirs = cpu_s(lambda: fit.parse(content, "a.fit")), cpu_s(lambda: _fitdecode(content))
    print(
        f"one file of {len(content) / 1e6:.1f} MB: {ours:.2f} s; by fitdecode {theirs:.1f} s; ratio {theirs / ours:.0f}"
    )


def recorded() -> None:
    """Every FIT file that was recorded by a watch, if they are there."""
    folder = Path(os.environ.get("AFTERRUN_DATA", "../shared/data")) / "runs"
    contents = [path.read_bytes() for path in sorted(folder.rglob("*")) if path.suffix.lower() == ".fit"]
    if not contents:
        print("no recorded files in $AFTERRUN_DATA/runs")
        return
    ours = cpu_s(lambda: [fit.parse(each, "a.fit") for each in contents])
    before = cpu_s(lambda: [by_values(each, "a.fit", []) for each in contents])
    size = sum(map(len, contents)) / 1e6
    print(
        f"{len(contents)} recorded files, {size:.1f} MB: {ours:.2f} s; by fitdecode {before:.1f} s; {before / ours:.0f}"
    )
    for name, read in readers():
        refused = [content for content in contents if not _is_read(read, content)]
        print(f"  {name}: an error over {len(refused)} of them")


def _is_read(read: Callable[[bytes], object], content: bytes) -> bool:
    try:
        read(content)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # what panics in Rust is no Exception
        return False
    return True


def cpu_s(do: Callable[[], object]) -> float:
    """CPU time of this process. [s]"""
    begun = time.process_time()
    do()
    return time.process_time() - begun


@contextmanager
def without_fitfast() -> Iterator[None]:
    """As where the extra is not installed."""
    kept = fit_summaries.fitfast
    fit_summaries.fitfast = None
    try:
        yield
    finally:
        fit_summaries.fitfast = kept


@contextmanager
def _as_it_is() -> Iterator[None]:
    yield


def _line(name: str, each_s: float, ours_s: float) -> None:
    print(f"{name:34s} {1e3 * each_s:9.1f} {1 / each_s:8.1f} {each_s / ours_s:7.1f}", flush=True)


if __name__ == "__main__":
    main()
