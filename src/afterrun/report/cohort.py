"""What many people share, in words for whoever looks after them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from afterrun.findings import AmongPeople, Cohort, Interval, PersonFlag
from afterrun.language import mark, number, say, say_n
from afterrun.report.words import days, days_range, half_points, percent, points, points_range

_LABELS: Mapping[str, str] = {
    "rise_24h_nrs": mark("a day after a usual run, more pain by"),
    "peak_h": mark("it is worst after"),
    "peak_nrs": mark("at its worst, more pain by"),
    "half_by_h": mark("half of it is gone after"),
    "area_nrs_days": mark("pain over the days after a run, in point-days"),
    "dose_exponent": mark("how much more a longer run does (1: in proportion)"),
    "baseline_nrs": mark("pain without a run, of everybody"),
}


def cohort_told(found: Cohort) -> Iterator[str]:
    """Tell who was looked at and how many respond; flags are told before, with `flags_told`."""
    yield (
        say_n("{n} journal.", "{n} journals.", found.people)
        + " "
        + say_n("{n} of them can tell what runs do.", "{n} of them can tell what runs do.", found.learned_from)
    )
    if found.responders.share is None:
        yield say("That is too few to say what these people share.")
        return
    yield say("Runs raise the pain of {share}.", share=_share_range(found.responders.share))


def flags_told(flags: tuple[PersonFlag, ...]) -> Iterator[str]:
    """Tell at whom somebody should have a look, the most urgent first; the same sign of several people once."""
    whose: dict[str, list[str]] = {}
    for flag in flags:
        whose.setdefault(flag.text, []).append(flag.person)
    for text, people in whose.items():
        yield f"{', '.join(people)}: {text}"


def failed_told(found: Cohort) -> Iterator[str]:
    """Tell of whom there are no answers, and why."""
    for each in found.failed:
        yield f"{each.person}: {each.why}"


def rows_told(found: Cohort) -> Iterator[tuple[str, str, str]]:
    """Tell each quantity: what it is, the middle of these people, and how far they differ."""
    for each in found.population:
        middle, differ = _ways(each)
        yield (
            say(_LABELS[each.quantity]),
            middle(each.median),
            say("people differ by {much}", much=differ(each.between_sd)),
        )


def lent_told(found: Cohort) -> Iterator[str]:
    """Tell which ranges of a single person were worked out as one of them."""
    lent = [say(_LABELS[each.quantity]) for each in found.population if each.pooled]
    kept = [say(_LABELS[each.quantity]) for each in found.population if not each.pooled]
    if lent:
        yield say(
            "Each person is also told as one of these people, which leans on the others in: {what}.",
            what="; ".join(lent),
        )
    if kept:
        yield say(
            "In these each person stands alone: {what}.",
            what="; ".join(kept),
        )


def _ways(each: AmongPeople) -> tuple[Callable[[Interval], str], Callable[[Interval], str]]:
    """Choose how the middle and the spread of a quantity are said."""
    if each.quantity.endswith("_h"):
        return days_range, lambda interval: say("about {middle}", middle=days(interval.median))
    if each.quantity.endswith("_nrs"):
        return points_range, lambda interval: _half_points_or_less(interval.median)
    return _tenths_range, lambda interval: say("about {middle}", middle=number(interval.median, ".1f"))


def _half_points_or_less(nrs: float) -> str:
    return say("about {middle}", middle=points(nrs)) if half_points(nrs) else say("less than half a point")


def _tenths_range(interval: Interval) -> str:
    middle, low, high = (number(each, ".1f") for each in (interval.median, interval.lo, interval.hi))
    return say("about {middle} (probably {low} to {high})", middle=middle, low=low, high=high)


def _share_range(share: Interval) -> str:
    return say(
        "about {middle} of them (probably {low} to {high})",
        middle=percent(share.median),
        low=percent(share.lo),
        high=percent(share.hi),
    )
