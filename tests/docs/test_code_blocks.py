"""Every code block of the documentation runs: Python as it stands, console lines with their output, make targets."""

from __future__ import annotations

import fnmatch
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.typed import type_command

pytestmark = pytest.mark.share

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
PROSE = {"text", "json", "toml", "ini"}
LINK = re.compile(r"\[[^\]]*\]\(([^)#]+)(?:#[^)]*)?\)")


@pytest.mark.parametrize("document", PAGES, ids=lambda document: document.relative_to(ROOT).as_posix())
def test_code_blocks_run(document: Path, tmp_path: Path) -> None:
    environment = os.environ | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "AFTERRUN_JOURNAL": str(tmp_path / "journal.db"),
        "TZ": "UTC",
    }
    (tmp_path / "my-runs").mkdir()
    (tmp_path / "my-runs" / "runs.csv").write_text("start,duration_s,distance_m\n2026-05-02T09:00:00+02:00,2100,6000\n")
    for kind, text in BLOCK.findall(document.read_text(encoding="utf-8")):
        assert kind in {"python", "console", "sh", *PROSE}, f"{document.name}: a block of kind {kind!r} is not run"
        if kind == "python":
            run([sys.executable, "-c", text], tmp_path, environment)
        elif kind == "console":
            console(text, tmp_path, environment)
        elif kind == "sh":
            targets(text)


def console(text: str, folder: Path, environment: dict[str, str]) -> None:
    """Run each `$` line and compare its output: `...` stands for anything."""
    for step in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, _, wanted = step.partition("\n")
        if match := re.fullmatch(r"export (\w+)=(\S+)", command):
            environment[match.group(1)] = match.group(2)
            continue
        command = command.replace(".venv/bin/afterrun", "afterrun")
        said = typed(command, folder, environment) or run(["sh", "-c", command], folder, environment)
        if wanted.strip():
            pattern = "\n".join("*" if line == "..." else escaped(line) for line in wanted.strip().split("\n"))
            assert fnmatch.fnmatchcase(said.strip(), pattern), f"$ {command}\n{said}"


def typed(command: str, folder: Path, environment: dict[str, str]) -> str | None:
    """Type a command of ours that needs no shell, without the second that a process takes to start."""
    words = shlex.split(command)
    if words[:1] != ["afterrun"] or re.search(r"[|<>&;$*`~#\\]", command):
        return None
    ended = type_command(*words[1:], folder=folder, environment=environment)
    assert ended.code == 0, f"{command}\n{ended.out}\n{ended.err}"
    return ended.out or "\n"


def escaped(line: str) -> str:
    """Make `...` inside a line match anything, and nothing else special."""
    return "*".join(re.sub(r"([\[\]?*])", r"[\1]", part) for part in line.split("..."))


def targets(text: str) -> None:
    """Check that what the README tells people to type exists, without running the tests inside the tests."""
    for line in text.strip().splitlines():
        assert line.startswith("make "), line
        run(["make", "-n", *shlex.split(line)[1:]], ROOT, dict(os.environ))


def run(command: list[str], folder: Path, environment: dict[str, str]) -> str:
    found = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert found.returncode == 0, f"{command}\n{found.stdout}\n{found.stderr}"
    return found.stdout


@pytest.mark.parametrize("document", PAGES, ids=lambda document: document.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(document: Path) -> None:
    for target in LINK.findall(document.read_text(encoding="utf-8")):
        assert target.startswith("https://") or (document.parent / target).exists(), f"{document.name}: {target}"
