"""Showing who reported: a reason, an event, once, and masked everywhere else."""

import pytest
from django.urls import reverse

from desk.accounts.models import Session
from desk.audit.models import Event
from tests import stories
from tests.desk.reports.conftest import NEEDLES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
REASON = "Ik bel de melder terug over de afspraak."


@pytest.fixture
def report(noor, needle_reporter, at):
    return stories.a_report(by=noor, at=at, reporter=needle_reporter)


def door(report) -> str:
    return reverse("reports:reveal", args=[report.number])


def found_in(page: str) -> list[str]:
    return [needle for needle in NEEDLES if needle in page]


def test_with_a_reason_the_reporter_is_shown_and_the_reason_is_kept(report, noor, joke, client_of, at):
    stories.may_see_reporter(by=noor, second=joke, at=at, report=report)
    answer = client_of(noor).post(door(report))
    assert answer.status_code == 200
    assert found_in(answer.content.decode()) == NEEDLES
    event = Event.objects.get(act="reporter_revealed")
    assert (event.actor_id, event.subject, event.reason, event.outcome) == (noor.pk, report.number, REASON, "done")


def test_the_answer_is_kept_nowhere(report, noor, joke, client_of, at):
    stories.may_see_reporter(by=noor, second=joke, at=at, report=report)
    client = client_of(noor)
    answer = client.post(door(report))
    assert found_in(answer.content.decode()) == NEEDLES
    assert "no-store" in answer.headers["Cache-Control"]
    assert not found_in(repr([session.get_decoded() for session in Session.objects.all()]))
    assert not found_in(client.get(door(report)).content.decode())


@pytest.mark.parametrize("reason", ["", "   ", "kort", "x" * 501])
def test_without_a_good_reason_nothing_is_shown(report, noor, client_of, reason):
    answer = client_of(noor).post(door(report), {"reason": reason})
    assert answer.status_code == 400
    page = answer.content.decode()
    assert not found_in(page)
    assert 'role="alert"' in page
    assert not Event.objects.filter(act="reporter_revealed", outcome="done").exists()


def test_a_reason_that_is_too_short_is_a_refused_attempt(noor, client_of, at):
    report = stories.a_report(by=noor, at=at)
    client_of(noor).post(door(report), {"reason": "kort"})
    event = Event.objects.get(act="reporter_revealed")
    assert (event.outcome, event.rule) == ("refused", "reveal_has_a_reason")


def test_a_get_shows_nobody(report, noor, client_of):
    assert not found_in(client_of(noor).get(door(report) + "?reason=" + REASON).content.decode())


@pytest.mark.parametrize("who", ["noor", "els", "joke", "saskia", "vera"])
def test_everywhere_else_the_reporter_is_masked(who, report, request, client_of):
    client = client_of(request.getfixturevalue(who))
    pages = [
        reverse("worklist"),
        reverse("worklist") + "?lijst=team",
        reverse("reports:list"),
        reverse("reports:case_file", args=[report.case_file.number]),
        reverse("reports:detail", args=[report.number]) + "?lezen=1",
        reverse("reports:secrecy_disclose", args=[report.number]),
        reverse("reports:secrecy_ask", args=[report.number]),
    ]
    for address in pages:
        assert not found_in(client.get(address).content.decode()), address
    for words in (report.number, NEEDLES[0], NEEDLES[1]):
        page = client.post(reverse("search"), {"q": words}).content.decode()
        assert not [needle for needle in found_in(page) if needle != words], words
        if words != report.number:
            assert "Geen melding gevonden" in page


def test_an_expert_advises_without_knowing_who_reported(report, saskia, client_of):
    answer = client_of(saskia).post(door(report), {"reason": REASON})
    assert answer.status_code == 403
    assert not found_in(answer.content.decode())
    assert Event.objects.filter(act="page_refused", actor_id=saskia.pk, subject=report.number).exists()


def test_of_an_unknown_reporter_there_is_nothing_to_show(noor, client_of, at):
    report = stories.a_report(by=noor, at=at, reporter=stories.UNKNOWN)
    page = client_of(noor).get(reverse("reports:detail", args=[report.number]) + "?lezen=1").content.decode()
    assert "niet bewaard" in page
    assert "Toon (reden nodig)" not in page
    assert "Van deze melder bewaren wij niets" in client_of(noor).get(door(report)).content.decode()
