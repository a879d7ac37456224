"""Who the model does not know: shapes, noise, habits of reporting, and diaries that were tampered with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from afterrun.response.arrays import Floats
from afterrun.response.data import ResponseData
from afterrun.response.forecast import nearest_level
from afterrun.response.kernel import KERNELS, kernel_at
from afterrun.response.model import ResponseModel
from afterrun.response.simulate import Person, prior_person, simulate_felt, with_answers

Shape = Callable[[Floats], Floats]
Chance = np.random.Generator
Mask = np.ndarray[tuple[int], np.dtype[np.bool_]]

_GAIN_NRS = 2.0
_GAIN = float(np.log(_GAIN_NRS))
_GRID_D = np.linspace(0.001, 15, 3000)


def _peak_one(shape: Shape) -> Shape:
    top = float(shape(_GRID_D).max())
    return lambda lag: np.where(lag > 0, shape(np.maximum(lag, 1e-9)) / top, 0.0)


SHAPES: dict[str, Shape] = {
    "gamma hump at 36 h": _peak_one(lambda t: (t / 1.5) ** 5 * np.exp(-5 * (t / 1.5 - 1))),
    "box of 2.5 days": _peak_one(lambda t: np.where(t < 2.5, 1.0, 0.0)),
    "gamma hump at 14 h": _peak_one(lambda t: (t / 0.6) ** 3 * np.exp(-3 * (t / 0.6 - 1))),
    "gamma hump at 20 h and another at 3 days": _peak_one(
        lambda t: (t / 0.8) ** 4 * np.exp(-4 * (t / 0.8 - 1)) + 0.5 * (t / 3.0) ** 9 * np.exp(-9 * (t / 3.0 - 1))
    ),
    "plateau of 3 days": _peak_one(lambda t: (1 + np.tanh((t - 0.3) / 0.1)) * (1 - np.tanh((t - 3.0) / 0.2))),
    "two humps": _peak_one(lambda t: np.exp(-(((t - 0.4) / 0.3) ** 2)) + np.exp(-(((t - 2.5) / 0.6) ** 2))),
    "power tail": _peak_one(lambda t: (1 - np.exp(-t / 0.3)) / (1 + t)),
    "at once only": _peak_one(lambda t: np.exp(-t / 0.4)),
}


@dataclass(frozen=True, slots=True)
class Kind:
    """What is different about these people.

    Parameters
    ----------
    shape : str or None
        Key in `SHAPES`; None takes K1 from its prior.
    felt : callable or None
        Adds to what is felt: (data, rng) -> ndarray of the reports' shape.
    said : callable or None
        Changes the answers: (answers, rng) -> answers.
    kept : callable or None
        Which reports are made: (data, felt, rng) -> mask.
    diary : callable or None
        Changes the diary before it is answered.
    tampered : callable or None
        Changes it after.
    dose_cut : float
        Fall of the log dose for each point of the last report before a run.
    gain_nrs : float
        Peak rise; 0 for runs that do nothing.
    """

    shape: str | None = None
    felt: Callable[[ResponseData, Chance], Floats] | None = None
    said: Callable[[Floats, Chance], Floats] | None = None
    kept: Callable[[ResponseData, Floats, Chance], Mask] | None = None
    diary: Callable[[ResponseData, Chance], ResponseData] | None = None
    tampered: Callable[[ResponseData, Chance], ResponseData] | None = None
    dose_cut: float = 0.0
    gain_nrs: float = _GAIN_NRS


def someone(kind: Kind, data: ResponseData, rng: Chance) -> tuple[Person, ResponseData, Shape]:
    """Simulate one of them: the truth, the diary with answers, and the true shape (peak 1)."""
    data = kind.diary(data, rng) if kind.diary else data
    model = ResponseModel.on(data, KERNELS["K1"])
    person = prior_person(model, rng)
    gain = float(np.log(max(kind.gain_nrs, 1e-6)))
    person = replace(person, values={**person.values, "log_gain": gain, "drift": 0.0}, static=_steady(person.static))
    shape = SHAPES[kind.shape] if kind.shape else _own_shape(person)
    if kind.dose_cut:
        data = _cut_doses(kind.dose_cut, person, data, rng)
    felt = simulate_felt(person, data, rng, shape=shape)
    felt = felt + kind.felt(data, rng) if kind.felt else felt
    answers = nearest_level(felt, data.levels)
    answers = kind.said(answers, rng) if kind.said else answers
    data = with_answers(data, answers)
    if kind.kept:
        keep = kind.kept(data, felt, rng)
        data = replace(data, report_t_d=data.report_t_d[keep], lower=data.lower[keep], upper=data.upper[keep])
    data = kind.tampered(data, rng) if kind.tampered else data
    return person, data, shape


def _steady(static: Floats) -> Floats:
    """No trend: whatever change is claimed is invented."""
    return np.concatenate([static[:1], [0.0], static[2:]])


def _own_shape(person: Person) -> Shape:
    values = {name: np.array([value]) for name, value in person.values.items()}
    tau_d, weight = person.model.kernel.exponentials(values)
    return lambda lag: kernel_at(np.ravel(lag), tau_d, weight)[0].reshape(np.shape(lag))


def _cut_doses(cut: float, person: Person, data: ResponseData, rng: Chance) -> ResponseData:
    """Shorten each run by what the last report before it said; runs are lived through one after the other."""
    seed = int(rng.integers(2**31))
    for j in range(len(data.run_t_d)):
        answers = nearest_level(simulate_felt(person, data, np.random.default_rng(seed)), data.levels)
        before = answers[data.report_t_d < data.run_t_d[j]]
        if before.size:
            dose = data.dose.copy()
            dose[j] *= np.exp(-cut * before[-1])
            data = replace(data, dose=dose)
    return data


def _heavy_tails(data: ResponseData, rng: Chance) -> Floats:
    """Add to each answer what Student's t with 3 degrees of freedom has beyond a bell of sd 0.5."""
    return np.asarray(0.5 * rng.standard_t(3, len(data.report_t_d)))


