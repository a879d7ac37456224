"""The pages. Each is a folder: a `route` (who asks for what), its `view` (what it shows), its templates."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from fastapi import APIRouter
from fastapi.responses import HTMLResponse
from fastapi.routing import APIRoute

from afterrun.web.frame.menu import MenuLine

_PART = "/fragment/"


def routers() -> Iterator[APIRouter]:
    """Find the router of every page, in the order of their names."""
    for route in _routes():
        assert isinstance(route.router, APIRouter)
        yield route.router


@cache
def page_paths() -> frozenset[str]:
    """List the addresses of whole pages: what is read as HTML, and is no part that a page fetches for itself."""
    routes = (route for router in routers() for route in router.routes if isinstance(route, APIRoute))
    return frozenset(route.path for route in routes if _is_page(route))


def _is_page(route: APIRoute) -> bool:
    html = isinstance(route.response_class, type) and issubclass(route.response_class, HTMLResponse)
    return html and "GET" in (route.methods or ()) and not route.path.startswith(_PART)


def menu() -> list[MenuLine]:
    """List the lines that the pages want in the menu, in the order of their places."""
    return sorted(route.MENU for route in _routes() if hasattr(route, "MENU"))


@cache
def _routes() -> tuple[ModuleType, ...]:
    return tuple(import_module(f"{__name__}.{page.name}.route") for page in iter_modules(__path__))
