"""How what takes long is done: here and now, or in processes beside the app."""

from __future__ import annotations

from dataclasses import dataclass

from afterrun.web.state.background import Work, in_this_process
from afterrun.web.state.steps import Steps, steps_here


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """How each kind of work is done; here and now unless told.

    Parameters
    ----------
    work : Work
        How what takes long is worked out.
    aside : Work
        How what takes a minute and needs no diary is worked out.
    steps, syncs : Steps
        How imports and restores are done, and how syncs.
    """

    work: Work = in_this_process
    aside: Work = in_this_process
    steps: Steps = steps_here
    syncs: Steps = steps_here


HERE = Ways()
