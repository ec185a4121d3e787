"""An expert's advice is added and never rewritten, whoever holds the pen."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from desk.assessment import actions
from desk.assessment.models import Consultation
from tests import stories

pytestmark = pytest.mark.django_db


@pytest.fixture
def consultation(noor, at) -> Consultation:
    return actions.consult(
        by=noor,
        at=at,
        report=stories.taken_in(by=noor, at=at),
        submission=uuid4(),
        expert="Saskia G.",
        discipline="behavioural_scientist",
        question="Past dit bij haar leeftijd?",
        advice="Vraag door.",
    )


@pytest.mark.parametrize(
    "rewrite",
    [
        lambda rows: rows.update(advice="Anders."),
        lambda rows: rows.delete(),
        lambda _rows: _sql("UPDATE assessment_consultation SET advice = 'Anders.'"),
        lambda _rows: _sql("DELETE FROM assessment_consultation"),
    ],
    ids=["update", "delete", "sql update", "sql delete"],
)
def test_a_consultation_is_never_rewritten(consultation, rewrite) -> None:
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        rewrite(Consultation.objects.all())
    assert stories.fresh(consultation).advice == "Vraag door."


def _sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
