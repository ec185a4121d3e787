"""A new desk gets its region, teams and administrator once, and from then on through the administrator only."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from desk.accounts.models import Team, User
from desk.accounts.opening import open_desk
from desk.audit.models import Event
from desk.audit.trail import System
from desk.roles import Role
from desk.rulebook import Refused

pytestmark = pytest.mark.django_db
WANTED = ["--region=Merenstreek", "--team=Noord", "--team=Zuid", "--username=beheer", "--name=A. Beheer"]


def opened(monkeypatch: pytest.MonkeyPatch, password: str) -> str:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n"))
    said = io.StringIO()
    call_command("open_desk", *WANTED, stdout=said)
    return said.getvalue()


def test_a_new_desk_gets_teams_and_one_administrator_who_can_sign_in(monkeypatch: pytest.MonkeyPatch):
    assert "is open" in opened(monkeypatch, "een-lang-zinnetje-9")
    first = User.objects.get()
    assert first.role == Role.FUNCTIONAL_ADMINISTRATOR
    assert first.check_password("een-lang-zinnetje-9")
    assert set(Team.objects.values_list("name", flat=True)) == {"Noord", "Zuid"}


def test_opening_a_desk_leaves_a_trace(monkeypatch: pytest.MonkeyPatch):
    opened(monkeypatch, "een-lang-zinnetje-9")
    event = Event.objects.get()
    assert (event.act, event.outcome, event.actor_name) == ("account_created", "done", "Het systeem")


def test_a_weak_password_opens_nothing_and_is_not_repeated(monkeypatch: pytest.MonkeyPatch):
    with pytest.raises(CommandError) as refusal:
        opened(monkeypatch, "kort-9")
    assert "kort-9" not in str(refusal.value)
    assert not User.objects.exists()
    assert not Team.objects.exists()


def test_a_desk_where_people_work_is_not_opened_again(monkeypatch: pytest.MonkeyPatch):
    opened(monkeypatch, "een-lang-zinnetje-9")
    with pytest.raises(Refused, match="al medewerkers") as refusal:
        open_desk(
            by=System(),
            at=timezone.now(),
            region="Elders",
            teams=["Oost"],
            username="indringer",
            display_name="I. Dringer",
            password="een-lang-zinnetje-9",
        )
    assert refusal.value.rule == "desk_is_new"
    assert User.objects.count() == 1
    assert Event.objects.filter(outcome="refused", rule="desk_is_new").count() == 1
