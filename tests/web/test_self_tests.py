"""The page of self-tests: steps, a number, and whether it is news."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from afterrun.journal import Journal
from afterrun.reasons.self_tests import GUIDES
from afterrun.records import SelfTest
from tests.web.conftest import NOW, client_of

FORM = {"test": "lunge-bent", "value": "9,0", "side": "left", "when": "+24h"}


def test_every_test_is_explained_with_its_safety(client: TestClient) -> None:
    text = client.get("/self-tests").text.replace("&#39;", "'")
    for guide in GUIDES.values():
        assert guide.title in text
        assert guide.safety in text
    assert 'href="/signs"' in text
    assert 'href="/self-tests"' in client.get("/foot").text


def test_a_result_is_stored_and_compared(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    with Journal.open(path) as journal:
        before = SelfTest(at=NOW - timedelta(days=9), test="lunge-bent", value=11.5, side="left", when="+24h")
        journal.add([before])
    client = client_of(path)
    text = client.post("/self-tests", data=FORM).text
    assert "Saved: Knee to the wall, 9 cm" in text
    assert "2.5 cm less than last time" in text
    assert "11.5 cm, left, a day after a run" in text
    with Journal.open(path) as journal:
        (_, stored) = journal.diary().tests
    assert (stored.value, stored.side, stored.unit, stored.when, stored.source) == (9, "left", "cm", "+24h", "app")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"value": "much"}, "value must be a number"),
        ({"value": "90"}, "value must be between 0 and 30"),
        ({"side": ""}, "side must be told"),
        ({"side": "middle"}, "side must be one of"),
        ({"test": "splits"}, "test must be one of"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_stored(client: TestClient, changes: dict[str, str], said: str) -> None:
    answer = client.post("/self-tests", data=FORM | changes)
    assert answer.status_code == 422
    assert said in answer.text
    assert "Saved" not in answer.text
