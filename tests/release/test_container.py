"""The steps of the Containerfile, taken one by one in a folder instead of an image; no container engine is needed.

What this cannot say: whether the base images are as the file expects them.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import signal
import subprocess
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.release.containerfile import Instruction, instructions
from tests.release.environment import ROOT, clean_environment, run

STEPS = instructions(ROOT / "Containerfile")
PASSWORD = "four quiet words here"


def texts(name: str) -> list[str]:
    return [step.text for step in STEPS if step.name == name]


def test_it_runs_as_nobody_in_particular_and_keeps_the_journal_in_a_volume() -> None:
    assert [re.sub(r".*/", "", text) for text in texts("FROM")] == ["python:3.12 AS build", "python:3.12-slim"]
    assert texts("USER") == ["1000:1000"]
    assert texts("VOLUME") == ["/journal"]
    assert "AFTERRUN_JOURNAL=/journal/journal.db" in texts("ENV")[0].split()
    assert [step.name for step in STEPS].index("USER") > max(i for i, step in enumerate(STEPS) if step.name == "RUN")


def test_everything_copied_is_let_in_and_nothing_else() -> None:
    let_in = {line[1:] for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines() if line[:1] == "!"}
    copied = {name for text in texts("COPY") if "--from" not in text for name in shlex.split(text)[:-1]}
    assert copied == let_in
    assert all((ROOT / name).exists() for name in copied)


def moved(text: str, root: Path) -> str:
    """Put the folders of the image below another one, owned by whoever runs this."""
    text = re.sub(r"(?<![\w.])/(opt|wheels|journal)\b", rf"{root}/\1", text)
    return text.replace("--owner 1000 --group 1000", f"--owner {os.getuid()} --group {os.getgid()}")


def take(step: Instruction, root: Path, variables: dict[str, str]) -> None:
    """Take one step as an engine would."""
    source = root / "source"
    if step.name == "RUN":
        run(["sh", "-c", moved(step.text, root)], folder=source, environment=variables)
    elif step.name == "COPY" and "--from" not in step.text:
        *names, _ = shlex.split(step.text)
        for name in names:
            if (ROOT / name).is_dir():
                shutil.copytree(
                    ROOT / name, source / name, ignore=shutil.ignore_patterns("*.so", "*.egg-info", "__pycache__")
                )
            else:
                shutil.copy(ROOT / name, source / name)
    elif step.name == "ENV":
        given = dict(part.split("=", 1) for part in moved(step.text, root).split())
        variables |= {name: value.replace("$PATH", variables["PATH"]) for name, value in given.items()}


@pytest.mark.dist
def test_its_steps_make_an_app_that_asks_for_the_password(tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()
    variables = clean_environment()
    for step in STEPS:
        take(step, tmp_path, variables)
    program = json.loads(texts("ENTRYPOINT")[0])
    serve = [*program, *json.loads(texts("CMD")[0])]

    refused = subprocess.run(
        serve, cwd=tmp_path, env=variables, capture_output=True, text=True, timeout=120, check=False
    )
    assert refused.returncode == 1
    assert "afterrun password" in refused.stderr
    run([*program, "password"], folder=tmp_path, environment=variables, typed=f"{PASSWORD}\n")
    status, place = first_page([*serve, "--port", "0"], tmp_path, variables)
    assert (status, place) == (303, "/login")
    assert json.loads(run([*program, "check", "--json"], folder=tmp_path, environment=variables))["engine"] == "C"
    assert {path.parent for path in tmp_path.rglob("journal.db*")} == {tmp_path / "journal"}


def first_page(serve: list[str], folder: Path, variables: dict[str, str]) -> tuple[int, str]:
    """Serve, ask for the first page under the name that is allowed, and stop; returns status and where it leads."""
    with subprocess.Popen(
        serve, cwd=folder, env=variables, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as app:
        assert app.stdout is not None
        try:
            said = next((match for line in app.stdout if (match := re.search(r"https?://[^\s/]*:(\d+)", line))), None)
            assert said is not None
            with closing(HTTPConnection("127.0.0.1", int(said[1]), timeout=60)) as connection:
                connection.request("GET", "/", headers={"Host": f"localhost:{said[1]}"})
                with connection.getresponse() as answer:
                    return answer.status, answer.headers["Location"].partition("?")[0]
        finally:
            app.send_signal(signal.SIGTERM)
            app.stdout.read()
