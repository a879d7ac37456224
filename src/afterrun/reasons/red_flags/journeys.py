"""A calf that hurts at rest after hours of sitting still."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta

from afterrun.findings import Flag
from afterrun.language import say
from afterrun.reasons.red_flags.rule import WITHIN_DAYS, Place, Rule
from afterrun.reasons.red_flags.signs import at_rest, is_pain, plain, signs_of
from afterrun.reasons.red_flags.swelling import is_vein
from afterrun.records import Event, PainReport

_FELT_FOR = timedelta(weeks=4)  # the score counts surgery of four weeks; for journeys the same is a judgement
_LEAST_MINUTES = 180.0  # where the length is known: shorter ones are an everyday; a judgement
_STILL = re.compile(
    r"\b(flight|flights|flying|flew|plane|aeroplane|airplane|long haul|flug|langstreckenflug|flugreise)\b|"
    r"\b(long )?(drive|car (ride|journey|trip)|autofahrt)\b|\b(bus|busfahrt|busreise|train|zugfahrt|bahnfahrt)\b|"
    r"\b(bed rest|bettruhe|surgery|operation|plaster cast|cast|gips)\b"
)


def journeys(events: Iterable[Event], now: datetime) -> list[Event]:
    """List the long journeys, and other times of lying or sitting still, of the last four weeks."""
    return [
        event
        for event in events
        if now - _FELT_FOR < event.at <= now
        and _STILL.search(plain(event.kind))
        and (event.minutes is None or event.minutes >= _LEAST_MINUTES)
    ]


def at_rest_since(place: Place) -> list[PainReport]:
    """List what hurt at rest or at night in a leg since such a time; empty at other places."""
    still = journeys(place.events, place.now)
    if not still or not is_vein(place.site):
        return []
    since = min(event.at for event in still)
    return [report for report in place.recent if report.nrs > 0 and report.at > since and _resting(report)]


def _resting(report: PainReport) -> bool:
    return at_rest(report) or "night" in signs_of(report)


def _after_a_journey(place: Place) -> Flag | None:
    """At night and at rest: either alone is asked about, both are told."""
    found = [report for report in at_rest_since(place) if is_pain(report)]  # cramps at night are common
    if not (any(at_rest(report) for report in found) and any("night" in signs_of(report) for report in found)):
        return None
    return Flag(
        WITHIN_DAYS,
        say(
            "It hurts at rest and at night after a long journey or time off your feet. Have a clinician look at it "
            "within days; today if the leg is thicker, warmer or redder than the other, and at once with short breath "
            "or chest pain."
        ),
    )


JOURNEY = Rule(
    name="calf-after-a-journey",
    sign="swollen-calf-clot",
    find=_after_a_journey,
    rests_on="General medical knowledge (hours of sitting still make clots in the leg likelier); four weeks, three "
    "hours and night with rest are judgements",
)
