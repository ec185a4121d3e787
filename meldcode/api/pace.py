"""How fast a system may ask: so many times a minute for one token, and so many wrong ones for this process.

Of whoever shows a wrong token nothing is kept, no address either.
"""

import logging
from datetime import datetime

from django.core.cache import caches

from meldcode.api.models import ApiToken

MOST = 120  # of one token in a minute
MOST_WRONG = 60  # of all together in a minute: each is an event, and the trail does not fill with them
WINDOW = 60
NAME = "api-pace"

logger = logging.getLogger(__name__)


def wait(token: ApiToken, at: datetime) -> int:
    """Count a request of this token; return how many seconds it must wait, or 0."""
    return _wait("default", f"{NAME}:{token.pk}", MOST, at)


def wait_after_mistake(at: datetime) -> int:
    """Count a token that opened nothing; return how many seconds whoever shows one must wait, or 0."""
    return _wait("process", f"{NAME}:wrong", MOST_WRONG, at)


def _wait(cache: str, name: str, most: int, at: datetime) -> int:
    begun, passed = divmod(int(at.timestamp()), WINDOW)
    try:
        count = _count(cache, f"{name}:{begun}")
    except Exception as trouble:  # noqa: BLE001 - whatever the cache is, its trouble is not that of who reports
        logger.error("the cache is away: %s", type(trouble).__name__)
        count = _count("process", f"{name}:{begun}")
    return WINDOW - passed if count > most else 0


def _count(cache: str, name: str) -> int:
    caches[cache].add(name, 0, 2 * WINDOW)
    return int(caches[cache].incr(name))
