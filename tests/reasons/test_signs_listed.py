"""The 24 signs as data, and docs/red-flags.md against them."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from afterrun.language import say
from afterrun.reasons.red_flags import GROUPS, LEVELS, RULES, SIGNS
from afterrun.reasons.red_flags.asking import PATTERNS

DOCS = Path(__file__).parents[2] / "docs" / "red-flags.md"
NAMES_OF_ILLNESS = re.compile(r"diagnos|fracture|thrombo|clot\b|neuroma|rupture|infection|gout|arthritis|tumour", re.I)


def test_they_are_24_each_with_its_source_the_most_urgent_first() -> None:
    assert len({sign.id for sign in SIGNS}) == 24
    assert [sign.level for sign in SIGNS] == sorted((sign.level for sign in SIGNS), key=LEVELS.index)
    assert all(sign.rests_on and sign.why for sign in SIGNS)
    assert Counter(sign.level for sign in SIGNS) == {"same-day": 11, "within-days": 7, "soon": 6}


def test_all_are_asked_at_once_in_a_handful_of_lines() -> None:
    assert len(GROUPS) <= 6
    assert sorted(sign.id for group in GROUPS for sign in group.signs) == sorted(sign.id for sign in SIGNS)


def test_what_a_runner_reads_names_no_illness() -> None:
    for sign in SIGNS:
        assert not NAMES_OF_ILLNESS.search(f"{say(sign.tick)} {say(sign.act)}"), sign.id


def test_rules_and_patterns_speak_of_signs_that_there_are() -> None:
    known = {sign.id for sign in SIGNS}
    assert {rule for sign in SIGNS for rule in sign.read_by} <= {rule.name for rule in RULES}
    assert {sign for pattern in PATTERNS for sign in pattern.signs} <= known


def test_what_reports_do_not_show_is_asked() -> None:
    """Each sign of today is read, or suggested by some pattern, or stands on the first page alone and is told so."""
    suggested = {sign for pattern in PATTERNS for sign in pattern.signs}
    first_page_only = {sign.id for sign in SIGNS if not sign.read_by and sign.id not in suggested}
    assert first_page_only == {"under-eighteen-bone"}


def test_the_docs_have_a_row_for_each_with_its_level_its_standing_and_how_it_is_read() -> None:
    rows = dict(re.findall(r"^\| `([a-z-]+)` \| (.*) \|$", DOCS.read_text("utf-8"), re.M))
    for sign in SIGNS:
        cells = rows[sign.id].split(" | ")
        assert cells[0] == sign.level
        assert cells[2] == sign.status
        assert all(f"`{rule}`" in cells[3] for rule in sign.read_by)
