"""The reading room: the privacy officer reads back who did what, and is read back too."""

import html
import re
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qsl

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from desk.audit import trail
from desk.audit.choices import ACTS
from desk.audit.forms import ReadingForm
from desk.audit.models import Event
from desk.audit.reading import PAGE, SIGNING_IN, Asked, read_trail
from desk.audit.workplace import at_the_terminal
from desk.reports import actions as report_actions
from tests import stories
from tests.test_query_budget import BUDGET, statements

pytestmark = pytest.mark.django_db


@pytest.fixture
def now():
    return timezone.localtime().replace(hour=12, minute=6, second=7, microsecond=0)


@pytest.fixture
def room(samir, client_of):
    client = client_of(samir)

    def read(**query: Any) -> str:
        answer = client.get("/logboek/", query)
        assert answer.status_code == 200, answer.content.decode()
        return re.sub(r"\s+", " ", html.unescape(answer.content.decode()))

    return read


def words(page: str) -> str:
    return re.sub(r"<[^>]+>", "", page)


def test_a_line_says_who_did_what_and_when(noor, room, now):
    report = stories.a_report(by=noor, at=now)
    page = room()
    assert f"Noor B. nam melding {report.number} op." in words(page)
    assert ">12:06</time>" in page
    assert "12:00 tot 13:00" in page


def test_an_advice_stands_under_its_day_and_has_no_clock(noor, room, now):
    stories.an_advice(by=noor, at=now)
    page = room()
    assert "zonder tijdstip: bij een advies staat alleen de dag" in page
    assert "12:06" not in page


def test_a_reveal_is_marked_with_its_reason(noor, room, now):
    report = stories.a_report(by=noor, at=now)
    report_actions.reveal_reporter(by=noor, at=now, report=report, reason="Terugbellen over vanavond")
    page = room(overzicht="melder")
    assert "melder getoond</span>" in page
    assert "Reden: “Terugbellen over vanavond”" in page
    assert "nam melding" not in words(page)
    assert "De melder van" not in words(page) or report.number in page


def test_a_refusal_is_said_in_the_words_of_its_rule(noor, room, now):
    trail.record("account_changed", by=noor, at=now, subject=noor, outcome="refused", rule="team_roles_have_a_team")
    said = words(room(overzicht="geweigerd"))
    assert f"Noor B. wilde medewerker {noor.trail_number} wijzigen. Geweigerd: Een medewerker of teamleider" in said


def test_a_refusal_without_a_sentence_is_said_by_its_name(noor, room, now):
    trail.record("account_changed", by=noor, at=now, subject=noor, outcome="refused", rule="some_rule,not_permitted")
    said = words(room())
    assert "Geweigerd: some_rule Dit hoort niet bij deze rol of dit team." in said


def test_a_page_that_was_refused_is_a_line(noor, client_of, room):
    client_of(noor).get("/logboek/")
    assert "Noor B. wilde een pagina openen. Geweigerd: Dit hoort niet bij deze rol of dit team." in words(room())


def test_reading_is_an_event_with_what_was_asked(samir, room):
    room(nummer="m-2026-0412", van="01-11-2026", tot="02-11-2026")
    event = Event.objects.get(act="trail_read")
    assert event.actor_name == "Samir K."
    assert event.detail == "01-11-2026 t/m 02-11-2026, alles, M-2026-0412"


@pytest.mark.parametrize("who", ["noor", "joke", "saskia", "vera", "ada"])
def test_nobody_else_reads_the_trail(who: str, request, client_of, at):
    user = request.getfixturevalue(who)
    assert client_of(user).get("/logboek/").status_code == 403
    with pytest.raises(PermissionDenied):
        read_trail(by=user, at=at, asked=Asked(at.date(), at.date()))
    assert Event.objects.filter(actor_id=user.pk, outcome="refused").count() == 2


def test_filters_narrow_to_a_person_an_act_a_number_and_days(noor, joke, room, now):
    old = now - timedelta(days=40)
    trail.record("signed_in", by=noor, at=old, subject=noor)
    trail.record("signed_in", by=joke, at=now, subject=joke)
    trail.record("signed_out", by=noor, at=now, subject=noor)
    assert log(room()) == ["Noor B. logde uit.", "Joke V. logde in."] or len(log(room())) >= 2
    assert log(room(wie=joke.pk, van=day(now))) == ["Joke V. logde in."]
    assert log(room(wat="signed_out", van=day(now))) == ["Noor B. logde uit."]
    assert log(room(van=day(old), tot=day(old))) == ["Noor B. logde in."]
    assert log(room(nummer=noor.trail_number)) == ["Noor B. logde uit.", "Noor B. logde in."]


def day(moment: Any) -> str:
    return f"{moment:%d-%m-%Y}"


def log(page: str) -> list[str]:
    lines = re.findall(r'<a class="event.*?</a>', page)
    said = [re.search(r"<span><b>.*?</b>[^<]*", line)[0] for line in lines]
    return [re.sub(r"<[^>]+>", "", line).strip() for line in said]


def test_a_chosen_line_stands_beside_the_log(noor, joke, room, now):
    first = trail.record("signed_in", by=noor, at=now, subject=noor)
    trail.record("signed_in", by=joke, at=now + timedelta(minutes=1), subject=joke)
    side = words(room(regel=first.pk).partition("<aside")[2])
    assert "Noor B., medewerker" in side
    assert f"{now:%H:%M}:07" in side
    assert f"Alles bij {noor.trail_number}" in side


