"""What calls for a look, and what is worth asking, in the terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from afterrun.language import say

if TYPE_CHECKING:
    from afterrun.findings import Flag
    from afterrun.reasons.red_flags import Questions

_WIDTH = 88


def tell_flags(flags: Iterable[Flag]) -> None:
    """Print them, bold, the most urgent first."""
    for flag in flags:
        click.secho(textwrap.fill(flag.text, _WIDTH), bold=True)


def tell_questions(due: Iterable[Questions]) -> None:
    """Print what is worth asking, and how to answer."""
    due = list(due)
    for asked in due:
        click.echo("\n" + textwrap.fill(f"{say(asked.why)} {say('Is any of this so?')}", _WIDTH))
        for sign in asked.signs:
            text = f"{sign.id}: {say(sign.tick)}"
            click.echo(textwrap.fill(text, _WIDTH, initial_indent="  ", subsequent_indent="    "))
    if due:
        click.echo(say("Answer: afterrun signs NAME yes, or afterrun signs none."))
