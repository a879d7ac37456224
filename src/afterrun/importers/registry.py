"""The file formats Afterrun reads. A new one is a module with `sniff` and `parse`, and a line here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from afterrun.importers.devices import fit, gpx, tcx
from afterrun.importers.parsed import Parsed, refused
from afterrun.language import say

HEAD_BYTES = 16384


@dataclass(frozen=True, slots=True)
class Importer:
    """One format.

    Parameters
    ----------
    name : str
        As stored with each record.
    sniff : callable of (name, head) -> bool
        Whether the content is of this format, from its first `HEAD_BYTES`; the name is only a hint.
    parse : callable of (content, name) -> Parsed
        Reads it all. Never raises.
    """

    name: str
    sniff: Callable[[str, bytes], bool]
    parse: Callable[[bytes, str], Parsed]


IMPORTERS = (
    Importer(fit.NAME, fit.sniff, fit.parse),
    Importer(gpx.NAME, gpx.sniff, gpx.parse),
    Importer(tcx.NAME, tcx.sniff, tcx.parse),
)


def parse_file(content: bytes, name: str) -> Parsed:
    """Read a file by the first importer that knows its content; never raises."""
    head = content[:HEAD_BYTES]
    for importer in IMPORTERS:
        if importer.sniff(name, head):
            return importer.parse(content, name)
    return refused(
        name,
        say("This is no format Afterrun knows.") if content else say("The file is empty."),
        say("It reads FIT, GPX and TCX files (also .gz) and folders of journal tables. Unpack archives first."),
    )
