"""The page of alarms: for the privacy officer alone, who judges each of them once."""

import html
import re

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from desk.audit.models import Event
from desk.oversight import actions
from desk.oversight.models import Alarm, Circle, Mark
from tests import needles, stories
from tests.desk.oversight.conftest import clock
from tests.test_query_budget import BUDGET, statements

pytestmark = pytest.mark.django_db
NOBODY_ELSE = ["noor", "tariq", "joke", "saskia", "vera", "ada"]


def words(answer) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))


def address(alarm: Alarm) -> str:
    return reverse("oversight:alarm", args=[alarm.pk])


def test_the_officer_sees_what_waits_and_reads_it(alarm, samir, client_of):
    client = client_of(samir)
    with time_machine.travel(clock(17)):
        page = words(client.get("/toezicht/"))
    assert "Zelfde adres di 24 nov Tariq A., medewerker , C-2026-0001" in page
    assert "Van 1 van de 2 collega’s met zaken" in page
    assert "Logboek van C-2026-0001" in words(client.get(address(alarm)))
    events = Event.objects.filter(actor_id=samir.pk).order_by("at")
    assert [(e.act, e.subject) for e in events] == [("alarms_listed", ""), ("alarm_read", alarm.trail_number)]


def test_a_verdict_is_kept_with_its_words_and_the_trail_has_the_verdict_alone(alarm, samir, client_of):
    sent = {"version": 1, "verdict": "well_founded", "words": "Hij keek naar zijn buren."}
    answer = client_of(samir).post(address(alarm), sent)
    assert answer.url == "/toezicht/"
    row = stories.fresh(alarm)
    assert (row.verdict, row.words, row.judged_by, row.judged_role) == (
        *("well_founded", "Hij keek naar zijn buren."),
        *(samir, "privacy_officer"),
    )
    event = Event.objects.get(act="alarm_judged")
    assert (event.detail, event.reason, event.subject) == ("gegrond", "", alarm.trail_number)
    page = words(client_of(samir).get("/toezicht/"))
    assert "Geen alarm" in page
    assert "Zelfde adres 1 0" in page
    assert "Hij keek naar zijn buren." in words(client_of(samir).get(address(alarm)))


@pytest.mark.parametrize(
    ("sent", "status", "said"),
    [
        ({"verdict": "well_founded", "words": " "}, 400, "Vul in: In uw eigen woorden"),
        ({"words": "Ja."}, 400, "Kies een antwoord: Oordeel"),
        ({"verdict": "maybe", "words": "Ja."}, 400, "maybe"),
        ({"verdict": "false_alarm", "words": "x" * 1001}, 400, "1000"),
        ({"verdict": "false_alarm", "words": "a\x00b"}, 400, "niet leesbaar"),
        ({"verdict": "false_alarm", "words": "Ja.", "version": 0}, 409, "Een ander heeft dit intussen bewaard."),
    ],
    ids=["no words", "no verdict", "another verdict", "too long", "unreadable", "stale"],
)
def test_a_verdict_that_is_not_whole_is_said_and_nothing_is_lost(alarm, samir, client_of, sent, status, said):
    answer = client_of(samir).post(address(alarm), {"version": 1, **sent})
    assert answer.status_code == status
    assert said in words(answer)
    assert stories.fresh(alarm).is_open
    if "\x00" not in sent["words"]:
        assert sent["words"].strip() in answer.content.decode()


def test_sent_twice_the_first_verdict_stays(alarm, samir, client_of):
    client = client_of(samir)
    client.post(address(alarm), {"version": 1, "verdict": "false_alarm", "words": "Hij viel in."})
    again = client.post(address(alarm), {"version": 1, "verdict": "well_founded", "words": "Toch niet."})
    assert again.status_code == 400
    assert stories.fresh(alarm).words == "Hij viel in."


@pytest.mark.parametrize("who", NOBODY_ELSE)
def test_nobody_else_sees_counts_or_judges_an_alarm(who: str, request, alarm, client_of, at):
    user = request.getfixturevalue(who)
    client = client_of(user)
    assert client.get("/toezicht/").status_code == 403
    assert client.get(address(alarm)).status_code == 403
    assert client.post(address(alarm), {"version": 1, "verdict": "false_alarm", "words": "Niets."}).status_code == 403
    for act, told in (
        (actions.list_alarms, {}),
        (actions.read_alarm, {"alarm": alarm}),
        (actions.judge_alarm, {"alarm": alarm, "version": 1, "verdict": "false_alarm", "words": "Niets."}),
    ):
        with pytest.raises(PermissionDenied):
            act(by=user, at=at, **told)
    assert stories.fresh(alarm).is_open


