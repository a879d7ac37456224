"""What is written of a finding, and what is not."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest

from afterrun import findings
from afterrun.findings import Data, Forecast, Gap, Interval, ReferenceRun, Response, to_json, trial
from afterrun.findings.as_json import written_name
from afterrun.findings.trial import ArmResult, Protocol, TrialResult
from afterrun.records import Site
from tests.told import of

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
SITE = Site.parse("left-heel")
KINDS = [kind for room in (findings, trial) for kind in vars(room).values() if is_dataclass(kind)]


def response(**fields: Any) -> Response:
    each = dict.fromkeys(("peak_nrs", "area_nrs_days", "baseline_nrs"), of(1, 2, 3))
    gone = dict.fromkeys(("peak_h", "half_life_h", "half_by_h", "clear_h", "dose_exponent"))
    run = ReferenceRun(distance_m=5000, duration_s=1800)
    return Response(**each, **gone, detected=0.9, reference_run=run, matters=0.8, rise_nrs={6: of(0, 1, 2)})  # type: ignore[arg-type]


def test_times_sites_and_ranges() -> None:
    told = Forecast(as_of=AT, site=SITE, run=None, ceiling_nrs=4.0, without_run=None, with_run=None, checks=())
    assert to_json(told) == {
        "schema": "afterrun/forecast/1",
        "as_of": "2026-11-23T09:00:00+00:00",
        "site": "left-heel",
        "run": None,
        "ceiling_nrs": 4.0,
        "without": None,
        "with": None,
        "checks": [],
        "safety": [],
    }


def test_words_of_pythons_are_written_as_the_contract_has_them() -> None:
    gap = Gap(start=AT, end=AT, days=2.0)
    told = to_json(Data(runs=1, reports=2, during_runs=0, start=AT, end=AT, gaps=(gap,)))
    assert list(told) == [
        "runs",
        "reports",
        "ratings",
        "during_runs",
        "under_painkiller",
        "noted_when_there",
        "from",
        "to",
        "gaps",
        "growth",
        "painless",
        "leans_on",
    ]
    assert list(told["gaps"][0]) == ["from", "to", "days"]


def test_hours_are_written_as_names() -> None:
    told = to_json(response())
    assert told["rise_nrs"] == {"6": {"median": 1, "lo": 0, "hi": 2}}


def test_arms_are_written_only_where_there_are_several() -> None:
    protocol = Protocol(
        sha256="0",
        registered=AT,
        question="prevention",
        outcome="pain-after-runs",
        design="pairs",
        design_words="",
        intervention="tape",
        variant=None,
        comparator=None,
        arms=("nothing", "tape"),
        site=SITE,
        units=6,
        block_days=None,
        run_in_days=0,
        worthwhile_ratio=0.8,
        ceiling_nrs=6.0,
    )

    def result(*arms: ArmResult) -> TrialResult:
        return TrialResult(
            as_of=AT,
            protocol=protocol,
            state="running",
            stopped=None,
            stop_reason=None,
            units_done=0,
            units=6,
            unit="run",
            schedule="as-drawn",
            stop_now=None,
            arms=arms,
        )

    assert "arms" not in to_json(result())
    (arm,) = to_json(result(ArmResult(name="tape", randomisation_test=None, bet=None)))["arms"]
    assert (arm["name"], arm["verdict"]) == ("tape", "not-yet-known")


def test_what_is_no_part_of_a_finding_is_refused() -> None:
    @dataclass(frozen=True)
    class Odd:
        of: object

    assert to_json(Odd(date(2026, 11, 23))) == {"of": "2026-11-23"}
    with pytest.raises(TypeError, match="must be part of a finding"):
        to_json(Odd({1, 2}))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_kind_is_frozen_and_says_what_its_fields_are(kind: Any) -> None:
    assert kind.__dataclass_params__.frozen
    names = [written_name(each) for each in fields(kind)]
    assert len(set(names)) == len(names)
    for each in fields(kind):
        assert each.name == "schema" or each.name in (kind.__doc__ or "")


def test_an_interval_can_be_told_the_other_way_round() -> None:
    assert of(-3, -2, -1).turned == Interval(median=2, lo=1, hi=3)
