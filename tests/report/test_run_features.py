from __future__ import annotations

from typing import Any

import pytest

from afterrun.findings import DuringRuns, RunFeature
from afterrun.language import speaking
from afterrun.report.during_runs import during_runs
from afterrun.report.run_features import feature_rows, which_runs
from tests.told import of, other

SURFACE = RunFeature(
    feature="surface",
    level="treadmill",
    against="road",
    n=24,
    n_against=20,
    response_ratio=of(2.4, 4.1, 10.2),
    verdict="may-worsen",
)
PACE = RunFeature(feature="pace", level=None, against=None, n=12, n_against=9, response_ratio=of(0.7, 0.9, 1.2))
DURING = DuringRuns(
    n=14, of_runs=20, worst_nrs=of(3.6, 4.1, 4.4), starts_m=None, starts_m_per_30_days=None, features=()
)


def item(**changes: Any) -> RunFeature:
    return other(SURFACE, **changes)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "Treadmill instead of road: may mean more pain, about 4 times as much (probably 2.5 to 10)."),
        (
            {"response_ratio": of(1.26, 1.4, 1.6)},
            "may mean more pain, about 140 % (probably 125 to 160 %) of what it is otherwise.",
        ),
        (
            {"verdict": "may-help", "response_ratio": of(0.42, 0.55, 0.71)},
            "may mean less pain, about 55 % (probably 40 to 70 %) of what it is otherwise.",
        ),
        ({"verdict": "no-worthwhile-effect"}, "No real difference: treadmill instead of road."),
        ({"verdict": "not-yet-known"}, "Not known yet: treadmill instead of road."),
        ({"goes_with": ("shoe", "pace")}, "goes together with the shoe and the pace, so the two cannot be told apart."),
        ({"goes_with": ("time",)}, "this changed with time, and whatever else did would look the same."),
    ],
)
def test_each_verdict_in_words(changes: dict[str, Any], words: str) -> None:
    assert words in " ".join(which_runs([item(**changes)]))


def test_what_is_known_comes_first_and_nothing_is_said_of_nothing() -> None:
    said = which_runs([PACE, SURFACE])
    assert said[0].startswith("Treadmill instead of road: may mean more")
    assert said[-1] == "Not known yet: somewhat slower runs."
    assert which_runs([PACE])[0] == "No kind of run stands out so far."
    assert (which_runs([]), feature_rows([])) == ((), [])


def test_nobody_is_told_to_try_while_somebody_should_look_first() -> None:
    assert which_runs([SURFACE])[1].endswith("Do it the other way for some weeks and see.")
    careful = (*which_runs([SURFACE], may_try=False), *during_runs(other(DURING, features=(SURFACE,)), may_try=False))
    assert "Something else about these runs may be behind it." in careful
    assert "for some weeks" not in " ".join(careful)


def test_the_table_has_a_range_only_where_there_is_a_verdict() -> None:
    head, surface, pace = feature_rows([SURFACE, PACE])
    assert head == ("Runs", "More pain, or less?", "How many")
    assert surface[1] == "May make it worse: about 4 times as much (probably 2.5 to 10)"
    assert pace == ("Somewhat slower runs", "Not known yet", "12 / 9")


def test_a_shoe_is_said_as_it_was_typed() -> None:
    assert which_runs([item(feature="shoe", level="Zoom {x}", against="old%ones")])[0].startswith(
        "Zoom {x} instead of old%"
    )


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "Pain during 14 of the 20 runs"),
        ({"n": 0, "worst_nrs": None}, "No pain during the 20 runs"),
        ({}, "At worst it is usually about 4 (probably 3.5 to 4.5) of 10."),
        ({"starts_m": of(1800, 2100, 2400)}, "It now starts after 2.1 km (probably 1.8 km to 2.4 km)."),
        (
            {"starts_m": of(5600, 6300, 7100), "starts_min": of(36.2, 38.1, 39.7)},
            "It now starts after 38 minutes (probably 36 to 40), however fast you run.",
        ),
        ({"starts_m": of(0, 20, 300)}, "It now starts at once, or nearly so."),
        ({"starts_m_per_30_days": of(-2400, -2100, -310)}, "It starts earlier and earlier: by 2.1 km a month"),
        ({"starts_m_per_30_days": of(310, 2100, 2400)}, "It starts later and later: by 2.1 km a month"),
        ({"starts_m_per_30_days": of(-900, -500, -290)}, "earlier than it did, or later, is not known yet."),
        ({"features": (SURFACE,)}, "Treadmill instead of road: may mean more pain"),
    ],
)
def test_pain_during_runs_in_words(changes: dict[str, Any], words: str) -> None:
    assert words in " ".join(during_runs(other(DURING, **changes)))


def test_both_in_german() -> None:
    with speaking("de"):
        assert which_runs([SURFACE])[0].startswith("Laufband statt Straße: vielleicht mehr Schmerz, etwa 4-mal so viel")
        assert during_runs(DURING)[0].startswith("Schmerz bei 14 von 20 Läufen")


def test_hard_and_fast_runs_are_told_once_and_as_one() -> None:
    hard = item(feature="effort", level=None, against=None, goes_with=("pace",))
    slow = other(PACE, verdict="may-help", goes_with=("effort",))
    said = which_runs([hard, slow])
    assert said[0].startswith("Somewhat harder and faster runs: may mean more pain")
    assert "Your harder runs are the faster ones, so which of the two it is cannot be told." in said
    assert not any("slower" in text for text in said)
    assert len(feature_rows([hard, slow])) == 2
