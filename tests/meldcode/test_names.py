"""Organisations and their people are shown a page at a time, and found by a part of their name; no address has one."""

import re

import pytest

from desk import finding
from meldcode import joining
from meldcode.people import Invitation, Organisation, Professional
from tests.meldcode.test_lists import last_page, next_of
from tests.portal_stories import a_professional, an_organisation
from tests.test_query_budget import BUDGET, statements

pytestmark = pytest.mark.django_db
ORGANISATIONS, COLLEAGUES = "/portaal/beheer/", "/portaal/collegas/"
SCHOOLS = ["Basisschool Anker", "Basisschool Beuk", "Basisschool Citer", "Basisschool Dam", "Basisschool Eik"]
PEOPLE = ["Anna B.", "Bea C.", "Cor D.", "Dirk E."]


@pytest.fixture(autouse=True)
def two_of_a_page(monkeypatch):
    monkeypatch.setattr(finding, "PAGE", 2)


@pytest.fixture
def schools(ada, at) -> list[Organisation]:
    return [an_organisation(by=ada, at=at, name=name, domains=[f"school{n}.example"]) for n, name in enumerate(SCHOOLS)]


@pytest.fixture
def staff(iris, at, school) -> list[Professional]:
    """The colleagues of Iris, who is the officer and stands first."""
    made = [a_professional(by=iris, at=at, organisation=school, name=name) for name in PEOPLE]
    return [user.professional for user in made]


@pytest.fixture
def keeper(ada, client_of):
    return client_of(ada)


@pytest.fixture
def officer(iris, client_of):
    return client_of(iris)


def schools_on(page) -> list[str]:
    return re.findall(r'<th scope="row"><a[^>]*>(.*?)</a>', page.content.decode())


def people_on(page) -> list[str]:
    [rows] = re.findall(r'<ul class="rows mb-4">(.*?)</ul>', page.content.decode(), re.DOTALL)
    return [name.strip() for name in re.findall(r"<li><b>([^<]*)", rows)]


def turned(client, path: str, shown, way: str = "na") -> list[list[str]]:
    page = client.get(path)
    further = next_of(page.content.decode(), way)
    return [shown(page), *(turned(client, path.partition("?")[0] + further, shown, way) if further else [])]


def test_organisations_are_turned_to_the_end_and_back(keeper, schools):
    pages = [SCHOOLS[:2], SCHOOLS[2:4], SCHOOLS[4:]]
    assert turned(keeper, ORGANISATIONS, schools_on) == pages
    assert turned(keeper, last_page(keeper, ORGANISATIONS), schools_on, "voor") == pages[::-1]


def test_who_stopped_stands_last(keeper, schools):
    Organisation.objects.filter(pk=schools[0].pk).update(in_use=False)
    assert schools_on(keeper.get(last_page(keeper, ORGANISATIONS))) == [SCHOOLS[0]]


def test_colleagues_are_turned_to_the_end_and_back(officer, staff):
    pages = [["Iris K.", "Anna B."], ["Bea C.", "Cor D."], ["Dirk E."]]
    assert turned(officer, COLLEAGUES, people_on) == pages
    assert turned(officer, last_page(officer, COLLEAGUES), people_on, "voor") == pages[::-1]


def test_the_administrator_turns_the_people_of_an_organisation_as_well(keeper, school, staff):
    pages = [["Iris K.", "Anna B."], ["Bea C.", "Cor D."], ["Dirk E."]]
    assert turned(keeper, f"{ORGANISATIONS}{school.pk}/", people_on) == pages


def test_no_name_stands_in_the_address_of_a_page(keeper, officer, schools, staff):
    for client, path in ((keeper, ORGANISATIONS), (officer, COLLEAGUES)):
        assert re.fullmatch(r"\?na=\d+", next_of(client.get(path).content.decode()))


def test_an_organisation_is_found_by_a_part_of_its_name(keeper, schools):
    answer = keeper.post(ORGANISATIONS, {"zoek": "school c"})
    assert (answer.status_code, schools_on(answer)) == (200, ["Basisschool Citer"])
    assert "1 gevonden." in answer.content.decode()


def test_where_many_are_found_the_first_stand_there_and_it_says_so(keeper, schools):
    answer = keeper.post(ORGANISATIONS, {"zoek": "basis"})
    assert schools_on(answer) == SCHOOLS[:2]
    assert "Typ meer van de naam" in answer.content.decode()
    assert not next_of(answer.content.decode())


