"""Shares of what takes long: simulated people, cases, inputs drawn at random."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import pytest
from hypothesis import settings

FEW = "few"
DRAWS = os.environ.get("AFTERRUN_DRAWS", FEW)
F = TypeVar("F", bound=Callable[..., Any])


def many(people: int) -> Any:
    """So many people, as a parameter that `make statistics` takes and `make test` does not."""
    return pytest.param(people, marks=pytest.mark.statistics)


def on_people(few: int, most: int) -> Callable[[F], F]:
    """Run a test that takes ``people`` on a few of them in `make share`, and on many in `make statistics`."""
    return pytest.mark.parametrize("people", [pytest.param(few, marks=pytest.mark.share), many(most)])


def first_of(cases: Iterable[Any]) -> list[Any]:
    """Run a test on the first of some cases every day, and on the others in `make share`."""
    first, *others = cases
    return [first, *(pytest.param(other, marks=pytest.mark.share) for other in others)]


def drawn(few: int, many: int) -> settings:
    """Draw few inputs every day, many in `make share` (the same each time) and in `make fuzz` (others each time)."""
    return settings(max_examples=few if DRAWS == FEW else many, deadline=None)
