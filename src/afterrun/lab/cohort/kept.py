"""What the first round keeps of a person for the later ones: everybody is read once, and searched once.

Arrays of one site, what the record allows to tell, and where the models were found. No note, no name, no place on a
map; but every answer, and when it was given.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

import numpy as np

from afterrun.checks import Evidence, Gate
from afterrun.checks.evidence import Event
from afterrun.response.arrays import Floats
from afterrun.response.data import ResponseData
from afterrun.response.found import Found
from afterrun.response.parameters import Parameter
from afterrun.tissue import measure_named

_PRIORS = ("modifier_prior", "level_prior")
_ROUGHLY = np.float32  # of where to draw from, which need not be exact
_Arrays = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Kept:
    """One person, as the first round left them.

    Parameters
    ----------
    evidence : Evidence
        What checks look at, without a fit.
    gate : Gate
        What the record alone allows to tell; of each check its name and what it withholds, not its words.
    found : Found
        Where the models were found.
    """

    evidence: Evidence
    gate: Gate
    found: Found

    def as_bytes(self) -> bytes:
        """Pack it, as NumPy's ``npz``."""
        data, told = _data_apart(self.evidence.data)
        evidence, said = _evidence_apart(self.evidence)
        place, names = _place_apart(self.found)
        told |= said | names | {"gate": self.gate.notes}
        file = io.BytesIO()
        np.savez_compressed(file, told=np.array(json.dumps(told)), **data, **evidence, **place)
        return file.getvalue()

    @classmethod
    def of_bytes(cls, content: bytes) -> Kept:
        """Unpack it."""
        with np.load(io.BytesIO(content), allow_pickle=False) as file:
            arrays: _Arrays = {name: file[name] for name in file.files}
        told = json.loads(str(arrays.pop("told")))
        return cls(_evidence(arrays, told), Gate.of_notes(told["gate"]), _found(arrays, told))


def _data_apart(data: ResponseData) -> tuple[_Arrays, dict[str, Any]]:
    values = {each.name: getattr(data, each.name) for each in fields(ResponseData)}
    arrays = {f"data {name}": value for name, value in values.items() if isinstance(value, np.ndarray)}
    others = {name: value for name, value in values.items() if f"data {name}" not in arrays}
    others |= {name: [asdict(parameter) for parameter in values[name]] for name in _PRIORS}
    return arrays, {"data": others}


def _data(arrays: Mapping[str, Any], others: Mapping[str, Any]) -> ResponseData:
    told: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in others.items()}
    told |= {name: tuple(Parameter(**each) for each in others[name]) for name in _PRIORS}
    return ResponseData(**told, **{name[5:]: value for name, value in arrays.items() if name.startswith("data ")})


def _evidence_apart(evidence: Evidence) -> tuple[_Arrays, dict[str, Any]]:
    arrays: _Arrays = {"derived_dose": evidence.derived_dose, "hidden_t_d": evidence.hidden_t_d}
    for number, event in enumerate(evidence.events):
        arrays[f"event {number}"] = np.stack([event.t_d, event.amount])
    return arrays, {
        "measure": evidence.measure.name,
        "events": [event.kind for event in evidence.events],
        "sign_stands": evidence.sign_stands,
        "hurts_while_running": evidence.hurts_while_running,
        "worked_out": evidence.worked_out,
    }


def _evidence(arrays: Mapping[str, Any], told: Mapping[str, Any]) -> Evidence:
    found = Evidence(
        data=_data(arrays, told["data"]),
        derived_dose=arrays["derived_dose"],
        measure=measure_named(told["measure"]),
        events=tuple(Event(kind, *arrays[f"event {number}"]) for number, kind in enumerate(told["events"])),
        sign_stands=told["sign_stands"],
        hurts_while_running=told["hurts_while_running"],
        hidden_t_d=arrays["hidden_t_d"],
    )
    found.worked_out.update(told["worked_out"])
    return found


def _place_apart(found: Found) -> tuple[_Arrays, dict[str, Any]]:
    """Lay all places end to end: files in an archive cost more than what is in them."""
    parts = [part.ravel() for place in found.place.values() for part in place]
    return {"places": np.concatenate(parts).astype(_ROUGHLY)}, {
        "models": [(name, len(mean), found.log_evidence[name]) for name, (mean, _) in found.place.items()],
        "turns": found.turns,
    }


def _found(arrays: Mapping[str, Any], told: Mapping[str, Any]) -> Found:
    rest: Floats = arrays["places"].astype(np.float64)
    place, log_evidence = {}, {}
    for name, size, evidence in told["models"]:
        mean, covariance, rest = np.split(rest, [size, size + size**2])
        place[name], log_evidence[name] = (mean, covariance.reshape(size, size)), evidence
    return Found(place, log_evidence, tuple(told["turns"]))
