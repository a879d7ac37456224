"""A check-in as it is filled in, on the page or in the box of those made without a server."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property

from pydantic import BaseModel

from afterrun.errors import InvalidValueError
from afterrun.language import say
from afterrun.records import Original, PainReport, Site
from afterrun.records.pain import DURING_RUN
from afterrun.units import METRES_PER_MILE
from afterrun.web.forms.photo import photo_typed
from afterrun.web.forms.reading import number_of


class CheckIn(BaseModel):
    """The fields of the form, as they were filled in.

    The place is ``site`` if it was used before, else ``place`` as tapped on the map (with ``both``: on both sides),
    else ``side`` and ``region`` as selected by their names. Where in a run it began is asked in kilometres or miles, as
    the page that was filled in did, which may be an older one; it counts with its moment, or without any.
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
    onset_km: str = ""
    onset_mi: str = ""
    onset_min: str = ""
    note: str = ""
    photo: str = ""

    @cached_property
    def taken(self) -> Original | None:
        """The photo that was taken, if one was."""
        return photo_typed(self.photo)

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
            onset_km=self._onset_km() if self._may_be_during_run else None,
            onset_min=_known("onset_min", self.onset_min) if self._may_be_during_run else None,
            photo=self.taken.sha256 if self.taken else None,
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

    @property
    def _may_be_during_run(self) -> bool:
        """Whether where it began was asked: not where another moment was chosen."""
        return self.moment in ("", DURING_RUN)

    def _onset_km(self) -> float | None:
        km, miles = _known("onset_km", self.onset_km), _known("onset_mi", self.onset_mi)
        return miles * METRES_PER_MILE / 1000 if km is None and miles is not None else km

    def _number(self) -> float:
        try:
            return float(self.nrs.replace(",", "."))
        except ValueError:
            raise InvalidValueError(
                say("pain must be a number from 0 to 10; none was chosen."), remedy=say("Tap one."), field="nrs"
            ) from None


def _known(name: str, text: str) -> float | None:
    return number_of(name, text) if text.strip() else None
