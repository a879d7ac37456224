"""Who does the work: processes of this computer, Dask, or Ray."""

from afterrun.cohort.engines.engine import Engine, Task, WorkersLostError
from afterrun.cohort.engines.registry import ENGINES, engine_named

__all__ = ["ENGINES", "Engine", "Task", "WorkersLostError", "engine_named"]
