"""Calves and feet of published models: a range, for nobody has the foot of a textbook.

Muscle numbers are facts read from public model files: Delp 1990 (gait2392), Rajagopal 2016 (doi
10.1109/TBME.2016.2586891) as its successors corrected it, fibre lengths and passive curves fitted to people's
resistance to being stretched (Lai 2017, Uhlrich 2022, doi 10.1038/s41598-022-13386-9), and D'Hondt 2024 (doi
10.1371/journal.pcbi.1012219). The first and the last descend from one source: two independent estimates, not three.
How far a calf's tendon gives is published between 3.3 and 10 % at the largest force; every model is taken at four
stiffnesses, and `plausible` keeps what could run.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from itertools import product

import numpy as np
from numpy.typing import NDArray

from afterrun.tissue.curves import Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Muscle:
    """One head of the calf in one model.

    Parameters
    ----------
    force_n_kg : float
        Largest isometric force over the model's body mass. [N/kg]
    fibre_m, slack_m : float
        Fibre length of largest force, and tendon length without force. [m]
    pennation_deg : float
        Of the fibre at that length. [deg]
    neutral : float
        Fibre length over that of largest force, with the ankle and knee at 0 and no force in the tendon. [-]
    arm_mm : tuple of float
        At the ankle, as a polynomial of dorsiflexion in rad. [mm]
    knee_arm_mm : tuple of float
        At the knee, of flexion in rad. [mm]
    passive : tuple of float
        Fibre strains at which it begins to resist, and resists as strongly as it can pull. [-]
    """

    force_n_kg: float
    fibre_m: float
    slack_m: float
    pennation_deg: float
    neutral: float
    arm_mm: tuple[float, float, float]
    knee_arm_mm: tuple[float, float] = (0.0, 0.0)
    passive: tuple[float, float] = (0.0, 0.6)


def _muscle(
    force: float, fibre: float, slack: float, pennation: float, neutral: float, *rest: tuple[float, ...]
) -> Muscle:
    arm, knee, passive = rest
    return Muscle(
        force_n_kg=force,
        fibre_m=fibre,
        slack_m=slack,
        pennation_deg=pennation,
        neutral=neutral,
        arm_mm=(arm[0], arm[1], arm[2]),
        knee_arm_mm=(knee[0], knee[1]),
        passive=(passive[0], passive[1]),
    )


_HEADS = 3  # soleus, inner and outer gastrocnemius
# Soleus, inner and outer gastrocnemius. Arms are fits to moment arms of the files at -20 to 30 (ankle) and 0 to 60
# (knee) degrees.
MODELS: dict[str, tuple[Muscle, Muscle, Muscle]] = {
    "gait2392": (
        _muscle(47.2, 0.050, 0.250, 25.0, 0.91, (45.3, -15.0, -17.7), (0.0, 0.0), (0.0, 0.6)),
        _muscle(20.7, 0.060, 0.390, 17.0, 1.06, (46.2, -10.2, -20.2), (22.9, -4.5), (0.0, 0.6)),
        _muscle(9.1, 0.064, 0.380, 8.0, 1.06, (47.1, -11.2, -20.4), (23.1, -4.7), (0.0, 0.6)),
    ),
    "uhlrich2022": (
        _muscle(82.2, 0.044, 0.281, 21.9, 1.02, (41.3, -14.2, -16.7), (0.0, 0.0), (0.04, 0.77)),
        _muscle(41.4, 0.059, 0.387, 9.5, 1.12, (42.9, -6.5, -19.0), (21.5, 3.6), (0.15, 0.55)),
        _muscle(20.9, 0.069, 0.374, 12.0, 1.09, (43.5, -8.7, -18.8), (24.8, 0.0), (-0.19, 0.66)),
    ),
    "dhondt2024": (
        _muscle(68.7, 0.0478, 0.239, 25.0, 0.91, (40.1, -18.0, -14.9), (0.0, 0.0), (-0.1, 0.5)),
        _muscle(30.2, 0.0571, 0.371, 17.0, 1.05, (41.5, -14.0, -17.4), (25.4, -16.3), (-0.1, 0.5)),
        _muscle(13.2, 0.0609, 0.361, 8.0, 1.05, (42.3, -15.0, -17.5), (25.5, -16.5), (-0.1, 0.5)),
    ),
}
# Stiffness k of tendons whose force is .2 exp(k (length - .995)) - .25: 35 stretches 4.7 % at the largest force, 17.5
# (by D'Hondt's group, who halve it for the calf) 10 %.
_TENDONS = (17.5, 20.0, 25.0, 35.0)
# Of the calf's force, what the soleus gives: .57 and .61 of the models' strength, .71 of the cross-sections in 12
# people (Fukunaga 1992), .52 of the impulse by static optimisation.
_SOLEUS_SHARES = (0.52, 0.71)
# Of what holds the arch up, what the fascia gives. Published models put it at .15 and at .83; nobody knows.
FASCIA_SHARES = (0.15, 0.85)


@dataclass(frozen=True, slots=True, eq=False)
class Calves:
    """Combinations of models, tendons and shares of the soleus, as arrays.

    Parameters
    ----------
    force_n_kg, fibre_m, slack_m, pennation_rad, neutral : ndarray, shape (3, c, 1)
        As in `Muscle`; soleus, inner and outer gastrocnemius of c calves.
    tendon : ndarray, shape (1, c, 1)
        Stiffness of the tendon. [-]
    arm_mm, knee_arm_mm, passive : ndarray, shape (3 or 2 or 2, 3, c, 1)
        As in `Muscle`, a coefficient at a time.
    share : ndarray, shape (3, c, 1)
        Of the calf's force that each gives. [-]
    """

    force_n_kg: Floats
    fibre_m: Floats
    slack_m: Floats
    pennation_rad: Floats
    neutral: Floats
    tendon: Floats
    arm_mm: Floats
    knee_arm_mm: Floats
    passive: Floats
    share: Floats


def all_calves() -> Calves:
    """Build every combination, also those that could not run."""
    rows = list(product(MODELS.values(), _TENDONS, _SOLEUS_SHARES))

    def of(name: str) -> Floats:
        """Gather a number of each head: shape (3, c, 1)."""
        return np.array([[getattr(calf[i], name) for calf, _, _ in rows] for i in range(_HEADS)])[..., None]

    def coefficients(name: str) -> Floats:
        """Gather several numbers of each head: shape (number, 3, c, 1)."""
        found = np.array([[getattr(calf[i], name) for calf, _, _ in rows] for i in range(_HEADS)])
        return np.moveaxis(found, -1, 0)[..., None]

    force = of("force_n_kg")
    soleus = np.array([share for _, _, share in rows])[None, :, None]
    return Calves(
        force_n_kg=force,
        fibre_m=of("fibre_m"),
        slack_m=of("slack_m"),
        pennation_rad=np.deg2rad(of("pennation_deg")),
        neutral=of("neutral"),
        tendon=np.array([stiffness for _, stiffness, _ in rows])[None, :, None],
        arm_mm=coefficients("arm_mm"),
        knee_arm_mm=coefficients("knee_arm_mm"),
        passive=coefficients("passive"),
        share=np.concatenate([soleus, (1 - soleus) * force[1:] / force[1:].sum(axis=0)]),
    )


def chosen(calves: Calves, which: NDArray[np.bool_]) -> Calves:
    """Keep some calves, by a truth for each of the c."""
    return Calves(**{each.name: getattr(calves, each.name)[..., which, :] for each in fields(calves)})


def with_each_fascia(values: Floats) -> tuple[Floats, Floats]:
    """Put each calf on each foot: shape (c, k) to (a, k), and the share of the fascia of each, shape (a, 1). [-]"""
    feet = len(FASCIA_SHARES)
    shares = np.repeat(FASCIA_SHARES, values.shape[0])[:, None]
    return np.concatenate([values] * feet), shares
