"""What still stands between the answers and a proposal, asked from the rules themselves."""

import copy
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from desk.accounts.models import User
from desk.assessment import rules
from desk.assessment.actions import unsafety_rests_on_a_fact
from desk.assessment.choices import State
from desk.assessment.models import Assessment
from desk.rulebook import all_hold
from desk.ruled import broken


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
    found = [Point(r.name, "", str(r.violation_error_message)) for r in broken((proposal, rules.ASSESSMENT_RULES))]
    try:
        all_hold(
            lambda: unsafety_rests_on_a_fact(assessment),
            lambda: rules.each_party_has_a_contact(proposal.outcome, proposal.parties, proposal.contacts),
        )
    except ValidationError as refusal:
        found += _points(refusal)
    return found


def _points(refusal: ValidationError) -> list[Point]:
    return [
        Point(str(error.code), "" if field == NON_FIELD_ERRORS else field, sentence)
        for field, errors in refusal.error_dict.items()
        for error in errors
        for sentence in error.messages
    ]
