"""A new report: danger first, on one page, and only in a way the rules allow."""

from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk import codelists
from desk.audit.models import Event
from desk.reports.actions import reporter_of
from desk.reports.choices import Answer, Disclosure, ReporterKind
from desk.reports.identity import Reporter
from desk.reports.models import CaseFile, Report
from tests import stories

NEW = "/meldingen/nieuw/"


def told(**changes: Any) -> dict[str, Any]:
    """What a counsellor types when a mentor reports openly."""
    return {
        "submission": str(uuid4()),
        "danger": "no",
        "channel": "phone",
        "received_on": "23-11-2026",
        "received_time": "14:00",
        "title": "Zorgen om leerling van 15",
        "occasions": ["08"],
        "natures": ["03"],
        **stories.TEACHER,
        **changes,
    }


SHIELD = {
    "disclosure": "shielded",
    "shield_ground": "victim_safety",
    "shield_explanation": "Vader dreigde vorig jaar.",
    "safety_agreement": "Wij bellen op het werk.",
    "review_on": "23-02-2027",
}


@pytest.fixture
def desk(clock, client_of, noor, lindehaven):
    return client_of(noor)


def words(response: Any) -> str:
    return response.content.decode()


def test_a_counsellor_files_a_report(desk, noor, lindehaven):
    answer = desk.post(NEW, told(municipality=lindehaven.pk))
    report = Report.objects.get()
    assert answer.url == reverse("reports:section", args=[report.number, "personen"])
    assert (report.number, report.owner, report.municipality) == ("M-2026-0001", noor, lindehaven)
    assert reporter_of(report).name == stories.TEACHER["name"]


def test_the_page_asks_for_danger_before_anything_else(desk):
    page = words(desk.get(NEW))
    assert page.index("Is er nu direct gevaar?") < page.index("Hoe kwam de melding binnen?") < page.index("Wie meldt?")


def test_danger_asks_who_did_what_and_puts_the_report_on_top(desk):
    refused = desk.post(NEW, told(danger="yes"))
    assert refused.status_code == 400
    assert "schrijf op wie wat heeft gedaan" in words(refused)
    desk.post(NEW, told(danger="yes", danger_action="Melder belde 112, politie is er."))
    assert Report.objects.get().acute


def test_chat_is_shown_with_its_reason_and_refused(desk):
    assert "alleen advies: vraag de beller om te bellen" in words(desk.get(NEW))
    refused = desk.post(NEW, told(channel="chat"))
    assert refused.status_code == 400
    assert "Een melding komt niet via de chat" in words(refused)


def test_later_entry_asks_why(desk):
    refused = desk.post(NEW, told(received_on="22-11-2026", received_time="14:05"))
    assert refused.status_code == 400
    assert "Schrijf op waarom zij nu pas is ingevoerd" in words(refused)
    desk.post(NEW, told(received_on="22-11-2026", received_time="14:05", late_reason="De post kwam laat."))
    assert Report.objects.get().late_reason == "De post kwam laat."


IMPOSSIBLE = ["31-02-2026", "29-02-2027", "00-00-1980", "1-1-0001", "24-11-2026", "23-11-26", "gisteren"]


@pytest.mark.parametrize("day", IMPOSSIBLE)
def test_an_impossible_day_is_said(desk, day):
    refused = desk.post(NEW, told(received_on=day))
    assert refused.status_code == 400
    assert day in words(refused)
    assert not Report.objects.exists()


def test_everything_wrong_is_said_at_once_with_the_text_intact(desk):
    text = 'Moeder & kind, "stil" <b>thuis</b>'
    wrong = {"title": text, "channel": "", "occasions": [], "name": "", "phone": "", **SHIELD, "review_on": ""}
    refused = desk.post(NEW, told(**wrong))
    page = words(refused)
    assert refused.status_code == 400
    assert "Nog 5 punten over de melding" in page
    assert "&lt;b&gt;thuis&lt;/b&gt;" in page
    assert text in unescape(page)
    assert "Vader dreigde vorig jaar." in page
    assert not CaseFile.objects.exists()


def test_a_double_click_is_one_report(desk):
    form = told()
    first, second = desk.post(NEW, form), desk.post(NEW, form)
    assert first.url == second.url
    assert Report.objects.count() == 1


def test_a_shielded_professional_waits_for_a_team_lead(desk, joke):
    desk.post(NEW, told(**SHIELD))
    assert Reporter.objects.get().verdict == "pending"
    assert joke.display_name in words(desk.get(NEW))


def test_trust_is_no_ground_unless_the_organisation_says_so(desk, settings):
    assert "vertrouwen ernstig" not in words(desk.get(NEW))
    assert desk.post(NEW, told(**SHIELD | {"shield_ground": "trust"})).status_code == 400
    settings.SHIELD_ON_TRUST = True
    assert "vertrouwen ernstig" in words(desk.get(NEW))
    assert desk.post(NEW, told(**SHIELD | {"shield_ground": "trust"})).status_code == 302


