"""Less pain under a painkiller is no news of the foot: such ratings are kept and shown, and do not count."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import numpy as np
import pytest

from afterrun.checks import gate_of
from afterrun.checks.evidence import Evidence
from afterrun.lab.events_beside import events_beside
from afterrun.lab.other_loads import care_of, events_of
from afterrun.lab.painkillers import UnderPainkiller
from afterrun.lab.planning import Wanted, _went_well
from afterrun.lab.preparing import prepare
from afterrun.lab.site_model import site_model
from afterrun.lab.story import SITE
from afterrun.lab.triggers import calendar_of
from afterrun.records import Care, Diary, Event
from afterrun.records.painkillers import hides_pain_for
from tests.lab.journals import story
from tests.lab.test_changes import NOW


def _before(reports: slice, *, ahead_h: float = 2.0, name: str = "ibuprofen") -> Diary:
    """The story, with a painkiller before each of some of its reports of the foot."""
    diary = story()
    here = [report for report in diary.pain if report.site == SITE and report.symptom == "pain"][reports]
    taken = tuple(Care(at=report.at - timedelta(hours=ahead_h), intervention=name, variant="400-mg") for report in here)
    return replace(diary, care=tuple(sorted((*diary.care, *taken), key=lambda care: care.at)))


@pytest.mark.parametrize(
    ("names", "hours"),
    [
        (("ibuprofen", "400-mg"), 8),
        (("painkiller", "naproxen-250-mg"), 12),
        (("painkiller", "my-own"), 12),
        (("etoricoxib", None), 24),
        (("calf-stretch", "off-step"), None),
        (("ibuprofens-brother", None), None),
        (("aspirin-for-something-else", None), None),
    ],
)
def test_painkillers_are_known_by_their_names(names: tuple[str | None, ...], hours: float | None) -> None:
    assert hides_pain_for(*names) == (None if hours is None else timedelta(hours=hours))


def test_the_hours_after_one_count_and_no_others() -> None:
    at = NOW - timedelta(days=1)
    for diary in (
        replace(story(), care=(Care(at=at, intervention="ibuprofen"),)),
        replace(story(), events=(Event(at=at, kind="ibuprofen"),), care=()),
    ):
        under = UnderPainkiller(diary)
        found = [under.hide(at + timedelta(hours=hours)) for hours in (-1, 0, 0.5, 7.9, 8, 30)]
        assert found == [False, False, True, True, False, False]


@pytest.mark.parametrize(("times", "hides"), [(2, True), (3, False)])
def test_one_that_was_rated_a_few_times_is_reckoned_with_and_hides_nothing(times: int, hides: bool) -> None:
    at = NOW - timedelta(days=1)
    rated = (
        Care(at=at - timedelta(days=n), intervention="ibuprofen", pain_before=5, pain_after=3) for n in range(times)
    )
    alone = Care(at=at + timedelta(hours=12), intervention="ibuprofen")
    under = UnderPainkiller(replace(story(), care=(*rated, alone)))
    assert under.hide(alone.at + timedelta(hours=1)) is hides


def test_what_was_rated_under_one_is_left_out_and_counted() -> None:
    plain, under = (prepare(diary, site=SITE, now=NOW) for diary in (story(), _before(slice(-4, None))))
    assert len(under.hidden) == 4  # one of them during a run: it would say from where on that hurts
    assert not set(under.hidden) & {*under.reports, *under.during_runs}
    assert {report.at for report in under.hidden} <= {report.at for report in plain.all_reports}
    assert set(under.hidden) <= set(under.all_reports)
    far = prepare(_before(slice(-1, None), ahead_h=9), site=SITE, now=NOW)
    assert far.hidden == ()


def test_one_stretch_under_a_painkiller_is_no_relief_by_the_stretch() -> None:
    diary = story()
    last = next(care for care in reversed(diary.care) if care.pain_after is not None)
    taken = Care(at=last.at - timedelta(hours=1), intervention="paracetamol")
    diary = replace(diary, care=tuple(sorted((*diary.care, taken), key=lambda care: care.at)))
    (seen,) = (care for care in prepare(diary, site=SITE, now=NOW).cares if care.at == last.at)
    assert (seen.pain_before, seen.pain_after) == (None, None)


def test_weeks_under_a_painkiller_are_not_told_as_better() -> None:
    """Without the check the lower ratings of the last weeks read as a course to the better."""
    few, many = (site_model(_before(slice(-n, None)), site=SITE, now=NOW) for n in (2, 40))
    assert few.record_gate.tells("trend")
    assert not many.record_gate.tells("trend")
    assert not many.record_gate.tells("response")
    assert many.record_gate.holding_back == ("painkillers",)
    assert many.fit is None


def test_few_in_all_but_all_of_the_last_weeks_are_too_many() -> None:
    prepared = prepare(story(), site=SITE, now=NOW)
    data, derived = prepared.data, prepared.dose.derived
    latest = data.report_t_d[-1] + np.linspace(1.0, 25.0, 12)
    gate = gate_of(Evidence(data, derived, hidden_t_d=latest))
    assert "painkillers" in gate.holding_back
    assert "painkillers" not in gate_of(Evidence(data, derived, hidden_t_d=latest[:2])).holding_back


def test_a_run_followed_by_a_painkiller_is_no_proof_that_it_went_well() -> None:
    prepared = prepare(story(), site=SITE, now=NOW)
    wanted = Wanted(ceiling_nrs=10)
    run = next(run for run in reversed(prepared.runs) if _went_well(run, prepared, NOW, wanted))
    after = next(i for i, report in enumerate(prepared.reports) if report.at > run.end)
    hidden = replace(prepared, hidden=(prepared.reports[after],))
    assert not _went_well(run, hidden, NOW, wanted)


def _at(day: int, hour: int) -> datetime:
    return (NOW - timedelta(days=day)).replace(hour=hour)


def test_painkillers_and_measures_set_nothing_off() -> None:
    days = range(1, 60)
    weighed = [Event(at=_at(day, 7), kind="weight", amount=80.0) for day in days]
    slept = [Event(at=_at(day, 7), kind="sleep", amount=6.0 + day % 3) for day in days]
    taken = [Event(at=_at(day, 20), kind="ibuprofen", amount=400) for day in days[::9]]
    drives = [Event(at=_at(day, 12), kind="long-drive") for day in days[::8]]
    diary = replace(
        _before(slice(-2, None)), events=tuple(sorted((*weighed, *slept, *taken, *drives), key=lambda each: each.at))
    )
    prepared = prepare(diary, site=SITE, now=NOW)
    assert {event.kind for event in events_beside(diary, prepared)} == {"long-drive"}
    asked = events_of(diary, prepared, calendar_of(prepared))
    assert {(load.kind, load.plain) for load in asked} == {("long-drive", True), ("sleep", False)}
    assert "ibuprofen" not in {load.kind for load in care_of(prepared, calendar_of(prepared))}


def test_a_night_noted_twice_was_put_right() -> None:
    nights = [Event(at=_at(day, 7), kind="sleep", amount=4.0 + day % 4) for day in range(1, 40)]
    again = [replace(each, at=each.at + timedelta(hours=1), amount=8.0 - (i % 3)) for i, each in enumerate(nights)]
    once, twice = (replace(story(), events=tuple(sorted(e, key=lambda x: x.at))) for e in (again, [*nights, *again]))
    found = []
    for diary in (once, twice):
        prepared = prepare(diary, site=SITE, now=NOW)
        (load,) = events_of(diary, prepared, calendar_of(prepared))
        assert load.amounts is not None
        assert load.unit == "h"
        found.append((load.amounts.sd, list(load.t_d)))
    assert found[0] == found[1]
