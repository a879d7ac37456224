"""Where it hurts: ``<side>-<region>``, and finer regions below the known ones."""

from __future__ import annotations

from dataclasses import dataclass

from afterrun.errors import UnknownSiteError
from afterrun.language import mark, marks, say, spoken

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
    "body",  # the whole body, as training diaries ask ("general soreness")
)


@dataclass(frozen=True, slots=True, order=True)
class Site:
    """A place on the body.

    Examples
    --------
    >>> Site.parse("right-forefoot-lateral")
    Site(side='right', region='forefoot-lateral')
    >>> str(Site.parse("left-achilles-insertion"))  # finer than the list, below a region of it
    'left-achilles-insertion'
    """

    side: str
    region: str

    @classmethod
    def parse(cls, text: str) -> Site:
        """Read ``<side>-<region>``.

        Raises
        ------
        UnknownSiteError
            If the side is not left, right or both, or the region is neither known nor below a known one.
        """
        side, _, region = text.strip().lower().partition("-")
        if side not in SIDES or not any(region == known or region.startswith(f"{known}-") for known in REGIONS):
            raise UnknownSiteError(
                say("site must be <side>-<region>; got {text!r}.", text=text),
                remedy=say("Sides: {sides}. Regions: {regions}.", sides=", ".join(SIDES), regions=", ".join(REGIONS)),
                field="site",
            )
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
            return region if self.region == "body" else say("{region}, both sides", region=region)
        if self.side == "left":
            return say("left {region}", region=region)
        return say("right {region}", region=region)

    @property
    def region_words(self) -> str:
        """The part of the body without its side."""
        return say(_SPOKEN[self.region]) if self.region in _SPOKEN else spoken(self.region)


_SPOKEN = {
    "forefoot-lateral": mark("forefoot, outer side"),
    "forefoot-central": mark("forefoot, middle"),
    "forefoot-medial": mark("forefoot, inner side"),
    "knee-kneecap": mark("kneecap"),
    "knee-inner": mark("knee, inner side"),
    "knee-outer": mark("knee, outer side"),
    "knee-below": mark("knee, below the kneecap"),
    "knee-behind": mark("knee, behind"),
    "body": mark("whole body"),
}
# Regions said as they are written; here so that translators meet them.
marks("forefoot", "toes", "midfoot", "arch", "heel", "achilles", "ankle", "calf")
marks("shin", "knee", "thigh", "hamstring", "hip", "groin", "back")
