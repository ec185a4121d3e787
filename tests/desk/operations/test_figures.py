"""What is counted while people work, what is not, and who may see it."""

import json
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from prometheus_client.mmap_dict import MmapedDict, mmap_key

from desk.advice.models import Advice
from desk.audit import trail
from desk.audit.choices import Outcome
from desk.operations import folded, metrics, terms
from desk.reports.choices import Status
from desk.reports.models import Report
from tests import stories
from tests.desk.operations.conftest import BEARER

pytestmark = pytest.mark.django_db(transaction=True)
NEEDLE = "Naaldmans"


def test_without_a_token_in_the_environment_there_are_no_figures(settings):
    settings.METRICS_TOKEN = ""
    assert Client().get("/gezond/cijfers/", **BEARER).status_code == 404


@pytest.mark.parametrize("sent", ["", "Bearer", "Bearer " + "x" * 48, "Basic " + "t" * 48, "Bearer é"])
def test_who_does_not_show_the_token_gets_none(sent, watched):
    answer = Client().get("/gezond/cijfers/", HTTP_AUTHORIZATION=sent)
    assert (answer.status_code, answer.content) == (401, b"")


def test_a_page_is_counted_by_its_name(noor, client_of, figures, at):
    report = stories.a_report(by=noor, at=at)
    client = client_of(noor)
    client.get(f"/meldingen/{report.number}/bijlagen/")
    client.get("/bestaat-niet/")
    found = figures()
    page = ("route", "attachments:list")
    assert found["meldesk_requests_total", ("method", "GET"), page, ("status", "2xx")] == 1
    assert found["meldesk_request_seconds_count", page] == 1
    assert found["meldesk_request_database_seconds_sum", page] > 0
    assert found["meldesk_requests_total", ("method", "GET"), ("route", "nowhere"), ("status", "4xx")] == 1


def test_a_page_that_breaks_is_counted(ada, client_of, figures, monkeypatch):
    monkeypatch.setattr("desk.directory.views.may_keep_directory", None)
    client = client_of(ada)
    client.raise_request_exception = False
    client.get("/wegwijzer/")
    found = figures()
    assert found["meldesk_requests_total", ("method", "GET"), ("route", "directory:list"), ("status", "5xx")] == 1


def test_a_method_that_is_no_method_is_not_a_label(figures):
    Client().generic("NAALDMANS", "/112/")
    assert NEEDLE.upper() not in str(figures())
    assert [key for key in figures() if ("method", "other") in key]


def test_no_figure_holds_a_word_that_somebody_sent(noor, client_of, figures):
    client = client_of(noor)
    client.get(f"/bestaat-niet/{NEEDLE}/", {"q": NEEDLE}, HTTP_REFERER=NEEDLE, HTTP_X_REQUEST_ID=NEEDLE)
    client.post("/zoeken/", {"q": NEEDLE, NEEDLE: NEEDLE}, HTTP_USER_AGENT=NEEDLE)
    Client().post("/inloggen/", {"username": NEEDLE, "password": NEEDLE})
    told = str(figures())
    assert NEEDLE not in told
    assert noor.username not in told
    assert noor.display_name not in told


# ---- P1: the moment of an advice


def test_p1_of_the_advice_room_nothing_is_told_before_its_day_is_over(noor, client_of, figures, at):
    """Not its pages, their time, the time of the database or the guard, nor the seal: the difference is the moment."""
    client = client_of(noor)
    Client().get("/112/")
    before = _still(figures())
    advice = stories.an_advice(by=noor, at=at)
    assert client.get("/adviezen/").status_code == 200
    assert client.get(f"/adviezen/{advice.pk}/").status_code == 200
    client.post("/adviezen/nalezen/", {"question_text": "Een leraar vraagt wat kan."})
    client.post("/adviezen/nieuw/", {})
    assert Advice.objects.exists()
    assert _still(figures()) == before


