"""A group that imports a command's module only when it is called."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

from afterrun.cli.speaking import SpeakingContext, paragraphs, translated
from afterrun.language import say


class LazyGroup(click.Group):
    """Commands by name; ``import`` lives in ``afterrun.cli.import_`` because the word is taken."""

    context_class = SpeakingContext

    def __init__(self, *args: Any, commands_help: Mapping[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        self._help = commands_help

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Without a command it is `serve`, with whatever options were given."""
        if not args or (
            args[0] not in self._help
            and args[0].partition("=")[0] not in ("--help", "--version", "--lang")
            and args[0].startswith("-")
        ):
            args = ["serve", *args]
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of their usefulness."""
        return list(self._help)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command."""
        if cmd_name not in self._help:
            return None
        module = import_module(f"afterrun.cli.{cmd_name}_" if cmd_name == "import" else f"afterrun.cli.{cmd_name}")
        command = module.command
        assert isinstance(command, click.Command)
        return translated(command)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the program is, in the language spoken."""
        for each in paragraphs(self.help or ""):
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text(say(each))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(self._help.items()))  # said by the formatter
