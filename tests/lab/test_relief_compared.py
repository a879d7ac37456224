from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from afterrun.lab.answers import answer
from afterrun.lab.preparing import prepare
from afterrun.lab.story import build_story
from afterrun.lab.tried import tried_interventions
from afterrun.records import Care, Diary, Phase, Site
from afterrun.report.sentences import sentences

pytestmark = pytest.mark.usefixtures("one_shape", "unexplained")
NOW = datetime.fromisoformat("2026-06-01T08:00:00+02:00")


@pytest.fixture(scope="module")
def story() -> Diary:
    return build_story(now=NOW, seed=0).diary


def test_variants_of_one_thing_are_set_against_each_other(story: Diary) -> None:
    (contrast,) = answer(story, now=NOW).told.relief_contrasts
    assert {contrast.variant, contrast.than_variant} == {"off-step", "flat-floor"}
    assert contrast.evidence == "observational"
    assert contrast.verdict not in {"helps", "worsens"}  # the person chose which; no coin did
    named = answer(replace(story, care=tuple(replace(care, variant=None) for care in story.care)), now=NOW)
    assert named.told.relief_contrasts == ()


@pytest.mark.share
def test_minutes_are_looked_at_where_they_differ(story: Diary) -> None:
    alike = tuple(replace(care, variant=None, minutes=2.0) for care in story.care)
    spread = tuple(replace(care, minutes=1.0 + 3.0 * (i % 2)) for i, care in enumerate(alike))
    (item,) = (i for i in answer(replace(story, care=alike), now=NOW).told.interventions if i.relief)
    assert item.relief is not None
    assert item.relief.longer is None
    found = answer(replace(story, care=spread), now=NOW)
    (item,) = (i for i in found.told.interventions if i.relief)
    assert item.relief is not None
    longer = item.relief.longer
    assert longer is not None
    assert longer.usual_minutes in {1.0, 2.5, 4.0}
    assert longer.more_nrs.lo < longer.more_nrs.hi
    assert any("longer" in s.text or "twice as long" in s.text for s in sentences(found.told))


def test_what_was_done_for_another_site_does_not_count(story: Diary) -> None:
    elsewhere = Care(at=NOW - timedelta(days=3), intervention="tape", site=Site.parse("left-heel"))
    diary = replace(story, care=(*story.care, elsewhere))
    assert "tape" not in {item.intervention for item in answer(diary, now=NOW).told.interventions}


def test_what_builds_up_over_weeks_counts_little_by_little(story: Diary) -> None:
    prepared = prepare(story, site=None, now=NOW)
    start = prepared.runs[-5].start - timedelta(hours=1)
    kept_up = (Phase(intervention="calf-raises", start=start), Phase(intervention="new-shoes", start=start))
    raises, shoes = tried_interventions(replace(story, phases=kept_up), (), prepared.runs)
    assert sum(raises.with_it) == sum(shoes.with_it) == 5
    assert shoes.at_work[-5:] == (1.0,) * 5
    shares = raises.at_work[-5:]
    assert shares[0] < 0.01
    assert list(shares) == sorted(shares)
    assert shares[-1] < 0.8
    assert not raises.comparable
    assert raises.building_up
    tried = answer(replace(story, phases=kept_up), now=NOW).told.interventions
    told = {item.intervention: item.prevention for item in tried}
    assert told["calf-raises"].response_ratio is None
    assert told["calf-raises"].takes_weeks == (6.0, 12.0)
    assert told["new-shoes"].response_ratio is not None
