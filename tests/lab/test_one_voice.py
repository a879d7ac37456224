"""Nothing is told beside its contrary: over the journals of other tests, lives of others, and many simulated people.

`make one-voice` reads 500 people.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from datetime import datetime, time, timedelta
from functools import cache
from pathlib import Path

import pytest

from afterrun.findings import Answers
from afterrun.journal import Journal
from afterrun.lab.answers import answer
from afterrun.lab.importing import import_paths
from afterrun.records import Diary, Site
from benchmarks.lives_makers import LIVES
from benchmarks.off_model_lives import DESIGNS, KINDS, SITE, live, on_design
from tests.lab.journals import JOURNALS
from tests.shares import many
from tests.told_together import contradictions

pytestmark = pytest.mark.share

Figure = Callable[[str], None]

CASES = Path(os.environ.get("AFTERRUN_CASES", Path(__file__).parents[3] / "shared" / "cases")) / "lives"
needs_lives = pytest.mark.skipif(not CASES.is_dir(), reason="no lives in $AFTERRUN_CASES/lives")


@pytest.mark.parametrize("name", JOURNALS)
def test_a_journal_is_told_with_one_voice(name: str) -> None:
    asked = JOURNALS[name]
    assert contradictions(answer(asked.make(), site=asked.site, now=asked.now).told) == []


@needs_lives
@pytest.mark.parametrize(
    ("life", "site"),
    [
        ("01", "left-heel"),
        ("03", "both-shin"),
        ("07", "left-knee-below"),
        ("07", "right-knee-below"),
        ("08", "right-hip"),
        ("10", "right-toes"),
        ("11b", "left-shin"),
        ("14-short", "left-calf"),
    ],
)
def test_a_life_of_somebody_else_is_told_with_one_voice(life: str, site: str, tmp_path: Path) -> None:
    diary = _imported(CASES / life, tmp_path / "journal.db")
    last = diary.pain[-1].at
    now = datetime.combine(last.date() + timedelta(days=1), time(8), last.tzinfo)
    assert contradictions(answer(diary, site=Site.parse(site), now=now).told) == []


def _imported(folder: Path, path: Path) -> Diary:
    with Journal.open(path) as journal:
        assert all(outcome.usable for outcome in import_paths(journal, [folder]))
        return journal.diary()


@pytest.mark.parametrize("people", [many(500)])
def test_many_people_are_told_with_one_voice(people: int, figure: Figure) -> None:
    found = [contradictions(_told_of(number)) for number in range(people)]
    rules = Counter(rule for each in found for rule in {text.split(":")[0] for text in each})
    figure(
        f"{sum(map(bool, found))} of {people} people; " + ", ".join(f"{rule} {n}" for rule, n in rules.most_common())
    )
    assert not any(found)


def _told_of(number: int) -> Answers:
    """Each second life from its maker, the others with a course over time, kind by kind."""
    seed, turn = divmod(number, 2)
    if turn:
        name = list(LIVES)[seed % len(LIVES)]
        life = LIVES[name](seed)
        return answer(life.diary, site=life.site, now=life.now).told
    kind, design = _courses()[seed % len(_courses())]
    lived = live(KINDS[kind], DESIGNS[design], seed)
    return answer(lived.diary, site=SITE, now=lived.now).told


@cache
def _courses() -> list[tuple[str, str]]:
    designs = ("story", "26 weeks x 1", "26 weeks, habits of their own")
    return [(kind, each) for kind in KINDS for each in designs if on_design(KINDS[kind], DESIGNS[each])]
