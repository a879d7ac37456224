"""A cohort from its journals to what is told: everybody as alone, failures as lines, resumed where it stopped."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from afterrun.cohort.holding import held
from afterrun.cohort.parts import PERSON, read_table, rows_in, write_part
from afterrun.cohort.pooling import KNOWN_WITHIN
from afterrun.cohort.typical import RESTS_ON
from afterrun.errors import FileUnreadableError, InvalidValueError, JournalBusyError, JournalError
from afterrun.findings import Cohort, to_json
from afterrun.journal import Journal
from afterrun.journal.stores.postgres import admission
from afterrun.journal.stores.postgres.prepare import prepare
from afterrun.lab import site_model
from afterrun.lab.answers import answer
from afterrun.lab.cohort import columns
from afterrun.lab.cohort.fitting import ALONE, PERSONS, Fitting, fit_cohort
from afterrun.lab.cohort.learning import learned_from
from afterrun.lab.cohort.person import Job, fit_people
from afterrun.lab.cohort.source import DatabaseSource, FolderSource, Recorded, recorded_by, source_of
from afterrun.lab.cohort.told import kept_told
from afterrun.lab.importing import import_paths
from afterrun.places import database_at
from afterrun.response.designs import DiaryDesign
from afterrun.response.dose_curve import POWER
from afterrun.response.fit import fit_response
from afterrun.response.kernel import KERNELS
from afterrun.response.population import NOBODY
from benchmarks.cohort_people import draw_person, population, write_folder
from benchmarks.postgres.cluster import APP, OWNER, Cluster
from tests.cohort.here import Here

pytest.importorskip("pyarrow", reason="the extra cohort is not installed")

NOW = datetime.fromisoformat("2026-05-04T08:00:00+00:00")
PEOPLE, NOBODYS, DAMAGED, FILE = ("p0", "p1", "p2", "p3"), "never-hurt", "damaged.db", "p4.db"
_DESIGN = DiaryDesign(days=63, runs_per_week=2, cares_per_week=0.0)


@pytest.fixture(autouse=True)
def _one_shape(monkeypatch: pytest.MonkeyPatch) -> None:
    quick = partial(fit_response, kernels=(KERNELS["K1"],), curves=(POWER,), turns=(), size=400)
    monkeypatch.setattr(site_model, "learned", quick)


def somebody(folder: Path, number: int) -> Path:
    one = draw_person(
        population("narrow"),
        np.random.default_rng([3, number]),
        kernels=(KERNELS["K1"],),
        curves=(POWER,),
        design=_DESIGN,
    )
    return write_folder(folder, one)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Four people with tables, one with a journal file, one without a report, and a damaged file."""
    home = tmp_path / "journals"
    for number, name in enumerate(PEOPLE):
        somebody(home / name, number)
    with Journal.open(home / FILE) as journal:
        list(import_paths(journal, [somebody(tmp_path / "fifth", 4)], now=NOW))
    (home / NOBODYS).mkdir()
    (home / NOBODYS / "runs.csv").write_text("start,duration_s,distance_m\n2026-03-02T09:00:00+01:00,2100,6000\n")
    (home / DAMAGED).write_bytes(b"SQLite format 3\x00" + b"?" * 4096)
    (home / "notes.txt").write_text("not a journal")
    return home


def fitting(source: Path | DatabaseSource, out: Path, engine: Here, **other: Any) -> Fitting:
    where = FolderSource(source) if isinstance(source, Path) else source
    usual: dict[str, Any] = {"source": where, "out": out, "engine": engine, "now": NOW, "lost": "", "workers": 1}
    return Fitting(**usual | other)


def rows_of(out: Path) -> dict[str, dict[str, Any]]:
    return {row[PERSON]: row for row in read_table(out / PERSONS)}


def test_who_could_not_be_read_is_tried_again_by_the_same_command(source: Path, tmp_path: Path) -> None:
    for name in PEOPLE[1:]:
        shutil.rmtree(source / name)
    away = (source / FILE).rename(tmp_path / FILE)
    (source / FILE).symlink_to(tmp_path / "not-there-now")
    before = fit_cohort(fitting(source, tmp_path / "out", Here(), pool=False))
    assert {each.person for each in before.failed} == {NOBODYS, DAMAGED, FILE}
    (source / FILE).unlink()
    away.rename(source / FILE)
    engine = Here()
    after = fit_cohort(fitting(source, tmp_path / "out", engine, pool=False))
    assert {each.person for each in after.failed} == {NOBODYS, DAMAGED}
    assert {person for chunk in engine.chunks for person in chunk} == {DAMAGED, FILE}  # nobody else is worked out anew


