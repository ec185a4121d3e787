"""Sessions of somebody are found by their account, however many others there are; those of before are not forgotten."""

from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client
from django.test.utils import CaptureQueriesContext

from desk.accounts import actions, session_store, tasks
from desk.accounts.models import Session, User
from desk.accounts.session_store import SessionStore
from desk.audit.models import Event
from tests.signing_in import PASSWORD, let_in, signed_in, walks_in

pytestmark = pytest.mark.django_db


def accounts() -> list[int | None]:
    return list(Session.objects.order_by("account").values_list("account", flat=True))


def asked(act: Any) -> int:
    """How many statements this takes."""
    with CaptureQueriesContext(connection) as said:
        act()
    return len(said)


def of_before() -> None:
    """Leave the sessions as a process of before wrote them: it does not know the column."""
    Session.objects.update(account=None)


def never(*_: Any) -> None:
    raise AssertionError("a session of somebody was opened")


def test_a_session_has_the_account_that_signed_in(noor):
    walks_in(client := Client(), let_in(noor))
    assert accounts() == [noor.pk]
    assert client.get("/wegwijzer/").status_code == 200


def test_who_is_half_way_in_is_nobody_yet(noor):
    let_in(noor)
    Client().post("/inloggen/", {"username": noor.username, "password": PASSWORD})
    assert accounts() == [0]


def test_who_changes_in_a_browser_takes_the_session_along(noor, tariq):
    client = signed_in(Client(), noor)
    held = client.session
    held["_auth_user_id"] = str(tariq.pk)
    held.save()
    assert accounts() == [tariq.pk]


def test_to_end_the_sessions_of_one_opens_none_and_leaves_those_of_others(noor, tariq, monkeypatch):
    for user in (noor, noor, tariq):
        signed_in(Client(), user)
    monkeypatch.setattr(Session, "get_decoded", never)
    actions.end_sessions(noor)
    assert accounts() == [tariq.pk]


def test_one_session_may_stay(noor):
    kept, other = signed_in(Client(), noor), signed_in(Client(), noor)
    actions.end_sessions(noor, but=kept.session.session_key)
    assert kept.get("/wegwijzer/").status_code == 200
    assert other.get("/wegwijzer/").status_code == 302


def test_the_sessions_of_many_end_in_as_many_statements_as_those_of_one(noor, joke, tariq, ada):
    signed_in(Client(), ada)
    for user in (noor, joke, tariq):
        signed_in(Client(), user)
    one = asked(lambda: actions.end_sessions(noor))
    assert asked(lambda: actions.end_all_sessions(User.objects.filter(pk__in=[joke.pk, tariq.pk]))) == one
    assert accounts() == [ada.pk]


# ---- sessions of before


def test_a_session_of_before_works_and_is_known_from_the_next_save(noor):
    client = signed_in(Client(), noor)
    of_before()
    assert client.get("/wegwijzer/").status_code == 200
    client.session.save()
    assert accounts() == [noor.pk]


def test_a_session_of_before_ends_as_well(noor, tariq):
    for user in (noor, tariq):
        signed_in(Client(), user)
    of_before()
    actions.end_sessions(noor)
    assert accounts() == [tariq.pk]


def test_a_session_of_before_whose_time_is_over_ends_as_well(noor):
    client = signed_in(Client(), noor)
    held = client.session
    held["seen"] -= 31 * 60
    held.save()
    of_before()
    assert tasks.end_over_sessions() == 1
    assert accounts() == []


def test_a_session_of_nobody_of_before_waits_until_it_is_somebody_s(noor):
    SessionStore().create()
    of_before()
    session_store.take_over()
    assert accounts() == [None]


def test_all_of_before_are_taken_over_however_many(noor, monkeypatch):
    monkeypatch.setattr(session_store, "_AT_ONCE", 2)
    for _ in range(5):
        signed_in(Client(), noor)
    of_before()
    session_store.take_over()
    assert accounts() == [noor.pk] * 5


# ---- the task


@pytest.mark.parametrize("over", [0, 31])
def test_the_task_asks_the_same_for_a_batch_of_any_size(over: int, noor, joke, tariq, monkeypatch):
    """What it asks beside the act of each session that ends."""
    monkeypatch.setattr(actions, "end_over_session", lambda **told: Session.objects.filter(pk=told["key"]))

    def there(*users: User) -> None:
        for user in users:
            held = signed_in(Client(), user).session
            held["seen"] -= over * 60
            held.save()

    there(noor)
    one = asked(tasks.end_over_sessions)
    there(joke, tariq, noor, joke)
    assert asked(tasks.end_over_sessions) == one


def test_the_task_ends_all_that_are_over_in_every_batch(noor, joke, monkeypatch):
    monkeypatch.setattr(session_store, "_AT_ONCE", 2)
    for user in (noor, joke, noor, joke, noor):
        held = signed_in(Client(), user).session
        held["seen"] -= 31 * 60
        held.save()
    signed_in(Client(), joke)
    assert tasks.end_over_sessions() == 5
    assert accounts() == [joke.pk]
    assert Event.objects.filter(act="session_ended").count() == 5


# ---- the update of a desk in use


@pytest.mark.django_db(transaction=True)
def test_an_update_keeps_the_sessions_that_lie_there():
    def bring(name: str) -> None:
        MigrationExecutor(connection).migrate([("accounts", name)])

    SessionStore().create()
    try:
        bring("0005_providers")
        with connection.cursor() as cursor:
            columns = {one.name for one in connection.introspection.get_table_description(cursor, "django_session")}
        assert columns == {"session_key", "session_data", "expire_date"}
    finally:
        bring("0007_sessions_by_account")
    assert accounts() == [None]
