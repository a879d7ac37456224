"""Remarks of an import: each kind is said a few times, and the rest of it in one line at the end."""

from __future__ import annotations

import re
from collections import Counter

from afterrun.language import say

_SAID = 3
_OWN = re.compile(r"\d+|'[^']*'|\"[^\"]*\"")  # what differs between two remarks of one kind


class Remarks:
    """What was said so far, by kind."""

    def __init__(self) -> None:
        self._times: Counter[str] = Counter()
        self._last: dict[str, str] = {}

    def among_first(self, text: str) -> bool:
        """Count a remark; whether it is among the first of its kind, which are said."""
        kind = _OWN.sub("#", text)
        self._times[kind] += 1
        self._last[kind] = text
        return self._times[kind] <= _SAID

    def left(self) -> list[str]:
        """Sum up what was only counted, each kind with its last remark."""
        return [
            say("{n} more like this: {text}", n=times - _SAID, text=self._last[kind])
            for kind, times in self._times.items()
            if times > _SAID
        ]
