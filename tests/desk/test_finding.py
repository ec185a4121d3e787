"""Colleagues and the directory are shown a page at a time, and found by a part of what they are called."""

import re

import pytest
from django.utils import timezone

from desk import finding
from desk.accounts.models import User
from desk.directory import views as directory
from desk.directory.actions import save_organisation
from desk.directory.models import Organisation
from desk.roles import Role
from tests.meldcode.test_lists import last_page, next_of
from tests.meldcode.test_names import turned
from tests.portal_stories import a_professional, an_organisation
from tests.test_query_budget import BUDGET, statements

pytestmark = pytest.mark.django_db
COLLEAGUES, DIRECTORY = "/medewerkers/", "/wegwijzer/"
PEOPLE = ["Anna B.", "Bea C.", "Cor D.", "Dirk E."]
HELP = {
    "Fier": ("Opvang na uitbuiting", ["loverboy"]),
    "Halt": ("Jongeren en politie", ["criminal"]),
    "Lichtpunt": ("Schulden", []),
    "Mantel": ("Steun voor wie zorgt", []),
    "Spoed": ("Crisisdienst", ["loverboy", "sexual"]),
}


@pytest.fixture(autouse=True)
def two_of_a_page(monkeypatch):
    monkeypatch.setattr(finding, "PAGE", 2)
    monkeypatch.setattr(directory, "PAGE", 2)


@pytest.fixture
def staff(person_of, north) -> list[User]:
    return [person_of(name, Role.COUNSELLOR, north) for name in PEOPLE]


@pytest.fixture
def helpers(ada) -> list[Organisation]:
    told = {"by": ada, "at": timezone.now(), "phone": "010 000 00 10"}
    return [save_organisation(**told, name=name, what=what, themes=themes) for name, (what, themes) in HELP.items()]


@pytest.fixture
def keeper(ada, client_of):
    return client_of(ada)


@pytest.fixture
def web(noor, client_of):
    return client_of(noor)


def people_on(page) -> list[str]:
    return re.findall(r'<th scope="row"><a[^>]*>(.*?)</a>', page.content.decode())


def helpers_on(page) -> list[str]:
    return [re.sub("<[^>]*>", "", name) for name in re.findall(r"<li>.*?<h2>(.*?)</h2>", page.content.decode(), re.S)]


def test_colleagues_are_turned_to_the_end_and_back(keeper, staff):
    pages = [["Ada F.", "Anna B."], ["Bea C.", "Cor D."], ["Dirk E."]]
    assert turned(keeper, COLLEAGUES, people_on) == pages
    assert turned(keeper, last_page(keeper, COLLEAGUES), people_on, "voor") == pages[::-1]


def test_who_left_stands_last(keeper, staff):
    User.objects.filter(pk=staff[0].pk).update(is_active=False)
    assert people_on(keeper.get(last_page(keeper, COLLEAGUES))) == ["Anna B."]


@pytest.mark.parametrize("typed", ["cor", "COR D", "r d."])
def test_a_colleague_is_found_by_a_part_of_the_name(keeper, staff, typed):
    answer = keeper.post(COLLEAGUES, {"zoek": typed})
    assert (answer.status_code, people_on(answer)) == (200, ["Cor D."])


def test_a_colleague_is_found_by_the_name_of_the_account(keeper, staff):
    User.objects.filter(pk=staff[0].pk).update(username="w.jansen")
    assert people_on(keeper.post(COLLEAGUES, {"zoek": "jans"})) == ["Anna B."]


@pytest.mark.parametrize("typed", ["özl", "ÖZLEM", "Özlem (Z"])
def test_letters_with_a_mark_are_found_in_capitals_and_without(keeper, person_of, north, typed):
    person_of("Özlem (Zuid) Ç.", Role.COUNSELLOR, north)
    assert people_on(keeper.post(COLLEAGUES, {"zoek": typed})) == ["Özlem (Zuid) Ç."]


def test_nobody_of_the_portal_is_found(keeper, staff, at, ada):
    school = an_organisation(by=ada, at=at)
    a_professional(by=ada, at=at, organisation=school, name="Cor van school")
    assert people_on(keeper.post(COLLEAGUES, {"zoek": "cor"})) == ["Cor D."]


def test_the_directory_is_turned_to_the_end_and_back(web, helpers):
    pages = [["Fier", "Halt"], ["Lichtpunt", "Mantel"], ["Spoed"]]
    assert turned(web, DIRECTORY, helpers_on) == pages
    assert turned(web, last_page(web, DIRECTORY), helpers_on, "voor") == pages[::-1]


