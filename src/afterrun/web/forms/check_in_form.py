"""A check-in as it is filled in, on the page or in the box of those made without a server."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel

from afterrun.errors import InvalidValueError
from afterrun.language import say
from afterrun.records import PainReport, Site


class CheckIn(BaseModel):
    """The fields of the form, as they were filled in.

    The place is ``site`` if it was used before, else ``place`` as tapped on the map (with ``both``: on both sides),
    else ``side`` and ``region`` as selected by their names.
    """

    nrs: str = ""
    site: str = ""
    place: str = ""
    both: str = ""
    side: str = ""
    region: str = ""
    symptom: str = "pain"
    moment: str = ""
    quality: list[str] = []
    note: str = ""

    def report(self, at: datetime) -> PainReport:
        """Make a report of it.

        Raises
        ------
        AfterrunError
            If a field breaks its rule.
        """
        return PainReport(
            at=at,
            site=self._site(),
            nrs=self._number(),
            symptom=self.symptom,
            moment=self.moment or None,
            quality=tuple(self.quality),
            note=self.note.strip() or None,
            source="app",
        )

    def _site(self) -> Site:
        if self.site and self.site != "other":
            return Site.parse(self.site)
        if self.place:
            tapped = Site.parse(self.place)
            return Site("both", tapped.region) if self.both else tapped
        if not self.region:
            raise InvalidValueError(
                say("site must be one place; none was chosen."),
                remedy=say("Tap it on the picture, or choose it by name."),
                field="site",
            )
        return Site.parse(f"{self.side}-{self.region}")

    def _number(self) -> float:
        try:
            return float(self.nrs.replace(",", "."))
        except ValueError:
            raise InvalidValueError(
                say("pain must be a number from 0 to 10; none was chosen."), remedy=say("Tap one."), field="nrs"
            ) from None
