"""A system reads where the reports of its organisation stand, and nothing else of anybody."""

from uuid import uuid4

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from desk.audit.models import Event
from meldcode import joining, tasks
from meldcode.api import actions, reporting
from meldcode.api.actions import Caller
from meldcode.api.models import ApiToken, SentBySystem
from meldcode.people import Professional
from tests import contact_stories, depths, portal_answers
from tests.meldcode.api.systems import SENT, a_report

pytestmark = pytest.mark.django_db


def test_a_system_follows_what_its_organisation_sent(sends, follows):
    number = sends.send().json()["nummer"]
    got = follows.get(f"{SENT}/{number}")
    assert got.status_code == 200
    assert (got.json()["nummer"], got.json()["status"]) == (number, "ontvangen")
    assert "Ontvangen" in got.json()["toelichting"]
    assert set(got.json()) == {"nummer", "ontvangen", "status", "toelichting"}
    read = Event.objects.get(act="portal_sent_read")
    assert (read.subject, read.actor_name, read.actor_id) == (number, f"Systeem {follows.row.number}", None)


def test_another_organisation_finds_nothing_and_the_attempt_is_kept(sends, follows, strange):
    number = sends.send().json()["nummer"]
    got = strange.get(f"{SENT}/{number}")
    assert (got.status_code, got.content) == (404, strange.get(f"{SENT}/M-2026-9999").content)
    assert strange.get().json() == {"meldingen": [], "volgende": None}
    assert strange.get(f"{SENT}?na={number}").status_code == 404
    kept = Event.objects.filter(outcome="refused", actor_name=f"Systeem {strange.row.number}")
    assert sorted(kept.values_list("act", "subject", "rule")) == [
        ("page_refused", "", "not_permitted"),
        ("page_refused", number, "not_permitted"),
        ("portal_sent_listed", strange.row.organisation.trail_number, "a_list_goes_on_after_an_own_report"),
    ]


def test_who_switches_it_off_is_followed_no_longer(sends, follows, mentor, today):
    number = sends.send().json()["nummer"]
    sent = SentBySystem.objects.get()
    actions.forbid_systems(by=mentor, at=today)
    assert follows.get().json()["meldingen"] == []
    assert follows.get(f"{SENT}/{number}").status_code == 404
    with pytest.raises(PermissionDenied):
        reporting.read_sent(by=Caller(follows.row), at=today, token=follows.row, sent=sent)


def test_nor_is_who_left(sends, follows, mentor, iris, today):
    number = sends.send().json()["nummer"]
    joining.end(by=iris, at=timezone.now(), person=Professional.objects.get(user=mentor))
    assert follows.get().json()["meldingen"] == []
    assert follows.get(f"{SENT}/{number}").status_code == 404


def test_whose_name_was_used_gets_a_mail_and_reads_it_at_the_report(sends, mentor, client_of):
    number = sends.send().json()["nummer"]
    mail.outbox.clear()
    assert [tasks.send_news() for _ in range(2)] == [1, 0]
    assert mail.outbox[0].to == [mentor.professional.work_email]
    page = client_of(mentor).get(f"/portaal/meldingen/{number}/").content.decode()
    assert "Een systeem van uw organisatie verstuurde deze melding" in page
    assert "Niemand van uw organisatie ziet deze melding" not in page


def test_a_system_is_not_told_what_the_reporter_reads(sends, follows, noor, joke):
    number = sends.send().json()["nummer"]
    sent = SentBySystem.objects.select_related("receipt__report").get()
    contact_stories.decided(sent.receipt.report, by=noor, second=joke, at=timezone.now())
    assert follows.get(f"{SENT}/{number}").json()["toelichting"] == "Veilig Thuis heeft besloten."


def test_who_read_it_already_gets_no_mail(sends, mentor, client_of):
    number = sends.send().json()["nummer"]
    client_of(mentor).get(f"/portaal/meldingen/{number}/")
    assert tasks.send_news() == 0


def test_what_came_by_the_pages_is_not_in_the_list(follows, mentor, client_of):
    number = portal_answers.sent(client_of(mentor), mentor).report.number
    assert follows.get().json()["meldingen"] == []
    assert follows.get(f"{SENT}/{number}").status_code == 404


def test_the_list_goes_on_where_it_stopped(sends, follows, django_assert_max_num_queries):
    numbers = [sends.send(key=uuid4()).json()["nummer"] for _ in range(3)]
    with django_assert_max_num_queries(12):
        first = follows.get(f"{SENT}?aantal=2").json()
    assert [one["nummer"] for one in first["meldingen"]] == numbers[:0:-1]
    rest = follows.get(first["volgende"]).json()
    assert ([one["nummer"] for one in rest["meldingen"]], rest["volgende"]) == (numbers[:1], None)


def test_the_actions_ask_for_the_purpose_and_the_organisation_too(sends, follows, strange, today):
    """Whoever forgets the door is stopped here."""
    sends.send()
    sent = SentBySystem.objects.select_related("receipt__report").get()
    wrong = [
        (reporting.send_for, follows.row, {"key": uuid4(), "told": a_report()}),
        (reporting.list_sent, sends.row, {"most": 1}),
        (reporting.read_sent, sends.row, {"sent": sent}),
        (reporting.read_sent, strange.row, {"sent": sent}),
    ]
    for action, token, told in wrong:
        with pytest.raises(PermissionDenied):
            action(by=Caller(token), at=today, token=token, **told)
    assert Event.objects.filter(outcome="refused", rule="not_permitted").count() == len(wrong)


def test_a_token_revoked_while_it_is_used_sends_nothing(sends, today):
    row = ApiToken.objects.select_related("organisation").get()
    ApiToken.objects.update(revoked_at=today)
    told = {"by": Caller(row), "at": today, "token": row, "key": uuid4(), "told": a_report()}
    depths.refused_by("the_token_still_counts", reporting.send_for, **told)
