"""The body map's places: which shape stands for which site, and in what order a keyboard walks through them."""

from __future__ import annotations

from afterrun.records import REGIONS, Site

SIDES_SHOWN = ("right", "left")
ONE_OF_EACH = (Site("both", "head"), Site("both", "body"))
# Drawn only in the close-up of a knee: finer than the regions everybody knows.
KNEE_PARTS = ("knee-kneecap", "knee-inner", "knee-outer", "knee-below", "knee-behind")


def places() -> tuple[Site, ...]:
    """Every site of the map: each region and what is finer, on both sides, and last what there is one of.

    Examples
    --------
    >>> len(places()), places()[0].words, places()[-1].words
    (48, 'right forefoot, outer side', 'whole body')
    """
    known = [region for region in REGIONS if region not in {site.region for site in ONE_OF_EACH}]
    after_knee = known.index("knee") + 1
    regions = [*known[:after_knee], *KNEE_PARTS, *known[after_knee:]]
    return (*(Site(side, region) for side in SIDES_SHOWN for region in regions), *ONE_OF_EACH)
