"""What the forms of records have to know, gathered for a request."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fastapi import Request

from afterrun.journal import Journal
from afterrun.journal.settings import settings_of
from afterrun.records import Diary
from afterrun.records.kinds import KINDS
from afterrun.web.forms.record_values import Context
from afterrun.web.state.service import service_of


def context_of(request: Request, journal: Journal) -> Context:
    """Gather what the forms of records have to know."""
    diary = journal.diary()
    return Context(diary.sites(), service_of(request).now(journal), settings_of(journal).zone, _before(diary))


def _before(diary: Diary) -> Mapping[str, Sequence[str]]:
    """List what was said before of the fields for which that is offered."""
    fields = ((kind, each) for kind in KINDS for each in kind.asked if each.line.asked and each.line.asked.as_before)
    said = {each.name: [getattr(record, each.name) for record in getattr(diary, kind.plural)] for kind, each in fields}
    return {name: tuple(dict.fromkeys(value for value in reversed(values) if value)) for name, values in said.items()}
