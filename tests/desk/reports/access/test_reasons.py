"""A file one does not work on opens with a reason, for four hours, and a lead judges it within three working days."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from desk.audit.models import Event
from desk.reports import actions
from desk.reports.access import grants
from desk.reports.access.models import Grant
from desk.reports.permissions import may_open
from tests import stories
from tests.desk.reports.access.conftest import statuses

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
REASON = "Noor is ziek, ik neem haar werk vandaag waar."


def asks(report) -> str:
    return reverse("access:ask", args=[report.number])


def test_who_works_on_it_and_who_leads_give_no_reason(report, pages, noor, joke, saskia, vera, client_of):
    for user in (noor, joke, saskia, vera):
        pages.pop("reports:reveal", None)
        assert statuses(client_of(user), pages) == {200}, user


def test_a_colleague_of_the_team_is_asked_why(report, pages, tariq, client_of):
    client = client_of(tariq)
    for address in pages.values():
        answer = client.get(address)
        assert answer.status_code == 302
        assert answer.url.startswith("/toegang/"), address


def test_with_a_reason_the_page_that_was_wanted_opens(report, pages, tariq, client_of):
    client = client_of(tariq)
    wanted = pages["assessment:questions"]
    page = client.get(wanted, follow=True)
    assert page.context["next"] == wanted
    answer = client.post(asks(report), {"reason": REASON, "next": wanted})
    assert (answer.status_code, answer.url) == (302, wanted)
    assert statuses(client, pages) == {200}


def test_it_lasts_four_hours(report, pages, tariq, client_of, clock, at):
    client = client_of(tariq)
    client.post(asks(report), {"reason": REASON})
    clock.move_to(at + timedelta(hours=3, minutes=59))
    client = client_of(tariq)
    assert client.get(pages["reports:detail"]).status_code == 200
    clock.move_to(at + timedelta(hours=4))
    assert client_of(tariq).get(pages["reports:detail"]).status_code == 302


def test_it_opens_that_file_only(report, tariq, noor, at):
    other = stories.a_report(by=noor, at=at)
    stories.gives_reason(by=tariq, at=at, case_file=report.case_file)
    assert may_open(tariq, report)
    assert not may_open(tariq, other)


def test_it_opens_for_that_colleague_only(report, tariq, person_of, north, at):
    stories.gives_reason(by=tariq, at=at, case_file=report.case_file)
    assert not may_open(person_of("Daan K.", "counsellor", north), report)


@pytest.mark.parametrize("reason", ["", "   ", "kort", ".........\u200b", "x" * 501])
def test_a_reason_is_said_in_own_words(reason, report, pages, tariq, client_of):
    answer = client_of(tariq).post(asks(report), {"reason": reason})
    assert answer.status_code == 400
    assert 'role="alert"' in answer.content.decode()
    assert not Grant.objects.exists()


def test_the_form_brings_no_reason_along(report, tariq, client_of):
    page = client_of(tariq).get(asks(report))
    assert page.context["form"]["reason"].value() is None
    assert "<select" not in page.content.decode()


def test_the_trail_tells_the_reason_and_that_each_look_had_one(report, tariq, client_of):
    client = client_of(tariq)
    client.post(asks(report), {"reason": REASON}, follow=True)
    asked = Event.objects.get(act="access_asked")
    assert (asked.actor_id, asked.subject, asked.reason) == (tariq.pk, report.case_file.number, REASON)
    assert Event.objects.get(act="report_read", actor_id=tariq.pk).detail == "met een reden"


def test_a_file_of_another_team_has_no_address_and_opens_by_its_number(report, pages, bram, client_of):
    client = client_of(bram)
    assert statuses(client, pages) == {404}
    assert client.get(asks(report)).status_code == 404
    door = client.post(reverse("access:door"), {"number": report.number, "reason": "Het gezin verhuist naar Zuid."})
    assert door.url == pages["reports:detail"]
    pages.pop("reports:reveal")
    assert statuses(client, pages) == {200}


def test_a_file_of_another_team_is_open_to_read_only(report, bram, at):
    stories.gives_reason(by=bram, at=at, case_file=report.case_file)
    with pytest.raises(PermissionDenied):
        actions.take_over(by=bram, at=at, report=report, version=report.version)
    with pytest.raises(PermissionDenied):
        actions.reveal_reporter(by=bram, at=at, report=report, reason=REASON)


@pytest.mark.parametrize("number", ["C-2026-9999", "M-2020-0001", "onzin", "C-2026-0001'; DROP"])
def test_a_number_that_is_not_there_is_told(number, report, tariq, client_of):
    answer = client_of(tariq).post(reverse("access:door"), {"number": number, "reason": REASON})
    assert answer.status_code == 400
    assert "geen dossier of melding" in answer.content.decode()


def test_another_region_is_not_there(report, person_of, client_of, at, region):
    from desk.accounts.models import Region, Team

    far = Region.objects.create(name="Heuvelstreek")
    stranger = person_of("Wim Z.", "counsellor", Team.objects.create(region=far, name="Heuvel"))
    answer = client_of(stranger).post(reverse("access:door"), {"number": report.number, "reason": REASON})
    assert answer.status_code == 400
    with pytest.raises(ValidationError, match="geen dossier"):
        grants.ask_access(by=stranger, at=at, case_file=report.case_file, reason=REASON)


@pytest.mark.parametrize("who", ["samir", "ada"])
def test_who_sees_no_cases_gets_none_with_a_reason(who, report, request, at, client_of):
    user = request.getfixturevalue(who)
    assert client_of(user).get(asks(report)).status_code == 403
    with pytest.raises(PermissionDenied):
        grants.ask_access(by=user, at=at, case_file=report.case_file, reason=REASON)


def test_sent_twice_it_is_one_way_in(report, tariq, client_of):
    client = client_of(tariq)
    for _ in range(2):
        client.post(reverse("access:door"), {"number": report.number, "reason": REASON})
    assert Grant.objects.count() == 1


def test_what_was_typed_when_four_hours_were_over_comes_back(report, tariq, client_of, clock, at):
    note = reverse("reports:note", args=[report.case_file.number])
    typed = {"text": "Moeder belt morgen terug na vier uur.", "submission": "5f0e4f6a-0000-4000-8000-000000000001"}
    stories.gives_reason(by=tariq, at=at, case_file=report.case_file)
    clock.move_to(at + timedelta(hours=5))
    client = client_of(tariq)
    answer = client.post(note, typed)
    assert answer.status_code == 403
    assert typed["text"] in answer.content.decode()
    stories.gives_reason(by=tariq, at=at + timedelta(hours=5), case_file=report.case_file)
    assert client.post(note, typed).status_code == 302


def test_a_call_about_a_family_of_the_team_waits_for_no_reason(report, tariq, client_of, at):
    new = reverse("reports:new") + f"?dossier={report.case_file.number}"
    assert client_of(tariq).get(new).status_code == 200
    assert not may_open(tariq, report)
    stories.a_report(by=tariq, at=at, case_file=report.case_file)
    assert may_open(tariq, report)


def test_work_that_was_left_behind_is_open_for_the_team(report, noor, tariq):
    assert not may_open(tariq, report)
    type(noor).objects.filter(pk=noor.pk).update(is_active=False)
    assert may_open(tariq, stories.fresh(report))


# ---- what the lead finds of it


@pytest.fixture
def grant(report, tariq, at):
    return stories.gives_reason(by=tariq, at=at, case_file=report.case_file)


def judge(grant) -> str:
    return reverse("access:judge", args=[grant.pk])


def test_it_is_judged_within_three_working_days(grant):
    assert grant.judge_by == date(2026, 11, 26)


def test_unjudged_it_stands_on_the_board_of_the_lead(grant, joke, client_of, clock, at):
    queue = reverse("access:waiting")
    assert "Toegang" in client_of(joke).get(reverse("worklist")).content.decode()
    assert 'Toegang</span><span class="rail-n">1' in client_of(joke).get(reverse("worklist")).content.decode()
    clock.move_to(at + timedelta(days=7))
    page = client_of(joke).get(queue).content.decode()
    assert grant.case_file.number in page
    assert "te laat" in page.lower()


def test_a_lead_says_it_was_right(grant, joke, client_of):
    answer = client_of(joke).post(judge(grant), {"judgement": "justified", "version": 1})
    assert answer.status_code == 302
    judged = stories.fresh(grant)
    assert (judged.judgement, judged.judged_by, judged.judged_as) == ("justified", joke, "team_lead")
    event = Event.objects.get(act="access_judged")
    assert (event.subject, event.detail) == (grant.case_file.number, f"terecht, medewerker {grant.worker.trail_number}")


def test_a_lead_who_says_it_was_wrong_tells_why(grant, joke, client_of):
    client = client_of(joke)
    refused = client.post(judge(grant), {"judgement": "unjustified", "version": 1})
    assert refused.status_code == 400
    assert "waarom het niet terecht was" in refused.content.decode()
    told = {"judgement": "unjustified", "remark": "Hij kende de moeder. Besproken.", "version": 1}
    assert client.post(judge(grant), told).status_code == 302


def test_it_is_judged_once(grant, joke, els, at):
    grants.judge_access(by=joke, at=at, grant=grant, version=1, judgement="justified")
    with pytest.raises(ValidationError, match="al geoordeeld"):
        grants.judge_access(by=els, at=at, grant=grant, version=2, judgement="justified")


@pytest.mark.parametrize("who", ["tariq", "noor", "bram", "saskia", "samir", "ada"])
def test_only_a_lead_of_the_team_judges(who, grant, request, at, client_of):
    user = request.getfixturevalue(who)
    assert client_of(user).post(judge(grant), {"judgement": "justified", "version": 1}).status_code in (403, 404)
    with pytest.raises(PermissionDenied):
        grants.judge_access(by=user, at=at, grant=grant, version=1, judgement="justified")


def test_a_lead_of_the_other_team_who_looked_does_not_judge_it(report, person_of, south, client_of, at, joke):
    hans = person_of("Hans M.", "team_lead", south)
    grant = stories.gives_reason(by=hans, at=at, case_file=report.case_file)
    assert client_of(hans).get(judge(grant)).status_code == 404
    assert client_of(joke).get(judge(grant)).status_code == 200
