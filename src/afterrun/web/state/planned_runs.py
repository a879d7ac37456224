"""The planned runs for the calendar, where a goal is set: whoever wants no plan has none in it."""

from __future__ import annotations

from datetime import datetime

from afterrun.errors import EmptyJournalError
from afterrun.report.plan import calendar_titles
from afterrun.units import measuring
from afterrun.web.state.background import StillWorkingError
from afterrun.web.state.service import Service, settings_of_served


def planned_runs(service: Service) -> list[tuple[datetime, str]]:
    """List times and titles; none while they are being worked out: the calendar asks again within the hour."""
    settings = settings_of_served(service)
    if settings.goal_m is None:
        return []
    try:
        plan = service.plan(None, patience_s=service.patience_s)
    except (StillWorkingError, EmptyJournalError):
        return []
    with measuring(settings.unit):
        return list(calendar_titles(plan))
