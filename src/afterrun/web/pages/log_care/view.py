"""What is offered to be logged."""

from __future__ import annotations

USUAL = ("calf-stretch", "massage", "ice", "tape", "foot-exercise")
