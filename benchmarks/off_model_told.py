"""What is told of people whose response has a course, against its truth."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from afterrun.response.designs import DiaryDesign
from benchmarks.off_model_lives import KINDS, SITE, Truth, live
from benchmarks.telling import Told, asked, changed_between, denied, directions, part, rows, runs_matter, runs_raise

_ROUNDED = 0.005  # what is told is rounded, and a range that ends at the truth holds it
_STEADY = 0.02  # a ratio a month this near to 1 goes neither way
_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One person. None where something was not told, or has no truth to be held against.

    Parameters
    ----------
    response, sure, denied : bool
        Whether a response was told, and at 95 %; whether it was said that they do nothing that matters.
    matters : bool or None
        Whether it was told at 95 % that it is by enough to matter.
    ratio : bool
        Whether a ratio a month was told.
    ratio_held_since, ratio_held_month, rise_held : bool or None
        Whether their ranges hold the ratio since the day that is told, that of the last 30 days, the rise at 24 h.
    way : bool
        Whether a direction was told at 95 %.
    way_wrong_since : bool
        Whether it was the wrong one, since the day that is told; without a response each is.
    getting, getting_wrong : bool
        Whether it was said that it is getting better, or worse, and whether the last 30 days go otherwise.
    changed : bool
        Whether a sudden change was told.
    day_held : bool or None
        Whether the range of its day holds the true one; None where it was not told, or there is no such day.
    """

    response: bool
    sure: bool
    matters: bool | None
    denied: bool
    ratio: bool
    ratio_held_since: bool | None
    ratio_held_month: bool | None
    rise_held: bool | None
    way: bool
    way_wrong_since: bool
    getting: bool
    getting_wrong: bool
    changed: bool
    day_held: bool | None


def outcome(design: DiaryDesign, name: str, seed: int) -> Outcome:
    """Live through a diary, ask, and hold what is told against the truth."""
    lived = live(KINDS[name], design, seed)
    return judged(asked(lived.diary, site=SITE, now=lived.now, seed=seed), lived.truth)


def judged(told: Told, truth: Truth) -> Outcome:
    """Hold what is told against the truth."""
    ratio = part(told, "trend", "response_ratio_per_30_days")
    last_month = part(told, "trend", "response_ratio_last_30_days")
    ways, between, since = directions(told), changed_between(told), part(told, "trend", "since")
    said = [
        way for way in ("better", "worse") if any(f"It is getting {way}: over" in text for text in rows(told, "said"))
    ]
    ratio_since = truth.ratio_from(date.fromisoformat(since)) if since else truth.ratio_since
    return Outcome(
        response=part(told, "response") is not None,
        sure=runs_raise(told),
        matters=None if part(told, "response", "matters") is None else runs_matter(told),
        denied=denied(told),
        ratio=ratio is not None,
        ratio_held_since=_holds(ratio, ratio_since),
        ratio_held_month=_holds(last_month, truth.ratio_month),
        rise_held=_holds(part(told, "response", "rise_nrs", "24"), truth.rise_24h_nrs),
        way=bool(ways),
        way_wrong_since=any(_wrong(way, ratio_since) for way in ways),
        getting=bool(said),
        getting_wrong=any(_wrong(way, truth.ratio_month) for way in said),
        changed=part(told, "changes", "verdict") == "changed",
        day_held=None
        if between is None or truth.changed is None
        else between[0] <= (truth.changed[1] + _A_DAY).date() and (truth.changed[0] - _A_DAY).date() <= between[1],
    )


def _holds(told: Told | None, truth: float | None) -> bool | None:
    if told is None or truth is None or np.isinf(truth):
        return None
    return bool(told["lo"] - _ROUNDED <= truth <= told["hi"] + _ROUNDED)


def _wrong(way: str, ratio: float | None) -> bool:
    """Whether a direction is not that of a ratio; where there is none, no direction is right."""
    if ratio is None:
        return True
    return ratio > 1 - _STEADY if way == "better" else ratio < 1 + _STEADY


def line(name: str, people: Sequence[Outcome]) -> str:
    """Say of one kind how often each was told, and of what was told how often it held."""
    held = [f"{words} {_of_told(people, get)}" for words, get in _HELD.items()]
    share = [f"{words} {np.mean([get(each) for each in people]):.2f}" for words, get in _SHARE.items()]
    return f"{name}: {len(people)} people; " + "; ".join((*share, *held))


_SHARE: dict[str, Callable[[Outcome], bool]] = {
    "response > .95": lambda each: each.sure,
    "'by little'": lambda each: each.denied,
    "direction told": lambda each: each.way,
    "wrong since then": lambda each: each.way_wrong_since,
    "'is getting' said": lambda each: each.getting,
    "wrong by the month": lambda each: each.getting_wrong,
    "change told": lambda each: each.changed,
    "ratio told": lambda each: each.ratio,
}
_HELD: dict[str, Callable[[Outcome], bool | None]] = {
    "matters > .95": lambda each: each.matters,
    "ratio held since then": lambda each: each.ratio_held_since,
    "by the month": lambda each: each.ratio_held_month,
    "rise at 24 h held": lambda each: each.rise_held,
    "day held": lambda each: each.day_held,
}


def _of_told(people: Sequence[Outcome], get: Callable[[Outcome], bool | None]) -> str:
    found = [value for each in people if (value := get(each)) is not None]
    return f"{np.mean(found):.2f} of {len(found)}" if found else "- of 0"
