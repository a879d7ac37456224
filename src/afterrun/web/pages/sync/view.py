"""What is shown of the sources: what is connected, how the last sync went, how far the present one is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from afterrun.journal.secrets import Secrets
from afterrun.sync.sources import Intervals, Source, Strava, called, sources_of
from afterrun.sync.syncing import LastResult, Step, last_results


@dataclass(frozen=True, slots=True)
class Connected:
    """A source, and how its last sync went."""

    name: str
    called: str
    last: LastResult | None
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Under:
    """How far the present sync is."""

    called: str
    place: int
    total: int
    what: str


def connected(private: Secrets) -> list[Connected]:
    """List the sources; nothing of them is secret."""
    results = last_results(private)
    return [_connected(name, source, results.get(name)) for name, source in sources_of(private).items()]


def _connected(name: str, source: Source, last: LastResult | None) -> Connected:
    return Connected(name, called(name, source), last, None if last is None else datetime.fromisoformat(last.at))


def under_way(private: Secrets, step: Step | None) -> Under | None:
    """Say how far it is, once there is something to say."""
    source = None if step is None else sources_of(private).get(step.source)
    if step is None or source is None:
        return None
    return Under(called(step.source, source), step.place, step.total, step.called)


def typed_source(kind: str, form: Mapping[str, str]) -> Source | None:
    """Make a source of what was typed; None if it is of no kind that the app connects."""
    if kind == "intervals":
        return Intervals(form["key"].strip())
    if kind == "strava":
        return Strava(form["client_id"].strip(), form["client_secret"].strip(), form["refresh_token"].strip())
    return None
