"""What was told of a person, read from outside: from the JSON of the answers, and from what is said.

A key that is missing, or null, is "not told": so the same questions can be asked of a version that tells less.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from afterrun.findings import Answers, to_json
from afterrun.lab.answers import answer
from afterrun.records import Diary, Site
from afterrun.report.sentences import sentences

Told = Mapping[str, Any]
"""The JSON of the answers, and under ``said`` what the runner reads, in English."""

SURE = 0.95  # as the contract says
BETTER, WORSE = ("helps", "may-help"), ("worsens", "may-worsen")
DENIAL = "it is by little. The chance that it matters"
"""What is said where the model itself holds that runs do nothing."""


def told_of(answers: Answers) -> dict[str, Any]:
    """Write answers as `Told`."""
    return to_json(answers) | {"said": [sentence.text for sentence in sentences(answers)]}


def asked(diary: Diary, *, site: Site, now: datetime, seed: int = 0) -> dict[str, Any]:
    """Answer a diary, and read it from outside."""
    return told_of(answer(diary, site=site, now=now, seed=seed).told)


def part(told: Told | None, *path: str) -> Any:
    """Go down some keys; None where one of them is not there.

    Examples
    --------
    >>> part({"response": {"detected": 0.9}}, "response", "detected"), part({"response": None}, "response", "matters")
    (0.9, None)
    """
    found: Any = told
    for key in path:
        if not isinstance(found, Mapping):
            return None
        found = found.get(key)
    return found


def rows(told: Told, *path: str) -> Sequence[Any]:
    """List the entries of a table; none where it is not told."""
    found = part(told, *path)
    return found if isinstance(found, list | tuple) else ()


def runs_raise(told: Told) -> bool:
    """Whether it is told that runs raise the pain."""
    return _at_least(part(told, "response", "detected"), SURE)


def runs_matter(told: Told) -> bool:
    """Whether it is told that they do so by enough to matter; by an older version in the same number as the other."""
    response = part(told, "response")
    return _at_least(part(response, "matters") if response and "matters" in response else None, SURE)


def denied(told: Told) -> bool:
    """Whether it is said that runs do nothing that matters."""
    return any(DENIAL in text for text in rows(told, "said"))


def directions(told: Told) -> frozenset[str]:
    """Say which ways the response is told to go, by its chance or by its range: ``better``, ``worse``, both, none."""
    chance, ratio = part(told, "trend", "prob_improving"), part(told, "trend", "response_ratio_per_30_days")
    better = _at_least(chance, SURE) or (ratio is not None and ratio["hi"] < 1)
    worse = (chance is not None and chance <= 1 - SURE) or (ratio is not None and ratio["lo"] > 1)
    return frozenset(name for name, holds in (("better", better), ("worse", worse)) if holds)


def changed_between(told: Told) -> tuple[date, date] | None:
    """Find the range of the day on which something is told to have changed."""
    if part(told, "changes", "verdict") != "changed":
        return None
    at = part(told, "changes", "date")
    return (date.fromisoformat(at["lo"]), date.fromisoformat(at["hi"])) if at else None


def _at_least(chance: float | None, sure: float) -> bool:
    return chance is not None and chance >= sure
