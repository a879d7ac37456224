"""What people write in words of their own: each kind of danger at its level, harmless look-alikes without a flag."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from afterrun.reasons import flags_on_saving, questions, red_flags
from afterrun.reasons.red_flags import SIGNS
from afterrun.reasons.red_flags.written import READ, read
from afterrun.reasons.red_flags.written.reading import READERS
from afterrun.records import SignAnswer
from tests.reasons.dangers import (
    DAYS,
    HARMLESS_NOTES,
    HARMLESS_RECORDS,
    IN_NOTES,
    IN_OTHER_RECORDS,
    NOW,
    TODAY,
    Record,
    days,
    diary_of,
    felt,
    happened,
)
from tests.reasons.dangers_unseen import DANGERS, HARMLESS


def levels(*records: Record, signs: tuple[SignAnswer, ...] = ()) -> list[str]:
    diary = diary_of(*records, signs=signs)
    return [flag.level for flag in red_flags(diary, None, NOW)]


@pytest.mark.parametrize(("level", "site", "note"), IN_NOTES, ids=[note for _, _, note in IN_NOTES])
def test_a_danger_in_a_note(level: str, site: str, note: str) -> None:
    told = felt(site, note)
    diary = diary_of(told)
    (first, *_) = red_flags(diary, None, NOW)
    assert first.level == level
    assert note[:40] in first.text
    assert first in flags_on_saving(diary, told, NOW)
    assert questions(diary, NOW)  # so it can be answered


@pytest.mark.parametrize(("level", "records"), IN_OTHER_RECORDS.values(), ids=IN_OTHER_RECORDS)
def test_a_danger_anywhere_else(level: str, records: Sequence[Record]) -> None:
    assert levels(*records)[0] == level


@pytest.mark.parametrize(("site", "note"), HARMLESS_NOTES, ids=[note for _, note in HARMLESS_NOTES])
def test_what_only_sounds_like_it(site: str, note: str) -> None:
    assert levels(felt(site, note)) == []


@pytest.mark.parametrize("records", HARMLESS_RECORDS.values(), ids=HARMLESS_RECORDS)
def test_what_only_sounds_like_it_anywhere_else(records: Sequence[Record]) -> None:
    assert levels(*records) == []


def test_every_language_knows_every_sign_that_is_read() -> None:
    for reader in READERS:
        assert reader.tongue.signs.keys() == READ
    assert {sign.id for sign in SIGNS} - READ == {"under-eighteen-bone"}


def test_harmless_notes_are_seldom_asked_about(figure: Callable[[str], None]) -> None:
    """A wrong guess costs a tap, and many of them teach nobody to read."""
    asked = [note for site, note in HARMLESS_NOTES if questions(diary_of(felt(site, note)), NOW)]
    figure(
        f"{len(IN_NOTES) + len(IN_OTHER_RECORDS)} dangers flagged at their level; of "
        f"{len(HARMLESS_NOTES) + len(HARMLESS_RECORDS)} harmless ones 0 flagged, {len(asked)} notes asked about"
    )
    assert len(asked) <= len(HARMLESS_NOTES) / 10


def test_notes_that_no_words_were_gathered_from(figure: Callable[[str], None]) -> None:
    """How it is with people who know nothing of the lists: more than half are read, and few cry wolf."""
    right = [note for level, site, note in DANGERS if levels(felt(site, note))[:1] == [level]]
    asked = [note for _, site, note in DANGERS if questions(diary_of(felt(site, note)), NOW)]
    wolf = [note for site, note in HARMLESS if levels(felt(site, note))]
    figure(
        f"of {len(DANGERS)} dangers {len(right)} flagged at their level, {len(asked)} asked about; "
        f"of {len(HARMLESS)} harmless notes {len(wolf)} flagged"
    )
    assert len(right) > len(DANGERS) / 2
    assert len(wolf) <= len(HARMLESS) / 20


SLAPS = felt("right-shin", "my foot slaps when I walk", ago=2)


@pytest.mark.parametrize(
    ("answer", "ago", "expected"),
    [("no", 1, []), ("seen", 1, []), ("yes", 1, [TODAY]), ("no", 3, [TODAY]), ("seen", 3, [TODAY])],
)
def test_an_answer_ends_what_was_written_before_it(answer: str, ago: float, expected: list[str]) -> None:
    assert levels(SLAPS, signs=(SignAnswer(at=days(ago), sign="foot-drop", answer=answer),)) == expected


def test_none_of_all_signs_on_first_use_says_nothing_of_a_diary_that_is_taken_in_after_it() -> None:
    none = tuple(SignAnswer(at=days(1), sign=sign.id, answer="no") for sign in SIGNS)
    assert levels(SLAPS, signs=none) == [TODAY]
    assert questions(diary_of(SLAPS, signs=none), NOW)
    asked = replace(none[0], sign="foot-drop", at=days(0.5))
    assert levels(SLAPS, signs=(*none, asked)) == []


def test_what_is_dated_before_an_answer_is_still_told_when_it_is_saved() -> None:
    diary = diary_of(SLAPS, signs=(SignAnswer(at=days(1), sign="foot-drop", answer="no"),))
    assert [flag.level for flag in flags_on_saving(diary, SLAPS, NOW)] == [TODAY]


def test_of_a_note_without_an_end_the_beginning_is_read() -> None:
    assert "foot-drop" in read("cannot lift foot " + "numb toes foot hurts spot bone press " * 4000)


def test_what_is_written_every_day_is_told_once_for_each_place() -> None:
    again = [felt("left-calf", "calf still swollen and warm", ago=day) for day in range(1, 6)]
    assert levels(*again) == [TODAY]
    assert levels(*again, felt("right-calf", "this one is swollen too")) == [TODAY, TODAY]


def test_time_ends_it_and_a_better_day_does_not() -> None:
    assert levels(felt("left-calf", "swollen and warm", ago=13), felt("left-calf", nrs=0, ago=0)) == [TODAY]
    assert levels(felt("left-calf", "swollen and warm", ago=15)) == []


def test_several_signs_of_one_note_are_one_flag_with_the_most_urgent_first() -> None:
    diary = diary_of(felt("left-shin", "one spot on the shin, hurts when I hop, can't put weight on it"))
    (flag,) = red_flags(diary, None, NOW)
    assert flag.level == TODAY
    assert flag.text.endswith("See a doctor today.")


def test_what_the_fields_say_already_is_not_told_twice() -> None:
    assert levels(felt("left-calf", "swollen and warm", symptom="swelling")) == [TODAY]
    assert levels(felt("left-shin", "it woke me", moment="night")) == [DAYS]


def test_running_makes_a_leg_warm_and_full() -> None:
    assert levels(felt("left-calf", "swollen and warm", moment="after-run")) == []
    assert levels(felt("left-calf", "swollen and warm", moment="evening")) == [TODAY]


def test_where_it_does_not_hurt_a_spot_is_none_and_a_swelling_is_one() -> None:
    assert levels(felt("left-shin", "one spot hurts on hopping", 0)) == []
    assert levels(felt("left-calf", "swollen", 0)) == [TODAY]


def test_a_place_that_the_note_names_goes_before_that_of_the_report() -> None:
    assert levels(felt("left-heel", "left calf swollen")) == [TODAY]
    assert levels(felt("left-calf", "calf ok, ankle swollen")) == []  # asked about


@pytest.mark.parametrize(("began", "hurt", "expected"), [(9, 1, [TODAY]), (9, 12, []), (200, 1, [])])
def test_tablets_matter_where_something_has_hurt_since(began: float, hurt: float, expected: list[str]) -> None:
    assert levels(felt("left-achilles", ago=hurt), happened("ciprofloxacin", ago=began)) == expected


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("swollen", "said"),
        ("swolllen, wram to touch", "said"),
        ("a bit swollen", "asks"),
        ("swollen but no redness", "said"),
        ("both calves swollen in the heat", "asks"),
        ("is it swollen?", "asks"),
        ("was swollen and red last year", "asks"),
        ("war vor drei Wochen geschwollen und rot", "asks"),
        ("swollen and warm after the hot bath", "asks"),
        ("swollen and warm like after every run", "asks"),
        ("hot day, legs swollen", "asks"),
        ("swelling has gone, was red", "over"),
        ("weder geschwollen noch rot", None),
        ("no swelling", None),
        ("not only swollen, red too", "said"),
        ("swelling does not go down", "said"),
        ("swelling has not gone down", "said"),
        ("less swollen than yesterday", "said"),
        ("never been so swollen", "said"),
        ("noch nie so geschwollen", "said"),
        ("never swollen", None),
        ("hardly swollen", None),
        ("kaum geschwollen", None),
        ("swelling hurts, pain gone", "said"),
        ("geschwollen, wird nicht besser", "said"),
        ("her calf is swollen", None),
        ("my wife noticed that it is swollen", "said"),
        ("if it gets swollen I stop", None),
    ],
)
def test_the_words_beside_it_turn_the_meaning(note: str, expected: str | None) -> None:
    assert read(note, frozenset({"leg"})).get("swollen-calf-clot") == expected
