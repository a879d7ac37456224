"""The journals that other tests look at, gathered by name, each with the site and the time it is asked about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache, partial

from afterrun.lab.story import CRAMP_SITE, SITE, build_story
from afterrun.records import Care, Diary, PainReport, Phase, Site
from tests.lab.test_changes import NOW, struck_diary
from tests.lab.test_during_runs import NOW as DURING_NOW
from tests.lab.test_during_runs import diary as hurts_while_running
from tests.lab.test_not_more_than_known import struck_and_healing
from tests.lab.test_scenarios import no_run, responds_at_24_h, responds_not_at_all, three_reports
from tests.lab.test_site_model import ARCH, two_sites
from tests.lab.test_unknown_distance import without_distances
from tests.reasons.harmless import harmless
from tests.report.test_sentences import diary as plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A journal, and what is asked of it; without a site that with most reports."""

    make: Callable[[], Diary]
    site: Site | None = None
    now: datetime = NOW


@cache
def story(seed: int | None = None) -> Diary:
    """The story of the demo, or one like it."""
    return (build_story(now=NOW) if seed is None else build_story(now=NOW, seed=seed)).diary


def _one_way() -> Diary:
    """Each stretch done in one way, for as long every other time."""
    care = (replace(each, variant=None, minutes=1.0 + 3.0 * (i % 2)) for i, each in enumerate(story(0).care))
    return replace(story(0), care=tuple(care))


def _quiet() -> Diary:
    pain = (replace(report, nrs=1.0 if i % 5 else 2.0) for i, report in enumerate(story().pain))
    return replace(story(), pain=tuple(pain), care=())


def _taped() -> Diary:
    """Tape before every other run, and shoes from the second on."""
    care = (Care(at=run.start - timedelta(hours=2), intervention="tape") for run in story().runs[::2])
    return replace(story(), care=tuple(care), phases=(Phase(intervention="new-shoes", start=story().runs[1].start),))


def _halves() -> Diary:
    """The same story told in half points."""
    pain = (replace(r, nrs=min(r.nrs + 0.5 * (i % 2), 10.0), scale="") for i, r in enumerate(story().pain))
    return replace(story(), pain=tuple(pain))


def _upside_down() -> Diary:
    """The more it hurt the less is told."""
    top = 5.0
    pain = (PainReport(at=r.at, site=SITE, nrs=max(top - r.nrs, 0.0), scale="nrs-11") for r in story().pain)
    return replace(story(), pain=tuple(pain), care=())


def _nobody(number: int) -> Diary:
    return list(harmless(number + 1, now=NOW))[number]


JOURNALS: dict[str, Asked] = {
    "responds at 24 h": Asked(make=responds_at_24_h, site=SITE),
    "responds not at all": Asked(make=responds_not_at_all, site=SITE),
    "three reports": Asked(make=three_reports, site=SITE),
    "no run": Asked(make=no_run, site=SITE),
    "the cramp of the story": Asked(make=story, site=CRAMP_SITE),
    "the story of another seed": Asked(make=partial(story, 0)),
    "one way of stretching": Asked(make=_one_way),
    "quiet": Asked(make=_quiet),
    "taped": Asked(make=_taped),
    "half points": Asked(make=_halves),
    "upside down": Asked(make=_upside_down),
    "struck": Asked(make=struck_diary),
    "struck and healing": Asked(make=struck_and_healing),
    "hurts while running": Asked(make=hurts_while_running, now=DURING_NOW),
    "another site": Asked(make=two_sites, site=ARCH),
    "by minutes": Asked(make=without_distances),
    "every other distance": Asked(make=partial(without_distances, every=2)),
    "five runs, three reports": Asked(make=partial(plain, runs=5, reports=3)),
    "thirty reports, no run": Asked(make=partial(plain, runs=0, reports=30, nrs=2.0)),
    "eight runs, zeros": Asked(make=partial(plain, runs=8, reports=65)),
    "nobody's first": Asked(make=partial(_nobody, 0)),
    "nobody's second": Asked(make=partial(_nobody, 1)),
}
