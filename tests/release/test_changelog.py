"""`make changelog`: every fragment once, under its heading; the fragments go, what was released before stays."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import afterrun

ROOT = Path(__file__).parents[2]
WAITING = sorted(path for path in (ROOT / "changelog.d").iterdir() if path.name not in {"README.md", "template.md"})


def gathered(folder: Path, fragments: dict[str, str], *options: str) -> str:
    """Build the changelog in a folder of its own, from the project's settings and template; return what was printed."""
    shutil.copy(ROOT / "pyproject.toml", folder)
    (folder / "changelog.d").mkdir(exist_ok=True)
    for name in ("README.md", "template.md"):
        shutil.copy(ROOT / "changelog.d" / name, folder / "changelog.d")
    for name, text in fragments.items():
        (folder / "changelog.d" / name).write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "towncrier", "build", "--yes", *options]
    found = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stdout + found.stderr
    return found.stdout


def test_a_release_gathers_the_fragments_above_what_was_there(tmp_path: Path) -> None:
    head, mark, _ = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").partition("<!-- releases -->\n")
    (tmp_path / "CHANGELOG.md").write_text(
        f"{head}{mark}\n## 8.0.0 (2031-01-01)\n\n### Fixed\n\n- Old.\n", encoding="utf-8"
    )
    fragments = {
        "walks.added.md": "Walks.\n",
        "a.changed.md": "Sooner: one line\nand a second.\n",
        "b.changed.md": "Later.\n",
        "zone.fixed.md": "Clocks.\n",
    }
    gathered(tmp_path, fragments, "--version", "9.9.9", "--date", "2032-02-03")
    told = (tmp_path / "CHANGELOG.md").read_text(encoding="utf-8")
    assert told == (
        f"{head}{mark}\n"
        "## 9.9.9 (2032-02-03)\n\n### Added\n\n- Walks.\n\n"
        "### Changed\n\n- Sooner: one line\n  and a second.\n- Later.\n\n"
        "### Fixed\n\n- Clocks.\n\n"
        "## 8.0.0 (2031-01-01)\n\n### Fixed\n\n- Old.\n"
    )
    assert sorted(path.name for path in (tmp_path / "changelog.d").iterdir()) == ["README.md", "template.md"]


@pytest.mark.parametrize("fragment", WAITING, ids=lambda path: path.name)
def test_a_waiting_fragment_says_something_and_is_of_a_known_kind(fragment: Path) -> None:
    assert re.fullmatch(r"[a-z0-9-]+\.(added|changed|fixed)\.md", fragment.name)
    assert fragment.read_text(encoding="utf-8").strip().endswith((".", "`.", ".)", '."'))


def test_every_waiting_fragment_is_gathered_once(tmp_path: Path) -> None:
    shutil.copy(ROOT / "CHANGELOG.md", tmp_path)
    waiting = {path.name: path.read_text(encoding="utf-8") for path in WAITING}
    told = gathered(tmp_path, waiting, "--version", "9.9.9", "--draft")
    for text in waiting.values():
        assert told.count(f"- {text.strip().splitlines()[0]}") == 1


def test_this_version_is_in_the_changelog_or_its_fragments_wait() -> None:
    assert WAITING or f"\n## {afterrun.__version__} (" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
