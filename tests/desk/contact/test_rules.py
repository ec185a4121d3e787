"""Every rule of a message: its action says no, and so does the database, in bulk and in SQL."""

from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from desk.contact import actions, rules
from desk.contact.models import Message
from desk.contact.portal import receive_message
from desk.guard import Finding
from tests import contact_stories as stories
from tests.depths import refused_by, refused_by_the_action, refused_when_added
from tests.stories import a_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(report, at):
    """A message of the reporter as it should be, with this changed; not saved."""

    def make(**other) -> Message:
        told = {"kind": "addition", "text": "Weer niet op school.", "who": "Ikzelf", **other}
        return Message(submission=uuid4(), report=report, at=at, **told)

    return make


def never(rule: str, message: Message) -> None:
    """Neither the action's own look at the row nor the database takes it."""
    refused_by_the_action(rule, message.full_clean, columns={"kind", "part", "granted", "step"})
    refused_when_added(rule, message)


def test_message_kind_is_known(row, noor):
    message = row(kind="chat")
    with pytest.raises(ValidationError):
        message.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.bulk_create([message])
    refused_by_the_action("message_kind_is_known", message.full_clean, columns={"kind"})


@pytest.mark.parametrize("kind", ["question", "addition"])
def test_message_comes_from_one_side(row, noor, kind):
    by = None if kind == "question" else noor
    never("message_comes_from_one_side", row(kind=kind, who="" if by is None else "Ikzelf", by=by))


def test_message_says_something(row, receipt, at):
    never("message_says_something", row(text=" \u200b"))
    refused_by("message_says_something", stories.added, receipt=receipt, at=at, text="  ")


def test_added_fact_has_a_source(row, receipt, at):
    never("added_fact_has_a_source", row(who=""))
    refused_by("added_fact_has_a_source", stories.added, receipt=receipt, at=at, who=" ")


@pytest.mark.parametrize("told", [{"view": "Ik denk van wel."}, {"happened": "Gisteren"}, {"withheld": True}])
def test_desk_adds_no_facts(row, noor, told):
    never("desk_adds_no_facts", row(**{"kind": "question", "who": "", "by": noor, **told}))


def test_correction_says_of_what(row, receipt, at):
    never("correction_says_of_what", row(kind="correction", who=""))
    never("correction_says_of_what", row(part="people"))
    refused_by("correction_says_of_what", stories.said, receipt=receipt, at=at, kind="correction", text="Vijftien.")


def test_message_speaks_of_another(row, question):
    never("message_speaks_of_another", row(kind="answer", who=""))
    never("message_speaks_of_another", row(about=question))


def test_verdict_says_yes_or_no(row, receipt, noor, at):
    wish = stories.wished(receipt, at=at)
    never("verdict_says_yes_or_no", row(kind="verdict", who="", by=noor, about=wish))
    never("verdict_says_yes_or_no", row(granted="yes"))
    told = {"by": noor, "at": at, "wish": wish, "submission": uuid4(), "granted": "", "text": "Nee."}
    refused_by("verdict_says_yes_or_no", actions.answer_wish, **told)


def test_feedback_says_which_step(row, noor):
    never("feedback_says_which_step", row(kind="feedback_1", who="", by=noor, step="ended"))
    never("feedback_says_which_step", row(kind="feedback_2", who="", by=noor, step="handover"))
    never("feedback_says_which_step", row(step="handover"))


def test_feedback_is_given_once(row, noor):
    told = {"kind": "feedback_1", "who": "", "by": noor, "step": "handover"}
    row(**told).save()
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.bulk_create([row(**told)])


# ---- facts


@pytest.mark.parametrize("status", ["closed", "withdrawn"])
def test_report_still_runs(status):
    refused_by("report_still_runs", rules.report_still_runs, status=status)


@pytest.mark.parametrize(("status", "taken"), [("intake", True), ("assessing", False), ("decided", True)])
def test_correction_comes_before_the_work(status, taken):
    told = {"status": status, "is_taken": taken}
    refused_by("correction_comes_before_the_work", rules.correction_comes_before_the_work, **told)


def test_reporter_is_in_the_portal(noor, at):
    report = a_report(by=noor, at=at)
    told = {"by": noor, "at": at, "report": report, "submission": uuid4(), "text": "Is er nieuws?"}
    refused_by("reporter_is_in_the_portal", actions.ask, **told)


@pytest.mark.parametrize("kind", ["question", "verdict", "feedback_1", "feedback_2", "unknown"])
def test_portal_takes_only_its_own_answers(receipt, at, kind):
    told = {"by": receipt.user, "at": at, "report": receipt.report, "submission": uuid4(), "text": "Ik besluit dit."}
    refused_by("portal_takes_only_its_own_answers", receive_message, kind=kind, **told)
    refused_by("portal_takes_only_its_own_answers", receive_message, kind="addition", granted="yes", **told)


@pytest.mark.parametrize("kind", ["phone", "address", "postcode", "email", "bsn", "iban"])
def test_shared_text_holds_no_number_or_address(kind):
    finding = Finding(0, 3, kind, True, "", ())
    refused_by(
        "shared_text_holds_no_number_or_address", rules.shared_text_holds_no_number_or_address, findings=[finding]
    )


def test_a_name_is_asked_about_and_not_refused():
    rules.shared_text_holds_no_number_or_address([Finding(0, 3, "name", True, "", ())])


LONG = "De moeder vertelde aan de wijkagent dat zij bang is om naar huis te gaan."


@pytest.mark.parametrize(
    ("text", "inside", "pasted"),
    [
        (LONG, [LONG], True),
        (f"Klopt het dat {LONG.upper()}", [f"Notitie. {LONG} Morgen bellen."], True),
        ("\n".join(LONG.split()), [LONG], True),
        (LONG[:39], [LONG], False),
        (LONG[:41], [LONG], True),
        ("", [LONG], False),
        ("Is de leerling vandaag op school, en weet u hoe laat zij komt?", [LONG], False),
    ],
)
def test_a_run_of_forty_characters_is_pasted(text, inside, pasted):
    assert rules.is_pasted(text, inside) is pasted
