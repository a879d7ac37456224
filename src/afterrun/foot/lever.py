"""The foot as a lever: what the ground presses on, and what the calf pulls, through a stance.

Nothing moves otherwise than before: the posture of stance and the drive of every muscle are kept, and only the change
is put in. What the calf then pulls more turns the foot more, so the force goes through farther forward, until the
heel lifts. Somebody who runs on would change posture and drive; that is beyond a lever, and `agreement` says where it
turns the sign.

    share' = share + (change of the calf's moment) / (F d),  d from heel to metatarsal heads
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from afterrun.foot.anatomy import with_each_fascia
from afterrun.foot.changes import Changes
from afterrun.foot.muscle import activation_for, ankle_arm_m, held_force, path_m
from afterrun.foot.plausible import calves
from afterrun.foot.sole import FLEXOR_ANKLE_ARM_M, Sole, flexors_n, under_the_sole
from afterrun.foot.stances import RunningStance
from afterrun.tissue.curves import ANKLE_DEG, FOOT_DEG, FOREFOOT_SHARE, HEEL_TO_HEADS_M, KNEE_DEG, Floats
from afterrun.tissue.stance import GRAVITY_MPS2, Stance

_NOT_BEFORE = 0.25  # of stance: a heel that lifts earlier has not yet come down
# What pulls against the calf in stance: a tenth of the 14 N/kg at 43 mm that the muscle in front has. Judgement.
_TIBIALIS_NM_KG = 0.06


@dataclass(frozen=True, slots=True, eq=False)
class Carried:
    """What one stance carries, over c calves, a = 2 c anatomies (each calf on two arches) and k shares of stance.

    Parameters
    ----------
    contact_s, steps_per_m : float
        Ground contact, and steps of both feet for a metre. [s, 1/m]
    force_n : ndarray, shape (k,)
        Under the whole foot. [N]
    share : ndarray, shape (c, k)
        Where it goes through: heel 0, metatarsal heads 1. [-]
    calf_n : ndarray, shape (c, k)
        Force of the calf. [N]
    use : ndarray, shape (c,)
        Of the calf's strength, what the moment asks for where it is largest; above 1 the model is too weak. [-]
    sole : Sole
        What heads, toes and fascia carry.
    """

    contact_s: float
    steps_per_m: float
    force_n: Floats
    share: Floats
    calf_n: Floats
    use: Floats
    sole: Sole


@lru_cache(maxsize=32)  # what is told and what is drawn ask for the same; the usual one, again with each change
def carry(running: RunningStance, changes: Changes) -> Carried:
    """Carry a stance with something changed; without a change, the usual one."""
    after = running.after(changes)
    mass_kg = running.mass_kg * (1 + changes.mass_percent / 100)
    calf = _calf(after, mass_kg, running.mass_kg)
    step, force_n = calf.step, calf.force_n
    usual_share = calf.share
    lever_m = HEEL_TO_HEADS_M * step.body.length_ratio
    pulled, calf_nm = calf.changed(changes)
    tibialis_nm = -(changes.tibialis_strength - 1) * _TIBIALIS_NM_KG * mass_kg
    flexors = flexors_n(force_n * np.clip(usual_share, 0, 1), step.s)
    more_nm = calf_nm + tibialis_nm + (changes.toe_flexor_strength - 1) * flexors * FLEXOR_ANKLE_ARM_M
    share = _moved(step.s, usual_share, more_nm / (np.maximum(force_n, 1) * lever_m))
    # Where the heel lifts, the foot turns instead of being pressed on more: so much of the pull is not held.
    held = (share - usual_share) * force_n * lever_m
    kept = np.clip(np.divide(held, more_nm, out=np.zeros_like(held), where=np.abs(more_nm) > 0), 0, 1)
    forefoot, fascia_share = with_each_fascia(force_n * np.clip(share, 0, 1))
    return Carried(
        contact_s=float(step.contact_s[0]),
        steps_per_m=after.steps_per_minute / 60 / after.speed_mps,
        force_n=force_n,
        share=share,
        calf_n=(calf.usual * calf.strongest_n).sum(axis=0) + pulled * kept,
        use=calf.use(changes),
        sole=under_the_sole(forefoot, step, calf.bend_rad, fascia_share, changes),
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Calf:
    """The calves in one usual stance: posture, drive, and what they pull."""

    step: Stance
    share: Floats
    """Where the force usually goes through, shape (k,)."""
    bend_rad: Floats
    """How far the toes are bent up, shape (k,)."""
    force_n: Floats
    moment: Floats
    strongest_n: Floats
    ankle_rad: Floats
    knee_rad: Floats
    path: Floats
    arm_m: Floats
    usual: Floats
    """What each head pulls, over what it can pull at most, shape (3, c, k)."""
    drive: Floats
    before: Floats
    """The same at the drive: not the usual where a head resists more by itself, or cannot pull as much."""

    def changed(self, changes: Changes) -> tuple[Floats, Floats]:
        """Pull as before with the change put in: more force [N] and moment [Nm] than without it, shape (c, k)."""
        path, strength = self._path(changes), _strength(changes)
        if path is self.path and strength is None and changes.calf_stiffness == 1:
            none = np.zeros(self.drive.shape[1:])
            return none, none
        after = held_force(
            calves(), self.drive, path, strength=1.0 if strength is None else strength, gain=changes.calf_stiffness
        )
        more = (after - self.before) * self.strongest_n
        return more.sum(axis=0), (more * self.arm_m).sum(axis=0)

    def use(self, changes: Changes) -> Floats:
        """Drive that the largest moment asks of the heads, in the mean as they share it, shape (c,)."""
        peak = slice(int(np.argmax(self.moment)), int(np.argmax(self.moment)) + 1)
        path = self._path(changes)[..., peak]
        wanted = activation_for(calves(), self.usual[..., peak], path, gain=changes.calf_stiffness)
        strength = _strength(changes)
        wanted = wanted / (1.0 if strength is None else strength)
        used: Floats = (calves().share * wanted).sum(axis=0)[:, 0]
        return used

    def _path(self, changes: Changes) -> Floats:
        whole = np.deg2rad(changes.calf_shortening_deg)
        two_joint = whole + np.deg2rad(changes.gastrocnemius_shortening_deg)
        lower = -changes.drop_mm / 1000 / HEEL_TO_HEADS_M
        if not (whole or two_joint or lower):
            return self.path
        shorter = np.array([whole, two_joint, two_joint])[:, None, None] * calves().arm_mm[0] / 1000
        path = path_m(calves(), self.ankle_rad + lower, self.knee_rad) if lower else self.path
        stretched: Floats = path + shorter
        return stretched


@lru_cache(maxsize=64)
def _calf(after: RunningStance, mass_kg: float, strong_kg: float) -> _Calf:
    """Prepare a usual stance of somebody as heavy, and as strong as one so heavy: it serves many changes."""
    step, found = after.steps(), calves()
    ankle, knee = (np.deg2rad(curve.at(step.s, after.strike)) for curve in (ANKLE_DEG, KNEE_DEG))
    path = path_m(found, ankle, knee)
    arm_m = ankle_arm_m(found, ankle) * step.body.length_ratio
    strongest_n = found.force_n_kg * strong_kg
    moment = step.ankle_nm_kg[0] * mass_kg
    usual = found.share * moment / (found.share * arm_m).sum(axis=0) / strongest_n
    drive = np.minimum(activation_for(found, usual, path), 1)
    return _Calf(
        step=step,
        share=FOREFOOT_SHARE.at(step.s, after.strike),
        bend_rad=np.maximum(-np.deg2rad(FOOT_DEG.at(step.s, after.strike)), 0),
        force_n=step.force_bw[0] * mass_kg * GRAVITY_MPS2,
        moment=moment,
        strongest_n=strongest_n,
        ankle_rad=ankle,
        knee_rad=knee,
        path=path,
        arm_m=arm_m,
        usual=usual,
        drive=drive,
        before=held_force(found, drive, path),
    )


def _strength(changes: Changes) -> Floats | None:
    """What the active force of each head is multiplied by; None where nothing changes."""
    if changes.calf_strength == 1 and changes.calf_tiredness_percent == 0:
        return None
    rested = 1 - changes.calf_tiredness_percent / 100
    return changes.calf_strength * np.array([rested, 1.0, 1.0])[:, None, None]


def _moved(s: Floats, usual: Floats, more: Floats) -> Floats:
    """Move the force forward, until the heel lifts; from then on the foot turns."""
    share = np.maximum(usual + more, np.minimum(usual, 0))
    was_up = np.maximum.accumulate((usual >= 1) & (s > _NOT_BEFORE))
    up = np.maximum.accumulate((share >= 1) & (s > _NOT_BEFORE), axis=-1)
    return np.where(up & was_up, np.broadcast_to(usual, share.shape), np.where(up, 1.0, share))
