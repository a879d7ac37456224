"""Which runs hurt more afterwards, from a diary to the words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import cast

import numpy as np
import pytest

from afterrun.associations.run_features import Contrast, Weighed
from afterrun.findings import Flag, RunFeature, to_json
from afterrun.lab.answers import answer
from afterrun.lab.preparing import prepare
from afterrun.lab.run_contrasts import Asked
from afterrun.lab.run_features import WhichRuns, run_features_of
from afterrun.records import Diary, PainReport, Run, Site
from afterrun.report.sentences import DURING, WHICH, sentences
from afterrun.response.dose_curve import POWER
from afterrun.response.fit import Fit, fit_response
from afterrun.response.kernel import KERNELS

pytestmark = pytest.mark.usefixtures("unexplained")

HERE = Site.parse("both-shin")
FIT_NOT_ASKED = cast(Fit, None)
FIRST = datetime(2026, 3, 2, 18, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WEEKS = 14
NOW = FIRST + WEEKS * 7 * DAY


def diary(*, belt: float = 3.5, road: float = 0.5) -> Diary:
    """Three runs a week, half of them on the treadmill: so many points more on the day after."""
    rng = np.random.default_rng(8)
    days = [7 * week + day for week in range(WEEKS) for day in (0, 2, 5)]
    surface = rng.permutation(np.resize(["treadmill", "road"], len(days)))
    km = rng.choice([4.0, 5.0, 6.0], len(days))
    pace = rng.normal(362, 8, len(days))
    runs = tuple(
        Run(start=FIRST + day * DAY, duration_s=float(k * p), distance_m=k * 1000, surface=str(s))
        for day, k, p, s in zip(days, km, pace, surface, strict=True)
    )
    times = [FIRST + timedelta(days=int(d), hours=h) for d in range(WEEKS * 7) for h in (4, 14) if rng.random() < 0.85]
    felt = [
        0.4 + sum(_rise(at - run.end, belt if run.surface == "treadmill" else road) for run in runs) for at in times
    ]
    said = np.clip(np.round(np.array(felt) + rng.normal(0, 0.5, len(felt))), 0, 10)
    pain = tuple(PainReport(at=at, site=HERE, nrs=float(nrs)) for at, nrs in zip(times, said, strict=True))
    return Diary(runs=runs, pain=pain)


def _rise(after: timedelta, peak: float) -> float:
    hours = after / HOUR
    return peak * min(hours / 8, 1.0) * float(np.exp(-max(hours - 14, 0) / 12)) if hours > 0 else 0.0


def test_of_a_long_diary_the_latest_reports_are_looked_at_with_their_moments() -> None:
    few = diary()
    times = [FIRST + timedelta(days=day, hours=hour) for day in range(WEEKS * 7) for hour in (4, 7, 10, 13, 16)]
    felt = [
        0.4 + sum(_rise(at - run.end, 3.5 if run.surface == "treadmill" else 0.5) for run in few.runs) for at in times
    ]
    said = np.round(np.array(felt) + np.random.default_rng(3).normal(0, 0.5, len(felt))).clip(0, 10)
    pain = tuple(
        PainReport(at=at, site=HERE, nrs=float(nrs), moment=("evening", "morning")[at.hour < 12])
        for at, nrs in zip(times, said, strict=True)
    )
    prepared = prepare(replace(few, pain=pain), site=HERE, now=NOW)
    assert len(prepared.data.report_t_d) > 400
    assert prepared.data.moments == 1
    fit = fit_response(prepared.data, kernels=(KERNELS["K1"],), curves=(POWER,), turns=())
    surface = next(each for each in run_features_of(prepared, fit, seed=0).told if each.feature == "surface")
    assert surface.verdict == "may-worsen"


def features(of: Diary) -> dict[str, RunFeature] | None:
    found = answer(of, now=NOW).told.run_features
    return None if found is None else {each.feature: each for each in found}


def test_the_treadmill_is_told_and_the_pace_is_not() -> None:
    found = features(diary())
    assert found is not None
    surface = found["surface"]
    assert (surface.level, surface.against, surface.verdict) in {
        ("treadmill", "road", "may-worsen"),
        ("road", "treadmill", "may-help"),
    }
    far = surface.response_ratio if surface.level == "treadmill" else None
    assert far is None or far.lo > 1.5
    assert {each.verdict for name, each in found.items() if name != "surface"} == {"not-yet-known"}
    assert set(to_json(surface)) == {
        *("feature", "level", "against", "n", "n_against", "response_ratio", "verdict", "evidence"),
    }


def test_the_same_after_either_blames_neither() -> None:
    found = features(diary(belt=2.5, road=2.5))
    assert found is not None
    assert found["surface"].verdict in {"not-yet-known", "no-worthwhile-effect"}


def test_without_a_response_there_is_nothing_to_change() -> None:
    assert features(diary(belt=0.0, road=0.0)) is None
    assert not [s for s in sentences(answer(diary(belt=0.0, road=0.0), now=NOW).told) if s.topic == WHICH]


def test_where_nothing_can_be_asked_it_is_said_what_to_note() -> None:
    every_week = diary(belt=3.0, road=3.0)
    alike = tuple(replace(r, surface=None, duration_s=2000.0, distance_m=5000.0) for r in every_week.runs[::3])
    told = answer(every_week, now=NOW).told
    assert (
        run_features_of(prepare(replace(every_week, runs=alike), site=HERE, now=NOW), FIT_NOT_ASKED, seed=0).told == ()
    )
    (said,) = [s.text for s in sentences(replace(told, run_features=())) if s.topic == WHICH]
    assert said.startswith("Nothing to compare yet: ")


@pytest.mark.parametrize("topic", [WHICH, DURING])
def test_the_words_name_the_verdict_first_and_leave_the_cause_open(topic: str) -> None:
    with_pain = diary()
    during = tuple(
        PainReport(
            at=run.start + timedelta(minutes=12),
            site=HERE,
            nrs=4.0 + i % 2 if run.surface == "treadmill" else float(i % 2),
            moment="during-run",
        )
        for i, run in enumerate(with_pain.runs)
    )
    all_pain = tuple(sorted((*with_pain.pain, *during), key=lambda report: report.at))
    told = answer(replace(with_pain, pain=all_pain), now=NOW).told
    said = [s.text for s in sentences(told) if s.topic == topic]
    verdict = next(i for i, text in enumerate(said) if "may mean" in text)
    assert "readmill" in said[verdict]
    assert said[verdict + 1].startswith("Something else about these runs may be behind it.")
    if topic == WHICH:
        assert verdict == 0
    else:
        assert said[0].startswith("Pain during")


def test_with_a_sign_to_see_somebody_first_nothing_is_to_be_tried() -> None:
    told = answer(diary(), now=NOW).told
    assert any("for some weeks and see" in s.text for s in sentences(told) if s.topic == WHICH)
    flag = Flag(level="within-days", text="Have somebody look.")
    said = [s.text for s in sentences(replace(told, safety=(flag,))) if s.topic == WHICH]
    assert said
    assert not any("for some weeks and see" in text for text in said)


def hilly(*, ever_flatter: bool = False) -> Diary:
    """Three runs a week, there and back; a third of them in the hills, which alone hurt on the days after."""
    rng = np.random.default_rng(0 if ever_flatter else 5)
    days = [7 * week + day for week in range(WEEKS) for day in (0, 2, 5)]
    share = np.linspace(1.1, 0.0, len(days)) if ever_flatter else np.full(len(days), 0.4)
    up = np.where(rng.random(len(days)) < share, rng.uniform(250, 500, len(days)), rng.uniform(0, 30, len(days)))
    runs = tuple(
        Run(
            start=FIRST + day * DAY,
            duration_s=2160.0,
            distance_m=6000.0,
            ascent_m=float(round(metres)),
            descent_m=float(round(metres)) + 2.0,
        )
        for day, metres in zip(days, up, strict=True)
    )
    times = [FIRST + timedelta(days=int(d), hours=h) for d in range(WEEKS * 7) for h in (4, 14) if rng.random() < 0.85]
    felt = [0.4 + sum(_rise(at - r.end, 0.8 * (r.ascent_m or 0) / 100) for r in runs) for at in times]
    said = np.clip(np.round(np.array(felt) + rng.normal(0, 0.5, len(felt))), 0, 10)
    return Diary(
        runs=runs, pain=tuple(PainReport(at=at, site=HERE, nrs=float(n)) for at, n in zip(times, said, strict=True))
    )


def test_uphill_and_downhill_that_come_together_are_found_as_one() -> None:
    told = answer(hilly(), now=NOW).told
    assert told.run_features is not None
    found = {each.feature: each for each in told.run_features}
    assert found["climb"].verdict == found["descent"].verdict == "may-worsen"
    assert "descent" in found["climb"].goes_with
    assert "climb" in found["descent"].goes_with
    said = [each.text for each in sentences(told) if each.topic == WHICH]
    assert sum("illier runs" in text for text in said) == 1
    assert not any("uphill:" in text or "downhill:" in text for text in said)


def test_hills_that_grew_rarer_are_no_healing() -> None:
    trend = answer(hilly(ever_flatter=True), now=NOW).told.trend
    assert trend is not None
    assert trend.prob_improving is None or 0.05 < trend.prob_improving < 0.95


def test_a_feature_of_short_runs_explains_no_trend_a_second_time() -> None:
    """Walks that were logged as runs came later, and are slow and short: the growth with the distance knows them."""
    dose = np.where(np.arange(40) % 2 * (np.arange(40) > 20), 0.5, 1.0)
    slow, late = np.where(dose < 1, 0.9, -0.3), np.linspace(-1, 1, 40)
    weighed = Weighed(np.full(50, 0.6), 1.0, "may-help")

    def explained(z: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
        asked = Asked(feature="pace", n=10, n_against=30, contrast=Contrast(z, -0.25, 0.25, 0.5))
        which = WhichRuns(weighed=((asked, weighed),), run_t_d=np.arange(0.0, 80.0, 2.0), dose=dose)
        return float(np.median(which.explain_per_month(0.0, 1.0, 100, np.random.default_rng(0))))

    assert explained(slow) == pytest.approx(1.0, abs=0.01)
    assert explained(late) < 0.7  # what changed with time among runs of a length still does
