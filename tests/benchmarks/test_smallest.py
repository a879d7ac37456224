"""Each benchmark does its smallest case to the end, without a complaint."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.benchmarks.smallest import SMALLEST

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("program", SMALLEST)
def test_it_comes_to_an_end(program: str) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", program, *SMALLEST[program]],
        cwd=ROOT,
        env=os.environ | {"PYTHONWARNINGS": "error::RuntimeWarning", "OMP_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        timeout=1800,  # a guard against hanging, no measure
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert ended.stdout.strip()
    assert not re.search(r"\bnan\b", ended.stdout), ended.stdout
