"""Every text for people, found where it is said: in modules by their syntax, in templates by Jinja's own extraction."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import click

import afterrun
from afterrun.cli import COMMANDS
from afterrun.cli import afterrun as afterrun_command
from afterrun.cli.speaking import paragraphs
from afterrun.web.frame.rendering import templates

ROOT = Path(afterrun.__file__).parent
_ONE, _MANY = frozenset({"say", "mark", "spoken"}), frozenset({"say_n"})


@dataclass(frozen=True, slots=True)
class Found:
    """A text, its form for many (or ""), and where it stands."""

    msgid: str
    plural: str
    where: str

    @property
    def part(self) -> str:
        """The part of the program, which names the catalogue it belongs to."""
        return Path(self.where.partition(":")[0]).parts[0].removesuffix(".py")


@cache
def all_msgids() -> tuple[Found, ...]:
    """List every text once, by the place where it is first said; the whole program is read for it."""
    found: dict[str, Found] = {}
    for path in sorted(ROOT.rglob("*.py")):
        for each in _in_module(path):
            found.setdefault(each.msgid, each)
    for path in sorted((ROOT / "web").rglob("*.html")):
        for each in _in_template(path):
            found.setdefault(each.msgid, each)
    for each in _in_help():
        found.setdefault(each.msgid, each)
    return tuple(found.values())


def _in_module(path: Path) -> Iterator[Found]:
    where = path.relative_to(ROOT).as_posix()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            texts = [each.value for each in node.args if isinstance(each, ast.Constant) and isinstance(each.value, str)]
            place = f"{where}:{node.lineno}"
            if node.func.id in _ONE and texts:
                yield Found(texts[0].replace("-", " ") if node.func.id == "spoken" else texts[0], "", place)
            elif node.func.id == "marks":
                yield from (Found(text, "", place) for text in texts)
            elif node.func.id in _MANY and len(texts) > 1:
                yield Found(texts[0], texts[1], place)


def _in_template(path: Path) -> Iterator[Found]:
    where = path.relative_to(ROOT).as_posix()
    for line, name, texts in templates.env.extract_translations(path.read_text("utf-8")):  # type: ignore[attr-defined]
        one = texts[0] if isinstance(texts, tuple) else texts
        if one is not None:  # else a variable: what it holds is marked where it comes from
            yield Found(one, texts[1] if name == "ngettext" else "", f"{where}:{line}")


def _in_help() -> Iterator[Found]:
    for name in COMMANDS:
        command = afterrun_command.get_command(click.Context(afterrun_command), name)
        assert command is not None
        yield from _of_command(command, f"cli/{name}.py:1")
    yield from _of_command(afterrun_command, "cli/__init__.py:1")


def _of_command(command: click.Command, where: str) -> Iterator[Found]:
    yield from (Found(part, "", where) for part in paragraphs(command.help or ""))
    yield from (Found(p.help, "", where) for p in command.params if isinstance(p, click.Option) and p.help)
    if isinstance(command, click.Group) and command is not afterrun_command:
        for each in command.commands.values():
            yield from _of_command(each, where)
