"""Every address of the desk, asked by every role: what is not in this table does not exist."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse

from desk.accounts.factors import AuthenticatorApp
from desk.accounts.models import User
from desk.accounts.recovery import ask_recovery
from desk.advice.models import Advice
from desk.assessment.models import Assessment
from desk.audit.models import Event
from desk.directory.actions import save_organisation
from desk.reports.models import Report
from desk.reports.people import relate, save_person
from desk.review import actions as review_actions
from desk.review.models import Decision
from desk.roles import Role
from tests import stories
from tests.signing_in import PASSWORD, let_in

pytestmark = pytest.mark.django_db
# One column each: counsellor, team lead, behavioural scientist, physician, privacy officer, administrator, then two of
# the other team (counsellor, team lead), and somebody who did not sign in.
PEOPLE = ["noor", "joke", "saskia", "vera", "samir", "ada", "bram", "hans", "nobody"]
# 404: behind the wall of team or region. 403: not of this role. 405: sends only. 302: to the sign-in page, or onwards.
TABLE = """
worklist                 200 200 200 200 302 302 200 200 302
login                    200 200 200 200 200 200 200 200 200
second_step              302 302 302 302 302 302 302 302 302
set_up                   302 302 302 302 302 302 302 302 302
session                  200 200 200 200 200 200 200 200 200
lock                     405 405 405 405 405 405 405 405 302
unlock                   302 302 302 302 302 302 302 302 302
logout                   405 405 405 405 405 405 405 405 405
emergency                200 200 200 200 200 200 200 200 200
tour                     200 200 200 200 200 200 200 200 302
health                   200 200 200 200 200 200 200 200 200
search                   200 200 200 200 403 403 200 200 302
advice:list              200 200 200 200 403 403 200 200 302
advice:new               200 200 200 200 403 403 200 200 302
advice:check             405 405 405 405 403 403 405 405 302
advice:search            405 405 405 405 403 403 405 405 302
advice:by_code           405 405 405 405 403 403 405 405 302
advice:short             405 405 405 405 403 403 405 405 302
advice:short_undo        405 405 405 405 403 403 405 405 302
advice:detail            200 200 200 200 403 403 404 404 302
advice:scrub             200 200 200 200 403 403 404 404 302
reports:new              200 200 403 403 403 403 200 200 302
reports:draft            405 405 405 405 405 405 405 405 302
reports:draft_drop       405 405 405 405 405 405 405 405 302
reports:section          302 302 403 403 403 403 404 404 302
reports:section+         200 200 403 403 403 403 404 404 302
reports:person_new       200 200 403 403 403 403 404 404 302
reports:person_unknown   405 405 405 405 405 405 405 405 302
reports:person           200 200 403 403 403 403 404 404 302
reports:person_remove    405 405 405 405 405 405 405 405 302
reports:relation         405 405 405 405 405 405 405 405 302
reports:relation_drop    405 405 405 405 405 405 405 405 302
reports:list             200 200 200 200 403 403 200 200 302
reports:detail           302 200 200 200 403 403 404 404 302
reports:take_over        405 405 405 405 405 405 405 405 302
reports:looks            200 200 403 403 403 403 404 404 302
reports:reveal           200 200 403 403 403 403 404 404 302
reports:secrecy_ask      200 200 403 403 403 403 404 404 302
reports:secrecy_disclose 200 200 403 403 403 403 404 404 302
reports:case_file        200 200 200 200 403 403 404 404 302
reports:note             405 405 405 405 405 405 405 405 302
assessment:questions     200 200 200 200 403 403 404 404 302
assessment:ground        405 405 405 405 403 403 405 405 302
assessment:ground_remove 405 405 405 405 403 403 405 405 302
assessment:consult       200 200 200 200 403 403 404 404 302
assessment:take_back     405 405 405 405 403 403 405 405 302
assessment:table         200 200 200 200 403 403 404 404 302
assessment:version       200 200 200 200 403 403 404 404 302
review:queue             403 302 302 403 403 403 403 200 302
review:proposal          403 200 200 403 403 403 403 404 302
review:confirm           403 405 405 403 403 403 403 405 302
review:send_back         403 405 405 403 403 403 403 405 302
review:remark            403 405 405 403 403 403 403 405 302
review:reply             405 405 405 405 403 403 405 405 302
review:secrecy           403 200 403 403 403 403 403 404 302
review:approve_secrecy   403 405 405 403 403 403 403 405 302
review:refuse_secrecy    403 405 405 403 403 403 403 405 302
directory:list           200 200 200 200 200 200 200 200 302
directory:region         403 403 403 403 403 200 403 403 302
directory:new            403 403 403 403 403 200 403 403 302
directory:edit           403 403 403 403 403 200 403 403 302
directory:checked        403 403 403 403 403 405 403 403 302
accounts:list            403 403 403 403 403 200 403 403 302
accounts:new             403 403 403 403 403 200 403 403 302
accounts:edit            403 403 403 403 403 200 403 403 302
accounts:code_lists      403 403 403 403 200 200 403 403 302
accounts:shortcuts       405 405 405 405 405 405 405 405 302
accounts:own             200 200 200 200 200 200 200 200 302
accounts:confirm         200 200 200 200 200 200 200 200 302
accounts:add_factor      200 200 200 200 200 200 200 200 302
accounts:remove_app      405 405 405 405 405 405 405 405 302
accounts:remove_passkey  405 405 405 405 405 405 405 405 302
accounts:paper_codes     405 405 405 405 405 405 405 405 302
accounts:recovery_ask    403 403 403 403 403 200 403 403 302
accounts:recoveries      403 200 403 403 200 403 403 200 302
accounts:recovery        403 200 403 403 200 403 403 200 302
audit:reading_room       403 403 403 403 200 403 403 403 302
audit:export             403 403 403 403 200 403 403 403 302
"""


def routes(patterns: Any = None, space: str = "") -> Iterator[str]:
    """The name of every address; a second one with the same name ends in +."""
    seen: set[str] = set()
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(entry, URLPattern):
            name = f"{space}{entry.name}"
            yield f"{name}+" if name in seen else name
            seen.add(name)
        else:
            yield from routes(entry.url_patterns, f"{space}{entry.namespace}:" if entry.namespace else space)


@pytest.fixture
def records(noor, tariq, joke, ada, at) -> dict[str, dict[str, Any]]:
    """What the addresses are about: records of team Noord, each in the state in which its page is used."""
    intake = stories.a_report(by=noor, at=at)
    told = {"by": noor, "at": at, "case_file": intake.case_file}
    child, mother = (save_person(**told, role=role) for role in ("child", "presumed_perpetrator"))
    line = relate(**told, person=mother, kind="parent", other=child)
    shielded = stories.a_report(by=noor, at=at, reporter={**stories.TEACHER, **stories.shield_until(at)})
    draft = stories.a_draft(by=noor, at=at, report=stories.taken_in(by=noor, at=at))
    proposal = stories.proposed(by=noor, at=at)
    remark = review_actions.make_remark(by=joke, at=at, assessment=proposal, question="q1", text="Waarom?")
    entry = save_organisation(by=ada, at=at, name="Wijkteam", what="Hulp", phone="010 000 00 10")
    waits = ask_recovery(by=ada, at=at, person=tariq, reason="Ik zag hem zelf, met zijn pas.")
    advice = {"pk": stories.an_advice(by=noor, at=at).pk}
    return {
        "advice:detail": advice,
        "advice:scrub": advice,
        "reports:section+": {"number": intake.number, "section": "begin"},
        "reports:person": {"number": intake.number, "pk": child.pk},
        "reports:person_remove": {"number": intake.number, "pk": child.pk},
        "reports:relation_drop": {"number": intake.number, "pk": line.pk},
        "reports:case_file": {"number": intake.case_file.number},
        "reports:note": {"number": intake.case_file.number},
        "assessment:": {"number": draft.report.number},
        "assessment:version": {"number": proposal.report.number, "version": 1},
        "review:": {"number": proposal.report.number},
        "review:reply": {"pk": remark.pk},
        "review:secrecy": {"number": shielded.number},
        "review:approve_secrecy": {"number": shielded.number},
        "review:refuse_secrecy": {"number": shielded.number},
        "directory:edit": {"pk": entry.pk},
        "directory:checked": {"pk": entry.pk},
        "accounts:edit": {"pk": noor.pk},
        "audit:export": {"kind": "csv"},
        "accounts:remove_app": {"pk": 1},
        "accounts:remove_passkey": {"pk": 1},
        "accounts:recovery_ask": {"pk": noor.pk},
        "accounts:recovery": {"pk": waits.pk},
        "reports:": {"number": intake.number},
    }


def address(name: str, records: dict[str, dict[str, Any]]) -> str:
    """The path of this route about a record of team Noord."""
    space = name.partition(":")[0] + ":"
    for about in ({}, records.get(name), records.get(space)):
        with suppress(NoReverseMatch):
            return reverse(name.rstrip("+"), kwargs=about)
    raise AssertionError(name)


@pytest.fixture
def people(request, client_of, person_of, south) -> dict[str, Client]:
    """A client of everybody; hans leads the other team."""
    person_of("Hans M.", Role.TEAM_LEAD, south)
    known = {name: request.getfixturevalue(name) for name in PEOPLE if name not in {"hans", "nobody"}}
    known["hans"] = User.objects.get(username="hans")
    return {**{name: client_of(user) for name, user in known.items()}, "nobody": Client()}


def table() -> dict[str, list[int]]:
    lines = (line.split() for line in TABLE.strip().splitlines())
    return {name: [int(status) for status in statuses] for name, *statuses in lines}


def test_the_table_holds_every_address_and_no_other():
    assert sorted(table()) == sorted(routes())


@pytest.mark.parametrize("column", range(len(PEOPLE)), ids=PEOPLE)
def test_everybody_gets_what_the_table_says(column: int, records, people):
    client = people[PEOPLE[column]]
    got = {name: client.get(address(name, records)).status_code for name in table()}
    assert got == {name: statuses[column] for name, statuses in table().items()}


@pytest.mark.parametrize("has_factor", [True, False], ids=["has a second factor", "has none yet"])
def test_who_gave_the_password_alone_gets_what_a_stranger_gets(has_factor: bool, records, noor):
    let_in(noor)
    if not has_factor:
        AuthenticatorApp.objects.all().delete()
    client = Client()
    client.post("/inloggen/", {"username": noor.username, "password": PASSWORD})
    got = {name: client.get(address(name, records)).status_code for name in table()}
    here = {"second_step": 200, "set_up": 302} if has_factor else {"second_step": 302, "set_up": 200}
    assert got == {**{name: statuses[-1] for name, statuses in table().items()}, **here}


def test_a_locked_screen_opens_nothing_but_itself_and_112(records, people):
    client = people["joke"]
    client.post("/op-slot/")
    for name in table():
        answer = client.get(address(name, records))
        if name in {"unlock", "emergency", "health", "session"}:
            assert answer.status_code == 200, name
        elif name == "logout":
            assert answer.status_code == 405
        else:
            assert answer.url.startswith("/op-slot/openen/?next="), name
        assert "Joke V." not in answer.content.decode(), name


def about_cases() -> list[str]:
    """The addresses of one record of a case or an advice."""
    spaces = ("advice:detail", "advice:scrub", "reports:", "assessment:", "review:")
    apart = {"reports:new", "reports:draft", "reports:draft_drop", "reports:list", "review:queue"}
    return [name for name in table() if name.startswith(spaces) and name not in apart]


@pytest.mark.parametrize("who", ["bram", "hans", "samir", "ada"])
def test_nothing_is_done_to_a_record_behind_the_wall(who: str, records, people):
    before = state()
    got = {name: people[who].post(address(name, records), {"version": "1"}).status_code for name in about_cases()}
    assert set(got.values()) <= {403, 404, 405}, got
    assert state() == before


def state() -> list[Any]:
    return [list(model.objects.order_by("pk").values()) for model in (Report, Assessment, Decision, Advice)]


@pytest.mark.parametrize("who", ["bram", "hans"])
def test_a_record_behind_the_wall_is_the_same_as_none_and_the_attempt_is_kept(who: str, records, people):
    there, absent = address("reports:detail", records), "/meldingen/M-2026-9999/"
    assert people[who].get(there).status_code == people[who].get(absent).status_code == 404
    refused = Event.objects.filter(actor_name=User.objects.get(username=who).display_name, outcome="refused")
    assert [event.subject for event in refused] == [records["reports:"]["number"]]


def test_a_role_taken_away_holds_from_the_next_click(records, people, joke):
    path = address("review:secrecy", records)
    assert people["joke"].get(path).status_code == 200
    User.objects.filter(pk=joke.pk).update(role=Role.COUNSELLOR)
    assert people["joke"].get(path).status_code == 403
