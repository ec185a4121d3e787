"""A report is sent once, whole, under one's own name; what is crafted is refused and recorded."""

import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from desk.audit.models import Event
from desk.reports import actions
from desk.reports.drafts import unseal
from desk.reports.models import MeldcodeSteps, Report, Reporter
from desk.reports.portal import receive_report
from meldcode import sending
from meldcode.journeys import Journey
from meldcode.people_forms import PersonForm
from meldcode.receipts import Receipt
from meldcode.walk import Walk
from tests import portal_answers as story

pytestmark = pytest.mark.django_db


# ---- it arrives


def test_the_report_arrives_whole(pen, eva, north):
    receipt = story.sent(pen, eva)
    report = receipt.report
    assert (report.team, report.owner, report.status, report.channel) == (north, None, "intake", "form")
    assert report.received_at == report.entered_at == receipt.at
    assert [person.role for person in report.case_file.persons.all()] == ["child", "presumed_perpetrator"]
    assert [passage.kind for passage in report.passages.all()] == ["fact", "quote", "interpretation"]
    reporter = Reporter.objects.get(report=report)
    assert (reporter.name, reporter.organisation, reporter.function) == ("Eva P.", "Praktijkschool De Linde", "Mentor")
    steps = MeldcodeSteps.objects.get(report=report)
    assert (steps.unsafety, steps.structural, steps.framework) == ("yes", True, "Voortgezet onderwijs")
    assert report.meldcode_complete == "yes"
    assert not Journey.objects.exists()


def test_a_skipped_step_makes_the_steps_incomplete(pen, eva):
    receipt = story.sent(pen, eva, talk={"mark": "not_done", "why": "Een gesprek is niet veilig."})
    assert receipt.report.meldcode_complete == "no"
    assert receipt.report.meldcode_steps.talk_why == "Een gesprek is niet veilig."


def test_the_kindcheck_stands_beside_the_steps_at_the_desk(pen, eva, noor, client_of):
    receipt = story.sent(pen, eva, signals=story.KINDCHECK)
    steps = receipt.report.meldcode_steps
    assert (steps.kindcheck_outcome, steps.kindcheck_children, steps.kindcheck_ages) == ("concern", 2, "3 en 7 jaar")
    page = client_of(noor).get(f"/meldingen/{receipt.report.number}/").content.decode()
    for words in ("zorgen over kinderen", "3 en 7 jaar", '<dd class="text-break">2</dd>', "onbekend"):
        assert words in page


def test_what_the_system_fills_in_reaches_the_desk_in_dutch(pen, eva):
    pen.post("/portaal/taal/", {"language": "en"})
    receipt = story.sent(pen, eva, concern={**story.CONCERN, "facts_who": "I myself"})
    assert receipt.report.passages.get(kind="fact").who == "Ikzelf"
    assert receipt.report.meldcode_steps.kindcheck_why == "De situatie vraagt niet om een kindcheck."
    assert receipt.report.meldcode_steps.framework == "Voortgezet onderwijs"


def test_a_shield_asked_in_english_reads_in_dutch(pen, eva):
    pen.post("/portaal/taal/", {"language": "en"})
    reporter = actions.reporter_of(story.sent(pen, eva, openness=story.SHIELDED).report)
    assert (reporter.safety_phone, reporter.safety_agreement) == ("06 00 00 00 01", "")
    assert reporter.get_shield_ground_display() == "De naam brengt de melder of collega's in gevaar"


def test_of_an_advice_no_day_is_kept_whatever_was_typed_p2(pen, eva):
    """Only Veilig Thuis was consulted: a day in the report would lead to the advice of that day."""
    told = {"colleague": "not_applicable", "officer": "not_applicable", "veilig_thuis": "done", "on": "12-11-2026"}
    receipt = story.sent(pen, eva, consultation={**told, "why": ""})
    assert receipt.report.meldcode_steps.consultation_on == receipt.report.meldcode_steps.decision_on
    copy = unseal(receipt.sealed_copy, user_id=eva.pk, form=f"receipt:{receipt.journey}")
    assert "12-11-2026" not in str(copy)


