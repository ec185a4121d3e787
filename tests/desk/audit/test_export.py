"""What leaves the reading room: lines for a spreadsheet, AuditEvents of FHIR, and the event that it left."""

import csv
import io
import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from fhir.resources.R4B.auditevent import AuditEvent

from desk.audit import trail
from desk.audit.choices import ACTS, CREATES, LOOKS, OTHERS, READS, REMOVES
from desk.audit.export import audit_event
from desk.audit.models import Event
from desk.audit.reading import Asked, export_trail
from desk.reports import actions as report_actions
from tests import stories

pytestmark = pytest.mark.django_db


@pytest.fixture
def now():
    return timezone.localtime().replace(hour=12, minute=6, second=7, microsecond=0)


@pytest.fixture
def file(samir, client_of):
    client = client_of(samir)

    def fetch(kind: str, **query: Any) -> str:
        answer = client.get(reverse("audit:export", args=[kind]), query)
        assert answer.status_code == 200
        assert answer.streaming
        return answer.getvalue().decode()

    return fetch


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))


# ---- a spreadsheet


def test_a_line_says_who_did_what_when_and_why(noor, file, now):
    report = stories.a_report(by=noor, at=now)
    report_actions.reveal_reporter(by=noor, at=now, report=report, reason="Terugbellen over vanavond")
    line = next(row for row in rows(file("csv")) if row["reden"])
    assert line["wie"] == "Noor B."
    assert line["rol"] == "Medewerker"
    assert line["wat"] == f"liet de melder van {report.number} tonen"
    assert (line["tijdstip"], line["nummer"], line["gelukt"]) == ("12:06:07", report.number, "ja")
    assert line["reden"] == "Terugbellen over vanavond"


def test_an_advice_has_no_clock_in_it_p1(noor, file, now):
    stories.an_advice(by=noor, at=now)
    line = next(row for row in rows(file("csv")) if row["soort"] == "advies")
    assert (line["dag"], line["tijdstip"], line["werkplek"]) == (f"{now:%d-%m-%Y}", "", "")


SIGNS = ["=1+1", "+31", "-2", "@som"]
FULL_WIDTH = ["\uff1d1+1", "\uff0b31", "\uff0d2", "\uff20som", "\ufe66small"]
BEHIND = ["\tsom", "\t=1", "\r=1", "\n=1", " =1", "\xa0=1", "\u3000\uff1d1", " \r\n -2"]
BEHIND += ["\u200b=1", "\ufeff@som", "\x1b+31"]


@pytest.mark.parametrize("formula", SIGNS + FULL_WIDTH + BEHIND)
def test_what_a_spreadsheet_would_count_is_text_e06(noor, file, now, formula):
    trail.record("signed_in", by=noor, at=now, reason=formula)
    assert f"'{formula}" in [row["reden"] for row in rows(file("csv"))]


@pytest.mark.parametrize("plain", ["1+1=2", "Jan-Piet", " ruimte vooraan", "\u2460 eerst", "\u00bd uur", "'=1"])
def test_what_nothing_counts_is_left_as_it_was(noor, file, now, plain):
    trail.record("signed_in", by=noor, at=now, reason=plain)
    assert plain in [row["reden"] for row in rows(file("csv"))]


def test_a_line_break_in_a_reason_stays_in_its_line_c12(noor, file, now):
    trail.record("signed_in", by=noor, at=now, reason='een\r\ntwee; "drie"\x1b[31m')
    lines = [row for row in rows(file("csv")) if row["reden"]]
    assert [row["reden"] for row in lines] == ['een\r\ntwee; "drie"\x1b[31m']


def test_the_filter_of_the_room_holds_for_the_file(noor, joke, file, now):
    trail.record("signed_in", by=noor, at=now)
    trail.record("signed_in", by=joke, at=now)
    assert {row["wie"] for row in rows(file("csv", wie=joke.pk))} == {"Joke V."}


# ---- FHIR


def test_every_act_is_a_valid_audit_event(noor, now):
    report = stories.a_report(by=noor, at=now)
    for act in ACTS:
        about = report if not act.startswith(("advice_", "short_")) else None
        event = trail.record(act, by=noor, at=now, subject=about, reason="Waarom dan", outcome="refused", rule="r")
        told = AuditEvent.model_validate(audit_event(event))
        assert told.agent[0].who.identifier.value == noor.trail_number
        assert told.outcome == "4"


