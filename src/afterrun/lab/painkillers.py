"""Which ratings were made under a painkiller: less pain then is no news of the foot."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from afterrun.records import Care, Diary
from afterrun.records.painkillers import hides_pain_for

_AT_ONCE = timedelta(minutes=1)  # a rating of the same minute came before it had done anything
ENOUGH_RATED = 3  # times with a rating before and after, from which the fit knows what it takes off: judgement


class UnderPainkiller:
    """The hours in which a painkiller may hide pain, at every place.

    Parameters
    ----------
    diary : Diary
        Painkillers may stand in it as care or as events. One that was rated before and after a few times hides nothing:
        the fit learns what it takes off and for how long, and reckons with it.
    """

    def __init__(self, diary: Diary) -> None:
        taken = sorted(_taken(diary))
        self._at = [at for at, _ in taken]
        self._until = [at + lasts for at, lasts in taken]
        self._longest = max((lasts for _, lasts in taken), default=timedelta())

    def hide(self, at: datetime) -> bool:
        """Whether pain at a time may have been hidden."""
        last = bisect_left(self._at, at - _AT_ONCE)
        first = bisect_left(self._at, at - self._longest)
        return any(at < until for until in self._until[first:last])

    def without_ratings(self, care: Care) -> Care:
        """Leave out the ratings of what was done under a painkiller taken before; that it was done stays."""
        return replace(care, pain_before=None, pain_after=None) if self.hide(care.at) else care


def well_rated(diary: Diary) -> frozenset[tuple[str, str | None]]:
    """Name what was rated before and after often enough for the fit to know what it takes off."""
    rated = Counter(
        (care.intervention, care.variant)
        for care in diary.care
        if care.pain_before is not None and care.pain_after is not None
    )
    return frozenset(what for what, n in rated.items() if n >= ENOUGH_RATED)


def _taken(diary: Diary) -> Iterator[tuple[datetime, timedelta]]:
    known = well_rated(diary)
    for care in diary.care:
        if (care.intervention, care.variant) in known:
            continue
        if (lasts := hides_pain_for(care.intervention, care.variant)) is not None:
            yield care.at, lasts
    for event in diary.events:
        if (lasts := hides_pain_for(event.kind)) is not None:
            yield event.at, lasts
