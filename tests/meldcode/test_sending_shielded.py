"""A report sent by somebody whose name is hidden: nobody reads it, and only a lead decides."""

from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from desk.audit.models import Event
from desk.reports import actions, secrecy
from desk.reports.models import Report
from tests import portal_answers as story
from tests.depths import refused_by
from tests.needles import content_of, pages, plain_needle, watched

pytestmark = pytest.mark.django_db


def test_a_shield_waits_for_a_team_lead_and_works_already(pen, eva, joke, client_of):
    receipt = story.sent(pen, eva, openness=story.SHIELDED)
    reporter = actions.reporter_of(receipt.report)
    assert (reporter.disclosure, reporter.verdict, reporter.asked_by) == ("shielded", "pending", eva)
    assert (reporter.safety_phone, reporter.safety_agreement) == ("06 00 00 00 01", "")
    page = client_of(joke).get(reverse("review:secrecy", args=[receipt.report.number])).content.decode()
    assert "Eva P." not in page
    assert page.count("de melder zelf") == 2, "in the queue and at the request"
    told = {"by": joke, "at": timezone.now(), "reporter": reporter, "version": reporter.version}
    refused_by("approved_shield_rests_on_an_agreement", secrecy.approve_secrecy, **told)
    secrecy.approve_secrecy(**told, safety_agreement="Wij bellen op vrijdag, nooit thuis.")
    assert actions.reporter_of(receipt.report).decided_by == joke


def test_the_lead_reads_the_number_and_writes_down_what_was_agreed(pen, eva, joke, client_of):
    report = story.sent(pen, eva, openness=story.SHIELDED).report
    lead, page = client_of(joke), reverse("review:secrecy", args=[report.number])
    shown = lead.get(page).content.decode()
    assert "De melder vraagt om te bellen" in shown
    assert "06 00 00 00 01" in shown
    approve = reverse("review:approve_secrecy", args=[report.number])
    version = actions.reporter_of(report).version
    refused = lead.post(approve, {"version": version, "remark": "Akkoord, de dreiging is duidelijk."})
    assert refused.status_code == 400
    assert 'href="#id_safety_agreement"' in refused.content.decode()
    assert "de dreiging is duidelijk" in refused.content.decode()
    assert actions.reporter_of(report).verdict == "pending"
    lead.post(approve, {"version": version, "safety_agreement": "Wij bellen op vrijdag."})
    row = actions.reporter_of(report)
    assert (row.verdict, row.safety_agreement, row.is_hidden) == ("approved", "Wij bellen op vrijdag.", True)


def test_an_agreement_that_was_written_down_is_not_overwritten_by_the_verdict(pen, eva, noor, joke):
    report = story.sent(pen, eva, openness=story.SHIELDED).report
    Report.objects.filter(pk=report.pk).update(owner=noor)
    row = actions.reporter_of(Report.objects.get(pk=report.pk))
    told = {"at": timezone.now(), "reporter": row}
    row = secrecy.correct_reporter(by=noor, version=row.version, safety_agreement="Wij bellen op vrijdag.", **told)
    secrecy.approve_secrecy(by=joke, version=row.version, safety_agreement="Iets anders.", **told)
    assert actions.reporter_of(report).safety_agreement == "Wij bellen op vrijdag."


def test_a_refusal_needs_no_agreement(pen, eva, joke):
    row = actions.reporter_of(story.sent(pen, eva, openness=story.SHIELDED).report)
    told = {"by": joke, "at": timezone.now(), "reporter": row, "version": row.version}
    assert secrecy.refuse_secrecy(**told, remark="Er is geen gevaar gebleken.").verdict == "refused"


def test_no_page_of_the_desk_names_a_shielded_sender(pen, eva, noor, joke, samir, client_of):
    receipt = story.sent(pen, eva, openness=story.SHIELDED)
    report = receipt.report
    known: dict[str, list[Any]] = {
        "number": [report.number, report.case_file.number],
        "kind": ["csv"],
        "section": ["begin", "melder", "meldcode", "nakijken"],
        "int:pk": [report.case_file.persons.first().pk],
        "uuid:pk": [uuid4()],
        "int:version": [1],
        "uuid:key": [uuid4()],
        "slug:page": ["signalen"],
        "token": ["x"],
    }
    for reader in (noor, joke):
        for address, page in pages(client_of(reader), known).items():
            assert "Eva P." not in page, address
            assert "Praktijkschool" not in page, address
    read = client_of(samir).get("/logboek/").content.decode()
    assert "Eva P.</b> verstuurde" not in read


@pytest.mark.parametrize("path", ["vraag/999/", "bericht/aanvulling/", "naam/", ""])
@pytest.mark.parametrize("who", ["eva", "iris", "otto"])
def test_no_refused_page_names_a_professional_in_the_trail_of_the_report(pen, eva, request, client_of, who, path):
    receipt = story.sent(pen, eva, openness=story.SHIELDED)
    client_of(request.getfixturevalue(who)).get(f"/portaal/meldingen/{receipt.report.number}/{path}")
    read = Event.objects.filter(subject=receipt.report.number)
    assert read.filter(act="page_refused").exists() == (who != "eva" or path == "vraag/999/")
    assert set(read.values_list("actor_name", flat=True)) <= {"Het portaal", "Een professional, in het portaal"}


def test_nothing_personal_leaves_the_pages(pen, eva, monkeypatch):
    name, fact = plain_needle(), plain_needle()
    with watched(monkeypatch) as outside:
        people = {**story.PEOPLE, "0-surname": name}
        receipt = story.sent(pen, eva, people=people, concern={**story.CONCERN, "facts": fact})
        answers = [pen.get(f"/portaal/meldingen/{receipt.report.number}/{path}") for path in ("", "kopie.pdf")]
        seen = outside(answers[0], pen.get("/portaal/meldingen/"))
    assert name not in seen
    assert fact not in seen
    assert name not in content_of(answers[0])
