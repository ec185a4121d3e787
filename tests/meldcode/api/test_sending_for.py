"""A system sends a report in the name of a professional, by the rules of the pages."""

import pytest
from django.utils import timezone
from django.utils.html import escape

from desk.accounts.factors import AuthenticatorApp
from desk.audit.models import Event
from desk.reports.models import MeldcodeSteps, Report, Reporter
from meldcode import joining
from meldcode.api import actions
from meldcode.api.models import SentBySystem
from meldcode.api.names import WORDS
from meldcode.people import Professional
from meldcode.receipts import Receipt, checked
from tests import portal_answers as story
from tests.meldcode.api.systems import PROBLEM, a_report, faults
from tests.signing_in import let_in

pytestmark = pytest.mark.django_db


def test_a_report_arrives_as_from_the_pages(sends, mentor, north):
    got = sends.send()
    assert got.status_code == 201, got.content.decode()
    receipt = Receipt.objects.select_related("report").get()
    assert got.json()["nummer"] == receipt.report.number
    assert got.headers["Location"] == f"/api/v1/meldingen/{receipt.report.number}"
    assert checked(got.json()["ontvangstbewijs"]).digest == got.json()["hash"] == receipt.digest
    report = receipt.report
    assert (report.team, report.owner, report.status, report.channel) == (north, None, "intake", "form")
    assert [person.role for person in report.case_file.persons.all()] == ["child", "presumed_perpetrator"]
    assert [passage.kind for passage in report.passages.all()] == ["fact"]
    reporter = Reporter.objects.get(report=report)
    assert (reporter.name, reporter.email, reporter.disclosure) == ("Mentor P.", "mentor@school.example", "open")
    steps = MeldcodeSteps.objects.get(report=report)
    assert (steps.unsafety, steps.structural, steps.framework) == ("yes", True, "Voortgezet onderwijs")
    assert receipt.user == mentor


def test_what_the_page_refuses_is_refused_here_by_the_same_rule(sends):
    got = sends.send(a_report(gesprek__op=None))
    assert (got.status_code, got.headers["Content-Type"]) == (400, PROBLEM)
    assert faults(got) == {"gesprek.op": {"required"}}
    assert not Report.objects.exists()
    assert not SentBySystem.objects.exists()
    assert Event.objects.get(act="portal_report_sent").rule == "required"


# ---- the rules are those of the pages

_SHIELD = {"openheid__openheid": "afgeschermd", "openheid__afschermenGrond": "veiligheid-professional"}
# What a system sends, and where and by which rule that is refused: each time the rule of the page, by its own name.
REFUSED = [
    ({"signalen__gezien": ""}, "signalen.gezien", "required"),
    ({"signalen__gezien": "Jan de Vries uit 5B heeft blauwe plekken."}, "signalen.gezien", "no_name_before_step_five"),
    ({"signalen__sinds": "2027-01-01"}, "signalen.sinds", "day_has_been"),
    ({"signalen__sinds": "2026-02-31"}, "signalen.sinds", "invalid"),
    (
        {"signalen__client": "volwassene", "signalen__gevaarVoorKinderen": None},
        "signalen.gevaarVoorKinderen",
        "required",
    ),
    ({"overleg__op": None}, "overleg.op", "required"),
    ({"gesprek__gedaan": "niet-gedaan"}, "gesprek.waarom", "required"),
    ({"wegen__normen": None}, "wegen.normen", "unsafety_names_its_norm"),
    ({"wegen__onveilig": None}, "wegen.onveilig", "required"),
    ({"wegen__vermoeden": "nee"}, "beslissen.afwijkenWaarom", "required"),
    ({"beslissen__meldenNodig": "nee", "beslissen__afwijkenWaarom": "Anders besloten."}, "", "journey_is_complete"),
    ({"personen__gemeente": "Nergens"}, "personen.gemeente", "invalid_choice"),
    ({"personen__wie": []}, "personen", "persons"),
    ({"personen__wie__0__geboren": "2011-02-31"}, "personen.wie.0.geboren", "birth_date_exists"),
    ({"personen__wie__0__geboren": "1700"}, "personen.wie.0.geboren", "birth"),
    ({"zorgen__titel": "Zorgen om Jan de Vries"}, "zorgen.titel", "title_names_nobody"),
    ({"zorgen__aanleidingen": ["99"]}, "zorgen.aanleidingen", "invalid_choice"),
    ({"zorgen__gevaar": "ja"}, "zorgen.gevaarActie", "required"),
    ({"zorgen__mensenhandel": "ja"}, "mensenhandel.vormen", "required"),
    (
        {"openheid__geinformeerd": "nee", "openheid__nietGeinformeerdReden": ""},
        "openheid.nietGeinformeerdReden",
        "required",
    ),
    ({"openheid__hoedanigheid": "N01"}, "openheid.hoedanigheid", "invalid_choice"),
    (_SHIELD, "openheid.afschermenUitleg", "required"),
    ({**_SHIELD, "openheid__afschermenGrond": "vertrouwen"}, "openheid.afschermenGrond", "invalid_choice"),
    ({"nakijken__naarWaarheid": False}, "nakijken.naarWaarheid", "required"),
    ({"signalen__sinds": "2026-11-20"}, "", "signals_come_first"),
]


