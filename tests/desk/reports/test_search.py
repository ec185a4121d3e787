"""Finding a file again: by number or person, inside one's reach, without a trace of what was typed."""

import re

import pytest
from django.urls import reverse

from desk.audit.models import Event
from desk.reports import lookup, people
from tests import needles, stories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def search(client, words: str):
    return client.post(reverse("search"), {"q": words})


@pytest.fixture
def report(noor, at):
    """A report about Sanne de Vindbare, born in 2011."""
    report = stories.taken_in(by=noor, at=at)
    person = {"first_names": "Sanne Maria", "prefix": "de", "surname": "Vindbare", "birth_year": 2011}
    people.save_person(by=noor, at=at, case_file=report.case_file, role="presumed_victim", called="Dochter", **person)
    return report


@pytest.mark.parametrize(
    "words",
    [
        "Vindbare",
        "vindbare",
        "Vindbare 2011",
        "2011 Vindbare",
        "de Vindbare",
        "Sanne de Vindbare",
        "Sanne Vindbare",
        "sanne maria vindbare",
        "Sanne Maria",
        "  Vindbare  ",
    ],
)
def test_a_person_is_found_by_name_with_or_without_a_year(report, noor, client_of, words):
    answer = search(client_of(noor), words)
    assert answer.status_code == 200
    assert report.case_file.number in answer.content.decode()


@pytest.mark.parametrize("first", ["Zoë", "José", "Strauß"])
def test_a_first_name_with_a_sign_on_it_is_found_as_it_is_written(noor, client_of, at, first):
    report = stories.taken_in(by=noor, at=at)
    person = {"first_names": f"{first} Maria", "surname": "Vindbare"}
    people.save_person(by=noor, at=at, case_file=report.case_file, role="child", called="Kind", **person)
    assert report.case_file.number in search(client_of(noor), f"{first} Vindbare").content.decode()


@pytest.mark.parametrize(
    "words", ["Vindbare 2012", "Vindba", "Onvindbare", "Jan de Vindbare", "%", "_indbare", "'; --"]
)
def test_somebody_else_is_not_found(report, noor, client_of, words):
    page = search(client_of(noor), words).content.decode()
    assert "Geen melding gevonden" in page
    assert report.case_file.number not in page


def test_a_number_is_found_whole_or_short(report, noor, client_of):
    serial = report.number[-4:]
    for words in (report.number, report.number.lower(), report.number[2:], serial, serial.lstrip("0"), f"M{serial}"):
        assert report.title in search(client_of(noor), words).content.decode(), words
    page = search(client_of(noor), report.case_file.number).content.decode()
    assert report.case_file.number in page
    assert report.title not in page


def test_a_year_alone_is_refused_with_a_reason(report, noor, client_of):
    answer = search(client_of(noor), "2011")
    assert answer.status_code == 400
    assert "Geef ook een naam" in answer.content.decode()


@pytest.mark.parametrize("words", ["", "   ", "x" * 101, "a\x00b"])
def test_a_search_that_cannot_be_is_refused(noor, client_of, words):
    answer = search(client_of(noor), words)
    assert answer.status_code == 400
    assert 'role="alert"' in answer.content.decode()


def test_another_team_finds_nothing(report, bram, client_of):
    for words in ("Vindbare", report.number, report.case_file.number):
        assert "Geen melding gevonden" in search(client_of(bram), words).content.decode()


def test_an_expert_finds_within_the_region(report, saskia, client_of):
    assert report.case_file.number in search(client_of(saskia), "Vindbare").content.decode()


def test_what_was_typed_is_kept_nowhere(report, noor, client_of):
    search(client_of(noor), "Naaldnaam 2011")
    assert needles.kept_in("Naaldnaam") == set()
    event = Event.objects.get(act="report_searched")
    assert re.fullmatch(r"0 gevonden, zoekvraag [0-9a-f]{16}", event.detail)
    assert (event.subject, event.reason) == ("", "")


def test_who_asks_the_same_again_is_seen_and_what_was_found(report, noor, client_of):
    told, events = [], Event.objects.filter(act="report_searched")
    for words in ("Naaldnaam 2011", "  naaldnaam   2011", "Naaldnaam 2012", report.number):
        before = set(events.values_list("pk", flat=True))
        search(client_of(noor), words)
        told.append(events.exclude(pk__in=before).get().detail)
    asked = [detail.split("zoekvraag ")[1][:16] for detail in told]
    assert asked[0] == asked[1] != asked[2]
    assert told[3] == f"1 gevonden, zoekvraag {asked[3]} {report.number}"


def test_a_term_in_the_address_is_not_searched_for(report, noor, client_of):
    page = client_of(noor).get(reverse("search"), {"q": "Vindbare"}).content.decode()
    assert report.case_file.number not in page
    assert not Event.objects.filter(act="report_searched").exists()


def test_an_advice_is_never_found(noor, client_of, at):
    stories.an_advice(by=noor, at=at, close=True, question_text="Vraag over oudere vriend.")
    for words in ("oudere vriend", "1", "A-2026-0001"):
        page = search(client_of(noor), words).content.decode()
        assert "Geen melding gevonden" in page
        assert "Adviezen vindt u hier nooit" in page


def test_a_reporter_is_never_found(noor, client_of, at):
    stories.a_report(by=noor, at=at)
    for words in ("Proefpersoon", "E. Proefpersoon", "Praktijkschool De Linde", "010 000 00 00"):
        assert "Geen melding gevonden" in search(client_of(noor), words).content.decode()


def test_many_hits_take_no_more_queries_than_none(report, noor, joke, client_of, at, queries):
    for _ in range(5):
        case_file = stories.taken_in(by=noor, at=at).case_file
        people.save_person(by=noor, at=at, case_file=case_file, role="child", surname="Vindbare")
    for user in (noor, joke):
        client = client_of(user)
        for words in ("Vindbare", "Niemand", report.number[-4:]):
            assert queries(lambda c=client, w=words: search(c, w)) <= 12


def test_a_name_of_more_words_than_are_kept_ready_is_found(noor, client_of, at):
    report = stories.taken_in(by=noor, at=at)
    surname = "Vindbare y Proef Costa Linde Berg Dijk Veld"
    assert 2 * len(surname.split()) > lookup.FEW
    person = {"first_names": "Ana", "surname": surname}
    people.save_person(by=noor, at=at, case_file=report.case_file, role="child", called="Kind", **person)
    for words in (surname, f"ana {surname}"):
        assert report.case_file.number in search(client_of(noor), words).content.decode()
    assert report.case_file.number not in search(client_of(noor), f"{surname} anders").content.decode()
    assert search(client_of(noor), " ".join("abcdefghij" * 5)).status_code == 200
