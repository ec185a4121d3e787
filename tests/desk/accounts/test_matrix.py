"""Every address of the desk, asked by every role: what is not in this table does not exist."""

from contextlib import suppress
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from desk.accounts.factors import AuthenticatorApp
from desk.accounts.models import User
from desk.accounts.recovery import ask_recovery
from desk.advice.models import Advice
from desk.assessment.models import Assessment
from desk.audit.models import Event
from desk.directory.actions import save_organisation
from desk.openid import OpenID
from desk.reports.access.consents import ask_to_reveal
from desk.reports.models import Report
from desk.reports.people import relate, save_person
from desk.review import actions as review_actions
from desk.review.models import Decision
from desk.roles import Role
from tests import stories
from tests.desk.accounts.addresses import PEOPLE, about_cases, routes, table
from tests.signing_in import PASSWORD, let_in
from tests.stories_of_retention import an_old_file, proposed_to_go

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _with_a_provider(settings) -> None:
    """A desk with every address it can have; without a provider some are not there (test_provider_link.py)."""
    settings.OIDC = OpenID("https://organisatie.example", "meldesk", "geheim", "uw werkaccount")


@pytest.fixture
def records(noor, tariq, joke, samir, ada, at) -> dict[str, dict[str, Any]]:
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
        "provider_back_of": {"key": UUID(int=1)},
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
        "attachments:": {
            "number": intake.number,
            "pk": stories.an_attachment(by=noor, at=at, report=intake, clean=True).pk,
        },
        "attachments:list": {"number": intake.number},
        "contact:": {"number": intake.number},
        "contact:withdrawal": {"number": intake.number, "pk": 1},
        "review:secrecy": {"number": shielded.number},
        "review:approve_secrecy": {"number": shielded.number},
        "review:refuse_secrecy": {"number": shielded.number},
        "directory:edit": {"pk": entry.pk},
        "directory:checked": {"pk": entry.pk},
        "accounts:edit": {"pk": noor.pk},
        "audit:export": {"kind": "csv"},
        "access:judge": {"pk": stories.gives_reason(by=tariq, at=at, case_file=intake.case_file).pk},
        "access:consent": {"pk": ask_to_reveal(by=noor, at=at, report=shielded, reason="Ik bel de melder terug.").pk},
        "access:wall_lift": {
            "pk": stories.walled(by=joke, at=at, case_file=draft.report.case_file, worker=tariq, known_by=samir).pk
        },
        "access:ask": {"number": intake.number},
        "access:seal": {"number": intake.case_file.number},
        "accounts:remove_app": {"pk": 1},
        "accounts:remove_passkey": {"pk": 1},
        "accounts:unlink_other": {"pk": noor.pk},
        "accounts:recovery_ask": {"pk": noor.pk},
        "accounts:recovery": {"pk": waits.pk},
        "oversight:alarm": {"pk": stories.an_alarm(about=noor, at=at, report=intake).pk},
        "oversight:circle": {"pk": noor.pk},
        "oversight:circle_remove": {"pk": noor.pk},
        "retention:decide": {
            "pk": proposed_to_go(by=samir, at=at, case_file=an_old_file(by=noor, second=joke, at=at)).pk
        },
        "reports:": {"number": intake.number},
    }


def address(name: str, records: dict[str, dict[str, Any]]) -> str:
    """The path of this route about a record of team Noord."""
    space = name.partition(":")[0] + ":"
    for about in ({}, records.get(name), records.get(space)):
        with suppress(NoReverseMatch):
            return reverse(name.rstrip("+"), kwargs=about)
    raise AssertionError(name)


def answer_to(client: Client, path: str) -> int:
    """The status; a file is read to its end, or it would stay open."""
    answer = client.get(path)
    list(answer)
    return answer.status_code


@pytest.fixture
def people(request, client_of, person_of, south) -> dict[str, Client]:
    """A client of everybody; hans leads the other team."""
    person_of("Hans M.", Role.TEAM_LEAD, south)
    known = {name: request.getfixturevalue(name) for name in PEOPLE if name not in {"hans", "nobody"}}
    known["hans"] = User.objects.get(username="hans")
    return {**{name: client_of(user) for name, user in known.items()}, "nobody": Client()}


def test_the_table_holds_every_address_and_no_other():
    assert sorted(table()) == sorted(name for name in routes() if not name.startswith(("portal:", "api:")))


@pytest.mark.parametrize("column", range(len(PEOPLE)), ids=PEOPLE)
def test_everybody_gets_what_the_table_says(column: int, records, people):
    client = people[PEOPLE[column]]
    got = {name: answer_to(client, address(name, records)) for name in table()}
    assert got == {name: statuses[column] for name, statuses in table().items()}


@pytest.mark.parametrize("has_factor", [True, False], ids=["has a second factor", "has none yet"])
def test_who_gave_the_password_alone_gets_what_a_stranger_gets(has_factor: bool, records, noor):
    let_in(noor)
    if not has_factor:
        AuthenticatorApp.objects.all().delete()
    client = Client()
    client.post("/inloggen/", {"username": noor.username, "password": PASSWORD})
    got = {name: answer_to(client, address(name, records)) for name in table()}
    here = {"second_step": 200, "set_up": 302} if has_factor else {"second_step": 302, "set_up": 200}
    assert got == {**{name: statuses[-1] for name, statuses in table().items()}, **here}


def test_a_locked_screen_opens_nothing_but_itself_and_112(records, people):
    client = people["joke"]
    client.post("/op-slot/")
    for name in table():
        answer = client.get(address(name, records))
        if name in {"unlock", "emergency", "health", "ready", "session"}:
            assert answer.status_code == 200, name
        elif name in {"logout", "provider_unlock"}:
            assert answer.status_code == 405
        elif name in {"provider_back_of", "figures"}:
            assert answer.status_code == 404
        elif name == "provider_back":
            assert answer.url == "/op-slot/openen/"
        else:
            assert answer.url.startswith("/op-slot/openen/?next="), name
        assert "Joke V." not in answer.content.decode(), name


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
