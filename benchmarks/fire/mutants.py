"""Files with a few wrong bytes, read: whatever comes of it is an answer, not an error."""

from __future__ import annotations

import gzip
import io
import random
import re
import struct
import tempfile
import zipfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from afterrun.importers.reading import read_path

_DAY = "2026-05-01"
_NUMBER = re.compile(rb"-?\d+(?:\.\d+)?")
_ODD_NUMBERS = (
    *(b"0", b"-1", b"", b"1e308", b"-1e308", b"NaN", b"inf", b"0x1", b"2958466", b"1048577", b"16385", b"1e-320"),
    *(b"4294967296", b"18446744073709551616", b"9" * 400),
)


def _times(count: int) -> list[str]:
    return [f"{_DAY}T05:{second // 60:02d}:{second % 60:02d}Z" for second in range(count)]


def _gpx() -> bytes:
    points = "".join(
        f'<trkpt lat="50.{i:04d}" lon="8"><ele>{100 + i}</ele><time>{at}</time></trkpt>'
        for i, at in enumerate(_times(30))
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><gpx xmlns="http://www.topografix.com/GPX/1/1"><trk>'
        f"<type>running</type><trkseg>{points}</trkseg></trk></gpx>"
    ).encode()


def _tcx() -> bytes:
    points = "".join(
        f"<Trackpoint><Time>{at}</Time><DistanceMeters>{3 * i}</DistanceMeters></Trackpoint>"
        for i, at in enumerate(_times(30))
    )
    return (
        '<?xml version="1.0"?><TrainingCenterDatabase><Activities><Activity Sport="Running">'
        f'<Id>{_DAY}T05:00:00Z</Id><Lap StartTime="{_DAY}T05:00:00Z"><TotalTimeSeconds>30</TotalTimeSeconds>'
        f"<Track>{points}</Track></Lap></Activity></Activities></TrainingCenterDatabase>"
    ).encode()


def _fit() -> bytes:
    def defined(number: int, fields: str, layout: bytes) -> bytes:
        return struct.pack("<BBBHB", 0x40, 0, 0, number, len(fields)) + layout

    start = 1_146_460_800
    body = defined(0, "x", bytes((0, 1, 0))) + bytes((0, 4))
    body += defined(20, "xxx", bytes((253, 4, 0x86, 5, 4, 0x86, 3, 1, 2)))
    body += b"".join(struct.pack("<BIIB", 0, start + i, 300 * i, 150) for i in range(30))
    body += defined(18, "xxxx", bytes((2, 4, 0x86, 253, 4, 0x86, 7, 4, 0x86, 5, 1, 0)))
    body += struct.pack("<BIIIB", 0, start, start + 30, 30_000, 1)
    return struct.pack("<BBHI4s", 12, 16, 2132, len(body), b".FIT") + body + b"\0\0"


def _csv() -> bytes:
    rows = "".join(f'{at},left-heel,{i % 11},"note, {i}"\n' for i, at in enumerate(_times(30)))
    return f"at,site,nrs,note\n{rows}".encode()


def _zip(how: int) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", how) as target:
        target.writestr("a.tcx", _tcx())
        target.writestr("pain.csv", _csv())
        target.writestr("b.gpx", _gpx())
    return made.getvalue()


_SHEETS_OF = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OF_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_XML = '<?xml version="1.0" encoding="UTF-8"?>'


def _related(*targets: tuple[str, str]) -> str:
    lines = "".join(
        f'<Relationship Id="rId{i}" Type="{_OF_OFFICE}/{kind}" Target="{target}"/>'
        for i, (kind, target) in enumerate(targets, start=1)
    )
    return f'{_XML}<Relationships xmlns="{_RELATIONS}">{lines}</Relationships>'


