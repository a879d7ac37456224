"""Names that are common enough to have a translation; any other is said as it was typed."""

from __future__ import annotations

from afterrun.language import marks

KNOWN_NAMES = (
    *marks("pain", "tightness", "cramp", "numbness", "weakness", "soreness"),
    *marks("first steps", "before run", "during run", "after run", "rest", "walking", "evening", "morning"),
    *marks("sore", "bruised", "sharp", "burning", "pebble", "tender to load", "tight", "numb"),
    *marks(
        "calf stretch", "calf raises", "massage", "ice", "tape", "foot exercise", "new shoes", "insoles", "rest day"
    ),
    *marks("off-step", "flat-floor", "off step", "flat floor"),
    *marks(
        "running", "walking", "cycling", "swimming", "hiking", "strength", "football", "long drive", "overhead press"
    ),
    *marks("left", "right", "both", "monday", "saturday", "sunday"),
    *marks(
        "minutes", "pain before", "pain after", "intervention", "weeks", "ceiling", "time", "nrs", "site", "symptom"
    ),
)
"""As stored names are said: with spaces for hyphens."""
