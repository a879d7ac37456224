"""What came and went again, taken out of what is told of time: a brace for some weeks, sand in the holidays.

A brace that halves what runs do looks like healing as it is put on, and like getting worse once it is off; two weeks
on sand look like a change on the first of them, and like healing since. Of runs that are alike, none of it is true.
What is still there is another matter: that runs hurt less since is so, whatever it is by.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from afterrun.checks.response_detected import SHAPE_NEEDS
from afterrun.lab.kept_up import comparable, kept_up
from afterrun.lab.preparing import Prepared
from afterrun.lab.tried import Tried
from afterrun.response.arrays import Floats
from afterrun.response.effects import modified_ratio
from afterrun.response.everyday import with_level_columns
from afterrun.response.fit import Fit
from afterrun.response.kept_fits import learned
from afterrun.response.parameters import MODIFIER

_FEWEST_WITH, _FEWEST_AT_AN_END = 3, 3  # runs, below which nothing is compared: judgement
_OF_ITS_TIME = 0.8  # of the runs from its first to its last: what takes turns with others is no while
_MOST = 4  # as of what is compared elsewhere


@dataclass(frozen=True, slots=True)
class CameAndWent:
    """Things of a while.

    Parameters
    ----------
    phases : tuple of Tried
        What was kept up.
    recorded : tuple of (str, str)
        Features of runs with their level: ``("surface", "sand")``.
    columns : ndarray, shape (J, k)
        How much of each there was at each run. [-]
    """

    phases: tuple[Tried, ...]
    recorded: tuple[tuple[str, str], ...]
    columns: Floats

    def taken_out(self, prepared: Prepared, fit: Fit, *, seed: int) -> Fit:
        """Fit once more beside these, with the likeliest shape; the fit as it is where there are none."""
        if not self.columns.shape[1]:
            return fit
        things = comparable(kept_up([phase for each in self.phases for phase in each.phases], prepared.reports))
        priors = (replace(MODIFIER, name=f"of_a_while_{i}") for i in range(self.columns.shape[1]))
        data = replace(
            with_level_columns(prepared.data, [each.at_work for each in things]),
            modifier=self.columns,
            modifier_prior=tuple(priors),
        )
        return learned(data, seed=seed, kernels=(fit.likeliest,))

    def ratios(self, alike: Fit) -> dict[tuple[str, str], Floats]:
        """Draws of what each feature does to the response, from the fit that it takes part in. [-]

        A fit without it has called the winter on the treadmill a slow wave of the response, and leaves little to ask.
        """
        if alike.prob_responds < SHAPE_NEEDS:
            return {}
        draws, first = alike.draws.rows(alike.draws.responds), len(self.phases)
        return {
            feature: modified_ratio(draws, alike.data, modifier=first + i) for i, feature in enumerate(self.recorded)
        }


def came_and_went(prepared: Prepared, tried: Sequence[Tried]) -> CameAndWent:
    """Find what was on neither the first nor the last runs, and on nearly all from its first to its last.

    Parameters
    ----------
    prepared : Prepared
        The site looked at.
    tried : sequence of Tried
        By run of it.
    """
    phases = tuple(each for each in tried if each.phases and _for_a_while(np.array(each.at_work)))[:_MOST]
    found = {
        (feature, level): column
        for feature in ("surface", "shoe")
        for level in dict.fromkeys(getattr(run, feature) for run in prepared.runs)
        if level and _for_a_while(column := np.array([float(getattr(run, feature) == level) for run in prepared.runs]))
    }
    recorded = tuple(found)[: _MOST - len(phases)]
    columns = [*(np.array(each.at_work) for each in phases), *(found[each] for each in recorded)]
    return CameAndWent(phases, recorded, np.column_stack([np.zeros((len(prepared.runs), 0)), *columns]))


def _for_a_while(column: Floats) -> bool:
    with_it = np.flatnonzero(column > 0)
    if len(with_it) < _FEWEST_WITH:
        return False
    before, after = int(with_it[0]), len(column) - 1 - int(with_it[-1])
    time = int(with_it[-1]) - before + 1
    return min(before, after) >= _FEWEST_AT_AN_END and len(with_it) >= _OF_ITS_TIME * time
