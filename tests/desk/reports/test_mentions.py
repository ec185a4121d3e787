"""Who writes something that points at a hidden reporter is warned, on every page whose text leaves the desk (P6)."""

import html
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from desk.assessment.models import Assessment
from desk.audit.models import Event
from desk.reports.actions import reporter_of
from desk.reports.mentions import fields_that_point_at_the_reporter, tell_of_mention, texts_that_leave
from desk.reports.models import Report
from tests import stories
from tests.desk.reports.test_sections import address, opened
from tests.needles import kept_in

pytestmark = pytest.mark.django_db
IN_A_QUARTER = f"{timezone.localdate() + timedelta(days=90):%d-%m-%Y}"
WARNING = "Wat daar staat gaat straks mee naar buiten."
MENTOR = {**stories.TEACHER, "name": "Wytske Proefpersoon", "phone": "0512 34 56 78", "email": "w.proef@zilverlinde.nl"}
GIVES_AWAY = [
    "Wytske belde hierover.",
    "volgens mevr. proefpersoon gaat het mis",
    "Bel terug op 0512-345678.",
    "Gemaild vanaf w.proef@zilverlinde.nl.",
    "Op De Zilverpopulier valt het op.",
    "De W\u00adytske van school.",
]
SAYS_NOTHING = ["De school maakt zich zorgen.", "Bel 0512-345679.", "De mentor van een ander.", ""]


@pytest.fixture
def shielded(noor, at) -> Report:
    who = {**MENTOR, **stories.shield_until(at), "organisation": "Praktijkschool De Zilverpopulier"}
    return stories.a_report(by=noor, at=at, reporter=who)


@pytest.fixture
def open_one(noor, at) -> Report:
    return stories.a_report(by=noor, at=at, reporter=MENTOR)


@pytest.fixture
def desk(clock, client_of, noor):
    return client_of(noor)


def page_after(answer: Any) -> str:
    return html.unescape(answer.content.decode())


def save_help(desk: Any, report: Report, text: str) -> str:
    sent = {"help_present": text, **opened(desk, report, "hulp")}
    return page_after(desk.post(address(report, "hulp"), sent, follow=True))


def noticed() -> list[tuple[str, str]]:
    return list(Event.objects.filter(act="reporter_mentioned", outcome="done").values_list("subject", "detail"))


@pytest.mark.parametrize("text", GIVES_AWAY)
def test_a_text_that_points_at_a_shielded_reporter_is_saved_with_a_warning(desk, shielded, text) -> None:
    page = save_help(desk, shielded, text)
    assert WARNING in page
    assert "‘Welke hulp is er al?’" in page
    assert stories.fresh(shielded).help_present
    assert noticed() == [(shielded.number, "Welke hulp is er al?")]


@pytest.mark.parametrize("text", SAYS_NOTHING)
def test_a_text_that_points_at_nobody_brings_no_warning(desk, shielded, text) -> None:
    assert WARNING not in save_help(desk, shielded, text)
    assert noticed() == []


@pytest.mark.parametrize("text", GIVES_AWAY)
def test_an_open_reporter_may_be_named(desk, open_one, text) -> None:
    assert WARNING not in save_help(desk, open_one, text)
    assert noticed() == []


def test_of_an_unknown_reporter_there_is_nothing_to_compare(noor, at) -> None:
    report = stories.a_report(by=noor, at=at, reporter=stories.UNKNOWN)
    assert fields_that_point_at_the_reporter(report, [("Zorgen", "Wytske belde.")]) == []


def test_the_warning_and_the_trail_hold_none_of_the_words(desk, shielded) -> None:
    save_help(desk, shielded, "Wytske belde hierover.")
    assert kept_in("Wytske") == {"reports_reporter", "reports_report", "reports_historicalreport"}


@pytest.mark.parametrize(
    ("section", "sent", "label"),
    [
        ("begin", {"danger": "no", "title": "Wytske maakt zich zorgen", "occasions": ["06"]}, "Waar gaat het over?"),
        ("hulp", {"network": "Wytske"}, "Wie staan er om het gezin heen?"),
        ("hulp", {"protective": "Wytske"}, "Wat gaat goed of beschermt?"),
        ("meldcode", {"meldcode_note": "Wytske"}, "Toelichting bij de meldcode"),
        ("vraag", {"request": "Wytske wil advies"}, "Wat vraagt de melder aan Veilig Thuis?"),
    ],
)
def test_every_section_that_leaves_the_desk_is_looked_at(desk, shielded, section, sent, label) -> None:
    answer = desk.post(address(shielded, section), {**sent, "natures": ["05"], **opened(desk, shielded, section)})
    if section == "begin":
        # A title holds no name at all: the guard refuses it before the warning would come.
        assert answer.status_code == 400
        return
    assert answer.status_code == 302
    assert noticed() == [(shielded.number, label)]


def concern(**other: str) -> dict[str, str]:
    rows = {"TOTAL_FORMS": "1", "INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0", "MAX_NUM_FORMS": "60"}
    told = {"kind": "statement", "what": "Zij vertelt dat het misgaat.", "who": "Wytske", **other}
    return {
        **{f"passages-{name}": value for name, value in rows.items()},
        **{f"passages-0-{name}": value for name, value in told.items()},
    }


