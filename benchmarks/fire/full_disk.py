"""A disk that is full from some write on, tried at every write: what was acknowledged stays, and a reason is given."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

_STEP_BYTES = 4096
_WORK = """
import resource, signal, sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from afterrun.errors import AfterrunError
from afterrun.journal import Journal
from afterrun.journal.backup import back_up, restore
from afterrun.lab.exporting import export_folder
from afterrun.records import Original, PainReport, Site
home, limit = Path(sys.argv[1]), int(sys.argv[2])
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
now = datetime(2026, 5, 1, tzinfo=UTC)
said = 0
try:
    with Journal.open(home / "journal.db") as journal:
        for i in range(30):
            report = PainReport(at=now + timedelta(minutes=i), site=Site.parse("left-heel"), nrs=3, note="x" * 500)
            journal.add([report], original=Original(f"{i}.fit", bytes(range(256)) * i))
            print("told", i, flush=True)
        said = 1
        back_up(home / "journal.db", home / "copies" / "copy.db")
        said = 2
        export_folder(journal, home / "out")
        said = 3
    restore(home / "copies" / "copy.db", home / "journal.db", now=now, force=True)
    said = 4
except (AfterrunError, OSError) as error:
    print("refused", said, type(error).__name__)
"""


def fill(*, step_bytes: int = _STEP_BYTES, most_bytes: int = 600_000) -> Counter[str]:
    """Let no file grow beyond a limit, for each limit in turn; counts what went wrong and how far the work came."""
    counts = Counter[str]()
    for limit in range(step_bytes, most_bytes, step_bytes):
        with tempfile.TemporaryDirectory(prefix="afterrun-fire-") as folder:
            home = Path(folder)
            ended = subprocess.run(
                [sys.executable, "-c", _WORK, folder, str(limit)], capture_output=True, text=True, check=False
            )
            told = [int(line.split()[1]) for line in ended.stdout.splitlines() if line.startswith("told")]
            counts["limits"] += 1
            counts["uncaught"] += ended.returncode != 0
            counts["finished"] += "refused" not in ended.stdout
            counts["acknowledged"] += len(told)
            counts["lost"] += len(told) - _held(home / "journal.db", told)
            counts["half an export"] += (home / "out").exists() and "refused 2" in ended.stdout
    return counts


def _held(path: Path, told: list[int]) -> int:
    from afterrun.journal import Journal

    if not path.exists():
        return 0
    with Journal.open(path, create=False) as journal:
        assert journal.verify() == ()
        minutes = {each.at.hour * 60 + each.at.minute for each in journal.diary().pain}
    return len(minutes & set(told))
