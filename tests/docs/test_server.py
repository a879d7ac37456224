"""The unit on the page about a small server is one that systemd takes."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "server.md"


def _unit() -> str:
    (unit,) = re.findall(r"^```ini\n(\[Unit\].*?)^```", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    return str(unit)


def test_it_leaves_the_journal_to_its_user_alone() -> None:
    for line in ("UMask=0077", "StateDirectoryMode=0700", "NoNewPrivileges=yes", "ProtectSystem=strict"):
        assert line in _unit().splitlines()
    assert "--host" not in _unit()  # the loopback: only the program in front speaks to it


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed")
def test_systemd_takes_it(tmp_path: Path) -> None:
    there = _unit().replace("/opt/afterrun/bin/afterrun", sys.executable).replace("User=afterrun", "User=root")
    path = tmp_path / "afterrun.service"
    path.write_text(there)
    command = ["systemd-analyze", "verify", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")
