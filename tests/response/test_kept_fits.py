"""A fit that was kept is the fit that would be worked out, and nobody else's."""

from __future__ import annotations

import stat
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest

from afterrun.keeping import keeping, kept_in
from afterrun.response import kept_fits
from afterrun.response.body import Body
from afterrun.response.data import ResponseData
from afterrun.response.dose_curve import POWER
from afterrun.response.fit import Fit, fit_response
from afterrun.response.kept_fits import Options, key_of, learned
from afterrun.response.kernel import KERNELS
from tests.response.people import diary_of, person

STORY_DATA = diary_of(person(), seed=1)
QUICK: Options = {"kernels": (KERNELS["K1"],), "curves": (POWER,), "turns": ()}


@pytest.fixture(scope="module")
def fit() -> Fit:
    return fit_response(STORY_DATA, **QUICK)


def test_nothing_is_kept_unless_it_is_said_where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert kept_in() is None
    learned(STORY_DATA, **QUICK)
    assert not list(tmp_path.iterdir())


def test_what_was_kept_is_what_was_worked_out(fit: Fit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with keeping(tmp_path):
        same(learned(STORY_DATA, **QUICK), fit)
        monkeypatch.setattr(kept_fits, "fit_response", None)  # cannot be asked again
        again = learned(STORY_DATA, **QUICK)
    same(again, fit)
    assert again.data is STORY_DATA
    assert (again.likeliest, again.prob_free, again.likely_turns) == (fit.likeliest, fit.prob_free, fit.likely_turns)
    assert again.body == fit.body
    (path,) = (tmp_path / "fits").iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def same(one: Fit, other: Fit) -> None:
    for field in fields(Fit):
        if field.name not in ("data", "draws", "place", "drawn"):
            assert getattr(one, field.name) == getattr(other, field.name)
    for field in fields(type(one.draws)):
        np.testing.assert_array_equal(getattr(one.draws, field.name), getattr(other.draws, field.name))
    assert (list(one.place), list(one.drawn)) == (list(other.place), list(other.drawn))
    assert all(np.array_equal(z, other.drawn[name]) for name, z in one.drawn.items())
    for name, arrays in one.place.items():
        assert all(map(np.array_equal, arrays, other.place[name]))


def _changed(data: ResponseData) -> list[ResponseData]:
    return [
        replace(data, dose=data.dose * 1.01),
        replace(data, report_t_d=data.report_t_d + 1e-6),
        replace(data, span_d=(data.span_d[0], data.span_d[1] + 1)),
        replace(data, moments=data.moments + 1),
        data.until(data.span_d[1] - 1),
    ]


def test_another_diary_and_another_question_have_another_name() -> None:
    others: list[Options] = [
        {"seed": 1},
        {"kernels": (KERNELS["K2"],)},
        {"curves": ()},
        {"turns": ("struck",)},
        {"body": Body({"K1 power": {"log_alpha": (0.1, 1.0)}})},
    ]
    names = [key_of(STORY_DATA, QUICK), *(key_of(data, QUICK) for data in _changed(STORY_DATA))]
    names += [key_of(STORY_DATA, QUICK | other) for other in others]
    assert len(set(names)) == len(names)
    assert key_of(replace(STORY_DATA), QUICK | {"seed": 0, "body": None}) == names[0]


def test_another_program_has_another_name(monkeypatch: pytest.MonkeyPatch) -> None:
    before = key_of(STORY_DATA, QUICK)
    monkeypatch.setattr(kept_fits, "_program", lambda: b"later")
    assert key_of(STORY_DATA, QUICK) != before


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04 and no more", "half", "flipped"])
def test_what_is_damaged_is_worked_out_again(damage: bytes | str, fit: Fit, tmp_path: Path) -> None:
    with keeping(tmp_path):
        learned(STORY_DATA, **QUICK)
        (path,) = (tmp_path / "fits").iterdir()
        whole = bytearray(path.read_bytes())
        if damage == "flipped":
            whole[len(whole) // 2] ^= 0x10
        if damage == "half":
            del whole[len(whole) // 2 :]
        path.write_bytes(damage if isinstance(damage, bytes) else whole)
        same(learned(STORY_DATA, **QUICK), fit)
        same(learned(STORY_DATA, **QUICK), fit)


def test_where_nothing_can_be_written_it_is_worked_out(fit: Fit, tmp_path: Path) -> None:
    (tmp_path / "fits").touch()
    with keeping(tmp_path):
        same(learned(STORY_DATA, **QUICK), fit)
