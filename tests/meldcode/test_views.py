"""The pages of the portal: what they say, what they keep to themselves, and what comes back when something is wrong."""

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from desk.accounts.factors import AuthenticatorApp
from desk.audit.models import Event
from desk.reports.actions import reporter_of
from meldcode import demo, demo_reports, joining, links, tasks
from meldcode.people import Invitation, Organisation, Professional, membership
from meldcode.permissions import may_invite, may_report
from tests import portal_stories
from tests.signing_in import PASSWORD, let_in, signed_in, walks_in
from tests.stories import fresh

pytestmark = pytest.mark.django_db
OPEN = ["home", "danger", "ways", "advice", "citizen", "left", "accessibility", "ask"]
DETAILS = {"name": "Roos D.", "function": "Mentor", "work_phone": "010 000 00 20", "password": PASSWORD}


def page_of(answer) -> str:
    return answer.content.decode()


@pytest.fixture
def roos(iris, school) -> Invitation:
    return portal_stories.an_invitation(by=iris, at=timezone.now(), organisation=school, name="Roos")


def path_of(invitation: Invitation) -> str:
    return reverse("portal:link", args=[links.token_of(invitation.nonce)])


# ---- before signing in


@pytest.mark.parametrize("name", OPEN)
def test_an_open_page_keeps_nothing_and_says_nothing_in_its_title(name):
    client = Client()
    answer = client.get(reverse(f"portal:{name}"))
    assert answer.headers["Cache-Control"] == "no-store"
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    title = page_of(answer).partition("<title>")[2].partition("</title>")[0]
    assert not {"meldcode", "veilig", "meldesk"} & set(title.lower().split())
    assert "neutral.svg" in page_of(answer)
    assert "Snel weg" in page_of(answer)
    assert "sessionid" not in client.cookies


@pytest.mark.parametrize("name", ["danger", "advice", "citizen"])
def test_who_calls_fills_in_nothing(name):
    page = page_of(Client().get(reverse(f"portal:{name}")))
    assert "tel:08002000" in page
    main = page.partition("<main")[2].partition("</main>")[0]
    assert "<form" not in main
    assert "<input" not in main


def test_danger_leads_to_112_and_stops():
    page = page_of(Client().get("/portaal/gevaar/"))
    assert 'href="tel:112"' in page
    assert "Hier stopt het formulier" in page


def test_leaving_ends_the_session_and_goes_somewhere_ordinary(eva, client_of, settings):
    client = client_of(eva)
    answer = client.post("/portaal/weg/")
    assert answer.headers["Refresh"] == f"0; url={settings.PORTAL_EXIT}"
    assert answer.content == b""
    assert client.get("/portaal/mijn/").status_code == 302


# ---- a link by work mail


def test_the_answer_is_the_same_for_a_known_and_an_unknown_address(school, settings):
    settings.PRACTICE_SECRET = b""
    told = {"HTTP_X_FORWARDED_FOR": ""}
    pages = []
    for email in ("roos@delinde.example", "roos@elders.example"):
        client = Client()
        answer = client.post("/portaal/account/", {"email": email}, **told)
        pages.append((answer.status_code, page_of(answer).partition("<main")[2].partition("</main>")[0]))
    assert pages[0] == pages[1]
    assert Invitation.objects.count() == 1
    assert set(Event.objects.filter(act="portal_link_asked").values_list("outcome", "rule")) == {
        ("done", ""),
        ("refused", "the_address_is_known"),
    }


def test_the_address_is_in_no_event(school):
    Client().post("/portaal/account/", {"email": "roos@delinde.example"})
    Client().post("/portaal/account/", {"email": "roos@elders.example"})
    assert "roos" not in str(list(Event.objects.values_list()))


@pytest.mark.parametrize("typed", ["roos", "roos@", "", "a" * 80 + "@delinde.example", "roos@delinde.example\x00"])
def test_what_is_no_address_comes_back(typed, school):
    answer = Client().post("/portaal/account/", {"email": typed})
    assert answer.status_code == 400
    assert not Invitation.objects.exists()


