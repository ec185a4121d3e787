"""What somebody sees of the register: the privacy officer the region, a lead the team without what is hidden."""

from django.db.models import QuerySet

from desk.accounts.models import User
from desk.reports.access.hidden import seals_without, walls_before
from desk.retention.models import Destruction
from desk.retention.permissions import may_propose_destruction


def register(user: User) -> QuerySet[Destruction]:
    """Return the proposals and decisions `user` may see, those that wait among them."""
    rows = Destruction.objects.select_related("team", "proposed_by", "decided_by")
    if may_propose_destruction(user):
        return rows.filter(team__region=user.region_id)
    # Asked of the walls and the seals, which are few, and not of the files.
    walled = walls_before(user).values("case_file__number")
    sealed = seals_without(user).values("case_file__number")
    apart = Destruction.objects.filter(was_hidden=True).exclude(decided_by=user).values("case_number")
    own = rows.filter(team=user.team_id)
    return own.exclude(case_number__in=walled).exclude(case_number__in=sealed).exclude(case_number__in=apart)
