"""Addresses for systems: without a slash at the end, with the major version in front (NL API Design Rules)."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.urls import path

from meldcode.api.views import api, contract

app_name = "api"
# The empty address of the package is none of ours. A token opens the others, never a session.
_given: list[Any] = api.urls[0]
_made: list[Any] = [pattern for pattern in _given if pattern.name != "api-root"]
for _pattern in _made:
    login_not_required(_pattern.callback)
urlpatterns = [path("openapi.json", contract, name="contract"), *_made]
