"""From a run to the dose it gave a tissue: one measure a file."""

from afterrun.tissue.distance import Distance
from afterrun.tissue.dose import Dose, Measure
from afterrun.tissue.registry import MEASURES, measure_named

__all__ = ["MEASURES", "Distance", "Dose", "Measure", "measure_named"]
