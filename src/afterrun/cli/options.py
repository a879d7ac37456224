"""Options that several commands share, and how sites are read."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.core import ParameterSource

from afterrun.cli.times import local_now, parse_time
from afterrun.lab.locating import default_journal_path
from afterrun.places import is_address, journal_place

if TYPE_CHECKING:
    from afterrun.records import Site

F = TypeVar("F", bound=Callable[..., Any])


class JournalPlace(click.Path):
    """A journal's file, or its address in a database, which is no path."""

    def __init__(self) -> None:
        super().__init__(path_type=Path, dir_okay=False)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Read an address; anything else is a file."""
        if isinstance(value, str) and is_address(value):
            return journal_place(value)
        return super().convert(value, param, ctx)


WHEN = 'Default now. "07:30", "yesterday 21:00" or 2026-05-01T07:30.'


def journal_option(command: F) -> F:
    """--journal FILE."""
    return click.option(
        "--journal",
        "journal_path",
        type=JournalPlace(),
        default=None,
        callback=lambda _c, _p, value: value or default_journal_path(),
        help="Journal file, or address of a database [default: $AFTERRUN_JOURNAL, else your data directory].",
    )(command)


def json_option(command: F) -> F:
    """--json."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON.")(command)


def now_option(command: F) -> F:
    """--now T."""
    return click.option(
        "--now",
        callback=lambda _c, _p, value: parse_now(value),
        help="Pretend it is this time, for reproducible results (ISO 8601 with offset).",
    )(command)


def seed_option(command: F) -> F:
    """--seed N."""
    return click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Seed.")(command)


def site_option(command: F) -> F:
    """--site SITE."""
    return click.option(
        "--site",
        callback=lambda _c, _p, value: _site(value) if value else None,
        help='Place, like right-forefoot-lateral or "left kneecap".',
    )(command)


def _site(name: str) -> Site:
    from afterrun.records import Site  # only now: a command that is not asked for a site may need no record

    return Site.parse(name)


def parse_now(text: str | None) -> datetime:
    """Read --now; without it, the clock."""
    return parse_time(text, now=local_now()) if text else local_now()


def is_now(now: datetime) -> bool:
    """Whether a time is this moment: what is told as of another one was not told before what came."""
    return abs(now - local_now()) < timedelta(minutes=5)


def say_json(value: object) -> None:
    """Print JSON."""
    click.echo(json_text(value))


def json_text(value: object) -> str:
    """Write JSON: no NaN, UTF-8 as it is."""
    return json.dumps(value, indent=1, ensure_ascii=False, allow_nan=False)


def is_named(option: str) -> bool:
    """Whether an option of the command that runs was given, not left to its default."""
    return click.get_current_context().get_parameter_source(option) != ParameterSource.DEFAULT
