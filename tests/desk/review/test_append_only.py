"""Decisions, remarks and replies are added and never rewritten, in the ORM or in SQL (P9)."""

import pytest
from django.db import IntegrityError, connection, transaction

from desk.review import actions
from desk.review.models import Decision, Remark, Reply
from tests import stories

pytestmark = pytest.mark.django_db

COLUMN = {Decision: "remark", Remark: "text", Reply: "text"}


@pytest.fixture
def returned(noor, joke, at) -> None:
    proposal = stories.proposed(by=noor, at=at)
    actions.send_back(by=joke, at=at, assessment=proposal, version=proposal.version, remark="Wie?", question="q1")
    actions.answer_remark(by=noor, at=at, remark=Remark.objects.get(), text="De mentor.")


@pytest.mark.parametrize("model", COLUMN)
@pytest.mark.parametrize("verb", ["update", "delete", "sql update", "sql delete"])
def test_nothing_is_rewritten(returned, model, verb) -> None:
    before = list(model.objects.values())
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        rewrite(model, verb)
    assert list(model.objects.values()) == before


def rewrite(model, verb: str) -> None:
    table, column = model._meta.db_table, COLUMN[model]
    if verb == "update":
        model.objects.update(**{column: "Anders."})
    elif verb == "delete":
        model.objects.all()._raw_delete("default")
    else:
        statement = f"UPDATE {table} SET {column} = 'Anders.'" if verb == "sql update" else f"DELETE FROM {table}"
        with connection.cursor() as cursor:
            cursor.execute(statement)
