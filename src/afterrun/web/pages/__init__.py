"""The pages. Each is a folder: a `route` (who asks for what), its `view` (what it shows), its templates."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

from fastapi import APIRouter


def routers() -> Iterator[APIRouter]:
    """Find the router of every page, in the order of their names."""
    for page in iter_modules(__path__):
        router = import_module(f"{__name__}.{page.name}.route").router
        assert isinstance(router, APIRouter)
        yield router
