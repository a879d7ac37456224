"""Shares of simulated people: a few in `make share`, and many in `make statistics`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import pytest

F = TypeVar("F", bound=Callable[..., Any])


def many(people: int) -> Any:
    """So many people, as a parameter that `make statistics` takes and `make test` does not."""
    return pytest.param(people, marks=pytest.mark.statistics)


def on_people(few: int, most: int) -> Callable[[F], F]:
    """Run a test that takes ``people`` on a few of them in `make share`, and on many in `make statistics`."""
    return pytest.mark.parametrize("people", [pytest.param(few, marks=pytest.mark.share), many(most)])
