"""Whether what is told together can be true together: a reader that knows nothing but the answers.

It reads the JSON and the English sentences, and works nothing out; a rule is a function from what is told to what
does not go together in it. A key that is missing, or null, contradicts nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from afterrun.findings import Answers
from benchmarks.telling import BETTER, SURE, WORSE, Told, denied, directions, part, rows, told_of

_ROUNDED = 0.0015  # numbers are told to three digits
_CHANCE = 0.02  # by which a chance and a range may differ: ties, and the draws between two quantiles
_NO_RISE_NRS = 0.25  # is said as 0
_A_POINT = 1.0  # a rise that nobody would call none
_SHOWN = 0.9  # chance from which a response is spoken of as one
_MONTH = timedelta(days=30)
_WORTH_HAVING = {"response_ratio": (0.8, 1.25), "drop_nrs": (1.0, -1.0)}  # as the contract says: helps, harms
_NO_EFFECT = {"response_ratio": 1.0, "rate_ratio": 1.0, "drop_nrs": 0.0}
_HIGH_HELPS = ("drop_nrs",)
_ENDS = {1 - SURE: "lo", 0.5: "median", SURE: "hi"}

_OF_A_TREND = (
    "same run causes",
    "same run has caused",
    "a run hurts less than it did",
    "a run hurts more than it did",
    "^It may be getting worse",
)
_OF_A_RISE = (
    *_OF_A_TREND,
    "expect .* points? .*more",
    "The worst comes",
    "It is down to half",
    r"It is gone \(less",
    "^Your runs raise the pain here .*: over",
    "^Your runs probably raise",
    "of the pain after others",
    "hurt about as much after",
)
_OF_NONE = ("next to nothing is added", "expect about 0 points")
_NOT_KNOWN = ("^Not known yet whether runs set off", "^Not known yet whether your runs raise")
_NO_SIGN = ("^No sign that anything changed",)
_STRUCK = ("^It began between", "^It began on")
_OF_A_CHANGE = ("^Something changed", *_STRUCK)
_BY_LITTLE = (r"^If your runs raise the pain here \([^)]*\), it is by little",)
PHRASES = (*_OF_A_RISE, *_OF_NONE, *_NOT_KNOWN, *_NO_SIGN, *_OF_A_CHANGE, *_BY_LITTLE)
"""Beginnings and pieces of sentences by which it is known what they say; a test holds that they are said like that."""


def contradictions(answers: Answers | Told) -> list[str]:
    """List what does not go together, each with the name of its rule.

    Parameters
    ----------
    answers : Answers or mapping
        The finding, or its JSON; sentences are read where ``said`` holds them.
    """
    told = told_of(answers) if isinstance(answers, Answers) else answers
    return [f"{rule.__name__.replace('_', ' ')}: {text}" for rule in RULES for text in rule(told)]


def ranges_hold_their_middles(told: Told) -> Iterator[str]:
    """Every range: from its lower end over its middle to its upper end."""
    for path, found in _mappings(told):
        if found.keys() >= {"median", "lo", "hi"} and not found["lo"] <= found["median"] <= found["hi"]:
            yield f"{path} {_range(found)}"


def times_in_order(told: Told) -> Iterator[str]:
    """Pain is not gone before its peak, and not gone before it has halved."""
    peak, clear = part(told, "response", "peak_h"), part(told, "response", "clear_h")
    if clear is None:
        return
    for end in ("lo", "median", "hi"):
        if peak is not None and peak[end] > clear[end] + _ROUNDED:
            yield f"peak_h {end} {peak[end]:g} beyond clear_h {clear[end]:g}"
    least = part(told, "response", "peak_nrs", "lo")
    for name in ("half_life_h", "half_by_h"):
        half = part(told, "response", name)
        faint = least is not None and least < _A_POINT  # then half of it may be less than the half point of clear_h
        if half is not None and not faint and half["median"] > clear["median"] + _ROUNDED:
            yield f"{name} {half['median']:g} beyond clear_h {clear['median']:g}"


def chances_in_their_ranges(told: Told) -> Iterator[str]:
    """A chance and the range of the same thing say the same."""
    trend, response = part(told, "trend"), part(told, "response")
    yield from _below(
        "trend", part(trend, "prob_improving"), part(trend, "response_ratio_per_30_days"), 1.0, "ratio below 1"
    )
    if response is not None and "matters" not in response:  # then `detected` is the chance of an area worth it
        yield from _above("detected", response.get("detected"), response.get("area_nrs_days"), 0.5, "area above .5")
    for item in rows(told, "interventions"):
        name, helps = item["intervention"], "worth having"
        prevention, relief = item.get("prevention"), item.get("relief")
        ratio, drop = part(prevention, "response_ratio"), part(relief, "drop_nrs")
        yield from _below(f"{name} prevents", part(prevention, "prob_helps"), ratio, 0.8, helps)
        yield from _above(f"{name} relieves", part(relief, "prob_helps"), drop, 1.0, helps)
        longer = part(relief, "longer")
        yield from _above(f"{name} longer", part(longer, "prob_more"), part(longer, "more_nrs"), 0.0, "more")
    for each in rows(told, "relief_contrasts"):
        yield from _above(f"{each['intervention']}", each.get("prob_more"), each.get("difference_nrs"), 0.0, "more")


def nothing_of_a_response_that_is_not_told(told: Told) -> Iterator[str]:
    """No ratio and no direction of a response that is withheld, or held to be none."""
    detected = part(told, "response", "detected")
    if detected is not None and detected > 1 - _SHOWN and not denied(told):
        return
    state = "is not told" if detected is None else f"has a chance of {detected:g}"
    if part(told, "trend", "response_ratio_per_30_days") is not None:
        yield f"a ratio a month of a response that {state}"
    if detected is None and part(told, "trend", "response_ratio_last_30_days") is not None:
        yield "a ratio of the last month of a response that is not told"
    if part(told, "changes", "response_ratio") is not None:
        yield f"a changed ratio of a response that {state}"
    for item in rows(told, "interventions"):
        prevention = item.get("prevention")
        watched = part(prevention, "evidence") != "randomised"  # a trial has a comparison of its own
        if watched and part(prevention, "response_ratio") is not None:
            yield f"a ratio with {item['intervention']} of a response that {state}"


def verdicts_in_their_ranges(told: Told) -> Iterator[str]:
    """What helps or harms has a range without "no effect" in it; what makes no difference has one that holds little."""
    for path, found in _mappings(told):
        for name, none in _NO_EFFECT.items():
            if found.get("verdict") and isinstance(found.get(name), Mapping):
                yield from (f"{path} {text}" for text in _verdict(found["verdict"], name, found[name], none))


def _verdict(verdict: str, name: str, found: Told, none: float) -> Iterator[str]:
    high = verdict in (BETTER if name in _HIGH_HELPS else WORSE)
    if verdict in (*BETTER, *WORSE) and not (found["lo"] > none if high else found["hi"] < none):
        yield f"{verdict} with {name} {_range(found)}"
    if verdict == "no-worthwhile-effect" and name in _WORTH_HAVING:
        least, most = sorted(_WORTH_HAVING[name])
        if found["lo"] > most or found["hi"] < least:
            yield f"{verdict} with {name} {_range(found)}"


def changes_whole(told: Told) -> Iterator[str]:
    """A change that is told has its day, way and size; one that is denied has a small chance."""
    change = part(told, "changes")
    if change is None:
        return
    verdict, chance = change["verdict"], change["probability"]
    if verdict == "no-sign" and chance > 0.5:
        yield f"no sign of a change beside a chance of {chance:g}"
    if verdict != "changed":
        return
    if chance < SURE - _ROUNDED:
        yield f"changed beside a chance of {chance:g}"
    yield from (f"changed without {name}" for name in ("date", "what", "direction") if change.get(name) is None)
    worse = change.get("direction") == "worse"
    for name, none in (("response_ratio", 1.0), ("baseline_step_nrs", 0.0)):
        size = change.get(name)
        if size is not None and (size["hi"] < none if worse else size["lo"] > none):
            yield f"changed for the {change.get('direction')} with {name} {_range(size)}"
    at, last = change.get("date"), told.get("as_of")
    if at is not None and not at["lo"] <= at["median"] <= at["hi"] <= str(last)[:10]:
        yield f"changed {at['median']} ({at['lo']} to {at['hi']}), as of {last}"


def trend_and_change_one_way(told: Told) -> Iterator[str]:
    """A trend is of the time since the response changed: it does not reach back over it, nor go against it."""
    change, ways = part(told, "changes"), directions(told)
    at = part(change, "date")
    if part(change, "verdict") != "changed" or part(change, "what") != "response" or at is None:
        return
    since, day = part(told, "trend", "since"), date.fromisoformat(at["median"])
    if since is not None and date.fromisoformat(since[:10]) < date.fromisoformat(at["lo"]):
        yield f"a trend since {since}, before the change of {day}"
    against = {"worse": "better", "better": "worse"}[change["direction"]]
    if since is None and against in ways and day > date.fromisoformat(str(told["as_of"])[:10]) - _MONTH:
        yield f"{against} than a month ago, beside a change for the {change['direction']} on {day}"
    if len(ways) > 1:
        yield "better and worse"


def a_rise_where_runs_matter(told: Told) -> Iterator[str]:
    """Runs that matter have a rise that can be told."""
    response = part(told, "response")
    matters = part(response, "matters" if response and "matters" in response else "detected")
    if response is None or matters is None or matters <= 0.5:
        return
    highs = [each["hi"] for each in (*(response.get("rise_nrs") or {}).values(), response.get("peak_nrs")) if each]
    if highs and max(highs) < _NO_RISE_NRS:
        yield f"no rise above {max(highs):g} beside a chance of {matters:g} that runs matter"
    for text in _said(told, _OF_NONE):
        yield f"{text!r} beside a chance of {matters:g} that runs matter"


def denial_stands_alone(told: Told) -> Iterator[str]:
    """Who says that reports do not rise after runs says nothing else that speaks of a rise."""
    if not denied(told):
        return
    yield from (f"{text!r}" for text in _said(told, _OF_A_RISE))
    detected, high = part(told, "response", "detected"), part(told, "response", "rise_nrs", "24", "hi")
    if detected is not None and detected >= 0.5:
        yield f"beside a chance of {detected:g}"
    if high is not None and high >= _A_POINT:
        yield f"beside a rise of up to {high:g} at 24 h"


def not_known_is_not_known(told: Told) -> Iterator[str]:
    """Where it is not known whether runs raise the pain, nothing is said of how that goes."""
    if _said(told, _NOT_KNOWN):
        yield from (f"{text!r}" for text in _said(told, (*_OF_A_TREND, *_STRUCK)))


def one_word_on_change(told: Told) -> Iterator[str]:
    """No sign of a change, and a change, are not said of one diary."""
    if _said(told, _NO_SIGN):
        yield from (f"{text!r}" for text in _said(told, _OF_A_CHANGE))


def no_distance_under_a_flag(told: Told) -> Iterator[str]:
    """How far one may run is not told while somebody should have a look first."""
    levels = {flag["level"] for flag in rows(told, "safety")}
    if levels & {"same-day", "within-days"} and told.get("tolerance") is not None:
        yield f"a distance beside a flag ({', '.join(sorted(levels))})"


def reasons_add_up(told: Told) -> Iterator[str]:
    """Weights of rivals add to 1, and "none" is no favourite of somebody whose runs are known to raise the pain."""
    rivals = rows(told, "explanations")
    if rivals and abs(sum(row["weight"] for row in rivals) - 1) > _CHANCE:
        yield f"weights add to {sum(row['weight'] for row in rivals):g}"
    detected = part(told, "response", "detected") or 0.0
    for row in rivals:
        if row["name"] == "none" and row["weight"] >= SURE and detected >= SURE:
            yield f"'none' at {row['weight']:g} beside a response at {detected:g}"


def what_hurts_while_running_is_not_passed_over(told: Told) -> Iterator[str]:
    """Of runs that hurt while they are run, neither "by little" nor "by itself" is said of all of the pain."""
    n = part(told, "during_runs", "n")
    if not part(told, "during_runs", "stands_out"):
        return
    yield from (f"{text!r} beside pain during {n} runs" for text in _said(told, _BY_LITTLE))
    detected = part(told, "response", "detected") or 0.0
    for row in rows(told, "explanations"):
        if row["name"] == "none" and row["weight"] > 0.5 and detected < _SHOWN:
            yield f"'none' at {row['weight']:g} beside pain during {n} runs"


RULES: tuple[Callable[[Told], Iterator[str]], ...] = (
    ranges_hold_their_middles,
    times_in_order,
    chances_in_their_ranges,
    nothing_of_a_response_that_is_not_told,
    verdicts_in_their_ranges,
    changes_whole,
    trend_and_change_one_way,
    a_rise_where_runs_matter,
    denial_stands_alone,
    not_known_is_not_known,
    one_word_on_change,
    no_distance_under_a_flag,
    reasons_add_up,
    what_hurts_while_running_is_not_passed_over,
)


def _below(name: str, chance: float | None, found: Told | None, cut: float, words: str) -> Iterator[str]:
    """Hold the chance that something lies below a cut against its range."""
    if chance is None or found is None:
        return
    least = max((share for share, end in _ENDS.items() if found[end] < cut - _ROUNDED), default=0.0)
    most = min((share for share, end in _ENDS.items() if found[end] > cut + _ROUNDED), default=1.0)
    if not least - _CHANCE <= chance <= most + _CHANCE:
        yield f"{name}: chance {chance:g} of {words}, range {_range(found)}"


def _above(name: str, chance: float | None, found: Told | None, cut: float, words: str) -> Iterator[str]:
    """Hold the chance that something lies above a cut against its range."""
    if chance is not None and found is not None:
        turned = {"lo": -found["hi"], "median": -found["median"], "hi": -found["lo"]}
        for _ in _below(name, chance, turned, -cut, words):
            yield f"{name}: chance {chance:g} of {words}, range {_range(found)}"


def _mappings(told: Any, path: str = "") -> Iterator[tuple[str, Told]]:
    """Walk through everything told, with its place."""
    if isinstance(told, Mapping):
        yield path, told
        for key, each in told.items():
            yield from _mappings(each, f"{path}.{key}" if path else str(key))
    elif isinstance(told, list | tuple):
        for number, each in enumerate(told):
            yield from _mappings(each, f"{path}[{number}]")


def _said(told: Told, phrases: tuple[str, ...]) -> list[str]:
    """Find the sentences in which one of some phrases stands."""
    return [text for text in rows(told, "said") if any(re.search(phrase, text) for phrase in phrases)]


def _range(found: Told) -> str:
    return f"{found['median']:g} ({found['lo']:g} to {found['hi']:g})"
