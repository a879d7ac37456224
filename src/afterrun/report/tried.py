"""What was tried: whether it eases pain that is there, whether runs with it hurt less, and what would tell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from afterrun.language import mark, say, say_n, spoken
from afterrun.report.words import percent, points_range, ratio_range

FEWEST = 3  # ratings before and after, or runs with it and without, below which nothing is compared
VERDICTS = {
    "helps": mark("Helps"),
    "may-help": mark("May help"),
    "worsens": mark("Makes it worse"),
    "may-worsen": mark("May make it worse"),
    "no-worthwhile-effect": mark("No real difference"),
    "not-yet-known": mark("Not known yet"),
}


def name_of(item: Mapping[str, Any]) -> str:
    """Say what was tried.

    Examples
    --------
    >>> name_of({"intervention": "calf-stretch", "variant": "off-step"})
    'calf stretch (off-step)'
    """
    return named(str(item["intervention"]), item["variant"])


def named(intervention: str, variant: str | None) -> str:
    """Say an intervention with its variant, where it has one."""
    what = spoken(intervention)
    return f"{what} ({say(variant)})" if variant else what


def eases(relief: Mapping[str, Any] | None) -> str:
    """Say what it does to pain that is there."""
    if relief is None or not relief["n"]:
        return ""
    rated = say_n("Rated before and after once:", "Rated before and after {n} times:", relief["n"]) + " "
    drop = relief["drop_nrs"]
    if drop is None:
        return rated + say("whether it eases pain that is there is not known yet.")
    sure = percent(relief["prob_helps"])
    return rated + {
        "helps": say(
            "it eases pain that is there, by {drop} points within the hour: {sure} sure.",
            drop=points_range(drop),
            sure=sure,
        ),
        "worsens": say(
            "it makes pain that is there worse, by {drop} points within the hour.", drop=points_range(_turned(drop))
        ),
        "no-worthwhile-effect": say("whatever it does to pain that is there is less than a point."),
    }.get(relief["verdict"], _perhaps_eases(drop))


def _perhaps_eases(drop: Mapping[str, float]) -> str:
    if drop["lo"] > 0:
        by = points_range(drop)
        return say(
            "it seems to ease pain that is there, by {by} points; whether by a whole one is not known yet.", by=by
        )
    return say("whether it eases pain that is there is not known yet.")


def prevents(prevention: Mapping[str, Any]) -> str:
    """Say what goes with it after a run; more than that no diary can say without a trial."""
    n_with = prevention["n_with"]
    if not n_with:
        return ""
    counted = say("{runs} with it and {without} without:", runs=_runs(n_with), without=prevention["n_without"]) + " "
    ratio = prevention["response_ratio"]
    if ratio is None:
        return counted + say("whether it prevents pain after runs is not known yet.")
    share = say("{ratio} of the pain after others", ratio=ratio_range(ratio))
    also = say("Whatever else changed at the same time could look alike; a trial would tell.")
    unclear = say("whether it prevents pain after runs is not known yet ({share}).", share=share)
    if prevention["more_runs_needed"]:
        unclear += " " + say(
            "Even if it halved the pain, about {n} more runs would be needed to see it.",
            n=prevention["more_runs_needed"],
        )
    return counted + {
        "helps": say("in a trial, where a coin decided, runs with it had {share}: it helps.", share=share),
        "worsens": say(
            "in a trial, where a coin decided, runs with it had {share}: it makes things worse.", share=share
        ),
        "may-help": say("runs with it had {share}. {also}", share=share, also=also),
        "may-worsen": say("runs with it had {share}. {also}", share=share, also=also),
        "no-worthwhile-effect": say("runs with it hurt about as much afterwards as others ({share}).", share=share),
    }.get(prevention["verdict"], unclear)


def rate_next(relief: Mapping[str, Any]) -> str:
    """Say what would make the answer on relief clearer; empty where it is clear."""
    if relief["verdict"] != "not-yet-known":
        return ""
    if relief["n"] < FEWEST:
        more = FEWEST - relief["n"]
        return say_n(
            "Rate it just before and just after, {n} more time.",
            "Rate it just before and just after, {n} more times.",
            more,
        )
    return say("Go on rating it just before and just after: each pair makes the range narrower.")


def try_next(prevention: Mapping[str, Any]) -> str:
    """Say what would make the answer on prevention clearer; empty where it is clear."""
    with_it, without = prevention["n_with"], prevention["n_without"]
    if prevention["verdict"] in {"helps", "worsens", "no-worthwhile-effect"}:
        return ""
    if not with_it:
        return say("To find out, do it around some of your runs and leave it out around others.")
    if with_it < FEWEST:
        return say("To compare, do it around {runs} more.", runs=_runs(FEWEST - with_it))
    if without < FEWEST:
        return say("To compare, leave it out around {runs} more.", runs=_runs(FEWEST - without))
    return say("To know, let chance decide when you do it, run by run or week by week.")


def _turned(interval: Mapping[str, float]) -> dict[str, float]:
    return {"median": -interval["median"], "lo": -interval["hi"], "hi": -interval["lo"]}


def _runs(n: int) -> str:
    return say_n("{n} run", "{n} runs", n)
