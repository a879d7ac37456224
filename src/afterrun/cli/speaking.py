"""The language of the terminal: ``--lang``, else the locale; and help in it."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Mapping, Sequence

import click

from afterrun.language import LANGUAGES, from_environment, mark, marks, say

_OPTION = "--lang"


def take_language(arguments: Sequence[str], environment: Mapping[str, str]) -> tuple[list[str], str]:
    """Take ``--lang`` out, wherever it stands, and say which language it is; without it, that of the locale.

    A language that is not there stays among the arguments: the parser refuses it, and says which there are.

    Examples
    --------
    >>> take_language(["answers", "--lang", "de", "--json"], {})
    (['answers', '--json'], 'de')
    >>> take_language(["--lang=en"], {"LANG": "de_DE.UTF-8"})
    ([], 'en')
    """
    left, chosen = list(arguments), from_environment(environment)
    for i, argument in enumerate(arguments):
        name, sign, value = argument.partition("=")
        if argument == "--":
            break
        if name == _OPTION:
            value = value if sign else next(iter(arguments[i + 1 :]), "")
            if value in LANGUAGES:
                del left[i : i + (1 if sign else 2)]
                return left, value
            return [*arguments[i : i + 2], *arguments[:i], *arguments[i + 2 :]], chosen
    return left, chosen


def paragraphs(text: str) -> Iterator[str]:
    """Split a help text into what is translated: paragraphs, each on one line.

    Examples
    --------
    >>> list(paragraphs("Say\\nit.\\n\\nTwice."))
    ['Say it.', 'Twice.']
    """
    for part in text.split("\n\n"):
        if part.strip():
            yield " ".join(part.split())


def translated(command: click.Command) -> click.Command:
    """Copy a command with its help in the language spoken."""
    mine = copy.copy(command)
    mine.context_class = SpeakingContext
    mine.help = "\n\n".join(say(part) for part in paragraphs(command.help or ""))
    mine.params = [_translated_option(param) for param in command.params]
    if isinstance(mine, click.Group):
        mine.commands = {name: translated(each) for name, each in mine.commands.items()}
    return mine


def _translated_option(param: click.Parameter) -> click.Parameter:
    mine = copy.copy(param)
    if isinstance(mine, click.Option) and mine.help:
        mine.help = say(mine.help)
    return mine


class Formatter(click.HelpFormatter):
    """Click's own words of a help page, in the language spoken."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the first line."""
        super().write_usage(prog, args, f"{say('Usage:')} " if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        """Write a heading."""
        super().write_heading(say(heading))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write names with what they are."""
        default = f"[{say('default')}: "
        super().write_dl([(a, say(b).replace("[default: ", default)) for a, b in rows], col_max, col_spacing)


marks("Options", "Commands")
mark("Show this message and exit.")
mark("Show the version and exit.")


class SpeakingContext(click.Context):
    """What a command runs in: its help pages speak."""

    formatter_class = Formatter
