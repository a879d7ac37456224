"""What lasts from the day it was put in is kept up since then, though it was noted once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from afterrun.lab.lasting import kept_up_since
from afterrun.lab.site_model import site_model
from afterrun.records import Care, Diary, Event, PainReport, Phase, Site

AT = datetime(2026, 4, 6, 8, tzinfo=UTC)
HEEL = Site("left", "heel")


@pytest.mark.parametrize(
    "name", ["new-insoles", "Orthotic", "heel lifts", "new running shoes", "neue Schuhe", "Einlagen", "new-job"]
)
def test_what_was_put_in_on_one_day_goes_on(name: str) -> None:
    by_event = kept_up_since(Diary(events=(Event(at=AT, kind=name, note="from the shop"),)))
    assert by_event.events == ()
    assert by_event.phases == (Phase(intervention=name, start=AT, note="from the shop"),)
    by_care = kept_up_since(Diary(care=(Care(at=AT, intervention=name),)))
    assert (by_care.care, [(each.intervention, each.start) for each in by_care.phases]) == ((), [(name, AT)])


@pytest.mark.parametrize(
    "diary",
    [
        Diary(events=(Event(at=AT, kind="long-drive"),)),
        Diary(events=tuple(Event(at=AT + timedelta(days=i), kind="insoles") for i in range(2))),
        Diary(events=(Event(at=AT, kind="insoles"),), phases=(Phase(intervention="insoles", start=AT),)),
        Diary(care=(Care(at=AT, intervention="orthotic", site=HEEL, pain_before=4.0, pain_after=2.0),)),
        Diary(events=(Event(at=AT, kind="new pain"),)),
    ],
    ids=["happens once", "each time", "kept up already", "rated", "is no thing"],
)
def test_what_was_written_down_otherwise_stays(diary: Diary) -> None:
    assert kept_up_since(diary) is diary


def test_the_model_of_a_site_knows_it_as_kept_up() -> None:
    pain = tuple(PainReport(at=AT + timedelta(days=i), site=HEEL, nrs=2.0) for i in range(3))
    diary = Diary(pain=pain, events=(Event(at=AT, kind="new-insoles"),))
    model = site_model(diary, site=HEEL, now=AT + timedelta(days=3))
    assert [phase.intervention for phase in model.diary.phases] == ["new-insoles"]
