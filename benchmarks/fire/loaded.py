"""Loads what a server has loaded once it has answered: the pages are set up, and need not be a thousand times."""

from __future__ import annotations

import afterrun.lab.importing
import afterrun.web.serving  # noqa: F401
from afterrun.journal.stores.sqlite import migrate  # noqa: F401
from afterrun.web.app import _pages

_pages()
