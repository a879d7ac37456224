"""What is said to four simulated people: word for word in `tests/golden`.

After a change of words on purpose set AFTERRUN_GOLDEN=write for one run of this file, and read the diff.
"""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from afterrun.lab.answers import answer
from afterrun.lab.story import SITE, build_story
from afterrun.records import Diary, PainReport
from afterrun.report.sentences import sentences

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
GOLDEN = Path(__file__).parents[1] / "golden"
STORY = build_story(now=NOW).diary


def responds_at_24_h() -> Diary:
    return STORY


def responds_not_at_all() -> Diary:
    """The same runs and times, but reports that have nothing to do with them."""
    rng = np.random.default_rng(1)
    mine = [report for report in STORY.pain if report.site == SITE]
    said = rng.binomial(3, 0.3, len(mine))
    unrelated = (
        PainReport(at=report.at, site=SITE, nrs=float(nrs), moment=report.moment)
        for report, nrs in zip(mine, said, strict=True)
    )
    return Diary(runs=STORY.runs, pain=tuple(unrelated))


def three_reports() -> Diary:
    return replace(STORY, pain=tuple(report for report in STORY.pain if report.site == SITE)[:3], care=())


def no_run() -> Diary:
    return replace(STORY, runs=())


@pytest.mark.parametrize(
    "make", [responds_at_24_h, responds_not_at_all, three_reports, no_run], ids=lambda make: make.__name__
)
def test_what_is_said(make: object) -> None:
    found = answer(make(), site=SITE, now=NOW)  # type: ignore[operator]
    said = "".join(f"[{sentence.topic}] {sentence.text}\n" for sentence in sentences(found.told))
    file = GOLDEN / f"{make.__name__}.txt"  # type: ignore[attr-defined]
    if os.environ.get("AFTERRUN_GOLDEN") == "write":
        file.write_text(said, encoding="utf-8")
    assert said == file.read_text(encoding="utf-8")
