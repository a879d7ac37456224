"""Zip archives: what people download holds their runs, and what was built to do harm does none."""

from __future__ import annotations

import gzip
import hashlib
import io
import random
import stat
import struct
import tarfile
import warnings
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterrun.importers.folders.archive import Budget, unpack
from afterrun.importers.parsed import Source
from afterrun.importers.reading import read_path
from afterrun.journal import Journal
from afterrun.lab.exporting import export_folder
from afterrun.lab.importing import import_paths
from tests.importers import xml_text
from tests.photos import frame, jpeg
from tests.shares import drawn

PAIN = b"at,site,nrs\n2026-05-02T07:30:00+02:00,left-heel,3\n"


def room() -> Budget:
    return Budget(entries=9, bytes=10**9, photo_bytes=0)


def run(minute: int = 30) -> bytes:
    points = (xml_text.trackpoint(second).replace("05:30", f"05:{minute}") for second in range(60))
    return xml_text.tcx(("Running", xml_text.lap(points, start=f"2026-05-01T05:{minute}:00Z")))


def packed(files: Mapping[str, bytes], *, how: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", how) as target, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the same name twice is meant
        for name, content in files.items():
            target.writestr(name, content)
    return made.getvalue()


def read(folder: Path, content: bytes, name: str = "export.zip") -> list[Source]:
    (folder / name).write_bytes(content)
    return list(read_path(folder / name))


def records(sources: list[Source]) -> int:
    return sum(len(source.parsed.records) for source in sources)


def told(sources: list[Source]) -> str:
    return "\n".join(str(problem) for source in sources for problem in source.parsed.problems)


def test_an_export_of_many_files_is_read_as_its_folder(tmp_path: Path) -> None:
    files = {f"activities/{minute}.tcx.gz": gzip.compress(run(minute)) for minute in (10, 20, 30)}
    files |= {"activities.csv": b"Activity ID,Distance\n1,5\n", "media/photo.jpg": bytes(9)}
    files |= {"__MACOSX/._activities.csv": b"x"}
    found = read(tmp_path, packed(files))
    assert records(found) == 3
    assert {source.name for source in found if source.parsed.records} == {
        f"export.zip/activities/{minute}.tcx.gz" for minute in (10, 20, 30)
    }
    assert "2 files tell of no run and no pain: export.zip/media/photo.jpg, export.zip/activities.csv." in told(found)
    assert "MACOSX" not in told(found)


def test_the_original_is_the_file_inside(tmp_path: Path) -> None:
    """As Garmin Connect hands out an original: one file in a zip."""
    (source,) = read(tmp_path, packed({"123.tcx": run()}))
    assert source.original is not None
    assert source.original.content == run()
    assert source.original.name == "123.tcx"


def test_a_journal_comes_back_out_of_its_own_archive(tmp_path: Path) -> None:
    file = tmp_path / "in.zip"
    file.write_bytes(packed({"me/pain.csv": PAIN, "me/run.tcx": run()}))
    with Journal.open(tmp_path / "one.db") as one:
        list(import_paths(one, [file]))
        export_folder(one, tmp_path / "out")
        first = one.diary()
    files = {str(path.relative_to(tmp_path)): path.read_bytes() for path in (tmp_path / "out").rglob("*.*")}
    with Journal.open(tmp_path / "two.db") as two:
        (tmp_path / "again.zip").write_bytes(packed(files))
        outcomes = list(import_paths(two, [tmp_path / "again.zip"]))
        assert [problem for outcome in outcomes for problem in outcome.problems] == []
        assert two.diary() == first
        again = list(import_paths(two, [tmp_path / "again.zip"]))
    assert sum(outcome.added for outcome in again) == 0
    assert len(first.runs) == len(first.pain) == 1


@pytest.mark.parametrize(("deep", "expected"), [(0, 1), (1, 1), (2, 1), (3, 0)])
def test_archives_in_archives_are_read_three_deep(tmp_path: Path, deep: int, expected: int) -> None:
    content = packed({"run.tcx": run()})
    for _ in range(deep):
        content = packed({"inner.zip": content})
    found = read(tmp_path, content)
    assert records(found) == expected
    assert ("more than three deep" in told(found)) is (expected == 0)


@pytest.mark.parametrize(
    "name", ["../evil.tcx", "/etc/evil.tcx", "..\\..\\evil.tcx", "C:\\evil.tcx", "a/../../evil.tcx", "x" * 300 + ".tcx"]
)
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    (tmp_path / "in.zip").write_bytes(packed({name: run(), "..": b"x", "a/": b""}))
    home = tmp_path / "deep" / "home"
    home.mkdir(parents=True)
    assert list(unpack(tmp_path / "in.zip", home, name="in.zip", budget=room())) == []
    written = [path for path in tmp_path.rglob("*") if path.is_file() and path.name != "in.zip"]
    assert len(written) == 2
    assert all(path.is_relative_to(home) for path in written)
    assert any(path.read_bytes() == run() and path.suffix == ".tcx" for path in written)


def test_names_that_are_in_each_others_way_are_all_read(tmp_path: Path) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as target, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, minute in (("a.tcx", 10), ("a.tcx", 20), ("a.tcx/b.tcx", 30), ("c/d.tcx", 40), ("c", 50)):
            target.writestr(name, run(minute))
    assert records(read(tmp_path, made.getvalue())) == 5


def test_a_bomb_is_refused_and_what_lies_beside_it_is_read(tmp_path: Path) -> None:
    found = read(tmp_path, packed({"bomb.fit": bytes(300 * 2**20), "run.tcx": run()}))
    assert records(found) == 1
    assert "bomb.fit: The compressed file grows beyond 200 times" in told(found)


def test_files_that_lie_over_each_other_are_refused(tmp_path: Path) -> None:
    """As in the best known bomb: many entries of the directory point at one compressed kernel."""
    content = bytearray(packed({f"{n}.tcx": run() for n in range(3)}))
    place, entries = content.rfind(b"PK\x05\x06"), 0
    at: int = struct.unpack_from("<I", content, place + 16)[0]
    while content[at : at + 4] == b"PK\x01\x02":
        struct.pack_into("<I", content, at + 42, 0)  # each begins where the first does
        at += 46 + sum(struct.unpack_from("<HHH", content, at + 28))
        entries += 1
    assert entries == 3
    found = read(tmp_path, bytes(content))
    assert records(found) == 0
    assert "lie over each other" in told(found)


def test_together_they_may_take_no_more_than_the_budget(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Budget, "of", lambda _path: Budget(entries=3, bytes=int(2.5 * len(run())), photo_bytes=0))
    found = read(tmp_path, packed({f"{minute}.tcx": run(minute) for minute in (10, 20, 30)}))
    assert records(found) == 2
    assert "grows beyond" in told(found)
    found = read(tmp_path, packed({f"{minute}.tcx": run(minute) for minute in (10, 20, 30, 40)}))
    assert records(found) == 0
    assert "more files than" in told(found)
    inner = packed({f"{minute}.tcx": run(minute) for minute in (10, 20)})
    assert "more files than" in told(read(tmp_path, packed({"a.zip": inner, "b.zip": inner})))


def archived(how: str, files: Mapping[str, bytes]) -> tuple[str, bytes]:
    if how == "zip":
        return "a.zip", packed(files)
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w:gz") as target:
        for name, content in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            target.addfile(entry, io.BytesIO(content))
    return "a.tgz", made.getvalue()


@pytest.mark.parametrize("how", ["zip", "tgz"])
def test_an_empty_file_costs_nothing_and_is_named(tmp_path: Path, how: str) -> None:
    name, content = archived(how, {"none.fit": b"", "run.tcx": run()})
    found = read(tmp_path, content, name)
    assert records(found) == 1
    assert "none.fit: The file is empty." in told(found)


@pytest.mark.parametrize("how", ["zip", "tgz"])
def test_files_of_one_name_are_read_up_to_a_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    """Each has to lie in a folder of its own."""
    monkeypatch.setattr(Budget, "of", lambda _path: Budget(entries=99, bytes=10**9, photo_bytes=0, again=1))
    name, content = archived(how, {f"{'?*<>'[minute - 1]}.tcx": run(10 * minute) for minute in (1, 2, 3, 4)})
    found = read(tmp_path, content, name)
    assert records(found) == 2
    assert told(found).count("more files than") == 1


@pytest.mark.parametrize("how", ["zip", "tgz"])
@pytest.mark.parametrize("suffix", [".jpg", ".fit"])
def test_photos_that_grow_as_no_pictures_do_are_left_out_and_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str, suffix: str
) -> None:
    """Whatever they are called; half a gigabyte of them in 16 MB took over 5 CPU s."""
    photos = [jpeg(shown=frame(width=n), after=bytes(n * 10_000)) for n in (5, 6, 7)]
    names = [hashlib.sha256(photo).hexdigest() for photo in photos]
    rows = [f"2026-05-0{day}T07:30:00+02:00,left-heel,3,{name},app\n" for day, name in enumerate(names, start=1)]
    files = {"pain.csv": ("at,site,nrs,photo,source\n" + "".join(rows)).encode()}
    files |= {f"originals/{name}{suffix}": photo for name, photo in zip(names, photos, strict=True)}
    name, content = archived(how, {**files, "run.tcx": run()})

    def looked_at() -> tuple[int, int, str]:
        found = read(tmp_path, content, name)
        return records(found), sum(len(each.parsed.photos) for each in found), told(found)

    assert looked_at()[:2] == (4, 3), "as they are allowed"
    monkeypatch.setattr(Budget, "of", lambda _path: Budget(entries=99, bytes=10**9, photo_bytes=120_000))
    taken, kept, said = looked_at()
    assert (taken, kept) == (4, 2)
    assert f"{name}/originals/{names[2]}{suffix}: The photos of this archive unpack to far more than photos can" in said
    assert said.count("left out") == 1
    assert f"the identity {names[2]}; the row was taken without it" in said


