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
        return counted + "whether it prevents pain after runs is not known yet."
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
