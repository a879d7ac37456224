"""One site of a diary as the model knows it: prepared, checked and fitted, each once, for everything told of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

import numpy as np

from afterrun.checks import Check, CheckResult, Evidence, Gate, gate_of
from afterrun.lab.events_beside import events_beside
from afterrun.lab.kinds_of_run import kinds_of_run
from afterrun.lab.lasting import kept_up_since
from afterrun.lab.leaning import population_of
from afterrun.lab.pain_during_runs import hurts_while_running
from afterrun.lab.preparing import Prepared, prepare
from afterrun.reasons import red_flags
from afterrun.reasons.red_flags.rule import SOON
from afterrun.records import Diary, Site
from afterrun.response.body import Lender
from afterrun.response.fit import Fit
from afterrun.response.kept_fits import learned

_TEACHES_FROM = 30  # reports a site must have to teach others: judgement; fewer know little of the person themselves
_WORTH_A_FIT = ("response", "forecast", "level")  # claims that a fit is made for; the others follow from these


@dataclass(frozen=True, kw_only=True)
class SiteModel:
    """What is known of one site; the fit and the checks of it are worked out when first asked for, and kept.

    Parameters
    ----------
    diary : Diary
        Everything recorded until ``now``.
    prepared : Prepared
        What concerns the site, as arrays.
    now : datetime
        Nothing after it is looked at.
    seed : int
        Same diary, same seed: same fit.
    known : Fit or None
        One that was learned from the same data, to spare the work.
    judged : Gate or None
        What the checks said of that fit.
    population : Lender or None
        What many other people have taught, if the person is to be seen as one of them.
    others : Lender or None
        What many other people have taught, if the diary may lean on them; it does where that foretells it better.
    known_leans : bool
        Whether the fit that is known leans on them.
    """

    diary: Diary
    prepared: Prepared
    now: datetime
    seed: int = 0
    known: Fit | None = None
    judged: Gate | None = None
    population: Lender | None = None
    others: Lender | None = None
    known_leans: bool = False

    @cached_property
    def record_gate(self) -> Gate:
        """What the record alone allows to tell."""
        return gate_of(self._evidence(None))

    @cached_property
    def fit(self) -> Fit | None:
        """What was learned; None where the record allows to tell nothing of it.

        The site with most reports stands alone and lends to the others; nothing flows back.
        """
        if not any(self.record_gate.tells(claim) for claim in _WORTH_A_FIT):
            return None
        if self.known or self.others is None:
            return self.known or learned(self.prepared.data, seed=self.seed, body=self.population or self._body)
        return max(self._alone_or_leaning, key=lambda fit: fit.log_predictive)

    @cached_property
    def leans(self) -> bool:
        """Whether the fit leans on many other people: their prior foretold the diary better than nobody's."""
        if self.fit is None or self.others is None:
            return False
        return self.known_leans if self.known else self.fit is self._alone_or_leaning[1]

    @cached_property
    def _alone_or_leaning(self) -> tuple[Fit, Fit]:
        data, seed = self.prepared.data, self.seed
        return learned(data, seed=seed, body=self._body), learned(data, seed=seed, body=self.others)

    @cached_property
    def gate(self) -> Gate:
        """What may be told after every check, those of the fit included."""
        return self.judged or self._looked_at(None)

    @property
    def level(self) -> Fit | None:
        """The fit, where what it says of the pain of every day may be told."""
        return self.fit if self.gate.tells("level") else None

    @property
    def tells_ratios(self) -> bool:
        """Whether one response to runs may be told over another: neither of one that is not told itself."""
        return self.gate.tells("response") and self.gate.tells("response_ratio")

    def gate_about(self, claim: str) -> Gate:
        """Like `gate`, but of the fit only with the checks that may withhold one claim; all where they are known."""
        return self.judged or self._looked_at(claim)

    def _looked_at(self, claim: str | None) -> Gate:
        if self.fit is None:
            return self.record_gate
        about = None if claim is None else (claim,)
        return self.record_gate.looking_at(self.evidence, about=about, known=self._looks)

    def __getstate__(self) -> dict[str, object]:
        """Leave out what was looked at: a check cannot be sent to another process, and what it said is in the gate."""
        return {name: value for name, value in vars(self).items() if name not in {"_looks", "evidence"}}

    @cached_property
    def evidence(self) -> Evidence:
        """What the checks of the fit look at."""
        return self._evidence(self.fit)

    @cached_property
    def _looks(self) -> dict[Check, CheckResult]:
        """What was looked at already: some checks take longer than a fit, and two claims share most of them."""
        return {}

    def _evidence(self, fit: Fit | None) -> Evidence:
        prepared = self.prepared
        events = events_beside(self.diary, prepared) if fit else ()
        stands = fit is not None and self.sign_stands
        hidden_t_d = np.array([prepared.days(report.at) for report in prepared.hidden])
        return Evidence(
            data=prepared.data,
            derived_dose=prepared.dose.derived,
            fit=fit,
            before=self.others if fit is not None and self.leans else None,
            measure=prepared.measure,
            events=events,
            sign_stands=stands,
            hurts_while_running=hurts_while_running(prepared),
            noted_when_there=bool(prepared.when_there),
            hidden_t_d=hidden_t_d,
            kinds_of_run=kinds_of_run(prepared) if fit else np.zeros((0, 0)),
        )

    @cached_property
    def sign_stands(self) -> bool:
        """Whether what was told of the place, or answered, says to have somebody look before the next run."""
        here = tuple(report for report in self.diary.pain if report.site == self.prepared.site)
        flags = red_flags(replace(self.diary, pain=here), self.prepared.site, self.now)
        return any(flag.level != SOON for flag in flags)

    @property
    def _body(self) -> Lender | None:
        """What the person's best known site has taught."""
        best = self.diary.sites()[0]
        if best == self.prepared.site:
            return None
        measure = self.prepared.measure.name
        teacher = site_model(self.diary, site=best, now=self.now, seed=self.seed, measure=measure)
        if len(teacher.prepared.reports) < max(_TEACHES_FROM, len(self.prepared.reports)):
            return None
        return teacher.fit.body if teacher.record_gate.tells("response") and teacher.fit is not None else None


