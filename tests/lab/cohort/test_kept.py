"""What the first round keeps of a person: as it was, and enough for the later ones."""

from __future__ import annotations

import io
import json
from dataclasses import fields, replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from afterrun.checks import Evidence
from afterrun.checks.evidence import Event
from afterrun.journal import Journal
from afterrun.lab.answers import answer
from afterrun.lab.cohort import columns
from afterrun.lab.cohort.kept import Kept
from afterrun.lab.cohort.person import Job, row_again, row_of
from afterrun.lab.cohort.source import FolderSource
from afterrun.lab.story import build_story
from afterrun.response.parameters import Parameter
from afterrun.response.population import NOBODY, Population
from tests.lab.cohort.test_fitting import NOW


@pytest.fixture
def job(tmp_path: Path, one_shape: object) -> Job:
    """The story's runner, in a journal file."""
    with Journal.open(tmp_path / "ann.db") as journal:
        journal.add(build_story(now=NOW).diary.pain)
        journal.add(build_story(now=NOW).diary.runs)
    return Job(source=FolderSource(tmp_path), folder=tmp_path, now=NOW, seed=0, language="en")


def same(one: object, other: object) -> bool:
    if isinstance(one, np.ndarray) or isinstance(other, np.ndarray):
        return bool(np.array_equal(np.asarray(one), np.asarray(other)))
    return one == other


def test_a_row_tells_what_answers_tell_and_a_later_round_needs_nothing_but_what_was_kept(job: Job) -> None:
    row = row_of(job, "ann.db")
    assert row.get(columns.WHY) is None
    told = answer(job.source.recorded_by("ann.db", NOW).diary, now=NOW).told.response
    assert told is not None
    for name in columns.TOLD:
        interval = told.rise_nrs[24] if name == "rise_24h_nrs" else getattr(told, name)
        ends = None if interval is None else (interval.median, interval.lo, interval.hi)
        assert ends == (
            None if f"{name}_lo" not in row else tuple(row[f"{name}_{end}"] for end in ("median", "lo", "hi"))
        )
    assert row[columns.DETECTED] == told.detected

    (Path(job.folder) / "ann.db").unlink()
    again = row_again(replace(job, first=job.folder, prior=Population({}, NOBODY.prob_responds)), row)
    assert again.get(columns.WHY) is None
    assert again["z level"] != row["z level"]  # drawn anew
    for name in columns.TOLD:
        assert (f"{name}_lo" in again) == (f"{name}_lo" in row), name
        if f"{name}_lo" in row:
            sd = (row[f"{name}_hi"] - row[f"{name}_lo"]) / 3.29
            for end in ("median", "lo", "hi"):
                assert again[f"{name}_{end}"] == pytest.approx(row[f"{name}_{end}"], abs=0.6 * sd + 0.01), name


def test_whoever_had_no_answers_has_none_in_a_later_round(job: Job) -> None:
    assert row_again(job, {"person": "eve", columns.KEPT: None}) == {"person": "eve"}


def test_what_is_kept_comes_back_as_it_was(job: Job) -> None:
    kept = Kept.of_bytes(row_of(job, "ann.db")[columns.KEPT])
    odd = replace(
        kept.evidence,
        data=replace(kept.evidence.data, modifier_prior=(Parameter("heels", -0.2, 0.3, "ratio"),), care_weight=None),
        events=(Event("drive", np.array([1.0, 2.0]), np.array([0.5, 1.5])), Event("press", np.zeros(0), np.zeros(0))),
        sign_stands=True,
        hidden_t_d=np.array([3.0]),
    )
    odd.worked_out["run-days"] = 0.125
    back = Kept.of_bytes(Kept(odd, kept.gate, kept.found).as_bytes())
    for each in fields(odd.data):
        assert same(getattr(back.evidence.data, each.name), getattr(odd.data, each.name)), each.name
    for each in fields(Evidence):
        if each.name not in ("data", "events"):
            assert same(getattr(back.evidence, each.name), getattr(odd, each.name)), each.name
    for one, other in zip(back.evidence.events, odd.events, strict=True):
        assert (one.kind, one.t_d.tolist(), one.amount.tolist()) == (
            other.kind,
            other.t_d.tolist(),
            other.amount.tolist(),
        )
    assert (back.gate.withheld, back.gate.holding_back) == (kept.gate.withheld, kept.gate.holding_back)
    assert back.found.turns == kept.found.turns
    for name, (mean, covariance) in kept.found.place.items():
        assert back.found.place[name][0] == pytest.approx(mean)
        assert back.found.place[name][1] == pytest.approx(covariance)
    assert dict(back.found.log_evidence) == dict(kept.found.log_evidence)


def test_nothing_that_anybody_wrote_is_kept(job: Job) -> None:
    with Journal.open(Path(job.folder) / "ann.db") as journal:
        last = max(journal.diary().pain, key=lambda report: report.at)
        journal.add([replace(last, at=last.at + timedelta(hours=1), note="Grünwald with Jo")])
    kept = row_of(job, "ann.db")[columns.KEPT]
    told = json.dumps([str(value) for value in np.load(io.BytesIO(kept)).values()])
    assert "Jo" not in told
