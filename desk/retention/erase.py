"""Takes a case file out of every table. Called by the decision of a second person, and by nothing else."""

from typing import Any

from desk.assessment.models import Assessment, Consultation, Ground
from desk.attachments.actions import forget
from desk.attachments.models import Attachment
from desk.audit import histories
from desk.contact.models import Message, Reading
from desk.oversight.models import Alarm
from desk.reports.models import (
    CaseFile,
    Consent,
    Grant,
    Household,
    MeldcodeSteps,
    Named,
    Note,
    Observation,
    Passage,
    Person,
    Relation,
    Report,
    Reporter,
    Seal,
    Sharing,
    Wall,
)
from desk.review.models import Decision, Remark, Reply

# table: the way from a row to its file. What rests on something else goes before it; a test holds this against the
# foreign keys there are, so that a table made tomorrow cannot stay behind.
CONTENT: tuple[tuple[Any, str], ...] = (
    (Reading, "message__report__case_file"),
    (Message, "report__case_file"),
    (Reply, "remark__assessment__report__case_file"),
    (Remark, "assessment__report__case_file"),
    (Decision, "report__case_file"),
    (Consultation, "report__case_file"),
    (Ground, "assessment__report__case_file"),
    (Assessment, "report__case_file"),
    (Consent, "report__case_file"),
    (Passage, "report__case_file"),
    (Observation, "report__case_file"),
    (Reporter, "report__case_file"),
    (Attachment, "report__case_file"),
    (Sharing, "report__case_file"),
    (MeldcodeSteps, "report__case_file"),
    (Report, "case_file"),
    (Named, "seal__case_file"),
    (Seal, "case_file"),
    (Wall, "case_file"),
    (Grant, "case_file"),
    (Relation, "case_file"),
    (Person, "case_file"),
    (Household, "case_file"),
    (Note, "case_file"),
)
_WITH_HISTORY = (Assessment, Report)


def erase(case_file: CaseFile) -> None:
    """Remove the file and all that is in it, older versions too; the next event of the act tells which those were.

    What lies in the store of documents goes when the transaction is committed.

    A file that follows this one stays, and follows nothing any more.
    """
    numbers = [case_file.number, *case_file.reports.values_list("number", flat=True)]
    Alarm.objects.filter(subject__in=numbers).delete()
    forget(case_file.reports.all())
    for model, path in CONTENT:
        rows = model.objects.filter(**{path: case_file})
        # A row that goes leaves a last version behind: the history goes after it.
        with_history = list(rows) if model in _WITH_HISTORY else []
        rows.delete()
        for row in with_history:
            histories.forget_history(row)
    case_file.followed_by.update(follows=None)
    CaseFile.objects.filter(pk=case_file.pk).delete()
