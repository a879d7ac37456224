"""The body map's places: which shape stands for which site, and in what order a keyboard walks through them."""

from __future__ import annotations

from afterrun.records import REGIONS, Site

SIDES_SHOWN = ("right", "left")
WHOLE_BODY = Site("both", "body")
# Drawn only in the close-up of a foot; everything else has a shape on the body itself.
FOOT_REGIONS = (
    *("toes", "forefoot-medial", "forefoot-central", "forefoot-lateral", "forefoot", "midfoot", "arch", "heel"),
    "ankle",
)


def places() -> tuple[Site, ...]:
    """Every site of the map: each region on both sides, and the whole body last.

    Examples
    --------
    >>> len(places()), places()[0].words, places()[-1].words
    (37, 'right forefoot, outer side', 'whole body')
    """
    regions = [region for region in REGIONS if region != WHOLE_BODY.region]
    return (*(Site(side, region) for side in SIDES_SHOWN for region in regions), WHOLE_BODY)