# ---- from a link to the first page


def test_a_link_leads_to_an_account_and_a_second_step(roos, client):
    page = client.get(path_of(roos))
    assert "Praktijkschool De Linde" in page_of(page)
    answer = client.post(path_of(roos), DETAILS)
    assert answer.url == "/inloggen/instellen/"
    user = Professional.objects.get(work_email="roos@delinde.example").user
    assert client.get("/portaal/mijn/").status_code == 302
    assert not AuthenticatorApp.objects.filter(user=user).exists()


def test_opening_a_link_uses_nothing_up(roos, client):
    for _ in range(3):
        assert client.get(path_of(roos)).status_code == 200
    assert fresh(roos).counts(timezone.now())


def test_what_was_typed_stays_and_the_password_does_not(roos, client):
    answer = client.post(path_of(roos), {**DETAILS, "work_phone": "", "password": "kort"})
    assert answer.status_code == 400
    assert 'value="Roos D."' in page_of(answer)
    assert 'value="kort"' not in page_of(answer)


@pytest.mark.parametrize("token", ["niets", "a" * 43, "é"])
def test_a_link_that_is_none_is_not_there(token, client):
    answer = client.get(f"/portaal/link/{token}/")
    assert answer.status_code == 404
    assert "Deze link werkt niet meer" in page_of(answer)
    assert Event.objects.filter(act="page_refused", rule="the_link_still_counts").count() == 1


def test_a_crafted_field_changes_no_more_than_was_asked(roos, client):
    more = {"is_officer": "on", "role": "team_lead", "organisation": "1", "team": "1", "email": "ander@delinde.example"}
    client.post(path_of(roos), {**DETAILS, **more})
    user = Professional.objects.get(work_email="roos@delinde.example").user
    assert (user.role, user.team, may_invite(user)) == ("professional", None, False)


def test_a_professional_signs_in_and_lands_in_the_portal(eva, client):
    assert walks_in(client, let_in(eva)).url in {"/", "/portaal/"}
    page = client.get("/", follow=True)
    assert "Praktijkschool De Linde" in page_of(page)
    assert "rail" not in page_of(page)


def test_a_new_password_by_mail_lets_nobody_in_without_the_second_step(eva, client):
    let_in(eva)
    asked = joining.ask_link(by=tasks.trail.System(), at=timezone.now(), email=eva.username)
    answer = client.post(path_of(asked), {"password": "vier-losse-woorden-samen"})
    assert answer.url == "/portaal/verder/"
    assert "Log ermee in." in page_of(client.get(answer.url))
    first = client.post("/inloggen/", {"username": eva.username, "password": "vier-losse-woorden-samen"})
    assert first.url == "/inloggen/tweede-stap/"
    assert client.get("/portaal/mijn/").status_code == 302


def test_who_is_signed_in_moves_by_the_link(otto, school, iris, client_of):
    to_school = portal_stories.an_invitation(by=iris, at=timezone.now(), organisation=school, name="Otto")
    client, other = client_of(otto), signed_in(Client(), otto)
    assert "Stap over" in page_of(client.get(path_of(to_school)))
    client.post(path_of(to_school), {"function": "Schoolarts", "work_phone": "010 000 00 30"})
    assert membership(fresh(otto)).organisation == school
    assert "Praktijkschool De Linde" in page_of(client.get("/portaal/"))
    assert other.get("/portaal/mijn/").status_code == 302


# ---- for the organisation


def test_an_officer_sees_the_own_people_and_no_other(iris, eva, otto, client_of):
    page = page_of(client_of(iris).get("/portaal/collegas/"))
    assert "Eva P." in page
    assert "Otto H." not in page


def test_who_ends_the_own_account_is_out(eva, client_of):
    client = client_of(eva)
    answer = client.post(reverse("portal:end", args=[eva.professional.pk]))
    assert answer.url == "/portaal/klaar/"
    assert client.get(answer.url).status_code == 200
    assert not may_report(fresh(eva))


