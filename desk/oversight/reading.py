"""The reading room of a team lead: the trail of the own team, as far as a lead may see it."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Concat

from desk.accounts.models import User
from desk.audit import trail
from desk.audit.choices import Outcome
from desk.audit.models import Event
from desk.audit.reading import BY_THE_CLOCK, Answer, Asked, in_words, page_of
from desk.oversight.choices import LEAD_READS
from desk.oversight.permissions import may_read_team_trail
from desk.reports.models import CaseFile, Report
from desk.roles import EXPERTS

TEAM_VIEWS = ("alles", "melder", "geweigerd", "afscherming")


@trail.act("team_trail_read")
def read_team_trail(*, by: User, at: datetime, asked: Asked) -> Answer:
    """Return what was asked, of the own team. Raises PermissionDenied for all but a team lead."""
    if not may_read_team_trail(by):
        raise PermissionDenied
    answer = page_of(within_reach(by), asked, TEAM_VIEWS, BY_THE_CLOCK)
    trail.record("team_trail_read", by=by, at=at, detail=in_words(asked))
    return answer


def within_reach(lead: User) -> QuerySet[Event]:
    """The events a lead may read: about a file or report that `lead` may see, and of the team about none in particular.

    What stands behind a wall for them, or is sealed without their name, has no event either: not even a refused one.
    And where a colleague who works in this team was refused one of its files, that would tell of a wall around them.
    """
    # Looked up for each line that is read: all numbers of a team would be a million to compare with.
    reports = Subquery(Report.objects.visible_to(lead).filter(number=OuterRef("subject")).values("number")[:1])
    files = Subquery(CaseFile.objects.visible_to(lead).filter(number=OuterRef("subject")).values("number")[:1])
    team = User.objects.filter(team=lead.team_id).values("pk")
    about = Q(subject=reports) | Q(subject=files) | Q(subject="", actor_id__in=team)
    inside = User.objects.filter(Q(team=lead.team_id) | Q(region=lead.region_id, role__in=EXPERTS)).values("pk")
    no_way_in = Q(rule__contains="not_permitted") | Q(rule__contains="there_is_such_a_file")
    kept_out = no_way_in & Q(outcome=Outcome.REFUSED, actor_id__in=inside) & ~Q(subject="")
    # Nearly every act is read: led by the index of acts, PostgreSQL would gather the whole day before it sorts it.
    events = Event.objects.alias(done=Concat("act", Value("")))
    return events.filter(about, done__in=LEAD_READS, at__isnull=False).exclude(kept_out)
