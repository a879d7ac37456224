from __future__ import annotations

import gzip
import random

from hypothesis import given
from hypothesis import strategies as st

from afterrun.importers.compressed import inflate
from tests.shares import drawn


@drawn(20, 50)
@given(st.binary(max_size=2000), st.integers(1, 2000), st.integers(0, 3))
def test_what_was_packed_comes_out(piece: bytes, times: int, members: int) -> None:
    content = piece * times
    packed = gzip.compress(content) + gzip.compress(piece) * members
    inflated = inflate(packed, name="x.gz")
    if len(content) + members * len(piece) <= 2**20:
        assert inflated.content == content + piece * members
        assert inflated.problem is None
    else:
        assert inflated.content is None or len(inflated.content) <= 200 * len(packed)


def test_a_large_file_that_packs_badly_is_no_bomb() -> None:
    content = random.Random(1).randbytes(3 * 2**20) + bytes(3 * 2**20)
    assert inflate(gzip.compress(content), name="x.gz").content == content


def test_a_bomb_is_refused() -> None:
    inflated = inflate(gzip.compress(bytes(50 * 2**20)), name="x.gz")
    assert inflated.content is None
    assert inflated.problem is not None
    assert inflated.problem.fatal


def test_of_a_damaged_file_the_beginning_is_kept() -> None:
    content = random.Random(2).randbytes(2**20)
    inflated = inflate(gzip.compress(content)[: 2**19], name="x.gz")
    assert inflated.content
    assert content.startswith(inflated.content)
    assert inflated.problem is not None


def test_what_stands_behind_is_told() -> None:
    inflated = inflate(gzip.compress(b"run") + b"more", name="x.gz")
    assert inflated.content == b"run"
    assert inflated.problem is not None
    assert inflate(gzip.compress(b"run") + bytes(9), name="x.gz").problem is None
