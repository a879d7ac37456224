"""The layers that docs/architecture.md draws are those that Import Linter holds, and each is told of."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "architecture.md").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
[LAYERS] = [each for each in PROJECT["tool"]["importlinter"]["contracts"] if each["type"] == "layers"]


def test_the_layers_are_drawn_as_they_are_held() -> None:
    [drawn] = re.findall(r"^```text\n(cli .*?)^```", TEXT, re.MULTILINE | re.DOTALL)
    assert " ".join(drawn.split()) == " > ".join(LAYERS["layers"])


def test_each_part_of_the_package_is_in_the_table() -> None:
    told = set(re.findall(r"`(\w+)/?`", " ".join(re.findall(r"^\| (`.*?) \|", TEXT, re.MULTILINE))))
    parts = {path.stem for path in (ROOT / "src" / "afterrun").iterdir() if not path.name.startswith(("_", "."))}
    assert sorted(parts - told - {"py"}) == []