def test_p1_the_room_is_told_as_one_figure_of_the_day_once_that_is_over(noor, client_of, figures, monkeypatch):
    client = client_of(noor)
    client.get("/adviezen/")
    client.get("/adviezen/")
    tomorrow = metrics.today() + timedelta(days=1)
    monkeypatch.setattr(metrics, "today", lambda: tomorrow)
    client.get("/adviezen/")
    page = ("route", "advice:list")
    assert figures()["meldesk_requests_total", ("method", "GET"), page, ("status", "2xx")] == 2
    assert figures()["meldesk_request_seconds_count", page] == 2
    monkeypatch.setattr(metrics, "today", lambda: tomorrow + timedelta(days=1))
    assert figures()["meldesk_request_seconds_count", page] == 3
    assert not [key for key in figures() if any(label == metrics.HELD for label, *_ in key[1:])]


def test_p1_an_advice_that_breaks_is_told_without_its_room(noor, client_of, figures, monkeypatch):
    monkeypatch.setattr("desk.advice.views.may_give_advice", None, raising=False)
    monkeypatch.setattr("desk.advice.views.render", None)
    client = client_of(noor)
    client.raise_request_exception = False
    client.get("/adviezen/")
    found = figures()
    assert found["meldesk_requests_total", ("method", "GET"), ("route", "nowhere"), ("status", "5xx")] == 1
    assert "advice" not in str(found)


def test_p1_an_advice_that_is_refused_is_in_no_figure(noor, figures):
    before = figures()
    trail.record("advice_opened", by=noor, at=timezone.now(), outcome=Outcome.REFUSED, rule="advice_names_nobody")
    assert _still(figures()) == _still(before)


def _still(figures: dict) -> dict:
    """Without what moves by itself: fetching, clocks and the room on a disk."""
    moving = ("_seconds", "disk_free")
    return {
        key: value
        for key, value in figures.items()
        if ("route", "figures") not in key and not (len(key) < 3 and any(word in key[0] for word in moving))
    } | {
        key: value for key, value in figures.items() if "request_seconds" in key[0] and ("route", "figures") not in key
    }


# ---- how things stand


def test_refusals_are_counted_by_the_name_of_the_rule(noor, figures):
    told = {"by": noor, "at": timezone.now(), "outcome": Outcome.REFUSED}
    trail.record("report_filed", **told, rule="citizens_are_shielded,professional_reports_openly")
    trail.record("report_filed", **told, rule="citizens_are_shielded")
    trail.record("report_filed", **told | {"at": timezone.now() - timedelta(days=2)}, rule="citizens_are_shielded")
    found = figures()
    assert found["meldesk_refused_total", ("rule", "citizens_are_shielded")] == 2
    assert found["meldesk_refused_total", ("rule", "professional_reports_openly")] == 1


def test_what_goes_wrong_at_the_door_is_counted(figures):
    Client().post("/inloggen/", {"username": "niemand", "password": NEEDLE})
    assert figures()["meldesk_sign_in_troubles_total", ("what", "unknown name")] == 1
    assert figures()["meldesk_sign_in_troubles_total", ("what", "locked")] == 0


def test_terms_that_are_over_and_the_trail_are_counted(noor, figures, at):
    before = figures()
    stories.a_report(by=noor, at=at)
    Report.objects.update(assess_by=metrics.today() - timedelta(days=1))
    found = figures()
    assert found["meldesk_overdue", ("term", "assess")] == before["meldesk_overdue", ("term", "assess")] + 1
    assert found["meldesk_trail_unsealed_events",] > before["meldesk_trail_unsealed_events",]
    assert found["meldesk_ready",] == 1


def answered(found: dict) -> dict[str, float]:
    return {key[1][1]: value for key, value in found.items() if key[0] == "meldesk_figures_answered"}


def test_a_part_that_does_not_answer_is_said_and_the_rest_is_there(figures, monkeypatch):
    monkeypatch.setattr("desk.operations.probe.redis", None)
    monkeypatch.setattr("desk.operations.standing.seal_of", None)
    found = figures()
    assert answered(found)["seal"] == 0
    assert answered(found)["disk"] == 1
    assert "meldesk_trail_unsealed_events" not in str(found)


