"""Which names are of painkillers, and how long one may hide pain.

The hours are placeholders: about as long as the plain tablets are usually said to last between two doses, looked up in
no source. Slow forms and creams are not told apart; the longer time is the careful one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta

_NOT_NAMED_H = 12.0  # of a painkiller without a name: as long as the longest that is sold without a prescription
_HOURS: Mapping[str, float] = {
    **dict.fromkeys(("paracetamol", "acetaminophen", "tylenol", "codeine", "aspirin"), 6.0),
    **dict.fromkeys(("ibuprofen", "ibu", "advil", "nurofen", "dexketoprofen", "ketoprofen", "metamizole"), 8.0),
    **dict.fromkeys(("metamizol", "novalgin", "novaminsulfon", "tramadol", "tilidine", "tilidin"), 8.0),
    **dict.fromkeys(("naproxen", "aleve", "diclofenac", "voltaren", "voltarol"), 12.0),
    **dict.fromkeys(("celecoxib", "etoricoxib", "meloxicam", "piroxicam"), 24.0),
    **dict.fromkeys(("painkiller", "painkillers", "nsaid", "nsaids", "schmerzmittel"), _NOT_NAMED_H),
}
USUAL = ("ibuprofen", "paracetamol", "naproxen", "diclofenac")
"""What a form offers to tap."""
NOT_NAMED = "painkiller"
"""The intervention under which a painkiller of any other name is kept, with that name as its kind."""


_ELSE = "-for-something-else"


def for_something_else(name: str) -> str:
    """Name a medicine that also stills pain, taken for another reason: the daily aspirin of a heart."""
    return name + _ELSE


def hides_pain_for(*names: str | None) -> timedelta | None:
    """Say how long what is called so may hide pain; None if it is no painkiller that is known.

    Parameters
    ----------
    *names : str or None
        An intervention and its kind, or the kind of an event.

    Examples
    --------
    >>> hides_pain_for("ibuprofen", "400-mg"), hides_pain_for("calf-stretch", "off-step")
    (datetime.timedelta(seconds=28800), None)
    """
    words = {word for name in names if name and not name.endswith(_ELSE) for word in re.split(r"[^a-z]+", name.lower())}
    named = [_HOURS[word] for word in words & (_HOURS.keys() - {NOT_NAMED})]
    hours = max(named, default=_NOT_NAMED_H if NOT_NAMED in words else None)
    return None if hours is None else timedelta(hours=hours)
