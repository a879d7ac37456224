"""kill -9 at random instants: what was acknowledged is there, once; what was interrupted can be done again."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from afterrun.journal import Journal

pytestmark = pytest.mark.share

KILLS = int(os.environ.get("AFTERRUN_KILLS", "8"))
LOGGER = """
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from afterrun.journal import Journal
from afterrun.records import PainReport, Site
first, site = int(sys.argv[2]), Site.parse(sys.argv[3])
print("ready", flush=True)
with Journal.open(Path(sys.argv[1])) as journal:
    for i in range(first, first + int(sys.argv[4])):
        at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=i)
        journal.add([PainReport(at=at, site=site, nrs=i % 11)])
        print(i, flush=True)
"""


def logger(path: Path, first: int, site: str, count: int) -> subprocess.Popen[str]:
    arguments = [sys.executable, "-c", LOGGER, str(path), str(first), site, str(count)]
    return subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True)


def kill_after(process: subprocess.Popen[str], seconds: float) -> list[str]:
    assert process.stdout is not None
    assert process.stdout.readline().strip() == "ready"
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    return process.communicate()[0].split()


def test_no_acknowledged_check_in_is_lost_or_doubled(tmp_path: Path) -> None:
    path, rng, told = tmp_path / "journal.db", random.Random(0), []
    for kill in range(KILLS):
        process = logger(path, 10_000 * kill, "left-heel", 9_000)
        told += [int(line) for line in kill_after(process, rng.uniform(0.01, 0.6)) if line.isdigit()]
        with Journal.open(path) as journal:
            stored = [report.at for report in journal.diary().pain]
            assert journal.verify() == ()
    assert len(stored) == len(set(stored))
    assert len(told) > 0
    assert len(told) <= len(stored) <= len(told) + KILLS  # at most one a kill was stored but not yet told


def test_two_processes_write_at_once(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    with Journal.open(path):
        pass
    both = [logger(path, 0, site, 40) for site in ("left-heel", "right-heel")]
    for process in both:
        process.communicate(timeout=60)
        assert process.returncode == 0
    with Journal.open(path) as journal:
        assert len(journal.diary().pain) == 80
        assert journal.verify() == ()


def tcx(day: int) -> str:
    points = "".join(
        f"<Trackpoint><Time>2026-03-{day:02d}T08:{m:02d}:00Z</Time>"
        f"<DistanceMeters>{150 * m}</DistanceMeters></Trackpoint>"
        for m in range(30)
    )
    return (
        '<?xml version="1.0"?><TrainingCenterDatabase xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2">'
        f'<Activities><Activity Sport="Running"><Id>2026-03-{day:02d}T08:00:00Z</Id>'
        f'<Lap StartTime="2026-03-{day:02d}T08:00:00Z"><TotalTimeSeconds>1740</TotalTimeSeconds>'
        f"<DistanceMeters>4350</DistanceMeters><Track>{points}</Track></Lap></Activity></Activities></TrainingCenterDatabase>"
    )


@pytest.mark.parametrize("seed", range(max(1, KILLS // 4)))
def test_a_killed_import_resumes_to_the_same_journal(tmp_path: Path, seed: int) -> None:
    folder = tmp_path / "runs"
    folder.mkdir()
    for day in range(1, 29):
        (folder / f"{day:02d}.tcx").write_text(tcx(day))
    rng = random.Random(seed)
    command = [sys.executable, "-m", "afterrun", "import", str(folder), "--journal"]
    for _ in range(3):
        process = subprocess.Popen([*command, str(tmp_path / "killed.db")], stdout=subprocess.PIPE)
        time.sleep(rng.uniform(0.4, 1.2))
        process.kill()
        process.communicate()
    for name in ("killed.db", "calm.db"):
        subprocess.run([*command, str(tmp_path / name)], check=True, stdout=subprocess.DEVNULL)
    with Journal.open(tmp_path / "killed.db") as killed, Journal.open(tmp_path / "calm.db") as calm:
        assert killed.verify() == ()
        assert killed.diary() == calm.diary()
        assert killed.counts() == calm.counts()
        assert len(killed.diary().runs) == 28
