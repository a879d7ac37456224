"""``afterrun password``."""

from __future__ import annotations

import sys

import click

from afterrun.cli.options import journal_option
from afterrun.cli.times import local_now
from afterrun.language import say
from afterrun.places import Place


@click.command("password")
@click.option("--remove", is_flag=True, help="Ask for no password any more.")
@journal_option
def command(remove: bool, journal_path: Place) -> None:
    """Set the password that the app asks for. It is prompted for, or read from a pipe; never put it in a command."""
    from afterrun.accounts.access import Access
    from afterrun.journal.secrets import Secrets

    access = Access(Secrets(journal_path), local_now)
    if remove:
        click.echo(say("Removed; all are logged out.") if access.remove_password() else say("There was none."))
        return
    access.set_password(asked())
    click.echo(say("Kept. The app asks for it from now on; who was logged in has to log in again."))


def asked() -> str:
    """Ask for a new password twice, or read it from a pipe."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    text: str = click.prompt(say("Password"), hide_input=True, confirmation_prompt=say("Once more"), err=True)
    return text
