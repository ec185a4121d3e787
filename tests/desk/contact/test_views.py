"""The thread on the pages of the desk: apart from what stays inside, without the name of who reported."""

from datetime import timedelta

import pytest
from django.urls import reverse

from desk.audit.models import Event
from desk.contact.models import Message
from desk.reports import actions as reports
from desk.reports import concern
from desk.reports.identity import Reporter
from desk.reports.secrecy import ask_shield
from tests import contact_stories as stories
from tests.stories import a_report, answers_yes, fresh, shield_until
from tests.test_query_budget import BUDGET, statements

pytestmark = pytest.mark.django_db
NOTE = "De moeder belde gisteren huilend met de wijkagent over wat er thuis is gebeurd."


@pytest.fixture(autouse=True)
def _that_day(time_machine, at):
    time_machine.move_to(at)


def url(name: str, report, **more) -> str:
    return reverse(f"contact:{name}", kwargs={"number": report.number, **more})


def form_of(page: str) -> dict[str, str]:
    key = page.partition('name="submission" value="')[2].partition('"')[0]
    return {"submission": key}


def last_of(page: str) -> dict[str, str]:
    return {"until": page.partition('name="until" value="')[2].partition('"')[0]}


def body(answer) -> str:
    return answer.content.decode()


def test_the_thread_stands_on_the_page_of_the_report(receipt, noor, client_of, at):
    stories.added(receipt, at=at, view="Ik maak mij zorgen.", withheld=True)
    page = body(client_of(noor).get(f"/meldingen/{receipt.report.number}/?lezen=1"))
    for words in ("Contact met de melder", "de melder leest mee", "1 nieuw", "De melder", "Ikzelf", "Mening"):
        assert words in page
    assert "niet laten doorklinken" in page
    assert receipt.user.display_name not in page


def test_a_report_by_phone_has_no_thread_and_says_so(noor, client_of, at):
    report = a_report(by=noor, at=at)
    client = client_of(noor)
    assert "Contact met de melder" not in body(client.get(f"/meldingen/{report.number}/?lezen=1"))
    page = body(client.get(url("thread", report)))
    assert "kwam niet via het portaal" in page
    assert "<textarea" not in page


def test_a_question_goes_out_and_its_answer_is_new_work(receipt, noor, client_of, at):
    client, report = client_of(noor), receipt.report
    told = form_of(body(client.get(url("thread", report))))
    sent = {**told, "text": "Is de leerling vandaag op school?"}
    assert client.post(url("ask", report), sent).status_code == 302
    assert client.post(url("ask", report), sent).status_code == 302
    question = Message.objects.get()
    stories.said(receipt, at=at, kind="answer", about=question, text="Ja, sinds negen uur.")
    work = body(client.get("/"))
    assert "Lees wat de melder schreef" in work
    assert "sinds negen uur" not in work
    page = body(client.get(url("thread", report)))
    assert "Ja, sinds negen uur." in page
    assert "Ik heb dit gezien" in page
    assert client.post(url("seen", report), last_of(page)).status_code == 302
    assert "Lees wat de melder schreef" not in body(client.get("/"))


def test_what_came_after_the_page_was_opened_is_not_seen_p12(receipt, noor, client_of, at):
    client, report = client_of(noor), receipt.report
    shown = stories.added(receipt, at=at)
    page = body(client.get(url("thread", report)))
    later = stories.added(receipt, at=at, text="Nu is het acuut.")
    client.post(url("seen", report), last_of(page))
    assert [fresh(shown).is_new, fresh(later).is_new] == [False, True]


@pytest.mark.parametrize("until", ["", "abc", "-1", "9" * 30, "1\x00"])
def test_without_the_last_message_of_the_page_nothing_is_seen(until, receipt, noor, client_of, at):
    added, client = stories.added(receipt, at=at), client_of(noor)
    page = body(client.post(url("seen", receipt.report), {"until": until}, follow=True))
    assert "Wij weten niet welke berichten u zag." in page
    assert fresh(added).is_new


@pytest.mark.parametrize("text", ["", "   ", "\u200b", "a" * 1001, "NUL \x00 teken"])
def test_what_is_wrong_comes_back_with_what_was_typed(receipt, noor, client_of, text):
    client = client_of(noor)
    told = form_of(body(client.get(url("thread", receipt.report))))
    answer = client.post(url("ask", receipt.report), {**told, "text": text})
    assert answer.status_code == 400
    assert told["submission"] in body(answer)
    assert not Message.objects.exists()


def test_a_pasted_note_asks_for_a_tick(receipt, noor, client_of, at):
    from uuid import uuid4

    concern.add_note(by=noor, at=at, case_file=receipt.report.case_file, text=NOTE, submission=uuid4())
    client = client_of(noor)
    told = {**form_of(body(client.get(url("thread", receipt.report)))), "text": NOTE}
    answer = client.post(url("ask", receipt.report), told)
    assert answer.status_code == 400
    assert "interne notitie" in body(answer)
    assert 'name="sure"' in body(answer)
    assert client.post(url("ask", receipt.report), {**told, "sure": "on"}).status_code == 302


def test_what_points_at_a_shielded_reporter_is_said(shielded, noor, client_of, at):
    stories.added(shielded, at=at, text="Ik, Eva P., zag het in lokaal 12.", withheld=False)
    page = body(client_of(noor).get(url("thread", shielded.report)))
    assert "wijst naar de afgeschermde melder" in page
    stories_of = body(client_of(noor).get(f"/meldingen/{shielded.report.number}/?lezen=1"))
    assert "De melder" in stories_of


