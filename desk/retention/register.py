"""What somebody sees of the register: the privacy officer the region, a lead the team without what is hidden."""

from django.db.models import QuerySet

from desk.accounts.models import User
from desk.reports.access.hidden import hidden_from
from desk.reports.models import CaseFile
from desk.retention.models import Destruction
from desk.retention.permissions import may_propose_destruction


def register(user: User) -> QuerySet[Destruction]:
    """Return the proposals and decisions `user` may see, those that wait among them."""
    rows = Destruction.objects.select_related("team", "proposed_by", "decided_by")
    if may_propose_destruction(user):
        return rows.filter(team__region=user.region_id)
    hidden = CaseFile.objects.filter(hidden_from(user, "pk")).values("number")
    apart = Destruction.objects.filter(was_hidden=True).exclude(decided_by=user).values("case_number")
    return rows.filter(team=user.team_id).exclude(case_number__in=hidden).exclude(case_number__in=apart)
