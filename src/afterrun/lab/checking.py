"""Is the journal sound, and what is this program running on?"""

from __future__ import annotations

from dataclasses import dataclass

from afterrun.journal import Journal


@dataclass(frozen=True, slots=True)
class Soundness:
    """What `afterrun check` tells.

    Parameters
    ----------
    damage : tuple of str
        Empty if the journal is sound.
    counts : dict
        Rows by table.
    engine : str
        ``C``, or ``NumPy`` where the kernel could not be built.
    """

    damage: tuple[str, ...]
    counts: dict[str, int]
    engine: str


def check_journal(journal: Journal) -> Soundness:
    """Read everything once and compare all checksums."""
    from afterrun.response import engine_name

    return Soundness(journal.verify(), journal.counts(), engine_name())
