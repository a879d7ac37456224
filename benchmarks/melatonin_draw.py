"""How the days of the melatonin trial were drawn, and whether its outcome is stranger than that draw alone."""

from __future__ import annotations

from functools import cache

import numpy as np

from afterrun.trials.designs import Design, Schedule
from afterrun.trials.randomisation import RandomisationTest, randomisation_test
from benchmarks.melatonin import Recorded


class NeverThree(Design):
    """As many days of each arm, and never more than ``most`` alike in a row: every such order is equally likely."""

    most = 2

    def count(self, units: int) -> int:
        """Number of possible schedules."""
        return _ways(units // 2, units // 2, -1, 0, self.most)

    def draw(self, units: int, rng: np.random.Generator) -> Schedule:
        """Draw day by day, each arm as often as there are ways to go on from it."""
        left, drawn, alike = [units // 2, units // 2], [-1], 0
        for _ in range(units):
            ways = [self._after(left, arm, drawn[-1], alike) for arm in (0, 1)]
            arm = int(rng.random() * (ways[0] + ways[1]) >= ways[0])
            alike = alike + 1 if arm == drawn[-1] else 1
            left[arm] -= 1
            drawn.append(arm)
        return np.array(drawn[1:], dtype=np.int8)

    def _after(self, left: list[int], arm: int, last: int, alike: int) -> int:
        rest = [left[0] - (arm == 0), left[1] - (arm == 1)]
        run = alike + 1 if arm == last else 1
        return _ways(rest[0], rest[1], arm, run, self.most) if min(rest) >= 0 and run <= self.most else 0


@cache
def _ways(without: int, with_it: int, last: int, alike: int, most: int) -> int:
    """Count the orders of what is left."""
    if without == with_it == 0:
        return 1
    ways = 0
    for arm, rest in ((0, (without - 1, with_it)), (1, (without, with_it - 1))):
        run = alike + 1 if arm == last else 1
        if min(rest) >= 0 and run <= most:
            ways += _ways(*rest, arm, run, most)
    return ways


DESIGN = NeverThree(
    name="never-three",
    words="A draw for every day, as many with it as without, never three alike in a row.",
    question="prevention",
    unit="block",
    title="Melatonin",
    in_rounds=False,
    fewest=4,
)


def against_the_draw(recorded: Recorded) -> RandomisationTest:
    """Test the daily mood, turned so that low is good, against 9,999 schedules that could have been drawn."""
    found = randomisation_test(100 - recorded.daily["mood"], recorded.arm, DESIGN, np.random.default_rng(0))
    assert found is not None
    return found
