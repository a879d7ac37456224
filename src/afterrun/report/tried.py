"""What was tried: whether it eases pain that is there, whether runs with it hurt less, and what would tell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from afterrun.report.words import percent, points_range, ratio_range

FEWEST = 3  # ratings before and after, or runs with it and without, below which nothing is compared
VERDICTS = {
    "helps": "Helps",
    "may-help": "May help",
    "worsens": "Makes it worse",
    "may-worsen": "May make it worse",
    "no-worthwhile-effect": "No real difference",
    "not-yet-known": "Not known yet",
}


def name_of(item: Mapping[str, Any]) -> str:
    """Say what was tried.

    Examples
    --------
    >>> name_of({"intervention": "calf-stretch", "variant": "off-step"})
    'calf stretch (off-step)'
    """
    return str(item["intervention"]).replace("-", " ") + (f" ({item['variant']})" if item["variant"] else "")


def eases(relief: Mapping[str, Any] | None) -> str:
    """Say what it does to pain that is there."""
    if relief is None or not relief["n"]:
        return ""
    rated = f"Rated before and after {_times(relief['n'])}: "
    drop = relief["drop_nrs"]
    if drop is None:
        return rated + "whether it eases pain that is there is not known yet."
    sure = percent(relief["prob_helps"])
    return rated + {
        "helps": f"it eases pain that is there, by {points_range(drop)} points within the hour: {sure} sure.",
        "worsens": f"it makes pain that is there worse, by {points_range(_turned(drop))} points within the hour.",
        "no-worthwhile-effect": "whatever it does to pain that is there is less than a point.",
    }.get(relief["verdict"], _perhaps_eases(drop))


def _perhaps_eases(drop: Mapping[str, float]) -> str:
    if drop["lo"] > 0:
        by = points_range(drop)
        return f"it seems to ease pain that is there, by {by} points; whether by a whole one is not known yet."
    return "whether it eases pain that is there is not known yet."


def prevents(prevention: Mapping[str, Any]) -> str:
    """Say what goes with it after a run; more than that no diary can say without a trial."""
    if not prevention["n_with"]:
        return ""
    counted = f"{_runs(prevention['n_with'])} with it and {prevention['n_without']} without: "
    ratio = prevention["response_ratio"]
    if ratio is None:
        return counted + "whether it prevents pain after runs is not known yet." + _too_early(prevention)
    share = f"{ratio_range(ratio)} of the pain after others"
    also = "Whatever else changed at the same time could look alike; a trial would tell."
    unclear = f"whether it prevents pain after runs is not known yet ({share})."
    if prevention["more_runs_needed"]:
        unclear += (
            f" Even if it halved the pain, about {prevention['more_runs_needed']} more runs would be needed to see it."
        )
    return counted + {
        "helps": f"in a trial, where a coin decided, runs with it had {share}: it helps.",
        "worsens": f"in a trial, where a coin decided, runs with it had {share}: it makes things worse.",
        "may-help": f"runs with it had {share}. {also}",
        "may-worsen": f"runs with it had {share}. {also}",
        "no-worthwhile-effect": f"runs with it hurt about as much afterwards as others ({share}).",
    }.get(prevention["verdict"], unclear)


def _too_early(prevention: Mapping[str, Any]) -> str:
    if not prevention["building_up"]:
        return ""
    first, last = prevention["takes_weeks"]
    return f" It takes about {first:g} to {last:g} weeks to show; it is too early to compare."


def compares(contrast: Mapping[str, Any]) -> str:
    """Say which of two variants eases more.

    Examples
    --------
    >>> compares({"intervention": "calf-stretch", "variant": "off-step", "than_variant": "flat-floor",
    ...           "n": [9, 8], "verdict": "not-yet-known", "difference_nrs": {"median": 0.2, "lo": -0.6, "hi": 1.1}})
    'Off-step or flat-floor: which eases more is not known yet (9 and 8 times rated).'
    """
    one, other = contrast["variant"] or "plain", contrast["than_variant"] or "plain"
    more, n = contrast["difference_nrs"], contrast["n"]
    if more["hi"] < 0:
        one, other, more, n = other, one, _turned(more), n[::-1]
    counts = f"({n[0]} and {n[1]} times rated)"
    if contrast["verdict"] == "no-worthwhile-effect":
        return f"{one} and {other} ease it about alike: less than a point between them {counts}.".capitalize()
    if more["lo"] > 0:
        also = "You chose when to do which; a trial of both would tell."
        return f"{one.capitalize()} took off {points_range(more)} points more than {other} {counts}. {also}"
    return f"{one.capitalize()} or {other}: which eases more is not known yet {counts}."


def lasts_longer(relief: Mapping[str, Any] | None) -> str:
    """Say what twice the minutes add; empty where that was not worked out."""
    longer = relief["longer"] if relief else None
    if longer is None:
        return ""
    usual, more = f"usually {longer['usual_minutes']:g} min", longer["more_nrs"]
    if longer["verdict"] == "no-worthwhile-effect":
        return f"Doing it twice as long ({usual}) changes that by less than a point."
    if more["lo"] > 0:
        return f"Doing it twice as long ({usual}) went with {points_range(more)} points more relief."
    if more["hi"] < 0:
        return f"Doing it twice as long ({usual}) went with {points_range(_turned(more))} points less relief."
    return f"Whether doing it longer ({usual}) eases more is not known yet."


def rate_next(relief: Mapping[str, Any]) -> str:
    """Say what would make the answer on relief clearer; empty where it is clear."""
    if relief["verdict"] != "not-yet-known":
        return ""
    if relief["n"] < FEWEST:
        more = FEWEST - relief["n"]
        return f"Rate it just before and just after, {more} more time{'' if more == 1 else 's'}."
    return "Go on rating it just before and just after: each pair makes the range narrower."


def try_next(prevention: Mapping[str, Any]) -> str:
    """Say what would make the answer on prevention clearer; empty where it is clear."""
    with_it, without = prevention["n_with"], prevention["n_without"]
    if prevention["verdict"] in {"helps", "worsens", "no-worthwhile-effect"}:
        return ""
    if not with_it:
        return "To find out, do it around some of your runs and leave it out around others."
    if with_it < FEWEST:
        return f"To compare, do it around {_runs(FEWEST - with_it)} more."
    if without < FEWEST:
        return f"To compare, leave it out around {_runs(FEWEST - without)} more."
    return "To know, let chance decide when you do it, run by run or week by week."


def _turned(interval: Mapping[str, float]) -> dict[str, float]:
    return {"median": -interval["median"], "lo": -interval["hi"], "hi": -interval["lo"]}


def _runs(n: int) -> str:
    return f"{n} run" + ("" if n == 1 else "s")


def _times(n: int) -> str:
    return "once" if n == 1 else f"{n} times"
