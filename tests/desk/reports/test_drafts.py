"""Drafts: kept while typing, readable for their typist alone, given back, and gone in time."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.urls import reverse

from desk.reports import typed
from desk.reports.drafts import Draft, seal, unseal
from tests import stories

NEW = "/meldingen/nieuw/"
KEEP = "/meldingen/concept/"
NEEDLE = "Naaldenoog"


@pytest.fixture
def desk(clock, client_of, noor):
    return client_of(noor)


def words(response: Any) -> str:
    return response.content.decode()


def test_typing_is_kept_and_the_page_is_told_when(desk):
    answer = desk.post(KEEP, {"key": "new", "title": "Half een zin"})
    assert answer.json() == {"saved": "14:06"}


def test_a_draft_comes_back_unjudged_on_any_device(desk, client_of, noor):
    desk.post(KEEP, {"key": "new", "title": "Half een zin", "received_on": "23-"})
    page = words(client_of(noor).get(NEW))
    assert "Half een zin" in page
    assert "Uw concept van vandaag 14:06 is teruggezet" in page
    assert 'class="errors"' not in page


def test_a_draft_of_a_section_comes_back_and_goes_with_saving(desk, noor, at):
    report = stories.a_report(by=noor, at=at)
    section = reverse("reports:section", args=[report.number, "hulp"])
    desk.post(KEEP, {"key": f"section:{report.number}:hulp", "network": "Oma en", "version": "1"})
    assert "Oma en" in words(desk.get(section))
    desk.post(section, {"network": "Oma en opa", "version": report.version})
    assert not Draft.objects.exists()


def test_rows_of_a_draft_come_back(desk, noor, at):
    report = stories.a_report(by=noor, at=at)
    rows = {"passages-TOTAL_FORMS": "2", "passages-INITIAL_FORMS": "0", "passages-1-what": "Half een feit"}
    desk.post(KEEP, {"key": f"section:{report.number}:zorgen", **rows, "version": "1"})
    assert "Half een feit" in words(desk.get(reverse("reports:section", args=[report.number, "zorgen"])))


def test_later_keeps_what_is_not_right_yet(desk):
    answer = desk.post(NEW, {"title": "Nog niet af", "later": "1"})
    assert answer.url == "/"
    assert "Nog niet af" in words(desk.get(NEW))


def test_a_draft_is_thrown_away(desk):
    desk.post(KEEP, {"key": "new", "title": "Half een zin"})
    answer = desk.post("/meldingen/concept/weg/", {"key": "new", "next": NEW})
    assert answer.url == NEW
    assert "Half een zin" not in words(desk.get(NEW))


def test_throwing_away_leads_to_no_other_host(desk):
    assert desk.post("/meldingen/concept/weg/", {"key": "new", "next": "https://elders.test/"}).url == "/"


def test_nobody_else_gets_a_draft(desk, client_of, joke, noor):
    desk.post(KEEP, {"key": "new", "title": NEEDLE})
    other = client_of(joke)
    assert NEEDLE not in words(other.get(NEW))
    other.post("/meldingen/concept/weg/", {"key": "new"})
    assert Draft.objects.filter(user=noor).exists()


def test_a_draft_is_encrypted_at_rest(desk):
    desk.post(KEEP, {"key": "new", "name": NEEDLE})
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM reports_draft")
        row = str(cursor.fetchone())
    assert NEEDLE not in row
    assert NEEDLE.encode().hex() not in row


def test_a_draft_is_bound_to_its_typist_and_its_form(settings):
    sealed = seal({"name": [NEEDLE]}, user_id=1, form="new")
    assert unseal(sealed, user_id=1, form="new") == {"name": [NEEDLE]}
    assert unseal(sealed, user_id=2, form="new") == {}
    assert unseal(sealed, user_id=1, form="section:M-2026-0001:melder") == {}
    settings.DRAFT_KEY = "another key, long enough to be a secret of its own"
    assert unseal(sealed, user_id=1, form="new") == {}


@pytest.mark.parametrize("key", ["", "advice", "new:../..", "section:M-2026-0001:UP", "person:M-1:nieuw", "new\n"])
def test_only_known_forms_have_drafts(desk, key):
    assert desk.post(KEEP, {"key": key, "title": "x"}).status_code == 400
    assert not Draft.objects.exists()


@pytest.mark.parametrize("bad", ["a\x00b", "a" * 100_001], ids=["nul", "too much"])
def test_what_cannot_be_kept_is_said(desk, bad):
    assert desk.post(KEEP, {"key": "new", "title": bad}).status_code == 400
    assert not Draft.objects.exists()


def test_an_ended_session_answers_401(client):
    assert client.post(KEEP, {"key": "new", "title": "x"}).status_code == 401


@pytest.mark.parametrize("who", ["samir", "ada"])
def test_who_has_no_cases_keeps_no_drafts(request, client_of, who, at):
    user = request.getfixturevalue(who)
    assert client_of(user).post(KEEP, {"key": "new", "title": "x"}).status_code == 403
    with pytest.raises(PermissionDenied):
        typed.keep_draft(by=user, at=at, form="new", fields={})


def test_drafts_go_after_seven_days(noor, at):
    typed.keep_draft(by=noor, at=at - timedelta(days=7, seconds=1), form="new", fields={"title": ["oud"]})
    typed.keep_draft(by=noor, at=at - timedelta(days=7), form="new:C-2026-0001", fields={"title": ["nog net"]})
    assert typed.purge_drafts(at=at) == 1
    assert typed.draft_of(by=noor, at=at, form="new") is None
    assert typed.purge_drafts(at=at) == 0


def test_after_its_days_a_draft_is_gone_also_when_the_worker_is_down(noor, at):
    typed.keep_draft(by=noor, at=at - timedelta(days=7, minutes=1), form="new", fields={"title": [NEEDLE]})
    assert typed.draft_of(by=noor, at=at, form="new") is None
    assert typed.draft_of(by=noor, at=at - timedelta(hours=1), form="new")
