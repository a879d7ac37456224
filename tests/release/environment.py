"""An empty environment, as ``pipx install`` makes one: nothing in it, or on its path, but what is installed."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
LOCK = ROOT / "requirements.lock"
_OURS = ("AFTERRUN_", "PYTHON", "VIRTUAL_ENV", "PIP_REQUIRE_VIRTUALENV")


def clean_environment(**changes: str) -> dict[str, str]:
    """Return the environment variables without what points to this work tree or to a journal."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_OURS)}
    return kept | {"LANG": "C.UTF-8", "TZ": "UTC"} | changes


def run(command: list[str], *, folder: Path, environment: dict[str, str], typed: str = "") -> str:
    """Run a command to its end and return what it printed; fail with all it said."""
    found = subprocess.run(
        command, cwd=folder, env=environment, input=typed, capture_output=True, text=True, timeout=900, check=False
    )
    assert found.returncode == 0, f"{command}\n{found.stdout}\n{found.stderr}"
    return found.stdout


@dataclass(frozen=True, slots=True)
class Environment:
    """A virtual environment in a folder of its own, holding what the lock pins.

    Parameters
    ----------
    folder : Path
        It, and where its commands are run.
    """

    folder: Path

    @classmethod
    def made(cls, folder: Path) -> Environment:
        """Make one and install what Afterrun needs, by hash."""
        made = cls(folder)
        run([sys.executable, "-m", "venv", str(folder)], folder=folder.parent, environment=clean_environment())
        made.pip("--no-compile", "--require-hashes", "-r", str(LOCK))
        return made

    def pip(self, *arguments: str, compiler: bool = True) -> None:
        """Install."""
        command = [str(self.folder / "bin/python"), "-m", "pip", "install", "--disable-pip-version-check", *arguments]
        run(command, folder=self.folder, environment=self._variables(compiler=compiler))

    def install(self, archive: Path, *, compiler: bool) -> None:
        """Install a wheel or an sdist of Afterrun, and nothing else."""
        self.pip(
            "--no-deps", "--no-index", "--no-build-isolation", "--force-reinstall", str(archive), compiler=compiler
        )

    def afterrun(self, *arguments: str) -> str:
        """Run the installed program where no compiler is to be found."""
        program = str(self.folder / "bin/afterrun")
        return run([program, *arguments], folder=self.folder, environment=self._variables(compiler=False))

    def _variables(self, *, compiler: bool) -> dict[str, str]:
        return clean_environment() if compiler else clean_environment(PATH=str(self.folder / "bin"))
