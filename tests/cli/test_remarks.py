"""What an import says of many files: each kind of remark a few times, and the rest of it in one line."""

from __future__ import annotations

from pathlib import Path

from tests.cli.typed import NOW, Run


def test_a_remark_that_comes_again_and_again_is_summed_up(afterrun: Run, tmp_path: Path) -> None:
    (folder := tmp_path / "export").mkdir()
    for day in range(10, 20):
        row = f"2026-11-{day},20:00,left heel,{day - 10}"
        (folder / f"pain {day}.csv").write_text(f"Date,Time,Where,Pain\n{row}\n")
    (folder / "scan.pdf").write_bytes(b"%PDF-1.4")
    said = afterrun("import", str(folder), *NOW).out
    assert said.count("Times without an offset") == 4
    assert "7 more like this: Times without an offset were read by the clock of" in said
    assert said.count("not used: scan.pdf") == 1
