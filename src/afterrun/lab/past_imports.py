"""What each import brought, noted while it comes in, so that the whole of it can be taken back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, fields
from datetime import datetime
from itertools import chain
from typing import Any

from afterrun.journal import Added, Journal
from afterrun.journal.import_notes import Note, noted_list, noted_part, write_notes, write_part
from afterrun.journal.rows import from_row, to_row
from afterrun.lab.row_names import row_name
from afterrun.records.kinds import KINDS, Record
from afterrun.report.imported import import_said

_PART = 500  # names in a part: what is written anew with each file of ten years stays small
_OUT = "out"  # the part with what was taken out
_KIND = {kind.name: kind for kind in KINDS}
_NAME = {kind.record: kind.name for kind in KINDS}

Pair = tuple[Record, Record]


@dataclass(slots=True)
class Brought:
    """What sources brought: names of records, what those took the place of, rows corrected, and what was asked.

    Parameters
    ----------
    sources : list of str
        The files and tables.
    names : list of str
        Of records that were not there before (`lab.row_names`).
    displaced : list of Record
        Those in whose place one of these stands.
    corrected : list of (Record, Record)
        Rows as they were, each with what took its place.
    questions : list of str
        Ids of questions that wait for an answer because of it.
    """

    sources: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    displaced: list[Record] = field(default_factory=list)
    corrected: list[Pair] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.names or self.displaced or self.corrected)

    def and_also(self, more: Brought) -> Brought:
        """Put what two sources brought together."""
        return Brought(*(getattr(self, each.name) + getattr(more, each.name) for each in fields(self)))


@dataclass(frozen=True, slots=True)
class PastImport:
    """An import that brought something.

    Parameters
    ----------
    number : int
        By which it is named.
    at : datetime or None
        When; None if nobody said.
    brought : Brought
        What it brought, and no later import brought anew.
    taken_back : bool
        Whether it was taken back.
    """

    number: int
    at: datetime | None
    brought: Brought
    taken_back: bool

    @property
    def entries(self) -> int:
        """How many records it brought or corrected."""
        return len(self.brought.names) + len(self.brought.corrected)

    @property
    def words(self) -> str:
        """When it was, what of, and how much it brought."""
        sources = list(dict.fromkeys(self.brought.sources))
        return import_said(self.at, sources, self.entries, taken_back=self.taken_back)

    def as_json(self) -> dict[str, Any]:
        """Tell of it without its records."""
        at = None if self.at is None else self.at.isoformat()
        told = {"number": self.number, "at": at, "entries": self.entries, "taken_back": self.taken_back}
        return told | {"sources": self.brought.sources}


@dataclass(slots=True)
class Keeper:
    """Notes what one import brings, source by source: what was taken stays taken, whenever it is stopped.

    Its ``number`` is that of the import, 0 as long as it brought nothing.

    Parameters
    ----------
    journal : Journal
        Where it is noted.
    at : datetime or None
        When the import began.
    token : str
        The same for what is sent file by file and is one import; empty where all of it comes at once.
    by_itself : bool
        Nobody chose these files just now (a sync): what was taken back stays so.
    """

    journal: Journal
    at: datetime | None
    token: str = ""
    by_itself: bool = False
    number: int = field(default=0, init=False)
    _part: int = field(default=0, init=False)
    _gone: frozenset[str] | None = field(default=None, init=False)
    _now: Brought = field(default_factory=Brought, init=False)

    def keep(self, source: str, added: Added, corrected: Iterable[Pair] = (), questions: Iterable[str] = ()) -> None:
        """Note what a source brought; nothing if it brought nothing."""
        name = source.encode("utf-8", "replace").decode()  # the name of a file may be no text
        fresh = Brought(
            [name], [row_name(each) for each in added.kept], list(added.displaced), list(corrected), list(questions)
        )
        if not fresh:
            return
        self._go_on()
        begins = not self.number or len(self._now.names) >= _PART
        part = self._part + 1 if self.number and begins else self._part
        now = fresh if begins else self._now.and_also(fresh)
        with self.journal.together():  # what is noted here is noted only once it is written
            number = self._head(part) if begins else self.number
            write_part(self.journal, number, str(part), _written(now))
        self.number, self._part, self._now = number, part, now

    def wanted(self, records: Sequence[Record], places: Iterable[int]) -> list[int]:
        """Leave out the places of records that were taken back, unless somebody brings them in anew."""
        if not self.by_itself:
            return list(places)
        if self._gone is None:  # looked for once: a first sync may be of thousands of files
            taken_back = (each.brought.names for each in past_imports(self.journal) if each.taken_back)
            self._gone = frozenset(chain.from_iterable(taken_back))
        gone = self._gone
        return [place for place in places if not gone or row_name(records[place]) not in gone]

    def _go_on(self) -> None:
        """Take up what the files before brought, if this one was sent after others."""
        if self.number or not self.token:
            return
        head = next((each for each in _heads(self.journal) if each.get("token") == self.token), None)
        if head is not None:
            self.number, self._part = head["id"], head["parts"] - 1
            self._now = _brought_in(self.journal, head["id"], self._part)

    def _head(self, part: int) -> int:
        """Write that this import has one more part; returns its number."""
        heads = _heads(self.journal)
        number = self.number or 1 + max((head["id"] for head in heads), default=0)
        at = "" if self.at is None else self.at.isoformat()
        own = {"id": number, "at": at, "parts": part + 1, "back": False, "token": self.token}
        _write_heads(self.journal, [own, *(head for head in heads if head["id"] != number)])
        return number


def past_imports(journal: Journal) -> Iterator[PastImport]:
    """Give the imports, the latest first, each with what no later one brought anew: nothing is counted twice."""
    later: set[str] = set()
    for head in _heads(journal):
        brought = _brought(journal, head)
        brought.names = [name for name in dict.fromkeys(brought.names) if name not in later]
        later.update(brought.names)
        if brought:
            with suppress(ValueError):
                at = datetime.fromisoformat(head["at"]) if head["at"] else None
                yield PastImport(head["id"], at, brought, bool(head["back"]))


def mark_taken_back(journal: Journal, number: int, out: Mapping[str, Any] | None) -> None:
    """Note that an import was taken back, and what was taken out with it; or, with None, that it is there again."""
    heads = [head | {"back": out is not None} if head["id"] == number else head for head in _heads(journal)]
    _write_heads(journal, heads)
    write_part(journal, number, _OUT, out or {})


def taken_out_with(journal: Journal, number: int) -> dict[str, Any]:
    """Read what was taken out with an import."""
    return noted_part(journal, number, _OUT)


def written(records: Iterable[Record]) -> list[dict[str, Any]]:
    """Write records for a note, to the letter."""
    return [{"kind": _NAME[type(each)], "row": to_row(each)} for each in records]


def read_back(rows: Iterable[Mapping[str, Any]]) -> list[Record]:
    """Read records that were written so."""
    return [from_row(_KIND[each["kind"]].record, each["row"]) for each in rows]


def _heads(journal: Journal) -> list[dict[str, Any]]:
    said = noted_list(journal, Note.IMPORTS)
    return [each for each in said if isinstance(each, dict) and {"id", "at", "parts", "back"} <= each.keys()]


def _write_heads(journal: Journal, heads: Sequence[Mapping[str, Any]]) -> None:
    write_notes(journal, {Note.IMPORTS: list(heads)})


def _brought(journal: Journal, head: Mapping[str, Any]) -> Brought:
    found = Brought()
    for part in range(head["parts"]):
        found = found.and_also(_brought_in(journal, head["id"], part))
    return found


def _brought_in(journal: Journal, number: int, part: int) -> Brought:
    said = noted_part(journal, number, str(part))
    lists = {name: list(said.get(name, ())) for name in ("sources", "names", "questions")}
    befores, afters = (read_back(pair[side] for pair in said.get("corrected", ())) for side in (0, 1))
    pairs = list(zip(befores, afters, strict=True))
    return Brought(displaced=read_back(said.get("displaced", ())), corrected=pairs, **lists)


def _written(brought: Brought) -> dict[str, Any]:
    return {
        "sources": brought.sources,
        "names": brought.names,
        "displaced": written(brought.displaced),
        "corrected": [written(pair) for pair in brought.corrected],
        "questions": brought.questions,
    }
