"""What is done with an advice contact. The guard reads every text before the first statement that carries it."""

from collections import Counter
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, models, transaction

from desk.accounts.models import User
from desk.advice import codewords, search
from desk.advice.choices import Danger
from desk.advice.models import TEXTS, Advice, Doubt, ShortContact, number_in
from desk.advice.permissions import may_give_advice, may_open_advice
from desk.advice.rules import advice_day_has_come, search_names_nobody
from desk.advice.texts import read, texts_pass_the_guard
from desk.audit import trail
from desk.deadlines import half_year, local_day
from desk.directory.models import Organisation
from desk.directory.public import of_the_directory
from desk.rulebook import Refused, answer, holds, lock, tidy

# What somebody answers; number, team, half-year and the hash of the code are stamped by the desk.
_ANSWERS = (
    *("opened_on", "moments", "danger", "danger_action", "channel", "seeker", "capacity", "municipality", "occasions"),
    *("natures", "trafficking", "trafficking_kinds", "questions", "advice_given"),
    *TEXTS,
)


@trail.act("advice_opened")
def open_advice(
    *, by: User, at: datetime, key: UUID, close: bool = False, spoken_code: str = "", **answers: Any
) -> Advice:
    """Store a new advice under the form's `key`; with `close` it is finished at once.

    In: the columns of Advice in `answers`, `referrals` a list of Organisation, `doubts` the tokens of what points to
    nobody. Out: the advice; the one already stored when the same form comes twice. Raises PermissionDenied, Refused
    (guard), ValidationError (row rules).
    """
    if not may_give_advice(by):
        raise PermissionDenied
    answers, referrals, passed = _guarded(answers)
    stored = Advice.objects.select_for_update().filter(pk=key).first()
    sent = {**answers, "referrals": referrals, "close": close, "spoken_code": spoken_code}
    if stored:
        return _sent_twice(stored, sent, by=by, at=at)
    advice = Advice(pk=key, team=by.team)
    answer(advice, answers, _ANSWERS)
    _finish(advice, close=close, spoken_code=spoken_code, at=at)
    advice.full_clean(exclude=["id"])  # whether the same form was stored meanwhile is seen at the save
    try:
        with transaction.atomic():
            advice.save(force_insert=True)
    except IntegrityError:  # the same form was stored between our look and our save
        return _sent_twice(Advice.objects.get(pk=key), sent, by=by, at=at)
    advice.referrals.set(referrals)
    keep_doubts(advice, passed)
    _tell("advice_closed" if close else "advice_opened", advice, spoken_code, by=by, at=at)
    return advice


@trail.act("advice_continued")
def continue_advice(
    *, by: User, at: datetime, advice: Advice, version: int, close: bool = False, spoken_code: str = "", **answers: Any
) -> Advice:
    """Change an open advice, or finish it. `version` is that of the page. Raises as open_advice, and Stale."""
    if not may_open_advice(by, advice):
        raise PermissionDenied
    answers, referrals, passed = _guarded(answers)
    current = lock(advice, version)
    if not may_open_advice(by, current):  # the caller gave the code to another team meanwhile
        raise PermissionDenied
    if not current.is_open:
        raise Refused("closed_advice_is_fixed", "Dit advies is afgerond. Begin een nieuw advies.")
    answer(current, answers, _ANSWERS)
    _finish(current, close=close, spoken_code=spoken_code, at=at)
    current.full_clean()
    current.save()
    current.referrals.set(referrals)
    keep_doubts(current, passed)
    _tell("advice_closed" if close else "advice_continued", current, spoken_code, by=by, at=at)
    return current


@trail.act("advice_read")
def read_advice(*, by: User, at: datetime, advice: Advice) -> Advice:
    """Record that `by` opens the advice. Raises PermissionDenied outside the team."""
    if not may_open_advice(by, advice):
        raise PermissionDenied
    trail.record("advice_read", by=by, at=at, subject=advice)
    return advice


@trail.act("advice_listed")
def list_advices(*, by: User, at: datetime) -> models.QuerySet[Advice]:
    """Return the advices of the team, and record that the list was opened."""
    if not may_give_advice(by):
        raise PermissionDenied
    trail.record("advice_listed", by=by, at=at)
    return Advice.objects.filter(team=by.team)


@trail.act("advice_searched")
def search_advices(*, by: User, at: datetime, q: str, most: int) -> list[Advice]:
    """Return the newest advices of the team, at most `most`, with `q` in their number, tags or texts.

    The words themselves are kept nowhere. Raises PermissionDenied, and Refused when `q` points to a person: then
    nothing of it reaches the database.
    """
    if not may_give_advice(by):
        raise PermissionDenied
    words = tidy(q)
    if number := number_in(words):  # random letters, which may look like a name
        trail.record("advice_searched", by=by, at=at)
        return list(Advice.objects.filter(number=number, team=by.team))
    search_names_nobody(read("q", words, of_the_directory()).findings)
    trail.record("advice_searched", by=by, at=at)
    return search.holding(words, team_id=by.team_id, most=most)


