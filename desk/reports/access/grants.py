"""Looking into a file one does not work on: with a reason, in an emergency, and what a lead finds of it afterwards."""

from collections.abc import Callable
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from desk.accounts.models import User
from desk.audit import trail
from desk.deadlines import due, local_day
from desk.reports.access import rules
from desk.reports.access.choices import LASTS, Way
from desk.reports.access.models import Grant
from desk.reports.access.permissions import may_judge
from desk.reports.models import CaseFile, Report
from desk.reports.permissions import may_ask_access, may_break_glass, may_see_cases
from desk.reports.tasks import tell_of_broken_glass
from desk.rulebook import lock, tidy


def file_with_number(number: str) -> CaseFile | None:
    """Return the file with this number, or that of the report with this number; for an action, never for a page."""
    files = CaseFile.objects.select_related("team__region")
    found: CaseFile | None = files.filter(number=number).first()
    if found:
        return found
    report = Report.objects.select_related("case_file__team__region").filter(number=number).first()
    return report.case_file if report else None


@trail.act("access_asked")
def ask_access(*, by: User, at: datetime, case_file: CaseFile | None, reason: str) -> Grant:
    """Open a file of the region for four hours. A lead of its team judges the reason within three working days.

    In: `case_file` None for a number that is not there. Raises PermissionDenied, Refused (no such file for this
    colleague), ValidationError (no reason in own words).
    """
    if not may_see_cases(by):
        raise PermissionDenied
    found = _there_for(may_ask_access, by, case_file)
    return _let_in(found, Way.REASON, "access_asked", reason, by=by, at=at)


@trail.act("glass_broken")
def break_glass(*, by: User, at: datetime, case_file: CaseFile | None, reason: str) -> Grant:
    """Open a file of the region for one hour, sealed or not. Lead and privacy officer hear of it at once.

    Raises PermissionDenied, Refused (no such file for this colleague), ValidationError (no reason in own words).
    """
    if not may_see_cases(by):
        raise PermissionDenied
    found = _there_for(may_break_glass, by, case_file)
    grant = _let_in(found, Way.BREAK_GLASS, "glass_broken", reason, by=by, at=at)
    # A mail that cannot be queued keeps nobody from a file in need: the bar on every page is the word that counts.
    transaction.on_commit(lambda: tell_of_broken_glass.apply_async((grant.pk,), retry=False), robust=True)
    return grant


@trail.act("access_judged")
def judge_access(*, by: User, at: datetime, grant: Grant, version: int, judgement: str, remark: str = "") -> Grant:
    """Say whether somebody had to look. Raises PermissionDenied, Stale, Refused (judged already), ValidationError."""
    if not may_judge(by, grant):
        raise PermissionDenied
    current = lock(grant, version)
    rules.access_is_judged_once(current.waits)
    current.judgement, current.remark = judgement, tidy(remark)
    current.judged_by, current.judged_at, current.judged_as = by, at, by.role
    current.full_clean()
    current.save()
    told = f"{current.get_judgement_display()}, medewerker {current.worker.trail_number}"
    trail.record("access_judged", by=by, at=at, subject=current, detail=told)
    return current


def _there_for(permission: Callable[[User, CaseFile], bool], by: User, case_file: CaseFile | None) -> CaseFile:
    rules.there_is_such_a_file(case_file is not None and permission(by, case_file))
    assert case_file is not None
    return case_file


def _let_in(case_file: CaseFile, way: str, act: str, reason: str, *, by: User, at: datetime) -> Grant:
    """The same form sent twice is one way in."""
    CaseFile.objects.select_for_update().get(pk=case_file.pk)
    running = Grant.objects.filter(case_file=case_file, worker=by, way=way, at__gt=at - LASTS[way])
    grant = running.filter(reason=tidy(reason)).first()
    if grant is None:
        judge_by = due("judge_access", local_day(at))
        grant = Grant(case_file=case_file, worker=by, way=way, reason=tidy(reason), at=at, judge_by=judge_by)
        grant.full_clean()
        grant.save(force_insert=True)
    trail.record(act, by=by, at=at, subject=case_file, reason=grant.reason)
    return grant
