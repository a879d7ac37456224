"""The text of a table, and how its cells are parted: what spreadsheets of any country write."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from afterrun.language import say
from afterrun.records.problem import Problem

MOST_BROKEN_ROWS = 100
LONGEST_LINE = 2**16  # letters; judgement, so that no table costs more than a few seconds
SEPARATORS = (",", ";", "\t", "|")
_SEP_LINE = re.compile(r"\ufeff?\"?sep=(.)\"?\s*", re.IGNORECASE)
# The longer mark first: that of UTF-32 begins like that of UTF-16.
_WRAPPED = re.compile(r'"((?:[^"]|"")*)"')
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_JAPANESE = "cp932"
_KANA_AND_KANJI = re.compile("[\u3040-\u30ff\u4e00-\u9fff]{2}")  # one alone may be a letter of the west and the next
_WESTERN = ("cp1252", "mac_roman", "cp850")
_WRITTEN = frozenset("äöüÄÖÜßéèêëÉàâáãåçñíìîïóòôõøúùûæœÅÆØ½–—’“”„‘…")
_SPOILED = re.compile("Ã[¤¶¼Ÿ„–œ©¨±³­§ª]|â€")  # ä, ö, ü, ß and their like, or a mark, each as two or three letters
_BEYOND = re.compile(rb".?[\x80-\xff]", re.DOTALL)  # a letter beyond ASCII, and what stands before it
_MOST_LOOKED_AT = 2**20
_LOOKED_AT = 4096  # bytes that show whether every other one is nought, as in UTF-16 of Latin letters


@dataclass(frozen=True, slots=True)
class Separated:
    """A table and what stands between its cells.

    Parameters
    ----------
    text : str
        All of it: a list of its lines would take many times the memory.
    separator : str
        Between cells.
    skipped : int
        Lines before the table, which said only that: none or one.
    """

    text: str
    separator: str
    skipped: int


def decoded(content: bytes) -> str | None:
    """Turn bytes into text by their mark, else as UTF-8, else as Windows, Macs or DOS wrote; None if they are none.

    Windows writes Japanese in a code of its own.

    Examples
    --------
    >>> decoded("früh".encode("utf-16")), decoded("früh".encode("cp1252")), decoded("früh".encode("mac_roman"))
    ('früh', 'früh', 'früh')
    >>> decoded("frÃ¼h".encode())
    'früh'
    """
    for codec in (_codec(content), "utf-8-sig", _japanese(content), _western(content)):
        try:
            text = content.decode(codec) if codec else ""
        except UnicodeDecodeError:
            continue
        # In UTF-8 a note may hold anything; the names of columns do not.
        if text and "\0" not in (text if codec in _WESTERN else text.partition("\n")[0]):
            return _unspoiled(text)
    return None if content.strip(b"\xef\xbb\xbf") else ""


def _unspoiled(text: str) -> str:
    """Take back what a program did that read UTF-8 as Windows writes, and wrote it again: SchmerzstÃ¤rke."""
    if not _SPOILED.search(text):
        return text
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:  # only some of it is spoiled
        return text


def _japanese(content: bytes) -> str | None:
    """Name the code of Japanese Windows, if the first line comes out in it with words of kana and kanji."""
    first = content.partition(b"\n")[0]
    try:
        return _JAPANESE if _KANA_AND_KANJI.search(first.decode(_JAPANESE)) else None
    except UnicodeDecodeError:
        return None


def _western(content: bytes) -> str:
    """Say which of three single-byte codes it is: the one in which more letters come out that people write."""
    pairs = set(_BEYOND.findall(content[:_MOST_LOOKED_AT]))
    letters = {codec: sum(_is_written(pair.decode(codec, errors="replace")) for pair in pairs) for codec in _WESTERN}
    return max(_WESTERN, key=letters.__getitem__)  # the first of equals


def _is_written(pair: str) -> bool:
    """Whether people write such a letter there: a capital behind a small one is of another code."""
    return pair[-1] in _WRITTEN and not (pair[-1].isupper() and pair[0].islower())


def _codec(content: bytes) -> str | None:
    marked = next((codec for mark, codec in _MARKS if content.startswith(mark)), None)
    if marked is not None or not content:
        return marked
    head = content[:_LOOKED_AT]
    if head[1::2].count(0) > len(head) / 4:
        return "utf-16-le"
    return "utf-16-be" if head[::2].count(0) > len(head) / 4 else None


def separated(text: str) -> Separated:
    """Find what stands between the cells: what a ``sep=`` line says, else what is most in the first rows.

    Examples
    --------
    >>> separated("sep=;\\na;b").separator, separated("at\\tnrs\\n").separator, separated("at;site;nrs").separator
    (';', '\\t', ';')
    """
    text = _unwrapped(text)
    lines = list(islice(io.StringIO(text, newline=""), 20))
    if lines and (told := _SEP_LINE.fullmatch(lines[0])):
        return Separated(text, told.group(1), 1)
    # A header is the row with most cells among the first: a title above it has one. In a tie the earlier row counts.
    head = [_outside_quotes(line) for line in lines]
    counts = [(line.count(separator), -place, separator) for place, line in enumerate(head) for separator in SEPARATORS]
    most = max(counts, key=lambda each: each[:2], default=(0, 0, ","))
    return Separated(text, most[2] if most[0] else ",", 0)


def _unwrapped(text: str) -> str:
    """Take off the quotes around whole rows, as a spreadsheet puts them that took each for one cell."""
    first = [line for line in islice(io.StringIO(text), 20) if line.strip()]
    inner = [match.group(1).replace('""', '"') for line in first if (match := _WRAPPED.fullmatch(line.strip()))]
    if len(inner) < max(len(first), 2) or not any(each in inner[0] for each in SEPARATORS):
        return text
    lines = (line.strip() for line in io.StringIO(text))
    return "\n".join(line[1:-1].replace('""', '"') if _WRAPPED.fullmatch(line) else line for line in lines)


def rows_of(table: Separated, name: str, problems: list[Problem]) -> Iterator[tuple[int, list[str]]]:
    """Give the first line and the cells of each row that is not empty.

    After a broken row reading goes on at the next line, so that one open quote does not swallow the rest of the file.
    """
    source, start = io.StringIO(table.text, newline=""), table.skipped
    for _ in range(table.skipped):
        source.readline()
    for _ in range(MOST_BROKEN_ROWS):
        reader = csv.reader(map(_no_longer, source), strict=True, delimiter=table.separator)
        taken, at = 0, source.tell()
        try:
            for cells in reader:
                if cells:
                    yield start + taken + 1, cells
                taken, at = reader.line_num, source.tell()
            return
        except csv.Error as error:
            what = say("The row cannot be taken apart ({error}).", error=error)
            where = say("{name} line {start}", name=name, start=start + taken + 1)
            problems.append(Problem(where, what, say("Check its quotation marks.")))
            start += taken + 1
            source.seek(at)
            source.readline()
    what = say(
        "More than {most_broken_rows} rows cannot be taken apart; nothing after this one was read.",
        most_broken_rows=MOST_BROKEN_ROWS,
    )
    where = say("{name} line {start}", name=name, start=start)
    problems.append(Problem(where, what, say("Check that it is a CSV file.")))


def _no_longer(line: str) -> str:
    if len(line) > LONGEST_LINE:
        raise csv.Error(say("the line is longer than {most} letters", most=LONGEST_LINE))
    return line


def _outside_quotes(line: str) -> str:
    return re.sub(r'"[^"]*"', "", line[:LONGEST_LINE])
