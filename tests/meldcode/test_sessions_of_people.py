"""When an organisation stops, the sessions of all its people end at once; many cost no more than one."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from desk.accounts.models import LinkedAccount, Session, User
from meldcode import organisations, providers
from tests import portal_stories
from tests.meldcode.test_providers import saved
from tests.signing_in import signed_in

pytestmark = pytest.mark.django_db


def stops(by: User, at: Any, row: Any) -> int:
    """The organisation takes part no more; returns how many statements that took."""
    with CaptureQueriesContext(connection) as said:
        organisations.change_organisation(by=by, at=at, organisation=row, version=row.version, domains=[], in_use=False)
    return len(said)


def test_all_its_people_are_out_and_nobody_else(school, iris, eva, otto, ada, at):
    for user in (iris, eva, eva, otto, ada):
        signed_in(Client(), user)
    stops(ada, at, school)
    assert set(Session.objects.values_list("account", flat=True)) == {otto.pk, ada.pk}


def test_many_people_cost_what_one_costs(school, iris, practice, otto, ada, at):
    for name in ("Ans A.", "Bas B.", "Cas C.", "Dik D."):
        person = portal_stories.a_professional(by=iris, at=at, organisation=school, name=name)
        signed_in(Client(), person)
    for user in (iris, otto):
        signed_in(Client(), user)
    assert stops(ada, at, school) == stops(ada, at, practice)
    assert not Session.objects.exists()


def test_a_work_account_that_is_taken_away_ends_the_sessions_of_who_has_it(school, eva, iris, ada, at):
    row = saved(ada, at, school)
    told = {"issuer": row.provider.issuer, "subject_hash": "e" * 64, "linked_at": at}
    LinkedAccount.objects.create(user=eva, provider=row.provider, **told)
    for user in (eva, iris):
        signed_in(Client(), user)
    providers.remove_provider(by=ada, at=at, organisation=row, version=row.version)
    assert list(Session.objects.values_list("account", flat=True)) == [iris.pk]
    assert not LinkedAccount.objects.exists()
