"""Every page about a file, asked by every role in every relation to it and in every state, against the table of rights.

And what is shown is told: each page that shows a file leaves exactly one event of a look, no more and no less.
"""

import os
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from desk.assessment.permissions import may_read_assessment
from desk.audit.choices import LOOKS, Outcome
from desk.audit.models import Event
from desk.audit.reading import has_looked
from desk.reports.access.permissions import may_seal
from desk.reports.permissions import (
    may_change,
    may_decide_on_secrecy,
    may_file_reports,
    may_open,
    may_reveal_reporter,
    may_see_cases,
    may_see_looks,
)
from desk.review.permissions import may_decide, may_review
from desk.rights_table.guarded import Permission
from desk.rights_table.samples import RELATIONS, Relation, colleague
from desk.rights_table.table import allowed
from desk.roles import Role
from tests.desk.accounts.addresses import about_cases
from tests.desk.rights_table.conftest import STATES, World

pytestmark = pytest.mark.django_db
IN_HAND = ("intake", "shielded", "assessing", "proposed")
DECIDED = ("proposed", "decided", "closed")


@dataclass(frozen=True)
class Page:
    """What a page asks: of the role at its door, of the record, and in which states it is there."""

    door: Permission
    right: Permission
    states: tuple[str, ...] = STATES
    shows: bool = True


PAGES: dict[str, Page] = {
    "reports:detail": Page(may_see_cases, may_open),
    "reports:case_file": Page(may_see_cases, may_open),
    "reports:looks": Page(may_see_cases, may_see_looks, shows=False),
    "reports:reveal": Page(may_see_cases, may_reveal_reporter, shows=False),
    "reports:secrecy_ask": Page(may_see_cases, may_change, shows=False),
    "reports:secrecy_disclose": Page(may_see_cases, may_change, shows=False),
    "reports:section": Page(may_file_reports, may_change, shows=False),
    "reports:section+": Page(may_file_reports, may_change, IN_HAND),
    "reports:person_new": Page(may_file_reports, may_change, IN_HAND),
    "reports:person": Page(may_file_reports, may_change, IN_HAND),
    "assessment:questions": Page(may_see_cases, may_read_assessment),
    "assessment:consult": Page(may_see_cases, may_read_assessment),
    "assessment:table": Page(may_see_cases, may_read_assessment),
    "assessment:version": Page(may_see_cases, may_read_assessment, DECIDED),
    "review:proposal": Page(may_review, may_decide, ("proposed",)),
    "review:secrecy": Page(may_review, may_decide_on_secrecy, ("shielded",)),
    "access:seal": Page(may_see_cases, may_seal, shows=False),
    "attachments:list": Page(may_see_cases, may_open),
    "attachments:download": Page(may_see_cases, may_open),
    "attachments:remove": Page(may_see_cases, may_change),
    "contact:thread": Page(may_see_cases, may_open),
    "contact:feedback": Page(may_see_cases, may_change),
}
# What is only sent: the same walls hold, and a form that comes back is a look as well.
SENT: dict[str, Page] = {
    "reports:take_over": Page(may_see_cases, may_open),
    "reports:note": Page(may_see_cases, may_open),
    "reports:section+": Page(may_file_reports, may_change, IN_HAND),
    "reports:person": Page(may_file_reports, may_change, IN_HAND),
    "reports:person_unknown": Page(may_file_reports, may_change, IN_HAND),
    "reports:relation": Page(may_file_reports, may_change, IN_HAND),
    "assessment:questions": Page(may_see_cases, may_read_assessment, ("assessing", *DECIDED)),
    "assessment:ground": Page(may_see_cases, may_read_assessment, ("assessing", *DECIDED)),
    "assessment:consult": Page(may_see_cases, may_read_assessment),
    "assessment:take_back": Page(may_see_cases, may_read_assessment, DECIDED),
    "attachments:list": Page(may_see_cases, may_change),
    "attachments:remove": Page(may_see_cases, may_change),
    "contact:ask": Page(may_see_cases, may_change),
    "contact:seen": Page(may_see_cases, may_change, shows=False),
    "contact:feedback": Page(may_see_cases, may_change),
    "review:confirm": Page(may_review, may_decide, ("proposed",)),
    "review:send_back": Page(may_review, may_decide, ("proposed",)),
    "review:remark": Page(may_review, may_decide, ("proposed",)),
    "review:approve_secrecy": Page(may_review, may_decide_on_secrecy, ("shielded",)),
    "review:refuse_secrecy": Page(may_review, may_decide_on_secrecy, ("shielded",)),
}
# Sent with the key of a row that hangs on a page above, tried in their own tests.
BY_A_ROW = {"reports:person_remove", "reports:relation_drop", "assessment:ground_remove", "review:reply"}
BY_A_ROW |= {"contact:withdrawal"}


def test_every_page_about_a_file_is_walked():
    walked = {*PAGES, *SENT, *BY_A_ROW}
    assert {name for name in about_cases() if not name.startswith("advice:")} - walked == set()


