"""Writes events: in the transaction of the act, and for a refusal in one of its own after the act is undone."""

import logging
from collections.abc import Callable
from contextvars import ContextVar
from datetime import date, datetime
from functools import wraps
from typing import Any, Protocol, TypeVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, IntegrityError, transaction

from desk.audit import histories
from desk.audit.choices import ACTS, Outcome, Subject
from desk.audit.models import Event
from desk.audit.workplace import workplace
from desk.deadlines import local_day
from desk.roles import Role
from desk.rulebook import Refused


class Actor(Protocol):
    """Who acts, as far as the trail needs to know."""

    pk: Any
    display_name: str
    role: str


class System:
    """The desk itself: a task that nobody started."""

    pk = None
    display_name = "Het systeem"
    role = ""


class Sender:
    """How a professional stands in the trail of a report: by account, not by name, for a shield hides that name (P6).

    The privacy officer finds the account by its number; whoever reads the trail of the report sees no name.
    """

    role: str = Role.PROFESSIONAL
    display_name = "Een professional, in het portaal"

    def __init__(self, user: Actor) -> None:
        self.pk = user.pk


class Unrecorded(AssertionError):
    """An action did something that no event speaks of: a write without a trace is a fault of ours, so it is undone."""


class NotRecorded(Exception):
    """The event could not be written, so the act does not happen either."""


logger = logging.getLogger(__name__)
Result = TypeVar("Result")
_written: ContextVar[int] = ContextVar("written", default=0)
# Every action that was loaded, with the code of its act: the table of rights is read from it.
ACTIONS: list[tuple[str, Callable[..., Any]]] = []


def record(
    act: str,
    *,
    by: Actor,
    at: datetime,
    subject: Any = None,
    outcome: str = Outcome.DONE,
    rule: str = "",
    reason: str = "",
    detail: str = "",
) -> Event:
    """Add one event. `subject` is a record with `trail_kind` and `trail_number`, or None; never a name.

    An event about an advice carries the day only (P1). Raises ValidationError for a value that does not fit,
    IntegrityError for an event that breaks a rule, NotRecorded where it cannot be written: then the act does not happen
    either.
    """
    # No CHECK on the list of acts: each new one would lock and read the whole trail again.
    assert act in ACTS, act
    kind, number = (subject.trail_kind, subject.trail_number) if subject else (_kind_of(act), "")
    event = Event(
        day=local_day(at),
        at=None if kind == Subject.ADVICE else at,
        act=act,
        outcome=outcome,
        rule=rule,
        actor_id=by.pk,
        actor_name=by.display_name,
        actor_role=by.role,
        subject_kind=kind,
        subject=number,
        reason=reason,
        detail=detail,
        workplace="" if kind == Subject.ADVICE else workplace(),
    )
    # Our own values: the database checks the rules once, instead of a query for each rule before that.
    event.clean_fields()
    _write(event)
    _written.set(_written.get() + 1)
    return event


def _write(event: Event) -> None:
    """Add the event, and the ties of what the act left beside it."""
    try:
        beside = histories.taken()
        event.covers = histories.covers(beside)
        event.save(force_insert=True)
        histories.keep(beside, event)
        return
    except IntegrityError:
        raise
    except DatabaseError:
        logger.error("the trail could not be written: %s", event.act)
    # Outside of the handler: the words of the database quote the row, and go nowhere.
    raise NotRecorded(event.act)


def was_done(act: str, *, since: date) -> bool:
    """Say whether the act happened on this day or later."""
    return Event.objects.filter(act=act, outcome=Outcome.DONE, day__gte=since).exists()


def act(code: str) -> Callable[[Callable[..., Result]], Callable[..., Result]]:
    """Make a function an action: one transaction, an event in it, and an event when it is refused.

    The function takes keywords only, among them `by` and `at`; the first argument with a trail number is its subject.
    Raises what the function raises, and Unrecorded when it ends well without an event.
    """
    assert code in ACTS, code

    def decorate(function: Callable[..., Result]) -> Callable[..., Result]:
        @wraps(function)
        def action(*, by: Actor, at: datetime, **given: Any) -> Result:
            try:
                return _in_one_piece(lambda: function(by=by, at=at, **given), code)
            except (ValidationError, PermissionDenied) as refusal:
                refused(code, refusal, by=by, at=at, given=given)
                raise

        ACTIONS.append((code, action))
        return action

    return decorate


def _in_one_piece(run: Callable[[], Result], code: str) -> Result:
    """Run in one transaction. Two people at the very same moment: the database lets one through, the other is told."""
    before = _written.get()
    try:
        with histories.watched(), transaction.atomic():
            result = run()
            if _written.get() == before or histories.left():
                raise Unrecorded(code)
            return result
    except IntegrityError:
        # The words of the database quote the row, so they go nowhere: not into a log, not into the next exception.
        logger.error("the database refused %s", code)
        clash = Refused("saved_at_the_same_moment", "Dit is net door een ander bewaard. Kijk wat er nu staat.")
    raise clash


def refused(code: str, refusal: Exception, *, by: Actor, at: datetime, given: dict[str, Any]) -> None:
    """Add the event of a refused attempt: which act, on what, and the name of the rule; never what was typed."""
    subject = next((value for value in given.values() if hasattr(value, "trail_number")), None)
    with transaction.atomic():
        record(code, by=beside(subject, by), at=at, subject=subject, outcome=Outcome.REFUSED, rule=_rule_of(refusal))


def beside(subject: Any, by: Actor) -> Actor:
    """Return who stands in the trail of `subject`: of a report no professional by name, whoever it is (P6)."""
    is_hidden = by.role == Sender.role and subject is not None and subject.trail_kind == Subject.REPORT
    return Sender(by) if is_hidden else by


def _rule_of(refusal: Exception) -> str:
    if isinstance(refusal, PermissionDenied):
        return "not_permitted"
    assert isinstance(refusal, ValidationError)
    found = refusal.error_dict.values() if hasattr(refusal, "error_dict") else [refusal.error_list]
    return ",".join(sorted({str(e.code) for errors in found for e in errors}))[:80]


def _kind_of(act: str) -> str:
    return Subject.ADVICE if act.startswith(("advice_", "short_contact_")) else Subject.NONE
