"""What was recorded of one site: counted, without a model."""

from __future__ import annotations

from afterrun.checks.gaps import gaps_d
from afterrun.findings import Data, Gap, Growth, LeansOn
from afterrun.lab.painless import painless_of
from afterrun.lab.site_model import SiteModel
from afterrun.reasons.red_flags.growing import growth_at
from afterrun.reasons.red_flags.rule import places_of
from afterrun.records import Diary
from afterrun.records.others import Others


def data_told(model: SiteModel, diary: Diary) -> Data:
    """Tell what was recorded, and whether what is told of it leans on other people.

    Parameters
    ----------
    model : SiteModel
        The site.
    diary : Diary
        Everything recorded, as it was before the model took it.
    """
    prepared = model.prepared
    reports = prepared.all_reports
    return Data(
        runs=len(prepared.runs),
        reports=len(prepared.reports),
        ratings=prepared.ratings,
        during_runs=len(prepared.during_runs),
        under_painkiller=len(prepared.hidden),
        noted_when_there=len(prepared.when_there),
        start=reports[0].at,
        end=max([reports[-1].at, *(run.end for run in prepared.runs)]),
        gaps=tuple(
            Gap(start=prepared.time(a), end=prepared.time(b), days=round(b - a, 1))
            for a, b in gaps_d(prepared.data.report_t_d)
        ),
        growth=_growth(model, diary),
        painless=painless_of(prepared, model.now),
        leans_on=_leans_on(model, diary.others),
    )


def _growth(model: SiteModel, diary: Diary) -> Growth | None:
    here = (place for place in places_of(diary, model.now) if place.site == model.prepared.site)
    return next((growth_at(place) for place in here), None)


def _leans_on(model: SiteModel, others: Others | None) -> LeansOn | None:
    if others is None or model.fit is None:
        return None
    return LeansOn(name=others.name, people=others.people, as_of=others.as_of, used=model.leans)
