"""What the forms of records have to know, gathered for a request."""

from __future__ import annotations

from fastapi import Request

from afterrun.journal import Journal
from afterrun.journal.settings import settings_of
from afterrun.web.forms.record_values import Context
from afterrun.web.state.service import service_of


def context_of(request: Request, journal: Journal) -> Context:
    """Gather what the forms of records have to know."""
    return Context(journal.diary().sites(), service_of(request).now(journal), settings_of(journal).zone)