@trail.act("advice_code_used")
def find_by_code(*, by: User, at: datetime, spoken_code: str) -> Advice:
    """Return the advice whose code the caller says. Any team may take over; the code is the key to the door."""
    if not may_give_advice(by):
        raise PermissionDenied
    code = codewords.fingerprint(spoken_code)
    advice = Advice.objects.filter(code_hash=code).first()
    if advice is None:
        raise Refused(
            "advice_code_is_unknown", "Deze code kennen we niet. Laat de beller de woorden herhalen.", "spoken_code"
        )
    if advice.is_open and by.team and advice.team_id != by.team_id:
        advice.team = by.team
        advice.save(update_fields=["team"])
    trail.record("advice_code_used", by=by, at=at, subject=advice)
    return advice


@trail.act("short_contact_logged")
def log_short_contact(*, by: User, at: datetime, kind: str, key: UUID) -> ShortContact:
    """Count one short contact of the day; the same `key` counts once, also when it comes twice at once."""
    if not may_give_advice(by):
        raise PermissionDenied
    new = ShortContact(pk=key, team=by.team, day=local_day(at), kind=kind)
    new.full_clean(validate_unique=False)
    ShortContact.objects.bulk_create([new], ignore_conflicts=True)
    contact = ShortContact.objects.get(pk=key)
    if not may_open_advice(by, contact):
        raise PermissionDenied
    trail.record("short_contact_logged", by=by, at=at, subject=contact)
    return contact


@trail.act("short_contact_undone")
def undo_short_contact(*, by: User, at: datetime, contact: ShortContact) -> None:
    """Take back a short contact of today. Raises Refused for an earlier day: that one is counted."""
    if not may_open_advice(by, contact):
        raise PermissionDenied
    if contact.day != local_day(at):
        raise Refused("short_contact_is_counted", "Dit contact is van een eerdere dag en is al geteld.")
    trail.record("short_contact_undone", by=by, at=at, subject=contact)
    contact.delete()


def _guarded(answers: dict[str, Any]) -> tuple[dict[str, Any], list[Organisation], Counter[str]]:
    """The answers with tidy texts that name nobody; apart from them the organisations referred to, and the kinds of
    what somebody said of that it points to nobody."""
    clean = {**answers, **{name: tidy(answers.get(name, "")) for name in TEXTS}}
    passed = texts_pass_the_guard(clean, of_the_directory())
    clean.pop("doubts", None)
    return clean, list(clean.pop("referrals", [])), passed


def keep_doubts(advice: Advice, passed: Counter[str]) -> None:
    """As the texts stand now; the words are not kept."""
    advice.passed.all().delete()
    Doubt.objects.bulk_create([Doubt(advice=advice, kind=kind, count=count) for kind, count in passed.items()])


def _finish(advice: Advice, *, close: bool, spoken_code: str, at: datetime) -> None:
    """What follows from the moment: the day, the half-year of closing, and the hash of a code that was given."""
    today = local_day(at)
    advice.opened_on = advice.opened_on or today
    advice_day_has_come(advice.opened_on, today)
    if spoken_code:
        advice.code_hash = codewords.fingerprint(spoken_code)
    if close:
        advice.closed_on, advice.half_year = today, half_year(today)


def _tell(act: str, advice: Advice, spoken_code: str, *, by: User, at: datetime) -> None:
    trail.record(act, by=by, at=at, subject=advice)
    if spoken_code:
        trail.record("advice_code_given", by=by, at=at, subject=advice)
    if advice.danger == Danger.YES:
        trail.record("danger_acted", by=by, at=at, subject=advice)


def _sent_twice(stored: Advice, sent: dict[str, Any], *, by: User, at: datetime) -> Advice:
    """The form came again, because its first answer got lost. What was typed since must not get lost with it."""
    if not may_open_advice(by, stored):
        raise PermissionDenied
    if not _says_the_same(stored, **sent):
        raise Refused(
            "advice_is_stored_already",
            f"Dit advies is al bewaard als {stored.number}, zonder uw laatste wijziging. Uw tekst staat er nog: "
            "zet de wijziging in het bewaarde advies, of in een nieuw advies.",
        )
    trail.record("advice_read", by=by, at=at, subject=stored)
    return stored


def _says_the_same(
    stored: Advice, *, referrals: list[Organisation], close: bool, spoken_code: str, **answers: Any
) -> bool:
    return (
        holds(stored, answers)
        and set(stored.referrals.all()) == set(referrals)
        and stored.code_hash == (codewords.fingerprint(spoken_code) if spoken_code else None)
        and stored.is_open is not close
    )
