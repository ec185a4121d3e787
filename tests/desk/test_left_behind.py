"""What must not stay behind: the order of the advices of a day, and the account of somebody who left."""

from uuid import UUID

import pytest
from django.core.exceptions import ValidationError
from django.db import models

from desk.accounts import actions as accounts
from desk.accounts.models import User
from desk.advice.models import Advice
from desk.directory.models import Organisation
from desk.reports.models import Report
from desk.reports.waiting import waiting_for
from tests import stories
from tests.depths import rules_of

pytestmark = pytest.mark.django_db


def test_no_key_around_an_advice_is_counted(noor, at) -> None:
    told = {"what": "Hulp.", "phone": "0800", "checked_on": at.date()}
    parties = [Organisation.objects.create(name=name, **told) for name in ("Fier", "Slachtofferhulp")]
    advice = stories.an_advice(by=noor, at=at, referrals=parties)
    assert set(advice.referrals.all()) == set(parties)
    through: type[models.Model] = Advice.referrals.through
    assert all(isinstance(row.pk, UUID) for row in through._default_manager.all())


def test_who_left_does_not_come_back_by_a_change_of_name(ada, noor, at) -> None:
    gone = accounts.change_account(by=ada, at=at, account=noor, version=noor.version, is_active=False)
    named = accounts.change_account(by=ada, at=at, account=gone, version=gone.version, display_name="Noor Bakker")
    assert not named.is_active


def test_an_account_takes_no_hash_and_no_key(ada, noor, at) -> None:
    for told in ({"password_hash": "x"}, {"username": "joke"}, {"pk": 1}, {"last_login": at}):
        with pytest.raises(ValidationError) as refusal:
            accounts.change_account(by=ada, at=at, account=noor, version=noor.version, **told)
        assert rules_of(refusal.value) == {"only_answers_change"}


@pytest.fixture
def work(noor, at) -> dict[str, Report]:
    """What noor was working on: in the intake, with the three questions begun, and proposed."""
    return {
        "intake": stories.a_report(by=noor, at=at),
        "draft": stories.a_draft(by=noor, at=at, report=stories.taken_in(by=noor, at=at)).report,
        "proposed": stories.proposed(by=noor, at=at).report,
    }


def waits_for(user: User) -> set[str]:
    return set(waiting_for(user).values_list("number", flat=True))


@pytest.mark.parametrize(
    "gone", [{"is_active": False}, {"role": "privacy_officer", "team": None}, {"team": "south"}], ids=str
)
def test_open_work_of_who_left_waits_for_the_whole_team_at_once(gone, work, ada, noor, tariq, joke, bram, south, at):
    assert waits_for(tariq) == set()
    gone = {**gone, "team": south} if gone.get("team") == "south" else gone
    accounts.change_account(by=ada, at=at, account=noor, version=noor.version, **gone)
    open_work = {work["intake"].number, work["draft"].number}
    assert waits_for(tariq) == open_work
    assert waits_for(joke) == {*open_work, work["proposed"].number}
    assert waits_for(bram) == set()


def test_open_work_of_who_left_says_so_and_is_taken_over(work, ada, noor, tariq, at, client_of):
    accounts.change_account(by=ada, at=at, account=noor, version=noor.version, is_active=False)
    client, row = client_of(tariq), work["intake"]
    page = client.get("/").content.decode()
    assert page.count("Was van Noor B., die hier niet meer aan werkt") == 2
    client.post(f"/meldingen/{row.number}/oppakken/", {"version": str(row.version)})
    row.refresh_from_db()
    assert row.owner == tariq
    assert waits_for(tariq) == {row.number, work["draft"].number}
