"""What calls for a look, and what is worth asking, in the terminal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from afterrun.cli.wrapped import wrapped
from afterrun.language import say

if TYPE_CHECKING:
    from afterrun.findings import Flag
    from afterrun.reasons.red_flags import Questions


def tell_flags(flags: Iterable[Flag]) -> None:
    """Print them, bold, the most urgent first."""
    for flag in flags:
        click.secho(wrapped(flag.text), bold=True)


def tell_questions(due: Iterable[Questions]) -> None:
    """Print what is worth asking, and how to answer."""
    due = list(due)
    for asked in due:
        click.echo("\n" + wrapped(f"{say(asked.why)} {say('Is any of this so?')}"))
        for sign in asked.signs:
            text = f"{sign.id}: {say(sign.tick)}"
            click.echo(wrapped(text, "  ", "    "))
    if due:
        click.echo(say("Answer: afterrun signs NAME yes, or afterrun signs none."))
