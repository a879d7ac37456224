"""Which journal this is. Two of them may be served under one address, one after the other: a demo, then one's own."""

from __future__ import annotations

import secrets

from afterrun.journal.journal import Journal
from afterrun.journal.revision import ID_SETTING

_BYTES = 8


def journal_id(journal: Journal) -> str:
    """Name the journal for good, so that a check-in kept by a browser goes to the one it was made for."""
    return journal.setting(ID_SETTING) or journal.settle(ID_SETTING, secrets.token_hex(_BYTES))
