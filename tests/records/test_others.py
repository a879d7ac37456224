from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from afterrun.errors import InvalidValueError
from afterrun.records.others import FEWEST, SCHEMA, Others

TOLD: dict[str, Any] = {
    "schema": SCHEMA,
    "name": "Heel club",
    "people": 412,
    "as_of": "2026-05-04",
    "among": {"log_gain": {"mean": 0.5, "sd": 0.7}},
}


def test_what_was_written_is_read() -> None:
    others = Others(name="Läufer", people=FEWEST, as_of=date(2026, 5, 4), among={"level": (-0.25, 0.5)})
    assert Others.read(others.text) == others


@pytest.mark.parametrize(
    "text",
    [
        "",
        "at,site,nrs",
        "[]",
        "{}",
        "[" * 5000,
        *(
            json.dumps(TOLD | changed)
            for changed in (
                {"schema": "afterrun/others/9"},
                {"name": " "},
                {"name": "x" * 81},
                {"name": "a\nb"},
                {"people": FEWEST - 1},
                {"people": "412"},
                {"people": True},
                {"as_of": "May"},
                {"among": [1]},
                {"among": {"log_gain": {"mean": 0.5}}},
                {"among": {"log_gain": {"mean": 1e9, "sd": 0.7}}},
                {"among": {"log_gain": {"mean": float("nan"), "sd": 0.7}}},
                {"among": {"log_gain": {"mean": 0.5, "sd": 0.0}}},
                {"among": {"log_gain": {"mean": 0.5, "sd": float("inf")}}},
            )
        ),
    ],
)
def test_what_is_none_is_refused_with_a_remedy(text: str) -> None:
    with pytest.raises(InvalidValueError, match="file must be what a cohort lends") as refused:
        Others.read(text)
    assert "afterrun cohort lend" in refused.value.remedy
