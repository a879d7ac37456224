"""A journal in which every free text is an attack, as an import could bring it, and how to see one work."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from afterrun.journal import Journal
from afterrun.lab.story import build_story
from afterrun.reasons.evidence import ALL_CARDS
from afterrun.records import (
    Allocation,
    Care,
    Event,
    Original,
    PainReport,
    Phase,
    Run,
    SelfTest,
    SignAnswer,
    Site,
    ToldForecast,
    Trial,
)
from afterrun.records.kinds import KIND_OF
from afterrun.records.photo import photo_of
from tests import once
from tests.photos import BARE
from tests.web.conftest import NOW

TAG, ATTRIBUTE = "x-evil", "data-evil"
NASTY = (
    f"""'"></script></textarea></title>--><{TAG} onerror=alert(1)><img src=x onerror=alert(2)>"""
    f"""" {ATTRIBUTE}=1 '{ATTRIBUTE}=1 x="{{{{7*7}}}}"""
)
FORMULA = "=HYPERLINK(1)"
SITE = Site.parse("right-forefoot-lateral")
PHOTO = photo_of(BARE)
# Texts that are no free texts: the journal takes only known words there, or a number or a time.
_FIXED = {"site", "question", "design", "arm", "unit", "original", "scale", "answer", "side", "test", "says", "photo"}


def poisoned_file(folder: Path, text: str) -> Path:
    """A journal full of the attack, as a file of one's own."""

    def fill(path: Path) -> None:
        with Journal.open(path) as journal:
            poisoned(journal, text)

    return once.copy_of(f"poisoned-{sha256(text.encode()).hexdigest()}", fill, folder / "journal.db")


def poisoned(journal: Journal, text: str) -> None:
    """Fill a journal with the story, and with one record of each kind whose every text is the attack."""
    story = build_story(now=NOW).diary
    journal.add([*story.runs, *story.pain, *story.care, *story.phases, *story.events])
    journal.add([_with(record, text) for record in _one_of_each(story.runs[-1])], photos=[PHOTO])
    journal.add((), original=Original(f"{text}.gpx", b"<gpx>"))


def _one_of_each(last_run: Run) -> list[Any]:
    at = NOW - timedelta(hours=5)
    return [
        Run(start=at, duration_s=1800, distance_m=5000),
        PainReport(at=at, site=SITE, nrs=3, photo=PHOTO.sha256),
        Care(at=at, intervention="x", site=SITE, pain_before=4, pain_after=1, run=last_run.start),
        Phase(intervention="x", start=at - timedelta(days=30)),
        Event(at=at, kind="x", minutes=10),
        Trial(
            start=at,
            question="prevention",
            design="blocks",
            intervention="x",
            site=SITE,
            units=4,
            block_days=7,
            seed=1,
        ),
        SignAnswer(at=at, sign="x", answer="yes"),
        ToldForecast(at=at, site=SITE, says=("6 0:1000",)),
        SelfTest(at=at, test="lunge-bent", value=9, side="left"),  # of a known test, so that a page shows it
    ]


def _with(record: Any, text: str) -> Any:
    """Put the attack into every text of a record that takes it."""
    for field in KIND_OF[type(record)].fields:
        if field.type not in (str, tuple) or field.name in _FIXED:
            continue
        value: Any = (text,) if field.type is tuple else text
        record = replace(record, **{field.name: value})
    return record


assert {type(record) for record in _one_of_each(Run(start=NOW, duration_s=1))} | {Allocation} == set(KIND_OF)


# Where published findings are to be read: the only addresses of elsewhere, shipped with the program, and links only.
SHIPPED = frozenset(("a", card.source.link.lower()) for card in ALL_CARDS if card.source.link)


class Seen(HTMLParser):
    """What a browser would make of a page: tags and attributes that no template of ours has."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.wrong: list[str] = []
        self.texts = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = {name for name, _ in attrs}
        values = {(value or "").strip().lower() for name, value in attrs if name in ("src", "href", "action")}
        if tag == TAG or ATTRIBUTE in names or any(name.startswith("on") for name in names):
            self.wrong.append(f"<{tag} {attrs}>")
        elsewhere = [value for value in values if (tag, value) not in SHIPPED]
        if any(value.startswith(("javascript:", "http:", "https:", "//")) for value in elsewhere):
            self.wrong.append(f"<{tag} {attrs}>")

    def handle_data(self, data: str) -> None:
        self.texts += data
