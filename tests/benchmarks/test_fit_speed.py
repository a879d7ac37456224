"""The timing of FIT files beside other readers runs to its end."""

from __future__ import annotations

import pytest

from afterrun.importers.devices import fit_limits
from benchmarks import fit_speed


def test_a_recording_longer_than_what_is_read_value_by_value_is_timed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(fit_limits, "MOST_VALUES_SINGLY", 100)
    fit_speed.one_long(seconds=60)
    assert "by fitdecode" in capsys.readouterr().out
