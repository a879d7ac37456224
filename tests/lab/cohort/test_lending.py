"""What a finished cohort lends: means and spreads of twenty people or more, and nothing of a single one."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from afterrun.cohort.parts import PERSON, write_part
from afterrun.cohort.pooling import counted
from afterrun.errors import FileUnreadableError, InvalidValueError
from afterrun.findings import Cohort, Share
from afterrun.lab.cohort import columns
from afterrun.lab.cohort.fitting import ALONE
from afterrun.lab.cohort.lending import others_of
from afterrun.lab.cohort.settings import Settings
from afterrun.lab.cohort.told import keep_told
from afterrun.records.others import FEWEST

pytest.importorskip("pyarrow", reason="the extra cohort is not installed")
NOW = datetime(2026, 5, 4, 8, tzinfo=UTC)
_DRAWS = 400


def finished(out: Path, people: int, *, sd: float = 0.1) -> Path:
    """Rows of a round alone, of people whose gain is one sd above what is usual, and their level unknown."""
    rng, rows = np.random.default_rng(0), []
    for number in range(people):
        z = {"log_gain": rng.normal(1.0, sd, _DRAWS), "drift": rng.normal(1.0, sd, _DRAWS)}
        of = {columns.counts_column(name): counted(values).tobytes() for name, values in z.items()}
        told = {columns.PROB_RESPONDS: 0.99, columns.DRAWS: _DRAWS, columns.SHAPES: json.dumps({"K1 power": 1.0})}
        rows.append({PERSON: f"p{number}"} | of | told)
    write_part(out / ALONE, rows, columns.COLUMNS)
    Settings.kept_in(out, Settings(source="club", now=NOW, seed=0))
    keep_told(
        out,
        Cohort(
            people=people,
            failed=(),
            safety=(),
            learned_from=people,
            engine="processes",
            seconds=1.0,
            population=(),
            responders=Share(share=None),
            persons="persons.parquet",
        ),
    )
    return out


def test_what_is_known_well_enough_is_lent(tmp_path: Path) -> None:
    others = others_of(finished(tmp_path / "out", 30), name="Heel club")
    assert (others.name, others.people, others.as_of) == ("Heel club", 30, NOW.date())
    assert set(others.among) == {"log_gain"}  # neither whether it gets better, nor what nobody knows
    mean, sd = others.among["log_gain"]
    assert mean == pytest.approx(1.0, abs=0.1)
    assert sd < 0.5
    assert "p0" not in others.text


def test_of_few_nothing_is_lent(tmp_path: Path) -> None:
    with pytest.raises(InvalidValueError, match=f"of {FEWEST} people or more; 19"):
        others_of(finished(tmp_path / "out", 19), name="x")


def test_nor_where_nothing_is_known(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadableError, match="finished cohort"):
        others_of(tmp_path, name="x")
