"""Who gets which answer on which address: own record, foreign record, every role."""

import pytest
from django.urls import reverse

from desk.accounts.models import Region, Team, User
from desk.audit.models import Event
from desk.reports import permissions
from desk.roles import Role
from tests import stories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

COLLEAGUES = ["noor", "tariq", "joke", "bram", "saskia", "vera", "samir", "ada"]
#                             noor tariq joke bram saskia vera samir ada
PAGES: dict[str, list[int]] = {
    "worklist": [200, 200, 200, 200, 200, 200, 302, 302],
    "search": [200, 200, 200, 200, 200, 200, 403, 403],
    "reports:list": [200, 200, 200, 200, 200, 200, 403, 403],
    "reports:detail": [200, 302, 200, 404, 200, 200, 403, 403],
    "reports:case_file": [200, 302, 200, 404, 200, 200, 403, 403],
    "reports:reveal": [200, 302, 200, 404, 403, 403, 403, 403],
    "reports:secrecy_ask": [200, 302, 200, 404, 403, 403, 403, 403],
    "reports:secrecy_disclose": [200, 302, 200, 404, 403, 403, 403, 403],
}
SENT: dict[str, list[int]] = {
    "reports:note": [302, 403, 302, 404, 403, 403, 403, 403],
    "reports:reveal": [200, 403, 200, 404, 403, 403, 403, 403],
    "reports:take_over": [302, 403, 302, 404, 403, 403, 403, 403],
}
NUMBERED = {"reports:case_file": "C", "reports:note": "C"}


@pytest.fixture
def people(request):
    return {name: request.getfixturevalue(name) for name in COLLEAGUES}


def address(page: str, report) -> str:
    if page in ("worklist", "search", "reports:list"):
        return reverse(page)
    number = report.case_file.number if NUMBERED.get(page) else report.number
    return reverse(page, args=[number])


@pytest.mark.parametrize("page", PAGES)
def test_a_page_answers_who_may_see_it(page, people, client_of, noor, at):
    report = stories.taken_in(by=noor, at=at)
    found = [client_of(user).get(address(page, report)).status_code for user in people.values()]
    assert dict(zip(COLLEAGUES, found, strict=True)) == dict(zip(COLLEAGUES, PAGES[page], strict=True))


@pytest.mark.parametrize("page", SENT)
def test_a_form_answers_who_may_send_it(page, people, client_of, noor, at):
    report = stories.taken_in(by=noor, at=at)
    found = []
    for user in people.values():
        report = stories.fresh(report)
        told = {
            "version": report.version,
            "text": "Morgen bellen.",
            "submission": f"5f0e4f6a-0000-4000-8000-0000000000{len(found):02d}",
            "reason": "Ik bel de melder terug.",
        }
        found.append(client_of(user).post(address(page, report), told).status_code)
    assert dict(zip(COLLEAGUES, found, strict=True)) == dict(zip(COLLEAGUES, SENT[page], strict=True))


@pytest.mark.parametrize("page", [*PAGES, *SENT])
def test_nobody_sees_anything_without_signing_in(page, client, noor, at):
    report = stories.taken_in(by=noor, at=at)
    answer = client.get(address(page, report))
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(reverse("login"))


@pytest.mark.parametrize("page", ["reports:detail", "reports:case_file", "reports:reveal"])
def test_behind_the_wall_a_record_does_not_exist_and_the_attempt_is_an_event(page, client_of, noor, bram, at):
    report = stories.taken_in(by=noor, at=at)
    answer = client_of(bram).get(address(page, report))
    assert answer.status_code == 404
    assert report.title not in answer.content.decode()
    event = Event.objects.filter(actor_id=bram.pk).get()
    assert (event.act, event.outcome) == ("page_refused", "refused")
    assert event.subject in (report.number, report.case_file.number)


def test_an_unknown_number_does_not_exist_either(client_of, noor):
    for page in ("reports:detail", "reports:case_file", "reports:reveal", "reports:secrecy_ask"):
        assert client_of(noor).get(reverse(page, args=["M-2026-9999"])).status_code == 404


def test_an_expert_of_another_region_finds_nothing(client_of, noor, at):
    report = stories.taken_in(by=noor, at=at)
    elsewhere = Region.objects.create(name="Elders")
    team = Team.objects.create(region=elsewhere, name="Oost")
    expert = User.objects.create(
        username="eva", display_name="Eva O.", role=Role.BEHAVIOURAL_SCIENTIST, region=elsewhere, team=team
    )
    client = client_of(expert)
    assert client.get(address("reports:detail", report)).status_code == 404
    assert report.number not in client.get(reverse("worklist") + "?lijst=team").content.decode()


def test_who_left_may_nothing(noor, at):
    report = stories.taken_in(by=noor, at=at)
    noor.is_active = False
    assert not permissions.may_open(noor, report)
    assert not permissions.may_change(noor, report)
    assert not permissions.may_reveal_reporter(noor, report)


def test_opening_a_report_and_a_file_are_events(client_of, joke, noor, at):
    report = stories.taken_in(by=noor, at=at)
    client = client_of(joke)
    client.get(address("reports:detail", report))
    client.get(address("reports:case_file", report))
    read = Event.objects.filter(actor_id=joke.pk)
    assert {(event.act, event.subject) for event in read} == {
        ("report_read", report.number),
        ("case_file_read", report.case_file.number),
    }
