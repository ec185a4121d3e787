"""Who proposes that a file goes, who decides, and who reads the register."""

from desk.accounts.models import User
from desk.reports.models import CaseFile
from desk.reports.permissions import is_within_sight
from desk.roles import Role


def may_propose_destruction(user: User) -> bool:
    """The privacy officer, who sees numbers and days and no content."""
    return user.is_active and user.role == Role.PRIVACY_OFFICER


def may_read_register(user: User) -> bool:
    """The privacy officer of the region, and leads for their team."""
    return may_propose_destruction(user) or (user.is_active and user.role == Role.TEAM_LEAD)


def may_decide_on_destruction(user: User, case_file: CaseFile) -> bool:
    """A lead of the file's team who sees it, or a privacy officer of the region; not who proposed it is a rule (P8)."""
    if may_propose_destruction(user):
        return user.region_id == case_file.team.region_id
    return user.role == Role.TEAM_LEAD and is_within_sight(user, case_file)
