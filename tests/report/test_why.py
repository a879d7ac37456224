from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from afterrun.findings import AtOnce, Check, Explanation, Flag, NotExplained, TellingApart, TellingRun, Why
from afterrun.findings.explanation import verdict_on_weight
from afterrun.records import Site
from afterrun.report.why import NAMES, explanation_rows, left_out_told, run_words, verdict, which_run

RUN = TellingRun(
    kind="slower",
    distance_m=5000.0,
    speed_mps=2.5,
    ascent_m=None,
    descent_m=None,
    rest_days=3.0,
    information_nat=0.4,
    runs_needed=7,
)


def why(*rows: tuple[str, float, tuple[str, ...]], runs: tuple[TellingRun, ...] = (RUN,)) -> Why:
    told = []
    for name, weight, alike in rows:
        together = weight * (1 + len(alike))
        told.append(
            Explanation(
                name=name,
                weight=weight,
                prior=0.1,
                log_score=-1.0,
                alike=alike,
                at_work=together,
                verdict=verdict_on_weight(weight, together),
            )
        )
    others = [name for name, _, _ in rows if name not in rows[0][2]]
    apart = TellingApart(first=others[0], second=others[1], runs=runs) if len(others) > 1 else None
    return Why(
        as_of=datetime(2026, 5, 1, tzinfo=UTC),
        site=Site.parse("right-heel"),
        explanations=tuple(told),
        not_explained=(),
        telling_apart=apart,
        safety=(),
        checks=(),
    )


TIE = why(("distance", 0.5, ()), ("speed", 0.4, ()), ("none", 0.1, ()))


def test_a_tie_is_one_plain_sentence_and_the_run_that_would_tell() -> None:
    assert verdict(TIE) == "Undecided. Your diary cannot tell yet: is it how far you ran, or how fast you ran?"
    assert which_run(TIE) == (
        "What would tell best whether it is how far you ran or how fast you ran: 5.0 km, slower than usual: in about "
        "33 minutes. About 5 such runs with reports after them could settle it."
    )


def test_one_is_favoured_only_alone() -> None:
    assert "favours how far you ran" in verdict(why(("distance", 0.97, ()), ("none", 0.03, ())))
    alike = why(("distance", 0.49, ("duration",)), ("duration", 0.49, ("distance",)), ("none", 0.02, ()))
    assert "cannot tell which: how far you ran or how long it took" in verdict(alike)
    assert [(row.names, row.told, row.verdict) for row in explanation_rows(alike)] == [
        (("how far you ran", "how long it took"), "over 95 %", "one of these"),
        (("pain that comes and goes by itself",), "under 5 %", "unlikely"),
    ]
    assert {row.verdict for row in alike.explanations or ()} == {"undecided", "unlikely"}


def test_two_at_work_are_said_together_and_no_run_is_to_tell_them_apart() -> None:
    rows = why(("distance", 0.5, ()), ("event:football", 0.49, ()), ("none", 0.01, ()))
    both = replace(rows, at_once=AtOnce(first="distance", second="event:football", weight=0.97), telling_apart=None)
    assert verdict(both) == "Your diary points to two things, both at work: how far you ran, and football."
    assert which_run(both) is None
    assert [row.verdict for row in explanation_rows(both)] == ["not alone", "not alone", "unlikely"]
    maybe = replace(both, at_once=AtOnce(first="distance", second="event:football", weight=0.7))
    assert [row.verdict for row in explanation_rows(maybe)] == ["undecided", "undecided", "unlikely"]
    assert verdict(maybe) == "Undecided. It may be two things, both at work: how far you ran, and football."


def test_one_that_is_at_work_is_said_though_another_may_add_to_it() -> None:
    distance, speed, none = why(("distance", 0.9, ()), ("speed", 0.09, ()), ("none", 0.01, ())).explanations or ()
    found = replace(TIE, explanations=(replace(distance, at_work=0.97), speed, none), telling_apart=None)
    assert verdict(found) == "Your diary points to how far you ran. Whether that is all, it cannot tell yet."
    assert [row.verdict for row in explanation_rows(found)] == ["at work", "undecided", "unlikely"]
    maybe = replace(found, at_once=AtOnce(first="speed", second="distance", weight=0.6))
    assert verdict(maybe) == "Your diary points to how far you ran. Perhaps how fast you ran adds to it."


def test_none_is_said_as_what_it_is() -> None:
    assert "comes and goes by itself" in verdict(why(("none", 0.97, ()), ("event:long-drive", 0.03, ())))


def test_nothing_known_is_said_with_its_reason() -> None:
    nothing = replace(TIE, explanations=None, checks=(Check(name="explanations", passed=None, text="Too few."),))
    assert verdict(nothing) == "Too few."


def test_no_run_is_said_as_such() -> None:
    none = replace(TIE, telling_apart=TellingApart(first="distance", second="speed", runs=()))
    assert which_run(none) == "No run is proposed for now: see how far to run next."
    flagged = replace(none, safety=(Flag(level="within-days", text="Look."),))
    assert which_run(flagged) == "No run is proposed while a sign says to have somebody look first."
    far = replace(RUN, runs_needed=None)
    slow = replace(TIE, telling_apart=TellingApart(first="distance", second="speed", runs=(far,)))
    assert "would settle it soon" in (which_run(slow) or "")


def test_what_was_left_out_is_said() -> None:
    lacking = (NotExplained(name="descent", why="not-recorded"), NotExplained(name="event:football", why="too-few"))
    texts = left_out_told(replace(TIE, not_explained=lacking))
    assert texts == (
        "Not compared, because your runs do not tell it: how much it went down.",
        "Not compared, because it is in the diary too seldom: football.",
    )


def test_every_kind_of_run_has_words() -> None:
    kinds = (
        "usual",
        "slower",
        "faster",
        "longer",
        "longer-flat",
        "shorter",
        "hilly",
        "flat",
        "two-short",
        "after-rest",
    )
    said = {run_words(replace(RUN, kind=kind)) for kind in kinds}  # type: ignore[arg-type]
    assert len(said) == len(kinds)
    assert all("5.0 km" in text for text in said)
    assert len(set(NAMES.values())) == len(NAMES)
