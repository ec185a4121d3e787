"""A reporter lets the designated officer see a report; nobody else sees it, and it ends when either of them goes."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from desk.audit.models import Event
from meldcode import joining, journeys, own_reports, shared_reports
from meldcode.people import Professional
from meldcode.receipts import Receipt
from meldcode.shared import SharedReport
from tests import contact_stories, depths, portal_stories
from tests import portal_answers as story

pytestmark = pytest.mark.django_db
LIST = "/portaal/gedeeld/"


@pytest.fixture
def receipt(pen, eva) -> Receipt:
    return story.sent(pen, eva)


def share(pen, receipt, **told):
    return pen.post(f"/portaal/meldingen/{receipt.report.number}/delen/", told)


def page_of(receipt) -> str:
    return f"{LIST}{receipt.report.number}/"


def is_there(client, receipt) -> bool:
    """Is it on the list of the officer, and does its page open?"""
    listed = receipt.report.number in client.get(LIST).content.decode()
    assert listed == (client.get(page_of(receipt)).status_code == 200)
    return listed


def test_nothing_is_shared_unless_the_reporter_says_so(receipt, iris, client_of):
    officer = client_of(iris)
    assert not is_there(officer, receipt)
    assert officer.get(page_of(receipt)).status_code == 404


def test_the_officer_sees_number_moment_and_status_and_not_the_copy(pen, receipt, iris, client_of):
    share(pen, receipt, share="on")
    officer = client_of(iris)
    page = officer.get(page_of(receipt)).content.decode()
    assert receipt.report.number in page
    assert "Melding van Eva P." in page
    assert "Ontvangen. Wij kijken" in page
    assert "Proefkind" not in page
    assert "deelt de kopie niet" in page
    assert officer.get(f"{page_of(receipt)}kopie/").status_code == 302
    assert officer.get(f"/portaal/meldingen/{receipt.report.number}/").status_code == 404


def test_the_officer_is_not_promised_what_the_reporter_is(pen, receipt, iris, noor, joke, client_of):
    share(pen, receipt, share="on")
    contact_stories.decided(receipt.report, by=noor, second=joke, at=timezone.now())
    page = client_of(iris).get(page_of(receipt)).content.decode()
    assert "Veilig Thuis heeft besloten." in page
    assert "Wilde u dat" not in page + client_of(iris).get(LIST).content.decode()
    assert "Wilde u dat" in pen.get("/portaal/meldingen/").content.decode()


def test_a_copy_that_is_gone_is_told_in_the_language_of_the_page(pen, receipt):
    own_reports.forget_copies(before=timezone.now() + timedelta(days=1))
    pen.post("/portaal/taal/", {"language": "en"})
    page = pen.get(f"/portaal/meldingen/{receipt.report.number}/kopie/", follow=True).content.decode()
    assert "De kopie is gewist." not in page


def test_the_copy_goes_along_with_the_second_tick_alone(pen, receipt, iris, client_of):
    share(pen, receipt, share="on", copy="on")
    made = client_of(iris).get(f"{page_of(receipt)}kopie/")
    assert made.headers["Content-Type"] == "application/pdf"
    assert made.content.startswith(b"%PDF")
    assert "Proefkind" not in f"{list(SharedReport.objects.values())}"


def test_a_copy_ticked_alone_shares_nothing(pen, receipt):
    share(pen, receipt, copy="on")
    assert not SharedReport.objects.exists()


def test_it_can_be_taken_back_and_both_days_are_kept(pen, receipt, iris, client_of):
    share(pen, receipt, share="on")
    own = pen.get(f"/portaal/meldingen/{receipt.report.number}/").content.decode()
    assert "Niet meer delen" in own
    share(pen, receipt)
    assert not is_there(client_of(iris), receipt)
    both = {"portal_report_shared", "portal_sharing_stopped"}
    acts = Event.objects.filter(subject=receipt.report.number, act__in=both)
    assert {event.act for event in acts} == both
    assert {event.actor_name for event in acts} == {"Een professional, in het portaal"}
    share(pen, receipt)
    assert Event.objects.get(act="portal_sharing_stopped", outcome="refused").rule == "the_report_is_shared"


def test_only_the_officer_of_the_same_organisation(pen, receipt, eva, otto, noor, ada, iris, school, client_of):
    roos = portal_stories.a_professional(by=iris, at=timezone.now(), organisation=school, name="Roos D.")
    share(pen, receipt, share="on", copy="on")
    for other, status in ((otto, 404), (roos, 403), (eva, 403), (noor, 403), (ada, 403)):
        assert client_of(other).get(page_of(receipt)).status_code == status
        assert client_of(other).get(f"{page_of(receipt)}kopie/").status_code == status
    assert Event.objects.filter(act="page_refused", actor_id=otto.pk, outcome="refused").count() == 2
    shared = SharedReport.objects.get()
    for act in (shared_reports.read_shared, shared_reports.make_shared_copy):
        with pytest.raises(PermissionDenied):
            act(by=otto, at=timezone.now(), shared=shared)
    with pytest.raises(PermissionDenied):
        shared_reports.list_shared(by=roos, at=timezone.now())


def test_nobody_shares_the_report_of_another(pen, receipt, iris, client_of):
    assert share(client_of(iris), receipt, share="on").status_code == 404
    for act in (shared_reports.share, shared_reports.stop_sharing):
        with pytest.raises(PermissionDenied):
            act(by=iris, at=timezone.now(), receipt=receipt)


def test_an_officer_who_stops_or_moves_sees_nothing_more(pen, receipt, iris, practice, ada, client_of):
    share(pen, receipt, share="on")
    now = timezone.now()
    invitation = portal_stories.an_invitation(by=ada, at=now, organisation=practice, name="Iris", is_officer=True)
    joining.move(by=iris, at=now, invitation=invitation, function="Arts", work_phone="010 000 00 20")
    assert not is_there(client_of(iris), receipt)


def test_the_next_officer_sees_nothing_of_what_was_shared_before(pen, receipt, iris, ada, school, client_of):
    share(pen, receipt, share="on", copy="on")
    page = f"/portaal/meldingen/{receipt.report.number}/"
    assert "Uw aandachtsfunctionaris (Iris K.) ziet" in pen.get(page).content.decode()
    told = {"by": ada, "organisation": school, "name": "Karel", "is_officer": True}
    karel = portal_stories.a_professional(at=timezone.now(), **told)
    joining.end(by=ada, at=timezone.now(), person=Professional.objects.get(user=iris))
    officer = client_of(karel)
    assert not is_there(officer, receipt)
    assert officer.get(f"{page_of(receipt)}kopie/").status_code == 404
    own = pen.get(page).content.decode()
    assert "Niemand van uw organisatie ziet" in own
    assert "Mijn aandachtsfunctionaris (Karel) mag" in own
    share(pen, receipt, share="on")
    assert is_there(officer, receipt)


def test_without_an_officer_there_is_nobody_to_share_with(pen, receipt, iris, ada):
    joining.end(by=ada, at=timezone.now(), person=Professional.objects.get(user=iris))
    own = pen.get(f"/portaal/meldingen/{receipt.report.number}/").content.decode()
    assert "geen aandachtsfunctionaris" in own
    assert 'name="share"' not in own
    share(pen, receipt, share="on")
    assert not SharedReport.objects.exists()
    assert Event.objects.get(act="portal_report_shared").rule == "there_is_an_officer"


def test_a_reporter_who_leaves_shares_nothing_more(pen, receipt, eva, iris, client_of):
    share(pen, receipt, share="on")
    joining.end(by=iris, at=timezone.now(), person=Professional.objects.get(user=eva))
    assert not SharedReport.objects.exists()
    assert not is_there(client_of(iris), receipt)


def test_the_permission_looks_at_where_the_reporter_works_now(pen, receipt, eva, practice, iris, client_of):
    """Even when the row would have stayed behind."""
    share(pen, receipt, share="on")
    Professional.objects.filter(user=eva).update(organisation=practice)
    assert not is_there(client_of(iris), receipt)


def test_who_moved_does_not_share_what_was_sent_from_elsewhere(pen, receipt, eva):
    Professional.objects.filter(user=eva).update(since=receipt.at + timedelta(minutes=1))
    assert "Uw aandachtsfunctionaris" not in pen.get(f"/portaal/meldingen/{receipt.report.number}/").content.decode()
    share(pen, receipt, share="on")
    assert not SharedReport.objects.exists()
    assert Event.objects.get(act="portal_report_shared").rule == "a_report_is_shared_where_it_was_sent"


def test_a_shielded_reporter_is_warned(pen, eva):
    hidden = story.sent(pen, eva, openness=story.SHIELDED)
    page = pen.get(f"/portaal/meldingen/{hidden.report.number}/").content.decode()
    assert "Uw aandachtsfunctionaris weet dan dat u meldde." in page


def test_an_open_reporter_is_not_warned(pen, receipt):
    page = pen.get(f"/portaal/meldingen/{receipt.report.number}/").content.decode()
    assert "weet dan dat u meldde" not in page


def test_the_shared_copy_goes_with_the_copy(pen, receipt, iris, client_of):
    share(pen, receipt, share="on", copy="on")
    own_reports.forget_copies(before=timezone.now() + timedelta(days=1))
    officer = client_of(iris)
    assert officer.get(f"{page_of(receipt)}kopie/").status_code == 302
    assert "De kopie is gewist." in officer.get(page_of(receipt)).content.decode()
    share(pen, receipt, share="on", copy="on")
    assert Event.objects.filter(act="portal_report_shared", outcome="refused").get().rule == "copy_is_still_there"


def test_shared_copy_was_agreed_to(pen, receipt):
    share(pen, receipt, share="on")
    depths.refused_in_bulk("shared_copy_was_agreed_to", SharedReport.objects.get(), {"sealed_copy": "x"})
    depths.refused_in_sql("shared_copy_was_agreed_to", SharedReport.objects.get(), {"sealed_copy": "x"})


@pytest.mark.parametrize("number", ["M-2026-9999", "x%00y", "%20"])
def test_what_is_no_number_is_not_there(number, iris, client_of):
    assert client_of(iris).get(f"{LIST}{number}/").status_code == 404


def test_changing_the_own_number_wipes_nothing(pen, eva, receipt):
    share(pen, receipt, share="on")
    story.begin(pen, eva)
    joining.change_details(by=eva, at=timezone.now(), function="Mentor", work_phone="010 000 00 21")
    assert len(journeys.journeys_of(eva, timezone.now())) == 1
    assert SharedReport.objects.exists()
    receipt.refresh_from_db()
    assert receipt.sealed_copy
