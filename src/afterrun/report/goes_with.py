"""What goes with the pain besides runs, in words that leave the cause open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from afterrun.records import Site
from afterrun.report.words import points_range

FEWEST = 5  # times, below which nothing is compared
_WHEN = {0: "later the same day", 1: "the next day", 2: "two days later"}
_NOT_THE_CAUSE = "The two go together; that need not be the cause."


def goes_with(items: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """Say what was found for each thing; what is not known yet is gathered at the end.

    Parameters
    ----------
    items : sequence of mapping
        ``triggers`` as in `afterrun/answers/1`.
    """
    known = [text for item in items if (text := _found(item))]
    counts = {_name(item): item["n"] for item in items}
    settled = {_name(item) for item in items if item["verdict"] != "not-yet-known"}
    always = [_name(item) for item in items if item["n"] >= FEWEST > item["comparable"] and _name(item) not in settled]
    open_ones = {name: n for name, n in counts.items() if name not in settled and name not in always}
    before = [_name(item) for item in items if item["came_before"] and item["verdict"] == "not-yet-known"]
    return (
        *known,
        *_unknown(open_ones),
        *_always(list(dict.fromkeys(always))),
        *_came_before(list(dict.fromkeys(before))),
    )


def _found(item: Mapping[str, Any]) -> str:
    if item["verdict"] in {"may-worsen", "may-help"}:
        advice = (
            " Leave it out for some weeks and see." if item["verdict"] == "may-worsen" and not item["kind_site"] else ""
        )
        return (_counted(item) if item["followed"] else _rated(item)) + " " + _NOT_THE_CAUSE + advice
    if item["verdict"] == "no-worthwhile-effect":
        return f"{_times(_name(item), item['n'])}: no real difference on the two days after.".capitalize()
    return ""


def _rated(item: Mapping[str, Any]) -> str:
    rise, more = item["rise_nrs"], item["verdict"] == "may-worsen"
    if not more:
        rise = {"median": -rise["median"], "lo": -rise["hi"], "hi": -rise["lo"]}
    return (
        f"{_times(_name(item), item['n']).capitalize()}: {_WHEN[item['lag_days']]} you report {points_range(rise)} "
        f"points {'more' if more else 'less'} than on like days without it, and not yet the day before."
    )


def _counted(item: Mapping[str, Any]) -> str:
    (hits, days), (other_hits, others) = item["followed"]["days"], item["followed"]["other_days"]
    symptom = f"{item['symptom'].replace('-', ' ')} ({Site.parse(item['site']).words})"
    return (
        f"{symptom.capitalize()} came {_WHEN[item['lag_days']]} after {hits} of {days} times of {_name(item)}, "
        f"and after {other_hits} of {others} other days."
    )


def _unknown(open_ones: Mapping[str, int]) -> tuple[str, ...]:
    enough = [_times(name, n) for name, n in open_ones.items() if n >= FEWEST]
    few = [_times(name, n) for name, n in open_ones.items() if n < FEWEST]
    said = [f"Not known yet whether it matters: {'; '.join(enough)}."] if enough else []
    if few:
        said.append(f"Noted too rarely to compare (from {FEWEST} times on): {'; '.join(few)}.")
    return tuple(said)


def _always(names: Sequence[str]) -> tuple[str, ...]:
    if not names:
        return ()
    return (f"Always on the same kind of day, so there is nothing to compare it with: {'; '.join(names)}.",)


def _came_before(names: Sequence[str]) -> tuple[str, ...]:
    if not names:
        return ()
    return (
        f"The day before was already unlike others for {' and '.join(names)}: it may follow the pain, not lead it.",
    )


def _name(item: Mapping[str, Any]) -> str:
    name = str(item["kind"]).replace("-", " ")
    return f"{name} ({Site.parse(item['kind_site']).words})" if item["kind_site"] else name


def _times(name: str, n: int) -> str:
    return f"{name} (once)" if n == 1 else f"{name} ({n} times)"