def _xlsx() -> bytes:
    """Make a workbook as programs write it: shared texts, dates that a style makes of numbers, sheets, relations."""
    texts = ["at", "site", "nrs", "note", "left-heel", "stiff"]
    shared = "".join(f"<si><t>{text}</t></si>" for text in texts)
    head = "".join(f'<c r="{column}1" t="s"><v>{i}</v></c>' for i, column in enumerate("ABCD"))
    rows = "".join(
        f'<row r="{i}"><c r="A{i}" s="1"><v>{46143.3 + i / 2}</v></c><c r="B{i}" t="s"><v>4</v></c>'
        f'<c r="C{i}"><v>{i % 11}</v></c><c r="D{i}" t="s"><v>5</v></c></row>'
        for i in range(2, 12)
    )
    sheet = f'<sheetData><row r="1">{head}</row>{rows}</sheetData><mergeCells><mergeCell ref="D2:D3"/></mergeCells>'
    members = {
        "[Content_Types].xml": f'{_XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": _related(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'{_XML}<workbook xmlns="{_SHEETS_OF}" xmlns:r="{_OF_OFFICE}"><sheets>'
        '<sheet name="pain" sheetId="1" r:id="rId1"/><sheet name="more" sheetId="2" r:id="rId2"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _related(
            ("worksheet", "worksheets/sheet1.xml"),
            ("worksheet", "worksheets/sheet2.xml"),
            ("sharedStrings", "sharedStrings.xml"),
            ("styles", "styles.xml"),
        ),
        "xl/sharedStrings.xml": f'{_XML}<sst xmlns="{_SHEETS_OF}" count="9" uniqueCount="6">{shared}</sst>',
        "xl/styles.xml": f'{_XML}<styleSheet xmlns="{_SHEETS_OF}"><numFmts count="1">'
        '<numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd hh:mm"/></numFmts><cellXfs count="2"><xf numFmtId="0"/>'
        '<xf numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>',
        "xl/worksheets/sheet1.xml": f'{_XML}<worksheet xmlns="{_SHEETS_OF}">{sheet}</worksheet>',
        "xl/worksheets/sheet2.xml": f'{_XML}<worksheet xmlns="{_SHEETS_OF}">{sheet}</worksheet>',
    }
    return packed({name: text.encode() for name, text in members.items()})


def members_of(whole: bytes) -> dict[str, bytes]:
    """Unpack an archive."""
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(members: Mapping[str, bytes]) -> bytes:
    """Pack an archive."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in members.items():
            target.writestr(name, content)
    return made.getvalue()


SEEDS: Mapping[str, tuple[str, bytes]] = {
    "FIT": ("a.fit", _fit()),
    "GPX": ("a.gpx", _gpx()),
    "TCX": ("a.tcx", _tcx()),
    "CSV": ("pain.csv", _csv()),
    "gzip": ("a.tcx.gz", gzip.compress(_tcx())),
    "zip": ("a.zip", _zip(zipfile.ZIP_DEFLATED)),
    "zip of bzip2": ("a.zip", _zip(zipfile.ZIP_BZIP2)),
    "zip of LZMA": ("a.zip", _zip(zipfile.ZIP_LZMA)),
    "zip, stored": ("a.zip", _zip(zipfile.ZIP_STORED)),
    "xlsx": ("pain.xlsx", _xlsx()),
    "xlsx, within": ("pain.xlsx", _xlsx()),
}
_WITHIN = frozenset({"xlsx, within"})  # a member is changed and packed again: its checksum says nothing of it


def mutate(times: int, *, seed: int = 0) -> Counter[tuple[str, str]]:
    """Read so many mutants of each kind; counts (kind, what came of it: records, a reason, or the error)."""
    counts = Counter[tuple[str, str]]()
    with tempfile.TemporaryDirectory(prefix="afterrun-fire-") as folder:
        for kind, (name, whole) in SEEDS.items():
            rng = random.Random(f"{kind} {seed}")
            for _ in range(times):
                path = Path(folder) / name
                path.write_bytes(_mutant_within(whole, rng) if kind in _WITHIN else _mutant(whole, rng))
                counts[kind, _came_of(path)] += 1
                path.unlink()
    return counts


def _came_of(path: Path) -> str:
    try:
        sources = list(read_path(path))
    except Exception as error:
        return f"uncaught {type(error).__name__}"
    if any(source.parsed.records for source in sources):
        return "records"
    return "a reason" if any(source.parsed.problems for source in sources) else "nothing said"


def _mutant_within(whole: bytes, rng: random.Random) -> bytes:
    """Change one member or two, seldom leave one out, and pack all again."""
    members = members_of(whole)
    for name in rng.sample(sorted(members), rng.choice((1, 1, 2))):
        members[name] = _wrong_number(members[name], rng) if rng.randrange(2) else _mutant(members[name], rng)
    if rng.randrange(20) == 0:
        members.pop(rng.choice(sorted(members)))
    return packed(members)


def _wrong_number(content: bytes, rng: random.Random) -> bytes:
    """Put a number that nobody writes in the place of one: of a cell, a row, a style, a shared text, a relation."""
    found = list(_NUMBER.finditer(content))
    if not found:
        return content
    at = rng.choice(found)
    return content[: at.start()] + rng.choice(_ODD_NUMBERS) + content[at.end() :]


def _mutant(whole: bytes, rng: random.Random) -> bytes:
    content = bytearray(whole)
    for _ in range(rng.choice((1, 1, 2, 4, 16))):
        at = rng.randrange(len(content))
        match rng.randrange(5):
            case 0:
                content[at] ^= 1 << rng.randrange(8)
            case 1:
                content[at] = rng.randrange(256)
            case 2:
                del content[at : at + rng.randrange(1, 20)]
            case 3:
                content[at:at] = rng.randbytes(rng.randrange(1, 8))
            case 4:
                other = rng.randrange(len(content))
                content[at : at + 16] = content[other : other + 16]
        if not content:
            break
    return bytes(content)
