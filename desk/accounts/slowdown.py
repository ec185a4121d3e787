"""Slows down who tries many passwords from one place. What is counted is a keyed hash, under a key of one day.

The key is made at random, lives in the cache and is gone two days later: no list of addresses can be made of it. The
lock of one account stands in the database (lockout.py) and does not need any of this.
"""

import hashlib
import hmac
import ipaddress
import logging
import secrets
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.core.cache.backends.base import BaseCache
from django.http import HttpRequest

from desk.deadlines import local_day

FREE = 20  # mistakes from one place, before it slows down
EACH = 10  # so many more double the wait
LONGEST = 32  # seconds
WINDOW = 15 * 60
DAYS_OF_KEY = 2 * 24 * 3600
NAME = "slowdown"

logger = logging.getLogger(__name__)


def wait(request: HttpRequest, at: datetime) -> int:
    """Return how many seconds this place must still wait."""
    wrong, last = _ask(lambda cache: cache.get(_place(cache, request, at)) or (0, 0.0))
    return max(0, int(last + _pause(wrong) - at.timestamp() + 0.999)) if wrong > FREE else 0


def count(request: HttpRequest, at: datetime) -> bool:
    """Count a mistake; True when this place begins to be slowed down now."""
    return bool(_ask(lambda cache: _count(cache, request, at)))


def _count(cache: BaseCache, request: HttpRequest, at: datetime) -> bool:
    place = _place(cache, request, at)
    wrong, _ = cache.get(place) or (0, 0.0)
    cache.set(place, (wrong + 1, at.timestamp()), WINDOW)
    return bool(wrong + 1 == FREE + 1)


def _pause(wrong: int) -> int:
    return int(min(LONGEST, 2 ** ((wrong - FREE) // EACH)))


def _ask(question: Callable[[BaseCache], Any]) -> Any:
    """Ask the cache of all processes; when that is away, the one of this process, so that counting goes on."""
    try:
        return question(caches["default"])
    except Exception as trouble:  # noqa: BLE001 - whatever the cache is, its trouble is not that of who signs in
        logger.error("the cache is away: %s", type(trouble).__name__)
        return question(caches["process"])


def _place(cache: BaseCache, request: HttpRequest, at: datetime) -> str:
    name = f"{NAME}-key:{local_day(at)}"
    cache.add(name, secrets.token_hex(32), DAYS_OF_KEY)
    key = cache.get(name)
    return f"{NAME}:{hmac.new(key.encode(), _network(request).encode(), hashlib.sha256).hexdigest()}"


def _network(request: HttpRequest) -> str:
    """The address as our own proxy saw it; of IPv6 the network, for one visitor has millions of those addresses."""
    passed = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    proxies = settings.PROXIES
    address = passed[-proxies] if proxies and len(passed) >= proxies and passed[-1] else request.META["REMOTE_ADDR"]
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return "?"
    return str(ipaddress.ip_network(f"{found}/64", strict=False)) if found.version == 6 else str(found)