@pytest.mark.parametrize("who", NOBODY_ELSE)
def test_no_page_of_anybody_else_asks_for_an_alarm_or_speaks_of_one(who: str, request, alarm, client_of):
    client = client_of(request.getfixturevalue(who))
    for path in ("/", "/meldingen/", "/dossiers/C-2026-0001/", "/wegwijzer/", "/medewerkers/", "/toezicht/team/"):
        _, said = statements(client, path)
        assert not [sql for sql in said if "oversight_" in sql], path
        assert "alarm" not in words(client.get(path)).lower(), path


def test_the_officer_sees_in_the_frame_how_many_wait(alarm, samir, client_of):
    page = client_of(samir).get("/wegwijzer/").content.decode()
    assert re.search(r'Toezicht</span><span class="rail-n">1<', page)


def test_looks_at_a_report_tell_nothing_of_an_alarm_about_it(alarm, noor, client_of):
    page = words(client_of(noor).get("/meldingen/M-2026-0001/inzage/"))
    assert "Tariq A. opende melding M-2026-0001." in page
    assert "alarm" not in page.lower()


def test_the_page_costs_the_same_when_it_is_full(alarm, noor, samir, client_of, at):
    for _ in range(20):
        stories.an_alarm(about=noor, at=at, report=stories.a_report(by=noor, at=at))
    for path in ("/toezicht/", address(alarm), "/toezicht/inzage/"):
        status, said = statements(client_of(samir), path)
        assert status == 200
        assert len(said) <= BUDGET, path


# ---- the circle, entered and never shown


CIRCLE = {"surnames": "Zwaluwenburg\nvan Dijk", "homes": "5678 XY 12\n9876zz 3", "born": "23-11-1986"}


def test_a_circle_is_entered_once_and_never_shown(ada, tariq, client_of):
    client, path = client_of(ada), reverse("oversight:circle", args=[tariq.pk])
    assert client.post(path, CIRCLE).url == reverse("accounts:edit", args=[tariq.pk])
    assert Mark.objects.count() == 2 + 2 + 2 * 3
    for where in (path, reverse("accounts:edit", args=[tariq.pk])):
        page = client.get(where).content.decode().lower()
        assert not [word for word in ("zwaluwenburg", "dijk", "5678 xy", "9876", "1986") if word in page]
    event = Event.objects.get(act="circle_saved")
    assert (event.subject, event.reason, event.detail) == (tariq.trail_number, "", "")


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"surnames": ""}, "Vul in: Achternamen"),
        ({"surnames": "12"}, "Vul op elke regel een achternaam in"),
        ({"homes": "1234 AB"}, "Vul op elke regel een postcode en een huisnummer in"),
        ({"homes": "Dorpsstraat 12"}, "Vul op elke regel een postcode en een huisnummer in"),
        ({"born": "31-02-1986"}, "Vul een datum in, zoals 23-11-1986."),
        ({"born": "23-11-2025"}, "Kijk de geboortedatum na"),
        ({"surnames": "\n".join(["Beek"] * 7)}, "hoogstens 6 achternamen"),
        ({"surnames": "Beek\x00"}, "niet leesbaar"),
    ],
    ids=str,
)
def test_a_circle_that_cannot_be_read_is_said_and_stays_on_the_page(ada, tariq, client_of, sent, said):
    answer = client_of(ada).post(reverse("oversight:circle", args=[tariq.pk]), {**CIRCLE, **sent})
    assert answer.status_code == 400
    assert said in words(answer)
    assert "5678 XY 12" in answer.content.decode() or "homes" in sent
    assert not Circle.objects.exists()


def test_p13_no_word_of_a_circle_leaves_the_page(ada, tariq, client_of, monkeypatch):
    token, client, path = needles.needle(), client_of(ada), reverse("oversight:circle", args=[tariq.pk])
    with needles.watched(monkeypatch) as outside:
        answers = [
            client.post(path, {**CIRCLE, "surnames": token, "born": born}) for born in ("gisteren", "23-11-1986")
        ]
        assert [answer.status_code for answer in answers] == [400, 302]
        assert token not in outside(*answers)
    assert token not in str(list(Event.objects.values()))


def test_a_circle_can_be_taken_away(ada, tariq, client_of, knows):
    knows(tariq, "Beek")
    client_of(ada).post(reverse("oversight:circle_remove", args=[tariq.pk]))
    assert not Mark.objects.exists()
    assert Event.objects.filter(act="circle_removed", subject=tariq.trail_number).exists()


@pytest.mark.parametrize("who", ["tariq", "joke", "samir"])
def test_nobody_else_enters_a_circle(who: str, request, tariq, client_of, at):
    user = request.getfixturevalue(who)
    assert client_of(user).post(reverse("oversight:circle", args=[tariq.pk]), CIRCLE).status_code == 403
    with pytest.raises(PermissionDenied):
        actions.save_circle(by=user, at=at, account=tariq, surnames=["Beek"])
    with pytest.raises(PermissionDenied):
        actions.remove_circle(by=user, at=at, account=tariq)
