"""The questions, in the order in which they are shown: what must not wait comes first."""

from __future__ import annotations

from collections.abc import Mapping

from afterrun.errors import InvalidValueError
from afterrun.language import say
from afterrun.reasons.evidence.asked.muscle import (
    ARCH_CRAMP,
    CALVES_TIGHT,
    STEP_OR_FLOOR,
    STRENGTH,
    STRETCHING_PREVENTS,
)
from afterrun.reasons.evidence.asked.running import LANDING, OVERUSE, RULE_OUT, STRUCTURE
from afterrun.reasons.evidence.topic import Topic

TOPICS = (
    RULE_OUT,
    STRUCTURE,
    CALVES_TIGHT,
    STRENGTH,
    STEP_OR_FLOOR,
    STRETCHING_PREVENTS,
    LANDING,
    OVERUSE,
    ARCH_CRAMP,
)
_BY_ID: Mapping[str, Topic] = {topic.id: topic for topic in TOPICS}


def topic_named(name: str) -> Topic:
    """Look a question up.

    Raises
    ------
    InvalidValueError
        If there is none of that name.
    """
    if name not in _BY_ID:
        raise InvalidValueError(
            say("about must be one of {known}; got {name!r}.", known=", ".join(_BY_ID), name=name),
            remedy=say("Pick one of the list."),
            field="about",
        )
    return _BY_ID[name]
