"""The clinic's own pages."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

from fastapi import APIRouter


def routers() -> Iterator[APIRouter]:
    """Find the router of every module of pages, in the order of their names."""
    for module in iter_modules(__path__):
        router = import_module(f"{__name__}.{module.name}").router
        assert isinstance(router, APIRouter)
        yield router
