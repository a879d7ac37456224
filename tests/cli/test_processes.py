"""What only a process of its own shows: that it starts, listens, prompts, stops, and is quick to say what it can do."""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.typed import NOW, Run, about

pytestmark = pytest.mark.share

HANG_S = 60  # a guard against hanging, no measure


@pytest.fixture(autouse=True)
def _one_shape() -> None:
    """Another process takes all shapes."""


def test_two_processes_and_this_one_give_the_same_answer(story: Run, tmp_path: Path) -> None:
    """As typed: each starts from nothing, and none may hang on the draws of the one before."""
    command = [sys.executable, "-m", "afterrun", "answers", "--journal", "journal.db", *NOW, "--json"]
    environment = os.environ | {"TZ": "UTC", "AFTERRUN_CACHE": ""}
    both = [
        subprocess.run([*command, *seed], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
        for seed in ((), ("--seed", "0"))
    ]
    assert [each.stderr for each in both] == ["", ""]
    assert both[0].stdout == both[1].stdout == story("answers", *NOW, "--json").out


@about("serve")
def test_serve_says_where_and_stops_cleanly(tmp_path: Path) -> None:
    """Without its name, as most people start it; by its name it is served over https below."""
    import signal
    import urllib.request

    environment = os.environ | {"AFTERRUN_JOURNAL": str(tmp_path / "journal.db")}
    command = [sys.executable, "-m", "afterrun", "--port", "0"]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "\n"
    (address,) = re.findall(r"http://127\.0\.0\.1:\d+/", process.stdout.readline())
    with urllib.request.urlopen(address, timeout=HANG_S) as answer:
        assert answer.status == 200
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=HANG_S)
    assert (process.returncode, err) == (0, "")
    assert [entry.name for entry in tmp_path.iterdir()] == ["journal.db"]


def test_the_password_is_prompted_for_and_not_shown(tmp_path: Path) -> None:
    import pty

    mine, theirs = pty.openpty()
    command = [sys.executable, "-m", "afterrun", "password", "--journal", str(tmp_path / "journal.db")]
    with subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True, close_fds=True
    ) as process:
        os.close(theirs)
        said = b""
        for prompt in (b"Password: ", b"Once more: "):
            while not said.endswith(prompt):
                said += os.read(mine, 1024)
            os.write(mine, b"four quiet words here\n")
        while b"Kept." not in said:
            said += os.read(mine, 1024)
        assert process.wait(HANG_S) == 0
    os.close(mine)
    assert b"quiet" not in said


def test_it_is_served_over_https_under_another_name(afterrun: Run, tmp_path: Path) -> None:
    import shutil
    import signal
    import ssl
    import urllib.request

    if shutil.which("openssl") is None:
        pytest.skip("no openssl here to make a certificate")
    make = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 1 -subj /CN=runner.local"
    make += " -addext subjectAltName=IP:127.0.0.1 -keyout key.pem -out cert.pem"
    subprocess.run(make.split(), cwd=tmp_path, check=True, capture_output=True)
    tls = ("--tls-cert", "cert.pem", "--tls-key", "key.pem")
    reach = ("serve", "--allow-host", "runner.local", "--port", "0")
    afterrun("password", typed="four quiet words here\n")
    wrong = afterrun(*reach, "--tls-cert", "key.pem", "--tls-key", "key.pem")
    assert (wrong.code, "PEM" in wrong.err) == (1, True)
    environment = os.environ | {"AFTERRUN_JOURNAL": str(tmp_path / "journal.db")}
    command = [sys.executable, "-m", "afterrun", *reach, *tls]
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        server.stdout.readline()
        (address,) = re.findall(r"https://127\.0\.0\.1:\d+/", server.stdout.readline())
        trusted = ssl.create_default_context(cafile=str(tmp_path / "cert.pem"))
        with urllib.request.urlopen(f"{address}timeline", timeout=HANG_S, context=trusted) as answer:
            assert answer.url == f"{address}login?next=%2Ftimeline"
            assert b"Password" in answer.read()
        named = urllib.request.Request(f"{address}login", headers={"Host": "runner.local"})
        with urllib.request.urlopen(named, timeout=HANG_S, context=trusted) as answer:
            assert answer.status == 200
        server.send_signal(signal.SIGINT)
        _, said = server.communicate(timeout=HANG_S)
    assert (server.returncode, said) == (0, "")


def test_help_is_quick_and_imports_nothing_heavy() -> None:
    loaded = (
        "import sys; sys.argv = ['afterrun', '--help']\ntry:\n    from afterrun.cli import main; main()\nfinally:\n    "
    )
    loaded += "print([m for m in ('numpy', 'scipy', 'sqlalchemy', 'fastapi') if m in sys.modules])"
    said = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True).stdout
    assert said.strip().endswith("[]")
    help_s, click_s = least_cpu_s("from afterrun.cli import main; main()", "--help"), least_cpu_s("import click")
    assert help_s < 2.5 * click_s, f"--help {1000 * help_s:.0f} ms, import click {1000 * click_s:.0f} ms"


@pytest.mark.parametrize("command", ["answers", "forecast", "trial"])
def test_the_help_of_a_command_makes_no_findings(command: str) -> None:
    loaded = (
        f"import sys; sys.argv = ['afterrun', '{command}', '--help']\n"
        "try:\n    from afterrun.cli import main; main()\n"
        "finally:\n    print([m for m in sys.modules if m.startswith(('afterrun.findings', 'numpy'))])"
    )
    said = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True).stdout
    assert said.strip().endswith("[]")


def least_cpu_s(code: str, *arguments: str, times: int = 4) -> float:
    """Least CPU time of a process: what else the machine does hardly counts. [s]"""
    found = []
    for _ in range(times):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        found.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(found)


def test_version() -> None:
    said = subprocess.run([sys.executable, "-m", "afterrun", "--version"], capture_output=True, text=True, check=True)
    assert re.search(r"\d+\.\d+\.\d+", said.stdout)


@pytest.mark.parametrize(("heard", "handler"), [(True, "default_int_handler"), (False, "SIG_IGN")])
def test_stopped_while_it_still_loads_it_says_nothing(heard: bool, handler: str) -> None:
    """Unless it is asked to go on whatever is typed, as whoever starts it in the background asks."""
    import signal

    program = f"""
import os, signal, sys
class Stopping:
    def find_spec(self, name, *_):
        if name == "click":
            os.kill(os.getpid(), signal.SIGINT)
signal.signal(signal.SIGINT, signal.{handler})
sys.meta_path.insert(0, Stopping())
sys.argv = ["afterrun", "--version"]
from afterrun.__main__ import main
main()
"""
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == ((-signal.SIGINT, "") if heard else (0, ""))
    assert ("afterrun" in ended.stdout) is not heard