def _flares(data: ResponseData, rng: Chance) -> Floats:
    """Add flares of 3 points every three weeks or so that fade within days and have nothing to do with runs."""
    starts = rng.uniform(*data.span_d, rng.poisson((data.span_d[1] - data.span_d[0]) / 21))
    since = data.report_t_d[:, None] - starts[None, :]
    return np.asarray(np.where(since > 0, 3 * np.exp(-np.maximum(since, 0) / 2), 0.0).sum(axis=1))


def _heaped(answers: Floats, rng: Chance) -> Floats:
    """Round half of the answers to even numbers."""
    even = 2 * np.round(answers / 2 + rng.uniform(-0.01, 0.01, len(answers)))
    return np.where(rng.random(len(answers)) < 0.5, even, answers)


def _when_it_hurts(
    slope: float,
) -> Callable[[ResponseData, Floats, Chance], Mask]:
    def kept(data: ResponseData, felt: Floats, rng: Chance) -> Mask:
        return np.asarray(rng.random(len(felt)) < 1 / (1 + np.exp(-(0.5 + slope * (felt - np.median(felt))))))

    return kept


def _four_week_gap(data: ResponseData, felt: Floats, rng: Chance) -> Mask:
    start = rng.uniform(data.span_d[0] + 7, max(data.span_d[1] - 35, data.span_d[0] + 8))
    return np.asarray((data.report_t_d < start) | (data.report_t_d > start + 28))


def _other_dates(data: ResponseData, rng: Chance) -> ResponseData:
    """Deal the runs out over other days of the diary."""
    days = np.sort(rng.choice(int(data.span_d[1]), len(data.run_t_d), replace=False))
    return replace(data, run_t_d=days + rng.uniform(7, 19, len(days)) / 24)


def _backwards(data: ResponseData, rng: Chance) -> ResponseData:
    """Turn the reports round in time, and leave the runs where they were."""
    end = sum(data.span_d)
    return replace(data, report_t_d=end - data.report_t_d[::-1], lower=data.lower[::-1], upper=data.upper[::-1])


def _run_after_pain(data: ResponseData, rng: Chance) -> ResponseData:
    """Put the runs two days later than they were: the pain comes first."""
    return replace(data, run_t_d=data.run_t_d + 2.0)


NOTHING = 0.0
KINDS: dict[str, Kind] = {
    "as the model thinks": Kind(),
    **{name: Kind(shape=name) for name in SHAPES},
    "heavy tails": Kind(felt=_heavy_tails),
    "flares": Kind(felt=_flares),
    "half on even numbers": Kind(said=_heaped),
    "a gap of four weeks": Kind(kept=_four_week_gap),
    "reports rather when it hurts": Kind(kept=_when_it_hurts(1.0)),
    "reports mostly when it hurts": Kind(kept=_when_it_hurts(2.0)),
    "shorter when it hurt": Kind(dose_cut=0.2),
    "no response": Kind(gain_nrs=NOTHING),
    "no response, flares": Kind(gain_nrs=NOTHING, felt=_flares),
    "no response, shorter when it hurt": Kind(gain_nrs=NOTHING, dose_cut=0.2),
    "runs on other dates": Kind(tampered=_other_dates),
    "diary backwards": Kind(tampered=_backwards),
    "runs two days late": Kind(tampered=_run_after_pain),
}
