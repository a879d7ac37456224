"""A share of the attacks on the server; `make fire` runs them in full, with what is promised of the time."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import fire_server
from benchmarks.fire_server import attack, attacks

HANG_S = 60.0  # how long a page takes is for a machine that is left alone


@pytest.mark.parametrize(
    "name", ["every heavy address, abandoned", "another site's pictures, frames and scripts", "abandoned work stops"]
)
def test_a_share_of_an_attack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(fire_server, "PAGE_S", HANG_S)
    monkeypatch.setattr(fire_server, "END_S", HANG_S)
    act, pages = attacks(0.02)[name]
    tally = attack(tmp_path, name, act, pages=min(pages, 10), until_done=True)
    assert tally.asked > 0
    assert tally.wrong == []


def test_what_got_through_is_told() -> None:
    tally = fire_server.Tally("x", asked=2, wrong=["a page took 9.00 s"])
    assert tally.line().endswith("FAILED: a page took 9.00 s")