@pytest.mark.parametrize("name", ["a.zip", "a.xlsx"])
def test_a_file_without_a_name_costs_nothing_else(tmp_path: Path, name: str) -> None:
    """A name ends at its first zero byte, and one that begins with it is none."""
    content = packed({"nameless": run(10), "pain.csv": PAIN}).replace(b"nameless", b"\0ameless")
    sources = read(tmp_path, content, name)
    assert records(sources) == 2


@pytest.mark.parametrize("files", [{}, {"folder/": b""}, {".hidden": b"a"}])
def test_one_of_nothing_says_so(tmp_path: Path, files: Mapping[str, bytes]) -> None:
    for name in ("a.zip", "a.xlsx"):
        assert "holds no file that can be read" in told(read(tmp_path, packed(files), name))


def test_a_name_of_control_characters_is_a_name(tmp_path: Path) -> None:
    assert records(read(tmp_path, packed({"a\nb.tcx": run(10), "\x1b[2J/c.tcx": run(20)}))) == 2


def test_links_and_locked_files_are_told(tmp_path: Path) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as target:
        link = zipfile.ZipInfo("link.tcx")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        target.writestr(link, "/etc/passwd")
        target.writestr("locked.tcx", run(10))
        target.writestr("run.tcx", run(20))
    content = bytearray(made.getvalue())
    place = content.index(b"locked.tcx", content.index(b"PK\x01\x02"))
    content[place - 46 + 8] |= 1
    found = read(tmp_path, bytes(content))
    assert records(found) == 1
    assert "link.tcx: This links to another file" in told(found)
    assert "locked.tcx: The file is locked with a password" in told(found)


