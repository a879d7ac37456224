"""Whom the answers of a journal lean on from now on; whom they lean on now is in its diary."""

from __future__ import annotations

from afterrun.journal.journal import Journal
from afterrun.journal.kept_others import OTHERS
from afterrun.records.others import Others


def keep_others(journal: Journal, others: Others | None) -> None:
    """Keep them; None for nobody."""
    journal.set_setting(OTHERS, "" if others is None else others.text)
