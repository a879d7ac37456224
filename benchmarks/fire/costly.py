"""Small files that were built to cost much: what each costs, in CPU seconds and memory, in a process of its own."""

from __future__ import annotations

import gzip
import json
import struct
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.fire.costly_formats import FORMATS, packed
from benchmarks.fire.costly_photos import PHOTOS

LARGEST_BYTES = 20 * 10**6
MOST_CPU_S = 5.0
MOST_BYTES = 256 * 2**20
_PATIENCE_S = 40  # CPU time, after which one is given up
_READ = f"""
import resource, sys
from pathlib import Path
resource.setrlimit(resource.RLIMIT_CPU, ({_PATIENCE_S}, {_PATIENCE_S}))
from afterrun.importers.reading import read_path
records = sum(len(source.parsed.records) for source in read_path(Path(sys.argv[1])))
used = resource.getrusage(resource.RUSAGE_SELF)
status = dict(line.split(":") for line in Path("/proc/self/status").read_text().splitlines())
print(used.ru_utime + used.ru_stime, 1024 * int(status["VmHWM"].split()[0]), records)
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What reading one file took.

    Parameters
    ----------
    name : str
        What the file is made of.
    size_bytes : int
        Of the file.
    cpu_s : float
        Of the whole process, start of Python included. [s]
    memory_bytes : int
        The most it held at once. [byte]
    records : int
        What came of it.
    """

    name: str
    size_bytes: int
    cpu_s: float
    memory_bytes: int
    records: int

    @property
    def cheap(self) -> bool:
        """Whether it keeps what is promised."""
        return self.cpu_s <= MOST_CPU_S and self.memory_bytes <= MOST_BYTES


def costs(names: tuple[str, ...] = ()) -> Iterator[Cost]:
    """Read each of the files, or those whose names have one of these words."""
    for name, (file_name, make) in COSTLY.items():
        if names and not any(each in name for each in names):
            continue
        with tempfile.TemporaryDirectory(prefix="afterrun-fire-") as folder:
            path = Path(folder) / file_name
            path.write_bytes(make())
            command = [sys.executable, "-c", _READ, str(path)]
            ended = subprocess.run(command, check=False, capture_output=True, text=True)
            read = ended.stdout.split() or [str(_PATIENCE_S), "0", "0"]
            yield Cost(name, path.stat().st_size, float(read[0]), int(read[1]), int(read[2]))


def _fit(body: bytes) -> bytes:
    return struct.pack("<BBHI4s", 12, 16, 2132, len(body), b".FIT") + body + b"\0\0"