def test_a_full_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_room(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "mkdir", no_room)
    (tmp_path / "in.zip").write_bytes(packed({"a.tcx": run()}))
    (problem,) = unpack(tmp_path / "in.zip", tmp_path / "home", name="in.zip", budget=room())
    assert "No space left" in problem.reason


@drawn(20, 60)
@given(st.randoms(use_true_random=False), st.integers(1, 12), st.booleans())
def test_whatever_is_wrong_with_it_it_is_answered(
    tmp_path_factory: pytest.TempPathFactory, draw: random.Random, changes: int, cut: bool
) -> None:
    content = bytearray(packed({"a/run.tcx": run(10), "b.tcx.gz": gzip.compress(run(20)), "pain.csv": PAIN}))
    for _ in range(changes):
        content[draw.randrange(4, len(content))] = draw.randrange(256)
    whole = bytes(content[: draw.randrange(4, len(content))] if cut else content)
    folder = tmp_path_factory.mktemp("mutant")
    found = read(folder, whole)
    assert records(found) <= 3
    assert records(found) > 0 or told(found)


def test_nothing_of_it_stays_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    read(tmp_path, packed({"run.tcx": run(), "inner.zip": packed({"run.tcx": run(10)})}))
    assert list((tmp_path / "temporary").iterdir()) == []
