"""How long a page takes beside an attack: what is measured is what goes on."""

from __future__ import annotations

import threading
from pathlib import Path

from benchmarks.fire_pages import asked, attacks, watched
from benchmarks.fire_server import SITE, Server, story


def test_the_processor_time_of_what_works_beside_the_server_is_counted(tmp_path: Path) -> None:
    """Processes are started by threads, under which they are listed."""
    work, began = asked(f"/fragment/trial-designs?site={SITE}&weeks=2"), threading.Event()

    def act(server: Server, path: Path, enough: threading.Event) -> None:
        if not began.is_set():
            work(server, path, enough)
            began.set()
        enough.wait()

    seen = watched("designs", act, tmp_path, seconds=5, fill=story)
    assert seen.beside_s > 0
    assert seen.server_s > 0
    assert seen.kept_waiting_s >= 0
    assert seen.line().count("|") == 9


def test_an_attack_is_made_when_it_is_its_turn(tmp_path: Path) -> None:
    assert len([name for name, _, _ in attacks(tmp_path)]) > 10
    assert list(tmp_path.iterdir()) == []
