"""Files packed twice, or with what Afterrun does not unpack: read, or told with the way out."""

from __future__ import annotations

import bz2
import gzip
import lzma
from pathlib import Path

import pytest

from tests.importers.test_archive import packed
from tests.importers.test_typed_tables import read, records, told
from tests.importers.xml_text import gpx, point, track

RUN = gpx(track(map(point, range(0, 600, 5))))
PAIN = b"at,site,nrs\n2026-05-03T07:30+02:00,left-heel,4\n"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.gpx.gz", gzip.compress(gzip.compress(RUN))),
        ("pain.csv.gz", gzip.compress(PAIN)),
        ("diary.csv.gz", gzip.compress(gzip.compress(PAIN))),
    ],
)
def test_what_gzip_packed_is_read_also_twice(tmp_path: Path, name: str, content: bytes) -> None:
    assert len(records(read(tmp_path, name, content))) == 1


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("a.7z", b"7z\xbc\xaf\x27\x1c" + bytes(60), "7-Zip"),
        ("a.zip", b"Rar!\x1a\x07\x01\x00" + bytes(60), "RAR"),
        ("a.fit.zst", b"\x28\xb5\x2f\xfd" + bytes(60), "Zstandard"),
        ("a.gpx.bz2", bz2.compress(RUN), "bzip2"),
        ("a.csv.xz", lzma.compress(PAIN), "XZ"),
        ("a.zip.gz", gzip.compress(packed({"a.gpx": RUN})), "an archive, packed once more"),
        ("a.gz", gzip.compress(gzip.compress(gzip.compress(gzip.compress(PAIN)))), "more than 3 times"),
    ],
)
def test_what_is_packed_otherwise_is_told_by_itself(tmp_path: Path, name: str, content: bytes, what: str) -> None:
    (source,) = read(tmp_path, name, content)
    assert not source.idle
    assert what in told([source])
    assert "Unpack it yourself, and import that." in told([source])


def test_an_archive_names_what_is_packed_otherwise_in_it(tmp_path: Path) -> None:
    sources = read(tmp_path, "all.zip", packed({"run.gpx": RUN, "old.7z": b"7z\xbc\xaf\x27\x1c" + bytes(60)}))
    assert "all.zip/old.7z: It is packed with 7-Zip" in told(sources)
    assert len(records(sources)) == 1


def test_damage_of_a_packed_table_is_told(tmp_path: Path) -> None:
    sources = read(tmp_path, "pain.csv.gz", gzip.compress(PAIN + PAIN[12:].replace(b"03T", b"04T") * 9)[:-6])
    assert "damaged or cut off" in told(sources)
