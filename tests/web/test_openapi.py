"""The description that programs read is that of the answers they get."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.web.conftest import client_of, journal_file

SITE = {"site": "right-forefoot-lateral"}
Schema = dict[str, Any]


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    return client_of(journal_file(tmp_path_factory.mktemp("web"), "story"))


@pytest.fixture(scope="module")
def described(story: TestClient) -> Schema:
    found: Schema = story.get("/api/openapi.json").json()
    return found


def shape_of(described: Schema, path: str, method: str = "get", status: str = "200") -> Schema:
    content = described["paths"][path][method]["responses"][status]["content"]
    found: Schema = content["application/json"]["schema"]
    return found


def misfits(value: object, shape: Schema, described: Schema, where: str = "$") -> list[str]:
    """Say where a value is not as described: types, fields too many and fields lacking."""
    if "$ref" in shape:
        shape = described["components"]["schemas"][shape["$ref"].rsplit("/", 1)[1]]
    if "anyOf" in shape:
        each = [misfits(value, one, described, where) for one in shape["anyOf"]]
        return min(each, key=len)
    if isinstance(value, dict):
        names = sorted({*value, *shape.get("required", ())})
        return [wrong for name in names for wrong in _field(value, name, shape, described, where)]
    if isinstance(value, list):
        kinds = shape.get("prefixItems") or [shape.get("items", {})] * len(value)
        pairs = zip(value, kinds, strict=True)
        return [wrong for i, pair in enumerate(pairs) for wrong in misfits(*pair, described, f"{where}[{i}]")]
    if value is None:
        return [] if shape.get("type") == "null" else [f"{where} is null"]
    kind = {str: "string", bool: "boolean", int: "integer", float: "number"}[type(value)]
    fits = shape.get("type") == kind or (kind == "integer" and shape.get("type") == "number")
    fits = fits and value in shape.get("enum", [value]) and value == shape.get("const", value)
    return [] if fits else [f"{where}: {value!r}"]


def _field(value: dict[str, object], name: str, shape: Schema, described: Schema, where: str) -> list[str]:
    if name not in value:
        return [f"{where}.{name} is lacking"]
    one = shape.get("properties", {}).get(name) or shape.get("additionalProperties")
    return misfits(value[name], one, described, f"{where}.{name}") if one else [f"{where}.{name} is not described"]


@pytest.mark.parametrize("path", ["/api/answers", "/api/plan", "/api/why", "/api/curve", "/api/timeline"])
def test_what_is_handed_out_is_as_described(story: TestClient, described: Schema, path: str) -> None:
    shape = shape_of(described, path)
    assert misfits(story.get(path, params=SITE).json(), shape, described) == []


def test_little_is_as_described_too(tmp_path: Path, described: Schema) -> None:
    few = client_of(journal_file(tmp_path, "few")).get("/api/answers").json()
    assert few["response"] is None
    assert misfits(few, shape_of(described, "/api/answers"), described) == []


def test_a_stored_report_is_as_described(client: TestClient, described: Schema) -> None:
    told = client.post("/api/pain", json=SITE | {"nrs": 9}).json()
    assert told["safety"]
    assert misfits(told, shape_of(described, "/api/pain", "post", "201"), described) == []


def test_every_field_of_the_answers_is_described(described: Schema) -> None:
    schemas = described["components"]["schemas"]
    answers, response, interval = (schemas[name]["properties"] for name in ("Answers", "Response", "Interval"))
    assert answers["schema"]["const"] == "afterrun/answers/1"
    assert list(answers) == [
        "schema", "as_of", "site", "data", "response", "tolerance", "moments", "trend", "interventions",
        "relief_contrasts", "triggers", "changes", "run_features", "during_runs", "explanations", "forecast_skill",
        "safety", "checks",
    ]  # fmt: skip
    assert {"detected", "matters", "rise_nrs", "half_life_h", "half_by_h", "baseline_nrs"} <= set(response)
    assert list(interval) == ["median", "lo", "hi"]
    assert {"from", "to"} <= set(schemas["Data"]["properties"])
    assert response["peak_h"]["description"] == "When the rise is largest [h], and how large it is then [NRS]."
    assert answers["checks"]["description"] == "What was looked at, and what could not be."


def test_what_is_not_described_would_be_seen(story: TestClient, described: Schema) -> None:
    told = story.get("/api/answers", params=SITE).json()
    told["response"]["peak_nrs"]["mean"] = 1.0
    told["data"]["runs"] = "many"
    del told["trend"]
    assert misfits(told, shape_of(described, "/api/answers"), described) == [
        "$.data.runs: 'many'",
        "$.response.peak_nrs.mean is not described",
        "$.trend is lacking",
    ]