@pytest.mark.parametrize("written", ["00-00-2011", "00-2011", "01-01-1879", "31-02-2011"])
def test_a_birth_date_that_cannot_be_is_told_on_its_own_page(pen, eva, written):
    form = PersonForm({"birth": written, "role": "child"})
    assert "birth" in form.errors


def test_reporting_against_the_weighing_needs_the_reason_and_carries_it(pen, eva):
    decision = {**story.DECISION, "deviates_why": "Ik vertrouw het niet, de signalen worden erger."}
    receipt = story.sent(pen, eva, weighing={"suspicion": "unknown"}, decision=decision)
    steps = receipt.report.meldcode_steps
    assert (steps.suspicion, steps.norms, steps.deviates_why) == ("unknown", [], decision["deviates_why"])


def test_trafficking_is_asked_when_there_are_signals_of_it(pen, eva):
    concern = {**story.CONCERN, "trafficking": "yes"}
    receipt = story.sent(pen, eva, concern=concern)
    assert receipt.report.trafficking_kinds == ("loverboy",)
    assert {seen.code for seen in receipt.report.observations.all()} == {"debts", "sudden_money"}


def test_the_team_picks_it_up_from_its_list(pen, eva, noor, bram, client_of):
    number = story.sent(pen, eva).report.number
    page = client_of(noor).get("/").content.decode()
    assert number in page
    assert "via het portaal" in page
    assert "Pak op" in page
    assert number not in client_of(bram).get("/").content.decode()
    detail = client_of(noor).get(f"/meldingen/{number}/").content.decode()
    assert "Meldcode van de melder" in detail
    assert "Eva P." not in detail
    client_of(noor).post(f"/meldingen/{number}/oppakken/", {"version": 1})
    assert Report.objects.get(number=number).owner in (noor, None)


def test_who_takes_it_in_works_on_it(pen, eva, noor):
    report = story.sent(pen, eva).report
    taken = actions.take_in(by=noor, at=timezone.now(), report=report, version=report.version)
    assert (taken.status, taken.owner) == ("assessing", noor)


def test_a_municipality_can_have_its_own_team(pen, eva, south, settings):
    settings.PORTAL_TEAMS = {"Lindehaven": "Zuid"}
    assert story.sent(pen, eva).report.team == south


# ---- sent once


def test_sent_twice_is_one_report_and_one_receipt(pen, eva):
    receipt = story.sent(pen, eva)
    again = story.fill(pen, receipt.journey, "nakijken", "review", story.REVIEW)
    assert again.url == f"/portaal/meldingen/{receipt.report.number}/"
    assert sending.send(by=eva, at=timezone.now(), key=receipt.journey) == receipt
    assert (Report.objects.count(), Receipt.objects.count()) == (1, 1)


def test_a_fault_while_sending_leaves_the_draft_and_nothing_else(pen, eva, monkeypatch):
    key = story.walk(pen, eva, until="review")
    monkeypatch.setattr(sending, "signed", lambda *_: "")
    assert story.fill(pen, key, "nakijken", "review", story.REVIEW).status_code == 400
    assert (Report.objects.count(), Receipt.objects.count(), Journey.objects.count()) == (0, 0, 1)


def test_half_a_journey_is_not_sent(pen, eva):
    key = story.walk(pen, eva, until="support")
    with pytest.raises(ValidationError):
        sending.send(by=eva, at=timezone.now(), key=key)
    assert Event.objects.get(act="portal_report_sent").rule == "journey_is_complete"


@pytest.mark.parametrize("path", ["", "signalen/", "nakijken/", "stoppen/", "stoppen/verslag.pdf"])
def test_who_goes_back_after_sending_is_shown_the_receipt(pen, eva, path):
    receipt = story.sent(pen, eva)
    address = f"/portaal/melden/{receipt.journey}/{path}"
    for answer in (pen.get(address), *([] if path in ("", "stoppen/verslag.pdf") else [pen.post(address, {})])):
        assert answer.url == f"/portaal/meldingen/{receipt.report.number}/"
    assert not Event.objects.filter(outcome="refused").exists()


def test_a_page_that_stayed_open_says_that_the_report_was_sent(pen, eva):
    receipt = story.sent(pen, eva)
    answer = pen.post(f"/portaal/melden/{receipt.journey}/zorgen/bewaren/", {"concern-title": "Nog iets"})
    assert (answer.status_code, answer.json()) == (409, {"why": "deze melding is al verstuurd"})


