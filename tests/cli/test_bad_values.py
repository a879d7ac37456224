"""Every option and argument of every command against values that nobody types: a reason, and never a fault of ours."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click
import pytest

from afterrun.cli import afterrun
from tests.cli.typed import type_command

pytestmark = pytest.mark.share

NUMBERS = ("nan", "inf", "-inf", "1e400", "9" * 40, "-1", "-1e-300", "0x10", "1_0", "1e308", "9223372036854775808")
TIMES = (
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-14:00",
    "9999-12-31",
    "0001-01-01",
    "yesterday 24:00",
    "24:00",
)
TEXTS = (
    "",
    " ",
    "\x00",
    "a\x00b",
    "\x1b[2J",
    "\udcff",
    "\u202e",
    "a" * 5000,
    "{x}",
    "%s",
    "-",
    "../..",
    "/dev/null",
    ".",
)
ODD = ("/dev/full", "/proc/self/mem", "nobody/here", "sub", "picture.png", "empty", "folder.db")
VALUES = (*NUMBERS, *TIMES, *TEXTS, *ODD)
A_PARAMETER = 2  # of an everyday run
RIGHT: Mapping[str, str] = {
    "nrs": "3",
    "value": "9",
    "minutes": "30",
    "when": "08:00",
    "at": "08:00",
    "weeks": "8",
    "login": "x",
    "word": "yes",
    "site": "left-heel",
    "intervention": "calf-stretch",
    "kind": "overhead-press",
    "sure": "yes",
    "source": "j.db",
    "path": "empty",
    "paths": "sub",
    "folder": "out",
    "target": "out",
    "file": "out",
    "name": "x",
    "test": "lunge-bent",
}
ENDINGS = {0, 1, 2, 130}


def commands(group: click.Command = afterrun, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """List every command, of those with sub-commands every one."""
    if not isinstance(group, click.Group):
        yield path
        return
    context = click.Context(group)
    if path and group.invoke_without_command:
        yield path
    for name in group.list_commands(context):
        found = group.get_command(context, name)
        assert found is not None
        yield from commands(found, (*path, name))


def command_at(path: tuple[str, ...]) -> click.Command:
    found: click.Command = afterrun
    for name in path:
        assert isinstance(found, click.Group)
        below = found.get_command(click.Context(found), name)
        assert below is not None
        found = below
    return found


def right(parameter: click.Parameter) -> str:
    kind = parameter.type
    if isinstance(kind, click.Choice):
        return str(next(iter(kind.choices)))
    return RIGHT.get(
        parameter.name or "", "3" if isinstance(kind, click.types.FloatParamType | click.IntRange) else "x"
    )


# What would otherwise simulate for a minute each time: the fewest people, and weeks too few for most designs.
_SHORT: dict[tuple[str, ...], dict[str, str]] = {("trial", "design"): {"--people": "10", "--weeks": "2"}}


def typed(path: tuple[str, ...], bad: click.Parameter | None = None, value: str = "") -> list[str]:
    """Type a command with what it requires, right but for one value."""
    words, behind = [*path], []
    quick = _SHORT.get(path, {})
    words += [f"{name}={told}" for name, told in quick.items() if bad is None or name not in bad.opts]
    for each in command_at(path).params:
        told = value if each is bad else right(each)
        if isinstance(each, click.Argument):
            if each.required or each is bad:
                behind.append(told)
        elif each.name == "journal_path" and each is not bad:
            words += ["--journal", "j.db"]
        elif isinstance(each, click.Option) and (each.required or each is bad):
            words.append(each.opts[-1] if each.is_flag else f"{each.opts[-1]}={told}")
    return [*words, "--", *behind] if behind else words


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    (folder / "sub").mkdir()
    (folder / "folder.db").mkdir()
    (folder / "empty").touch()
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" * 100)
    for report in (("pain", "3"), ("run", "30 min")):
        more = ("--site", "left-heel") if report[0] == "pain" else ()
        type_command(*report, *more, "--journal", "j.db", folder=folder, environment={})
    return folder


@pytest.fixture(autouse=True)
def nothing_is_served(monkeypatch: pytest.MonkeyPatch) -> None:
    def served(*_: Any, **__: Any) -> None:
        return None

    monkeypatch.setattr("afterrun.web.serving.run", served)
    monkeypatch.setattr("afterrun.web.clinic.serving.run", served)
    monkeypatch.setattr("afterrun.web.serving.ReminderThread", served)


@pytest.mark.parametrize("path", list(commands()), ids=" ".join)
def test_no_value_is_a_fault_of_ours(home: Path, path: tuple[str, ...]) -> None:
    wrong = []
    for parameter in [None, *command_at(path).params]:
        if isinstance(parameter, click.Option) and parameter.is_flag:
            values: tuple[str, ...] = ("",)
        else:
            values = tuple(random.Random(f"{path}{parameter and parameter.name}").sample(VALUES, A_PARAMETER))
        for value in values if parameter is not None else ("",):
            words = typed(path, parameter, value)
            try:
                ended = type_command(*words, folder=home, environment={"HOME": str(home), "AFTERRUN_CACHE": ""})
            except Exception as fault:  # whatever it is, the next value is typed as well
                wrong.append((words, f"{type(fault).__name__}: {fault}"[:200]))
                continue
            if ended.code not in ENDINGS or "Traceback" in ended.err:
                wrong.append((words, f"{ended.code} {ended.err[:200]}"))
    assert wrong == []


@pytest.mark.parametrize("path", list(commands()), ids=" ".join)
def test_without_a_home_there_is_a_reason(
    path: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nowhere() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", nowhere)
    words = [each for each in typed(path) if each not in ("--journal", "j.db")]
    without = dict.fromkeys(("HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "AFTERRUN_JOURNAL"))
    ended = type_command(*words, folder=tmp_path, environment=without)
    assert ended.code in ENDINGS
    assert "Traceback" not in ended.err
