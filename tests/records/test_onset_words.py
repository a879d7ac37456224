"""Where pain began in a run, read from notes that say so and from no others."""

from __future__ import annotations

import pytest

from afterrun.records.onset_words import onset_in


@pytest.mark.parametrize(
    ("note", "km", "minutes"),
    [
        ("from km 5", 5.0, None),
        ("began at km 7.1", 7.1, None),
        ("Pain started at about 5 km.", 5.0, None),
        ("it hurts from kilometre 6 on", 6.0, None),
        ("numb after 4k", 4.0, None),
        ("onset km5", 5.0, None),
        ("after mile 2", 3.218688, None),
        ("ab km 5", 5.0, None),
        ("tat ab Kilometer 3,5 weh", 3.5, None),
        ("ging bei km 4 los", 4.0, None),
        ("nach 20 Minuten", None, 20.0),
        ("cold and wet, began after 25 min, shoes off", None, 25.0),
    ],
)
def test_what_says_where_it_began(note: str, km: float | None, minutes: float | None) -> None:
    assert onset_in(note) == pytest.approx((km, minutes))


@pytest.mark.parametrize(
    "note",
    [
        *("walked from km 5", "better after 3 km", "gone after km 2", "no pain after 5 km", "not from km 5"),
        *(
            "from km 5 to km 7",
            "at km 5",
            "5 km",
            "ran 8 km",
            "from 5 min/km on",
            "stopped after 5 km",
            "besser ab km 3",
        ),
        *("from km 3, from km 5", "from 7:30", "new shoes after 300 km", "from kilometre five", "after 5 km break", ""),
        "ab km 5 gelaufen bis km 7",
    ],
)
def test_what_does_not(note: str) -> None:
    assert onset_in(note) == (None, None)
