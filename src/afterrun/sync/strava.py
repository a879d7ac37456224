"""Strava, through an application of the person's own (https://developers.strava.com/docs/reference/).

Its terms let what comes this way be shown to its owner only: the run is marked by its source, and cohorts leave it out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any
from urllib.parse import urlencode

from afterrun.language import say
from afterrun.sync.asking import NotFetchedError, Question, json_of
from afterrun.sync.items import Cursor, Item, Tools
from afterrun.sync.sources import Strava
from afterrun.sync.window import after, begins, is_done

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
    source = _with_token(source, tools)
    wanted = [each for each in _listed(source, cursor, tools) if not is_done(cursor, str(each["id"]))]
    for place, each in enumerate(wanted, start=1):
        source = _with_token(source, tools)
        cursor = after(cursor, str(each["id"]), _day(each) or tools.now.date())
        name = f"{_day(each) or ''} {each.get('name') or each.get('type') or each['id']}".strip()[:80]
        file = {"strava_activity": each, "strava_streams": _streams(source, each["id"], tools)}
        yield Item(name, place, len(wanted), cursor, json.dumps(file).encode())


def _with_token(source: Strava, tools: Tools) -> Strava:
    if source.access_token and source.expires_at_s > tools.now.timestamp() + _SOON_S:
        return source
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


def _listed(source: Strava, cursor: Cursor, tools: Tools) -> list[dict[str, Any]]:
    since = datetime.combine(begins(cursor), time(), UTC).timestamp()
    found: list[dict[str, Any]] = []
    for turn in range(1, _MOST_PAGES + 1):
        asked = urlencode({"after": int(since), "per_page": _A_PAGE, "page": turn})
        told = json_of(tools.ask(_question(source, f"/api/v3/athlete/activities?{asked}")))
        if not isinstance(told, list):
            raise NotFetchedError(say("the server answered something that Afterrun does not understand"))
        found += [each for each in told if isinstance(each, dict) and isinstance(each.get("id"), int)]
        if len(told) < _A_PAGE:
            break
    return sorted(found, key=lambda each: str(each.get("start_date")))


def _streams(source: Strava, number: int, tools: Tools) -> dict[str, Any]:
    """What was recorded; empty for an activity that was typed."""
    asked = urlencode({"keys": _STREAMS, "key_by_type": "true"})
    try:
        told = json_of(tools.ask(_question(source, f"/api/v3/activities/{number}/streams?{asked}")))
    except NotFetchedError as fault:
        if fault.status != 404:
            raise
        return {}
    return told if isinstance(told, dict) else {}


def _question(source: Strava, path: str) -> Question:
    return Question(f"{_home(source)}{path}", {"Authorization": f"Bearer {source.access_token}"})


def _home(source: Strava) -> str:
    return source.address.rstrip("/")


def _day(told: Mapping[str, Any]) -> date | None:
    try:
        return date.fromisoformat(str(told.get("start_date"))[:10])
    except ValueError:
        return None
