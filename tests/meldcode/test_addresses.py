"""Every address of the portal, asked by everybody; and every address of the desk, asked by a professional."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from desk.audit.models import Event
from meldcode.door import OWN
from meldcode.people import Professional
from tests import portal_stories
from tests.desk.accounts.addresses import routes
from tests.desk.accounts.addresses import table as desk_table

pytestmark = pytest.mark.django_db
# Teacher and officer of the school, officer of another organisation, counsellor, administrator, a visitor.
PEOPLE = ["eva", "iris", "otto", "noor", "ada", "nobody"]
TABLE = """
portal:home              200 200 200 403 403 200
portal:leave             405 405 405 405 405 405
portal:language          405 405 405 405 405 405
portal:danger            200 200 200 200 200 200
portal:ways              200 200 200 200 200 200
portal:advice            200 200 200 200 200 200
portal:citizen           200 200 200 200 200 200
portal:left              200 200 200 200 200 200
portal:accessibility     200 200 200 200 200 200
portal:ask               200 200 200 200 200 200
portal:by_account        200 200 200 200 200 200
portal:arrive            302 302 302 302 302 302
portal:link              200 200 200 403 403 200
portal:own               200 200 200 403 403 302
portal:colleagues        403 200 200 403 403 302
portal:end               405 405 405 403 405 302
portal:withdraw          405 405 405 403 405 302
portal:systems           403 200 200 403 403 302
portal:revoke            403 405 405 403 403 302
portal:consent           405 405 405 403 403 302
portal:organisations     403 403 403 403 200 302
portal:organisation_new  403 403 403 403 200 302
portal:organisation      403 403 403 403 200 302
portal:provider          403 403 403 403 200 302
portal:provider_remove   403 403 403 403 405 302
portal:bring_in          403 403 403 403 405 302
portal:begin             405 405 405 405 405 302
portal:resume            302 404 404 403 403 302
portal:step              200 404 404 403 403 302
portal:keep              405 405 405 405 405 302
portal:documents         302 404 404 403 403 302
portal:document_remove   405 405 405 405 405 302
portal:stop              200 404 404 403 403 302
portal:record            200 404 404 403 403 302
portal:reports           200 200 200 403 403 302
portal:report            404 404 404 403 403 302
portal:name              404 404 404 403 403 302
portal:copy              404 404 404 403 403 302
portal:write             404 404 404 403 403 302
portal:answer            404 404 404 403 403 302
portal:mails             405 405 405 405 405 302
portal:share             405 405 405 405 405 302
portal:shared_list       403 200 200 403 403 302
portal:shared            403 404 404 403 403 302
portal:shared_copy       403 404 404 403 403 302
portal:check             200 200 200 200 200 200
"""


def table() -> dict[str, list[int]]:
    lines = (line.split() for line in TABLE.strip().splitlines())
    return {name: [int(status) for status in statuses] for name, *statuses in lines}


@pytest.fixture
def about(school, eva, iris) -> dict[str, dict[str, Any]]:
    """What the addresses are about: the school, Eva, and an invitation of Iris."""
    from django.utils import timezone

    from meldcode import journeys, links

    roos = portal_stories.an_invitation(by=iris, at=timezone.now(), organisation=school, name="Roos")
    person = Professional.objects.get(user=eva)
    key = journeys.begin(by=eva, at=timezone.now()).key
    report = {"number": "M-2026-9999"}
    return {
        **{f"portal:{name}": {"key": key} for name in ("resume", "stop", "record", "documents")},
        "portal:document_remove": {"key": key, "pk": key},
        **{f"portal:{name}": {"key": key, "page": "signalen"} for name in ("step", "keep")},
        **{f"portal:{name}": report for name in ("share", "shared", "shared_copy")},
        "portal:report": report,
        "portal:copy": report,
        "portal:name": report,
        "portal:write": {**report, "what": "aanvulling"},
        "portal:answer": {**report, "pk": 1},
        "portal:link": {"token": links.token_of(roos.nonce)},
        "portal:end": {"pk": person.pk},
        "portal:withdraw": {"pk": roos.pk},
        "portal:revoke": {"pk": 1},
        "portal:organisation": {"pk": school.pk},
        "portal:bring_in": {"pk": school.pk},
        "portal:provider": {"pk": school.pk},
        "portal:provider_remove": {"pk": school.pk},
    }


@pytest.fixture
def clients(request, client_of) -> dict[str, Client]:
    known = {name: client_of(request.getfixturevalue(name)) for name in PEOPLE if name != "nobody"}
    return {**known, "nobody": Client()}


def test_the_table_holds_every_address_of_the_portal():
    assert set(table()) == {name for name in routes() if name.startswith("portal:")}


@pytest.mark.parametrize("column", range(len(PEOPLE)), ids=PEOPLE)
def test_everybody_gets_what_the_table_says(column, about, clients):
    client = clients[PEOPLE[column]]
    got = {name: client.get(reverse(name, kwargs=about.get(name))).status_code for name in table()}
    assert got == {name: statuses[column] for name, statuses in table().items()}


@pytest.mark.parametrize("name", ["portal:end", "portal:withdraw"])
def test_what_is_of_another_organisation_is_not_there_and_the_attempt_is_kept(name, about, clients, eva, otto):
    assert clients["otto"].post(reverse(name, kwargs=about[name])).status_code == 404
    assert Event.objects.filter(act="page_refused", actor_id=otto.pk, outcome="refused").count() == 1
    assert Professional.objects.get(user=eva).until is None


def test_a_teacher_ends_no_colleague(eva, iris, client_of):
    person = Professional.objects.get(user=iris)
    assert client_of(eva).post(reverse("portal:end", args=[person.pk])).status_code == 404


def test_a_professional_finds_no_page_of_the_desk(eva, client_of):
    client = client_of(eva)
    shut = {name for name in desk_table() if name.rstrip("+") not in OWN} - {"worklist"}
    got = {name: client.get(_somewhere(name)).status_code for name in shut}
    assert {name for name, status in got.items() if status != 404} == set()
    assert Event.objects.filter(act="page_refused", actor_id=eva.pk).count() == len(shut)


def test_a_professional_sends_nothing_to_the_desk(eva, client_of):
    client = client_of(eva)
    shut = {name for name in desk_table() if name.rstrip("+") not in OWN}
    assert {client.post(_somewhere(name)).status_code for name in shut} == {404}


def _somewhere(name: str) -> str:
    """An address of this name; the door is shut before anybody looks what it is about."""
    for given in _SHAPES:
        try:
            return reverse(name.rstrip("+"), kwargs=given)
        except Exception:  # noqa: BLE001 - the next shape of an address
            continue
    raise AssertionError(name)


_ADVICE = {"pk": "00000000-0000-4000-8000-000000000000"}
_DOCUMENT = {"number": "M-2026-0001", **_ADVICE}
_SECTION = {"number": "M-2026-0001", "section": "begin"}
_PERSON = {"number": "M-2026-0001", "pk": 1}
_VERSION = {"number": "M-2026-0001", "version": 1}
_SHAPES = (
    {},
    {"key": _ADVICE["pk"]},
    {"number": "M-2026-0001"},
    {"pk": 1},
    {"kind": "csv"},
    _ADVICE,
    _DOCUMENT,
    _SECTION,
    _PERSON,
    _VERSION,
)
