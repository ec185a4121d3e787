"""The reading room of a team lead: the own team, what is decided to be open, and nothing else."""

import html
import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from desk.audit import trail
from desk.audit.choices import ACTS
from desk.audit.models import Event
from desk.audit.reading import BY_THE_CLOCK, Asked
from desk.keyset import Place, values_of
from desk.oversight.choices import LEAD_NEVER, LEAD_READS
from desk.oversight.forms import TeamReadingForm
from desk.oversight.reading import read_team_trail, within_reach
from desk.reports import actions as reports
from desk.reports.models import CaseFile, Report
from desk.roles import STAFF, Role
from tests import stories
from tests.test_query_budget import BUDGET, statements

pytestmark = pytest.mark.django_db
PATH = "/toezicht/team/"


@pytest.fixture
def now():
    return timezone.localtime().replace(hour=12, minute=6, second=7, microsecond=0)


@pytest.fixture
def room(joke, client_of):
    client = client_of(joke)

    def read(**query: Any) -> str:
        answer = client.get(PATH, query)
        assert answer.status_code == 200
        return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", "", answer.content.decode())))

    return read


def test_each_act_is_open_to_a_lead_or_closed():
    """A new act fails here until somebody decides: put it in LEAD_READS, or under a beginning of LEAD_NEVER."""
    closed = {act for act in ACTS if act.startswith(LEAD_NEVER)}
    assert set(ACTS) - LEAD_READS - closed == set()
    assert LEAD_READS & closed == set()


@pytest.mark.parametrize("act", ["wall_put", "wall_lifted", "file_sealed", "seal_names_changed", "file_unsealed"])
def test_what_hides_a_file_is_closed_to_a_lead(act):
    assert act.startswith(LEAD_NEVER)


def test_a_lead_reads_the_team_by_person_number_act_and_day(noor, tariq, room, now):
    one, other = (stories.a_report(by=user, at=now) for user in (noor, tariq))
    trail.record("report_read", by=noor, at=now, subject=other)
    assert f"Noor B. nam melding {one.number} op." in room()
    assert f"Tariq A. nam melding {other.number} op." in room()
    assert "Tariq A. nam" not in room(wie=noor.pk, van=f"{now:%d-%m-%Y}")
    assert f"Noor B. opende melding {other.number}." in room(nummer=other.number)
    assert "nam melding" not in room(wat="report_read", van=f"{now:%d-%m-%Y}")
    assert "Geen regel gevonden" in room(van="01-01-2026", tot="02-01-2026")


def test_a_lead_asks_for_the_people_of_the_team_alone(joke, bram, noor, room, now, client_of):
    line = trail.record("report_read", by=noor, at=now, subject=stories.a_report(by=noor, at=now))
    assert "account" not in TeamReadingForm(team=joke.team).fields
    assert "die dag" not in room(regel=line.pk)
    assert client_of(joke).get(PATH, {"wie": bram.pk}).status_code == 400


def test_reading_is_an_event_that_the_lead_does_not_see(joke, room):
    room(nummer="m-2026-0412")
    event = Event.objects.get(act="team_trail_read")
    assert (event.actor_name, event.detail) == ("Joke V.", "de hele periode, alles, M-2026-0412")
    assert "las het logboek" not in room()


def test_another_team_is_not_there_and_an_outsider_who_tried_is(noor, bram, room, now, joke, south):
    own, theirs = stories.a_report(by=noor, at=now), stories.a_report(by=bram, at=now)
    with pytest.raises(PermissionDenied):
        reports.read_report(by=bram, at=now, report=own)
    with pytest.raises(PermissionDenied):
        reports.read_report(by=noor, at=now, report=theirs)
    page = room()
    assert f"Bram S. wilde melding {own.number} openen." in page
    assert theirs.number not in page


def test_what_a_lead_may_not_see_has_no_event_either(noor, tariq, joke, room, now, monkeypatch):
    """However it is hidden, by team, seal or wall: the same question as every list of the desk decides."""
    shown, hidden = (stories.a_report(by=noor, at=now) for _ in range(2))
    with_hidden = {Report: Report.objects.filter(pk=shown.pk), CaseFile: CaseFile.objects.filter(pk=shown.case_file_id)}
    for model, rows in with_hidden.items():
        monkeypatch.setattr(type(model.objects.all()), "visible_to", lambda self, _, r=rows: self.filter(pk__in=r))
    monkeypatch.setattr(
        type(Report.objects.all()),
        "visible_to",
        lambda self, _: self.filter(pk__in=with_hidden[self.model].values("pk")),
    )
    trail.record("page_refused", by=tariq, at=now, subject=hidden, outcome="refused", rule="not_permitted")
    page = room()
    assert shown.number in page
    assert hidden.number not in page
    assert f"regel={Event.objects.filter(subject=hidden.number).first().pk}" not in page


def test_a_colleague_of_the_team_who_was_refused_does_not_tell_of_a_wall(noor, tariq, saskia, room, now):
    report = stories.a_report(by=noor, at=now)
    for user in (tariq, saskia):
        trail.record("page_refused", by=user, at=now, subject=report, outcome="refused", rule="not_permitted")
    page = room()
    assert "Tariq A. wilde" not in page
    assert "Saskia G. wilde" not in page


