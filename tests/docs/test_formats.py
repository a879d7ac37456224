"""The columns that the documentation names are those that are read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from afterrun.records.fields import Kind
from afterrun.records.kinds import KINDS

TEXT = (Path(__file__).parents[2] / "docs" / "formats.md").read_text("utf-8")
ROWS = {file: cells for file, *cells in re.findall(r"^\| `(\w+\.csv)` \| (.*?) \| (.*?) \|$", TEXT, re.MULTILINE)}


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.name not in ("trial", "allocation")])
def test_the_journal_folder_is_as_written(kind: Kind) -> None:
    required, optional = (re.findall(r"\w+", cell.replace("between words", "")) for cell in ROWS[kind.csv])
    assert required == [field.name for field in kind.fields if field.required]
    assert set(optional) <= {field.name for field in kind.fields if not field.required}
