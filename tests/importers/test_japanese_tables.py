"""Tables with Japanese headers: their words, places and times, and the code that Windows writes them in."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterrun.importers.reading import read_path
from afterrun.importers.tables.text import decoded
from afterrun.records import PainReport, Site
from tests.importers.test_typed_tables import HERE, read, records, runs, told

DIARY = """日付,時間,部位,痛み（0-10）,症状,備考
2026/5/3(日),朝,右膝,3,張り,
2026年5月4日,7:30,右足のかかと,2,,坂道
2026/5/5,19時30分,左足の甲,４,しびれ,
"""


@pytest.mark.parametrize("codec", ["utf-8", "cp932"])
def test_a_pain_diary(tmp_path: Path, codec: str) -> None:
    (tmp_path / "diary.csv").write_bytes(DIARY.encode(codec))
    sources = list(read_path(tmp_path / "diary.csv", HERE))
    reports = [each for each in records(sources) if isinstance(each, PainReport)]
    assert [(f"{each.at:%d %H:%M}", str(each.site), each.nrs, each.symptom) for each in reports] == [
        ("03 08:00", "right-knee", 3, "tightness"),
        ("04 07:30", "right-heel", 2, "pain"),
        ("05 19:30", "left-midfoot", 4, "numbness"),
    ]
    assert "taken as hours" in told(sources)


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("日付,曜日,開始時刻,距離（km）,タイム", "2026/5/3,日,7:30,5.0,30:00"),
        ("日付,開始時刻,種目,距離,時間", "2026/5/3,7:30,ランニング,5km,30分00秒"),
        ("日時,走行距離 (km),平均ペース", "2026/5/3 7:30,5.0,6:00"),
    ],
)
def test_a_list_of_runs(tmp_path: Path, header: str, row: str) -> None:
    assert runs(read(tmp_path, "list.csv", f"{header}\n{row}\n")) == [("03 07:30", 1800, 5000)]


def test_a_weekday_contradicts_a_date(tmp_path: Path) -> None:
    sources = read(tmp_path, "list.csv", "日付,曜日,開始時刻,距離（km）,タイム\n2026/5/3,月,7:30,5.0,30:00\n")
    assert not records(sources)
    assert "weekday" in told(sources)


@pytest.mark.parametrize(
    ("said", "site"),
    [
        ("左かかと", "left-heel"),
        ("かかと（右）", "right-heel"),
        ("両足のふくらはぎ", "both-calf"),
        ("腰", "both-back-lower"),
    ],
)
def test_a_place(said: str, site: str) -> None:
    assert str(Site.parse(said)) == site


@pytest.mark.parametrize("codec", ["cp1252", "mac_roman"])
@pytest.mark.parametrize("text", ["Länge;Größe;Schmerzstärke", "Durée;Été;Où", "Distância;Região"])
def test_the_letters_of_the_west_stay(codec: str, text: str) -> None:
    assert decoded(text.encode(codec)) == text
