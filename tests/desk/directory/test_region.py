"""The administrator keeps the teams and the municipalities of the region; others do not."""

import pytest
from django.core.exceptions import PermissionDenied

from desk.accounts.models import Team
from desk.directory import actions
from desk.directory.models import Municipality

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("kind", "model"), [("team", Team), ("municipality", Municipality)])
def test_the_administrator_adds_to_the_region(client_of, ada, kind, model):
    page = client_of(ada).post("/wegwijzer/regio/", {"kind": kind, "name": " Oostmeer "}, follow=True)
    assert "Oostmeer" in page.content.decode()
    assert model.objects.get(name="Oostmeer").region == ada.region


def test_a_name_twice_is_refused_and_stays_on_the_page(client_of, ada, lindehaven):
    page = client_of(ada).post("/wegwijzer/regio/", {"kind": "municipality", "name": lindehaven.name})
    assert page.status_code == 400
    assert f'value="{lindehaven.name}"' in page.content.decode()
    assert Municipality.objects.count() == 1


def test_the_stranger_to_this_task_adds_nothing(joke, at):
    with pytest.raises(PermissionDenied):
        actions.extend_region(by=joke, at=at, kind="team", name="Oost")
