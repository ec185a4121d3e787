"""The sections of an intake: each saves what was typed, refuses with the text intact, and overwrites nobody unseen."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from desk.audit.models import Event
from desk.reports import actions, concern, secrecy
from desk.reports.actions import reporter_of
from desk.reports.intake_parts import SLUGS
from tests import stories

NOTES = {"help_present": "Wijkteam", "network": "Oma", "protective": "Gaat graag naar school"}


@pytest.fixture
def report(noor, at):
    return stories.a_report(by=noor, at=at)


@pytest.fixture
def desk(clock, client_of, noor):
    return client_of(noor)


def address(report: Any, section: str) -> str:
    return reverse("reports:section", args=[report.number, section])


def opened(client: Any, report: Any, section: str) -> dict[str, str]:
    """The hidden marks of the page as it was opened."""
    form = client.get(address(report, section)).context["form"]
    return {name: form[name].value() for name in ("version", "seen")}


def words(response: Any) -> str:
    return response.content.decode()


@pytest.mark.parametrize("section", SLUGS)
def test_every_section_opens_and_leaves_an_event(desk, report, section):
    with CaptureQueriesContext(connection) as queries:
        answer = desk.get(address(report, section))
    assert answer.status_code == 200
    # A test runs inside a transaction, so the one of the event shows as two savepoints.
    assert sum("SAVEPOINT" not in query["sql"] for query in queries) <= 12
    assert Event.objects.filter(act="report_read", subject=report.number).exists()


@pytest.mark.parametrize("section", SLUGS)
def test_a_stranger_finds_no_section(client_of, bram, report, section):
    stranger = client_of(bram)
    assert stranger.get(address(report, section)).status_code == 404
    assert stranger.post(address(report, section), {}).status_code == 404


@pytest.mark.parametrize("who", ["samir", "ada", "saskia", "vera"])
def test_who_takes_no_reports_in_gets_no_section(request, client_of, report, who):
    client = client_of(request.getfixturevalue(who))
    assert {client.get(address(report, section)).status_code for section in SLUGS} == {403}


@pytest.mark.parametrize("section", SLUGS)
def test_an_ended_session_answers_401(client, report, section):
    answer = client.post(address(report, section), {"help_present": "Dit mag niet weg"})
    assert answer.status_code == 401
    assert "Dit mag niet weg" in words(answer)


def test_help_is_saved_and_leads_on(desk, report):
    answer = desk.post(address(report, "hulp"), {**NOTES, **opened(desk, report, "hulp")})
    assert answer.url == address(report, "meldcode")
    assert stories.fresh(report).network == "Oma"


def test_later_saves_too_and_leads_home(desk, report):
    answer = desk.post(address(report, "hulp"), {**NOTES, **opened(desk, report, "hulp"), "later": "1"})
    assert answer.url == "/"
    assert stories.fresh(report).help_present == "Wijkteam"


@pytest.mark.parametrize("bad", ["a\x00b", "a" * 1_000_000], ids=["nul", "1 MB"])
def test_bad_text_is_refused_with_the_rest_intact(desk, report, bad):
    typed = {**NOTES, "help_present": bad, **opened(desk, report, "hulp")}
    refused = desk.post(address(report, "hulp"), typed)
    assert refused.status_code == 400
    assert "Gaat graag naar school" in words(refused)
    assert stories.fresh(report).network == ""


def test_what_it_is_about_is_corrected(desk, report, lindehaven):
    typed = {"danger": "no", "title": "Zorgen om twee kinderen", "occasions": ["06"], "natures": ["05"]}
    desk.post(address(report, "begin"), {**typed, "municipality": lindehaven.pk, **opened(desk, report, "begin")})
    report = stories.fresh(report)
    assert (report.title, report.occasions, report.municipality) == ("Zorgen om twee kinderen", ("06",), lindehaven)


def test_a_title_with_a_number_is_refused(desk, report):
    typed = {"danger": "no", "title": "Kind 111222333", "occasions": ["06"], "natures": ["05"]}
    refused = desk.post(address(report, "begin"), {**typed, **opened(desk, report, "begin")})
    assert refused.status_code == 400
    assert "zet er geen naam, nummer of adres in" in words(refused)


# ── two people, two tabs


def test_somebody_elses_text_is_shown_and_not_overwritten(desk, report, joke, at):
    marks = opened(desk, report, "hulp")
    actions.change_report(by=joke, at=at, report=report, version=report.version, help_present="Huisarts")
    conflict = desk.post(address(report, "hulp"), {**NOTES, **marks})
    assert conflict.status_code == 409
    assert {"Huisarts", "Wijkteam"} <= {word for row in conflict.context["differences"] for word in row[1:]}
    assert stories.fresh(report).help_present == "Huisarts"
    again = {name: conflict.context["form"][name].value() for name in ("version", "seen")}
    assert desk.post(address(report, "hulp"), {**NOTES, **again}).status_code == 302
    assert stories.fresh(report).help_present == "Wijkteam"


def test_two_tabs_on_two_sections_do_not_stand_in_each_others_way(desk, report):
    help_tab, request_tab = opened(desk, report, "hulp"), opened(desk, report, "vraag")
    assert desk.post(address(report, "vraag"), {"request": "Onderzoek", **request_tab}).status_code == 302
    assert desk.post(address(report, "hulp"), {**NOTES, **help_tab}).status_code == 302
    report = stories.fresh(report)
    assert (report.request, report.help_present) == ("Onderzoek", "Wijkteam")


def test_a_mark_that_was_made_up_helps_nobody(desk, report, joke, at):
    marks = opened(desk, report, "hulp")
    actions.change_report(by=joke, at=at, report=report, version=report.version, help_present="Huisarts")
    assert desk.post(address(report, "hulp"), {**NOTES, **marks, "seen": "0" * 64}).status_code == 409


# ── the reporter


def reporter_form(**changes: Any) -> dict[str, Any]:
    return {"kind": "professional", "capacity": "P07", "disclosure": "open", **changes}


def test_the_reporter_is_masked_and_blank_keeps(desk, report):
    page = words(desk.get(address(report, "melder")))
    assert stories.TEACHER["name"] not in page
    assert stories.TEACHER["phone"] not in page
    typed = reporter_form(function="Zorgcoördinator")
    assert desk.post(address(report, "melder"), {**typed, **opened(desk, report, "melder")}).status_code == 302
    reporter = reporter_of(report)
    assert (reporter.name, reporter.function) == (stories.TEACHER["name"], "Zorgcoördinator")


def test_a_professional_does_not_become_unknown_by_correction(desk, report):
    typed = {**reporter_form(**stories.UNKNOWN), "kind": "professional", "capacity": "P07"}
    refused = desk.post(address(report, "melder"), {**typed, **opened(desk, report, "melder")})
    assert refused.status_code == 400
    assert "Een professional meldt altijd onder eigen naam" in str(refused.context["form"].errors["disclosure"])


def test_a_conflict_on_the_reporter_shows_no_identity(desk, report, joke, at):
    marks = opened(desk, report, "melder")
    row = reporter_of(report)
    told = {"capacity": "P06", "name": "Naaldenoog"}
    secrecy.correct_reporter(by=joke, at=at, reporter=row, version=row.version, **told)
    conflict = desk.post(address(report, "melder"), {**reporter_form(name="Iemand anders"), **marks})
    assert conflict.status_code == 409
    assert "Naaldenoog" not in words(conflict)


def test_an_unknown_reporter_loses_what_was_known(desk, noor, at):
    report = stories.a_report(by=noor, at=at, reporter=stories.CITIZEN)
    assert (
        desk.post(address(report, "melder"), {**stories.UNKNOWN, **opened(desk, report, "melder")}).status_code == 302
    )
    reporter = reporter_of(report)
    assert (reporter.name, reporter.phone, reporter.verdict) == ("", "", "pending")


# ── households, worries, signals, meldcode, request


def test_a_household_is_added_and_then_another(desk, report):
    section = address(report, "huishouden")
    desk.post(section, {"version": 1, "label": "Bij moeder", "place": "Lindehaven"})
    desk.post(f"{section}?huishouden=nieuw", {"version": 1, "label": "Bij vader"})
    first = report.case_file.households.first()
    assert [h.label for h in report.case_file.households.all()] == ["Bij moeder", "Bij vader"]
    marks = opened(desk, report, "huishouden")
    desk.post(f"{section}?huishouden={first.pk}", {"label": "Bij moeder", "place": "Waterhoek", **marks})
    assert stories.fresh(first).place == "Waterhoek"


def passages(*rows: dict[str, str]) -> dict[str, Any]:
    management = {"passages-TOTAL_FORMS": len(rows), "passages-INITIAL_FORMS": 0}
    return {
        **management,
        **{f"passages-{n}-{name}": value for n, row in enumerate(rows) for name, value in row.items()},
    }


FACT = {"kind": "fact", "what": "Twintig dagen verzuim.", "who": "Leerplicht", "happened": "oktober"}
QUOTE = {"kind": "quote", "what": "Ik mag niets zeggen.", "who": "Dochter", "withheld": "on"}


def test_facts_and_words_of_a_child_are_kept_apart(desk, report):
    typed = {**passages(FACT, QUOTE, {"kind": "fact"}), **opened(desk, report, "zorgen")}
    assert desk.post(address(report, "zorgen"), typed).status_code == 302
    assert [(p.kind, p.withheld) for p in report.passages.all()] == [("fact", False), ("quote", True)]
    assert "“Ik mag niets zeggen.”" in words(desk.get(address(report, "nakijken")))


def test_a_fact_without_a_source_is_refused_with_every_row_intact(desk, report):
    typed = {**passages(FACT, {**QUOTE, "who": ""}), **opened(desk, report, "zorgen")}
    refused = desk.post(address(report, "zorgen"), typed)
    assert refused.status_code == 400
    assert "Schrijf op wie dit zag of zei." in words(refused)
    assert "Twintig dagen verzuim." in words(refused)
    assert not report.passages.exists()


def test_a_row_that_is_emptied_is_taken_away(desk, report):
    desk.post(address(report, "zorgen"), {**passages(FACT, QUOTE), **opened(desk, report, "zorgen")})
    desk.post(address(report, "zorgen"), {**passages({"kind": "fact"}, QUOTE), **opened(desk, report, "zorgen")})
    assert [p.kind for p in report.passages.all()] == ["quote"]


def test_worries_of_two_people_meet(desk, report, joke, at):
    marks = opened(desk, report, "zorgen")
    theirs = [{"kind": "fact", "what": "Buren hoorden geschreeuw.", "who": "Buren"}]
    concern.save_passages(by=joke, at=at, report=report, version=report.version, passages=theirs)
    conflict = desk.post(address(report, "zorgen"), {**passages(FACT), **marks})
    assert conflict.status_code == 409
    assert "Buren hoorden geschreeuw." in words(conflict)
    assert "Twintig dagen verzuim." in words(conflict)


@pytest.mark.parametrize("broken", [{}, {"passages-TOTAL_FORMS": "x"}, {"passages-TOTAL_FORMS": "9999999"}])
def test_a_broken_row_count_is_no_crash(desk, report, broken):
    assert desk.post(address(report, "zorgen"), {**broken, **opened(desk, report, "zorgen")}).status_code == 400


def test_signals_are_seen_with_a_source_and_nothing_is_added_up(desk, report):
    section = address(report, "mensenhandel")
    page = words(desk.get(section))
    assert page.count(": gezien") == 30
    assert "hoeft dwang niet bewezen te zijn" in page
    typed = {"trafficking": "yes", "trafficking_kinds": ["loverboy"], "signal-debts": "seen"}
    refused = desk.post(section, {**typed, **opened(desk, report, "mensenhandel")})
    assert refused.status_code == 400
    assert "schrijf op wie dit signaal zag" in words(refused)
    desk.post(section, {**typed, "signal-debts-source": "Mentor", **opened(desk, report, "mensenhandel")})
    assert [(o.code, o.source) for o in report.observations.all()] == [("debts", "Mentor")]


def test_a_kind_without_the_theme_is_refused(desk, report):
    typed = {"trafficking": "no", "trafficking_kinds": ["loverboy"], **opened(desk, report, "mensenhandel")}
    refused = desk.post(address(report, "mensenhandel"), typed)
    assert "hoort bij het antwoord ja" in words(refused)


def test_meldcode_is_asked_of_professionals_only(desk, report, noor, at):
    question = "Heeft de professional de stappen van de meldcode gezet?"
    citizen = stories.a_report(by=noor, at=at, reporter=stories.CITIZEN)
    assert question in words(desk.get(address(report, "meldcode")))
    assert question not in words(desk.get(address(citizen, "meldcode")))


def test_persons_who_do_not_know_need_a_reason(desk, report):
    typed = {"persons_informed": "no", "meldcode_complete": "yes"}
    refused = desk.post(address(report, "meldcode"), {**typed, **opened(desk, report, "meldcode")})
    assert "waarom de personen nog niet van de melding weten" in words(refused)
    typed["not_informed_reason"] = "Eerst overleg over veiligheid."
    assert desk.post(address(report, "meldcode"), {**typed, **opened(desk, report, "meldcode")}).status_code == 302


def test_the_request_says_whether_the_reporter_hears_of_it(desk, report):
    desk.post(address(report, "vraag"), {"request": "Kijk mee.", **opened(desk, report, "vraag")})
    assert (stories.fresh(report).request, reporter_of(report).wants_feedback) == ("Kijk mee.", False)
