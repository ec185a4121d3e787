"""The mail that says that there is something new: to whom, how often, and that it holds nothing."""

from datetime import timedelta

import pytest
from celery.schedules import crontab
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone

from desk.audit import trail
from desk.audit.models import Event
from desk.celery import app
from meldcode import joining, links, notices, tasks
from meldcode.people import Invitation, Professional
from meldcode.receipts import Receipt
from tests import contact_stories as stories
from tests import portal_answers as story
from tests import portal_stories
from tests.depths import refused_at_three_depths

pytestmark = pytest.mark.django_db
QUESTION = "Is de leerling Zqnaald vandaag op school?"


@pytest.fixture
def receipt(pen, eva) -> Receipt:
    return story.sent(pen, eva)


@pytest.fixture
def question(receipt, noor):
    mail.outbox.clear()
    return stories.asked(by=noor, at=timezone.now(), report=receipt.report, text=QUESTION)


def switched(user, mails: str) -> Professional:
    return notices.choose_mails(by=user, at=timezone.now(), mails=mails)


def test_a_mail_says_that_there_is_something_and_not_what(question, eva, receipt):
    assert tasks.send_news() == 1
    sent = mail.outbox[0]
    assert sent.to == ["eva@delinde.example"]
    assert sent.subject == "Er staat iets voor u klaar"
    assert "/portaal/meldingen/\n" in sent.body
    told = sent.message().as_string().lower()
    number = receipt.report.number.lower()
    for word in ("zqnaald", number, "eva p", "melding ", "veilig thuis", "meldcode", "noor", "vraag"):
        assert word not in told.replace("/portaal/meldingen/", ""), word


def test_one_mail_for_one_thing(question):
    assert [tasks.send_news() for _ in range(3)] == [1, 0, 0]


def test_of_two_runs_that_found_the_same_one_mails(question):
    found = [notices.waiting(timezone.now())[0] for _ in range(2)]
    assert [tasks._mail_news(news, timezone.now()) for news in found] == [1, 0]
    assert len(mail.outbox) == 1


def test_what_was_seen_after_it_was_found_is_not_mailed_nor_forgotten(pen, question, receipt, noor):
    found = notices.waiting(timezone.now())[0]
    stories.asked(by=noor, at=timezone.now(), report=receipt.report)
    pen.get(f"/portaal/meldingen/{receipt.report.number}/")
    assert tasks._mail_news(found, timezone.now()) == 0
    assert tasks.send_news() == 0


def test_a_trail_that_is_away_mails_nobody_twice_and_keeps_nobody_waiting(question, iris, noor, client_of, monkeypatch):
    other = story.sent(client_of(iris), iris)
    stories.asked(by=noor, at=timezone.now(), report=other.report)
    mail.outbox.clear()

    def away(**_):
        raise trail.NotRecorded("portal_notice_mailed")

    monkeypatch.setattr(notices, "note_told", away)
    assert [tasks.send_news() for _ in range(2)] == [2, 0]
    assert len({sent.to[0] for sent in mail.outbox}) == 2


def test_two_reports_are_one_mail(pen, eva, question, noor):
    other = story.sent(pen, eva)
    mail.outbox.clear()
    stories.asked(by=noor, at=timezone.now(), report=other.report)
    assert tasks.send_news() == 1
    assert tasks.send_news() == 0


def test_what_was_read_already_is_not_mailed(pen, question, receipt):
    pen.get(f"/portaal/meldingen/{receipt.report.number}/")
    assert tasks.send_news() == 0


def test_a_look_at_who_may_know_the_name_forgets_nothing_that_was_told(pen, question, receipt):
    pen.get(f"/portaal/meldingen/{receipt.report.number}/")
    pen.get(f"/portaal/meldingen/{receipt.report.number}/naam/")
    assert tasks.send_news() == 0


def test_what_comes_later_is_mailed_again(question, receipt, noor):
    tasks.send_news()
    stories.asked(by=noor, at=timezone.now() + timedelta(minutes=5), report=receipt.report)
    assert tasks.send_news() == 1


def test_a_decision_is_news_too(receipt, noor, joke):
    mail.outbox.clear()
    stories.decided(receipt.report, by=noor, second=joke, at=timezone.now() + timedelta(minutes=1))
    assert tasks.send_news() == 1


