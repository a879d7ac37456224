"""Files with a few wrong bytes, read: whatever comes of it is an answer, not an error."""

from __future__ import annotations

import gzip
import io
import random
import struct
import tempfile
import zipfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from afterrun.importers.reading import read_path

_DAY = "2026-05-01"


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


def _xlsx() -> bytes:
    rows = "".join(
        f'<row r="{i}"><c r="A{i}" t="inlineStr"><is><t>{at}</t></is></c><c r="B{i}"><v>{i % 11}</v></c></row>'
        for i, at in enumerate(_times(10), start=1)
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("[Content_Types].xml", '<?xml version="1.0"?><Types/>')
        target.writestr("xl/workbook.xml", '<workbook><sheets><sheet name="pain" sheetId="1"/></sheets></workbook>')
        target.writestr("xl/worksheets/sheet1.xml", f"<worksheet><sheetData>{rows}</sheetData></worksheet>")
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
}


def mutate(times: int, *, seed: int = 0) -> Counter[tuple[str, str]]:
    """Read so many mutants of each kind; counts (kind, what came of it: records, a reason, or the error)."""
    counts = Counter[tuple[str, str]]()
    with tempfile.TemporaryDirectory(prefix="afterrun-fire-") as folder:
        for kind, (name, whole) in SEEDS.items():
            rng = random.Random(f"{kind} {seed}")
            for _ in range(times):
                path = Path(folder) / name
                path.write_bytes(_mutant(whole, rng))
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
