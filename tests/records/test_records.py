from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterrun.errors import AfterrunError, InvalidValueError, UnknownSiteError
from afterrun.language import LANGUAGES, speaking
from afterrun.reasons import red_flags
from afterrun.records import SCALES, SIDES, Care, Diary, Event, PainReport, Phase, Run, Site, scale_named, scale_of
from afterrun.records.scale import finest
from afterrun.records.site import PLACES

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
        (PainReport, {"at": AT, "site": HEEL, "nrs": 1.0, "note": "B\udcfcro"}, "note"),
        (PainReport, {"at": AT, "site": HEEL, "nrs": 1.0, "quality": ("sore", "\ud83d")}, "quality"),
        (Care, {"at": AT, "intervention": ""}, "intervention"),
        (Care, {"at": AT, "intervention": "\udcff"}, "intervention"),
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


@pytest.mark.parametrize(
    "text",
    ["heel", "left", "middle-heel", "left-tail", "left-heelish", "", "left or right knee", "back of the left arm"],
)
def test_no_sites(text: str) -> None:
    with pytest.raises(UnknownSiteError, match="side"):
        Site.parse(text)


@pytest.mark.parametrize("text", ["left-heel", "both-body", "right-forefoot-lateral", "left-achilles-insertion"])
def test_sites_come_back_as_text(text: str) -> None:
    assert str(Site.parse(text)) == text
    assert Site.parse(f" {text.upper()} ") == Site.parse(text)


@pytest.mark.parametrize(
    ("said", "site"),
    [
        ("left sole", "left-arch"),
        ("Instep, right", "right-midfoot"),
        ("top of the left foot", "left-midfoot"),
        ("right-big-toe", "right-toes-big"),
        ("L sesamoids", "left-forefoot-medial-sesamoid"),
        ("Kneecap right", "right-knee-kneecap"),
        ("right-IT-band", "right-knee-outer"),
        ("left glute", "left-hip-buttock"),
        ("both buttocks", "both-hip-buttock"),
        ("pelvis", "both-hip-pelvis"),
        ("left_lower_leg", "left-calf-lower-leg"),
        ("right tibia", "right-shin"),
        ("lower back", "both-back-lower"),
        ("back", "both-back"),
        ("head", "both-head"),
        ("left-head", "left-head"),
        ("right heel pad", "right-heel-pad"),
        ("linke Fußsohle", "left-arch"),
        ("beide Waden", "both-calf"),
        ("Hu\u0308fte rechts", "right-hip"),  # as a Mac writes it
        ("unter der Kniescheibe, links", "left-knee-below"),
        ("Kopf", "both-head"),
    ],
)
def test_places_are_read_by_the_names_they_have(said: str, site: str) -> None:
    assert str(Site.parse(said)) == site
    assert Site.parse(site) == Site.parse(said)


@pytest.mark.parametrize("said", ["left-back-of-the-knee", "back of the knee, left", "linke Kniekehle"])
def test_the_back_of_a_knee_is_no_back(said: str) -> None:
    """A swollen one is looked at the same day; below the back it would not be."""
    assert str(Site.parse(said)) == "left-knee-behind"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("region", PLACES)
def test_a_place_is_read_as_it_is_said(region: str, language: str) -> None:
    with speaking(language):
        for side in SIDES if region != "body" else ("both",):
            site = Site(side, region)
            assert Site.parse(str(site)) == site
            assert Site.parse(site.words) == site


def test_pain_that_began_in_a_run_is_pain_during_it() -> None:
    """Else it would be taken for what the run caused later."""
    report = PainReport(at=AT, site=HEEL, nrs=5, onset_km=3.5)
    assert report.moment == "during-run"
    assert red_flags(Diary(pain=(report,)), HEEL, AT)
    assert PainReport(at=AT, site=HEEL, nrs=5).moment is None
    assert replace(report, moment="evening", onset_km=None, onset_min=12).moment == "evening"


def test_a_lower_leg_counts_as_a_calf() -> None:
    """It may be one, and one that is swollen should not wait."""
    swollen = PainReport(at=AT, site=Site.parse("left lower leg"), nrs=2, symptom="swelling")
    assert [flag.level for flag in red_flags(Diary(pain=(swollen,)), HEEL, AT)] == ["same-day"]


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


def test_a_column_of_answers_has_one_scale() -> None:
    assert finest(map(scale_of, (0, 2.5, 5, 7, 10))) == "nrs-21"
    assert finest(map(scale_of, (0, 5, 10))) == "nrs-11"
    assert finest(["nrs-11", "nrs-101", "wellness-5"]) == "nrs-101"
    assert finest(["wellness-5"]) == finest([]) == ""


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


def test_a_part_is_listed_once() -> None:
    assert len(set(PLACES)) == len(PLACES)
    assert PLACES[PLACES.index("forefoot-medial-sesamoid") - 1] == "forefoot-medial"
