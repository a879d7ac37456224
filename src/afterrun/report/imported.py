"""What an import did that one should know, in words."""

from __future__ import annotations

from afterrun.language import say
from afterrun.records import Run


def counted_once(new: Run, old: Run) -> str:
    """Say that two sources told of one run.

    Parameters
    ----------
    new, old : Run
        As the later source has it, and as it was there.
    """
    return say(
        "The run of {start:%Y-%m-%d %H:%M} is the one that {source} told of; it counts once.",
        start=new.start,
        source=old.source,
    )
