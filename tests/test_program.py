"""Another program has another name, and the same one the same."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from afterrun import program
from afterrun.program import this_program


@pytest.fixture(autouse=True)
def _looks_anew() -> Iterator[None]:
    this_program.cache_clear()
    yield
    this_program.cache_clear()


def _name() -> str:
    this_program.cache_clear()
    return this_program()


def test_every_file_and_the_engine_are_in_the_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "lab").mkdir()
    file = tmp_path / "lab" / "sums.py"
    file.write_text("1 + 1")
    monkeypatch.setattr(program, "_HERE", tmp_path)
    names = [_name()]
    assert _name() == names[0]
    file.write_text("1 + 2")
    os.utime(file, ns=(1, 1))
    names.append(_name())
    (tmp_path / "words.po").touch()
    names.append(_name())
    monkeypatch.setenv("AFTERRUN_ENGINE", "numpy")
    names.append(_name())
    monkeypatch.setattr(program, "_LIBRARIES", ("numpy",))
    names.append(_name())
    assert len(set(names)) == len(names)


def test_what_python_keeps_of_the_files_does_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program, "_HERE", tmp_path)
    before = _name()
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "sums.pyc").touch()
    assert _name() == before
