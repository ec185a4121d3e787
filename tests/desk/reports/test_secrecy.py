"""Shielded after all, or open after all: from now on, and the second only one way."""

import pytest
from django.urls import reverse

from desk.audit.models import Event
from desk.reports import secrecy
from desk.reports.actions import reporter_of
from tests import stories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
SHIELD = {
    "shield_ground": "professional_safety",
    "shield_explanation": "De vader stond bij de school.",
    "safety_agreement": "Wij bellen alleen overdag.",
    "withheld": "Dat het op school gebeurde.",
    "review_on": "23-02-2027",
}


def ask(client, report, **told):
    address = reverse("reports:secrecy_ask", args=[report.number])
    return client.post(address, {**SHIELD, "version": reporter_of(report).version, **told}, follow=True)


def disclose(client, report, **told):
    address = reverse("reports:secrecy_disclose", args=[report.number])
    told = {"consent_on": "20-11-2026", "version": reporter_of(report).version, **told}
    return client.post(address, told, follow=True)


def test_a_professional_is_shielded_later_and_it_works_from_now(noor, client_of, at):
    report = stories.taken_in(by=noor, at=at)
    page = ask(client_of(noor), report).content.decode()
    assert "De afscherming werkt vanaf nu." in page
    assert "Een teamleider besluit nog." in page
    reporter = reporter_of(report)
    assert (reporter.disclosure, reporter.verdict, reporter.asked_by) == ("shielded", "pending", noor)
    assert Event.objects.filter(act="shield_asked", subject=report.number).exists()


def test_a_citizen_is_shielded_later_without_a_ground_or_a_verdict(noor, client_of, at):
    citizen = {**stories.CITIZEN, "disclosure": "open", "consent_on": at.date()}
    report = stories.taken_in(by=noor, at=at, reporter=citizen)
    empty = dict.fromkeys(SHIELD, "")
    assert ask(client_of(noor), report, **empty).status_code == 200
    reporter = reporter_of(report)
    assert (reporter.disclosure, reporter.verdict, reporter.consent_on) == ("shielded", "", None)


@pytest.mark.parametrize("missing", ["shield_ground", "shield_explanation", "safety_agreement", "review_on"])
def test_a_shield_of_a_professional_misses_nothing_and_what_was_typed_stays(noor, client_of, at, missing):
    report = stories.taken_in(by=noor, at=at)
    answer = ask(client_of(noor), report, **{missing: ""})
    assert answer.status_code == 400
    page = answer.content.decode()
    assert f'href="#id_{missing}' in page
    assert "Dat het op school gebeurde." in page
    assert reporter_of(report).disclosure == "open"


@pytest.mark.parametrize("day", ["23-11-2026", "01-01-2020", "31-02-2027", "morgen"])
def test_a_shield_is_reviewed_on_a_day_that_comes(noor, client_of, at, day):
    report = stories.taken_in(by=noor, at=at)
    assert ask(client_of(noor), report, review_on=day).status_code == 400
    assert reporter_of(report).disclosure == "open"


def test_the_third_ground_is_not_offered_and_not_taken(noor, client_of, at, settings):
    report = stories.taken_in(by=noor, at=at)
    settings.SHIELD_ON_TRUST = False
    client = client_of(noor)
    page = client.get(reverse("reports:secrecy_ask", args=[report.number])).content.decode()
    assert 'value="trust"' not in page
    assert ask(client, report, shield_ground="trust").status_code == 400
    settings.SHIELD_ON_TRUST = True
    assert ask(client, report, shield_ground="trust").status_code == 200


def test_a_shield_asked_on_an_old_page_changes_nothing(noor, client_of, at):
    report = stories.taken_in(by=noor, at=at)
    assert ask(client_of(noor), report, version=99).status_code == 400
    assert reporter_of(report).disclosure == "open"


def test_the_name_is_disclosed_with_a_day_of_consent(noor, client_of, at):
    report = stories.taken_in(by=noor, at=at, reporter=stories.CITIZEN)
    page = disclose(client_of(noor), report).content.decode()
    assert "De naam is bekendgemaakt aan het gezin. Dat kan niet terug." in page
    reporter = reporter_of(report)
    assert (reporter.disclosure, reporter.disclosed_on) == ("open", at.date())
    assert reporter.consent_on.isoformat() == "2026-11-20"


def test_disclosing_is_one_way(noor, client_of, at):
    report = stories.taken_in(by=noor, at=at, reporter=stories.CITIZEN)
    client = client_of(noor)
    disclose(client, report)
    page = client.get(reverse("reports:detail", args=[report.number])).content.decode()
    assert reverse("reports:secrecy_ask", args=[report.number]) not in page
    assert ask(client, report).status_code == 400
    assert reporter_of(report).disclosure == "open"
    assert Event.objects.get(act="shield_asked").outcome == "refused"


def test_only_a_shield_is_lifted(noor, client_of, at):
    report = stories.a_report(by=noor, at=at, reporter=stories.UNKNOWN)
    assert disclose(client_of(noor), report).status_code == 400
    assert reporter_of(report).disclosure == "unknown"


@pytest.mark.parametrize("day", ["", "gisteren", "32-01-2026"])
def test_without_a_day_of_consent_nothing_is_disclosed(noor, client_of, at, day):
    report = stories.taken_in(by=noor, at=at, reporter=stories.CITIZEN)
    assert disclose(client_of(noor), report, consent_on=day).status_code == 400
    assert reporter_of(report).disclosure == "shielded"


def test_the_pages_show_where_the_decision_stands(noor, joke, client_of, at):
    report = stories.a_report(by=noor, at=at, reporter={**stories.TEACHER, **stories.shield_until(at)})
    address = reverse("reports:detail", args=[report.number]) + "?lezen=1"
    client, lead = client_of(noor), client_of(joke)
    assert "De afscherming werkt al. Een teamleider besluit nog." in client.get(address).content.decode()
    assert reverse("review:queue") in lead.get(address).content.decode()
    reporter = reporter_of(report)
    secrecy.approve_secrecy(by=joke, at=at, reporter=reporter, version=reporter.version)
    page = client.get(address).content.decode()
    assert "Goedgekeurd" in page
    assert "Joke V." in page


def test_a_refused_shield_says_that_the_reporter_chooses(noor, joke, client_of, at):
    report = stories.a_report(by=noor, at=at, reporter={**stories.TEACHER, **stories.shield_until(at)})
    reporter = reporter_of(report)
    secrecy.refuse_secrecy(by=joke, at=at, reporter=reporter, version=reporter.version, remark="Geen gevaar.")
    page = client_of(noor).get(reverse("reports:detail", args=[report.number]) + "?lezen=1").content.decode()
    assert "De melder kiest: open melden, of de melding intrekken." in page
