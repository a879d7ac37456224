"""intervals.icu: the list of activities, and the file of each as the watch wrote it (https://intervals.icu/api-docs.html).

What came there from Strava is a stub without values, which nobody else may have: it is said, and nothing is stored.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from afterrun.language import say, say_n
from afterrun.sync.asking import NotFetchedError, Question, json_of
from afterrun.sync.items import Cursor, Item, Tools
from afterrun.sync.one_by_one import Listed, one_by_one
from afterrun.sync.sources import Intervals
from afterrun.sync.window import begins

_ID = re.compile(r"[A-Za-z0-9]{1,40}")
_FIELDS = "id,start_date_local,type,name,source,file_type"


def items(source: Intervals, cursor: Cursor, tools: Tools) -> Iterator[Item]:
    """Hand over what is new, oldest first.

    Raises
    ------
    NotFetchedError
        If the list cannot be had, or an activity for a reason that may pass.
    """
    listed = _listed(source, cursor, tools)
    stubs = [each for each in listed if _is_stub(each)]
    if stubs:
        tools.tell(
            say_n(
                "{n} activity came to intervals.icu from Strava, which lets nobody pass it on. Connect your watch to "
                "intervals.icu itself, or import the archive that Strava lets you download.",
                "{n} activities came to intervals.icu from Strava, which lets nobody pass them on. Connect your watch "
                "to intervals.icu itself, or import the archive that Strava lets you download.",
                len(stubs),
            )
        )
    own = [Listed(each["id"], _day(each), _called(each)) for each in listed if not _is_stub(each)]

    def fetch(each: Listed) -> tuple[bytes, str]:
        try:
            content = tools.ask(_question(source, f"/api/v1/activity/{each.id}/file"))
        except NotFetchedError as fault:
            if fault.status != 404:
                raise
            return b"", say("it has no file there; log it by hand")
        return content, "" if content else say("its file is empty there")

    yield from one_by_one(own, cursor, tools.now.date(), fetch)


def _listed(source: Intervals, cursor: Cursor, tools: Tools) -> list[dict[str, Any]]:
    asked = {
        "oldest": begins(cursor).isoformat(),
        "newest": (tools.now.date() + timedelta(days=1)).isoformat(),
        "fields": _FIELDS,
    }
    told = json_of(tools.ask(_question(source, f"/api/v1/athlete/0/activities?{urlencode(asked)}")))
    if not isinstance(told, list):
        raise NotFetchedError(say("the server answered something that Afterrun does not understand"))
    known = [each for each in told if isinstance(each, dict) and _is_id(each.get("id"))]
    once = {str(each["id"]): {**each, "id": str(each["id"])} for each in known}
    return sorted(once.values(), key=_begun)


def _is_id(told: object) -> bool:
    """Whether it may stand in an address."""
    return isinstance(told, str | int) and _ID.fullmatch(str(told)) is not None


def _begun(told: Mapping[str, Any]) -> str:
    return str(told.get("start_date_local"))


def _question(source: Intervals, path: str) -> Question:
    word = b64encode(f"API_KEY:{source.key}".encode()).decode()
    return Question(f"{source.address.rstrip('/')}{path}", {"Authorization": f"Basic {word}"})


def _is_stub(told: Mapping[str, Any]) -> bool:
    return str(told.get("source", "")).upper() == "STRAVA"


def _day(told: Mapping[str, Any]) -> date | None:
    try:
        return date.fromisoformat(str(told.get("start_date_local"))[:10])
    except ValueError:
        return None


def _called(told: Mapping[str, Any]) -> str:
    day = _day(told)
    words = [day.isoformat() if day else "", str(told.get("name") or told.get("type") or told["id"])]
    return " ".join(filter(None, words))[:80]
