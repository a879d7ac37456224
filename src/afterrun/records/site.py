"""Where it hurts: ``<side>-<region>``, and finer regions below the known ones."""

from __future__ import annotations

from dataclasses import dataclass

from afterrun.errors import UnknownSiteError
from afterrun.language import mark, marks, say, spoken
from afterrun.records.place_names import names_two_places, place_named, side_and_words

SIDES = ("left", "right", "both")
REGIONS = (
    "forefoot-lateral",
    "forefoot-central",
    "forefoot-medial",
    "forefoot",
    "toes",
    "midfoot",
    "arch",
    "heel",
    "achilles",
    "ankle",
    "calf",
    "shin",
    "knee",
    "thigh",
    "hamstring",
    "hip",
    "groin",
    "back",
    "head",
    "body",  # the whole body, as training diaries ask ("general soreness")
)
FINER = (
    *("forefoot-medial-sesamoid", "toes-big", "calf-lower-leg"),
    *("knee-kneecap", "knee-inner", "knee-outer", "knee-below", "knee-behind"),
    *("hip-buttock", "hip-pelvis", "back-lower"),
)
"""Places below a region that have a name of their own."""
_ABOVE = {finer: max((each for each in REGIONS if finer.startswith(f"{each}-")), key=len) for finer in FINER}
PLACES = tuple(each for region in REGIONS for each in (region, *(f for f in FINER if _ABOVE[f] == region)))
"""Regions, each with the finer places below it after it."""


@dataclass(frozen=True, slots=True, order=True)
class Site:
    """A place on the body.

    Examples
    --------
    >>> Site.parse("right-forefoot-lateral")
    Site(side='right', region='forefoot-lateral')
    >>> str(Site.parse("left-achilles-insertion"))  # finer than the list, below a region of it
    'left-achilles-insertion'
    >>> str(Site.parse("Kneecap left"))  # as people say it, see `records.place_names`
    'left-knee-kneecap'
    """

    side: str
    region: str

    @classmethod
    def parse(cls, text: str) -> Site:
        """Read ``<side>-<region>``, or a place by another name that it has.

        Raises
        ------
        UnknownSiteError
            If the side is not left, right or both, or the region is neither known nor below a known one.
        """
        if names_two_places(text):
            raise UnknownSiteError(
                say("site must be one place; got {text!r}.", text=text),
                remedy=say("Make a row for each place."),
                field="site",
            )
        if named := place_named(text):
            return cls(*named)
        side, _, region = text.strip().lower().partition("-")
        if side not in SIDES or not _is_known(region):
            # Below a known one, with blanks or with its side after it; the "back of the arm" is not below the back.
            said, words = side_and_words(text)
            side, region = said or "", "" if words[:2] == ("back", "of") else "-".join(words)
        if not side or not _is_known(region):
            raise _unknown(text, side)
        return cls(side, region)

    def __str__(self) -> str:
        return f"{self.side}-{self.region}"

    @property
    def words(self) -> str:
        """The site as one would say it.

        Examples
        --------
        >>> Site.parse("right-forefoot-lateral").words, Site.parse("left-arch").words, Site.parse("both-knee").words
        ('right forefoot, outer side', 'left arch', 'knee, both sides')
        """
        region = self.region_words
        if self.side == "both":
            return region if self.region in _ONE_OF_EACH else say("{region}, both sides", region=region)
        if self.side == "left":
            return say("left {region}", region=region)
        return say("right {region}", region=region)

    @property
    def region_words(self) -> str:
        """The part of the body without its side."""
        return say(_SPOKEN[self.region]) if self.region in _SPOKEN else spoken(self.region)


def _unknown(text: str, side: str) -> UnknownSiteError:
    """Say what is missing: the side of a place that is known, or the place."""
    if not side and (named := place_named(f"left {text}")):
        example, other = Site(*named).words, Site("right", named[1]).words
        return UnknownSiteError(
            say("site must have a side; got {text!r}.", text=text),
            remedy=say('Write "{example}" or "{other}".', example=example, other=other),
            field="site",
        )
    parts = "; ".join(Site("both", region).region_words for region in PLACES)
    return UnknownSiteError(
        say("site must be a side and a part that is known; got {text!r}.", text=text),
        remedy=say('Write it like "{example}". Parts: {parts}.', example=Site("left", "heel").words, parts=parts),
        field="site",
    )


def _is_known(region: str) -> bool:
    return any(region == known or region.startswith(f"{known}-") for known in REGIONS)


_ONE_OF_EACH = ("head", "body")
_SPOKEN = {
    "forefoot-lateral": mark("forefoot, outer side"),
    "forefoot-central": mark("forefoot, middle"),
    "forefoot-medial": mark("forefoot, inner side"),
    "forefoot-medial-sesamoid": mark("sesamoid"),
    "toes-big": mark("big toe"),
    "achilles": mark("Achilles tendon"),
    "calf-lower-leg": mark("lower leg"),
    "knee-kneecap": mark("kneecap"),
    "knee-inner": mark("knee, inner side"),
    "knee-outer": mark("knee, outer side"),
    "knee-below": mark("knee, below the kneecap"),
    "knee-behind": mark("knee, behind"),
    "hip-buttock": mark("buttock"),
    "hip-pelvis": mark("pelvis"),
    "back-lower": mark("lower back"),
    "body": mark("whole body"),
}
# Regions said as they are written; here so that translators meet them.
marks("forefoot", "toes", "midfoot", "arch", "heel", "ankle", "calf")
marks("shin", "knee", "thigh", "hamstring", "hip", "groin", "back", "head")
