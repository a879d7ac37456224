"""Send what is due, each reminder once: it is marked before it is sent, and the mark survives whatever comes."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from afterrun.journal import Journal
from afterrun.journal.secrets import Secrets
from afterrun.journal.settings import settings_of
from afterrun.language import speaking
from afterrun.reminders.channels import PUSH, GoneError, NotSentError, channels, check_in_link, send
from afterrun.reminders.schedule import Reminder, due, reminders
from afterrun.reminders.settings import Reminding, change, reminding_of, without_browser

MARKS, OUTCOMES = "reminded", "reminder-outcomes"
_log = logging.getLogger("afterrun.reminders")
_EVERY_S = 30.0
_FORGOTTEN_AFTER = timedelta(days=7)
_TRIES = 3
_AGAIN = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Reminded:
    """Whom to remind, and by which clock and in which language.

    Parameters
    ----------
    open_journal : callable
        Opens the journal.
    clock : callable
        Says what time it is for the person that a journal is of, with offset.
    language : callable
        The language to speak.
    private : Secrets
        The choices, and the marks of what was sent.
    """

    open_journal: Callable[[], Journal]
    clock: Callable[[Journal], datetime]
    language: Callable[[], str]
    private: Secrets


def remind(who: Reminded) -> list[str]:
    """Send what is due on every channel; returns the channels that somebody was reminded on.

    Spoken in the language of the settings: nobody's browser is there to ask.
    """
    with speaking(who.language()):
        return _remind(who, who.private)


def _remind(who: Reminded, private: Secrets) -> list[str]:
    reminding = reminding_of(private)
    if not (channels(reminding) and (reminding.wishes.after_run_h or reminding.wishes.morning)):
        return []
    with who.open_journal() as journal:
        now = who.clock(journal)
        if settings_of(journal).simulated:
            return []
        found = reminders(journal.diary(), wishes=reminding.wishes, now=now)
    return [name for name in channels(reminding) if _remind_on(name, reminding, found, private, now)]


def _remind_on(name: str, reminding: Reminding, found: list[Reminder], private: Secrets, now: datetime) -> bool:
    taken = _claim(name, found, private, now)
    if not taken:
        return False
    try:
        send(channels(reminding)[name], check_in_link(reminding.link))
    except GoneError:
        forget_browser(private, name)
        return False
    except NotSentError as error:
        _log.warning("A reminder by %s was not sent: %s.", name, error)
        _note(name, taken, private, now, failed=str(error))
        return False
    _note(name, taken, private, now)
    return True


def forget_browser(private: Secrets, channel: str) -> None:
    """Forget a browser that is gone for good, and what was sent to it."""
    change(private, lambda before: without_browser(before, channel.removeprefix(PUSH).strip()))
    with private.changing() as kept:
        for what in (MARKS, OUTCOMES):
            kept.get(what, {}).pop(channel, None)


def _claim(name: str, found: list[Reminder], private: Secrets, now: datetime) -> list[str]:
    """Mark what is due as being sent. Stopped now, it is never sent again: rather none than two."""
    with private.changing() as kept:
        marks: dict[str, Any] = kept.setdefault(MARKS, {}).setdefault(name, {})
        _forget_old(marks, now)
        done = {key for key, mark in marks.items() if not _may_be_tried_again(mark, now)}
        sent = [datetime.fromisoformat(mark["at"]) for mark in marks.values() if mark["state"] == "sent"]
        taken, speak = due([each for each in found if each.key not in done], now=now, last=max(sent, default=None))
        for each in taken:
            tries = marks.get(each.key, {}).get("tries", 0)
            state = "sending" if speak else "left out"
            marks[each.key] = {"at": now.isoformat(), "state": state, "tries": tries + 1}
    return [each.key for each in taken] if speak else []


def _may_be_tried_again(mark: dict[str, Any], now: datetime) -> bool:
    waited = now - datetime.fromisoformat(mark["at"]) >= _AGAIN
    return bool(mark["state"] == "failed" and mark["tries"] < _TRIES and waited)


def _note(name: str, taken: list[str], private: Secrets, now: datetime, *, failed: str = "") -> None:
    with private.changing() as kept:
        marks = kept.get(MARKS, {}).get(name, {})
        for key in taken:
            if key in marks:
                marks[key]["state"] = "failed" if failed else "sent"
        kept.setdefault(OUTCOMES, {})[name] = {"at": now.isoformat(), "failed": failed}


def _forget_old(marks: dict[str, Any], now: datetime) -> None:
    for key in [key for key, mark in marks.items() if now - datetime.fromisoformat(mark["at"]) > _FORGOTTEN_AFTER]:
        del marks[key]


class ReminderThread:
    """Looks every half minute whether something is due, beside the server, until it is stopped.

    Parameters
    ----------
    who : Reminded
        Whom to remind.
    every_s : float
        Pause between two looks. [s]
    """

    def __init__(self, who: Reminded, *, every_s: float = _EVERY_S) -> None:
        self._look: Callable[[], object] = lambda: remind(who)
        self._every_s = every_s
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="afterrun-reminders", daemon=True)

    def __enter__(self) -> ReminderThread:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join(1)

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                self._look()
            except Exception as fault:  # a journal that is busy or gone now may be there at the next look
                _log.warning("Reminders were not looked at: %s.", type(fault).__name__)
            self._stop.wait(self._every_s)