SLOW = {
    "seal": ("meldesk_trail_unsealed_events", "desk.operations.standing.seal_of"),
    "check": ("meldesk_trail_heads_waiting", "desk.operations.standing.waiting"),
    "sign-ins": ("meldesk_sign_in_troubles", "desk.operations.standing.SIGN_INS"),
    "documents": ("meldesk_documents_waiting", "desk.operations.standing.WAITING"),
    "terms": ("meldesk_overdue", "desk.operations.terms.replica"),
}


@pytest.mark.parametrize("part", SLOW)
def test_one_question_of_the_database_that_fails_hides_its_own_figures_and_no_others(part, figures, monkeypatch):
    monkeypatch.setattr(SLOW[part][1], None)
    found = figures()
    names = {key[0] for key in found}
    missing = {one for one, (figure, _) in SLOW.items() if not any(name.startswith(figure) for name in names)}
    assert missing == {part}
    asked = answered(found)
    assert {one for one in SLOW if not asked[one]} == {part}
    assert asked["refusals"] == 1


def test_each_term_is_counted_where_it_runs(noor, figures, at):
    """Of what is decided only the end is over; of what was withdrawn nothing is."""
    yesterday = metrics.today() - timedelta(days=1)
    late = {"assess_by": yesterday, "review_by": yesterday, "conclude_by": yesterday}
    report = stories.a_report(by=noor, at=at)
    told = {}
    for status in Status:
        moments = {"taken_in_at": at, "taken_in_by": noor, "decided_at": at}
        moments["closed_at"] = at if status == Status.CLOSED else None
        moments |= {"withdrawn_at": at, "withdrawn_reason": "per ongeluk"}
        Report.objects.filter(pk=report.pk).update(status=status, **late, **moments)
        found = figures()
        told[status] = {term for term in ("assess", "review", "conclude") if found["meldesk_overdue", ("term", term)]}
    assert told == {
        Status.INTAKE: {"assess", "conclude"},
        Status.ASSESSING: {"assess", "conclude"},
        Status.PROPOSED: {"assess", "review", "conclude"},
        Status.DECIDED: {"conclude"},
        Status.CLOSED: set(),
        Status.WITHDRAWN: set(),
    }


@pytest.mark.skipif(connection.vendor != "postgresql", reason="the plan of PostgreSQL")
def test_terms_are_counted_among_what_runs_and_not_among_what_ever_was():
    plans = []
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")
        with CaptureQueriesContext(connection) as asked:
            terms._counted("default", metrics.today())
        for query in asked.captured_queries:
            cursor.execute(f"EXPLAIN {query['sql']}")
            plans.append(" ".join(line for (line,) in cursor.fetchall()))
    assert [" using report_running on reports_report" in plan for plan in plans] == [True, True, True, False]
    assert " using reporter_to_review on reports_reporter" in plans[-1]
    assert all("Index Cond" in plan for plan in plans)


def test_fetching_takes_no_line_of_the_pool(figures, django_assert_num_queries):
    with django_assert_num_queries(0):
        figures()


def test_p1_a_day_that_is_over_is_taken_off_what_ended_and_today_is_not(tmp_path):
    """Or every day would leave a set of figures of its own in the files, for ever."""
    days = ["2026-11-20", "2026-11-21", folded.today().isoformat()]
    gone, ended = tmp_path / "counter_web-7.db", tmp_path / "counter_ended.db"
    for path, value in ((ended, 1.0), (gone, 2.0)):
        file = MmapedDict(str(path))
        for day in days:
            file.write_value(mmap_key("m", "m_total", ["route", "held"], ["advice:list", day], "M"), value, 0.0)
        file.close()
    folded.fold(tmp_path)
    assert not gone.exists()
    told = MmapedDict.read_all_values_from_file(str(ended))
    assert {json.loads(key)[2]["held"]: value for key, value, _, _ in told} == {"": 6.0, days[2]: 3.0}
