"""Legs and feet of published models, whole: what the lever takes as a range is here a few that differ most.

Calves are those of `foot.anatomy`. The other muscles are facts of the same files: gait2392 (Delp 1990), Rajagopal 2016
(doi 10.1109/TBME.2016.2586891) and D'Hondt 2024 (doi 10.1371/journal.pcbi.1012219), which alone has a short toe
flexor. The two feet hold their arch in opposite ways, for published models do: by ligaments or by the fascia.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from afterrun.foot.anatomy import MODELS, Muscle

MUSCLES = ("soleus", "gastrocnemius", "tibialis", "flexors", "short_flexor")
CALF = MUSCLES[:2]


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeMuscle:
    """A muscle with its tendon, by how its length follows the joints.

    Parameters
    ----------
    force_n_kg, fibre_m, slack_m, pennation_deg, neutral, passive
        As in `afterrun.foot.anatomy.Muscle`.
    tendon : float
        Stiffness k of its tendon, .2 exp(k (length - .995)) - .25. [-]
    ankle_mm : tuple of float
        Arm at the ankle as a polynomial of dorsiflexion in rad; positive pulls the foot down. [mm]
    knee_mm : tuple of float
        Arm at the knee, of flexion in rad. [mm]
    arch_mm, toe_mm : float
        Arms at the joint in the middle of the foot and at the toes; positive holds the arch, bends the toes. [mm]
    """

    force_n_kg: float
    fibre_m: float
    slack_m: float
    pennation_deg: float
    neutral: float
    passive: tuple[float, float]
    tendon: float
    ankle_mm: tuple[float, float, float] = (0.0, 0.0, 0.0)
    knee_mm: tuple[float, float] = (0.0, 0.0)
    arch_mm: float = 0.0
    toe_mm: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class WholeFoot:
    """One leg and foot.

    Parameters
    ----------
    name : str
        Of the models it is put together from.
    muscles : dict of str to WholeMuscle
        By `MUSCLES`.
    fascia_n_kg : float
        Scale of the fascia's law F = scale (strain + 20.6 strain^2). [N/kg]
    arch_nm_kg : float
        Of the ligaments' law M = -k a (1 + (a / .2)^2), a in rad. [Nm/(kg rad)]
    """

    name: str
    muscles: Mapping[str, WholeMuscle]
    fascia_n_kg: float
    arch_nm_kg: float


def _merged(heads: tuple[Muscle, ...], tendon: float) -> WholeMuscle:
    """Heads that cross the same joints as one, each counted as it is strong."""
    weights = np.array([head.force_n_kg for head in heads])

    def mean(name: str) -> float:
        return float(np.average([getattr(head, name) for head in heads], weights=weights))

    def means(name: str) -> tuple[float, ...]:
        return tuple(np.average([getattr(head, name) for head in heads], axis=0, weights=weights).tolist())

    arm, knee, passive = means("arm_mm"), means("knee_arm_mm"), means("passive")
    return WholeMuscle(
        force_n_kg=float(weights.sum()),
        fibre_m=mean("fibre_m"),
        slack_m=mean("slack_m"),
        pennation_deg=mean("pennation_deg"),
        neutral=mean("neutral"),
        passive=(passive[0], passive[1]),
        tendon=tendon,
        ankle_mm=(arm[0], arm[1], arm[2]),
        knee_mm=(knee[0], knee[1]),
    )


def _muscle(
    force: float,
    fibre: float,
    slack: float,
    pennation: float,
    neutral: float,
    **arms: tuple[float, float, float] | float,
) -> WholeMuscle:
    return WholeMuscle(
        force_n_kg=force,
        fibre_m=fibre,
        slack_m=slack,
        pennation_deg=pennation,
        neutral=neutral,
        passive=(0.0, 0.6),
        tendon=_STIFF,
        **arms,  # type: ignore[arg-type]  # arms of WholeMuscle
    )


_STIFF = 35.0  # tendons of the others: 4.7 % at the largest force, as in the files
_TIBIALIS_ARM = (-42.7, -7.7, 14.2)  # Uhlrich 2022


def _flexors(force: float, fibre: float, slack: float, pennation: float, neutral: float) -> WholeMuscle:
    """Long toe flexors; their arms are 8 to 16, 17 to 19 and 4 to 11 mm in four models."""
    at_ankle = (13.0, 0.0, 0.0)
    return _muscle(force, fibre, slack, pennation, neutral, ankle_mm=at_ankle, arch_mm=18.0, toe_mm=6.5)


# The only short toe flexor that a model has (D'Hondt 2024); its arms are the fascia's.
_SHORT_FLEXOR = _muscle(9.7, 0.023, 0.123, 20.0, 1.07, arch_mm=41.5, toe_mm=6.7)
# Front of the shin and long toe flexors: heads of a file added up, the rest as they are strong.
_OTHERS = {
    "uhlrich2022": {
        "tibialis": _muscle(28.1, 0.0693, 0.290, 11.6, 0.98, ankle_mm=_TIBIALIS_ARM),
        "flexors": _flexors(17.7, 0.0501, 0.362, 14.2, 1.01),
        "short_flexor": _SHORT_FLEXOR,
    },
    "dhondt2024": {
        "tibialis": _muscle(25.5, 0.0964, 0.256, 6.1, 0.83, ankle_mm=_TIBIALIS_ARM),
        "flexors": _flexors(10.2, 0.0368, 0.372, 8.5, 0.99),
        "short_flexor": _SHORT_FLEXOR,
    },
}
# F at a strain of 1, 3 and 6 %: 231, 872 and 2572 N of 62 kg by Natali 2010 (doi 10.3109/03008200903389127) with 70
# mm^2; this gives 231, 930, 2573 and grows no wilder than a search can bear.
_FASCIA_N_KG = 309.0
# The arch's resistance, fascia and ligaments at 10 degrees: 63 and 12 Nm in D'Hondt 2024 (62 kg); 31 and 184 Nm where
# ligaments hold it. Nobody knows which.
_BY_FASCIA, _BY_LIGAMENTS = (_FASCIA_N_KG, 0.63), (0.5 * _FASCIA_N_KG, 8.6)


def _foot(model: str, tendon: float, arch: tuple[float, float]) -> WholeFoot:
    soleus, *gastrocnemii = MODELS[model]
    calf = {"soleus": _merged((soleus,), tendon), "gastrocnemius": _merged(tuple(gastrocnemii), tendon)}
    return WholeFoot(name=model, muscles=calf | _OTHERS[model], fascia_n_kg=arch[0], arch_nm_kg=arch[1])


# Tendons: what of each model could run (`foot.plausible`).
WHOLE_FEET = (_foot("uhlrich2022", 17.5, _BY_LIGAMENTS), _foot("dhondt2024", 20.0, _BY_FASCIA))
"""A strong calf over an arch held by ligaments, a weaker one over an arch held by the fascia: both lineages."""
