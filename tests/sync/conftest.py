"""A journal and its private file, and fake servers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pytest

from afterrun.journal import Journal
from afterrun.journal.secrets import Secrets
from afterrun.sync.patience import Patience
from afterrun.sync.syncing import LastResult, Means, Step, last_results, sync
from tests.sync.fake_services import FakeService
from tests.web.fake_servers import running

NOW = datetime.fromisoformat("2026-03-20T09:00:00+00:00")


@dataclass
class Home:
    """A person's journal, and the sync of it."""

    path: Path
    waited_s: list[float] = field(default_factory=list)
    stop_after: int = 1_000_000

    @property
    def private(self) -> Secrets:
        return Secrets(self.path)

    def sync(self, *names: str) -> list[Step]:
        """Sync, without waiting for real."""
        steps: list[Step] = []

        def wait(seconds: float) -> bool:
            self.waited_s.append(seconds)
            return True

        means = Means(NOW, Patience(wait, lambda: 0.5), wanted=lambda: len(steps) < self.stop_after)
        with Journal.open(self.path) as journal:
            for step in sync(journal, self.private, means, names):
                steps.append(step)
        return steps

    def last(self, name: str) -> LastResult:
        """How the last one went."""
        return last_results(self.private)[name]

    def runs(self) -> int:
        """How many count."""
        with Journal.open(self.path) as journal:
            return len(journal.diary().runs)

    def revision(self) -> int:
        """Whether anything was written."""
        with Journal.open(self.path) as journal:
            return journal.revision()


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home" / "journal.db")


@pytest.fixture
def service() -> Iterator[FakeService]:
    with running(FakeService()) as fake:
        yield fake
