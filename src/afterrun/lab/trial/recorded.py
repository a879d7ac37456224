"""Arms that were recorded and not drawn from the seed: trusted as far as a coin can have decided them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from afterrun.checks.trial_units import not_of_this_design
from afterrun.findings.trial import ArmResult, DropLook, RatioLook, TrialResult
from afterrun.findings.verdicts import Verdict

_WATCHED: Mapping[Verdict, Verdict] = {"helps": "may-help", "worsens": "may-worsen"}
_Judged = TypeVar("_Judged", bound=TrialResult | ArmResult | RatioLook | DropLook)


def only_watched(found: TrialResult) -> TrialResult:
    """Take back what rests on the coin: the design could not have drawn what was recorded, so no coin is known of."""
    plain = replace(_lessened(found), evidence="observational", randomisation_test=None, bet=None)
    return replace(
        plain,
        sensitivity=tuple(_lessened(look) for look in found.sensitivity),
        arms=tuple(
            replace(
                _lessened(arm),
                randomisation_test=None,
                bet=None,
                sensitivity=tuple(_lessened(look) for look in arm.sensitivity),
            )
            for arm in found.arms
        ),
        checks=(*found.checks, not_of_this_design().told),
    )


def _lessened(judged: _Judged) -> _Judged:
    return replace(judged, verdict=_WATCHED.get(judged.verdict, judged.verdict))
