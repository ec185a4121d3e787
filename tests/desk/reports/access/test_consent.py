"""A shielded reporter is shown with a second person's consent, for four hours; nobody there is no consent."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from desk.audit.models import Event
from desk.reports.access import consents
from desk.reports.access.models import Consent
from desk.reports.actions import reveal_reporter
from tests import stories
from tests.desk.reports.conftest import NEEDLES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
REASON = "Ik bel de melder terug over de afspraak."


@pytest.fixture
def report(noor, needle_reporter, at):
    return stories.a_report(by=noor, at=at, reporter=needle_reporter)


def door(report) -> str:
    return reverse("reports:reveal", args=[report.number])


def shows(answer) -> bool:
    return any(needle in answer.content.decode() for needle in NEEDLES)


def test_the_counsellor_asks_a_lead_agrees_and_the_reporter_is_shown(report, noor, joke, client_of):
    client = client_of(noor)
    asked = client.post(door(report), {"reason": REASON}, follow=True)
    assert "wacht op een tweede" in asked.content.decode()
    assert not shows(asked)
    consent = Consent.objects.get()
    page = reverse("access:consent", args=[consent.pk])
    lead = client_of(joke)
    assert not shows(lead.get(page))
    assert REASON in lead.get(page).content.decode()
    assert lead.post(page, {"verdict": "given", "version": 1}).status_code == 302
    assert "U heeft toestemming" in client.get(door(report)).content.decode()
    assert shows(client.post(door(report)))
    revealed = Event.objects.get(act="reporter_revealed")
    assert (revealed.reason, revealed.outcome) == (REASON, "done")


def test_it_holds_four_hours(report, noor, joke, at, clock):
    stories.may_see_reporter(by=noor, second=joke, at=at, report=report)
    later = at + timedelta(hours=3, minutes=59)
    assert reveal_reporter(by=noor, at=later, report=report).name == NEEDLES[0]
    with pytest.raises(ValidationError, match="afgeschermd"):
        reveal_reporter(by=noor, at=at + timedelta(hours=4), report=report)


def test_it_holds_for_who_asked_and_that_report_only(report, noor, joke, els, needle_reporter, at):
    other = stories.a_report(by=noor, at=at, reporter=needle_reporter)
    stories.may_see_reporter(by=noor, second=joke, at=at, report=report)
    for by, which in ((noor, other), (els, report), (joke, report)):
        with pytest.raises(ValidationError, match="afgeschermd"):
            reveal_reporter(by=by, at=at, report=which, reason=REASON)


def test_nobody_there_is_no_consent(report, noor, at):
    consents.ask_to_reveal(by=noor, at=at, report=report, reason=REASON)
    for days in (0, 1, 30, 365):
        with pytest.raises(ValidationError, match="afgeschermd"):
            reveal_reporter(by=noor, at=at + timedelta(days=days), report=report, reason=REASON)


def test_a_lead_needs_another_as_well(report, joke, els, samir, at, client_of):
    asked = consents.ask_to_reveal(by=joke, at=at, report=report, reason=REASON)
    with pytest.raises(ValidationError, match="een ander geeft toestemming"):
        consents.decide_on_reveal(by=joke, at=at, consent=asked, version=1, verdict="given")
    consents.decide_on_reveal(by=samir, at=at, consent=asked, version=1, verdict="given")
    assert reveal_reporter(by=joke, at=at, report=report).name == NEEDLES[0]


def test_no_consent_is_explained_and_shows_nobody(report, noor, joke, at, client_of):
    asked = consents.ask_to_reveal(by=noor, at=at, report=report, reason=REASON)
    page = reverse("access:consent", args=[asked.pk])
    lead = client_of(joke)
    assert lead.post(page, {"verdict": "refused", "version": 1}).status_code == 400
    assert (
        lead.post(page, {"verdict": "refused", "version": 1, "remark": "Bel het werk, niet de melder."}).status_code
        == 302
    )
    answer = client_of(noor).get(door(report))
    assert "Bel het werk, niet de melder." in answer.content.decode()
    assert not shows(client_of(noor).post(door(report), {"reason": REASON}))


@pytest.mark.parametrize("who", ["tariq", "bram", "saskia", "vera", "ada"])
def test_only_a_lead_of_the_team_or_the_officer_agrees(who, report, noor, request, at, client_of):
    user = request.getfixturevalue(who)
    asked = consents.ask_to_reveal(by=noor, at=at, report=report, reason=REASON)
    with pytest.raises(PermissionDenied):
        consents.decide_on_reveal(by=user, at=at, consent=asked, version=1, verdict="given")
    page = reverse("access:consent", args=[asked.pk])
    assert client_of(user).post(page, {"verdict": "given", "version": 1}).status_code in (403, 404)


@pytest.mark.parametrize("who", ["bram", "saskia", "vera", "samir", "ada"])
def test_who_may_not_see_the_reporter_may_not_ask(who, report, request, at):
    with pytest.raises(PermissionDenied):
        consents.ask_to_reveal(by=request.getfixturevalue(who), at=at, report=report, reason=REASON)


def test_asked_twice_it_waits_once(report, noor, at, client_of):
    for _ in range(2):
        client_of(noor).post(door(report), {"reason": REASON})
    assert Consent.objects.count() == 1


def test_decided_once(report, noor, joke, els, at):
    stories.may_see_reporter(by=noor, second=joke, at=at, report=report)
    with pytest.raises(ValidationError, match="al besloten"):
        consents.decide_on_reveal(by=els, at=at, consent=Consent.objects.get(), version=2, verdict="refused")


def test_a_given_consent_of_another_report_is_not_replayed(report, noor, joke, client_of, needle_reporter, at):
    """B06: the address of a consent carries its own report; sent again it changes nothing."""
    stories.may_see_reporter(by=noor, second=joke, at=at, report=report)
    other = stories.a_report(by=noor, at=at, reporter=needle_reporter)
    page = reverse("access:consent", args=[Consent.objects.get().pk])
    told = {"verdict": "given", "version": 2, "report": other.pk}
    assert client_of(joke).post(page, told).status_code == 400
    assert not shows(client_of(noor).post(door(other), {"reason": REASON}))


def test_the_queue_of_the_lead_and_the_officer_shows_who_asks_and_nothing_of_the_reporter(
    report, noor, joke, samir, els, hans, client_of, at
):
    consents.ask_to_reveal(by=noor, at=at, report=report, reason=REASON)
    for user in (joke, els, samir):
        page = client_of(user).get(reverse("access:waiting"))
        assert REASON in page.content.decode()
        assert not shows(page)
    assert REASON not in client_of(hans).get(reverse("access:waiting")).content.decode()


@pytest.fixture
def hans(person_of, south):
    return person_of("Hans M.", "team_lead", south)


def test_an_open_reporter_needs_no_second(noor, at):
    report = stories.a_report(by=noor, at=at)
    assert reveal_reporter(by=noor, at=at, report=report, reason=REASON).name == stories.TEACHER["name"]
