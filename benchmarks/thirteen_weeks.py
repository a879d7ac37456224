"""Thirteen weeks of the story through the app's own forms, and what its pages then say to his questions.

``make thirteen-weeks``: a simulated man with a sore forefoot types everything that he does; after some of the weeks the
answers and the page of each question are read. Prints the tables of docs/thirteen-weeks.md.
"""

from __future__ import annotations

import argparse
import html
import math
import random
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from fastapi.testclient import TestClient

from afterrun.reasons.evidence import TOPICS
from afterrun.reasons.red_flags import SIGNS
from afterrun.report.sentences import HOW_FAR
from afterrun.web.app import create_app

SITE, ARCH, CALF = "right-forefoot-lateral", "right-arch", "right-calf"
START = datetime(2026, 7, 6, 7, 30, tzinfo=UTC)
WEEKS, LOOKED_AT = 13, (2, 6, 13)
_DAY = 7  # of the week's days: Monday is 0, and he runs on Saturdays
_FLAT, _STEP, _SHOES, _RAISES, _TRIAL = 1, 6, 5, 7, 10  # in which week each of them begins
_HTMX = {"hx-request": "true"}
_HEADINGS = ("What sets it off", HOW_FAR, "Is it getting better")


@dataclass(slots=True)
class Man:
    """His foot: a sore day after each run, gone in some days; hanging off a step takes two points off."""

    rng: random.Random
    ran: datetime | None = None
    size: float = 0.0

    def runs(self, end: datetime, km: float, week: int) -> None:
        self.ran, self.size = end, km / 1.35 * (1 - 0.02 * week)

    def hurts(self, at: datetime) -> int:
        hours = (at - self.ran).total_seconds() / 3600 if self.ran else -1.0
        felt = self.size * (1 - math.exp(-hours / 10)) * math.exp(-hours / 42) + 0.2 if hours > 0 else 0.3
        return min(max(round(felt + self.rng.gauss(0, 0.6)), 0), 10)


@dataclass(slots=True)
class App:
    """The app on his journal, and its clock."""

    path: Path
    now: datetime = START
    client: TestClient = field(init=False)

    def __post_init__(self) -> None:
        made = create_app(self.path, clock=lambda: self.now)
        made.state.service.patience_s = 3600.0  # nobody asks again here
        self.client = TestClient(made, base_url="http://127.0.0.1")

    def types(self, at: datetime, path: str, **form: str | list[str]) -> str:
        """Send a form at a time."""
        self.now = at
        answer = self.client.post(path, data=form)
        answer.raise_for_status()
        return answer.text

    def reads(self, path: str, **asked: str) -> str:
        """Read a part of a page."""
        answer = self.client.get(f"/fragment/{path}", params={"site": SITE, **asked}, headers=_HTMX)
        answer.raise_for_status()
        return answer.text


