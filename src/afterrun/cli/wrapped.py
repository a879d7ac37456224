"""Lines of the terminal: as wide as they read well, whatever the window."""

from __future__ import annotations

import textwrap

_WIDTH = 88


def wrapped(text: str, indent: str = "", rest: str | None = None) -> str:
    """Break a text into lines.

    Parameters
    ----------
    text : str
        What is said.
    indent, rest : str
        What the first line and the others begin with; all alike unless told.

    Examples
    --------
    >>> wrapped("a " * 50, "  ", "    ").splitlines()[1][:6]
    '    a '
    """
    return textwrap.fill(text, _WIDTH, initial_indent=indent, subsequent_indent=indent if rest is None else rest)
