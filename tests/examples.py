"""Examples in docstrings are looked for where there are some: to look into every module costs more than to run them."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest
from _pytest.doctest import DoctestModule

_PROMPT = b">>>"


@pytest.hookimpl(wrapper=True)
def pytest_collect_file(file_path: Path) -> Generator[None, list[pytest.Collector], list[pytest.Collector]]:
    """Leave a module to doctest only if it has a prompt in it; its tests stay."""
    found = yield
    if any(isinstance(each, DoctestModule) for each in found) and _PROMPT not in file_path.read_bytes():
        return [each for each in found if not isinstance(each, DoctestModule)]
    return found
