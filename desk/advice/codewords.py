"""The code a caller may keep: eight plain words, 80 bits. Only a keyed hash of it is stored."""

import hashlib
import hmac
import re
import secrets

from django.conf import settings

from desk.advice.words import WORDS
from desk.rulebook import Refused

LENGTH = 8  # of 1,024 words each: 80 bits
_KNOWN = frozenset(WORDS)


def new_code() -> str:
    """Return a fresh code, its words apart by a space."""
    return " ".join(secrets.choice(WORDS) for _ in range(LENGTH))


def fingerprint(spoken: str) -> str:
    """Return the keyed hash of a code as somebody said it. Raises Refused when it is not eight words of the list."""
    words = re.findall(r"\w+", spoken.lower())
    if len(words) != LENGTH or not _KNOWN.issuperset(words):
        raise Refused("advice_code_has_eight_words", "Een code heeft acht woorden uit onze lijst.", "spoken_code")
    return hmac.new(settings.ADVICE_CODE_KEY.encode(), " ".join(words).encode(), hashlib.sha256).hexdigest()
