"""What calls for a look, and what is worth asking, in the terminal."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

import click

from afterrun.cli.wrapped import wrapped
from afterrun.language import say

if TYPE_CHECKING:
    from afterrun.findings import Flag
    from afterrun.reasons.red_flags import Questions, Saved
    from afterrun.records import Diary


def tell_what_calls(diary: Diary, record: Saved, now: datetime) -> None:
    """Print what calls for a look now that a record is saved, and what is worth asking."""
    from afterrun.reasons import flags_on_saving, questions
    from afterrun.records.kinds import KIND_OF

    tell_flags(flags_on_saving(diary, record, now))
    tell_questions(questions(diary, max(now, KIND_OF[type(record)].time_of(record))))


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
        click.echo(
            wrapped(
                say("Answer: afterrun signs NAME yes, no or seen (by a clinician). None of these: afterrun signs none.")
            )
        )
