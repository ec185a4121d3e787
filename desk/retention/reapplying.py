"""Destroys anew what a backup brought back: a file that two people had destroyed before the database was put back."""

from datetime import datetime

from django.core.exceptions import PermissionDenied

from desk.accounts.models import User
from desk.audit import trail
from desk.deadlines import local_day
from desk.reports.access.hidden import is_kept_apart
from desk.reports.models import CaseFile
from desk.retention import rules
from desk.retention.choices import Verdict, Warned
from desk.retention.erase import erase
from desk.retention.listing import Listed
from desk.retention.models import Destruction
from desk.retention.over import kept
from desk.retention.permissions import may_decide_on_destruction, may_propose_destruction
from desk.rulebook import lock

WHY = "Dit dossier was al vernietigd. Het kwam terug met een reservekopie."


@trail.act("destruction_reapplied")
def reapply_destruction(*, by: User, at: datetime, second: User, case_file: CaseFile, told: Listed) -> Destruction:
    """Destroy a file of the list that is there again. It is gone when this returns; what waits in it goes along.

    In: a privacy officer, who proposes; another who decides; the file, and what the list says of it.
    Raises PermissionDenied, Refused (open, not over, another number), ValidationError (one person twice).
    """
    if not (may_propose_destruction(by) and all(may_decide_on_destruction(who, case_file) for who in (by, second))):
        raise PermissionDenied
    case_file = CaseFile.objects.select_for_update(of=("self",)).get(pk=case_file.pk)
    rules.it_is_the_file_of_the_list(case_file.number, told.case_number)
    rules.only_a_closed_file_goes(case_file.status)
    row = _proposal(case_file, by, at)
    # A proposal that waited was made by somebody: the other of the two decides.
    decides = by if row.proposed_by_id == second.pk else second
    row.verdict, row.decided_by, row.decided_at, row.decided_as = Verdict.DESTROYED, decides, at, decides.role
    row.was_hidden = is_kept_apart(case_file)
    row.full_clean()
    row.save()
    erase(case_file)
    trail.record("destruction_reapplied", by=by, at=at, subject=row, reason=told.term)
    return row


def _proposal(case_file: CaseFile, by: User, at: datetime) -> Destruction:
    """What was proposed before the database was put back and waits again, or a proposal made now."""
    term = kept(case_file)
    rules.term_is_over(term.until, local_day(at))
    waits = Destruction.objects.filter(case_number=case_file.number, verdict=Verdict.PENDING).first()
    if waits:
        return lock(waits, waits.version)
    row = Destruction(
        case_number=case_file.number,
        reports=term.numbers,
        persons=term.persons,
        team=case_file.team,
        last_change=term.last_change,
        keep_until=term.until,
        term=term.term,
        warned=Warned.NO,
        not_warned_reason=WHY,
        proposed_by=by,
        proposed_at=at,
    )
    row.full_clean()
    row.save(force_insert=True)
    return row