def test_the_desk_lists_no_professional_among_its_people(eva, ada, client_of):
    client = client_of(ada)
    assert "Eva P." not in page_of(client.get("/medewerkers/"))
    assert client.get(f"/medewerkers/{eva.pk}/").status_code == 404


def test_recovery_of_a_second_step_works_for_a_professional(eva, ada, client_of):
    assert client_of(ada).get(f"/medewerkers/{eva.pk}/herstel/").status_code == 200


def test_a_stale_form_of_an_organisation_comes_back_with_the_difference(school, ada, client_of):
    sent = {"name": "De Linde", "group": "secondary_education", "domains": "delinde.example", "in_use": "on"}
    client = client_of(ada)
    path = reverse("portal:organisation", args=[school.pk])
    assert client.post(path, {**sent, "version": "1"}).status_code == 302
    assert client.post(path, {**sent, "name": "Anders", "version": "1"}).status_code == 400


@pytest.mark.parametrize("path", ["", "mijn/", "collegas/"])
def test_a_page_asks_the_database_twelve_times_at_most(path, iris, eva, client_of):
    client = client_of(iris)
    client.get(f"/portaal/{path}")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(f"/portaal/{path}").status_code == 200
    assert len(asked) <= 12


@pytest.mark.parametrize("path", ["beheer/", "beheer/{pk}/"])
def test_a_page_of_the_administrator_asks_twelve_times_at_most(path, ada, school, eva, otto, client_of):
    client = client_of(ada)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(f"/portaal/{path}".format(pk=school.pk)).status_code == 200
    assert len(asked) <= 12


def test_no_mail_goes_to_who_is_not_known(school, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        Client().post("/portaal/account/", {"email": "roos@elders.example"})
    assert mail.outbox == []


def test_the_practice_region_has_a_school_and_a_practice(ada, at):
    people = demo.open_portal(ada, at)
    assert [person.username for person in people] == demo.USERNAMES
    assert [may_invite(person) for person in people] == [True, False, True, False]
    assert Organisation.objects.count() == 2


def test_the_practice_region_has_two_reports_of_the_portal(ada, at, joke, samir, lindehaven, client_of):
    _iris, eva, otto, lena = demo.open_portal(ada, at)
    with time_machine.travel(at, tick=True):
        open_one, shielded = demo_reports.send_reports(eva, otto, at)
        queue = client_of(joke).get("/").content.decode()
        assert queue.count("via het portaal") >= 2
        for receipt in (open_one, shielded):
            assert receipt.report.status == "intake"
            assert receipt.report.number in queue
        assert reporter_of(shielded.report).verdict == "pending"
        assert (open_one.report.meldcode_complete, shielded.report.meldcode_complete) == ("yes", "no")
        own = client_of(eva).get("/portaal/meldingen/").content.decode()
        assert open_one.report.number in own
        assert shielded.report.number not in own
        assert "U heeft nog niets verstuurd." in client_of(lena).get("/portaal/meldingen/").content.decode()


@pytest.mark.parametrize(
    "typed", ["a.example, b.example", "a.example;b.example", "@a.example\r\nb.example", " a.example,\n;b.example,"]
)
def test_domains_may_be_typed_as_people_do(typed, ada, client_of):
    sent = {"name": "De Linde", "group": "secondary_education", "domains": typed}
    assert client_of(ada).post("/portaal/beheer/nieuw/", sent).status_code == 302
    assert {domain.name for domain in Organisation.objects.get().domains.all()} == {"a.example", "b.example"}


@pytest.mark.parametrize(
    "typed", ["school", "gmail.com", f"{'a' * 130}.example", "a.example school", "x\u00e9.example/"]
)
def test_a_wrong_domain_is_pointed_out_where_it_was_typed(typed, ada, client_of):
    sent = {"name": "De Linde", "group": "secondary_education", "domains": typed}
    answer = client_of(ada).post("/portaal/beheer/nieuw/", sent)
    assert answer.status_code == 400
    page = page_of(answer)
    assert 'href="#id_domains"' in page
    assert 'href="#id_name"' not in page
    assert typed in page
    assert not Organisation.objects.exists()
