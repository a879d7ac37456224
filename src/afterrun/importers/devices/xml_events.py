"""A streaming XML reader that hands on each element with its path, whatever prefix its names carry."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, tzinfo
from typing import NoReturn, Protocol
from xml.parsers import expat

from afterrun.importers.devices import xml_mending
from afterrun.language import mark, say
from afterrun.records.problem import Problem

DEEPEST = 100
# Judgement, so that no file costs more than a few seconds. Two days with a point each second have 173,000 of them; a
# point with most of what watches write is 8 elements of 40 letters each.
MOST_POINTS = 200_000
MOST_ELEMENTS = 1_400_000
MOST_NAMES = 5_000
MOST_ACTIVITIES = 2_000
MOST_DOCUMENTS = 2_000  # behind each other in one file
MOST_PARTS = 10_000  # each time a watch was stopped or a lap was taken
LONGEST_TAG_BYTES = 2**18
_COUNTED = {
    "trkpt": (mark("points"), MOST_POINTS),
    "Trackpoint": (mark("points"), MOST_POINTS),
    "trk": (mark("activities"), MOST_ACTIVITIES),
    "Activity": (mark("activities"), MOST_ACTIVITIES),
    "Placemark": (mark("activities"), MOST_ACTIVITIES),
    "workout": (mark("activities"), MOST_ACTIVITIES),
    "coord": (mark("points"), MOST_POINTS),
    "sample": (mark("points"), MOST_POINTS),
    "trkseg": (mark("parts"), MOST_PARTS),
    "Track": (mark("parts"), MOST_PARTS),
    "Lap": (mark("parts"), MOST_PARTS),
    **dict.fromkeys(("gpx", "TrainingCenterDatabase", "pwx"), (mark("documents"), MOST_DOCUMENTS)),
}
_STEP = 2**16
NO_OFFSET = mark("Times without an offset were read with the one before them, or else as UTC")

_NOTHING = mark("Nothing to do.")
_HEAD_BYTES = 16384
_SINCE_1970 = re.compile(r"1\d{9}(?:\d{3}|\.\d+)?", re.ASCII)  # of 2001 to 2033
_COMMA = re.compile(rb"""["'>]-?\d{1,6},\d+["'<]""")
_DECIMAL_COMMA = re.compile(r"[+-]?\d+,\d+")
_PROLOG = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(\[.*?\]\s*)?>", re.DOTALL)
_ROOT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class Reader(Protocol):
    """What a format does with the elements; ``path`` is the local names from the root to this element."""

    def opened(self, path: Sequence[str], attributes: Mapping[str, str]) -> None:
        """Take the start of an element."""

    def closed(self, path: Sequence[str], text: str) -> None:
        """Take the end of an element, with the text since its last child."""

    def refused(self) -> None:
        """Forget all of it: half a run is another run."""


class _RefusedError(Exception):
    """The document is built to harm, not to be read."""


def root_of(head: bytes) -> str | None:
    """Local name of the root element, from the first bytes of a file; None if they are no XML."""
    codec = xml_mending.utf_16(head) or ("utf-8-sig" if head.startswith(_BYTE_ORDER_MARK) else "latin-1")
    text = head.decode(codec, errors="replace").lstrip("\ufeff")
    at = 0
    while match := _PROLOG.match(text, at):
        at = match.end()
    root = _ROOT.match(text, at)
    return root.group(1) if root else None


def read_elements(content: bytes, reader: Reader, *, name: str) -> list[Problem]:
    """Read a document from its start as far as it is sound, and those of its kind that were put behind it.

    Returns
    -------
    list of Problem
        Where and why the reading stopped, and what was mended.
    """
    feeder = _Feeder(reader)
    told = []
    content = xml_mending.in_utf_8(content)
    if (mended := xml_mending.mended(content)) is not content:
        told.append(
            Problem(
                name, say("It holds characters that it must not, in a name perhaps; the rest was read."), say(_NOTHING)
            )
        )
        content = mended
    if _COMMA.search(content[:_HEAD_BYTES]):
        told.append(Problem(name, say("Its numbers have decimal commas; they were read so."), say(_NOTHING)))
    try:
        at, error = _read_all(feeder, content)
    except _RefusedError as refusal:
        reader.refused()
        return [*told, Problem(name, str(refusal), say("Export the file again from where it came."))]
    if error is not None:
        what = f"The file is damaged here ({error}); nothing after it could be read."
        where = say("{name} byte {at}", name=name, at=at)
        told.append(Problem(where, what, say("Export it again if something is missing.")))
    return told


def _read_all(feeder: _Feeder, content: bytes) -> tuple[int, Exception | None]:
    """Read one document behind the other; returns how far that went, and what ended it before the last byte."""
    root, begin = root_of(content[:_HEAD_BYTES]), _blank(content)
    while True:
        try:
            feeder.read(memoryview(content)[begin:])
        except (expat.ExpatError, LookupError, ValueError) as error:
            at = begin + max(feeder.parser.ErrorByteIndex, 0)
            goes_on = at > begin and not feeder.path and root_of(content[at : at + _HEAD_BYTES]) == root
            if root is None or not goes_on:
                return at, error
            begin = at
            feeder.begin_another()
        else:
            return len(content), None


def _blank(content: bytes) -> int:
    """Count the blanks that some exporters write before the declaration, behind the mark of UTF-8 too."""
    head = content[:_STEP]
    bare = head.removeprefix(_BYTE_ORDER_MARK).lstrip()
    return 0 if head.startswith(_BYTE_ORDER_MARK + bare[:1]) else len(head) - len(bare)


def number(text: str) -> float:
    """Read a number, with a decimal comma too; NaN for text that is none."""
    try:
        return float(text.replace(",", ".") if _DECIMAL_COMMA.fullmatch(text) else text)
    except ValueError:
        return float("nan")


def moment(text: str) -> datetime | None:
    """Read a time, of a calendar or in (milli)seconds since 1970; None for text that is none.

    It has no offset if the text has none.
    """
    text = text.strip()
    try:
        if _SINCE_1970.fullmatch(text):
            return datetime.fromtimestamp(int(text[:10]), UTC)
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def seconds(at: datetime, offset: tzinfo) -> float | None:
    """Seconds since 1970 UTC; ``offset`` is for a time that has none of its own."""
    try:
        return (at if at.tzinfo is not None else at.replace(tzinfo=offset)).timestamp()
    except (OverflowError, ValueError):
        return None


class _Feeder:
    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.path: list[str] = []
        self.text: list[str] = []
        self.elements = 0
        self.names: dict[str, str] = {}  # as written -> without its prefix
        self.counts: Counter[str] = Counter()
        self.begin_another()

    def begin_another(self) -> None:
        """Begin a document; what was counted in those before it counts on."""
        self.parser = expat.ParserCreate()  # prefixes are cut off: some files do not declare theirs
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._open
        self.parser.EndElementHandler = self._close
        self.parser.CharacterDataHandler = self.text.append
        self.parser.EntityDeclHandler = self._refuse

    def read(self, content: memoryview) -> None:
        """Hand the document to the parser piece by piece, so that a tag without an end is seen before all of it is."""
        for at in range(0, len(content), _STEP):
            self.parser.Parse(content[at : at + _STEP], False)
            if at + _STEP - self.parser.CurrentByteIndex > LONGEST_TAG_BYTES:
                raise _RefusedError(
                    say("A tag or a text in it is longer than {most} KiB.", most=LONGEST_TAG_BYTES // 2**10)
                )
        self.parser.Parse(b"", True)

    def _meet(self, name: str) -> str:
        """Take a name that is new."""
        if len(self.names) >= MOST_NAMES:
            raise _RefusedError(say("The file holds more than {most} kinds of elements.", most=MOST_NAMES))
        local = self.names[name] = name.rpartition(":")[2]
        return local

    def _count(self, name: str) -> None:
        what, most = _COUNTED[name]
        self.counts[what] += 1
        if self.counts[what] > most:
            raise _RefusedError(say("The file holds more than {most} {what}.", most=most, what=say(what)))

    def _open(self, name: str, attributes: Mapping[str, str]) -> None:
        self.elements += 1
        if self.elements > MOST_ELEMENTS:
            raise _RefusedError(say("The file holds more than {most} elements.", most=MOST_ELEMENTS))
        if len(self.path) >= DEEPEST:
            raise _RefusedError(say("The file nests elements deeper than {deepest} levels.", deepest=DEEPEST))
        local = self.names.get(name) or self._meet(name)
        if local in _COUNTED:
            self._count(local)
        self.path.append(local)
        self.text.clear()
        self.reader.opened(self.path, attributes)

    def _close(self, name: str) -> None:
        self.reader.closed(self.path, "".join(self.text).strip() if self.text else "")
        self.text.clear()
        self.path.pop()

    def _refuse(self, *declared: object) -> NoReturn:
        raise _RefusedError(say("The file declares entities of its own, which no activity file needs."))
