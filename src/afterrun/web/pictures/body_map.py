"""The body map's places: which shape stands for which site, and in what order a keyboard walks through them."""

from __future__ import annotations

from afterrun.records import REGIONS, Site

SIDES_SHOWN = ("right", "left")
WHOLE_BODY = Site("both", "body")
# Drawn only in the close-up of a knee: finer than the regions everybody knows.
KNEE_PARTS = ("knee-kneecap", "knee-inner", "knee-outer", "knee-below", "knee-behind")


def places() -> tuple[Site, ...]:
    """Every site of the map: each region and what is finer, on both sides, and the whole body last.

    Examples
    --------
    >>> len(places()), places()[0].words, places()[-1].words
    (47, 'right forefoot, outer side', 'whole body')
    """
    known = [region for region in REGIONS if region != WHOLE_BODY.region]
    after_knee = known.index("knee") + 1
    regions = [*known[:after_knee], *KNEE_PARTS, *known[after_knee:]]
    return (*(Site(side, region) for side in SIDES_SHOWN for region in regions), WHOLE_BODY)