@pytest.mark.parametrize(
    ("other", "place", "rule"), REFUSED, ids=[f"{place or 'melding'}-{rule}" for _, place, rule in REFUSED]
)
def test_each_refusal_is_that_of_the_page(other, place, rule, sends):
    got = sends.send(a_report(**other))
    assert got.status_code == 400
    assert rule in faults(got).get(place, set()), got.content.decode()
    assert all(one["zin"] for one in got.json()["fouten"])
    assert not Report.objects.exists()
    event = Event.objects.get(act="portal_report_sent", outcome="refused")
    assert (event.actor_name, event.actor_id, event.subject) == (
        f"Systeem {sends.row.number}",
        None,
        sends.row.organisation.trail_number,
    )
    assert rule in event.rule


@pytest.mark.parametrize(
    ("name", "field", "value"),
    [("titel", "title", "Zorgen om Jan de Vries"), ("feiten", "facts", ""), ("gevaar", "danger", "ja")],
)
def test_the_sentence_is_the_one_of_the_page(name, field, value, sends, mentor, client_of):
    client = client_of(mentor)
    key = story.walk(client, mentor, until="concern")
    told = {**story.CONCERN, field: WORDS.get(value, value)}
    page = story.fill(client, key, "zorgen", "concern", told).content.decode()
    [fault] = sends.send(a_report(**{f"zorgen__{name}": value})).json()["fouten"]
    assert escape(fault["zin"]) in page
    assert "Jan de Vries" not in str(fault)


def test_trafficking_has_its_page(sends):
    told = {"vormen": ["loverboy"], "signalen": ["debts"], "toelichting": "Een oudere vriend haalt haar op."}
    assert sends.send(a_report(zorgen__mensenhandel="ja", mensenhandel=told)).status_code == 201
    assert Report.objects.get().trafficking_kinds == ("loverboy",)
    got = sends.send(a_report(mensenhandel=told))
    assert faults(got) == {"mensenhandel": {"portal_takes_only_its_own_answers"}}


def test_a_shield_waits_for_a_team_lead_and_hides_the_name_in_the_trail(sends, mentor):
    more = {"openheid__afschermenUitleg": "Vader bedreigde een collega.", "openheid__veiligTelefoon": "06 00 00 00 01"}
    assert sends.send(a_report(**_SHIELD, **more)).status_code == 201
    reporter = Reporter.objects.get()
    assert (reporter.disclosure, reporter.verdict, reporter.asked_by) == ("shielded", "pending", mentor)
    told = Event.objects.filter(subject=Report.objects.get().number)
    assert set(told.values_list("act", flat=True)) == {"report_filed", "portal_report_sent"}
    assert "Mentor P." not in str(list(told.values_list()))
    sent = told.get(act="portal_report_sent")
    assert (sent.actor_id, sent.detail) == (mentor.pk, f"via {sends.row.number}")


def test_the_sender_finds_it_among_the_own_reports(sends, mentor, client_of):
    number = sends.send().json()["nummer"]
    client = client_of(mentor)
    assert number in client.get("/portaal/meldingen/").content.decode()
    assert client.get(f"/portaal/meldingen/{number}/").status_code == 200
    assert client.get(f"/portaal/meldingen/{number}/kopie.pdf").content.startswith(b"%PDF")


# ---- who reports


@pytest.mark.parametrize("mail", ["", "x", "iris@school.example", "otto@oudemeer.example", "niemand@school.example"])
def test_a_report_bears_the_name_of_somebody_who_agreed_p3(mail, sends, iris, otto):
    """Nobody, no account, an account without consent, or somebody of elsewhere: all alike."""
    let_in(iris)
    actions.allow_systems(by=otto, at=timezone.now())
    let_in(otto)
    got = sends.send(a_report(melder=mail))
    assert faults(got) == {"melder": {"the_reporter_lets_systems_report"}}
    assert not Report.objects.exists()


def test_who_left_has_no_second_step_or_takes_it_back_reports_no_more(sends, mentor, iris):
    assert sends.send(a_report(melder=" Mentor@School.example ")).status_code == 201
    AuthenticatorApp.objects.filter(user=mentor).delete()
    assert sends.send().status_code == 400
    let_in(mentor)
    actions.forbid_systems(by=mentor, at=timezone.now())
    assert sends.send().status_code == 400
    actions.allow_systems(by=mentor, at=timezone.now())
    assert sends.send().status_code == 201
    joining.end(by=iris, at=timezone.now(), person=Professional.objects.get(user=mentor))
    assert sends.send().status_code == 400
    assert Report.objects.count() == 2


@pytest.mark.parametrize("member", ["melder", "signalen", "zorgen", "openheid", "nakijken"])
def test_what_is_left_out_is_asked_for(member, sends):
    assert faults(sends.send(a_report(**{member: None}))) == {member: {"required"}}
