"""The file: the family, its reports, internal notes and what happened when."""

import re
from uuid import uuid4

import pytest
from django.urls import reverse

from desk.audit.models import Event
from desk.reports import concern, people
from desk.reports.models import Note
from tests import stories
from tests.desk.reports.conftest import NEEDLES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def page_of(client, case_file) -> str:
    answer = client.get(reverse("reports:case_file", args=[case_file.number]))
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def family(noor, at):
    """A mother, her daughter the presumed victim, a father elsewhere and somebody who harms the daughter."""
    case_file = stories.taken_in(by=noor, at=at).case_file
    home = people.save_household(by=noor, at=at, case_file=case_file, place="Lindehaven")

    def person(**told):
        return people.save_person(by=noor, at=at, case_file=case_file, **told)

    mother = person(role="household_member", called="Moeder", sex="female", birth_year=1990, household=home)
    father = person(role="network", called="Vader", sex="male", surname="Achternaam", birth_year=1987)
    girl = person(role="presumed_victim", called="Dochter", sex="female", birth_year=2011, household=home)
    friend = person(role="presumed_perpetrator", called="Bekende")
    for one, kind, two, since in (
        (father, "ex_partner", mother, "gescheiden in 2019"),
        (mother, "parent", girl, ""),
        (father, "parent", girl, ""),
        (friend, "harms", girl, ""),
    ):
        people.relate(by=noor, at=at, case_file=case_file, person=one, kind=kind, other=two, since=since)
    return case_file


def test_the_drawing_and_the_table_show_the_same_people(family, noor, client_of):
    page = page_of(client_of(noor), family)
    drawing = page[page.index("<svg viewBox") : page.index("</figure>")]
    table = page[page.index("Dezelfde personen als tabel") :]
    for called in ("Moeder", "Vader", "Dochter", "Bekende"):
        assert called in drawing
        assert called in table
    assert "uit elkaar 2019" in drawing
    assert "g-harm" in drawing


def test_the_drawing_is_told_in_words_without_names(family, noor, client_of):
    words = re.search(r"<desc[^>]*>(.*?)</desc>", page_of(client_of(noor), family), re.DOTALL)
    assert words is not None
    assert "Dochter, 15 jaar" in words[1]
    assert "Bekende oefent dwang of geweld uit op Dochter" not in words[1]
    assert "Bekende, leeftijd onbekend oefent dwang of geweld uit op Dochter, 15 jaar" in words[1]
    assert "Achternaam" not in words[1]


def test_no_name_stands_in_the_title_of_the_page(family, noor, client_of):
    assert f"<title>Dossier {family.number}" in page_of(client_of(noor), family)


def test_an_empty_file_says_that_unknown_is_allowed(noor, client_of, at):
    page = page_of(client_of(noor), stories.taken_in(by=noor, at=at).case_file)
    assert "Onbekend mag" in page


def test_a_family_that_cannot_be_drawn_falls_back_to_the_table(noor, client_of, at):
    case_file = stories.taken_in(by=noor, at=at).case_file
    for n in range(15):
        people.save_person(by=noor, at=at, case_file=case_file, role="child", called=f"kind {n}")
    page = page_of(client_of(noor), case_file)
    assert "past niet in een tekening" in page
    assert "<svg viewBox" not in page
    assert "kind 14" in page


def test_each_report_has_its_own_row_with_only_the_kind_of_reporter(noor, client_of, needle_reporter, at):
    first = stories.taken_in(by=noor, at=at)
    second = stories.a_report(by=noor, at=at, reporter=needle_reporter, case_file=first.case_file)
    page = page_of(client_of(noor), first.case_file)
    assert first.number in page
    assert second.number in page
    assert "Professional, afgeschermd" in page
    assert not [needle for needle in NEEDLES if needle in page]


def test_a_closed_file_offers_a_new_one_instead_of_another_report(noor, joke, client_of, at):
    decision = stories.confirmed(by=noor, second=joke, at=at, **stories.answers_no())
    page = page_of(client_of(noor), decision.report.case_file)
    assert "Dit dossier is gesloten." in page
    assert "Nieuwe melding in een nieuw dossier" in page
    assert "Melding toevoegen" not in page


def test_an_open_file_takes_another_report(noor, client_of, at):
    case_file = stories.taken_in(by=noor, at=at).case_file
    assert f"{reverse('reports:new')}?dossier={case_file.number}" in page_of(client_of(noor), case_file)


def test_the_timeline_tells_what_happened_newest_first(noor, joke, client_of, at):
    report = stories.confirmed(by=noor, second=joke, at=at).report
    concern.add_note(by=noor, at=at, case_file=report.case_file, text="Gebeld.", submission=uuid4())
    page = page_of(client_of(noor), report.case_file)
    timeline = page[page.index('<ol class="timeline">') :]
    places = [
        timeline.index(words) for words in ("Interne notitie", "Besluit over", "Intake van", f"{report.number} binnen")
    ]
    assert places == sorted(places)


def test_a_note_is_added_once_and_stays_inside(noor, joke, client_of, at):
    case_file = stories.taken_in(by=noor, at=at).case_file
    told = {"text": "De huisarts belt morgen terug.", "submission": str(uuid4())}
    address = reverse("reports:note", args=[case_file.number])
    for _ in range(2):
        client_of(noor).post(address, told)
    assert Note.objects.get().text == "De huisarts belt morgen terug."
    page = page_of(client_of(joke), case_file)
    assert "De huisarts belt morgen terug." in page
    assert "blijft binnen" in page
    assert Event.objects.filter(act="note_added", subject=case_file.number).exists()


@pytest.mark.parametrize("told", [{"text": ""}, {"text": "  "}, {"text": "x" * 4_001}, {"text": "a\x00b"}])
def test_a_wrong_note_comes_back_as_it_was_typed(noor, client_of, at, told):
    case_file = stories.taken_in(by=noor, at=at).case_file
    address = reverse("reports:note", args=[case_file.number])
    answer = client_of(noor).post(address, {**told, "submission": str(uuid4())})
    assert answer.status_code == 400
    assert 'role="alert"' in answer.content.decode()
    assert Note.objects.count() == 0


def test_an_expert_reads_the_file_and_does_not_write_in_it(noor, vera, client_of, at):
    page = page_of(client_of(vera), stories.taken_in(by=noor, at=at).case_file)
    for words in ("Nieuwe notitie", "Melding toevoegen", "Toon (reden nodig)", "Hoedanigheid"):
        assert words not in page


def test_a_full_file_takes_no_more_queries_than_an_empty_one(family, noor, joke, client_of, at, queries):
    empty = stories.taken_in(by=noor, at=at).case_file
    for _ in range(3):
        stories.a_report(by=noor, at=at, case_file=family)
        concern.add_note(by=noor, at=at, case_file=family, text="Gebeld.", submission=uuid4())
    for user in (noor, joke):
        client = client_of(user)
        assert queries(lambda c=client: page_of(c, empty)) <= 12
        assert queries(lambda c=client: page_of(c, family)) <= 12
