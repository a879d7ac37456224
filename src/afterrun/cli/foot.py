"""``afterrun foot``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from afterrun.cli.options import journal_option, json_option, say_json
from afterrun.cli.usage import NUMBER
from afterrun.cli.wrapped import wrapped
from afterrun.errors import InvalidValueError
from afterrun.language import say
from afterrun.places import Place
from afterrun.stopping import go_on

if TYPE_CHECKING:
    from afterrun.findings import FootWhatIf
    from afterrun.foot import Changes, RunningStance
    from afterrun.tissue import Body


@click.command("foot")
@click.option("--change", "changes", multiple=True, help="What is different, NAME=VALUE; several are put in together.")
@click.option("--speed", type=NUMBER, help="Of the usual stance [m/s]; default 3.")
@click.option("--grade", type=NUMBER, help="Height over distance, like 0.05; default level.")
@click.option("--cadence", type=NUMBER, help="Steps a minute, both feet; default what goes with the speed.")
@click.option(
    "--strike", type=click.Choice(("rearfoot", "midfoot", "forefoot")), help="What lands first; default the heel."
)
@click.option("--quick", is_flag=True, help="By the lever alone, at once; else whole stances too, in a minute or more.")
@journal_option
@json_option
def command(
    changes: tuple[str, ...],
    speed: float | None,
    grade: float | None,
    cadence: float | None,
    strike: str | None,
    quick: bool,
    journal_path: Place,
    as_json: bool,
) -> None:
    """Ask what a calf, foot, shoe or way of running that were different would change.

    Without --change it lists what can be asked. Weight, height and landing come from the settings of the journal, if
    there is one. With the extra foot, whole stances are worked out beside the lever; Ctrl-C stops them, and the
    lever answers.
    """
    from afterrun.findings import to_json
    from afterrun.foot import can_go_deeper, read_changes
    from afterrun.lab.foot import stance_of, what_if

    if not changes:
        _list_changes()
        return
    running = stance_of(
        _body(journal_path),
        speed_mps=speed,
        grade=grade,
        cadence_spm=cadence,
        strike=strike,  # type: ignore[arg-type]  # click holds it to the three
    )
    wanted = read_changes(_named(changes))
    found = what_if(running, wanted)
    if not quick and can_go_deeper():
        found = _deeper(running, wanted, quiet=as_json) or found
    if as_json:
        say_json(to_json(found))
        return
    _tell(found)


def _tell(found: FootWhatIf) -> None:
    from afterrun.foot import can_go_deeper
    from afterrun.report import foot

    if found.change:
        click.secho(foot.change_told(found), bold=True)
    click.echo(wrapped(foot.verdict(found)))
    for _, load, told in foot.effect_rows(found):
        click.echo(f"  {load:44s}{told}")
    missing = () if can_go_deeper() else (say(foot.NOT_INSTALLED),)
    not_known = foot.not_known_told(found)
    for text in (*not_known, *foot.beyond_told(found), say(foot.NOT_YOU), foot.method_told(found), *missing):
        click.echo(wrapped(text))


def _deeper(running: RunningStance, changes: Changes, *, quiet: bool) -> FootWhatIf | None:
    """Work out whole stances; None where somebody does not want to wait so long."""
    from afterrun.cli.own_process import in_own_process
    from afterrun.lab.foot import what_if_deeper

    def show(done: int, of: int) -> None:
        if not quiet:
            click.echo("\r  " + say("Whole steps: {done} of {of}", done=done, of=of), nl=done == of, err=True)

    try:
        return in_own_process(what_if_deeper, running, changes, progress=show).told
    except KeyboardInterrupt:
        go_on()
        click.echo("\n" + say("Stopped: this is what the lever says."), err=True)
        return None


def _body(path: Place) -> Body:
    """Take what the journal's settings say of the body; nothing heavy is imported for --help."""
    from afterrun.journal import Journal
    from afterrun.journal.settings import settings_of
    from afterrun.lab.loading import body_of
    from afterrun.tissue import Body

    if isinstance(path, Path) and not path.exists():
        return Body()
    with Journal.open(path, create=False) as journal:
        return body_of(settings_of(journal))


def _named(changes: tuple[str, ...]) -> dict[str, str]:
    """Read NAME=VALUE, each name once."""
    found: dict[str, str] = {}
    for text in changes:
        name, is_pair, value = (part.strip() for part in text.partition("="))
        if not is_pair:
            raise InvalidValueError(
                say("change must be NAME=VALUE; got {text!r}.", text=text),
                remedy=say("Write it like calf_shortening_deg=10."),
            )
        if name in found:
            raise InvalidValueError(
                say("change must name each thing once; got {name} twice.", name=name),
                remedy=say("Leave one of them out."),
            )
        found[name] = value
    return found


def _list_changes() -> None:
    from afterrun.foot import CHANGES
    from afterrun.report.foot import CHANGE_NAMES
    from afterrun.tissue import STRIKES

    click.echo(say("What can be asked: afterrun foot --change NAME=VALUE"))
    for name, rule in CHANGES.items():
        values = say("{low:g} to {high:g}", low=rule.low, high=rule.high) if rule else ", ".join(STRIKES)
        click.echo(f"  {name:30s}{say(CHANGE_NAMES[name])} ({values})")
