"""How much a FIT file may hold, before it is taken for one that is built to do harm."""

from __future__ import annotations

from dataclasses import dataclass

from afterrun.language import say

# Judgement. A day with a point each second and all that watches write counts 1.3 million, read as columns; a watch
# redefines its messages a few times an hour.
MOST_VALUES = 2_000_000
# fitdecode, which reads what the columns do not, takes up to 6 us a value, and 18 a message: 4 s at most. Old watches
# that pack their times write five values a second: twenty hours. A thousand laps of all that a watch says are 100,000.
MOST_VALUES_SINGLY = 600_000
LARGEST_SINGLY_BYTES = 4 * 2**20  # it adds up every byte as well, a third of a microsecond each
_MESSAGE_COUNTS = 3  # values
_BYTES_COUNT = 16  # so many as a value
MOST_DEFINITIONS = 20_000
MOST_SESSIONS = 1_000


class TooMuchError(Exception):
    """The file holds more than any watch writes; it says of what."""


@dataclass(slots=True)
class Count:
    """What was met so far."""

    values: int = 0
    singly: int = 0
    definitions: int = 0
    sessions: int = 0

    def definition(self) -> None:
        """Count a definition."""
        self.definitions += 1
        if self.definitions > MOST_DEFINITIONS:
            _stop(say("The file defines its messages more than {most} times.", most=MOST_DEFINITIONS))

    def messages(self, fields: int, times: int = 1, *, sessions: bool = False, singly_bytes: int = 0) -> None:
        """Count messages of so many fields; of those that are read value by value their lengths too."""
        if singly_bytes:
            self.singly += times * (_MESSAGE_COUNTS + fields + singly_bytes // _BYTES_COUNT)
            if self.singly > MOST_VALUES_SINGLY:
                _stop(say("The file holds more than {most} values.", most=MOST_VALUES_SINGLY))
        self.values += times * (_MESSAGE_COUNTS + fields)
        if self.values > MOST_VALUES:
            _stop(say("The file holds more than {most} values.", most=MOST_VALUES))
        if sessions:
            self.sessions += times
            if self.sessions > MOST_SESSIONS:
                _stop(say("The file holds more than {most} activities.", most=MOST_SESSIONS))


def require_short(content: bytes) -> None:
    """Refuse what is too long to be read value by value.

    Raises
    ------
    TooMuchError
        If it is.
    """
    if len(content) > LARGEST_SINGLY_BYTES:
        _stop(say("The file is larger than {most} MiB.", most=LARGEST_SINGLY_BYTES // 2**20))


def _stop(reason: str) -> None:
    raise TooMuchError(reason)
