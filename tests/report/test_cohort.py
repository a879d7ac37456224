"""What is said of a cohort: signs first, no more than is known, and who stands alone."""

from __future__ import annotations

from dataclasses import replace

from afterrun.findings import AmongPeople, Cohort, FailedPerson, PersonFlag, Share
from afterrun.report.cohort import cohort_told, failed_told, flags_told, lent_told, rows_told
from tests.told import of

FOUND = Cohort(
    people=5,
    failed=(FailedPerson(person="eve.db", why="It is damaged."),),
    safety=(
        PersonFlag(person="ann.db", level="same-day", text="Have a doctor look at it today."),
        PersonFlag(person="bob.db", level="soon", text="Have it examined once."),
        PersonFlag(person="cid.db", level="soon", text="Have it examined once."),
    ),
    learned_from=4,
    engine="processes",
    seconds=3.0,
    population=(
        AmongPeople(quantity="peak_h", median=of(20, 26, 31), between_sd=of(8, 12, 20), pooled=True),
        AmongPeople(quantity="peak_nrs", median=of(1, 2, 3), between_sd=of(0.5, 1, 2), pooled=False),
        AmongPeople(quantity="dose_exponent", median=of(0.8, 1, 1.3), between_sd=of(0.2, 0.3, 0.5), pooled=True),
        AmongPeople(quantity="baseline_nrs", median=of(0, 0.5, 1), between_sd=of(0.05, 0.1, 0.2), pooled=False),
    ),
    responders=Share(share=of(0.5, 0.72, 0.9)),
    persons="persons.parquet",
)


def test_the_same_sign_of_several_people_is_said_once_and_the_urgent_one_first() -> None:
    assert list(flags_told(FOUND.safety)) == [
        "ann.db: Have a doctor look at it today.",
        "bob.db, cid.db: Have it examined once.",
    ]
    assert list(failed_told(FOUND)) == ["eve.db: It is damaged."]


def test_the_share_is_said_with_its_range_or_not_at_all() -> None:
    first, second = cohort_told(FOUND)
    assert first == "5 journals. 4 of them can tell what runs do."
    assert second == "Runs raise the pain of about 70 % of them (probably 50 % to 90 %)."
    nobody = replace(FOUND, learned_from=2, responders=Share(share=None), population=())
    assert list(cohort_told(nobody))[1] == "That is too few to say what these people share."
    assert list(rows_told(nobody)) == []
    assert list(lent_told(nobody)) == []


def test_each_quantity_is_said_as_people_say_it() -> None:
    assert [(middle, differ) for _, middle, differ in rows_told(FOUND)] == [
        ("about 1 day to 1.5 days", "people differ by about half a day"),
        ("about 2 (probably 1 to 3)", "people differ by about 1"),
        ("about 1.0 (probably 0.8 to 1.3)", "people differ by about 0.3"),
        ("about 0.5 (probably 0 to 1)", "people differ by less than half a point"),
    ]


def test_who_leans_on_others_and_who_stands_alone_is_said() -> None:
    lent, alone = lent_told(FOUND)
    assert lent.endswith("in: it is worst after; how much more a longer run does (1: in proportion).")
    assert alone == "In these each person stands alone: at its worst, more pain by; pain without a run, of everybody."