@pytest.mark.share
def test_a_cohort(source: Path, tmp_path: Path) -> None:
    out, engine, seen = tmp_path / "out", Here(), []
    found = fit_cohort(fitting(source, out, engine), lambda *told: seen.append(told))
    told = to_json(found)
    assert list(told)[:4] == ["schema", "people", "failed", "safety"]
    assert (told["schema"], told["people"], told["persons"]) == ("afterrun/cohort/1", 7, PERSONS)
    assert {each["person"] for each in told["failed"]} == {NOBODYS, DAMAGED}
    assert all(each["why"] for each in told["failed"])
    assert kept_told(out) == found

    rows = rows_of(out)
    assert sorted(rows) == sorted((*PEOPLE, FILE, NOBODYS, DAMAGED))
    alone, row = answer(recorded_by(source / FILE, NOW).diary, now=NOW).told.response, rows[FILE]
    assert alone is not None
    assert row["detected"] == alone.detected
    assert (row["rise_24h_nrs_lo"], row["rise_24h_nrs_hi"]) == (alone.rise_nrs[24].lo, alone.rise_nrs[24].hi)
    assert row["peak_h_median"] == (None if alone.peak_h is None else alone.peak_h.median)
    assert row["pooled_detected"] is not None

    names = [each.quantity for each in found.population]
    assert names == list(RESTS_ON)
    assert found.learned_from == 5
    assert found.responders.share is not None
    assert found.responders.share.lo < 0.7 < found.responders.share.hi
    assert [name for name, *_ in seen if name == "pooled"]
    it_lies_where_its_people_do(found, rows)
    resumed_it_does_nothing_again_and_a_new_person_alone_is_new(source, out)
    what_it_was_begun_with_stays(source, out)


def it_lies_where_its_people_do(found: Cohort, rows: dict[str, dict[str, Any]]) -> None:
    each = {one.quantity: one for one in found.population}["baseline_nrs"]
    alone = [row["baseline_nrs_median"] for row in rows.values() if row["baseline_nrs_median"] is not None]
    assert min(alone) <= each.median.median <= max(alone)
    assert each.median.lo < each.median.median < each.median.hi
    assert each.between_sd.lo > 0


def resumed_it_does_nothing_again_and_a_new_person_alone_is_new(source: Path, out: Path) -> None:
    again = Here()
    assert fit_cohort(fitting(source, out, again)).population == kept_told(out).population
    assert {*again.chunks} == {(DAMAGED,)}  # in each round: it may be mended meanwhile
    somebody(source / "p5", 5)
    later = Here()
    found = fit_cohort(fitting(source, out, later))
    assert later.chunks[:2] == [(DAMAGED,), ("p5",)]
    assert (found.people, found.learned_from) == (8, 6)
    assert len(rows_of(out)) == 8


def what_it_was_begun_with_stays(source: Path, out: Path) -> None:
    with pytest.raises(InvalidValueError, match="out must be new"):
        fit_cohort(fitting(source, out, Here(), seed=1))
    with held(out), pytest.raises(JournalBusyError, match="another program"):
        fit_cohort(fitting(source, out, Here()))


def test_two_people_are_told_alone(source: Path, tmp_path: Path) -> None:
    for name in ("p2", "p3"):
        (source / name / "pain.csv").unlink()
    (source / FILE).unlink()
    found = fit_cohort(fitting(source, tmp_path / "out", Here()))
    assert (found.population, found.responders.share, found.learned_from) == ((), None, 2)
    assert len(found.failed) == 4
    assert all(row["pooled_detected"] is None for row in rows_of(tmp_path / "out").values())


def test_not_pooled_nobody_leans_on_anybody(source: Path, tmp_path: Path) -> None:
    engine = Here()
    found = fit_cohort(fitting(source, tmp_path / "out", engine, pool=False))
    assert found.population
    assert not any(each.pooled for each in found.population)
    assert sum(map(len, engine.chunks)) == 7
    learned = learned_from(tmp_path / "out" / ALONE, NOBODY)
    lent = learned.population(only_known=True)
    assert set(lent.among) == {name for name, each in learned.among.items() if each.mean_sd <= KNOWN_WITHIN}
    assert set(learned.population(only_known=False).among) == set(learned.among)


