"""After sending: where an own report stands, what may still be said about it, and what another never gets."""

from uuid import uuid4

import pytest
from django.urls import reverse

from desk.audit.models import Event
from desk.contact import actions
from desk.contact.models import Message
from desk.reports import actions as reports
from meldcode.receipts import Receipt
from tests import contact_stories as stories
from tests import portal_answers as story
from tests.meldcode.writing import FACT, key_of, page, path, post
from tests.stories import answers_no, answers_yes, fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def receipt(pen, eva) -> Receipt:
    return story.sent(pen, eva)


# ---- where it stands


def test_received(pen, receipt):
    shown = page(pen, receipt)
    assert "Ontvangen" in shown
    assert "nog niet" in shown
    assert "Iets verbeteren" in shown


def test_being_assessed(pen, receipt, noor, at):
    reports.take_in(by=noor, at=at, report=receipt.report, version=receipt.report.version)
    shown = page(pen, receipt)
    assert "Wij beoordelen uw melding." in shown
    assert "Iets verbeteren" not in shown


@pytest.mark.parametrize(
    ("answers", "said", "not_said"),
    [
        ({}, "dragen uw melding over", "Wij hebben besloten. Wilde"),
        (answers_no(), "Wij hebben besloten.", "Overgedragen"),
        (answers_yes(cooperates="no"), "Wij hebben besloten.", "Overgedragen"),
    ],
)
def test_decided_and_handed_over(pen, receipt, noor, joke, at, answers, said, not_said):
    stories.decided(receipt.report, by=noor, second=joke, at=at, **answers)
    shown = page(pen, receipt)
    assert said in shown
    assert not_said not in shown


def test_of_the_decision_nothing_but_the_step_is_told(pen, receipt, noor, joke, at):
    decided = stories.decided(receipt.report, by=noor, second=joke, at=at)
    actions.give_feedback(by=noor, at=at, report=decided, submission=uuid4(), step="handover", text="Bel gerust.")
    shown = page(pen, receipt)
    assert "dragen haar over aan een andere organisatie" in shown
    assert "Bel gerust." in shown
    for inside in ("Gezinswerker", "lokale", "Oma haalt", "Noor B.", "loverboy"):
        assert inside not in shown


def test_in_english(pen, receipt, noor, joke, at):
    decided = stories.decided(receipt.report, by=noor, second=joke, at=at)
    actions.give_feedback(by=noor, at=at, report=decided, submission=uuid4(), step="handover")
    pen.post("/portaal/taal/", {"language": "en"})
    shown = page(pen, receipt)
    assert "We have assessed your report and hand it over to another organisation." in shown
    assert "Where your report is" in shown
    refused = post(pen, path(receipt, "aanvulling"), **{**FACT, "who": ""})
    assert "Fill in: Who saw this?" in refused.content.decode()


def test_who_wanted_no_feedback_reads_that(pen, eva):
    receipt = story.sent(pen, eva, support={**story.SUPPORT, "wants_feedback": "no"})
    assert "U wilde geen terugkoppeling." in page(pen, receipt)


# ---- what may still be said


def test_a_question_is_read_and_answered(pen, receipt, noor, at):
    question = stories.asked(by=noor, at=at, report=receipt.report)
    shown = page(pen, receipt)
    assert question.text in shown
    assert "Noor B." not in shown
    address = reverse("portal:answer", args=[receipt.report.number, question.pk])
    assert post(pen, address, text="Ja, sinds negen uur.").status_code == 302
    assert fresh(question).reply.text == "Ja, sinds negen uur."
    assert pen.get(address).status_code == 302


def test_a_question_about_a_closed_report_was_not_answered_and_nobody_says_so(pen, receipt, noor, at):
    question, report = stories.asked(by=noor, at=at, report=receipt.report), fresh(receipt.report)
    reports.withdraw_report(by=noor, at=at, report=report, version=report.version, withdrawn_reason="Dubbel gemeld.")
    shown = pen.get(reverse("portal:answer", args=[report.number, question.pk]), follow=True).content.decode()
    assert shown.count("Deze melding is gesloten.") == 2
    assert "al antwoord gegeven" not in shown


def test_a_fact_is_added_apart_from_what_somebody_thinks(pen, receipt):
    assert post(pen, path(receipt), **FACT).status_code == 302
    message = Message.objects.get()
    assert (message.text, message.who, message.view, message.by) == (FACT["text"], "Ikzelf", "Ik vrees.", None)
    assert not message.withheld
    shown = page(pen, receipt)
    assert "Uw aanvulling" in shown
    assert "Uw mening" in shown


def test_the_same_form_twice_is_one_message(pen, receipt):
    told = {**key_of(pen, path(receipt)), **FACT}
    assert [pen.post(path(receipt), told).status_code for _ in range(2)] == [302, 302]
    assert Message.objects.count() == 1


def test_who_is_shielded_shares_nothing_unless_they_say_so_p6(pen, eva):
    receipt = story.sent(pen, eva, openness=story.SHIELDED)
    shown = pen.get(path(receipt)).content.decode()
    field = shown.partition('name="withheld"')[2].partition(">")[0]
    assert "checked" in field


def test_a_correction_until_a_colleague_works_on_it(pen, receipt, noor, at):
    address = path(receipt, "correctie")
    told = {**key_of(pen, address), "part": "people", "text": "De leerling is zestien."}
    reports.take_over(by=noor, at=at, report=receipt.report, version=receipt.report.version)
    answer = pen.post(address, told)
    assert answer.status_code == 400
    assert "De leerling is zestien." in answer.content.decode()
    assert "Schrijf het als aanvulling" in answer.content.decode()
    assert Event.objects.filter(act="portal_message_sent", outcome="refused").exists()
    assert pen.get(address).status_code == 302


def test_a_wish_to_withdraw_is_answered_with_a_reason(pen, receipt, noor, at):
    assert post(pen, path(receipt, "intrekken"), text="Vader kwam verhaal halen.").status_code == 302
    assert "De melding intrekken" not in page(pen, receipt)
    told = {"wish": Message.objects.get(), "submission": uuid4(), "granted": "no", "text": "Het kind is niet veilig."}
    actions.answer_wish(by=noor, at=at, **told)
    shown = page(pen, receipt)
    assert "Uw melding blijft staan." in shown
    assert "Het kind is niet veilig." in shown


def test_a_closed_report_leads_to_a_new_one(pen, receipt, noor, joke, at):
    address = path(receipt)
    told = {**key_of(pen, address), **FACT}
    stories.decided(receipt.report, by=noor, second=joke, at=at, **answers_no())
    assert "Deze melding is gesloten." in page(pen, receipt)
    assert pen.get(address).status_code == 302
    answer = pen.post(address, told)
    assert answer.status_code == 400
    assert FACT["text"] in answer.content.decode()


@pytest.mark.parametrize("text", ["", " \u200b ", "a" * 4001, "NUL \x00 teken"])
def test_what_is_wrong_comes_back_with_what_was_typed(pen, receipt, text):
    answer = post(pen, path(receipt), **{**FACT, "text": text, "who": "De conciërge"})
    assert answer.status_code == 400
    assert "De conciërge" in answer.content.decode()
    assert not Message.objects.exists()