def test_a_journey_that_was_sent_is_of_its_sender_alone(pen, eva, otto, client_of):
    receipt = story.sent(pen, eva)
    assert client_of(otto).get(f"/portaal/melden/{receipt.journey}/signalen/").status_code == 404
    refused = Event.objects.get(outcome="refused")
    assert (refused.actor_id, refused.actor_name) == (otto.pk, "Een professional, in het portaal")


def test_what_changed_elsewhere_after_it_was_read_is_read_again(pen, eva, client_of):
    key = story.walk(pen, eva, until="review")
    page = pen.get(f"/portaal/melden/{key}/nakijken/").content.decode()
    read = re.search(r'name="read" value="([0-9a-f]{64})"', page)[1]
    story.fill(client_of(eva), key, "hulp", "support", {**story.SUPPORT, "request": "Kom vandaag nog."})
    answer = pen.post(f"/portaal/melden/{key}/nakijken/", {**story.posted("review", story.REVIEW), "read": read})
    assert answer.status_code == 400
    again = answer.content.decode()
    assert "Er is intussen iets veranderd" in again
    assert "Kom vandaag nog." in again
    assert not Receipt.objects.exists()
    read = re.search(r'name="read" value="([0-9a-f]{64})"', again)[1]
    answer = pen.post(f"/portaal/melden/{key}/nakijken/", {**story.posted("review", story.REVIEW), "read": read})
    assert answer.status_code == 302
    assert Receipt.objects.get().digest == read


# ---- crafted


@pytest.mark.parametrize("answer", ["unknown", "anonymous", "OPEN"])
def test_there_is_no_unknown_reporter_here(pen, eva, answer):
    key = story.walk(pen, eva, until="openness")
    got = story.fill(pen, key, "openheid", "openness", {**story.OPENNESS, "disclosure": answer})
    assert got.status_code == 400
    assert Event.objects.get(act="portal_report_sent").rule == "portal_takes_only_its_own_answers"


@pytest.mark.parametrize("name", ["verdict", "name", "owner", "kind", "team", "decided_by"])
def test_a_field_that_no_page_has_is_refused_and_recorded(pen, eva, name):
    key = story.walk(pen, eva, until="openness")
    got = story.fill(pen, key, "openheid", "openness", {**story.OPENNESS, name: "approved"})
    assert got.status_code == 400
    assert Event.objects.filter(act="portal_report_sent", outcome="refused", actor_id=eva.pk).count() == 1
    assert f"openness-{name}" not in Journey.objects.get().answers


@pytest.mark.parametrize("reporter", [{"disclosure": "unknown"}, {"kind": "citizen"}, {"kind": "ex_officio"}])
def test_the_desk_takes_no_other_reporter_from_the_portal(pen, eva, reporter):
    key = story.walk(pen, eva, until="review")
    journey = Journey.objects.get(key=key)
    told = sending.as_report(Walk(eva, journey), by=eva, at=timezone.now())
    with pytest.raises(ValidationError):
        receive_report(by=eva, at=timezone.now(), **{**told, "reporter": {**told["reporter"], **reporter}})
    assert Event.objects.get(act="report_filed", outcome="refused").rule == "portal_reporter_is_a_professional"


@pytest.mark.parametrize("column", ["verdict", "decided_by", "asked_by"])
def test_an_unapproved_shield_approves_itself_nowhere(pen, eva, column):
    key = story.walk(pen, eva, until="review", openness=story.SHIELDED)
    told = sending.as_report(Walk(eva, Journey.objects.get(key=key)), by=eva, at=timezone.now())
    with pytest.raises(ValidationError):
        receive_report(by=eva, at=timezone.now(), **{**told, "reporter": {**told["reporter"], column: "approved"}})


def test_only_a_professional_sends(pen, eva, noor):
    key = story.walk(pen, eva, until="review")
    told = sending.as_report(Walk(eva, Journey.objects.get(key=key)), by=eva, at=timezone.now())
    with pytest.raises(PermissionDenied):
        receive_report(by=noor, at=timezone.now(), **told)
