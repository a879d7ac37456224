"""Recorded features of runs, as they are named in a sentence."""

from __future__ import annotations

from collections.abc import Mapping

from afterrun.language import mark

FEATURES: Mapping[str, str] = {
    "surface": mark("the surface"),
    "shoe": mark("the shoe"),
    "effort": mark("the effort"),
    "pace": mark("the pace"),
    "climb": mark("the uphill"),
    "descent": mark("the downhill"),
    "cadence": mark("the cadence"),
    "walk-breaks": mark("the walking in between"),
    "rest-gap": mark("the rest before"),
    "distance": mark("the distance"),
}
