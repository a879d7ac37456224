"""Pages are walked here too: what takes a minute in them is made up."""

from __future__ import annotations

from tests.web.conftest import whole_stances

__all__ = ["whole_stances"]
