"""Something about a person slipped through after all: its words go, and the trail says that they went."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from desk import guard
from desk.accounts.models import User
from desk.advice.models import TEXTS, Advice
from desk.advice.permissions import may_open_advice
from desk.advice.rules import words_stand_in_the_advice
from desk.advice.storage import forget_old_rows
from desk.audit import trail
from desk.rulebook import lock, tidy

INSTEAD = "(weggehaald)"


@trail.act("advice_scrubbed")
def scrub_advice(*, by: User, at: datetime, advice: Advice, version: int, words: str, kind: str) -> Advice:
    """Take `words` out of every text of an advice, open or finished, in whatever disguise they were typed.

    In: `kind` one of guard.LABELS, for the trail; the words reach no statement and no event. An advice has no history
    and stands in no cache, session or index; what the database keeps of the old row is cleared after the commit.
    Raises PermissionDenied, Stale, and Refused when the words are not there.
    """
    if not may_open_advice(by, advice):
        raise PermissionDenied
    current = lock(advice, version)
    if not may_open_advice(by, current):
        raise PermissionDenied
    sought = tidy(words)
    changed = {field: _without(getattr(current, field), sought) for field in TEXTS}
    words_stand_in_the_advice(any(changed[field] != getattr(current, field) for field in TEXTS))
    for field, text in changed.items():
        setattr(current, field, text)
    current.save(update_fields=[*TEXTS, "version"])
    trail.record("advice_scrubbed", by=by, at=at, subject=current, detail=guard.LABELS[kind])
    transaction.on_commit(forget_old_rows)
    return current


def _without(text: str, words: str) -> str:
    for place in reversed(guard.places_of(words, text)):
        text = text[: place.start] + INSTEAD + text[place.end :]
    return text
