"""From a run to the dose it gave a tissue: one measure a file."""

from afterrun.tissue.body import STRIKES, Body, Strike
from afterrun.tissue.distance import Distance
from afterrun.tissue.dose import Dose, Measure
from afterrun.tissue.registry import MEASURES, measure_named, stance_measures

__all__ = ["MEASURES", "STRIKES", "Body", "Distance", "Dose", "Measure", "Strike", "measure_named", "stance_measures"]
