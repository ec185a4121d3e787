"""After sending, for whoever it is not: crafted forms, others, who left, and words that go nowhere."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from desk.audit.models import Event
from desk.contact import rules as contact_rules
from desk.contact.models import Message
from meldcode import after, joining, own_reports
from meldcode.people import Professional
from meldcode.receipts import Receipt
from tests import contact_stories as stories
from tests import portal_answers as story
from tests import portal_stories
from tests.meldcode.test_language import compiled
from tests.meldcode.writing import FACT, page, path, post
from tests.needles import kept_in, plain_needle
from tests.signing_in import signed_in
from tests.stories import fresh
from tests.test_query_budget import BUDGET, statements

pytestmark = pytest.mark.django_db


@pytest.fixture
def receipt(pen, eva) -> Receipt:
    return story.sent(pen, eva)


# ---- crafted


@pytest.mark.parametrize("name", ["kind", "by", "granted", "step", "report", "about", "at"])
def test_a_field_the_page_does_not_have_is_refused_and_recorded(pen, receipt, name):
    answer = post(pen, path(receipt), **{**FACT, name: "feedback_1"})
    assert answer.status_code == 400
    assert not Message.objects.exists()
    event = Event.objects.get(act="portal_message_sent")
    assert (event.rule, event.outcome) == ("portal_takes_only_its_own_answers", "refused")
    assert event.actor_name == "Een professional, in het portaal"


@pytest.mark.parametrize("who", ["iris", "otto"])
@pytest.mark.parametrize("name", ["report", "write", "answer"])
def test_the_report_of_another_is_not_there_and_the_attempt_is_kept(who, name, request, receipt, noor, at, client_of):
    question = stories.asked(by=noor, at=at, report=receipt.report)
    user = request.getfixturevalue(who)
    more = {"report": [], "write": ["aanvulling"], "answer": [question.pk]}[name]
    address = reverse(f"portal:{name}", args=[receipt.report.number, *more])
    client = client_of(user)
    assert client.get(address).status_code == 404
    if name != "report":
        assert client.post(address, {**FACT, "submission": str(uuid4())}).status_code == 404
    assert Event.objects.filter(act="page_refused", actor_id=user.pk).exists()
    assert Message.objects.count() == 1


@pytest.mark.parametrize("who", ["iris", "otto", "noor"])
def test_nor_does_the_action_itself_take_it(who, request, receipt, at):
    told = {"receipt": receipt, "submission": uuid4(), "kind": "addition", "text": "Ik ook.", "who": "Ikzelf"}
    with pytest.raises(PermissionDenied):
        after.write(by=request.getfixturevalue(who), at=at, **told)


def test_a_question_of_another_report_is_not_there(pen, eva, receipt, noor, at):
    other = story.sent(pen, eva)
    question = stories.asked(by=noor, at=at, report=other.report)
    address = reverse("portal:answer", args=[receipt.report.number, question.pk])
    assert pen.get(address).status_code == 404
    assert pen.post(address, {"text": "Ja", "submission": str(uuid4())}).status_code == 404


@pytest.mark.parametrize("what", ["feedback", "besluit", "aanvulling-2"])
def test_there_are_three_kinds_of_message(pen, receipt, what):
    assert pen.get(path(receipt, what)).status_code == 404


def test_who_left_the_organisation_opens_nothing_any_more(pen, eva, receipt, iris, at):
    joining.end(by=iris, at=at, person=Professional.objects.get(user=eva))
    assert pen.get(f"/portaal/meldingen/{receipt.report.number}/").status_code in (302, 403, 404)
    with pytest.raises(PermissionDenied):
        stories.added(receipt, at=at)


def test_who_moved_reads_the_own_reports_and_writes_no_more(pen, eva, receipt, ada, practice, noor):
    question = stories.asked(by=noor, at=timezone.now(), report=receipt.report)
    invitation = portal_stories.an_invitation(by=ada, at=timezone.now(), organisation=practice, name="Eva")
    joining.move(by=eva, at=timezone.now(), invitation=invitation, function="Assistent", work_phone="010 000 00 21")
    signed_in(pen, fresh(eva))  # moving ends every session but the one of the browser that moves
    shown = page(pen, receipt)
    assert "U werkt nu ergens anders" in shown
    assert "Iets toevoegen" not in shown
    assert "Beantwoord deze vraag" not in shown
    assert pen.get(path(receipt)).status_code == 404
    assert pen.get(reverse("portal:answer", args=[receipt.report.number, question.pk])).status_code == 404
    with pytest.raises(PermissionDenied):
        stories.added(fresh(receipt), at=timezone.now())


@pytest.mark.parametrize("times", [1, 6])
def test_the_page_stays_within_twelve_statements(pen, receipt, noor, at, times):
    for _ in range(times):
        stories.added(receipt, at=at)
        stories.asked(by=noor, at=at, report=receipt.report)
    status, said = statements(pen, f"/portaal/meldingen/{receipt.report.number}/")
    assert status == 200
    assert len(said) <= BUDGET, "\n".join(said)


# ---- what is said stays where it is read (P13)


def test_no_word_of_it_is_in_a_title_an_address_the_trail_or_a_log(pen, eva, receipt, noor, client_of, at, caplog):
    word = plain_needle()
    question = stories.asked(by=noor, at=at, report=receipt.report, text=f"Hoe gaat het met {word}?")
    address = reverse("portal:answer", args=[receipt.report.number, question.pk])
    answers = [post(pen, address, text=f"Goed met {word}."), post(pen, path(receipt), **{**FACT, "text": word})]
    answers += [post(pen, path(receipt, "correctie"), part="people", text=word)]
    answers += [post(pen, path(receipt, "intrekken"), text=word)]
    for answer in answers:
        assert answer.status_code == 302
        assert word not in answer.headers["Location"]
    shown = [page(pen, receipt), client_of(noor).get(f"/meldingen/{receipt.report.number}/contact/").content.decode()]
    for one in shown:
        assert word in one
        assert word not in one.partition("<title>")[2].partition("</title>")[0]
    held = kept_in(word)
    assert held == {"contact_message"}
    assert word not in caplog.text
    assert "Eva P." not in shown[1]


def test_what_the_desk_refuses_has_its_english():
    row_rules = (contact_rules.message_says_something, contact_rules.added_fact_has_a_source)
    said = {str(rule.violation_error_message) for rule in (*row_rules, contact_rules.correction_says_of_what)}
    refusals = (
        (contact_rules.report_still_runs, ("closed",)),
        (contact_rules.correction_comes_before_the_work, ("decided", True)),
        (contact_rules.question_is_answered_once, (False,)),
        (contact_rules.one_wish_at_a_time, (True,)),
    )
    for rule, given in refusals:
        with pytest.raises(ValidationError) as refusal:
            rule(*given)
        said |= set(refusal.value.messages)
    assert said - set(compiled()) == set()
    assert {str(words) for words in own_reports.PLAIN.values()} - set(compiled()) == set()