def test_professional_is_never_unknown_says_so_at_the_question(desk):
    refused = desk.post(NEW, told(disclosure="unknown", cannot_be_traced="yes"))
    form = refused.context["form"]
    assert refused.status_code == 400
    assert form.errors["disclosure"] == [
        "Een professional meldt altijd onder eigen naam. Wil de beller anoniem blijven? Geef dan advies."
    ]
    assert not Report.objects.exists()


CITIZEN = {**dict.fromkeys(("organisation", "function"), ""), **stories.CITIZEN}


def test_a_citizen_is_shielded_without_being_asked(desk):
    desk.post(NEW, told(**CITIZEN | {"disclosure": ""}))
    reporter = Reporter.objects.get()
    assert (reporter.disclosure, reporter.verdict) == ("shielded", "")


def test_an_open_citizen_gave_consent_on_a_day(desk):
    open_citizen = CITIZEN | {"disclosure": "open"}
    assert desk.post(NEW, told(**open_citizen)).status_code == 400
    desk.post(NEW, told(**open_citizen, consent_on="23-11-2026"))
    assert Reporter.objects.get().consent_on.day == 23


def test_an_unknown_citizen_needs_the_talk_and_leaves_no_name(desk):
    silent = {**stories.UNKNOWN, **dict.fromkeys(("name", "phone", "organisation", "function"), "")}
    refused = desk.post(NEW, told(**silent | {"cannot_be_traced": "no"}))
    assert "Onbekend melden kan alleen als de melding niet te herleiden is" in words(refused)
    named = desk.post(NEW, told(**silent | {"name": "Buurman"}))
    assert "Van een onbekende melder bewaren wij niets" in words(named)
    desk.post(NEW, told(**silent))
    assert Reporter.objects.get().verdict == "pending"


def test_a_report_is_added_to_an_open_file(desk, noor, clock):
    first = stories.a_report(by=noor, at=clock)
    desk.post(f"{NEW}?dossier={first.case_file.number}", told())
    assert first.case_file.reports.count() == 2
    assert first.case_file.reports.latest("pk").arrival == "follow_up"


def test_a_file_behind_the_wall_does_not_exist(client_of, noor, bram, at):
    first = stories.a_report(by=noor, at=at)
    stranger = client_of(bram)
    assert stranger.get(f"{NEW}?dossier={first.case_file.number}").status_code == 404
    assert stranger.post(f"{NEW}?dossier={first.case_file.number}", told()).status_code == 404
    assert Event.objects.filter(act="page_refused", actor_id=bram.pk).count() == 2


@pytest.mark.parametrize("who", ["samir", "ada", "saskia", "vera"])
def test_only_who_takes_reports_in_may_file_them(request, client_of, who):
    client = client_of(request.getfixturevalue(who))
    assert client.get(NEW).status_code == 403
    assert client.post(NEW, told()).status_code == 403


def test_an_ended_session_keeps_what_was_typed(client):
    answer = client.post(NEW, told(title="Dit mag niet weg"))
    assert answer.status_code == 401
    assert "Dit mag niet weg" in words(answer)


BAD = [("a\x00b", "niet leesbaar"), ("a" * 1_000_000, "1000000")]


@pytest.mark.parametrize(("bad", "said"), BAD, ids=["nul", "1 MB"])
def test_unreadable_or_endless_text_is_refused_in_words(desk, bad, said):
    refused = desk.post(NEW, told(title=bad))
    assert refused.status_code == 400
    assert said in str(refused.context["form"].errors["title"])
    assert not Report.objects.exists()


def test_nothing_personal_stands_in_address_or_title(desk):
    answer = desk.post(NEW, told(name="Naaldenoog"), follow=True)
    page = words(answer)
    assert "Naaldenoog" not in page
    assert "Naaldenoog" not in str(answer.redirect_chain)


def test_the_page_takes_few_queries(desk, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        desk.get(NEW)


ANSWERS = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["", *ReporterKind.values]),
        "capacity": st.sampled_from(["", "P07", "P15", "N02", "N05", *codelists.CAPACITIES.keys[:3]]),
        "disclosure": st.sampled_from(["", *Disclosure.values]),
        "cannot_be_traced": st.sampled_from(["", *Answer.values]),
        "pros_and_cons_discussed": st.sampled_from(["", *Answer.values]),
        "unknown_reason": st.sampled_from(["", "Is bang."]),
        "consent_on": st.sampled_from(["", "23-11-2026"]),
        "shield_ground": st.sampled_from(["", "victim_safety", "professional_safety", "trust"]),
        "shield_explanation": st.sampled_from(["", "Er is gedreigd."]),
        "safety_agreement": st.sampled_from(["", "Niet thuis bellen."]),
        "review_on": st.sampled_from(["", "23-02-2027"]),
        **{name: st.sampled_from(["", "Iets"]) for name in ("name", "organisation", "function", "phone", "relation")},
    }
)


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(answers=ANSWERS)
def test_no_answers_make_a_professional_unknown(desk, answers):
    answer = desk.post(NEW, told(**answers))
    assert answer.status_code in (302, 400)
    assert not Reporter.objects.filter(kind=ReporterKind.PROFESSIONAL, disclosure=Disclosure.UNKNOWN).exists()
    assert not Reporter.objects.filter(disclosure=Disclosure.UNKNOWN).exclude(name="", phone="", relation="").exists()
