"""What still stands between the answers and a proposal, asked from the rules themselves."""

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import DEFAULT_DB_ALIAS
from django.db.models import BaseConstraint, BooleanField, CheckConstraint, Model, Value
from django.db.models.functions import Coalesce
from django.db.models.sql import Query
from django.db.models.sql.constants import SINGLE

from desk.accounts.models import User
from desk.assessment import rules
from desk.assessment.actions import unsafety_rests_on_a_fact
from desk.assessment.choices import State
from desk.assessment.models import Assessment
from desk.rulebook import all_hold


@dataclass(frozen=True)
class Point:
    """One open point: the rule, the column it speaks of (or none), and its sentence."""

    rule: str
    field: str
    sentence: str


def open_points(assessment: Assessment, *, by: User, at: datetime) -> list[Point]:
    """What `propose` would refuse for these answers. Nothing is saved."""
    proposal = copy.copy(assessment)
    proposal.state, proposal.proposed_by, proposal.proposed_at = State.PROPOSED, by, at
    found = [Point(r.name, "", str(r.violation_error_message)) for r in broken(proposal, rules.ASSESSMENT_RULES)]
    try:
        all_hold(
            lambda: unsafety_rests_on_a_fact(assessment),
            lambda: rules.each_party_has_a_contact(proposal.outcome, proposal.parties, proposal.contacts),
        )
    except ValidationError as refusal:
        found += _points(refusal)
    return found


def broken(row: Model, constraints: Sequence[BaseConstraint]) -> list[BaseConstraint]:
    """The row rules that `row` breaks, in one question to the database instead of one per rule."""
    query = Query(None)
    for name, value in row._get_field_expression_map(meta=row._meta).items():  # type: ignore[attr-defined]
        query.add_annotation(value, name, select=False)
    for n, constraint in enumerate(constraints):
        assert isinstance(constraint, CheckConstraint)
        holds = Coalesce(constraint.condition, Value(True), output_field=BooleanField())
        query.add_annotation(holds, f"rule_{n}")
    answers: Any = query.get_compiler(using=DEFAULT_DB_ALIAS).execute_sql(SINGLE)
    return [constraint for constraint, holds in zip(constraints, answers, strict=True) if not holds]


def _points(refusal: ValidationError) -> list[Point]:
    return [
        Point(str(error.code), "" if field == NON_FIELD_ERRORS else field, sentence)
        for field, errors in refusal.error_dict.items()
        for error in errors
        for sentence in error.messages
    ]
