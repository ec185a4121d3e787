"""A form of the portal that brings what its page does not have, such as another sender or ‘unknown’ (P3)."""

from datetime import datetime
from typing import Any

from desk.accounts.models import User
from desk.audit import trail
from desk.audit.trail import Sender
from desk.reports.rules import not_its_own
from desk.rulebook import Refused


def refuse_crafted(act: str, *, by: User, at: datetime, **given: Any) -> Refused:
    """Record the attempt as a refused `act`, on what is among `given`. Out: the refusal, to show in the form."""
    refusal = not_its_own()
    trail.refused(act, refusal, by=Sender(by), at=at, given=given)
    return refusal
