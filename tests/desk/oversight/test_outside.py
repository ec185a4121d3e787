"""The list for a person concerned: which colleagues saw the file, and nothing of who reported."""

import csv
import html
import io
import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from desk.audit import trail
from desk.audit.choices import ACTS
from desk.audit.models import Event
from desk.oversight.choices import NOT_TOLD, TOLD_AS, Done
from desk.oversight.outside import list_looks
from desk.reports import actions as reports
from tests import needles, stories

pytestmark = pytest.mark.django_db
PATH = "/toezicht/inzage/"
ASKED = {"purpose": "Verzoek betrokkene, kenmerk 2026-114", "shown": "names"}


@pytest.fixture
def ask(samir, client_of):
    client = client_of(samir)

    def post(number: str, **other: Any) -> Any:
        return client.post(PATH, {**ASKED, "number": number, **other})

    return post


def words(answer) -> str:
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", main)))


def saw(user, report, at) -> None:
    trail.record("report_read", by=user, at=at, subject=report)


def sheet(answer) -> list[list[str]]:
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


def test_who_when_and_what_by_day_once(noor, tariq, ask, at):
    report = stories.a_report(by=noor, at=at)
    for minute in range(3):
        saw(tariq, report, at + timedelta(minutes=minute))
    trail.record("case_file_read", by=tariq, at=at + timedelta(days=1), subject=report.case_file)
    page = words(ask(report.number))
    assert f"Wie zag dossier {report.case_file.number} in?" in page
    assert "23 november 2026 Noor B. Medewerker de melding opgenomen" in page
    assert page.count("23 november 2026 Tariq A. Medewerker het dossier ingezien") == 1
    assert "24 november 2026 Tariq A. Medewerker het dossier ingezien" in page
    assert "14:06" not in page


def test_a_threatened_colleague_stands_there_by_role_alone(noor, tariq, ask, at):
    report = stories.a_report(by=noor, at=at)
    saw(tariq, report, at)
    page = words(ask(report.case_file.number, shown="roles"))
    assert "23 november 2026 Medewerker het dossier ingezien" in page
    assert not [name for name in ("Noor", "Tariq") if name in page]
    rows = sheet(ask(report.case_file.number, shown="roles", rekenblad=""))
    assert rows[0] == ["dag", "rol", "wat"]


def test_the_same_as_a_sheet(noor, ask, at):
    report = stories.a_report(by=noor, at=at)
    answer = ask(report.number, rekenblad="")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="inzage-{report.case_file.number}.csv"'
    assert sheet(answer) == [
        ["dag", "wie", "rol", "wat"],
        ["23-11-2026", "Noor B.", "Medewerker", "de melding opgenomen"],
    ]


def test_making_it_is_an_event_with_its_purpose(noor, ask, at):
    report = stories.a_report(by=noor, at=at)
    ask(report.number, shown="roles")
    event = Event.objects.get(act="looks_listed")
    assert (event.subject, event.reason) == (report.case_file.number, ASKED["purpose"])
    assert event.detail.startswith("Alleen de rol")


def test_who_was_refused_saw_nothing_and_neither_did_who_looked_at_the_looks(noor, bram, joke, samir, ask, at):
    report = stories.a_report(by=noor, at=at)
    with pytest.raises(PermissionDenied):
        reports.read_report(by=bram, at=at, report=report)
    for act in sorted(NOT_TOLD):
        trail.record(act, by=joke, at=at, subject=report)
    trail.record("report_overdue", by=trail.System(), at=at, subject=report)
    trail.record("report_read", by=samir, at=at, subject=report)
    page = words(ask(report.number))
    assert not [name for name in ("Bram", "Joke", "systeem", "Samir") if name in page]


def test_p6_nothing_of_a_hidden_reporter_comes_out(noor, joke, tariq, ask, at):
    """Every act there is stands in the trail of this report, each with a token where words may be."""
    secret = {column: needles.needle() for column in ("name", "organisation", "function", "phone", "withheld")}
    reporter = {**stories.TEACHER, **stories.shield_until(at), **secret}
    report = stories.a_report(by=noor, at=at, reporter=reporter)
    why, what = needles.needle(), needles.needle()
    for act in sorted(set(ACTS)):
        if not act.startswith(("advice_", "short_contact_")):
            for subject in (report, report.case_file):
                trail.record(act, by=joke, at=at, subject=subject, reason=why, detail=what)
    for shown in ("names", "roles"):
        for answer in (ask(report.number, shown=shown), ask(report.number, shown=shown, rekenblad="")):
            text = answer.content.decode()
            assert not [token for token in (*secret.values(), why, what) if token in text]
            main = text.partition("<main")[2] or text
            assert not re.search(r"(?i)melder|afscherm|onbekend|afgeschermd|verborgen|reden|zegel|muur", main)


def test_p6_a_shielded_reporter_and_an_open_one_give_the_same_list(noor, joke, ask, at):
    """Whoever compares two lists cannot tell in which case somebody asked for a shield."""
    open_one = stories.a_report(by=noor, at=at)
    saw(joke, open_one, at)
    shielded = stories.approved_shield(by=noor, lead=joke, at=at)
    trail.record("reporter_revealed", by=noor, at=at, subject=shielded, reason="Terugbellen.")
    saw(noor, open_one, at)
    lists = [sheet(ask(report.number, rekenblad="")) for report in (open_one, shielded)]
    assert lists[0] == lists[1]


def test_an_act_that_nobody_sorted_is_told_as_having_seen_the_file():
    sorted_acts = {act for acts in TOLD_AS.values() for act in acts}
    assert sorted_acts <= set(ACTS)
    assert not [act for act in sorted_acts if act.startswith(("reporter_", "shield_", "unknown_", "reveal_"))]
    assert Done.SAW not in TOLD_AS


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"number": ""}, "Vul in: Nummer"),
        ({"number": "Naaldje Naaldmans"}, "Vul een nummer in, zoals C-2026-0388."),
        ({"number": "C-2026-9999"}, "Er is geen dossier of melding met dit nummer."),
        ({"purpose": " "}, "Vul in: Waarvoor is dit overzicht?"),
        ({"shown": ""}, "Kies een antwoord: Wat staat erin over collega's?"),
        ({"purpose": "a\x00b"}, "niet leesbaar"),
    ],
    ids=str,
)
def test_a_question_that_cannot_be_answered_is_said(noor, ask, at, sent, said):
    report = stories.a_report(by=noor, at=at)
    answer = ask(**{"number": report.number, **sent})
    assert answer.status_code == 400
    assert said in words(answer)
    assert not Event.objects.filter(act="looks_listed", outcome="done").exists()


@pytest.mark.parametrize("who", ["noor", "joke", "saskia", "ada"])
def test_nobody_else_makes_it(who: str, request, noor, client_of, at):
    report, user = stories.a_report(by=noor, at=at), request.getfixturevalue(who)
    assert client_of(user).post(PATH, {**ASKED, "number": report.number}).status_code == 403
    with pytest.raises(PermissionDenied):
        list_looks(by=user, at=at, number=report.number, **ASKED)
