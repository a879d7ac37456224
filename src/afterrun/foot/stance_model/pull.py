"""Muscles that move: activation that lags, fibres with a force for their length and speed, and tendons that give.

Curves of De Groote 2016 (doi 10.1007/s10439-016-1591-9), as in `foot.muscle`; here the speed of the fibres counts too
(10 fibre lengths a second at most). The tendon's force is a state f, over the largest isometric force, and

    f = (strength a active(l) speed(v) + gain passive(l) + .02 v) cos(pennation)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import casadi as ca

from afterrun.foot.muscle import BELLS, PASSIVE_SHAPE, TENDON
from afterrun.foot.stance_model.skeleton import Skeleton
from afterrun.foot.stance_model.whole_feet import MUSCLES

LAG_S = 0.03  # from excitation to activation: between .015 rising and .06 falling in the files
_FASTEST = 10.0  # fibre lengths a second, in all files
_SPEED = (-0.318, -8.149, -0.374, 0.886)
_DAMPING = 0.02
_SHORTEST = 0.4  # of the fibres, where they hardly pull any more; only a search comes there
_MOST_STRETCHED = 2.0  # beyond it passive force grows no more, as in `foot.muscle`; only a search comes there


@dataclass(frozen=True, slots=True, eq=False)
class Pull:
    """Symbols of all muscles, each of shape (5,) in the order of `MUSCLES`.

    Parameters
    ----------
    activation, force, force_rate : SX
        States, and how quickly the force changes. [-, -, 1/s]
    lacking : SX
        What is 0 where fibres and tendon agree. [-]
    newtons : SX
        [N]
    generalised : SX, shape (7,)
        What they do to the coordinates.
    ankle_nm : SX
        Net moment at the ankle, pushing the foot down positive. [Nm]
    lengths : SX
        Of the fibres, over that of largest force. [-]
    """

    activation: Any
    force: Any
    force_rate: Any
    lacking: Any
    newtons: Any
    generalised: Any
    ankle_nm: Any
    lengths: Any


def pull(leg: Skeleton, p: dict[str, Any]) -> Pull:
    """Set up the muscles of a leg."""
    activation, force, rate = (ca.SX.sym(name, len(MUSCLES)) for name in ("a", "f", "fd"))
    lacking, newtons, lengths = [], [], []
    generalised, ankle_nm = ca.SX.zeros(leg.q.numel()), ca.SX(0)
    for i, name in enumerate(MUSCLES):
        of = _Numbers(p, name)
        path = _path_m(leg, of)
        lack, length = _lacking(of, path, leg.rate(path), activation[i], force[i], rate[i])
        newton = force[i] * of("force_n")
        lacking.append(lack)
        lengths.append(length)
        newtons.append(newton)
        generalised -= newton * ca.jacobian(path, leg.q).T
        ankle_nm += newton * _ankle_arm(leg, of)
    return Pull(
        activation,
        force,
        rate,
        lacking=ca.vertcat(*lacking),
        newtons=ca.vertcat(*newtons),
        generalised=generalised,
        ankle_nm=ankle_nm,
        lengths=ca.vertcat(*lengths),
    )


@dataclass(frozen=True, slots=True)
class _Numbers:
    """Numbers of one muscle by name."""

    p: dict[str, Any]
    muscle: str

    def __call__(self, name: str) -> Any:
        return self.p[f"{self.muscle}_{name}"]


def _path_m(leg: Skeleton, of: _Numbers) -> Any:
    """Muscle with its tendon, longer where a joint turns away from it."""
    ankle = sum(of(f"ankle{i}") * leg.ankle ** (i + 1) / (i + 1) for i in range(3))
    knee = sum(of(f"knee{i}") * leg.knee ** (i + 1) / (i + 1) for i in range(2))
    return of("straight_m") + ankle - knee + of("arch") * leg.arch + of("toe") * leg.toe


def _ankle_arm(leg: Skeleton, of: _Numbers) -> Any:
    return sum(of(f"ankle{i}") * leg.ankle**i for i in range(3))


def _lacking(of: _Numbers, path: Any, path_rate: Any, activation: Any, force: Any, rate: Any) -> tuple[Any, Any]:
    scale, shift, offset = TENDON
    tendon = of("slack_m") * (ca.log((force + offset) / scale) / of("tendon") + shift)
    tendon_rate = of("slack_m") * rate / (force + offset) / of("tendon")
    along = path - tendon
    fibre = ca.sqrt(along * along + of("across_m") ** 2)
    cosine = along / fibre
    length = fibre / of("fibre_m")
    speed = (path_rate - tendon_rate) * cosine / (of("fibre_m") * _FASTEST)
    active = of("active") * activation * _active(length) * _by_speed(speed)
    return (active + of("gain") * _passive(length, of) + _DAMPING * speed) * cosine - force, length


def _active(length: Any) -> Any:
    above = length - _SHORTEST  # one of the bells has no width at .15
    length = _SHORTEST + (above + ca.sqrt(above * above + 0.0025)) / 2
    return sum(
        height * ca.exp(-(((length - middle) / (wide + wider * length)) ** 2) / 2)
        for height, middle, wide, wider in BELLS
    )


def _by_speed(speed: Any) -> Any:
    """Force over the isometric one; a fibre that lengthens is positive."""
    height, steep, shift, middle = _SPEED
    at = steep * speed + shift
    return height * ca.log(at + ca.sqrt(at * at + 1)) + middle


def _passive(length: Any, of: _Numbers) -> Any:
    stretched = (length - 1 - of("begins")) / of("span")
    over = stretched - _MOST_STRETCHED
    stretched -= (over + ca.sqrt(over * over + 0.01)) / 2
    rises = ca.exp(PASSIVE_SHAPE * stretched) - 1
    share = rises / (ca.exp(PASSIVE_SHAPE) - 1)
    return (share + ca.sqrt(share * share + 1e-6)) / 2