def site_model(
    diary: Diary,
    *,
    site: Site | None = None,
    now: datetime,
    seed: int = 0,
    measure: str = "distance",
    earlier: SiteModel | None = None,
    population: Lender | None = None,
) -> SiteModel:
    """Set up what answers, forecasts and trials share.

    Parameters
    ----------
    diary : Diary
        Everything recorded.
    site : Site, optional
        Default: the site with most reports.
    now : datetime
        Nothing after it is looked at.
    seed : int
        For the fit.
    measure : str
        What a run's dose is: one of `afterrun.tissue.MEASURES`.
    earlier : SiteModel, optional
        Of the same diary a while ago: its fit and what the checks said of it are taken
        if nothing that it learned from has changed.
    population : Lender, optional
        What many other people have taught, of whom this is one; default: the diary may lean on those it names.

    Raises
    ------
    EmptyJournalError
        If there is no report at the site.
    InvalidValueError
        If there is no such measure.
    """
    diary = kept_up_since(diary.until(now))
    others = None if population else population_of(diary.others)
    prepared = prepare(diary, site=site, now=now, measure=measure)
    model = SiteModel(diary=diary, prepared=prepared, now=now, seed=seed, population=population, others=others)
    if earlier is None or (earlier.population, earlier.others) != (population, others):
        return model
    if not _same(earlier, prepared, seed):
        return model
    model = replace(model, known=earlier.fit, known_leans=earlier.leans)
    if model.sign_stands != earlier.sign_stands:  # time alone ends a sign, and a check looks at it
        return model
    if _beside_the_fit(prepared) != _beside_the_fit(earlier.prepared):
        return model
    return replace(model, judged=earlier.gate)


def _same(earlier: SiteModel, prepared: Prepared, seed: int) -> bool:
    alike = earlier.seed == seed and earlier.prepared.hidden == prepared.hidden
    return alike and earlier.prepared.data.tells_the_same(prepared.data)


def _beside_the_fit(prepared: Prepared) -> tuple[object, ...]:
    """What checks look at and no fit learns from."""
    return hurts_while_running(prepared), bool(prepared.when_there), kinds_of_run(prepared).tobytes()
