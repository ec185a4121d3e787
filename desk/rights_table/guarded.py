"""Which permissions guard an action: found in the action itself, so that the table cannot say anything else."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from types import CodeType
from typing import Any

from django.apps import apps

from desk.audit import trail

Permission = Callable[..., bool]


def actions() -> dict[str, list[Callable[..., Any]]]:
    """Return every action by the code of its act."""
    for app in apps.get_app_configs():
        if app.name.startswith("desk."):
            _load(app.module)
    found: dict[str, list[Callable[..., Any]]] = {}
    for code, action in trail.ACTIONS:
        if action.__module__.startswith("desk."):
            found.setdefault(code, []).append(action)
    return found


def _load(package: Any) -> None:
    """Import what an app consists of: an action that only a task or a command calls counts as well."""
    for part in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if not {"migrations", "management", "urls"} & set(part.name.split(".")):
            importlib.import_module(part.name)


def permissions_of(action: Callable[..., Any]) -> list[Permission]:
    """Return the permissions that `action` or a private function beside it asks, in the order of their names."""
    found: dict[str, Permission] = {}
    _look(inspect.unwrap(action), found, set())
    return [found[name] for name in sorted(found)]


def _look(function: Any, found: dict[str, Permission], seen: set[Any]) -> None:
    seen.add(function)
    for name in _names(function.__code__):
        known = function.__globals__.get(name)
        if not inspect.isfunction(known) or known in seen:
            continue
        if name.startswith("may_"):
            found[name] = known
        elif name.startswith("_") and known.__module__ == function.__module__:
            _look(known, found, seen)


def _names(code: CodeType) -> Iterator[str]:
    yield from code.co_names
    for part in code.co_consts:
        if isinstance(part, CodeType):
            yield from _names(part)
