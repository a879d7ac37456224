"""Pages and files of the repository that the code points to are there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
NAMED = re.compile(r"\bdocs/[\w/.-]+?\.md\b")


def named_in(folder: Path) -> set[tuple[str, str]]:
    return {
        (str(path.relative_to(ROOT)), page)
        for path in folder.rglob("*")
        if path.suffix in {".py", ".c", ".html", ".js"} and "vendor" not in path.parts
        for page in NAMED.findall(path.read_text(encoding="utf-8"))
    }


def test_every_page_that_the_code_names_is_there() -> None:
    named = {pair for folder in ("src", "tests", "benchmarks") for pair in named_in(ROOT / folder)}
    assert len(named) > 10
    assert [pair for pair in sorted(named) if not (ROOT / pair[1]).exists()] == []
