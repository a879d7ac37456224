"""CPU seconds by test file, of this process and all below it: `make test-cpu`.

Wall time says nothing on a busy machine. Loaded with ``-p tests.cpu``; Chromium's own time is counted too.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

TICKS_PER_S = os.sysconf("SC_CLK_TCK")
SLOWEST = 25
_files: defaultdict[str, float] = defaultdict(float)
_tests: defaultdict[str, float] = defaultdict(float)
_marked: defaultdict[str, float] = defaultdict(float)  # of the share, of every day
_seen: dict[int, int] = {}
_own_children: set[int] = set()
_waited_s = _waited_before_s = 0.0


def _below() -> tuple[dict[int, int], set[int]]:
    """Own clock ticks of each living process that this one, or one below it, has started; and which it has itself."""
    if not _has_children():
        return {}, set()
    children: dict[int, list[int]] = defaultdict(list)
    ticks: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except (OSError, UnicodeDecodeError):  # it ended meanwhile
            continue
        pid = int(stat.parent.name)
        children[int(fields[1])].append(pid)
        ticks[pid] = int(fields[11]) + int(fields[12])
    found, waiting = {}, [*children[os.getpid()]]
    while waiting:
        pid = waiting.pop()
        found[pid] = ticks[pid]
        waiting.extend(children[pid])
    return found, set(children[os.getpid()])


def _has_children() -> bool:
    """Whether there is a process to look for: to look through all of them costs more than many a test."""
    try:
        os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    except ChildProcessError:
        return False
    return True


def cpu_s() -> float:
    """CPU time so far of this process, of those it waited for, and of all others below it as last seen (s)."""
    global _own_children, _waited_s, _waited_before_s
    living, own_children = _below()
    _seen.update(living)
    times = os.times()
    waited_s = times.children_user + times.children_system
    if _own_children <= own_children:  # else it is one that was seen, and is counted already
        _waited_s += waited_s - _waited_before_s
    _own_children, _waited_before_s = own_children, waited_s
    return times.user + times.system + _waited_s + sum(_seen.values()) / TICKS_PER_S


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Count what one test took, with its fixtures."""
    before = cpu_s()
    result = yield
    spent = cpu_s() - before
    _files[item.nodeid.partition("::")[0]] += spent
    _tests[item.nodeid] += spent
    _marked["of the share" if item.get_closest_marker("share") else "of every day"] += spent
    return result


def pytest_runtest_teardown() -> None:
    """Look once more while a page is open: who waits for its process counts nothing."""
    cpu_s()


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Hand a worker's figures to the one that prints."""
    output: dict[str, Any] | None = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["cpu"] = {"files": dict(_files), "tests": dict(_tests), "marked": dict(_marked)}


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take a worker's figures."""
    figures = getattr(node, "workeroutput", {}).get("cpu", {})
    for kept, name in ((_files, "files"), (_tests, "tests"), (_marked, "marked")):
        for key, spent in figures.get(name, {}).items():
            kept[key] += spent


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print the files by what they took, then the dearest tests."""
    total = cpu_s()
    terminalreporter.section(f"CPU: {total:.0f} s ({total - sum(_files.values()):.0f} s of it outside tests)")
    for name, spent in sorted(_marked.items()):
        terminalreporter.write_line(f"{spent:8.1f} s  tests {name}")
    for name, spent in _dearest(_files):
        terminalreporter.write_line(f"{spent:8.1f} s  {name}")
    terminalreporter.section("dearest tests")
    for name, spent in _dearest(_tests)[:SLOWEST]:
        terminalreporter.write_line(f"{spent:8.1f} s  {name}")


def _dearest(spent: dict[str, float]) -> list[tuple[str, float]]:
    return sorted(spent.items(), key=lambda item: -item[1])
