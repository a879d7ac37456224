"""The pages. Each is a folder: a `route` (who asks for what), its `view` (what it shows), its templates."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from fastapi import APIRouter

from afterrun.web.frame.menu import MenuLine


def routers() -> Iterator[APIRouter]:
    """Find the router of every page, in the order of their names."""
    for route in _routes():
        assert isinstance(route.router, APIRouter)
        yield route.router


def menu() -> list[MenuLine]:
    """List the lines that the pages want in the menu, in the order of their places."""
    return sorted(route.MENU for route in _routes() if hasattr(route, "MENU"))


def _routes() -> Iterator[ModuleType]:
    return (import_module(f"{__name__}.{page.name}.route") for page in iter_modules(__path__))
