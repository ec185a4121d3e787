"""The directory: everybody reads it, the functional administrator keeps it up to date."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from desk.audit.models import Event
from desk.directory.actions import save_organisation
from desk.directory.models import Organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(ada):
    """An entry whose numbers were last checked so many days ago."""

    def make(days: int = 0, **answers: Any) -> Organisation:
        told = {"name": "Wijkteam Noord", "what": "Hulp dichtbij", "phone": "010 000-00 10", **answers}
        # Noon, so that the hour of summer time moves no day.
        noon = timezone.localtime().replace(hour=12)
        return save_organisation(by=ada, at=noon - timedelta(days=days), **told)

    return make


@pytest.mark.parametrize(("days", "stale"), [(0, False), (90, False), (91, True)])
def test_numbers_of_more_than_ninety_days_ago_are_marked(days: int, stale: bool, entry, noor, client_of):
    entry(days)
    page = client_of(noor).get("/wegwijzer/").content.decode()
    assert ("te lang geleden" in page) is stale
    assert 'href="tel:0100000010"' in page


def test_an_entry_out_of_use_is_seen_by_its_keeper_only(entry, noor, ada, client_of):
    entry(in_use=False)
    assert "Wijkteam Noord" not in client_of(noor).get("/wegwijzer/").content.decode()
    assert "niet in gebruik" in client_of(ada).get("/wegwijzer/").content.decode()


def test_looking_numbers_up_again_makes_them_fresh(entry, ada, client_of):
    organisation = entry(200)
    assert client_of(ada).post(f"/wegwijzer/{organisation.pk}/nagezien/").url == "/wegwijzer/"
    organisation.refresh_from_db()
    assert organisation.checked_on == timezone.localdate()
    assert Event.objects.filter(act="organisation_checked", subject=organisation.trail_number).count() == 1


def test_a_counsellor_has_no_buttons_to_keep_it(entry, noor, client_of):
    entry()
    page = client_of(noor).get("/wegwijzer/").content.decode()
    assert "Vandaag nagezien" not in page
    assert "/wegwijzer/nieuw/" not in page


@pytest.mark.parametrize("path", ["/wegwijzer/nieuw/", "/wegwijzer/{}/", "/wegwijzer/{}/nagezien/"])
def test_a_counsellor_cannot_change_it_and_the_attempt_is_recorded(path: str, entry, noor, client_of):
    organisation = entry()
    assert client_of(noor).post(path.format(organisation.pk), {"name": "Iets anders"}).status_code == 403
    assert Organisation.objects.get().name == "Wijkteam Noord"
    assert Event.objects.filter(act="page_refused", actor_name="Noor B.").count() == 1


def test_changing_an_entry_counts_as_checking(entry, ada, client_of):
    organisation = entry(200, themes=["labour"])
    form = {"name": "Wijkteam West", "what": "Hulp", "email": "hulp@west.example", "version": "1", "in_use": "on"}
    client_of(ada).post(f"/wegwijzer/{organisation.pk}/", form)
    organisation.refresh_from_db()
    assert (organisation.name, organisation.phone, organisation.themes) == ("Wijkteam West", "", ())
    assert organisation.checked_on == timezone.localdate()


@pytest.mark.parametrize(
    "wrong",
    [
        {"website": "javascript:alert(1)"},
        {"email": "geen adres"},
        {"phone": "0" * 31},
        {"name": "x\x00y"},
        {"themes": "onbekend"},
        {"party": "vrienden"},
        {"version": "veel"},
        {"name": "W" * 121},
    ],
    ids=str,
)
def test_a_wrong_answer_is_a_sentence_and_nothing_is_stored(wrong: dict[str, str], ada, client_of):
    form = {"name": "Wijkteam", "what": "Hulp dichtbij", "phone": "010 000 00 10", **wrong}
    answer = client_of(ada).post("/wegwijzer/nieuw/", form)
    assert answer.status_code == 400
    assert 'class="errors"' in answer.content.decode()
    assert not Organisation.objects.exists()


def test_a_long_directory_costs_no_more_questions(entry, noor, client_of, django_assert_max_num_queries):
    for number in range(30):
        entry(name=f"Organisatie {number}", themes=["labour", "begging"])
    client = client_of(noor)
    with django_assert_max_num_queries(12):
        client.get("/wegwijzer/")