def test_what_the_sender_wrote_is_no_news(receipt):
    stories.added(receipt, at=timezone.now() + timedelta(minutes=1))
    assert tasks.send_news() == 0


def test_once_a_day_is_once_a_day(question, eva, receipt, noor, time_machine):
    switched(eva, "daily")
    assert tasks.send_news() == 1
    stories.asked(by=noor, at=timezone.now() + timedelta(seconds=1), report=receipt.report)
    assert tasks.send_news() == 0
    time_machine.move_to(timezone.now() + timedelta(days=1))
    assert tasks.send_news() == 1


def test_of_a_report_of_long_ago_the_night_tells(receipt, noor, time_machine):
    later = receipt.at + notices.RECENT + timedelta(days=1)
    mail.outbox.clear()
    stories.asked(by=noor, at=later, report=receipt.report)
    time_machine.move_to(later)
    assert [tasks.send_news(), tasks.send_news(everything=True), tasks.send_news(everything=True)] == [0, 1, 0]


def test_the_worker_looks_at_all_of_them_once_a_night():
    told = [one for one in app.conf.beat_schedule.values() if one["task"] == "meldcode.tasks.send_news"]
    assert [(one.get("kwargs", {}), one["schedule"]) for one in told] == [
        ({}, 60.0),
        ({"everything": True}, crontab(hour="4", minute="10")),
    ]


def test_never_is_never(question, eva):
    switched(eva, "none")
    assert tasks.send_news() == 0


def test_who_left_gets_none(question, eva, iris):
    joining.end(by=iris, at=timezone.now(), person=Professional.objects.get(user=eva))
    assert tasks.send_news() == 0


def test_an_organisation_that_stopped_gets_none(question, school):
    type(school).objects.filter(pk=school.pk).update(in_use=False)
    assert tasks.send_news() == 0


@pytest.mark.parametrize("fault", [OSError("weg"), UnicodeEncodeError("idna", "é", 0, 1, "geen"), ValueError("kop")])
def test_a_mail_that_cannot_go_waits_and_keeps_nobody_waiting(question, iris, eva, noor, monkeypatch, caplog, fault):
    """The first address is one no mail server takes; the second gets its mail, and no address is in the log."""
    bad = portal_stories.an_invitation(
        by=iris, at=timezone.now(), organisation=iris.professional.organisation, name="A"
    )
    good = portal_stories.an_invitation(
        by=iris, at=timezone.now(), organisation=iris.professional.organisation, name="Zoe"
    )
    Invitation.objects.filter(pk__in=[bad.pk, good.pk]).update(mailed_at=None)
    mail.outbox.clear()
    plain = EmailBackend.send_messages

    def send(self, messages):
        if bad.email in messages[0].to or "eva@delinde.example" in messages[0].to:
            raise fault
        return plain(self, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", send)
    assert tasks.send_waiting_links() == 1
    assert [sent.to for sent in mail.outbox] == [[good.email]]
    assert tasks.send_news() == 0
    monkeypatch.setattr(EmailBackend, "send_messages", plain)
    assert (tasks.send_waiting_links(), tasks.send_news()) == (1, 1)
    assert "delinde" not in caplog.text
    assert links.token_of(bad.nonce) not in caplog.text


def test_the_trail_tells_that_a_mail_went_and_names_nobody_of_the_report(question, eva, receipt):
    tasks.send_news()
    event = Event.objects.get(act="portal_notice_mailed")
    assert (event.actor_name, event.subject) == ("Het systeem", eva.trail_number)
    assert not Event.objects.filter(act="portal_notice_mailed", subject=receipt.report.number).exists()


def test_the_choice_is_made_on_the_own_page(pen, eva):
    assert "Hoogstens één keer per dag" in pen.get("/portaal/mijn/").content.decode()
    assert pen.post("/portaal/mijn/mail/", {"mails": "daily"}).status_code == 302
    assert Professional.objects.get(user=eva).mails == "daily"
    pen.post("/portaal/mijn/mail/", {"mails": "hourly"})
    assert Professional.objects.get(user=eva).mails == "daily"


def test_mails_choice_is_known(eva):
    person = Professional.objects.get(user=eva)
    refused_at_three_depths("mails_choice_is_known", person, {"mails": "often"}, lambda: switched(eva, "often"))


def test_a_colleague_chooses_nothing_here(noor):
    with pytest.raises(PermissionDenied):
        switched(noor, "none")