def test_what_was_written_before_the_shield_carries_the_mark_of_what_stays(receipt, noor, client_of, at):
    stories.added(receipt, at=at)
    client, mark = client_of(noor), "niet laten doorklinken"
    pages = (url("thread", receipt.report), f"/meldingen/{receipt.report.number}/?lezen=1")
    assert [mark in body(client.get(page)) for page in pages] == [False, False]
    reporter, asked = Reporter.objects.get(report=receipt.report), at + timedelta(minutes=1)
    ask_shield(by=noor, at=asked, reporter=reporter, version=reporter.version, **shield_until(at))
    assert [mark in body(client.get(page)) for page in pages] == [True, True]


def test_feedback_is_chosen_by_the_decision(receipt, decided, noor, client_of):
    client = client_of(noor)
    assert "Geef terugkoppeling" in body(client.get("/"))
    page = body(client.get(url("feedback", decided)))
    assert "draagt haar over aan een andere organisatie" in page
    assert "begint een onderzoek" not in page
    assert "Veilig Thuis is klaar met" not in page
    told = form_of(page)
    bad = client.post(url("feedback", decided), {**told, "step": "ended"})
    assert bad.status_code == 400
    assert client.post(url("feedback", decided), {**told, "step": "handover"}).status_code == 302
    assert Message.objects.get().step == "handover"
    assert client.get(url("feedback", decided)).status_code == 302


def test_the_same_feedback_twice_is_given_once_though_the_next_moment_has_come(receipt, noor, joke, client_of, at):
    report = stories.decided(receipt.report, by=noor, second=joke, at=at, **answers_yes(cooperates="no"))
    client = client_of(noor)
    told = {**form_of(body(client.get(url("feedback", report)))), "step": "investigation"}
    assert [client.post(url("feedback", report), told).status_code for _ in range(2)] == [302, 302]
    assert Message.objects.count() == 1
    page = body(client.get(url("feedback", report)))
    assert "begint een onderzoek" not in page
    assert "Veilig Thuis is klaar met deze zaak." in page
    early = client.post(url("feedback", report), {**form_of(page), "step": "ended"})
    assert early.status_code == 400
    assert "Zet dan het vinkje." in body(early)
    long = {**form_of(body(client.get(url("feedback", report)))), "step": "ended", "text": "a" * 301}
    assert client.post(url("feedback", report), long).status_code == 400
    sent = {**form_of(page), "step": "ended", "finished": "on"}
    assert client.post(url("feedback", report), sent).status_code == 302
    assert [message.kind for message in Message.objects.all()] == ["feedback_1", "feedback_2"]


def test_a_wish_is_decided_on_its_own_page(receipt, noor, client_of, at):
    stories.added(receipt, at=at, text="Ook daarvoor schreef ik iets.")
    wish = stories.wished(receipt, at=at)
    client = client_of(noor)
    assert "wil de melding intrekken" in body(client.get(f"/meldingen/{receipt.report.number}/?lezen=1"))
    page = body(client.get(url("withdrawal", receipt.report, pk=wish.pk)))
    assert "Vader kwam verhaal halen." in page
    assert "Ook daarvoor schreef ik iets." in page
    told = form_of(page)
    path = url("withdrawal", receipt.report, pk=wish.pk)
    assert client.post(path, {**told, "granted": "yes"}).status_code == 400
    told |= {"granted": "yes", "text": "Er is niets aan de hand."}
    decided = client.post(path, told, follow=True)
    assert decided.status_code == 200
    assert "Uw besluit staat klaar voor de melder." in body(decided)
    assert receipt.report.number not in body(decided)
    assert fresh(receipt.report).status == "withdrawn"


def test_of_a_withdrawn_report_no_wish_is_decided(receipt, noor, client_of, at):
    report = reports.take_over(by=noor, at=at, report=receipt.report, version=receipt.report.version)
    wish, client, report = stories.wished(receipt, at=at), client_of(noor), fresh(receipt.report)
    path = url("withdrawal", report, pk=wish.pk)
    assert path in body(client.get(url("thread", report)))
    reports.withdraw_report(by=noor, at=at, report=report, version=report.version, withdrawn_reason="Dubbel gemeld.")
    assert path not in body(client.get(url("thread", report)))
    assert "Er is niets meer te besluiten." in body(client.get(path, follow=True))


def test_a_message_of_another_report_is_not_there(receipt, noor, client_of, at):
    wish = stories.wished(receipt, at=at)
    other = a_report(by=noor, at=at)
    assert client_of(noor).get(url("withdrawal", other, pk=wish.pk)).status_code == 404


@pytest.mark.parametrize(("who", "status"), [("bram", 404), ("vera", 200), ("samir", 403)])
def test_the_walls_of_the_report_hold_for_its_thread(who, status, request, receipt, client_of):
    client = client_of(request.getfixturevalue(who))
    assert client.get(url("thread", receipt.report)).status_code == status
    assert client.post(url("ask", receipt.report), {"text": "Hallo?"}).status_code in (403, 404)
    assert not Message.objects.exists()
    assert Event.objects.filter(act="page_refused").exists()


@pytest.mark.parametrize("times", [1, 8])
def test_the_pages_stay_within_twelve_statements(receipt, noor, client_of, at, times):
    for _ in range(times):
        stories.added(receipt, at=at)
        stories.asked(by=noor, at=at, report=receipt.report)
    client = client_of(noor)
    for address in (url("thread", receipt.report), f"/meldingen/{receipt.report.number}/?lezen=1", "/"):
        status, said = statements(client, address)
        assert status == 200
        assert len(said) <= BUDGET, (address, "\n".join(said))
