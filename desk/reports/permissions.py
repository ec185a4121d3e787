"""Who may do what with a report. Team and region are a wall: what is behind it does not exist (404)."""

from desk.accounts.models import User
from desk.reports.access.standing import Standing, is_of_the_team, standing
from desk.reports.identity import Reporter
from desk.reports.models import CaseFile, Report
from desk.roles import CASE_ROLES, EXPERTS, TEAM_ROLES, Role


def may_see_cases(user: User) -> bool:
    """Counsellor, team lead and experts; not the privacy officer, not the functional administrator."""
    return user.is_active and user.role in CASE_ROLES


def may_file_reports(user: User) -> bool:
    """Counsellors and team leads of a team take reports in."""
    return user.is_active and user.role in TEAM_ROLES and user.team_id is not None


def may_report_through_portal(user: User) -> bool:
    """A professional of the portal, whose account has not ended; a colleague of the desk takes a report in instead."""
    return user.is_active and user.role == Role.PROFESSIONAL


def is_within_sight(user: User, record: Report | CaseFile, seen: Standing | None = None) -> bool:
    """The own team; for an expert the region. The same wall as models.WithinReach.visible_to, for one record."""
    if not may_see_cases(user) or (seen or standing(user, record)).hidden:
        return False
    if user.role in EXPERTS:
        return user.region_id == record.team.region_id
    return user.team_id == record.team_id


def may_open(user: User, record: Report | CaseFile) -> bool:
    """Who works on it, the lead and the experts of its team; others with a reason for four hours, within the region.

    Broken glass opens a sealed file for an hour. Nothing opens what a wall keeps from somebody.
    """
    if not may_see_cases(user):
        return False
    seen = standing(user, record)
    if seen.walled or user.region_id != record.team.region_id:
        return False
    if seen.broke_glass:
        return True
    works_on_it = is_within_sight(user, record, seen) and (seen.works_on_it or is_of_the_team(user, record))
    return works_on_it or (seen.gave_reason and not seen.hidden)


def may_ask_access(user: User, record: Report | CaseFile) -> bool:
    """A file of the region that somebody does not work on: with a reason it opens. Sealed or walled: there is none."""
    return may_break_glass(user, record) and not standing(user, record).hidden


def may_break_glass(user: User, record: Report | CaseFile) -> bool:
    """Who sees cases, within the region, in need; a sealed file too, never one behind a wall."""
    return may_see_cases(user) and user.region_id == record.team.region_id and not standing(user, record).walled


def may_change(user: User, record: Report | CaseFile) -> bool:
    """Counsellors and team leads of the own team. An expert advises and does not write in the file.

    Nor does who came in through broken glass: a sealed file is read in an emergency, not changed.
    """
    return user.role in TEAM_ROLES and may_open(user, record) and is_within_sight(user, record)


def may_file_in(user: User, case_file: CaseFile) -> bool:
    """A new report may go in any file of the own team: the call does not wait, and who files it works on it."""
    return may_file_reports(user) and user.team_id == case_file.team_id and is_within_sight(user, case_file)


def may_reveal_reporter(user: User, report: Report) -> bool:
    """Who works on the report in its own team; an expert advises without knowing who reported."""
    return may_change(user, report)


def may_see_looks(user: User, report: Report) -> bool:
    """Who works on the report sees who opened it, and so does the lead of its team."""
    is_lead = user.role == Role.TEAM_LEAD and user.team_id == report.team_id
    return may_open(user, report) and (user.pk == report.owner_id or is_lead)


def may_decide_on_secrecy(user: User, report: Report) -> bool:
    """A team lead of the own team (P4, P5); that it is another one than who asked is a rule of the row (P8)."""
    return user.role == Role.TEAM_LEAD and may_change(user, report)


def asked_it_themselves(user: User, reporter: Reporter) -> bool:
    """Did `user` ask for this shield? Then the button stays visible, with the reason why it is not theirs."""
    return reporter.asked_by_id == user.pk