def test_a_chosen_line_says_at_which_workplace(noor, room, now):
    with at_the_terminal():
        line = trail.record("signed_in", by=noor, at=now)
    assert "<dt>Werkplek</dt><dd>terminal</dd>" in room(regel=line.pk)
    elsewhere = trail.record("signed_in", by=noor, at=now)
    assert "Werkplek" not in room(regel=elsewhere.pk)


def test_a_chosen_line_stays_when_newer_lines_push_it_off_the_page(noor, room, now):
    first = trail.record("signed_in", by=noor, at=now - timedelta(hours=1), subject=noor)
    for _ in range(PAGE):
        trail.record("signed_out", by=noor, at=now, subject=noor)
    assert "Inloggen" in room(regel=first.pk).partition("<aside")[2]


def test_pages_turn(noor, room, now):
    for number in range(PAGE + 3):
        trail.record("signed_in", by=noor, at=now + timedelta(seconds=number), subject=noor)
    first = room(wat="signed_in", van=day(now))
    assert f"{PAGE} van {PAGE + 3} regels" in words(first)
    [older] = re.findall(r'href="\?([^"]+)">Eerder', first)
    second = room(**dict(parse_qsl(older)))
    assert len(log(second)) == 3
    assert "Eerder" not in words(second)
    [newer] = re.findall(r'href="\?([^"]+)">Later', second)
    assert log(room(**dict(parse_qsl(newer)))) == log(first)


def test_a_line_that_comes_in_meanwhile_shifts_nothing(noor, room, now):
    for number in range(PAGE + 3):
        trail.record("signed_in", by=noor, at=now + timedelta(seconds=number), subject=noor)
    [older] = re.findall(r'href="\?([^"]+)">Eerder', room(wat="signed_in", van=day(now)))
    before = log(room(**dict(parse_qsl(older))))
    trail.record("signed_in", by=noor, at=now + timedelta(hours=1), subject=noor)
    assert log(room(**dict(parse_qsl(older)))) == before
    assert len(before) == 3


def test_a_count_stops_and_says_so(noor, room, now, monkeypatch):
    monkeypatch.setattr("desk.bounded.counts.__defaults__", (2,))
    monkeypatch.setattr("desk.bounded.in_words.__defaults__", (2,))
    for _ in range(3):
        trail.record("signed_in", by=noor, at=now, subject=noor)
    assert "3 van meer dan 2 regels" in words(room(wat="signed_in", van=day(now)))


def test_lines_without_a_clock_turn_with_the_others(noor, room, now, monkeypatch):
    monkeypatch.setattr("desk.audit.reading.PAGE", 2)
    for _ in range(3):
        trail.record("advice_listed", by=noor, at=now)
        trail.record("signed_in", by=noor, at=now, subject=noor)
    page, seen, turned = room(wie=noor.pk), [], []
    while older := re.findall(r'href="\?([^"]+)">Eerder', page):
        seen += log(page)
        turned.append(page)
        page = room(**dict(parse_qsl(older[0])))
    assert (len(turned), len(seen + log(page))) == (2, 6)
    for expected in reversed(turned):
        [newer] = re.findall(r'href="\?([^"]+)">Later', page)
        page = room(**dict(parse_qsl(newer)))
        assert log(page) == log(expected)


def test_chips_count_what_they_show(noor, room, now):
    trail.record("signed_in", by=noor, at=now, subject=noor)
    trail.record("account_changed", by=noor, at=now, subject=noor, outcome="refused", rule="not_permitted")
    page = words(room(wie=noor.pk))
    assert "Alles 2 " in page
    assert "Geweigerd 1 " in page
    assert "Inloggen 1 " in page
    assert "Melder getoond 0 " in page


@pytest.mark.parametrize(
    "asked",
    [
        {"van": "31-02-2026"},
        {"van": "vorige week"},
        {"nummer": "Naaldje Naaldmans"},
        {"wie": "Noor"},
        {"wie": "9" * 40},
        {"account": "Noor B."},
        {"account": "W-999999"},
        {"account": "W-" + "9" * 18},
        {"account": "W-0"},
        {"account": "M-2026-0001"},
        {"wat": "alles"},
        {"na": "0"},
        {"voor": "2026-11-23~2026-11-23T12:00:00~geen"},
        {"na": "2026-11-23~~~"},
        {"overzicht": "geheim"},
        {"regel": "eerste"},
        {"van": "02-11-2026", "tot": "01-11-2026"},
        {"nummer": "M\x00-2026"},
    ],
    ids=str,
)
def test_a_question_that_cannot_be_read_is_said_and_not_recorded(asked: dict[str, str], samir, client_of):
    answer = client_of(samir).get("/logboek/", asked)
    assert answer.status_code == 400
    assert 'class="errors"' in answer.content.decode()
    assert not Event.objects.filter(act="trail_read").exists()


def test_the_filter_has_no_field_for_words():
    assert set(ReadingForm().fields) == {
        "van", "tot", "wie", "account", "wat", "nummer", "overzicht", "na", "voor", "regel",
    }  # fmt: skip


def test_the_room_costs_the_same_when_it_is_full(noor, samir, client_of, now):
    for number in range(80):
        trail.record("signed_in", by=noor, at=now + timedelta(seconds=number), subject=noor)
    status, said = statements(client_of(samir), "/logboek/")
    assert status == 200
    assert len(said) <= BUDGET


def test_a_post_to_the_room_is_refused(samir, client_of):
    assert client_of(samir).post("/logboek/").status_code == 405


def test_the_view_of_signing_in_holds_acts_that_exist():
    assert set(SIGNING_IN) <= set(ACTS)
    assert not [act for act in SIGNING_IN if act.startswith(("shield_", "unknown_"))]
