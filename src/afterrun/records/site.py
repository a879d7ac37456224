"""Where it hurts: ``<side>-<region>``, and finer regions below the known ones."""

from __future__ import annotations

from dataclasses import dataclass

from afterrun.errors import UnknownSiteError

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
                f"site must be <side>-<region>; got {text!r}.",
                remedy=f"Sides: {', '.join(SIDES)}. Regions: {', '.join(REGIONS)}.",
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
        spoken = _SPOKEN.get(self.region, f"{{side}} {self.region.replace('-', ' ')}")
        if self.side == "both":
            return spoken.removeprefix("{side} ") + ("" if self.region == "body" else ", both sides")
        return spoken.format(side=self.side)


_SPOKEN = {
    "forefoot-lateral": "{side} forefoot, outer side",
    "forefoot-central": "{side} forefoot, middle",
    "forefoot-medial": "{side} forefoot, inner side",
    "knee-kneecap": "{side} kneecap",
    "knee-inner": "{side} knee, inner side",
    "knee-outer": "{side} knee, outer side",
    "knee-below": "{side} knee, below the kneecap",
    "knee-behind": "{side} knee, behind",
    "body": "whole body",
}
