"""The pain of every day: what a thing kept up changes of it, beside what runs do.

A thing that is there on some days and not on others is a column of the level (`data.ResponseData.level_column`): its
coefficient is integrated out together with trend, ups and downs and steps, so that good weeks which would have come
anyway are not put down to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from afterrun.response.arrays import Floats, Mask
from afterrun.response.data import ResponseData
from afterrun.response.parameters import Parameter
from afterrun.response.posterior import Draws
from afterrun.response.replicate import replicate

# As wide as the prior of the level itself (`parameters.LEVEL`); harm and help are as likely before the data.
LEVEL_EFFECT = Parameter("level_effect", 0.0, 1.5, "change of the pain of every day [NRS]; negative helps")
_LEAST_PAIN_NRS = 0.25  # below half a step of the scale, of nothing there is no share: judgement
_MOST_REPORTS = 60  # reports that the means are taken over; more would say the same, slowly


@dataclass(frozen=True, slots=True)
class EverydayPain:
    """Mean report over some of the reports of a diary, had a thing been there at all of them, or at none.

    Parameters
    ----------
    with_it, without : ndarray, shape (S,)
        [NRS]
    """

    with_it: Floats
    without: Floats

    @property
    def drop_nrs(self) -> Floats:
        """Fall that it causes, on the reported scale. Shape (S,). [NRS]"""
        return np.asarray(self.without - self.with_it)

    @property
    def drop_share(self) -> Floats:
        """The same as a share of the pain without it; in draws with pain to speak of. Shape (up to S,). [-]"""
        some = self.without >= _LEAST_PAIN_NRS
        return np.asarray(self.drop_nrs[some] / self.without[some])


def with_level_columns(data: ResponseData, columns: Sequence[Floats], *, sd: float = LEVEL_EFFECT.sd) -> ResponseData:
    """Let some things change the pain of every day.

    Parameters
    ----------
    data : ResponseData
        The diary.
    columns : sequence of ndarray, shape (n,)
        How much of each was there at each report. [-]
    sd : float
        Of the prior of each effect. [NRS]

    Returns
    -------
    ResponseData
        Its level columns are these, in their order.
    """
    named = (replace(LEVEL_EFFECT, name=f"{LEVEL_EFFECT.name}_{i}", sd=sd) for i in range(len(columns)))
    stacked = np.column_stack([*columns, np.zeros((len(data.report_t_d), 0))]).astype(np.float64)
    return replace(data, level_column=stacked, level_prior=tuple(named))


def everyday_pain(
    draws: Draws, data: ResponseData, *, column: int, at: Mask, rivals: Sequence[int] = ()
) -> EverydayPain:
    """Tell what one column does to the reports ``at`` some times, everything else being as it was.

    Expected reports, scale and bounds included: a level of 0.5 cannot fall by two points.

    Parameters
    ----------
    draws : Draws
        Of a fit of ``data``.
    data : ResponseData
        `with_level_columns`.
    column : int
        Which of them.
    at : ndarray of bool, shape (n,)
        At which of the reports; one at least.
    rivals : sequence of int
        Columns of what is done instead: not there at all.
    """
    places = np.flatnonzero(at)
    places = places[np.linspace(0, len(places) - 1, min(len(places), _MOST_REPORTS)).astype(np.intp)]
    kept = np.zeros(len(at), bool)
    kept[places] = True
    some = data.with_reports(kept)
    gone = some.level_column.copy()
    gone[:, [column, *rivals]] = 0.0
    there = gone.copy()
    there[:, column] = 1.0
    rng = np.random.default_rng(0)  # the expectations are exact: no chance is in them
    means = [
        replicate(draws, replace(some, level_column=columns), rng).expected.mean(axis=1) for columns in (there, gone)
    ]
    return EverydayPain(*means)
