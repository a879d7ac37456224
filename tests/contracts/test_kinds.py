"""What `records.kinds` says holds everywhere: in the store, in tables, in forms, on cards, in every language."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import pytest

from afterrun.errors import InvalidValueError
from afterrun.importers.folders.whole_table import parse_table
from afterrun.journal import Journal, schema
from afterrun.journal.rows import from_row, identity, to_row
from afterrun.lab.exporting import export_folder
from afterrun.records import Allocation, Care, Event, PainReport, Phase, Run, SignAnswer, Site, Trial
from afterrun.records.fields import Field, Kind, Line, kind_of_fields
from afterrun.records.kinds import KIND_OF, KINDS, RUN
from afterrun.records.rules import Range
from tests.contracts.samples import AT, FILE, PHOTO, filled, full, named, sample

FIELDS = [(kind, field) for kind in KINDS for field in kind.fields]
BOUNDED = [(kind, field) for kind, field in FIELDS if field.range]
every_kind = pytest.mark.parametrize("kind", KINDS, ids=named)
every_field = pytest.mark.parametrize(("kind", "field"), FIELDS, ids=named)


@every_field
def test_a_field_goes_through_a_row(kind: Kind, field: Field) -> None:
    for record in (filled(kind), filled(kind, field.name)):
        again = from_row(kind.record, to_row(record))
        assert again == record
        assert getattr(again, field.name) == getattr(record, field.name)


@every_kind
def test_a_kind_goes_through_the_journal_and_its_table(kind: Kind, tmp_path: Path) -> None:
    # Two records: nothing unknown, and nothing known but what must be. They differ in time, so that both are kept.
    whole = full(kind)
    other = {kind.time: AT.replace(year=2025)} | ({"unit": 1} if kind.name == "allocation" else {})
    bare = replace(filled(kind), **other)
    with Journal.open(tmp_path / "journal.db") as journal:
        journal.add([whole, bare], original=FILE, photos=[PHOTO])
        assert set(getattr(journal.diary(), kind.plural)) == {whole, bare}
        export_folder(journal, tmp_path / "out")
    read = parse_table((tmp_path / "out" / kind.csv).read_bytes(), kind.csv)
    parsed, problems = read.rows, read.problems
    assert problems == []
    assert {row.record for row in parsed} == {whole, bare}


@every_field
def test_an_empty_cell_is_unknown_or_the_usual_or_told(kind: Kind, field: Field) -> None:
    header = ",".join(each.name for each in kind.fields)
    row = ",".join("" if each is field else _cell(sample(each)) for each in kind.fields)
    read = parse_table(f"{header}\n{row}\n".encode(), kind.csv)
    parsed, problems = read.rows, read.problems
    if field.required and not field.optional:
        assert [problem.reason for problem in problems] == [f"{field.name} must not be empty; got nothing."]
    else:
        usual = {"source": "csv"}.get(field.name, field.default)
        expected = kind.record(**{each.name: sample(each) for each in kind.fields} | {field.name: usual})
        assert getattr(parsed[0].record, field.name) == getattr(expected, field.name)


def _cell(value: Any) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    return ";".join(value) if isinstance(value, tuple) else str(value)


@pytest.mark.parametrize(("kind", "field"), BOUNDED, ids=named)
def test_a_number_beyond_its_bounds_is_refused(kind: Kind, field: Field) -> None:
    assert field.range is not None
    record = full(kind)
    for end in (field.range.low, field.range.high):
        assert getattr(replace(record, **{field.name: field.type(end)}), field.name) == end
    for value in (field.range.low - 1, field.range.high + 1, float("nan")):
        with pytest.raises(InvalidValueError, match=rf"^{field.name} must be between .*; got "):
            replace(record, **{field.name: value})


@every_kind
def test_the_schema_is_what_the_migrations_made(kind: Kind, tmp_path: Path) -> None:
    """Column for column, in order: what is added to a dataclass last is added to its table last."""
    with Journal.open(tmp_path / "journal.db") as journal:
        made = journal._connection.exec_driver_sql(f"PRAGMA table_info({kind.name})").all()
    table = schema.TABLES[kind.record]
    said = [(column.name, str(column.type), int(not column.nullable)) for column in table.columns]
    assert [(name, kind_of, needed) for _, name, kind_of, needed, *_ in made] == said
    names = {name.removesuffix("_us") for name, *_ in said if not name.endswith("_offset_s")}
    assert names == {"id", "uid", "local_date", *(field.name for field in kind.fields)}


@pytest.mark.parametrize(
    ("file", "columns"),
    [
        (
            "runs.csv",
            "start,duration_s,distance_m,ascent_m,descent_m,cadence_spm,contact_ms,rpe,shoe,surface,note,"
            "sport,source,original",
        ),
        ("pain.csv", "at,site,nrs,symptom,moment,quality,note,scale,source"),
        ("care.csv", "at,intervention,variant,minutes,site,pain_before,pain_after,run,note,source"),
        ("phases.csv", "intervention,start,end,variant,note,source"),
        ("events.csv", "at,kind,minutes,amount,note,source,original"),
        (
            "trials.csv",
            "start,question,design,intervention,variant,comparator,site,units,block_days,run_in_days,"
            "worthwhile_ratio,ceiling_nrs,seed,stopped,stop_reason,note,source",
        ),
        ("allocations.csv", "at,trial,unit,arm,source"),
        ("signs.csv", "at,sign,answer,note,source"),
        ("forecasts.csv", "at,site,run_start,run_m,says,source"),
        ("tests.csv", "at,test,value,side,unit,when,note,source"),
    ],
)
def test_tables_keep_their_columns_and_new_ones_come_last(file: str, columns: str, tmp_path: Path) -> None:
    with Journal.open(tmp_path / "journal.db") as journal:
        export_folder(journal, tmp_path / "out")
    assert (tmp_path / "out" / file).read_bytes().decode().strip().startswith(columns)


HEEL = Site("left", "heel")
MAY = datetime(2026, 5, 1, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    ("record", "known_as"),
    [
        (Run(start=MAY, duration_s=60, distance_m=1), "running:1777618800"),
        (PainReport(at=MAY, site=HEEL, nrs=4), "8b84405446e4d4875143bf5d6aaf288a229a00b3d5908f61bd1e10e9eedfcd09"),
        (
            Care(at=MAY, intervention="ice", run=MAY),
            "229acb26d1b5719b1e55bc4ef2ed5de066e98b065fe62fdd9646db4a92e27bd0",
        ),
        (Phase(intervention="x", start=MAY), "8ef7f867effa93d2f7b0810e7991abb48d0814f46c0e7bf472d22984204add92"),
        (
            Event(at=MAY, kind="drive", minutes=3),
            "1df5fb7cc73304ee5b165ff480711f686141d494e3008767b4f3dd9a62ca50b9",
        ),
        (
            Trial(start=MAY, question="prevention", design="pairs", intervention="tape", site=HEEL, units=8),
            "152481e2509d6c496ebddb660dafdde6acc01c399ab44e7238cd40ad2a879466",
        ),
        (Allocation(at=MAY, trial="t", unit=0, arm=1), "t:0"),
        (
            SignAnswer(at=MAY, sign="foot-drop", answer="yes"),
            "4f5a1effc098365371b6091e8571951f4bdd04a1da31bb9fa8d93e13db633365",
        ),
    ],
    ids=lambda value: type(value).__name__ if not isinstance(value, str) else "",
)
def test_a_stored_fact_stays_the_same_fact(record: Any, known_as: str) -> None:
    """A field that is added without ``later`` would make every stored record a stranger, and an import a second one."""
    assert identity(record) == known_as


def test_a_later_field_is_part_of_an_identity_only_where_it_says_something(monkeypatch: pytest.MonkeyPatch) -> None:
    plain, with_variant = Care(at=MAY, intervention="ice"), Care(at=MAY, intervention="ice", variant="pack")
    kind = KIND_OF[Care]
    without = replace(kind, fields=tuple(each for each in kind.fields if each.name != "variant"))
    late = replace(kind["variant"], line=replace(kind["variant"].line, later=True))
    monkeypatch.setattr("afterrun.journal.rows.KIND_OF", {Care: without})
    before = identity(plain)
    monkeypatch.setattr("afterrun.journal.rows.KIND_OF", {Care: replace(without, fields=(*without.fields, late))})
    assert identity(plain) == before
    assert identity(with_variant) != before


@pytest.mark.parametrize("field", [each for each in RUN.fields if each.optional], ids=named)
def test_another_source_fills_in_what_a_run_lacks(field: Field, tmp_path: Path) -> None:
    bare = replace(filled(RUN), source="app")
    with Journal.open(tmp_path / "journal.db") as journal:
        journal.add([bare])
        journal.add([filled(RUN, field.name)], original=FILE)
        (run,) = journal.diary().runs
    counted = "csv" if field.name == "original" else "app"  # a file knows when running ended: its record counts
    assert run == replace(bare, source=counted, **{field.name: sample(field)})


def test_a_number_without_a_rule_fails() -> None:
    @dataclass(frozen=True, kw_only=True)
    class Loose:
        weight_kg: float | None = None

    with pytest.raises(TypeError, match=r"Loose.weight_kg must have a rule"):
        _kind_of(Loose, "weight_kg")


def test_a_field_of_a_type_that_nothing_stores_fails() -> None:
    @dataclass(frozen=True, kw_only=True)
    class Odd:
        wet: Annotated[bool | None, Range(0, 1, "")] = None

    with pytest.raises(TypeError, match=r"Odd.wet must be one of"):
        _kind_of(Odd, "wet")


@pytest.mark.parametrize("names", [(), ("weight_kg", "height_m")])
def test_a_field_without_a_line_and_a_line_without_a_field_fail(names: tuple[str, ...]) -> None:
    @dataclass(frozen=True, kw_only=True)
    class Told:
        weight_kg: Annotated[float, Range(1, 1000, "kg")]

    assert _kind_of(Told, "weight_kg")["weight_kg"].range == Range(1, 1000, "kg")
    with pytest.raises(TypeError, match="must have one line for each field"):
        _kind_of(Told, *names)


def _kind_of(record: type[Any], *names: str) -> Kind:
    lines = [Line(name=name) for name in names]
    return kind_of_fields(record, name="x", plural="xs", time="at", title="x", lines=lines)


def test_a_kind_is_found_by_its_record() -> None:
    assert {KIND_OF[kind.record] for kind in KINDS} == set(KINDS)
