"""Passwords hashed with the least work that argon2id allows: a real hash costs a tenth of a CPU second and 64 MiB."""

from __future__ import annotations

from functools import cache
from typing import Any


@cache
def quick_hasher() -> Any:
    """The same hash with less work."""
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
