"""Broken glass: in need, a reason, one hour, lead and privacy officer hear of it at once, judged afterwards."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from desk.audit.models import Event
from desk.reports.access import grants
from desk.reports.access.queue import emergencies
from desk.reports.access.telling import to_tell
from desk.reports.permissions import may_open
from desk.reports.tasks import tell_of_broken_glass, tell_what_waits
from tests import stories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
NEED = "De politie staat bij het gezin aan de deur en vraagt om gevaar."
BAR = "Iemand gebruikte noodtoegang."


def test_it_opens_a_file_of_the_other_team_for_one_hour(report, bram, client_of, clock, at):
    answer = client_of(bram).post(reverse("access:glass"), {"number": report.number, "reason": NEED}, follow=True)
    assert answer.status_code == 200
    assert Event.objects.get(act="report_read", actor_id=bram.pk).detail == "noodtoegang"
    clock.move_to(at + timedelta(minutes=59))
    assert may_open(bram, report)
    clock.move_to(at + timedelta(hours=1))
    assert not may_open(bram, report)


def test_it_opens_a_sealed_file(report, tariq, noor, joke, at):
    stories.sealed(by=joke, at=at, case_file=report.case_file, people=[noor])
    assert not may_open(tariq, report)
    stories.breaks_glass(by=tariq, at=at, case_file=report.case_file)
    assert may_open(tariq, report)


def test_it_never_opens_what_a_wall_keeps(report, tariq, joke, samir, at):
    stories.walled(by=joke, at=at, case_file=report.case_file, worker=tariq, known_by=samir)
    with pytest.raises(ValidationError, match="geen dossier"):
        stories.breaks_glass(by=tariq, at=at, case_file=report.case_file)


def test_lead_and_officer_hear_of_it_on_their_next_page(report, bram, joke, samir, noor, hans_of_south, client_of, at):
    pages = {joke: reverse("worklist"), samir: reverse("audit:reading_room"), noor: reverse("worklist")}
    pages[hans_of_south] = reverse("worklist")
    stories.breaks_glass(by=bram, at=at, case_file=report.case_file)
    told = {user.username: BAR in client_of(user).get(page).content.decode() for user, page in pages.items()}
    assert told == {"joke": True, "samir": True, "noor": False, "hans": False}


@pytest.fixture
def hans_of_south(person_of, south):
    return person_of("Hans M.", "team_lead", south)


def test_the_bar_stays_until_somebody_judged(report, bram, joke, samir, client_of, at):
    grant = stories.breaks_glass(by=bram, at=at, case_file=report.case_file)
    page = reverse("access:judge", args=[grant.pk])
    assert client_of(samir).post(page, {"judgement": "justified", "version": 1}).status_code == 302
    for user in (joke, samir):
        assert BAR not in client_of(user).get(reverse("access:waiting")).content.decode()


def test_a_mail_goes_out_that_names_nobody(report, bram, at, settings, django_capture_on_commit_callbacks):
    settings.ALERT_MAIL = ["toezicht@voorbeeld.test"]
    with django_capture_on_commit_callbacks(execute=True):
        stories.breaks_glass(by=bram, at=at, case_file=report.case_file)
    sent = mail.outbox[0]
    assert sent.to == ["toezicht@voorbeeld.test"]
    for word in (report.number, report.case_file.number, bram.display_name, "politie", report.title):
        assert word not in sent.subject + sent.body


def test_a_queue_that_is_away_keeps_nobody_from_a_file_in_need(
    report, bram, joke, at, monkeypatch, django_capture_on_commit_callbacks, caplog
):
    def away(*_, **__):
        raise OSError("no broker")

    monkeypatch.setattr(tell_of_broken_glass, "apply_async", away)
    with django_capture_on_commit_callbacks(execute=True):
        stories.breaks_glass(by=bram, at=at, case_file=report.case_file)
    assert may_open(bram, report)
    assert emergencies(joke).count() == 1
    assert report.number not in caplog.text


def test_what_could_not_be_mailed_is_found_by_the_sweep_and_mailed_once(report, bram, at, settings):
    settings.ALERT_MAIL = ["toezicht@voorbeeld.test"]
    grant = stories.breaks_glass(by=bram, at=at, case_file=report.case_file)
    assert [tell_what_waits(), tell_what_waits(), tell_of_broken_glass(grant.pk)] == [1, 0, 0]
    assert len(mail.outbox) == 1
    assert Event.objects.filter(act="glass_told", subject=report.case_file.number).count() == 1


def test_however_many_wait_the_sweep_asks_as_much(report, bram, noor, at, settings, django_assert_num_queries):
    settings.ALERT_MAIL = ["toezicht@voorbeeld.test"]
    files = [report.case_file, *(stories.a_report(by=noor, at=at).case_file for _ in range(3))]
    broken = [stories.breaks_glass(by=bram, at=at, case_file=file) for file in files]
    tell_of_broken_glass(broken[1].pk)
    with django_assert_num_queries(2):
        assert to_tell(at) == [broken[0], *broken[2:]]


def test_a_mail_server_that_is_away_is_asked_again(report, bram, at, settings, monkeypatch):
    settings.ALERT_MAIL = ["toezicht@voorbeeld.test"]
    grant = stories.breaks_glass(by=bram, at=at, case_file=report.case_file)
    with monkeypatch.context() as away:
        away.setattr("desk.reports.access.telling.send_mail", _refuses)
        assert tell_of_broken_glass(grant.pk) == 0
    assert not Event.objects.filter(act="glass_told").exists()
    assert tell_what_waits() == 1


@pytest.mark.parametrize("judged", [True, False])
def test_what_is_judged_or_long_ago_is_no_news(judged, report, bram, joke, at, clock, settings):
    settings.ALERT_MAIL = ["toezicht@voorbeeld.test"]
    grant = stories.breaks_glass(by=bram, at=at, case_file=report.case_file)
    if judged:
        grants.judge_access(by=joke, at=at, grant=grant, version=grant.version, judgement="justified")
    clock.move_to(at if judged else at + timedelta(days=4))
    assert tell_what_waits() == 0
    assert mail.outbox == []


def _refuses(*_: object) -> None:
    raise ConnectionRefusedError


def test_a_sealed_file_is_judged_by_the_named_and_the_officer(report, tariq, noor, joke, els, samir, client_of, at):
    stories.sealed(by=joke, at=at, case_file=report.case_file, people=[noor])
    grant = stories.breaks_glass(by=tariq, at=at, case_file=report.case_file)
    page = reverse("access:judge", args=[grant.pk])
    assert {u.username: client_of(u).get(page).status_code for u in (joke, els, samir)} == {
        "joke": 200,
        "els": 404,
        "samir": 200,
    }
    assert BAR not in client_of(els).get(reverse("worklist")).content.decode()


def test_who_can_open_it_anyway_breaks_nothing(report, noor, client_of):
    client_of(noor).post(reverse("access:glass"), {"number": report.number, "reason": NEED})
    assert not Event.objects.filter(act="glass_broken").exists()


@pytest.mark.parametrize("reason", ["", "nood", "   .   "])
def test_need_is_said_in_own_words(reason, report, bram, client_of):
    answer = client_of(bram).post(reverse("access:glass"), {"number": report.number, "reason": reason})
    assert answer.status_code == 400
    assert not may_open(bram, report)


@pytest.mark.parametrize("who", ["samir", "ada"])
def test_who_sees_no_cases_breaks_no_glass(who, report, request, at):
    with pytest.raises(PermissionDenied):
        grants.break_glass(by=request.getfixturevalue(who), at=at, case_file=report.case_file, reason=NEED)
