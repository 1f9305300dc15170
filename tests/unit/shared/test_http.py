"""The rim of a service."""

import inspect
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

SERVICES = ("directory", "receipts", "claims", "approvals", "payroll_export", "web")


def routes_of(router: Any) -> Iterator[APIRoute]:
    for route in router.routes:
        if isinstance(route, APIRoute):
            yield route
        elif hasattr(route, "original_router"):
            yield from routes_of(route.original_router)


def below(dependant: Dependant) -> Iterator[Dependant]:
    yield dependant
    for one in dependant.dependencies:
        yield from below(one)


@pytest.mark.parametrize("service", SERVICES)
def test_no_route_and_nothing_it_is_given_takes_a_detour_over_a_thread(service: str) -> None:
    """FastAPI runs a plain function in a thread: three of them halved the requests a second."""
    routes = list(routes_of(import_module(f"services.{service}.service").SERVICE.router))
    called = {one.call for route in routes for one in below(route.dependant)}
    assert len(called) > len(routes)
    assert [call for call in called if not inspect.iscoroutinefunction(call)] == []