def main() -> None:
    """Live it, and print what was read."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--weeks", type=int, nargs="+", default=LOOKED_AT, help="after which weeks the pages are read")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        app = App(Path(folder) / "his.db")
        for week in lived(app, random.Random(options.seed)):
            if week in options.weeks:
                print(f"\n## After week {week}\n\n| question | the words on the screen |\n|---|---|", flush=True)
                for question, words in read(app):
                    print(f"| {question} | {words} |", flush=True)


def lived(app: App, rng: random.Random) -> Iterator[int]:
    """Live week after week; each is told when it is over, on Sunday night."""
    man = Man(rng)
    app.types(START, "/signs", none="yes", asked=[sign.id for sign in SIGNS])
    for week in range(WEEKS):
        if week == _SHOES:
            _begins(app, week, phase="new-shoes")
        if week == _RAISES:
            _begins(app, week, phase="calf-raises", variant="weighted")
        if week == _TRIAL:
            promise = {"intervention": "calf-stretch", "variant": "off step", "design": "pairs", "site": SITE}
            app.types(_on(week, 0, 12), "/trial/start", weeks="24", outcome="after-runs", **promise)
        for day in range(_DAY):
            _day(app, man, week, day)
        app.now = _on(week, 6, 14)
        yield week + 1


def _on(week: int, day: int, hour: float) -> datetime:
    """So many hours after half past seven."""
    return START + timedelta(weeks=week, days=day, hours=hour)


def _begins(app: App, week: int, **phase: str) -> None:
    app.types(_on(week, 1, 12), "/also/phase", since=_on(week, 1, 0).strftime("%Y-%m-%d"), **phase)


def _day(app: App, man: Man, week: int, day: int) -> None:
    _check_in(app, man, week, _on(week, day, man.rng.uniform(0, 0.8)), moment="first-steps")
    if day == 5 and week != 3:
        _run(app, man, week, _on(week, day, 2))
    if day == 2 and man.rng.random() < 0.75:
        app.types(_on(week, day, 11), "/also/event", kind="overhead-press", minutes="30")
        if man.rng.random() < 0.45:
            app.types(_on(week, day, 11.4), "/check-in", site=ARCH, nrs="4", symptom="cramp")
    if day == 3 and week % 2 == 0:
        app.types(_on(week, day, 12), "/also/event", kind="football" if week % 4 == 0 else "cycling", minutes="60")
    if (week, day) in {(2, 6), (7, 6)}:
        app.types(_on(week, day, 12), "/check-in", site=CALF, nrs="5", symptom="tightness")
    _check_in(app, man, week, _on(week, day, 13 + man.rng.uniform(0, 0.8)))


def _check_in(app: App, man: Man, week: int, at: datetime, moment: str = "") -> None:
    """Most of the time; and a stretch with both ratings on most evenings when it hurts."""
    if man.rng.random() < 0.28:
        return
    nrs = man.hurts(at)
    app.types(at, "/check-in", site=SITE, nrs=str(nrs), moment=moment)
    if nrs < 2 or week < _FLAT or man.rng.random() < 0.4:
        return
    variant, off = ("off step", 2) if week >= _STEP else ("flat floor", 0)
    after = max(nrs - off + man.rng.choice((0, 0, 0, 1) if off else (0, 0, -1)), 0)
    _stretch(app, at + timedelta(minutes=5), variant, nrs, after)


def _stretch(app: App, at: datetime, variant: str, before: int, after: int) -> None:
    done = {"intervention": "calf-stretch", "variant": variant, "minutes": "2", "site": SITE}
    app.types(at, "/did", before=str(before), after=str(after), **done)


def _run(app: App, man: Man, week: int, start: datetime) -> None:
    """One run, half an hour after what the trial drew for it, which he does not always keep to."""
    if week >= _TRIAL:
        drawn = app.types(start - timedelta(minutes=30), "/trial/next")
        with_it = "Next run: with calf" in drawn
        if with_it or man.rng.random() < 0.4:
            _stretch(app, start - timedelta(minutes=20), "off step", 0, 0)
    km = man.rng.choice((4.8, 5.5, 6.4, 7.0))
    minutes, shoe = round(km * 5.7), "new pair" if week >= _SHOES else "old pair"
    typed = {"start": start.strftime("%Y-%m-%dT%H:%M"), "minutes": str(minutes), "distance": str(km)}
    app.types(start + timedelta(hours=1), "/run", shoe=shoe, surface="road", rpe="5", **typed)
    man.runs(start + timedelta(minutes=minutes), km, week)
    if man.rng.random() < 0.6:
        app.types(start + timedelta(hours=1.1), "/check-in", site=SITE, nrs="0", moment="during-run")


def read(app: App) -> Iterator[tuple[str, str]]:
    """Read the answers in short, and what each question's page says of his own diary."""
    told = _sections(app.reads("answers"))
    if HOW_FAR in told:  # its first words come with the plan
        told[HOW_FAR] = _words(app.reads("next-run"))
    for heading in _HEADINGS:
        yield heading, told.get(heading, "(nothing, while a sign stands)")
    for topic in TOPICS:
        yield topic.question, _words(app.reads("why/diary", about=topic.id))


def _sections(page: str) -> dict[str, str]:
    """The first words under each heading: the rest stands behind a tap."""
    parts = re.findall(r"<h2[^>]*>(.*?)</h2>(.*?)(?=<details|</section>)", page, re.DOTALL)
    return {_words(heading): _words(text) for heading, text in parts}


def _words(text: str) -> str:
    read = re.sub(r"<a .*?</a>|<[^>]+>", " ", text)  # where a tap would lead is no answer
    return " ".join(html.unescape(read).split()).replace("\N{NO-BREAK SPACE}", " ")


if __name__ == "__main__":
    main()
