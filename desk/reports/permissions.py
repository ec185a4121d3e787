"""Who may do what with a report. Team and region are a wall: what is behind it does not exist (404)."""

from desk.accounts.models import User
from desk.reports.identity import Reporter
from desk.reports.models import CaseFile, Report
from desk.roles import CASE_ROLES, EXPERTS, TEAM_ROLES, Role


def may_see_cases(user: User) -> bool:
    """Counsellor, team lead and experts; not the privacy officer, not the functional administrator."""
    return user.is_active and user.role in CASE_ROLES


def may_file_reports(user: User) -> bool:
    """Counsellors and team leads of a team take reports in."""
    return user.is_active and user.role in TEAM_ROLES and user.team_id is not None


def may_open(user: User, record: Report | CaseFile) -> bool:
    """The own team; an expert of the region. The same wall as models.WithinReach.visible_to."""
    if not may_see_cases(user):
        return False
    if user.role in EXPERTS:
        return user.region_id == record.team.region_id
    return user.team_id == record.team_id


def may_change(user: User, record: Report | CaseFile) -> bool:
    """Counsellors and team leads of the own team. An expert advises and does not write in the file."""
    return may_open(user, record) and user.role in TEAM_ROLES


def may_reveal_reporter(user: User, report: Report) -> bool:
    """Who works on the report in its own team; an expert advises without knowing who reported."""
    return may_change(user, report)


def may_see_looks(user: User, report: Report) -> bool:
    """Who works on the report sees who opened it, and so does the lead of its team."""
    return may_open(user, report) and (user.pk == report.owner_id or user.role == Role.TEAM_LEAD)


def may_decide_on_secrecy(user: User, report: Report) -> bool:
    """A team lead of the own team (P4, P5); that it is another one than who asked is a rule of the row (P8)."""
    return may_open(user, report) and user.role == Role.TEAM_LEAD


def asked_it_themselves(user: User, reporter: Reporter) -> bool:
    """Did `user` ask for this shield? Then the button stays visible, with the reason why it is not theirs."""
    return reporter.asked_by_id == user.pk
