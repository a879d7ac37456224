"""What was typed cannot be read: what is wrong with it, in the language spoken, and where to read more."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

import click

from afterrun.language import say

_MORE_THAN_TAKEN = re.compile(r"unexpected extra arguments? \((.*)\)", re.DOTALL)
_NO_COMMAND = re.compile(r"No such command '(.*)'", re.DOTALL)
_BELOW_ZERO = re.compile(r"-\d.*")
_ELSEWHERE = {"correct": "remove", "edit": "remove", "log": "entries", "list": "entries", "show": "entries"}
_ELSEWHERE |= {"undo": "remove", "delete": "remove", "status": "answers"}


class Number(click.ParamType):  # type: ignore[type-arg]  # without one before click 8.5
    """A number, with a point or a comma."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Read it."""
        try:
            return float(str(value).replace(",", ".", 1))
        except ValueError:
            self.fail(say("{value!r} is no number. Write it like 3 or 4.5.", value=value), param, ctx)


NUMBER = Number()


def usage_words(error: click.ClickException) -> str:
    """Say what is wrong, below how the command is called.

    Examples
    --------
    >>> usage_words(click.NoSuchOption("--sit", possibilities=["--site"]))
    'There is no option --sit. Did you mean --site?'
    """
    ctx = error.ctx if isinstance(error, click.UsageError) else None
    if ctx is None:
        return _what(error)
    more = say("All about it: {command} --help", command=ctx.command_path)
    return f"{ctx.get_usage()}\n{more}\n\n{_what(error)}"


def _what(error: click.ClickException) -> str:
    if isinstance(error, click.NoSuchOption):
        return _no_option(error)
    if isinstance(error, click.BadOptionUsage):
        return say("{name} needs a value after it.", name=error.option_name)
    if isinstance(error, click.BadParameter):
        return _bad_value(error)
    if found := _NO_COMMAND.search(error.message):
        return _no_command(found[1], error)
    if found := _MORE_THAN_TAKEN.search(error.message):
        return say("Too much: {what}. Words with a space between them go in quotes.", what=found[1])
    return error.format_message()


def _no_command(name: str, error: click.ClickException) -> str:
    ctx = error.ctx if isinstance(error, click.UsageError) else None
    known = ctx.command.list_commands(ctx) if ctx is not None and isinstance(ctx.command, click.Group) else []
    meant = [_ELSEWHERE[name]] if _ELSEWHERE.get(name) in known else get_close_matches(name, known, n=2)
    return _with_meant(say("There is no command {name}.", name=name), meant)


def _no_option(error: click.NoSuchOption) -> str:
    if _BELOW_ZERO.fullmatch(error.option_name):
        return say("{value} is read as an option: no number here lies below 0.", value=error.option_name)
    return _with_meant(say("There is no option {name}.", name=error.option_name), error.possibilities or ())


def _with_meant(text: str, meant: Iterable[str]) -> str:
    names = ", ".join(meant)
    return f"{text} {say('Did you mean {names}?', names=names)}" if names else text


def _bad_value(error: click.BadParameter) -> str:
    param = error.param
    name = param.get_error_hint(error.ctx).replace("'", "") if param is not None and error.ctx else ""
    if isinstance(error, click.MissingParameter):
        what = getattr(param, "help", None)
        return say("{name} is missing.", name=name) + (f" {name}: {what}" if what else "")
    if param is not None and isinstance(param.type, click.Choice):
        names = ", ".join(map(str, param.type.choices))
        return say("{name} must be one of {names}; {value} is none.", name=name, names=names, value=_value_in(error))
    if param is not None and isinstance(param.type, click.types.IntParamType):
        return _whole_number(name, param.type)
    return f"{name}: {error.message}" if name else error.message


def _value_in(error: click.BadParameter) -> str:
    """Take out what was typed, which click tells in its sentence only."""
    return error.message.partition("' ")[0].lstrip("'")


def _whole_number(name: str, of: click.types.IntParamType) -> str:
    low, high = getattr(of, "min", None), getattr(of, "max", None)
    if low is None:
        return say("{name} must be a whole number.", name=name)
    if high is None:
        return say("{name} must be a whole number, {low} or more.", name=name, low=low)
    return say("{name} must be a whole number from {low} to {high}.", name=name, low=low, high=high)
