"""Who can be asked for in the reading room: colleagues of the region from a list, anybody by number."""

import html
import re
from datetime import timedelta
from urllib.parse import parse_qsl

import pytest

from desk.accounts.models import Region, User
from desk.audit import trail
from desk.audit.models import Event
from desk.audit.reading import PAGE
from desk.roles import Role
from tests.desk.audit.test_reading_room import day, log, now, room
from tests.test_query_budget import BUDGET, statements

__all__ = ["now", "room"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def eva(noor) -> User:
    """A professional of the portal."""
    return User.objects.create(
        username="eva@school.example", display_name="Eva P.", role=Role.PROFESSIONAL, region=noor.region
    )


@pytest.fixture
def elsewhere() -> User:
    """A colleague of another region."""
    region = Region.objects.create(name="Overkant")
    return User.objects.create(username="wim", display_name="Wim E.", role=Role.CONFIDENTIAL_PHYSICIAN, region=region)


def offered(page: str) -> list[str]:
    return re.findall(r"<option[^>]*>([^<]+)</option>", page.partition('name="wie"')[2].partition("</select>")[0])


def test_colleagues_of_the_region_are_offered_and_nobody_of_the_portal(noor, vera, eva, room, now):
    for user in (noor, eva):
        trail.record("signed_in", by=user, at=now, subject=user)
    names = offered(room())
    assert names[0] == "Iedereen"
    assert {"Noor B.", "Samir K."} <= set(names)
    assert not {"Eva P."} & set(names)
    assert names[1:] == sorted(names[1:], key=str.lower)


def test_a_colleague_who_left_is_offered_still(noor, room):
    User.objects.filter(pk=noor.pk).update(is_active=False)
    assert "Noor B." in offered(room())


def test_colleagues_of_another_region_are_reached_by_number(noor, elsewhere, room, now):
    trail.record("signed_in", by=elsewhere, at=now, subject=elsewhere)
    assert elsewhere.display_name not in offered(room())
    assert log(room(account=elsewhere.trail_number)) == [f"{elsewhere.display_name} logde in."]


@pytest.mark.parametrize("typed", ["{0.trail_number}", "{0.pk}", " w-{0.pk} ", "W-000{0.pk}"])
def test_a_professional_is_reached_by_number_however_it_is_typed(typed, noor, eva, room, now):
    for user in (noor, eva):
        trail.record("signed_in", by=user, at=now, subject=user)
    assert log(room(account=typed.format(eva), van=day(now))) == ["Eva P. logde in."]


def test_the_line_of_a_professional_leads_to_all_of_that_person_and_day(noor, eva, room, now):
    line = trail.record("signed_in", by=eva, at=now, subject=eva)
    trail.record("signed_in", by=noor, at=now, subject=noor)
    trail.record("signed_out", by=eva, at=now - timedelta(days=1), subject=eva)
    [link] = re.findall(rf'href="\?([^"]+)">Alles van {eva.trail_number}, die dag', room(regel=line.pk))
    page = room(**dict(parse_qsl(link)))
    assert log(page) == ["Eva P. logde in."]
    assert re.search(rf'<option value="{eva.pk}" selected[^>]*>Eva P.</option>', page)


def test_the_desk_itself_has_no_line_to_all_of_a_person(room, now):
    line = trail.record("session_ended", by=trail.System(), at=now)
    assert ", die dag" not in room(regel=line.pk)


def test_pages_and_files_keep_the_number_that_was_typed(noor, eva, samir, client_of, room, now):
    for number in range(PAGE + 1):
        trail.record("signed_in", by=eva, at=now + timedelta(seconds=number), subject=eva)
    trail.record("signed_in", by=noor, at=now, subject=noor)
    page = room(account=eva.trail_number, van=day(now))
    [older] = re.findall(r'href="\?([^"]+)">Eerder', page)
    assert log(room(**dict(parse_qsl(older)))) == ["Eva P. logde in."]
    [file] = re.findall(r'href="(/logboek/[^"]+)" download>Rekenblad', page)
    told = b"".join(client_of(samir).get(file)).decode()
    assert ("Eva P." in told, "Noor B." in told) == (True, False)


def test_reading_of_a_typed_number_says_whose_in_the_trail(eva, room):
    room(account=f"w-{eva.pk}", van="01-11-2026", tot="02-11-2026")
    assert Event.objects.get(act="trail_read").detail == f"01-11-2026 t/m 02-11-2026, alles, {eva.trail_number}"


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"account": "Noor"}, "Vul een nummer in, zoals W-0012."),
        ({"account": "W-8888"}, "Nummer W-8888 bestaat niet."),
        ({"account": "{eva}", "wie": "{noor}"}, "Kies uit de lijst of vul een nummer in, niet allebei."),
    ],
)
def test_a_number_that_leads_nowhere_is_said_at_its_field(asked, sentence, noor, eva, samir, client_of):
    told = {name: value.format(eva=eva.pk, noor=noor.pk) for name, value in asked.items()}
    page = client_of(samir).get("/logboek/", told)
    assert page.status_code == 400
    assert page.context["form"].errors == {"account": [sentence]}
    assert sentence in html.unescape(page.content.decode())


def test_the_list_does_not_grow_with_the_portal(noor, samir, client_of, now):
    client = client_of(samir)
    _, before = statements(client, "/logboek/")
    for number in range(30):
        told = {"username": f"p{number}", "display_name": f"Persoon {number}", "role": Role.PROFESSIONAL}
        trail.record("advice_listed", by=User.objects.create(**told, region=noor.region), at=now - timedelta(days=9))
    _, after = statements(client, "/logboek/")
    assert len(after) == len(before) <= BUDGET
    assert b"Persoon" not in client.get("/logboek/").content
    status, typed = statements(client, f"/logboek/?account={User.objects.get(username='p7').pk}")
    assert (status, len(typed)) == (200, len(after))
