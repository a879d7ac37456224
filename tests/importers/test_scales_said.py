"""On which scale answers are, as a column of its own, a header or a title says it: none is taken for one to ten."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterrun.records import PainReport
from tests.importers.test_typed_tables import read, records, told

ROWS = "2026-05-03,7:30,left heel,4\n2026-05-04,7:30,left heel,4\n"


def numbers(folder: Path, table: str) -> list[float]:
    return [each.nrs for each in records(read(folder, "pain.csv", table)) if isinstance(each, PainReport)]


@pytest.mark.parametrize(
    ("header", "cells", "expected"),
    [
        ("scale", ["40,0-100", "4,0-10", "2,1-5", "4,NRS"], [4, 4, 4]),
        ("Skala", ["40,0-100", "2,1-5", "2,0 bis 10"], [4, 2]),
        ("out of", ["40,100", "4,10", "3,5"], [4, 4]),
        ("scale", ["4,VAS", "30-40,0-100", "4,10 = no pain", "3-4,0-10"], [3.5]),
        ("scale", ["4,nrs-101", "5,"], [4, 5]),
    ],
)
def test_a_column_may_say_the_scale_of_each_row(
    tmp_path: Path, header: str, cells: list[str], expected: list[float]
) -> None:
    rows = "".join(f"2026-05-0{day} 07:30,left-heel,{cell}\n" for day, cell in enumerate(cells, start=1))
    assert numbers(tmp_path, f"Date,Where,Pain,{header}\n{rows}") == expected


def test_what_is_of_another_scale_is_refused_with_its_reason(tmp_path: Path) -> None:
    sources = read(tmp_path, "pain.csv", "Date,Where,Pain,Scale\n2026-05-01 07:30,left heel,2,1-5\n")
    assert "must be on a scale of 0 to 10; got '2/5'" in told(sources)


@pytest.mark.parametrize(
    "header",
    [
        "Pain (max 5)",
        "Schmerz (von 6)",
        "Pain (1 = none; 5 = worst)",
        "Douleur (10 = aucune douleur)",
        "Dolor (10 = sin dolor)",
        "Dolore (10 = nessun dolore)",
        "Pijn (10 = geen pijn)",
        "Ból (10 = bez bólu)",
        "Pain (no pain = 10)",
    ],
)
def test_a_header_of_another_scale_in_any_words(tmp_path: Path, header: str) -> None:
    assert numbers(tmp_path, f"Date,Time,Site,{header}\n{ROWS}") == []


@pytest.mark.parametrize("header", ["Dolor (0 = sin dolor; 10 = insoportable)", "Pain (max. 10)", "Douleur (0 à 10)"])
def test_a_header_of_the_usual_scale_in_any_words(tmp_path: Path, header: str) -> None:
    assert numbers(tmp_path, f"Date,Time,Site,{header}\n{ROWS}") == [4, 4]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Pain scale: 1 (none) to 5 (worst)", []),
        ("Schmerzskala 0-5", []),
        ("On a scale of 0 to 100", [0.4, 0.4]),
        ("Pain scale 0-10", [4, 4]),
        ("Pain diary of 3-31 May", [4, 4]),
        ("Training 2026 (max. 3 runs a week)", [4, 4]),
    ],
)
def test_a_title_may_say_the_scale(tmp_path: Path, title: str, expected: list[float]) -> None:
    assert numbers(tmp_path, f"{title}\nDate,Time,Site,Pain\n{ROWS}") == expected


def test_each_place_may_have_a_scale_of_its_own(tmp_path: Path) -> None:
    table = "Date,Time,Left heel (0-10),Right knee (0-100)\n2026-05-03,7:30,4,40\n2026-05-04,7:30,3,5\n"
    assert numbers(tmp_path, table) == [4, 4, 3, 0.5]