@pytest.mark.parametrize(
    ("typed", "found"),
    [("licht", ["Lichtpunt"]), ("CRISIS", ["Spoed"]), ("loverboy", ["Fier", "Spoed"]), ("criminele", ["Halt"])],
)
def test_help_is_found_by_its_name_by_what_it_is_for_and_by_the_form_of_trafficking(web, helpers, typed, found):
    assert helpers_on(web.post(DIRECTORY, {"zoek": typed})) == found


def test_what_is_out_of_use_is_found_by_its_keeper_only(web, keeper, helpers):
    Organisation.objects.filter(name="Halt").update(in_use=False)
    assert helpers_on(web.post(DIRECTORY, {"zoek": "halt"})) == []
    assert helpers_on(keeper.post(DIRECTORY, {"zoek": "halt"})) == ["Halt"]
    assert helpers_on(keeper.get(last_page(keeper, DIRECTORY))) == ["Halt"]


def test_where_many_are_found_the_first_stand_there_and_it_says_so(web, helpers):
    page = web.post(DIRECTORY, {"zoek": "i"})
    assert helpers_on(page) == ["Fier", "Halt"]
    assert "Typ meer om er minder te zien." in page.content.decode()
    assert not next_of(page.content.decode())


def test_where_nothing_is_found_it_says_so_and_shows_all_on_demand(web, keeper, helpers, staff):
    for client, path, said in ((web, DIRECTORY, "Geen organisatie gevonden"), (keeper, COLLEAGUES, "Niemand gevonden")):
        page = client.post(path, {"zoek": "gymnasium"}).content.decode()
        assert said in page
        assert "Toon alles" in page


def test_no_name_stands_in_the_address_of_a_page(web, keeper, helpers, staff):
    for client, path in ((web, DIRECTORY), (keeper, COLLEAGUES)):
        assert re.fullmatch(r"\?na=\d+", next_of(client.get(path).content.decode()))


def test_who_looks_numbers_up_on_the_second_page_stays_there(keeper, helpers):
    second = next_of(keeper.get(DIRECTORY).content.decode())
    page = keeper.get(DIRECTORY + second).content.decode()
    [action] = re.findall(rf'action="(/wegwijzer/{helpers[2].pk}/nagezien/[^"]*)"', page)
    answer = keeper.post(action.replace("&amp;", "&"))
    assert helpers_on(keeper.get(answer.url)) == ["Lichtpunt", "Mantel"]


@pytest.mark.parametrize("typed", ["a\0b", "x" * 5_000])
def test_what_is_no_name_gets_a_sentence_and_the_first_page(web, keeper, helpers, staff, typed):
    for client, path, shown in ((web, DIRECTORY, helpers_on), (keeper, COLLEAGUES, people_on)):
        answer = client.post(path, {"zoek": typed})
        assert answer.status_code == 400
        assert 'role="alert"' in answer.content.decode()
        assert len(shown(answer)) == 2


@pytest.mark.parametrize("typed", ["%", "_", "'; --", "\\"])
def test_a_sign_of_the_database_is_a_letter(web, keeper, helpers, staff, typed):
    assert helpers_on(web.post(DIRECTORY, {"zoek": typed})) == []
    assert people_on(keeper.post(COLLEAGUES, {"zoek": typed})) == []


@pytest.mark.parametrize("key", ["na=x", "na=1~2", "voor=" + "9" * 300, "na=%00"])
def test_a_key_that_nobody_was_given_is_a_sentence_and_the_first_page(web, keeper, helpers, staff, key):
    for client, path in ((web, DIRECTORY), (keeper, COLLEAGUES)):
        answer = client.get(f"{path}?{key}")
        assert answer.status_code == 400
        assert "Deze plek in de lijst kennen wij niet." in answer.content.decode()


def test_a_short_list_is_looked_through_with_the_eyes(keeper, web):
    assert 'action="/medewerkers/"' not in keeper.get(COLLEAGUES).content.decode()
    assert 'action="/wegwijzer/"' not in web.get(DIRECTORY).content.decode()


def test_a_counsellor_finds_no_colleagues_that_way(web, staff):
    assert web.post(COLLEAGUES, {"zoek": "cor"}).status_code == 403


def test_a_page_asks_as_much_however_long_the_list_is(web, keeper, helpers, staff, monkeypatch):
    for client, path in ((web, DIRECTORY), (keeper, COLLEAGUES)):
        few = len(statements(client, path)[1])
        for module in (finding, directory):
            monkeypatch.setattr(module, "PAGE", 4)
        assert len(statements(client, path)[1]) == few <= BUDGET
        for module in (finding, directory):
            monkeypatch.setattr(module, "PAGE", 2)
