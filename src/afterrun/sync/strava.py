"""Strava, through an application of the person's own (https://developers.strava.com/docs/reference/).

Its terms let what comes this way be shown to its owner only: the run is marked by its source, and cohorts leave it out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import Any
from urllib.parse import urlencode

from afterrun.language import say
from afterrun.sync.asking import NotFetchedError, Question, json_of
from afterrun.sync.items import Cursor, Item, Tools
from afterrun.sync.one_by_one import Listed, one_by_one
from afterrun.sync.sources import Strava
from afterrun.sync.window import begins

_A_PAGE = 100
_MOST_PAGES = 200
_SOON_S = 300.0  # a token that ends sooner is renewed first
_STREAMS = "time,latlng,distance,altitude,velocity_smooth,heartrate,cadence,watts"


def items(source: Strava, cursor: Cursor, tools: Tools) -> Iterator[Item]:
    """Hand over what is new, oldest first, each as a file of its own.

    Raises
    ------
    NotFetchedError
        If the list cannot be had, or an activity for a reason that may pass.
    """
    server = _Server(source, tools)
    found = {str(each["id"]): each for each in _listed(server, cursor)}
    listed = [Listed(name, _day(each), _called(each)) for name, each in found.items()]

    def fetch(each: Listed) -> tuple[bytes, str]:
        file = {"strava_activity": found[each.id], "strava_streams": _streams(server, each.id)}
        return json.dumps(file).encode(), ""

    yield from one_by_one(listed, cursor, tools.now.date(), fetch)


@dataclass(slots=True)
class _Server:
    """Strava, asked with a token that holds."""

    source: Strava
    tools: Tools

    def ask(self, path: str) -> bytes:
        """Ask; a token that ended, or ended by Strava's clock and not by this one, is renewed first."""
        if not self.source.access_token or self.source.expires_at_s <= self.tools.now.timestamp() + _SOON_S:
            self.source = _renewed(self.source, self.tools)
            return self.tools.ask(_question(self.source, path))
        try:
            return self.tools.ask(_question(self.source, path))
        except NotFetchedError as fault:
            if fault.status != 401:
                raise
        self.source = _renewed(self.source, self.tools)
        return self.tools.ask(_question(self.source, path))


def _renewed(source: Strava, tools: Tools) -> Strava:
    asked = {
        "client_id": source.client_id,
        "client_secret": source.client_secret,
        "grant_type": "refresh_token",
        "refresh_token": source.refresh_token,
    }
    try:
        told = json_of(tools.ask(Question(f"{_home(source)}/oauth/token", {}, urlencode(asked).encode())))
        tokens = {
            "access_token": str(told["access_token"]),
            "refresh_token": str(told["refresh_token"]),
            "expires_at_s": float(told["expires_at"]),
        }
    except NotFetchedError as fault:
        if fault.status in (400, 401, 403):
            raise NotFetchedError(say("Strava did not take the client secret or the token"), status=401) from None
        raise
    except (KeyError, TypeError, ValueError):
        raise NotFetchedError(say("the server answered something that Afterrun does not understand")) from None
    tools.keep_tokens(**tokens)
    return replace(source, **tokens)  # type: ignore[arg-type]


def _listed(server: _Server, cursor: Cursor) -> list[dict[str, Any]]:
    since = datetime.combine(begins(cursor), time(), UTC).timestamp()
    found: dict[int, dict[str, Any]] = {}
    for turn in range(1, _MOST_PAGES + 1):
        asked = urlencode({"after": int(since), "per_page": _A_PAGE, "page": turn})
        told = json_of(server.ask(f"/api/v3/athlete/activities?{asked}"))
        if not isinstance(told, list):
            raise NotFetchedError(say("the server answered something that Afterrun does not understand"))
        known = len(found)
        found |= {each["id"]: each for each in told if isinstance(each, dict) and isinstance(each.get("id"), int)}
        if len(told) < _A_PAGE or len(found) == known:  # a page that tells nothing new: it goes round
            break
    return sorted(found.values(), key=lambda each: str(each.get("start_date")))


def _streams(server: _Server, number: str) -> dict[str, Any]:
    """What was recorded; empty for an activity that was typed."""
    asked = urlencode({"keys": _STREAMS, "key_by_type": "true"})
    try:
        told = json_of(server.ask(f"/api/v3/activities/{number}/streams?{asked}"))
    except NotFetchedError as fault:
        if fault.status != 404:
            raise
        return {}
    return told if isinstance(told, dict) else {}


def _called(told: Mapping[str, Any]) -> str:
    return f"{_day(told) or ''} {told.get('name') or told.get('type') or told['id']}".strip()[:80]


def _question(source: Strava, path: str) -> Question:
    return Question(f"{_home(source)}{path}", {"Authorization": f"Bearer {source.access_token}"})


def _home(source: Strava) -> str:
    return source.address.rstrip("/")


def _day(told: Mapping[str, Any]) -> date | None:
    try:
        return date.fromisoformat(str(told.get("start_date"))[:10])
    except ValueError:
        return None
