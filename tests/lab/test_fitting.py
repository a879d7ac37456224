from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import numpy as np

from afterrun.lab.fitting import fit_site
from afterrun.lab.preparing import prepare
from afterrun.lab.story import SITE, build_story
from afterrun.records import Diary, Site
from afterrun.response.fit import fit_response

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
ARCH = Site.parse("right-arch")


def two_sites() -> Diary:
    """The story, and every fourth of its reports once more for the arch."""
    story = build_story(now=NOW).diary
    return replace(story, pain=(*story.pain, *(replace(report, site=ARCH) for report in story.pain[::4])))


def test_the_best_known_site_stands_alone_and_lends_to_the_other() -> None:
    diary = two_sites()
    main = prepare(diary, site=SITE, now=NOW)
    assert np.array_equal(fit_site(diary, main, now=NOW).draws.gain_nrs, fit_response(main.data).draws.gain_nrs)
    arch = prepare(diary, site=ARCH, now=NOW)
    lent, alone = fit_site(diary, arch, now=NOW), fit_response(arch.data)
    ours, theirs = np.log(lent.draws.sigma_e), np.log(alone.draws.sigma_e)
    assert ours.std() < theirs.std()


def test_a_site_with_little_to_teach_lends_nothing() -> None:
    diary = two_sites()
    arch_reports = tuple(report for report in diary.pain if report.site == ARCH)
    few = replace(diary, care=(), pain=(*arch_reports[:14], *build_story(now=NOW).diary.pain[:20]))
    arch = prepare(few, site=ARCH, now=NOW)
    assert np.array_equal(fit_site(few, arch, now=NOW).draws.gain_nrs, fit_response(arch.data).draws.gain_nrs)
