"""Distances that go by a name: a half marathon is one length everywhere."""

from __future__ import annotations

from collections.abc import Mapping

from afterrun.importers.tables.header_words import bare

_MARATHON_M, _HALF_M = 42_195.0, 21_097.5  # World Athletics, technical rules
_METRES: Mapping[str, float] = {
    **dict.fromkeys(("marathon", "full marathon", "maraton", "maratona"), _MARATHON_M),
    **dict.fromkeys(("half marathon", "half", "hm", "halbmarathon", "halber marathon", "semi marathon"), _HALF_M),
    **dict.fromkeys(("semi", "media maraton", "mezza maratona", "mezza", "meia maratona", "halve marathon"), _HALF_M),
    **dict.fromkeys(("halvmaraton", "halvmarathon", "polmaraton"), _HALF_M),
    **dict.fromkeys(("parkrun", "park run"), 5_000.0),
}


def metres_named(text: str) -> float | None:
    """Metres of a distance that is called by its name alone; None if it is none.

    Examples
    --------
    >>> metres_named("Half-Marathon"), metres_named("Marathon"), metres_named("marathon training")
    (21097.5, 42195.0, None)
    """
    return _METRES.get(" ".join(bare(text.casefold()).replace("-", " ").split()))
