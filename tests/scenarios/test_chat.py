"""Stories of the chat: it knows nobody, so it gives advice, and a report begins somewhere else."""

from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from desk.advice.models import Advice
from desk.reports.models import Report
from tests.needles import kept_in
from tests.scenarios.telling import CONCERNED, NOTHING, SAFE, moment, only_counted, report, stored, tried
from tests.stories import an_advice

pytestmark = pytest.mark.django_db
CHAT = {**SAFE, "channel": "chat"}


def test_scn_030_is_a_smack_already_abuse_and_must_i_report_her(noor):
    """A bystander thinks aloud; the desk thinks along and explains how reporting works."""
    advice = an_advice(
        by=noor,
        at=moment("2026-11-27T14:00"),
        close=True,
        **CHAT,
        seeker="bystander",
        capacity="N03",
        natures=["01"],
        questions=["is_this_unsafe", "should_i_report", "how_reporting_works"],
        question_text="Is een tik al mishandeling, en moet hij melden over familie?",
        advice_given=["talk_to_parents", "report"],
    )
    only_counted(advice)


def test_scn_034_a_girl_of_sixteen_does_not_know_the_word_for_it(noor, told):
    """Her friend has debts. What she typed is not kept, the theme is, and she is asked to come back."""
    told.append("slaap met zijn vrienden")
    advice = an_advice(
        by=noor,
        at=moment("2026-11-27T22:00"),
        close=True,
        channel="chat",
        seeker="victim",
        capacity="N01",
        natures=["06"],
        trafficking="yes",
        trafficking_kinds=["sexual", "loverboy"],
        question_text="Een jongere wordt door een vriend onder druk gezet.",
        advice_given=["confidant", "seek_help", "call_again"],
        advice_text="De chat van Fier en de AVIM genoemd.",
    )
    only_counted(advice)
    assert Advice.objects.get().trafficking_kinds == ("sexual", "loverboy")


def test_scn_050_parents_quarrel_about_the_weeks_of_the_holiday(noor):
    """No violence, no threat, the children do well: outside the task. Pointed elsewhere, closed, counted."""
    advice = an_advice(
        by=noor,
        at=moment("2026-11-28T10:00"),
        close=True,
        **CHAT,
        seeker="parent",
        capacity="N02",
        occasions=["10"],
        natures=["12"],
        question_text="Ouders zijn het oneens over de vakantie.",
        advice_given=["seek_help", "no_step"],
        advice_text="Verwezen naar het wijkteam en een mediator.",
    )
    only_counted(advice)
    assert not advice.is_open


def test_scn_051_a_woman_types_her_name_address_and_number_and_wants_a_report_now(noor, told):
    """A report never comes by chat: she is asked to call. No report, so no term; and what she typed is not kept."""
    told.extend(["111222333", "9999 ZZ"])
    at = moment("2026-11-28T20:00")
    with pytest.raises(ValidationError) as refusal:
        report(by=noor, at=at, reporter=CONCERNED, channel="chat")
    assert "channel" in refusal.value.error_dict
    assert tried("report_filed", by=noor) == ["invalid_choice"]
    assert not Report.objects.exists()
    assert stored() == NOTHING
    with pytest.raises(ValidationError):
        an_advice(by=noor, at=at, **CHAT, question_text="Woont op 9999 ZZ, BSN 111222333.")
    assert tried("advice_opened", by=noor) == ["advice_text_names_nobody"]
    advice = an_advice(
        by=noor, at=at, close=True, **CHAT, seeker="victim", capacity="N02", question_text="", advice_given=["report"]
    )
    only_counted(advice)


def test_scn_051_the_page_refuses_it_too_and_keeps_what_was_typed_on_the_screen_only(noor, client_of):
    """The form comes back with 400 and her words still in it; no table and no session holds them."""
    desk = client_of(noor)
    typed = {
        "key": str(uuid4()),
        "danger": "no",
        "channel": "chat",
        "opened_on": timezone.localdate().strftime("%d-%m-%Y"),
        "seeker": "victim",
        "capacity": "N02",
        "occasions": ["01"],
        "natures": ["01"],
        "trafficking": "no",
        "question_text": "Mijn BSN is 111222333.",
        "moments": "1",
    }
    answer = desk.post(reverse("advice:new"), typed)
    assert answer.status_code == 400
    assert "111222333" in answer.content.decode()
    assert kept_in("111222333") == set()
    assert not Advice.objects.exists()

    page = desk.post(reverse("reports:new"), {"channel": "chat", "submission": str(uuid4())})
    assert page.status_code == 400
    assert "0800-2000" in page.content.decode()
    assert not Report.objects.exists()
