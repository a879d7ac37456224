"""``afterrun signs``."""

from __future__ import annotations

from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING

import click

from afterrun.cli.flags import tell_flags, tell_questions
from afterrun.cli.options import WHEN, journal_option, json_option, now_option, say_json
from afterrun.cli.times import happened_at
from afterrun.cli.wrapped import wrapped
from afterrun.language import mark, say, say_n
from afterrun.places import Place

if TYPE_CHECKING:
    from afterrun.findings import Signs, SignTold

_NONE = "none"
_LEVELS = {"same-day": mark("Today"), "within-days": mark("Within days"), "soon": mark("Soon")}
_ANSWERS = {"yes": mark("yes"), "no": mark("no"), "seen": mark("seen")}


@click.command("signs")
@click.argument("name", required=False)
@click.argument("answer", required=False, type=click.Choice(tuple(_ANSWERS)))
@click.option("--at", "at_text", help=WHEN)
@click.option("--note", help="Anything else.")
@journal_option
@json_option
@now_option
def command(
    name: str | None,
    answer: str | None,
    at_text: str | None,
    note: str | None,
    journal_path: Place,
    as_json: bool,
    now: datetime,
) -> None:
    """List the signs that should not wait, or answer: NAME yes, no or seen (by a clinician); none: no to all asked."""
    from afterrun.findings import to_json
    from afterrun.journal import Journal
    from afterrun.lab.signs import keep_answers, ticked
    from afterrun.reasons import questions, signs_told

    if name and name != _NONE and answer is None:
        raise click.UsageError(say("Say yes, no or seen after the name."))
    with Journal.open(journal_path, create=bool(name)) as journal:
        at = happened_at(at_text, now=now, day_is_enough=True)
        if name:
            due = [sign.id for sign in signs_told(journal.diary(), now).signs if sign.due]
            answers = ticked(due, ()) if name == _NONE else {name: answer or ""}
            kept = keep_answers(journal, answers, at, source="cli", note=note)
        diary = journal.diary()
    found = signs_told(diary, max(now, at))
    if as_json:
        say_json(to_json(found))
        return
    if name:
        click.echo(say_n("Saved: {n} answer.", "Saved: {n} answers.", len(kept)))
    tell_flags(found.safety)
    if not name:
        _tell(found)
    tell_questions(questions(diary, max(now, at)))


def _tell(found: Signs) -> None:
    for level, group in groupby(found.signs, key=lambda sign: sign.level):
        click.secho(f"\n{say(_LEVELS[level])}", bold=True)
        for sign in group:
            click.echo(f"  {sign.id} ({_last(sign)})")
            click.echo(wrapped(sign.text, "    "))
    click.echo("\n" + say("Answer: afterrun signs NAME yes, no or seen. None of what is asked: afterrun signs none."))


def _last(sign: SignTold) -> str:
    if sign.answer is None:
        return say("not asked yet")
    return say("{answer}, {at:%d %b %Y}", answer=say(_ANSWERS[sign.answer]), at=sign.answered)
