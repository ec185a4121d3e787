"""The screens of retention, and the stranger at their door."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from desk.audit.models import Event
from desk.reports.access import walls
from desk.reports.models import CaseFile
from desk.retention.models import Destruction
from desk.retention.register import register
from tests import stories

pytestmark = pytest.mark.django_db
OVERVIEW = "/bewaren/"


def page_of(row: Destruction) -> str:
    return reverse("retention:decide", args=[row.pk])


def test_the_officer_proposes_and_the_lead_destroys(client_of, old, samir, joke, words):
    officer, lead = client_of(samir), client_of(joke)
    assert old.number in officer.get(OVERVIEW).content.decode()
    told = {"case_numbers": [old.number], "warned": "yes", "warned_on": "01-10-2026"}
    assert officer.post(OVERVIEW, told).status_code == 302
    row = Destruction.objects.get()
    assert "Besluit" in lead.get(OVERVIEW).content.decode()
    shown = lead.get(page_of(row)).content.decode()
    assert "niet terug te draaien" in shown
    assert words not in shown
    assert lead.post(page_of(row), {"verdict": "destroyed", "version": row.version}).status_code == 302
    assert not CaseFile.objects.exists()
    assert "is vernietigd" in lead.get(page_of(row)).content.decode()
    assert old.number in officer.get(OVERVIEW).content.decode()


def test_what_was_ticked_and_typed_is_still_there_when_it_is_refused(client_of, old, samir):
    told = {"case_numbers": [old.number], "warned": "no", "not_warned_reason": "Kort."}
    answer = client_of(samir).post(OVERVIEW, told)
    shown = answer.content.decode()
    assert answer.status_code == 400
    assert f'value="{old.number}" id="id_case_numbers" checked' in shown
    assert "Kort." in shown
    assert "waarom dat niet kon" in shown


@pytest.mark.parametrize("told", [{}, {"case_numbers": ["C-1999-1"], "warned": "no"}, {"warned": "maybe"}])
def test_nonsense_is_told_in_words(client_of, old, samir, told):
    answer = client_of(samir).post(OVERVIEW, told)
    assert answer.status_code == 400
    assert not Destruction.objects.exists()


def test_a_lead_who_sends_a_proposal_is_refused_and_that_is_an_event(client_of, old, joke):
    told = {"case_numbers": [old.number], "warned": "yes", "warned_on": "01-10-2026"}
    assert client_of(joke).post(OVERVIEW, told).status_code == 403
    assert Event.objects.filter(act="page_refused", actor_id=joke.pk).count() == 1
    assert not Destruction.objects.exists()


def test_who_proposed_sees_no_button(client_of, proposal, samir):
    shown = client_of(samir).get(page_of(proposal)).content.decode()
    assert "U heeft dit zelf voorgesteld" in shown
    assert 'name="verdict"' not in shown


def test_keeping_longer_asks_why_and_keeps_what_was_typed(client_of, proposal, joke):
    lead = client_of(joke)
    told = {"verdict": "kept", "version": proposal.version, "reason": "Klacht"}
    answer = lead.post(page_of(proposal), told)
    assert answer.status_code == 400
    assert "Klacht" in answer.content.decode()
    longer = timezone.localdate() + timedelta(days=5 * 365)
    told |= {"reason": "Er loopt een klacht over dit dossier.", "kept_longer_until": f"{longer:%d-%m-%Y}"}
    assert lead.post(page_of(proposal), told).status_code == 302
    assert "blijft langer bewaard" in lead.get(page_of(proposal)).content.decode()


def test_a_stale_page_destroys_nothing(client_of, proposal, joke):
    assert client_of(joke).post(page_of(proposal), {"verdict": "destroyed", "version": 7}).status_code == 409
    assert CaseFile.objects.exists()


def test_behind_the_wall_of_a_team_it_is_not_there(client_of, proposal, person_of, south):
    answer = client_of(person_of("Hans M.", "team_lead", south)).get(page_of(proposal))
    assert answer.status_code == 404
    assert Event.objects.filter(act="page_refused", subject=proposal.case_number).count() == 1


def test_for_whom_the_file_is_sealed_it_is_not_there(client_of, proposal, old, noor, joke, els, at):
    stories.sealed(by=joke, at=at, case_file=old, people=[noor, joke])
    assert client_of(els).get(page_of(proposal)).status_code == 404


def test_behind_a_wall_of_ones_own_it_is_not_there_until_the_wall_is_lifted(proposal, old, joke, els, samir, at):
    wall = stories.walled(by=joke, at=at, case_file=old, worker=els, known_by=samir)
    assert (list(register(els)), list(register(joke))) == ([], [proposal])
    walls.lift_wall(by=samir, at=at, wall=wall, version=wall.version)
    assert list(register(els)) == [proposal]


def test_what_is_hidden_is_asked_of_walls_and_seals_and_not_of_all_files(proposal, els):
    """Every file there is would be read to find the few that are hidden."""
    sql = str(register(els).query)
    assert 'FROM "reports_wall"' in sql
    assert 'FROM "reports_casefile"' not in sql


def test_the_pages_cost_few_statements(client_of, old, proposal, samir, joke, django_assert_max_num_queries):
    for who in (samir, joke):
        client = client_of(who)
        for address in (OVERVIEW, page_of(proposal)):
            client.get(address)
            with django_assert_max_num_queries(12):
                assert client.get(address).status_code == 200


def test_a_proposal_stays_in_sight_however_many_are_decided(client_of, proposal, samir, monkeypatch):
    monkeypatch.setattr("desk.retention.views._SHOWN", 0)
    assert proposal.case_number in client_of(samir).get(OVERVIEW).content.decode()
