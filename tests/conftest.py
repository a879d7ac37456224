"""How the tests draw at random, and what is worked out once for all of them.

The draws are the same every day; `make fuzz` draws anew.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before NumPy: on matrices this small more threads only wait

import pytest
from hypothesis import settings

from afterrun.accounts import passwords
from afterrun.keeping import keeping
from afterrun.lab import answers, rivals, site_model
from afterrun.lab.rivals import Rivals
from afterrun.response import fit
from afterrun.response.dose_curve import POWER
from afterrun.response.fit import Fit
from afterrun.response.kernel import KERNELS
from tests import examples, fits, once
from tests.hashing import quick_hasher
from tests.postgres import clinics, journals, person, place, postgres
from tests.shares import DRAWS, FEW

__all__ = ["clinics", "journals", "person", "place", "postgres"]  # fixtures

settings.register_profile(FEW, derandomize=True, deadline=None, max_examples=30)
settings.register_profile("many", derandomize=True, deadline=None)
settings.register_profile("anew", derandomize=False, deadline=None, print_blob=True)
settings.load_profile(DRAWS)

_kept: list[Path] = []  # where fits are kept, shared by the workers; empty before the first test

answers.answer = once.remembered(answers.answer)  # before anything else takes it from there
fits.remember()


def pytest_configure(config: pytest.Config) -> None:
    """What is said of files outside `tests` a conftest cannot say."""
    config.pluginmanager.register(examples)


def pytest_make_parametrize_id(val: object) -> str | None:
    """Do not spell bytes in a test's name: gzip writes the second into them, and two workers must name it alike."""
    return "bytes" if isinstance(val, bytes) else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What walks a browser, or is a benchmark, is a share of a longer harness: `make share`."""
    for item in items:
        if item.get_closest_marker("browser") or "benchmarks" in item.path.parts:
            item.add_marker(pytest.mark.share)


@pytest.fixture(scope="session", autouse=True)
def _kept_for_this_run(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What is worked out once lies beside the workers' own folders, and goes with them."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    once.keep_in(shared / "once")
    _kept.append(shared / "kept")


@pytest.fixture(scope="session", autouse=True)
def _quick_hashes() -> Iterator[None]:
    """Hash passwords with less work; how much it really is stands in `tests/web/test_login.py`."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(passwords, "_hasher", quick_hasher)
        yield


@pytest.fixture(autouse=True)
def _afresh(request: pytest.FixtureRequest) -> Iterator[None]:
    """Nothing is remembered for a test that patches the code, or that says so."""
    patched = "monkeypatch" in request.fixturenames
    marked = request.node.get_closest_marker("afresh") is not None
    really = patched or marked
    folder = None if really or not _kept else _kept[0]
    os.environ["AFTERRUN_CACHE"] = str(folder or "")  # of the processes that a test starts
    with once.afresh(really=really, wholly=marked), keeping(folder):
        yield


@pytest.fixture
def one_shape() -> Iterator[Callable[..., Fit]]:
    """Sites are fitted with one shape and no sudden change: a tenth of the work, for what does not hang on them.

    Not by the fixture ``monkeypatch``: what is asked like this is remembered beside what is asked as it is. Gives the
    fit.
    """
    quick = partial(fit.fit_response, kernels=(KERNELS["K1"],), curves=(POWER,), turns=())
    with pytest.MonkeyPatch.context() as patched, once.under("one shape"):
        patched.setattr(site_model, "learned", quick)
        yield quick


@pytest.fixture
def unexplained() -> Iterator[None]:
    """Explanations are not weighed: two fifths of the work of an answer, for what does not look at them."""
    nothing = Rivals(weighed=(), lacking=())
    with pytest.MonkeyPatch.context() as patched, once.under("unexplained"):
        patched.setattr(rivals, "rivals_of", lambda _model: nothing)
        yield


@pytest.fixture
def in_berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The clock of this computer is that of Berlin, summer time and all."""
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def figure(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Keep a figure that a test found, to be printed at the end: for `make statistics`."""
    return lambda text: record_property("figure", text)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """An everyday run in which too many fits were worked out has failed, however quick the machine."""
    output = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["fits"] = dict(fits.worked_out())
        return
    fits.count(fits.worked_out())
    if _everyday(session.config) and fits.too_many():
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take a worker's count."""
    fits.count(getattr(node, "workeroutput", {}).get("fits", {}))


def _everyday(config: pytest.Config) -> bool:
    return "not share" in str(config.getoption("markexpr"))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print what the tests found, with the share it was found in, and the fits of an everyday run."""
    if _everyday(terminalreporter.config):
        for line in fits.told():
            terminalreporter.write_line(line)
    reports = [report for kind in ("passed", "failed") for report in terminalreporter.stats.get(kind, ())]
    for report in reports:
        for name, text in report.user_properties if report.when == "call" else ():
            if name == "figure":
                terminalreporter.write_line(f"{report.nodeid.rpartition('::')[2]}: {text}")