def address(name: str, world: World, state: str) -> str:
    report = world.reports[state]
    number = report.case_file.number if name in ("reports:case_file", "reports:note", "access:seal") else report.number
    more: dict[str, Any] = {"number": number}
    if name == "reports:section+":
        more["section"] = "vraag"
    if name == "reports:person":
        more["pk"] = world.persons[state]
    if name in ("attachments:download", "attachments:remove"):
        more["pk"] = world.documents[state]
    if name == "assessment:version":
        more["version"] = 1
    return reverse(name.rstrip("+"), kwargs=more)


def expected(page: Page, role: Role, relation: Relation) -> str:
    """What the table says: in, not for this role (403), tell why first, or not there (404)."""
    if role == Role.PROFESSIONAL:
        return "not there"  # the desk itself is not, for somebody from outside
    if not page.door(colleague(role)):
        return "not yours"
    if not allowed(role, relation, [may_open]):
        within = relation.code == "team" or (relation.code == "other" and role not in (Role.COUNSELLOR, Role.TEAM_LEAD))
        return "tell why" if within else "not there"
    return "in" if allowed(role, relation, [page.right]) else "not yours"


def got(answer: Any, *, sent: bool = False) -> str:
    asks = answer.headers.get("Location", "").startswith("/toegang/")
    if asks or (sent and b"is voorbij" in answer.content):
        return "tell why"
    return {403: "not yours", 404: "not there"}.get(answer.status_code, "in")


def numbers(world: World, state: str) -> list[str]:
    report = world.reports[state]
    return [report.number, report.case_file.number]


def looks_of(user: Any) -> int:
    """How often this colleague looked at a file until now."""
    return Event.objects.filter(actor_id=user.pk, act__in=LOOKS, outcome=Outcome.DONE).count()


def states_of(page: Page, role: Role, relation: Relation, name: str) -> tuple[str, ...]:
    """A state for each page, role and relation, in turn, so that all are seen; with MELDESK_WALK=whole every one."""
    if os.environ.get("MELDESK_WALK") == "whole":
        return page.states
    turn = list(Role).index(role) + RELATIONS.index(relation) + list(name.encode())[-1]
    return (page.states[turn % len(page.states)],)


def walk(world: World, client: Client, user: Any, role: Role, relation: Relation, *, sent: bool) -> list[Any]:
    """Every page in its states; returns what is not as the table says."""
    wrong, before = [], looks_of(user)
    for name, page in (SENT if sent else PAGES).items():
        for state in states_of(page, role, relation, name):
            if state == "proposed" and role == Role.BEHAVIOURAL_SCIENTIST:
                continue  # asked for the second pair of eyes: that is their own work, tried below
            path = address(name, world, state)
            answer = client.post(path, {"version": "0"}) if sent else client.get(path)
            list(answer)  # a file is read to its end, or it would stay open
            told, due = got(answer, sent=sent), expected(page, role, relation)
            shown = answer.status_code in (200, 400, 409) and page.shows
            if told != due and not (told == "not yours" and sent and _refused_by_action(page)):
                wrong.append((role, name, state, told, due, answer.status_code))
            looks = looks_of(user) - before
            before += looks
            # A form that comes back within ten minutes of a look belongs to that look.
            goes_on = sent and not looks and has_looked(numbers(world, state), actor=user.pk, since=world.at)
            if looks != int(shown) and not (shown and goes_on):
                wrong.append((role, name, state, "looks", looks, answer.status_code))
    return wrong


def _refused_by_action(page: Page) -> bool:
    """A page that may be read, whose form may not be sent: its action says no."""
    return page.right in (may_read_assessment, may_open)


def roles_in(relation: Relation) -> list[Role]:
    """Whose relation it can be: for one's own work the counsellor, whom the reports are of."""
    return [Role.COUNSELLOR] if relation.is_own else list(Role)


@pytest.mark.parametrize("sent", [False, True], ids=["pages", "forms"])
@pytest.mark.parametrize("relation", RELATIONS, ids=lambda relation: relation.code)
def test_everything_answers_as_the_table_says(relation: Relation, sent: bool, world: World, client_of):
    people = {role: world.somebody(role, relation) for role in roles_in(relation)}
    wrong = [walk(world, client_of(user), user, role, relation, sent=sent) for role, user in people.items()]
    assert [one for some in wrong for one in some] == []


@pytest.mark.parametrize("team", ["own", "other"])
def test_a_scientist_opens_what_waits_for_a_second_pair_of_eyes(team: str, world: World, client_of):
    relation = next(one for one in RELATIONS if one.code == ("team" if team == "own" else "other"))
    client = client_of(world.somebody(Role.BEHAVIOURAL_SCIENTIST, relation))
    assert client.get(address("review:proposal", world, "proposed")).status_code == 200
    other = client.get(address("reports:detail", world, "assessing")).status_code
    assert other == (200 if team == "own" else 302)
