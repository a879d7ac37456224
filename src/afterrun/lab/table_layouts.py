"""How this person's own tables are laid out, kept with the journal: explained once, known from then on."""

from __future__ import annotations

from contextlib import suppress

from afterrun.errors import AfterrunError
from afterrun.importers.tables.layout import Layout, layout_from
from afterrun.journal import Journal
from afterrun.journal.import_notes import Note, noted_list, write_notes

_MOST = 50  # judgement: the oldest is forgotten; nobody keeps so many kinds of tables


def layouts_of(journal: Journal) -> tuple[Layout, ...]:
    """Read the layouts that are kept, the newest first; one that this program does not know is passed over."""
    found = []
    for said in noted_list(journal, Note.LAYOUTS):
        with suppress(AfterrunError, TypeError, ValueError):
            found.append(layout_from(said))
    return tuple(found)


def keep_layout(journal: Journal, layout: Layout) -> None:
    """Keep a layout, before all others; one that names the same columns is replaced."""
    others = [each for each in layouts_of(journal) if set(each.columns.values()) != set(layout.columns.values())]
    said = [each.as_json() for each in (layout, *others)[:_MOST]]
    write_notes(journal, {Note.LAYOUTS: said})
