"""Stopping without a report: the professional takes the record along, and nothing of it stays here."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from desk.accounts.models import User
from desk.audit import trail
from desk.audit.trail import Sender
from meldcode import copies, pdf
from meldcode.journey import Journey
from meldcode.journeys import forget
from meldcode.permissions import may_report
from meldcode.walk import Walk


@trail.act("portal_record_made")
def make_record(*, by: User, at: datetime, journey: Journey) -> bytes:
    """Return the steps so far as a PDF for the own file. Raises PermissionDenied for another's journey."""
    walk = Walk(by, _own(by, journey))
    parts = [(part.title, part.lines) for part in copies.steps_taken(walk)]
    made = pdf.document(
        _("Meldcode: mijn stappen"), at, [*parts, (_("Stand"), [(_("Wat volgt"), copies.advice_of(walk))])]
    )
    trail.record("portal_record_made", by=Sender(by), at=at)
    return made


@trail.act("portal_journey_stopped")
def stop(*, by: User, at: datetime, journey: Journey) -> None:
    """Forget the journey. The desk never knew of it. Raises PermissionDenied for another's."""
    _own(by, journey)
    forget(Journey.objects.filter(key=journey.key, user=by))
    trail.record("portal_journey_stopped", by=Sender(by), at=at)


def _own(by: User, journey: Journey) -> Journey:
    if not may_report(by) or journey.user_id != by.pk:
        raise PermissionDenied
    return journey
