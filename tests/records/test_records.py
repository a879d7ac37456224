from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterrun.errors import AfterrunError, InvalidValueError, UnknownSiteError
from afterrun.records import SCALES, Care, Diary, Event, PainReport, Phase, Run, Site, scale_named, scale_of

AT = datetime(2026, 5, 1, 7, tzinfo=UTC)
HEEL = Site.parse("left-heel")


@pytest.mark.parametrize(
    ("kind", "fields", "name"),
    [
        (Run, {"start": AT, "duration_s": 0.0}, "duration_s"),
        (Run, {"start": AT, "duration_s": 10.0, "distance_m": -1.0}, "distance_m"),
        (Run, {"start": AT, "duration_s": 10.0, "distance_m": float("nan")}, "distance_m"),
        (Run, {"start": AT, "duration_s": 10.0, "rpe": 11.0}, "rpe"),
        (Run, {"start": AT.replace(tzinfo=None), "duration_s": 10.0}, "start"),
        (Run, {"start": AT.replace(year=1989), "duration_s": 10.0}, "start"),
        (PainReport, {"at": AT, "site": HEEL, "nrs": 10.5}, "nrs"),
        (PainReport, {"at": AT, "site": HEEL, "nrs": 1.0, "symptom": " "}, "symptom"),
        (PainReport, {"at": AT, "site": HEEL, "nrs": 1.0, "scale": "stars"}, "scale"),
        (Care, {"at": AT, "intervention": ""}, "intervention"),
        (Care, {"at": AT, "intervention": "tape", "pain_before": -1.0}, "pain_before"),
        (Phase, {"intervention": "shoes", "start": AT, "end": AT - timedelta(days=1)}, "end"),
        (Event, {"at": AT, "kind": "drive", "minutes": -5.0}, "minutes"),
    ],
)
def test_rules_name_the_field_and_the_remedy(kind: Any, fields: dict[str, Any], name: str) -> None:
    with pytest.raises(AfterrunError) as refused:
        kind(**fields)
    assert refused.value.message.startswith(f"{name} must ")
    assert "got" in refused.value.message
    assert refused.value.remedy.endswith((".", "list."))


@pytest.mark.parametrize("text", ["heel", "left", "middle-heel", "left-tail", "left-heelish", ""])
def test_no_sites(text: str) -> None:
    with pytest.raises(UnknownSiteError, match="side"):
        Site.parse(text)


@pytest.mark.parametrize("text", ["left-heel", "both-body", "right-forefoot-lateral", "left-achilles-insertion"])
def test_sites_come_back_as_text(text: str) -> None:
    assert str(Site.parse(text)) == text
    assert Site.parse(f" {text.upper()} ") == Site.parse(text)


@given(st.sampled_from(sorted(SCALES)), st.floats(0, 10))
def test_an_answer_stands_for_what_is_nearest_to_it(name: str, felt: float) -> None:
    scale = SCALES[name]
    low, high = scale.interval(felt)
    nearest = min(scale.levels, key=lambda level: abs(level - felt))
    assert low <= felt <= high
    assert low <= nearest <= high


def test_intervals_of_a_scale_leave_no_hole() -> None:
    for scale in SCALES.values():
        edges = [scale.interval(level) for level in scale.levels]
        assert edges[0][0] == float("-inf")
        assert edges[-1][1] == float("inf")
        assert all(one[1] == other[0] for one, other in pairwise(edges))


def test_scales_are_found_by_their_values() -> None:
    assert [scale_of(x) for x in (0, 7, 2.5, 2.25)] == ["nrs-11", "nrs-11", "nrs-21", "nrs-101"]
    with pytest.raises(InvalidValueError):
        scale_named("stars")


def test_a_diary_until_a_time_knows_nothing_later() -> None:
    run = Run(start=AT, duration_s=3600)
    diary = Diary(
        runs=(run, replace(run, start=AT + timedelta(days=1))),
        pain=(PainReport(at=AT, site=HEEL, nrs=1), PainReport(at=AT + timedelta(days=1), site=HEEL, nrs=2)),
        phases=(Phase(intervention="shoes", start=AT, end=AT + timedelta(days=9)),),
    )
    early = diary.until(AT + timedelta(minutes=30))
    assert (early.runs, len(early.pain), early.phases[0].end) == ((), 1, None)
    assert diary.until(AT + timedelta(days=30)) == diary
