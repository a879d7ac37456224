"""``afterrun clinic``."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from afterrun.cli.database import tell_prepared
from afterrun.cli.options import seed_option
from afterrun.cli.serve import PEM
from afterrun.cli.times import local_now
from afterrun.language import say, say_n
from afterrun.places import database_at

if TYPE_CHECKING:
    from afterrun.clinic.audit import Verified
    from afterrun.clinic.house import House

F = TypeVar("F", bound=Callable[..., Any])
_SHOWN = 40  # lines, of one screen


def _in_house(command: F) -> F:
    """--folder DIR or --database ADDRESS: opens the clinic there, as ``house``, and closes it at the end."""

    @click.option("--folder", type=click.Path(path_type=Path, file_okay=False), help="Folder of the clinic.")
    @click.option("--database", help="Or its database, like postgresql://ROLE@HOST/DATABASE.")
    @wraps(command)
    def opened(folder: Path | None, database: str | None, **others: Any) -> Any:
        from afterrun.clinic.house import House

        home = folder if database is None else database_at(database)
        if home is None or (folder is not None and database is not None):
            raise click.UsageError(say("Say where the clinic is: --folder or --database."))
        with closing(House.at(home, local_now)) as house:
            return command(house=house, **others)

    return opened  # type: ignore[return-value]  # the same but for two options


@click.group("clinic")
def command() -> None:
    """Many people in one house: runners with a journal each, clinicians, researchers, administrators."""


@command.command("serve")
@_in_house
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Address to listen on. Any but this computer's own needs a certificate.",
)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8720, show_default=True, help="Port; the next free one if taken."
)
@click.option("--allow-host", "allowed_hosts", multiple=True, help="A name it may be asked for by; again for more.")
@click.option("--origin", help="Address in the browser, like https://clinic.example.org: where passkeys work.")
@click.option("--tls-cert", type=PEM, help="Certificate for https (PEM).")
@click.option("--tls-key", type=PEM, help="Key of the certificate (PEM).")
@seed_option
def serve(
    house: House,
    host: str,
    port: int,
    allowed_hosts: tuple[str, ...],
    origin: str | None,
    tls_cert: Path | None,
    tls_key: Path | None,
    seed: int,
) -> None:
    """Open the app of a clinic. Stop it with Ctrl-C."""
    from afterrun.clinic.origin import Origin
    from afterrun.web.clinic.serving import serve_clinic
    from afterrun.web.serving import Reach

    reach = Reach(host, port, allowed_hosts, tls_cert, tls_key)
    serve_clinic(house, reach=reach, origin=None if origin is None else Origin.parse(origin), seed=seed)


@command.command("prepare")
@click.argument("address")
@click.option("--role", required=True, help="Role that the app connects as: no superuser, and not the owner.")
def prepare(address: str, role: str) -> None:
    """Make the tables of a clinic in the database at ADDRESS, or bring them up to date. Connect as their owner.

    It does what `afterrun database prepare` does for the journals, too. Do it again after each update of Afterrun, with
    a copy (pg_dump) made before.
    """
    from afterrun.journal.stores import require_postgres

    database = database_at(address)
    require_postgres(database)
    from afterrun.clinic.in_database import prepare as prepare_clinic

    tell_prepared(prepare_clinic(database, role), role)


@command.command("create-administrator")
@_in_house
@click.option("--name", default="", help="What others call them [default: as the login].")
@click.option("--login", prompt=True, help="What they log in with.")
@click.option("--if-none", is_flag=True, help="Do nothing where there is one already.")
def create_administrator(house: House, name: str, login: str, if_none: bool) -> None:
    """Make an administrator, who invites everybody else. The password is prompted for, or read from a pipe."""
    from afterrun.cli.password import asked
    from afterrun.clinic import people
    from afterrun.clinic.roles import Role

    if if_none and people.everybody(house.store, Role.ADMINISTRATOR):
        click.echo(say("There is one already."))
        return
    house.first_administrator(name=name or login, login=login, password=asked())
    click.echo(say("Made. Log in, set the second factor up, and invite the others."))


@command.command("reset")
@_in_house
@click.argument("login")
def reset(house: House, login: str) -> None:
    """Give LOGIN a new password and no second factor: for who lost the telephone and the codes on paper."""
    from afterrun.cli.password import asked

    house.reset(login, asked())
    click.echo(say("Done. All their sessions have ended, and the second factor is set up anew at the next login."))


@command.command("audit")
@_in_house
@click.option("--verify", is_flag=True, help="Walk the whole chain, and say whether it holds.")
@click.option("--head", "heads", multiple=True, help="A head that was kept elsewhere: the chain must still have it.")
def audit(house: House, verify: bool, heads: tuple[str, ...]) -> None:
    """Show the newest lines of the audit trail, or look whether all of it is as it was written."""
    from afterrun.clinic import audit as trail

    store = house.store
    if verify or heads:
        _verify(trail.verify(store, heads=heads))
        return
    for line in reversed(trail.lines(store, most=_SHOWN)):
        told = (line.number, f"{line.at:%Y-%m-%d %H:%M:%S}", line.actor, line.action, line.subject, line.outcome)
        click.echo("  ".join(str(each) for each in (*told, line.detail) if each != ""))


def _verify(found: Verified) -> None:
    from afterrun.errors import JournalError

    if found.broken is not None:
        raise JournalError(
            say("audit trail must be as it was written; line {n} is not.", n=found.broken),
            remedy=say("Somebody has been at the file. Keep it as it is, and look at a backup."),
        )
    click.echo(
        say_n("{n} line, as it was written.", "{n} lines, all as they were written.", found.lines)
        + " "
        + say("Keep its head elsewhere: {head}", head=found.head)
    )
