"""An error of a record names the field that it is about, in every language and whatever its words are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from afterrun.errors import AfterrunError
from afterrun.language import speaking
from afterrun.records import Care, Event, PainReport, Phase, Run, Site

AT = datetime(2026, 5, 1, 7, tzinfo=UTC)
HEEL = Site("left", "heel")
WRONG: dict[str, list[Callable[[], object]]] = {
    "at": [
        lambda: Care(at=AT.replace(tzinfo=None), intervention="ice"),
        lambda: Event(at=AT.replace(year=1989), kind="walk"),
    ],
    "nrs": [lambda: PainReport(at=AT, site=HEEL, nrs=11)],
    "symptom": [lambda: PainReport(at=AT, site=HEEL, nrs=1, symptom=" ")],
    "scale": [lambda: PainReport(at=AT, site=HEEL, nrs=1, scale="of ten")],
    "minutes": [lambda: Care(at=AT, intervention="ice", minutes=-1)],
    "pain_before": [lambda: Care(at=AT, intervention="ice", pain_before=float("nan"))],
    "pain_after": [lambda: Care(at=AT, intervention="ice", pain_after=11)],
    "intervention": [lambda: Phase(intervention="", start=AT)],
    "end": [lambda: Phase(intervention="insole", start=AT, end=AT - timedelta(days=1))],
    "onset_km": [
        lambda: PainReport(at=AT, site=HEEL, nrs=1, onset_km=-1),
        lambda: PainReport(at=AT, site=HEEL, nrs=1, onset_km=5000),  # metres
    ],
    "onset_min": [lambda: PainReport(at=AT, site=HEEL, nrs=1, onset_min=float("inf"))],
    "walk_breaks": [lambda: Run(start=AT, duration_s=60, walk_breaks=-1)],
    "rpe": [lambda: Run(start=AT, duration_s=60, rpe=11)],
    "site": [lambda: Site.parse("left-tail")],
}


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("field", WRONG)
def test_an_error_names_its_field(field: str, language: str) -> None:
    for make in WRONG[field]:
        with speaking(language), pytest.raises(AfterrunError) as wrong:
            make()
        assert wrong.value.field == field
