"""Who gives advice, and who stays outside."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from desk.advice import actions
from desk.advice.models import Advice, ShortContact
from desk.audit.models import Event
from tests import stories

pytestmark = pytest.mark.django_db


@pytest.fixture
def advice(noor, at) -> Advice:
    return stories.an_advice(by=noor, at=at)


@pytest.mark.parametrize("name", ["noor", "tariq", "joke", "saskia", "vera"])
def test_the_whole_team_goes_on_with_an_advice(request, client_of, advice, name) -> None:
    colleague = client_of(request.getfixturevalue(name))
    assert colleague.get(reverse("advice:detail", args=[advice.pk])).status_code == 200


def test_for_another_team_it_does_not_exist(client_of, bram, advice) -> None:
    page = reverse("advice:detail", args=[advice.pk])
    for answer in (client_of(bram).get(page), client_of(bram).post(page, {"version": "1"})):
        assert answer.status_code == 404
    assert Event.objects.filter(act="page_refused", actor_id=bram.pk).count() == 2


@pytest.mark.parametrize("name", ["samir", "ada"])
@pytest.mark.parametrize("page", ["new", "list"])
def test_who_gives_no_advice_sees_none(request, client_of, name, page) -> None:
    assert client_of(request.getfixturevalue(name)).get(reverse(f"advice:{page}")).status_code == 403


@pytest.mark.parametrize("name", ["samir", "ada"])
def test_who_gives_no_advice_opens_none(request, client_of, advice, name) -> None:
    outsider = client_of(request.getfixturevalue(name))
    assert outsider.get(reverse("advice:detail", args=[advice.pk])).status_code == 403
    for page in ("by_code", "short", "short_undo"):
        assert outsider.post(reverse(f"advice:{page}"), {"kind": "silent"}).status_code == 403


@pytest.mark.parametrize("name", ["samir", "ada"])
def test_the_actions_keep_the_same_door(request, advice, at, name) -> None:
    outsider = request.getfixturevalue(name)
    tries = [
        lambda: stories.an_advice(by=outsider, at=at),
        lambda: actions.continue_advice(by=outsider, at=at, advice=advice, version=1),
        lambda: actions.read_advice(by=outsider, at=at, advice=advice),
        lambda: actions.list_advices(by=outsider, at=at),
        lambda: actions.find_by_code(by=outsider, at=at, spoken_code=""),
        lambda: actions.log_short_contact(by=outsider, at=at, kind="silent", key=uuid4()),
    ]
    for attempt in tries:
        with pytest.raises(PermissionDenied):
            attempt()
    assert Event.objects.filter(actor_id=outsider.pk, rule="not_permitted").count() == len(tries)


def test_another_team_neither_reads_nor_takes_back(bram, noor, advice, at) -> None:
    contact = actions.log_short_contact(by=noor, at=at, kind="silent", key=uuid4())
    for attempt in (
        lambda: actions.read_advice(by=bram, at=at, advice=advice),
        lambda: actions.continue_advice(by=bram, at=at, advice=advice, version=1),
        lambda: actions.undo_short_contact(by=bram, at=at, contact=contact),
        lambda: stories.an_advice(by=bram, at=at, key=advice.pk),
    ):
        with pytest.raises(PermissionDenied):
            attempt()
    assert ShortContact.objects.count() == 1


def test_the_page_for_taking_back_keeps_the_wall(client_of, bram, noor, at) -> None:
    contact = actions.log_short_contact(by=noor, at=at, kind="silent", key=uuid4())
    assert client_of(bram).post(reverse("advice:short_undo"), {"key": str(contact.pk)}).status_code == 404