def test_what_the_desk_did_by_itself_has_no_person_behind_it(now):
    told = AuditEvent.model_validate(audit_event(trail.record("report_overdue", by=trail.System(), at=now)))
    assert told.agent[0].requestor is False
    assert told.agent[0].who is None


def test_a_line_of_json_for_each_event(noor, file, now):
    stories.an_advice(by=noor, at=now)
    told = [json.loads(line) for line in file("ndjson").splitlines()]
    assert len(told) == Event.objects.count()
    for one in told:
        AuditEvent.model_validate(one)
    about_advice = [one for one in told if one["subtype"][1]["code"].startswith("advice_")]
    assert {one["recorded"] for one in about_advice} == {f"{now:%Y-%m-%d}T00:00:00.000000Z"}


def test_each_act_reads_makes_changes_or_removes():
    listed = [READS, CREATES, REMOVES, OTHERS]
    assert all(acts <= ACTS.keys() for acts in listed)
    assert sum(map(len, listed)) == len(frozenset().union(*listed))
    assert LOOKS <= READS


# ---- who may, and that it happened


def test_that_it_left_is_an_event_first(noor, file, now):
    trail.record("signed_in", by=noor, at=now)
    assert "FHIR" not in file("csv")
    event = Event.objects.get(act="trail_exported")
    assert event.actor_name == "Samir K."
    assert event.detail.startswith("rekenblad: 2 regels, ") or event.detail.startswith("rekenblad: 1 regels, ")


@pytest.mark.parametrize("who", ["noor", "joke", "saskia", "ada", "bram"])
def test_nobody_else_takes_the_trail_along(request, who, now, client_of):
    user = request.getfixturevalue(who)
    with pytest.raises(PermissionDenied):
        export_trail(by=user, at=now, asked=Asked(now.date(), now.date()), form="rekenblad")
    assert client_of(user).get(reverse("audit:export", args=["csv"])).status_code == 403
    assert Event.objects.filter(act="trail_exported", outcome="refused").exists()


@pytest.mark.parametrize(("kind", "query", "status"), [("exe", {}, 404), ("csv", {"van": "x"}, 400)])
def test_a_strange_file_is_answered_with_a_page(samir, client_of, kind, query, status):
    assert client_of(samir).get(reverse("audit:export", args=[kind]), query).status_code == status


# ---- the workplace


def test_the_workplace_is_a_name_that_the_organisation_gave(noor, client_of, settings):
    settings.WORKPLACES = frozenset({"Kantoor Noord"})
    client = client_of(noor)
    for named, kept in (("Kantoor Noord", "Kantoor Noord"), ("10.0.0.7", ""), ("<script>", ""), ("", "")):
        client.get("/meldingen/", headers={"X-Workplace": named})
        assert Event.objects.filter(act="report_listed").latest("at").workplace == kept


def test_an_advice_has_no_workplace_p1(noor, client_of, settings):
    settings.WORKPLACES = frozenset({"Kantoor Noord"})
    client_of(noor).get("/adviezen/", headers={"X-Workplace": "Kantoor Noord"})
    assert Event.objects.get(act="advice_listed").workplace == ""


def test_no_address_of_anybody_is_in_the_trail(noor, client_of, now):
    client_of(noor).get("/meldingen/", REMOTE_ADDR="203.0.113.9", headers={"X-Forwarded-For": "203.0.113.9"})
    assert "203.0.113" not in repr(list(Event.objects.values_list()))


# ---- who looked


def test_who_works_on_a_report_sees_who_opened_it(noor, els, joke, bram, at, client_of):
    report = stories.a_report(by=noor, at=at)
    report_actions.read_report(by=els, at=at + timedelta(minutes=5), report=report)
    client_of(bram).get(reverse("reports:detail", args=[report.number]))
    for user in (noor, joke):
        page = client_of(user).get(reverse("reports:looks", args=[report.number])).content.decode()
        assert "Els D." in page
        assert "Bram S." in page, "who was refused stands there too"
        assert "geweigerd" in page
    assert Event.objects.filter(act="looks_read").count() == 2


def test_a_colleague_who_does_not_work_on_it_does_not_see_that(noor, tariq, bram, saskia, samir, at, client_of):
    report = stories.a_report(by=noor, at=at)
    page = reverse("reports:looks", args=[report.number])
    assert client_of(tariq).get(page).url.startswith("/toegang/")
    assert client_of(saskia).get(page).status_code == 403
    assert client_of(bram).get(reverse("reports:looks", args=[report.number])).status_code == 404
    assert not Event.objects.filter(act="looks_read", outcome="done").exists()