def test_a_source_of_a_concern_that_names_the_reporter_is_warned_of(desk, shielded) -> None:
    desk.post(address(shielded, "zorgen"), {**concern(), **opened(desk, shielded, "zorgen")})
    assert noticed() == [(shielded.number, "Zorgen")]


def test_a_concern_that_stays_inside_is_not_warned_of(desk, shielded) -> None:
    desk.post(address(shielded, "zorgen"), {**concern(withheld="on"), **opened(desk, shielded, "zorgen")})
    assert shielded.passages.count() == 1
    assert noticed() == []


def test_at_the_end_of_the_intake_the_whole_report_is_looked_at(desk, noor, els, at) -> None:
    report = stories.approved_shield(by=noor, lead=els, at=at)
    save_help(desk, report, "Hulp via Proefpersoon.")
    report = stories.fresh(report)
    page = page_after(desk.post(address(report, "nakijken"), {"version": report.version}, follow=True))
    assert WARNING in page
    assert len(noticed()) == 2


def test_a_shield_that_is_asked_later_says_what_was_written_already(desk, open_one) -> None:
    save_help(desk, open_one, "Wytske belde hierover.")
    shield = {**stories.SHIELD, "review_on": IN_A_QUARTER, "version": reporter_of(open_one).version}
    page = page_after(desk.post(reverse("reports:secrecy_ask", args=[open_one.number]), shield, follow=True))
    assert WARNING in page


@pytest.fixture
def draft(noor, els, at) -> Assessment:
    """The three questions of a report whose mentor is shielded."""
    report = stories.approved_shield(by=noor, lead=els, at=at)
    from desk.reports.actions import take_in

    return stories.a_draft(by=noor, at=at, report=take_in(by=noor, at=at, report=report, version=report.version))


def questions(draft: Assessment, road: str = "") -> str:
    return reverse("assessment:questions", args=[draft.report.number]) + road


@pytest.mark.parametrize("field", ["explanation", "safety_conditions", "own_strength", "professional_help"])
def test_an_answer_to_the_three_questions_is_looked_at(desk, draft, field) -> None:
    sent = {"act": "save", "version": draft.version, "unsafe": "yes", field: "Volgens Proefpersoon."}
    assert WARNING in page_after(desk.post(questions(draft), sent, follow=True))
    assert noticed() == [(draft.report.number, str(Assessment._meta.get_field(field).verbose_name))]


@pytest.mark.parametrize(("withheld", "warned"), [({}, True), ({"ground_withheld": "on"}, False)])
def test_a_ground_is_looked_at_unless_it_stays_inside(desk, draft, withheld, warned) -> None:
    ground = {"ground_kind": "statement", "ground_text": "Dat zag zij.", "ground_source": "mevrouw Proefpersoon"}
    sent = {**ground, **withheld, "ground_dated": "19-11-2026", "version": draft.version}
    assert (WARNING in page_after(desk.post(questions(draft, "gronden/"), sent, follow=True))) is warned
    assert draft.grounds.count() == 2


def test_a_consultation_is_looked_at(desk, draft) -> None:
    page = desk.get(reverse("assessment:consult", args=[draft.report.number]))
    asked = {
        "submission": page.context["form"]["submission"].value(),
        "expert": "Vera",
        "discipline": "confidential_physician",
        "question": "Past dit letsel bij een val?",
        "advice": "Vraag Proefpersoon naar de datum.",
    }
    answer = desk.post(reverse("assessment:consult", args=[draft.report.number]), asked, follow=True)
    assert WARNING in page_after(answer)
    assert noticed() == [(draft.report.number, "Het advies")]


def test_the_lead_who_approves_a_shield_hears_what_was_written_already(client_of, joke, noor, els, at) -> None:
    report = stories.a_report(by=noor, at=at, reporter={**MENTOR, **stories.shield_until(at)}, network="Wytske")
    reporter = reporter_of(report)
    sent = {"version": reporter.version, "remark": "Akkoord.", "review_on": IN_A_QUARTER}
    page = client_of(els).post(reverse("review:approve_secrecy", args=[report.number]), sent, follow=True)
    assert WARNING in page_after(page)


def test_behind_the_wall_nobody_learns_who_reported(bram, at, shielded) -> None:
    with pytest.raises(PermissionDenied):
        tell_of_mention(by=bram, at=at, report=shielded, fields=["Zorgen"])
    assert noticed() == []


def test_a_family_that_shares_an_ordinary_word_with_the_reporter_is_no_mention(noor, at) -> None:
    who = {**stories.CITIZEN, "name": "Jan de Boer", "postal_address": "Dorpsstraat 1"}
    report = stories.a_report(by=noor, at=at, reporter=who)
    told = [("Zorgen", "De boer op de hoek ziet het kind elke dag.")]
    assert fields_that_point_at_the_reporter(report, told) == []


def test_everything_that_leaves_is_one_list(shielded) -> None:
    labels = [label for label, _ in texts_that_leave(shielded)]
    assert labels[:2] == ["Wie heeft wat gedaan?", "Waar gaat het over?"]
    assert texts_that_leave(shielded, "melder") == []
