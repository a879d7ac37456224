"""Everything in a diary that somebody wrote in words of their own, and the places that it is of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from afterrun.reasons.red_flags.growing import is_bone
from afterrun.reasons.red_flags.signs import by_a_run
from afterrun.reasons.red_flags.swelling import is_vein
from afterrun.reasons.red_flags.written.reading import How, read
from afterrun.reasons.red_flags.written.said import Where
from afterrun.records import Diary, PainReport, Site
from afterrun.records.vocabulary import MOMENTS, QUALITIES, SYMPTOMS

_KNOWN = frozenset((*SYMPTOMS, *MOMENTS, *QUALITIES))  # what the rules of fields read
_FELT = frozenset({"single-bone-spot", "hop-sharp-pain", "night-or-rest-bone-pain", "earlier-each-run"})
_RUN_DOES = frozenset({"swollen-calf-clot", "hot-red-joint-fever"})  # running makes a leg warm, red and full
_BACK_OF_LEG, _FOOT = ("achilles", "calf", "heel"), ("forefoot", "midfoot", "toes", "arch", "heel", "sole")


@dataclass(frozen=True, kw_only=True)  # without slots: what it says is read once
class Text:
    """What was written, and of which report if it is one's; of what was kept up, ``at`` is when it ended or is now."""

    at: datetime
    words: str
    report: PainReport | None = None
    began: datetime | None = None

    @property
    def site(self) -> Site | None:
        """The place of the report."""
        return self.report.site if self.report else None

    @cached_property
    def signs(self) -> Mapping[str, How]:
        """What it says. What only counts where it hurts is left where the number is 0."""
        found = read(self.words, _where(self.site))
        if self.report is None:
            return found
        if self.report.nrs == 0:
            found = {sign: how for sign, how in found.items() if sign not in _FELT}
        if by_a_run(self.report):
            found = {sign: "asks" if sign in _RUN_DOES else how for sign, how in found.items()}
        return found


def texts_of(diary: Diary, since: datetime, now: datetime) -> list[Text]:
    """List what was written in a while, newest first."""
    found = [text for text in _all(diary, since, now) if since < text.at <= now]
    return sorted(found, key=lambda text: text.at, reverse=True)


def _all(diary: Diary, since: datetime, now: datetime) -> Iterator[Text]:
    for report in diary.pain:
        if report.at <= since:
            continue
        own = [name for name in (report.symptom, report.moment, *report.quality) if name and name not in _KNOWN]
        for words in filter(None, (report.note, "; ".join(own))):
            yield Text(at=report.at, words=words, report=report)
    for run in diary.runs:
        if run.note:
            yield Text(at=max(run.start, min(run.end, now)), words=run.note)
    for event in diary.events:
        yield Text(at=event.at, words=_told(event.kind, event.note))
    for care in diary.care:
        yield Text(at=care.at, words=_told(care.intervention, care.note))
    for phase in diary.phases:
        ended = now if phase.end is None else min(phase.end, now)
        yield Text(at=max(ended, phase.start), words=_told(phase.intervention, phase.note), began=phase.start)


def _told(name: str, note: str | None) -> str:
    words = name.replace("-", " ")
    return f"{words}: {note}" if note else words


def _where(site: Site | None) -> frozenset[Where]:
    if site is None:
        return frozenset()
    kinds: dict[Where, bool] = {
        "leg": is_vein(site),
        "part": not is_vein(site),
        "bone": is_bone(site),
        "back-of-leg": site.region.startswith(_BACK_OF_LEG),
        "foot": site.region.startswith(_FOOT),
    }
    return frozenset(kind for kind, so in kinds.items() if so)
