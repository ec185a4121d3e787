"""The key of a system: sent twice, by two, or at the same moment, it is one report."""

import json
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from desk.accounts.models import Region, Team
from desk.audit.models import Event
from desk.directory.models import Municipality
from desk.reports.models import Report
from meldcode.api.models import SentBySystem
from tests import portal_stories
from tests.meldcode.api import systems
from tests.meldcode.api.systems import a_report, faults

KEY = UUID("11111111-1111-4111-8111-111111111111")


@pytest.mark.django_db
def test_the_same_key_is_the_same_report(sends, iris, today):
    first, again = sends.send(key=KEY), sends.send(key=KEY)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    told = json.dumps(dict(reversed(a_report().items())), indent=4)
    assert sends.send(told, key=KEY).json() == first.json(), "order and spaces are no other content"
    renewed = systems.a_system(by=iris, at=today, purpose="melden")
    assert renewed.send(key=KEY).json() == first.json()
    assert (Report.objects.count(), SentBySystem.objects.count()) == (1, 1)
    told_by = Event.objects.filter(act="portal_report_sent").values_list("actor_name", "detail")
    assert sorted(told_by) == [
        ("Een professional, in het portaal", f"via {sends.row.number}"),
        *[(f"Systeem {sends.row.number}", f"via {sends.row.number}")] * 2,
        (f"Systeem {renewed.row.number}", f"via {renewed.row.number}"),
    ]


@pytest.mark.django_db
def test_the_same_key_with_another_report_is_a_conflict(sends):
    sends.send(key=KEY)
    got = sends.send(a_report(zorgen__feiten="Iets anders."), key=KEY)
    assert got.status_code == 409
    assert faults(got) == {"": {"a_key_is_of_one_report"}}
    assert Event.objects.get(outcome="refused").rule == "a_key_is_of_one_report"
    assert Report.objects.count() == 1


@pytest.mark.django_db
def test_a_refused_report_keeps_no_key(sends):
    assert sends.send(a_report(zorgen__titel=""), key=KEY).status_code == 400
    assert sends.send(key=KEY).status_code == 201


@pytest.mark.django_db
def test_a_key_of_another_organisation_is_another_key(sends, otto, today):
    other = systems.a_system(by=otto, at=today, purpose="melden")
    organisation = other.row.organisation
    organisation.domains.update(name="elders.example")
    systems.who_agreed(by=otto, at=today, organisation=organisation, name="Arts P.")
    assert sends.send(key=KEY).status_code == 201
    got = other.send(a_report(melder="arts@elders.example", overleg__waarom="Spoed."), key=KEY)
    assert got.status_code == 201, got.content.decode()
    assert Report.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_eight_at_the_same_moment_are_one_report(ada):
    now = timezone.now()
    Team.objects.create(region=Region.objects.get(), name="Noord")
    Municipality.objects.create(region=ada.region, name="Lindehaven")
    school = portal_stories.an_organisation(by=ada, at=now, domains=["school.example"])
    told = {"by": ada, "at": now, "organisation": school}
    iris = portal_stories.a_professional(**told, name="Iris K.", is_officer=True)
    systems.who_agreed(**told, name="Mentor P.")
    sends = [systems.a_system(by=iris, at=now, purpose="melden") for _ in range(2)]

    def send(place: int) -> tuple[int, str]:
        try:
            system = systems.System(sends[place % 2].token, sends[place % 2].row, Client())
            got = system.send(key=KEY)
            return got.status_code, got.json().get("nummer", "")
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        answers = set(pool.map(send, range(8)))
    assert answers == {(201, Report.objects.get().number)}
    assert SentBySystem.objects.count() == 1
