"""Something about a person slipped through after all: its words go, and the trail says that they went."""

from collections import Counter
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import models, transaction

from desk import guard
from desk.accounts.models import User
from desk.advice.actions import keep_doubts
from desk.advice.models import TEXTS, Advice
from desk.advice.permissions import may_open_advice
from desk.advice.rules import words_stand_in_the_advice
from desk.advice.storage import forget_old_rows
from desk.advice.texts import read_all
from desk.audit import trail
from desk.directory.public import of_the_directory
from desk.rulebook import lock, tidy

# The short one where a full text would grow too long: a word of one letter is no shorter.
INSTEAD, SHORT_INSTEAD = "(weggehaald)", "…"


@trail.act("advice_scrubbed")
def scrub_advice(*, by: User, at: datetime, advice: Advice, version: int, words: str, kind: str) -> Advice:
    """Take `words` out of every text of an advice, open or finished: in any case, a number in any spacing.

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
    changed = {field: _without(current, field, sought) for field in TEXTS}
    words_stand_in_the_advice(any(changed[field] != getattr(current, field) for field in TEXTS))
    for field, text in changed.items():
        setattr(current, field, text)
    current.save(update_fields=[*TEXTS, "version"])
    _forget_doubts(current)
    trail.record("advice_scrubbed", by=by, at=at, subject=current, detail=guard.LABELS[kind])
    transaction.on_commit(forget_old_rows)
    return current


def what_is_left(advice: Advice) -> int:
    """How many places of the texts the guard stops or asks about, but for what somebody said of that it is nobody."""
    return (_kinds(advice, certain_too=True) - _passed(advice)).total()


def _without(advice: Advice, field: str, words: str) -> str:
    text = getattr(advice, field)
    places = guard.places_of(words, text)
    grown = len(text) + sum(len(INSTEAD) - (place.end - place.start) for place in places)
    column = Advice._meta.get_field(field)
    assert isinstance(column, models.CharField)
    instead = INSTEAD if grown <= (column.max_length or 0) else SHORT_INSTEAD
    for place in reversed(places):
        text = text[: place.start] + instead + text[place.end :]
    return text


def _forget_doubts(advice: Advice) -> None:
    """What somebody said of words that are gone goes with them."""
    keep_doubts(advice, _passed(advice) & _kinds(advice, certain_too=False))


def _kinds(advice: Advice, *, certain_too: bool) -> Counter[str]:
    readings = read_all({field: getattr(advice, field) for field in TEXTS}, of_the_directory())
    found = [finding for reading in readings.values() for finding in reading.findings]
    return Counter(finding.kind for finding in found if certain_too or not finding.certain)


def _passed(advice: Advice) -> Counter[str]:
    return Counter({doubt.kind: doubt.count for doubt in advice.passed.all()})