def test_where_nothing_is_found_it_says_so_and_shows_all_on_demand(keeper, schools):
    page = keeper.post(ORGANISATIONS, {"zoek": "gymnasium"}).content.decode()
    assert "Geen organisatie gevonden met deze letters in de naam." in page
    assert "Toon alles" in page
    assert "<table" not in page


def test_a_colleague_is_found_and_nobody_is_invited_by_that(officer, staff):
    answer = officer.post(COLLEAGUES, {"zoek": "cor"})
    assert (answer.status_code, people_on(answer)) == (200, ["Cor D."])
    assert not Invitation.objects.filter(closed_at__isnull=True).exists()


def test_the_administrator_finds_somebody_and_changes_nothing_by_that(keeper, school, staff):
    answer = keeper.post(f"{ORGANISATIONS}{school.pk}/", {"zoek": "cor"})
    assert (answer.status_code, people_on(answer)) == (200, ["Cor D."])
    assert Organisation.objects.get(pk=school.pk).version == school.version


def test_nobody_of_another_organisation_is_found_or_turned_to(officer, ada, at, practice, staff):
    otto = a_professional(by=ada, at=at, organisation=practice, name="Otto P.")
    assert people_on(officer.post(COLLEAGUES, {"zoek": "otto"})) == []
    answer = officer.get(f"{COLLEAGUES}?na={otto.professional.pk}")
    assert (answer.status_code, people_on(answer)) == (200, ["Iris K.", "Anna B."])


def test_nothing_typed_is_the_whole_list(keeper, schools):
    assert schools_on(keeper.post(ORGANISATIONS, {"zoek": "  "})) == SCHOOLS[:2]


@pytest.mark.parametrize("typed", ["a\0b", "x" * 5_000])
def test_what_is_no_name_gets_a_sentence_and_the_first_page(keeper, officer, schools, staff, typed):
    for client, path, shown in ((keeper, ORGANISATIONS, schools_on), (officer, COLLEAGUES, people_on)):
        answer = client.post(path, {"zoek": typed})
        assert answer.status_code == 400
        assert 'role="alert"' in answer.content.decode()
        assert len(shown(answer)) == 2


@pytest.mark.parametrize("typed", ["%", "_", "'; --", "\\"])
def test_a_sign_of_the_database_is_a_letter(keeper, schools, typed):
    assert schools_on(keeper.post(ORGANISATIONS, {"zoek": typed})) == []


@pytest.mark.parametrize("key", ["na=x", "na=1~2", "voor=" + "9" * 300, "na=%00"])
def test_a_key_that_nobody_was_given_is_a_sentence_and_the_first_page(keeper, officer, schools, staff, key):
    for client, path in ((keeper, ORGANISATIONS), (officer, COLLEAGUES)):
        answer = client.get(f"{path}?{key}")
        assert answer.status_code == 400
        assert "Deze plek in de lijst kennen wij niet." in answer.content.decode()


def test_who_left_meanwhile_takes_nobody_along(officer, iris, at, staff):
    second = COLLEAGUES + next_of(officer.get(COLLEAGUES).content.decode())
    joining.end(by=iris, at=at, person=staff[0])
    answer = officer.get(second)
    assert (answer.status_code, people_on(answer)) == (200, ["Iris K.", "Bea C."])


def test_a_short_list_is_looked_through_with_the_eyes(officer, iris):
    assert 'role="search"' not in officer.get(COLLEAGUES).content.decode()


def test_a_page_asks_as_much_however_long_the_list_is(keeper, officer, schools, staff, monkeypatch):
    for client, path in ((keeper, ORGANISATIONS), (officer, COLLEAGUES)):
        few = len(statements(client, path)[1])
        monkeypatch.setattr(finding, "PAGE", 4)
        assert len(statements(client, path)[1]) == few <= BUDGET
        monkeypatch.setattr(finding, "PAGE", 2)


def test_an_officer_searches_in_english(officer, staff):
    officer.post("/portaal/taal/", {"language": "en"})
    page = officer.post(COLLEAGUES, {"zoek": "cor"}).content.decode()
    assert "Search by name" in page
    assert "1 found." in page
