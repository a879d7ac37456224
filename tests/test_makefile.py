"""What the Makefile runs is there and takes its arguments; `tests/benchmarks/test_smallest.py` runs it."""

from __future__ import annotations

import re
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.benchmarks.smallest import ELSEWHERE, SMALLEST

ROOT = Path(__file__).parents[1]
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
PROGRAMS = sorted(set(re.findall(r"-m ([a-z]+\.[\w.]+)", MAKEFILE)))
BENCHMARKS = [name for name in PROGRAMS if name.startswith("benchmarks.")]
# What one of them starts in a process of its own.
PARTS_OF_OTHERS = {f"benchmarks.peers_{engine}" for engine in ("afterrun", "numpyro", "pymc", "stan")}


def test_each_benchmark_has_a_target() -> None:
    written = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for path in (ROOT / "benchmarks").rglob("*.py")
        if 'if __name__ == "__main__":' in path.read_text("utf-8")
    }
    assert sorted(written - PARTS_OF_OTHERS) == BENCHMARKS


def test_each_benchmark_is_tried() -> None:
    assert sorted([*SMALLEST, *ELSEWHERE]) == BENCHMARKS


def test_what_the_targets_name_is_there() -> None:
    assert [name for name in PROGRAMS if find_spec(name) is None] == []
    named = set(re.findall(r"\b(?:tests|benchmarks|docs)/[\w/-]+\.(?:py|txt|in)\b", MAKEFILE))
    assert [path for path in sorted(named) if not (ROOT / path).is_file()] == []


def test_each_target_is_phony() -> None:
    [phony] = re.findall(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)
    assert sorted(phony.split()) == sorted(set(re.findall(r"^([a-z][\w-]*):(?!=)", MAKEFILE, re.MULTILINE)))


@pytest.mark.parametrize("program", BENCHMARKS)
def test_a_benchmark_takes_its_arguments(
    program: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", [program, *SMALLEST.get(program, ()), "--help"])
    with pytest.raises(SystemExit) as ended:
        import_module(program).main()
    assert ended.value.code == 0, capsys.readouterr().err