def _fit_definitions() -> bytes:
    one = struct.pack("<BBBHB", 0x40, 0, 0, 20, 1) + bytes((253, 4, 0x86))
    return _fit(one * (17_500_000 // len(one)))


def _fit_messages() -> bytes:
    definition = struct.pack("<BBBHB", 0x40, 0, 0, 20, 1) + bytes((3, 1, 2))
    return _fit(definition + b"\0\x40" * 9_000_000)


def _fit_empty_messages() -> bytes:
    return _fit(struct.pack("<BBBHB", 0x40, 0, 0, 20, 0) + bytes(18_000_000))


def _fit_sessions() -> bytes:
    definition = struct.pack("<BBBHB", 0x40, 0, 0, 18, 4) + bytes((2, 4, 0x86, 253, 4, 0x86, 7, 4, 0x86, 5, 1, 0))
    session = b"".join(
        struct.pack("<BIIIB", 0, 10**9 + 100 * i, 10**9 + 100 * i + 90, 90_000, 1) for i in range(100_000)
    )
    return _fit(definition + session)


def _gpx(inside: str) -> bytes:
    return f'<?xml version="1.0"?><gpx xmlns="http://www.topografix.com/GPX/1/1">{inside}</gpx>'.encode()


def _time(second: int) -> str:
    return (
        f"2026-01-{1 + second // 86400 % 28:02d}T{second // 3600 % 24:02d}:{second // 60 % 60:02d}:{second % 60:02d}Z"
    )


def _point(second: int) -> str:
    return f'<trkpt lat="5{second % 10}" lon="8"><time>{_time(second)}</time></trkpt>'


def _gpx_points() -> bytes:
    return _gpx(f"<trk><trkseg>{''.join(map(_point, range(280_000)))}</trkseg></trk>")


def _gpx_tracks() -> bytes:
    one = f"<trk><trkseg>{_point(1)}{_point(2000)}</trkseg></trk>"
    return _gpx(one * (18_000_000 // len(one)))


def _gpx_elements() -> bytes:
    return _gpx("<a/>" * 4_900_000)


def _gpx_text() -> bytes:
    return _gpx("<trk><trkseg><trkpt><ele>" + "1&#49;" * 3_000_000 + "</ele></trkpt></trkseg></trk>")


def _gpx_names() -> bytes:
    return _gpx("".join(f"<a{i}/>" for i in range(1_500_000)))


def _tcx_attribute() -> bytes:
    sport = "x" * 16_500_000
    return (
        '<TrainingCenterDatabase xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"><Activities>'
        f'<Activity Sport="{sport}"/></Activities></TrainingCenterDatabase>'
    ).encode()


def _tcx_attribute_packed() -> bytes:
    return gzip.compress(_tcx_attribute().replace(b"x" * 1000, b"xy z" * 800), 1)


def _tcx_attributes() -> bytes:
    named = " ".join(f'a{i}="1"' for i in range(1_300_000))
    return f"<TrainingCenterDatabase><Activities {named}/></TrainingCenterDatabase>".encode()


def _csv(header: str, row: str) -> bytes:
    return (header + "\n" + row * (8_300_000 // max(len(row), 1))).encode()


def _csv_line() -> bytes:
    return b"at,site,nrs\n" + b"x" * 8_300_000


def _csv_columns() -> bytes:
    columns = ",".join(f"c{i}" for i in range(1_000_000))
    return f"at,site,nrs,{columns}\n".encode()


def _csv_same_columns() -> bytes:
    return b"at,site,nrs" + b",a" * 4_100_000 + b"\n"


def _csv_wide() -> bytes:
    header = "at,site,nrs," + ",".join(f"c{i}" for i in range(200))
    return _csv(header, "2026-05-01T08:00:00Z,left-heel,3\n")


def _csv_quotes() -> bytes:
    return _csv("at,site,nrs", '"a"b,\n')


def _gzip_members() -> bytes:
    return gzip.compress(b"") * 100_000


def _gzip_bomb() -> bytes:
    return gzip.compress(bytes(2**20), 9) * 17_000


def _gzip_grown() -> bytes:
    return gzip.compress(_gpx_points() * 3, 9)


def _zip_of_empty_files() -> bytes:
    return packed({f"{i}": b"" for i in range(150_000)})


def _zip_of_small_files() -> bytes:
    return packed({f"{i}.fit": b"a" for i in range(90_000)})


def _zip_of_lzma() -> bytes:
    content = bytearray(packed({"a.fit": b"a" * 1000}, zipfile.ZIP_LZMA))
    at = content.index(b"a.fit") + 5 + 4  # behind the name: version, length of the properties, then the properties
    content[at + 1 : at + 5] = struct.pack("<I", 2**32 - 1)  # a dictionary of 4 GiB
    return bytes(content)


def _json_lists() -> bytes:
    return b"[" + b"[]," * 6_000_000 + b"[]]"


def _zip_of_json() -> bytes:
    return packed({"p/fitbit/exercise.json": _json_lists()}, zipfile.ZIP_STORED)


def _json_entries() -> bytes:
    entry = json.dumps({"activityName": "Run", "startTime": "2026-05-01T08:00:00", "duration": 1000})
    return packed({"p/fitbit/exercise.json": f"[{','.join([entry] * 200_000)}]".encode()}, zipfile.ZIP_STORED)


COSTLY: Mapping[str, tuple[str, Callable[[], bytes]]] = {
    "nothing": ("nothing.txt", lambda: b"nothing"),
    "FIT of definitions alone": ("a.fit", _fit_definitions),
    "FIT of tiny messages": ("a.fit", _fit_messages),
    "FIT of messages without fields": ("a.fit", _fit_empty_messages),
    "FIT of 100,000 sessions": ("a.fit", _fit_sessions),
    "GPX of 280,000 points": ("a.gpx", _gpx_points),
    "GPX of tracks of two points": ("a.gpx", _gpx_tracks),
    "GPX of empty elements": ("a.gpx", _gpx_elements),
    "GPX of one long text": ("a.gpx", _gpx_text),
    "GPX of elements that are all new": ("a.gpx", _gpx_names),
    "TCX with one long attribute": ("a.tcx", _tcx_attribute),
    "TCX with one long attribute, packed": ("a.tcx.gz", _tcx_attribute_packed),
    "TCX with a million attributes": ("a.tcx", _tcx_attributes),
    "CSV of one line": ("pain.csv", _csv_line),
    "CSV of a million columns": ("pain.csv", _csv_columns),
    "CSV of columns of one name": ("pain.csv", _csv_same_columns),
    "CSV of 200 columns and 240,000 rows": ("pain.csv", _csv_wide),
    "CSV of broken quotes": ("pain.csv", _csv_quotes),
    "gzip of empty members": ("a.fit.gz", _gzip_members),
    "gzip that grows without end": ("a.fit.gz", _gzip_bomb),
    "gzip of a GPX of 840,000 points": ("a.gpx.gz", _gzip_grown),
    "zip of empty files": ("a.zip", _zip_of_empty_files),
    "zip of tiny files": ("a.zip", _zip_of_small_files),
    "zip of LZMA with a dictionary of 4 GiB": ("a.zip", _zip_of_lzma),
    "JSON of empty lists": ("a.zip", _zip_of_json),
    "JSON of 200,000 exercises": ("a.zip", _json_entries),
    **FORMATS,
    **PHOTOS,
}
"""What it is made of -> name of the file, how it is made."""
