"""A question, an answer, what is added and corrected, a wish to withdraw, and the two moments of feedback."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from desk.audit.models import Event
from desk.contact import actions
from desk.contact.inside import texts_inside
from desk.contact.models import Message
from desk.contact.portal import receive_message
from desk.contact.reading import texts_that_leave, waiting_for
from desk.reports import actions as reports
from desk.reports import concern
from desk.reports.identity import Reporter
from desk.reports.models import Passage
from desk.reports.secrecy import ask_shield
from desk.review import actions as review
from tests import contact_stories as stories
from tests.contact_stories import feedback, thread
from tests.depths import refused_by
from tests.stories import TEACHER, a_report, answers_yes, fresh, proposed, shield_until

pytestmark = pytest.mark.django_db
SECRET = "De moeder belde gisteren huilend met de wijkagent over wat er thuis is gebeurd."


# ---- the thread


def test_a_question_is_answered(receipt, question, at):
    assert thread(receipt.report).questions == [question]
    stories.said(receipt, at=at, kind="answer", about=question, text="Ja, sinds negen uur.")
    assert thread(receipt.report).questions == []
    refused_by("question_is_answered_once", stories.said, receipt=receipt, at=at, kind="answer", about=question)


def test_what_is_sent_twice_is_there_once(receipt, noor, at):
    key = uuid4()
    ask = {"by": noor, "at": at, "report": receipt.report, "submission": key, "text": "Hoe gaat het nu?"}
    assert actions.ask(**ask) == actions.ask(**ask)
    told = {"by": receipt.user, "at": at, "report": receipt.report, "submission": uuid4(), **stories.ADDITION}
    assert receive_message(kind="addition", **told) == receive_message(kind="addition", **told)
    assert Message.objects.count() == 2


def test_an_answer_to_a_question_about_another_report_is_refused(receipt, noor, at, question):
    other = Message(submission=uuid4(), report_id=0, kind="question")
    other.pk = 0
    refused_by("question_is_answered_once", stories.said, receipt=receipt, at=at, kind="answer", about=other, text="Ja")


def test_of_what_was_sent_nothing_changes(receipt, at):
    """A correction stands beside it, and the digest of the receipt stays that of what was sent."""
    passages, digest = list(Passage.objects.values()), receipt.digest
    stories.said(receipt, at=at, kind="correction", part="concern", text="Het waren twee keren, niet drie.")
    assert list(Passage.objects.values()) == passages
    assert fresh(receipt).digest == digest


def test_once_taken_on_a_correction_is_an_addition(receipt, taken, at):
    told = {"receipt": receipt, "at": at, "text": "Twee keren."}
    refused_by("correction_comes_before_the_work", stories.said, kind="correction", part="concern", **told)
    assert Event.objects.get(act="portal_message_sent", outcome="refused").rule == "correction_comes_before_the_work"
    assert stories.said(kind="addition", who="Ikzelf", **told).kind == "addition"


def test_the_trail_of_the_report_names_no_sender(receipt, at):
    stories.added(receipt, at=at)
    told = Event.objects.filter(subject=receipt.report.number).values_list("actor_name", flat=True)
    assert receipt.user.display_name not in set(told)


@pytest.mark.parametrize("who", ["bram", "vera", "samir", "ada"])
def test_who_does_not_work_there_writes_nothing_to_a_reporter(who, request, report, at):
    with pytest.raises(PermissionDenied):
        stories.asked(by=request.getfixturevalue(who), at=at, report=report)
    assert Event.objects.filter(act="reporter_asked", outcome="refused", rule="not_permitted").count() == 1


def test_a_colleague_writes_nothing_as_the_reporter(noor, report, at):
    with pytest.raises(PermissionDenied):
        receive_message(by=noor, at=at, report=report, submission=uuid4(), kind="addition", **stories.ADDITION)


# ---- what stays inside


def test_a_text_of_inside_needs_a_second_look(report, noor, at):
    concern.add_note(by=noor, at=at, case_file=report.case_file, text=SECRET, submission=uuid4())
    told = {"by": noor, "at": at, "report": report, "submission": uuid4(), "text": f"Klopt dit? {SECRET}"}
    refused_by("warnings_were_seen", actions.ask, **told)
    assert actions.ask(**told, sure=True).text == told["text"]


@pytest.mark.parametrize("field", ["explanation", "text", "remark"])
def test_so_does_one_of_the_three_questions_and_of_the_review(report, noor, joke, at, field):
    current = reports.take_in(by=noor, at=at, report=report, version=report.version)
    proposal = proposed(by=noor, at=at, report=current, **answers_yes(explanation="Uitleg van binnen."))
    review.make_remark(by=joke, at=at, assessment=proposal, question="q1", text="Opmerking van binnen.")
    review.confirm(by=joke, at=at, assessment=proposal, version=proposal.version, remark="Woord bij het besluit.")
    words = {"explanation": "Uitleg van binnen.", "text": "Opmerking van binnen.", "remark": "Woord bij het besluit."}
    assert words[field] in texts_inside(report)


@pytest.mark.parametrize("kept_back", [False, True])
def test_what_another_reported_needs_a_second_look(report, noor, at, kept_back):
    other = a_report(by=noor, at=at, case_file=report.case_file)
    Passage.objects.create(report=other, kind="fact", what=SECRET, who="De buurvrouw", withheld=kept_back)
    told = {"by": noor, "at": at, "report": report, "submission": uuid4(), "text": f"Klopt dit? {SECRET}"}
    refused_by("warnings_were_seen", actions.ask, **told)
    assert SECRET not in texts_inside(other)


def test_so_does_what_another_wrote_later(receipt, noor, at):
    other = a_report(by=noor, at=at, case_file=receipt.report.case_file)
    told = {"kind": "addition", "text": SECRET, "who": "Ikzelf"}
    receive_message(by=receipt.user, at=at, report=other, submission=uuid4(), **told)
    assert SECRET in texts_inside(receipt.report)
    assert SECRET not in texts_inside(other)


def test_so_does_what_points_at_a_shielded_reporter(shielded, noor, at):
    other = a_report(by=noor, at=at, case_file=shielded.report.case_file)
    kept = Reporter.objects.get(report=shielded.report).shield_explanation
    assert kept
    assert kept in texts_inside(other)


def test_of_another_reporter_feedback_names_nobody(receipt, decided, noor, at):
    told = {"report": decided, "by": noor, "at": at, "text": "Dank ook aan Wilhelmina."}
    a_report(by=noor, at=at, case_file=decided.case_file, reporter={**TEACHER, "name": "Wilhelmina Zeeduin"})
    refused_by("warnings_were_seen", feedback, **told)
    assert feedback(**told, sure=True)


def test_what_is_kept_back_leaves_in_nothing_p6(shielded, at):
    stories.added(shielded, at=at, text="Dit leidt naar mij.", withheld=True)
    stories.added(shielded, at=at, text="Dit mag iedereen weten.")
    stories.wished(shielded, at=at)
    told = str(texts_that_leave(shielded.report))
    assert "Dit mag iedereen weten." in told
    assert "Dit leidt naar mij." not in told
    assert "verhaal halen" not in told


def test_what_was_written_before_a_shield_was_asked_leaves_in_nothing_p4_p6(receipt, noor, at):
    """There it was nobody's question what the family may hear."""
    stories.added(receipt, at=at)
    assert stories.ADDITION["text"] in str(texts_that_leave(receipt.report))
    reporter, asked = Reporter.objects.get(report=receipt.report), at + timedelta(minutes=1)
    ask_shield(by=noor, at=asked, reporter=reporter, version=reporter.version, **shield_until(at))
    stories.added(receipt, at=asked, text="Dit mag iedereen weten.")
    told = str(texts_that_leave(receipt.report))
    assert stories.ADDITION["text"] not in told
    assert "Dit mag iedereen weten." in told