def test_a_line_that_is_not_theirs_is_not_shown_beside_the_log(bram, samir, room, now):
    stories.a_report(by=bram, at=now)
    theirs = Event.objects.get(act="report_filed")
    own_sign_in = trail.record("signed_in", by=samir, at=now, subject=samir)
    for event in (theirs, own_sign_in):
        page = room(regel=event.pk)
        assert "Bram S." not in page
        assert "Samir K." not in page


def test_no_advice_no_sign_in_and_no_oversight(noor, tariq, ada, samir, joke, room, now):
    stories.an_advice(by=noor, at=now)
    for act in sorted(set(ACTS) - LEAD_READS):
        subject = None if act.startswith(("advice_", "short_contact_")) else stories.a_report(by=noor, at=now)
        trail.record(act, by=tariq, at=now, subject=subject)
    seen = set(within_reach(joke).values_list("act", flat=True))
    assert seen == {"report_filed"}


def test_every_open_act_of_the_team_is_there(noor, joke, now):
    report = stories.a_report(by=noor, at=now)
    for act in sorted(LEAD_READS):
        trail.record(act, by=noor, at=now, subject=report)
    assert set(within_reach(joke).values_list("act", flat=True)) == LEAD_READS


def test_the_names_to_choose_from_are_those_of_the_team(joke, bram, noor, samir, client_of):
    page = client_of(joke).get(PATH).content.decode()
    assert "Noor B.</option>" in page
    assert not [name for name in ("Bram S.", "Samir K.") if name in page]
    assert client_of(joke).get(PATH, {"wie": bram.pk}).status_code == 400


@pytest.mark.parametrize(
    "asked",
    [{"van": "31-02-2026"}, {"nummer": "Naaldje Naaldmans"}, {"wat": "signed_in"}, {"overzicht": "geheim"}],
    ids=str,
)
def test_a_question_that_cannot_be_read_is_said_and_not_recorded(asked, joke, client_of):
    answer = client_of(joke).get(PATH, asked)
    assert answer.status_code == 400
    assert 'class="errors"' in answer.content.decode()
    assert not Event.objects.filter(act="team_trail_read").exists()


def test_there_is_no_file_to_take_along(joke, noor, client_of, now):
    stories.a_report(by=noor, at=now)
    page = client_of(joke).get(PATH).content.decode()
    assert "bestand." not in page
    assert "/logboek/" not in page
    assert client_of(joke).get("/logboek/bestand.csv").status_code == 403


@pytest.mark.parametrize("role", [role for role in STAFF if role != Role.TEAM_LEAD])
def test_nobody_else_reads_it(role, person_of, north, client_of, at):
    user = person_of("Ander A.", role, north)
    assert client_of(user).get(PATH).status_code == 403
    with pytest.raises(PermissionDenied):
        read_team_trail(by=user, at=at, asked=Asked(at.date(), at.date()))


def test_the_room_costs_the_same_when_it_is_full(noor, joke, client_of, now):
    for _ in range(60):
        trail.record("report_searched", by=noor, at=now)
    status, said = statements(client_of(joke), PATH)
    assert status == 200
    assert len(said) <= BUDGET


@pytest.fixture
def lines(noor, now):
    """Five lines about a report, two of them at one moment."""
    report = stories.a_report(by=noor, at=now - timedelta(hours=1))
    for minutes in (0, 0, 1, 2, 3):
        trail.record("report_read", by=noor, at=now - timedelta(minutes=minutes), subject=report)
    return Asked(first=now.date(), last=now.date(), act="report_read")


def test_its_pages_hold_every_line_once_newest_first(joke, now, lines, monkeypatch):
    monkeypatch.setattr("desk.audit.reading.PAGE", 2)
    found, place = [], None
    for _ in range(3):
        page = read_team_trail(by=joke, at=now, asked=replace(lines, place=place)).page
        found += page.rows
        place = Place(values_of(page.later, BY_THE_CLOCK)) if page.later else None
    assert place is None
    assert found == sorted(within_reach(joke).filter(act="report_read"), key=lambda row: (-row.at.timestamp(), row.pk))
    assert len(found) == 5


@pytest.mark.skipif(connection.vendor != "postgresql", reason="the plan of PostgreSQL")
def test_a_page_ends_where_it_is_full(joke, now, lines):
    """The index has the lines in their order: what is older than the page is not looked up."""
    with CaptureQueriesContext(connection) as asked:
        read_team_trail(by=joke, at=now, asked=replace(lines, act=""))
    [page] = [one["sql"] for one in asked.captured_queries if "ORDER BY" in one["sql"] and "audit_leaf" in one["sql"]]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off; SET LOCAL enable_sort = off")
        cursor.execute(f"EXPLAIN {page}")
        plan = " ".join(line.strip() for (line,) in cursor.fetchall())
    assert "Presorted Key: audit_event.day, audit_event.at" in plan
    assert "Index Scan Backward using event_day on audit_event" in plan
