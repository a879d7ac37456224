"""What `make dist` built: complete, and it runs in an empty environment, also where there is no compiler."""

from __future__ import annotations

import json
import re
import subprocess
import tarfile
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest

import afterrun
from tests.release.environment import ROOT, Environment

pytestmark = pytest.mark.dist
NOW = "2026-11-23T09:00+00:00"


def built(pattern: str) -> Path:
    """Return the one archive in dist/ that is called so."""
    found = sorted((ROOT / "dist").glob(pattern))
    assert len(found) == 1, f"dist/{pattern} must be one file; got {found}. Run make dist."
    return found[0]


def tracked(folder: str) -> set[str]:
    """Return the files of the repository below a folder."""
    listed = subprocess.run(["git", "ls-files", folder], cwd=ROOT, capture_output=True, text=True, check=True)
    return {name for name in listed.stdout.splitlines() if (ROOT / name).exists()}


def test_the_wheel_holds_every_file_of_the_package_and_the_kernel() -> None:
    with zipfile.ZipFile(built("*.whl")) as wheel:
        held = {f"src/{name}" for name in wheel.namelist() if ".dist-info/" not in name}
    assert {name for name in held if not name.endswith(".abi3.so")} == tracked("src/afterrun")
    assert sum(name.endswith(".abi3.so") for name in held) == 1


def test_the_wheel_fits_every_python_from_3_11_on_and_names_its_licence() -> None:
    path = built("*.whl")
    assert re.fullmatch(rf"afterrun-{re.escape(afterrun.__version__)}-cp311-abi3-[a-z0-9_]+\.whl", path.name)
    with zipfile.ZipFile(path) as wheel:
        folder = f"afterrun-{afterrun.__version__}.dist-info"
        told = Parser().parsestr(wheel.read(f"{folder}/METADATA").decode())
        licence = wheel.read(f"{folder}/licenses/LICENSE").decode()
    assert (told["Version"], told["License-Expression"]) == (afterrun.__version__, "MIT")
    assert licence == (ROOT / "LICENSE").read_text(encoding="utf-8")


def test_the_sdist_holds_what_building_needs() -> None:
    top = f"afterrun-{afterrun.__version__}/"
    with tarfile.open(built("*.tar.gz")) as sdist:
        held = {member.name.removeprefix(top) for member in sdist if member.isfile()}
    wanted = {"CHANGELOG.md", "LICENSE", "README.md", "pyproject.toml", "setup.py"}
    assert held >= wanted | tracked("src/afterrun")
    assert not {name for name in held if name.endswith((".so", ".pyc", ".db"))}


def engine(environment: Environment, journal: str) -> str:
    """Return what `afterrun check` says is in use."""
    found = json.loads(environment.afterrun("check", "--journal", journal, "--json"))
    assert found["sound"]
    return str(found["engine"])


def assert_it_answers(environment: Environment) -> None:
    """Write the demo's journal and ask it, as a person would."""
    said = environment.afterrun("demo", "--no-serve", "--journal", "story.db", "--now", NOW)
    assert said.startswith("SIMULATED JOURNAL")
    found = json.loads(environment.afterrun("answers", "--journal", "story.db", "--now", NOW, "--json"))
    assert found["response"]["detected"] > 0.95
    environment.afterrun("report", "--journal", "story.db", "--now", NOW, "--out", "sheet.html")
    assert "<svg" in (environment.folder / "sheet.html").read_text(encoding="utf-8")
    assert "Lauf" in environment.afterrun("--lang", "de", "answers", "--journal", "story.db", "--now", NOW)


def test_the_wheel_answers_with_the_kernel_where_there_is_no_compiler(tmp_path: Path) -> None:
    environment = Environment.made(tmp_path / "wheel")
    environment.install(built("*.whl"), compiler=False)
    assert afterrun.__version__ in environment.afterrun("--version")
    assert_it_answers(environment)
    assert engine(environment, "story.db") == "C"


def test_the_sdist_answers_with_the_kernel_and_installs_without_a_compiler(tmp_path: Path) -> None:
    environment = Environment.made(tmp_path / "sdist")
    environment.install(built("*.tar.gz"), compiler=True)
    assert_it_answers(environment)
    assert engine(environment, "story.db") == "C"
    environment.install(built("*.tar.gz"), compiler=False)
    assert engine(environment, "story.db") == "NumPy"