@pytest.mark.share
def test_everybody_is_read_once_and_what_an_earlier_version_kept_is_worked_out_anew(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (source / FILE).unlink()
    shutil.rmtree(source / "p3")
    read: list[str] = []
    reads = FolderSource.recorded_by

    def noted(self: FolderSource, person: str, now: datetime) -> Recorded:
        read.append(person)
        return reads(self, person, now)

    monkeypatch.setattr(FolderSource, "recorded_by", noted)
    out, engine = tmp_path / "out", Here()
    fit_cohort(fitting(source, out, engine))
    assert sorted(read) == sorted(FolderSource(source).people())
    assert len([chunk for chunk in engine.chunks if PEOPLE[0] in chunk]) == 3
    (part,) = [path for path in (out / ALONE).glob("part-*") if DAMAGED in {row[PERSON] for row in read_table(path)}]
    older = tuple(each for each in columns.COLUMNS if each[0] != columns.KEPT)
    rows = [{name: row[name] for name, _ in older} for row in read_table(part)]
    part.unlink()
    write_part(out / ALONE, rows, older)
    read.clear()
    fit_cohort(fitting(source, out, Here()))
    assert set(read) == {row[PERSON] for row in rows}


def test_signs_are_told_of_whom_they_are(source: Path, tmp_path: Path) -> None:
    table = source / "p0" / "pain.csv"
    told = table.read_text().replace("at,site,nrs", "at,site,nrs,symptom")
    table.write_text(f"{told}2026-05-02T07:00:00+00:00,left-calf,4,swelling\n")
    found = fit_cohort(fitting(source, tmp_path / "out", Here(), pool=False))
    assert [(flag.person, flag.level) for flag in found.safety if flag.level == "same-day"] == [("p0", "same-day")]
    assert found.safety[0].level == "same-day"


def refused(make: Callable[[Path], str], said: str, tmp_path: Path) -> None:
    with pytest.raises((InvalidValueError, FileUnreadableError), match=said) as error:
        source_of(make(tmp_path)).people()
    assert error.value.remedy


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda _: "mysql://127.0.0.1/clinic", "source must be a folder, or the address"),
        (lambda _: "postgresql://127.0.0.1/clinic?person=jo", "source must be of many people"),
        (lambda home: str(home / "nowhere"), "source must be a folder of journals"),
        (str, "source must hold journals"),
    ],
)
def test_sources_that_cannot_be_are_refused_with_a_remedy(
    make: Callable[[Path], str], said: str, tmp_path: Path
) -> None:
    refused(make, said, tmp_path)


def test_a_folder_is_found_from_wherever_a_worker_began(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(source.parent)
    named = source_of(source.name)
    monkeypatch.chdir("/")
    assert named.people() == FolderSource(source).people()
    assert named.label == str(source.resolve())


def test_an_unfinished_cohort_says_how_to_go_on(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadableError, match="finished cohort") as error:
        kept_told(tmp_path)
    assert "afterrun cohort fit" in error.value.remedy


def test_what_is_kept_is_for_its_owner_only(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    fit_cohort(fitting(source, out, Here(), pool=False))
    assert [path for path in (out, *out.rglob("*")) if path.stat().st_mode & 0o077] == []
    assert json.loads((out / "cohort.json").read_text())["now"] == NOW.isoformat()


def test_what_whoever_began_was_told_of_a_database_no_worker_says_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    class Loud(FolderSource):
        def recorded_by(self, person: str, now: datetime) -> Recorded:
            admission._say_hasty(person)
            return super().recorded_by(person, now)

    job = Job(source=Loud(tmp_path), folder=tmp_path, now=NOW, seed=0, language="en")
    assert fit_people(job, ("told by a worker",)) == 1
    assert caplog.messages == []
    admission._say_hasty("told by whoever began")
    assert len(caplog.messages) == 1


@pytest.mark.share
def test_people_of_a_database_are_read_one_by_one_by_a_role_that_only_reads(
    postgres: Cluster, source: Path, tmp_path: Path
) -> None:
    """The same answers as from files; who may not list them, or write, is refused by the server."""
    postgres.make_database("many")
    postgres.do(f"CREATE ROLE only_reads LOGIN PASSWORD '{postgres.password}'")
    prepare(database_at(postgres.address(OWNER, "many")), APP, "only_reads")
    app, reader = (database_at(postgres.address(role, "many")) for role in (APP, "only_reads"))
    for name in PEOPLE:
        with Journal.open(app.of(name)) as journal:
            list(import_paths(journal, [source / name], now=NOW))
    with Journal.open(app.of("half (moving)")):
        pass
    assert DatabaseSource(reader).people() == tuple(sorted(PEOPLE))
    with pytest.raises(JournalError, match="may list who is in"):
        DatabaseSource(app).people()
    with Journal.open(reader.of(PEOPLE[0])) as journal, pytest.raises(JournalError, match="may not be used"):
        journal.set_setting("x", "y")
    of_files, of_rows = (tmp_path / name for name in ("files", "rows"))
    for name in (FILE, NOBODYS, DAMAGED):
        shutil.rmtree(source / name, ignore_errors=True)
        (source / name).unlink(missing_ok=True)
    fit_cohort(fitting(source, of_files, Here(), pool=False))
    fit_cohort(fitting(DatabaseSource(reader), of_rows, Here(), pool=False))
    one, other = (sorted(rows_in(out / ALONE, ["detected", "why"]), key=str) for out in (of_files, of_rows))
    assert one == other
    assert postgres.password not in (of_rows / "cohort.json").read_text()
    again = Here()
    fit_cohort(fitting(DatabaseSource(reader), of_rows, again, pool=False))
    assert again.chunks == []
