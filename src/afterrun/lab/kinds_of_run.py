"""What else runs differ in, beside a question about something else.

Who stretches before easy runs has less pain after runs with a stretch, whatever the stretch does. So where pace,
effort, surface or another recorded feature comes with a thing, it takes part.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from afterrun.associations.run_features import alike
from afterrun.lab.preparing import Prepared
from afterrun.lab.run_contrasts import FEWEST_A_SIDE, asked_of
from afterrun.lab.run_features import followed
from afterrun.records import Run
from afterrun.response.arrays import Floats

_COMES_WITH = 0.3  # correlation from which on a feature may stand for a thing: judgement
_OTHER_HOURS_H = 2.0  # sd from which on some runs are of the morning, some of the evening: judgement
DISTANCE = "distance"  # as features of runs are named
_MOST = 3  # more would ask too much of a few dozen runs: judgement


def kinds_of_run(prepared: Prepared, *, besides: Iterable[str] = ()) -> Floats:
    """Turn each feature that enough runs have, and enough have not, into a column of mean 0. Shape (J, c). [-]

    So is the hour: who warms up before the stiff runs of the morning would seem to gain nothing by it.
    Features that bear the name of one of the things ``besides`` are left out: new shoes are that shoe.
    """
    names = tuple(besides)
    asked = asked_of(prepared.runs, followed(prepared.data))
    own = [
        one.contrast.z
        for one in asked
        if not _named_after(names, one.feature, one.level, *one.also, *one.turned)  # what is one with it, too
    ]
    hour = _hour_of_day(prepared.runs)
    own += [] if hour is None else [hour]
    return np.column_stack(own) if own else np.zeros((len(prepared.runs), 0))


def _hour_of_day(runs: Sequence[Run]) -> Floats | None:
    """At which hour each run began, in two of its own sds; None where that is nearly the same."""
    hour = np.array([run.start.hour + run.start.minute / 60 for run in runs])
    if len(hour) < FEWEST_A_SIDE or hour.std() < _OTHER_HOURS_H:
        return None
    return np.asarray((hour - hour.mean()) / (2 * hour.std()))


def not_told_from(thing: Floats, prepared: Prepared, name: str) -> tuple[str, ...]:
    """Name the features of runs that a thing nearly always goes with: insoles that stay in one shoe.

    The distance is one: how what runs do grows with it is not known well enough to tell a brace of long runs from that.

    Parameters
    ----------
    thing : ndarray, shape (J,)
        For each run, how much of it it had. [-]
    prepared : Prepared
        The site looked at.
    name : str
        Of the thing; a feature that it is named after is no other.
    """
    asked = asked_of(prepared.runs, followed(prepared.data))
    dose = np.log(prepared.data.dose)
    columns = np.column_stack([thing - thing.mean(), dose - dose.mean(), *(one.contrast.z for one in asked)])
    distance, *close = alike(columns)[0, 1:]
    found = (one for one, same in zip(asked, close, strict=True) if same)
    others = [one.feature for one in found if not _named_after((name,), one.feature, one.level, *one.also, *one.turned)]
    return tuple(dict.fromkeys([*([DISTANCE] if distance else []), *others]))


def coming_with(things: Floats, columns: Floats) -> Floats:
    """Pick the columns that come with one of some things, the closest first. Shape (J, at most 3).

    Parameters
    ----------
    things : ndarray, shape (J, k)
        For each run, how much of each thing it had. [-]
    columns : ndarray, shape (J, c)
        As from `kinds_of_run`.
    """
    if not columns.shape[1]:
        return columns
    close = np.abs(_unit(things).T @ _unit(columns)).max(axis=0)
    order = np.argsort(-close, kind="stable")
    return np.asarray(columns[:, order[close[order] > _COMES_WITH][:_MOST]])


def _named_after(names: Iterable[str], *words: str | None) -> bool:
    return any(word in name for name in names for word in words if word)


def _unit(columns: Floats) -> Floats:
    centred = columns - columns.mean(axis=0)
    return np.asarray(centred / np.maximum(np.linalg.norm(centred, axis=0), 1e-9))
