"""Which page a request was for, by the name in the list of addresses: a path can hold a number, a name cannot."""

from django.http import HttpRequest
from django.urls import Resolver404, ResolverMatch, resolve

NOWHERE = "nowhere"
_ADVICE = "advice"
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


def match_of(request: HttpRequest) -> ResolverMatch | None:
    """Return what the address leads to; None where it leads nowhere. A request that was stopped early is looked up."""
    if request.resolver_match is not None:
        return request.resolver_match
    try:
        return resolve(request.path_info)
    except Resolver404:
        return None


def route_of(request: HttpRequest) -> str:
    """Return the name of the page, such as `reports:detail`, or `nowhere`."""
    match = match_of(request)
    return (match.view_name if match else "") or NOWHERE


def is_advice(request: HttpRequest) -> bool:
    """Is this a page of the room whose contacts are kept by the day alone (P1)?"""
    match = match_of(request)
    return match is not None and match.namespaces[:1] == [_ADVICE]


def method_of(request: HttpRequest) -> str:
    """Return the method, or `other`: a client can send any word in its place."""
    return str(request.method) if request.method in _METHODS else "other"
