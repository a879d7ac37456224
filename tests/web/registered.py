"""Every route of the app, found by itself: a new one is in every matrix without being named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI
from pydantic import BaseModel


@dataclass(frozen=True, slots=True)
class Registered:
    """A method and a path, the text fields that a form or a body of it has, and those of its address."""

    method: str
    path: str
    fields: tuple[str, ...] = ()
    is_json: bool = False
    query: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


def routes_of(app: FastAPI) -> list[Registered]:
    """List them; mounts as they are."""
    return sorted(set(_walk(app.router.routes)), key=str)


def _walk(routes: Any) -> Iterator[Registered]:
    for route in routes:
        if (inner := getattr(route, "original_router", None)) is not None:
            yield from _walk(inner.routes)
        elif not getattr(route, "methods", None):
            yield Registered("MOUNT", route.path)
        else:
            for method in sorted(route.methods - {"HEAD"}):
                yield Registered(method, route.path, *_body(route), _query(getattr(route, "dependant", None)))


def _body(route: Any) -> tuple[tuple[str, ...], bool]:
    """Take what FastAPI knows of the body: form fields one by one, or those of a model."""
    names: list[str] = []
    is_json = False
    for field in getattr(getattr(route, "dependant", None), "body_params", ()):
        kind = field.field_info.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            names += kind.model_fields
            is_json |= "Form" not in type(field.field_info).__name__
        else:
            names.append(field.alias)
    return tuple(names), is_json


def _query(dependant: Any) -> tuple[str, ...]:
    """Take the fields of the address, also those that what a route depends on asks for."""
    if dependant is None:
        return ()
    names = [field.alias for field in dependant.query_params]
    return tuple(dict.fromkeys((*names, *(name for each in dependant.dependencies for name in _query(each)))))
