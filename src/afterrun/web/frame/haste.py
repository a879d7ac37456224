"""What stands above signs: how soon, before anything else is read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from afterrun.findings.flag import Level
from afterrun.language import mark

HASTE: Final[Mapping[Level, str]] = {
    "same-day": mark("See a doctor today"),
    "within-days": mark("Have it looked at within days"),
    "soon": mark("Worth having it examined once"),
}
"""By level, the most urgent first."""
