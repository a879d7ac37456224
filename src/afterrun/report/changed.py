"""A sudden change in words: when, how much, and what else was new around then, as a coincidence."""

from __future__ import annotations

from calendar import month_name
from collections.abc import Mapping
from datetime import date
from math import floor
from typing import Any

from afterrun.report.words import percent, points_range, ratio_range

_LIKELIER = 0.6  # below it a chance would only say what was assumed before the data
_PLAIN_RATIO = 3.5  # beyond it a share in percent is more digits than there is knowledge
_NEW = {
    "phase-began": "{name} began",
    "phase-ended": "{name} ended",
    "event-first": "the first {name}",
    "care-first": "the first {name}",
    "shoe-first": "the shoe {name}",
    "longest-run": "your longest run so far",
    "run-after-gap": "the first run after a break",
}


def changed(change: Mapping[str, Any] | None) -> tuple[str, ...]:
    """Say whether something changed from one day to the next.

    Parameters
    ----------
    change : mapping or None
        ``changes`` as in `afterrun/answers/1`.
    """
    if change is None:
        return ()
    if change["verdict"] == "no-sign":
        return ("No sign that anything changed from one day to the next.",)
    if change["verdict"] != "changed":
        likely = change["probability"] > _LIKELIER
        chance = f" The chance that it did: {percent(change['probability'])}." if likely else ""
        return (f"Not known yet whether anything changed from one day to the next.{chance}",)
    return (_when(change), _how_much(change), *_also(change["also"]))


def _when(change: Mapping[str, Any]) -> str:
    at = change["date"]
    middle, low, high = (_day(at[key]) for key in ("median", "lo", "hi"))
    between = "" if low == high else f" (probably between {low} and {high})"
    return f"Something changed around {middle}{between}: over 95 % sure."


def _how_much(change: Mapping[str, Any]) -> str:
    if change["response_ratio"] is not None:
        return f"The same run has caused {_times(change['response_ratio'])} since, against before."
    step = change["baseline_step_nrs"]
    if change["direction"] == "better":
        step = {"median": -step["median"], "lo": -step["hi"], "hi": -step["lo"]}
    word = "more" if change["direction"] == "worse" else "less"
    return f"Without a run there have been {points_range(step)} points {word} since."


def _times(ratio: Mapping[str, float]) -> str:
    """Say a ratio: as a share where that says enough, else how many times at least."""
    if ratio["hi"] < _PLAIN_RATIO:
        return f"{ratio_range(ratio)} of the pain"
    least = floor(2 * ratio["lo"]) / 2
    return "more pain" if least <= 1 else f"at least {least:g} times the pain"


def _also(items: list[Mapping[str, Any]]) -> tuple[str, ...]:
    if not items:
        return ("Nothing else that you logged was new within two weeks of it.",)
    told = [
        f"{_NEW[item['what']].format(name=str(item['name']).replace('-', ' '))} ({_day(item['at'][:10])})"
        for item in items
    ]
    return (f"Also new within two weeks of it: {', '.join(told)}. At the same time does not mean because of it.",)


def _day(iso: str) -> str:
    day = date.fromisoformat(iso)
    return f"{day.day} {month_name[day.month]}"