# ---- a wish to withdraw


def test_a_wish_is_weighed_and_answered(receipt, noor, at):
    wish = stories.wished(receipt, at=at)
    refused_by("one_wish_at_a_time", stories.wished, receipt=receipt, at=at)
    told = {"by": noor, "at": at, "wish": wish, "submission": uuid4(), "text": "Wij kijken eerst of het veilig is."}
    said = actions.answer_wish(granted="no", **told)
    assert fresh(receipt.report).status == "intake"
    assert actions.answer_wish(granted="no", **told) == said
    refused_by("wish_is_decided_once", actions.answer_wish, **{**told, "submission": uuid4()}, granted="no")
    assert stories.wished(receipt, at=at).waits


def test_granted_in_the_intake_the_report_is_withdrawn(receipt, noor, at):
    wish = stories.wished(receipt, at=at)
    told = {"by": noor, "at": at, "wish": wish, "submission": uuid4(), "text": "Er is niets aan de hand."}
    actions.answer_wish(granted="yes", **told)
    report = fresh(receipt.report)
    assert (report.status, report.withdrawn_reason) == ("withdrawn", wish.text)
    refused_by("report_still_runs", stories.added, receipt=receipt, at=at)


def test_who_decides_saw_the_wish_and_what_came_before_it(receipt, noor, at):
    rows = [stories.added(receipt, at=at), stories.wished(receipt, at=at), stories.added(receipt, at=at)]
    told = {"by": noor, "at": at, "wish": rows[1], "submission": uuid4(), "text": "Wij kijken eerst of het veilig is."}
    actions.answer_wish(granted="no", **told)
    assert [fresh(row).is_new for row in rows] == [False, False, True]


def test_a_withdrawn_report_waits_for_nobody(receipt, noor, tariq, at):
    stories.added(receipt, at=at)
    report = receipt.report
    assert len(waiting_for(tariq, at.date())) == 1
    reports.withdraw_report(by=noor, at=at, report=report, version=report.version, withdrawn_reason="Dubbel gemeld.")
    assert waiting_for(tariq, at.date()) == []


@pytest.mark.parametrize("granted", ["yes", "no"])
def test_of_a_report_that_was_withdrawn_nothing_is_decided(receipt, taken, noor, at, granted):
    wish, report = stories.wished(receipt, at=at), taken
    reports.withdraw_report(by=noor, at=at, report=report, version=report.version, withdrawn_reason="Dubbel gemeld.")
    told = {"by": noor, "at": at, "wish": fresh(wish), "submission": uuid4(), "text": "Hij blijft staan."}
    refused_by("report_still_runs", actions.answer_wish, granted=granted, **told)
    assert thread(report).wish is None


def test_after_the_intake_it_stays(receipt, decided, noor, at):
    """Handed over, so that the report still runs: nobody drops it any more."""
    wish = stories.wished(receipt, at=at)
    told = {"by": noor, "at": at, "wish": wish, "submission": uuid4(), "text": "Dat kan niet meer."}
    refused_by("withdrawal_comes_in_the_intake", actions.answer_wish, granted="yes", **told)
    assert fresh(wish).waits
