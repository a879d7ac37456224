from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.kept_outcomes import KeptOutcomes


@dataclass(frozen=True)
class _Outcome:
    weight: float
    told: bool


def _fails(seed: int) -> _Outcome:
    raise AssertionError(seed)


def test_what_was_found_is_not_sought_again_though_it_was_stopped_in_the_middle_of_a_line(tmp_path: Path) -> None:
    file = tmp_path / "kept.jsonl"
    of_numpy: Any = _Outcome
    first = KeptOutcomes(_Outcome, file).of("a", 0, lambda seed: of_numpy(np.float64(0.25), np.bool_(seed == 0)))
    assert first == _Outcome(0.25, told=True)
    with file.open("a") as torn:
        torn.write('{"cell": "a", "seed": 1, "outc')
    again = KeptOutcomes(_Outcome, file)
    assert again.of("a", 0, _fails) == first
    second = again.of("a", 1, lambda _: _Outcome(0.5, told=False))
    assert KeptOutcomes(_Outcome, file).of("a", 1, _fails) == second


def test_without_a_file_nothing_is_kept() -> None:
    kept = KeptOutcomes(_Outcome, None)
    assert [kept.of("a", 0, lambda _, n=n: _Outcome(n, told=True)).weight for n in (1.0, 2.0)] == [1.0, 2.0]  # type: ignore[misc]
