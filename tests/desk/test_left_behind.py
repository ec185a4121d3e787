"""What must not stay behind: the order of the advices of a day, and the account of somebody who left."""

from uuid import UUID

import pytest
from django.core.exceptions import ValidationError
from django.db import models

from desk.accounts import actions as accounts
from desk.advice.models import Advice
from desk.directory.models import Organisation
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
