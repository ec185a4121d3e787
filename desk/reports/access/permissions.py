"""Who judges a look, lets a reporter be shown, seals a file, and knows of a wall."""

from desk.accounts.models import User
from desk.reports.access.models import Consent, Grant, Wall
from desk.reports.access.standing import standing
from desk.reports.models import CaseFile
from desk.reports.permissions import is_within_sight, may_change, may_decide_on_secrecy, may_see_cases
from desk.roles import EXPERTS, Role


def may_judge(user: User, grant: Grant) -> bool:
    """A lead of the file's team; of broken glass the privacy officer too. That it is not the looker is a rule (P8)."""
    if not user.is_active or user.region_id != grant.case_file.team.region_id:
        return False
    if user.role == Role.PRIVACY_OFFICER:
        return grant.is_emergency
    is_lead = user.role == Role.TEAM_LEAD and user.team_id == grant.case_file.team_id
    return is_lead and is_within_sight(user, grant.case_file)


def may_judge_access(user: User) -> bool:
    """Who has a queue of access to judge and reporters to show: team leads and the privacy officer."""
    return user.is_active and user.role in (Role.TEAM_LEAD, Role.PRIVACY_OFFICER)


def may_consent(user: User, consent: Consent) -> bool:
    """A lead of the report's team who may see it, or the privacy officer; that it is not who asks is a rule (P8)."""
    if not may_judge_access(user) or user.region_id != consent.report.team.region_id:
        return False
    return user.role == Role.PRIVACY_OFFICER or may_decide_on_secrecy(user, consent.report)


def may_seal(user: User, case_file: CaseFile) -> bool:
    """A lead of the file's team who sees it."""
    return user.role == Role.TEAM_LEAD and may_change(user, case_file)


def can_be_named(user: User, case_file: CaseFile) -> bool:
    """Who could see the file if it were not sealed: its team, and the experts of the region."""
    if not may_see_cases(user) or standing(user, case_file).walled:
        return False
    return user.team_id == case_file.team_id or (user.role in EXPERTS and user.region_id == case_file.team.region_id)


def may_put_walls(user: User) -> bool:
    """A team lead, or the privacy officer: the two who know of a wall."""
    return may_judge_access(user)


def may_put_wall(user: User, case_file: CaseFile) -> bool:
    """A lead for a file of the own team that exists for them; the privacy officer for every file of the region."""
    if not may_put_walls(user) or user.region_id != case_file.team.region_id:
        return False
    return user.role == Role.PRIVACY_OFFICER or may_seal(user, case_file)


def can_be_walled(user: User, case_file: CaseFile) -> bool:
    """Who sees cases in this region."""
    return may_see_cases(user) and user.region_id == case_file.team.region_id


def may_know_wall(user: User, wall: Wall) -> bool:
    """The two who know of it, and nobody else."""
    return may_put_walls(user) and user.pk in (wall.put_by_id, wall.known_by_id)
