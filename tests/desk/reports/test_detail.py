"""One report on a page: what was seen apart from what somebody thinks, and who wrote what before."""

import pytest
from django.urls import reverse

from desk.audit.models import Event
from desk.reports import actions, concern
from desk.review import actions as review_actions
from tests import stories
from tests.desk.reports.conftest import NEEDLES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def page_of(client, report, query="") -> str:
    answer = client.get(reverse("reports:detail", args=[report.number]) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def told(report, by, at):
    """A fact, the child's own words to be kept in, and what the mentor makes of it."""
    passages = [
        {"kind": "fact", "what": "Twintig dagen verzuim.", "who": "Leerplicht", "happened": "sinds 1 oktober"},
        {"kind": "quote", "what": "Ik moet zijn schuld terugverdienen.", "who": "De leerling", "withheld": True},
        {"kind": "statement", "what": "Zij slaapt vaak bij oma.", "who": "Buurvrouw", "place": "thuis"},
        {"kind": "interpretation", "what": "Zij lijkt bang."},
    ]
    return concern.save_passages(by=by, at=at, report=report, version=report.version, passages=passages)


def test_facts_quotes_and_opinions_stand_apart(noor, client_of, at):
    report = told(stories.taken_in(by=noor, at=at), noor, at)
    page = page_of(client_of(noor), report)
    facts, opinions = page.split("Wat iemand daarvan vindt")
    for words in (
        "Twintig dagen verzuim.",
        "sinds 1 oktober",
        "Ik moet zijn schuld",
        "niet laten doorklinken",
        "Buurvrouw",
    ):
        assert words in facts
    assert "Zij lijkt bang." in opinions
    assert "Zij lijkt bang." not in facts


def test_signals_are_shown_with_who_saw_them_and_unknown_is_left_out(noor, client_of, at):
    report = stories.taken_in(by=noor, at=at)
    answers = [
        {"list": "signal", "code": "debts", "state": "seen", "source": "mentor"},
        {"list": "signal", "code": "tattoo", "state": "unknown", "source": ""},
    ]
    concern.save_observations(by=noor, at=at, report=report, version=report.version, observations=answers)
    page = page_of(client_of(noor), report)
    assert "<b>gezien</b>" in page
    assert "mentor" in page
    assert "tatoeage" not in page


def test_the_owner_goes_on_with_an_unfinished_intake_and_others_read_it(noor, joke, client_of, at):
    report = stories.a_report(by=noor, at=at)
    address = reverse("reports:detail", args=[report.number])
    assert client_of(noor).get(address).headers["Location"] == reverse("reports:section", args=[report.number])
    assert report.title in page_of(client_of(noor), report, "?lezen=1")
    assert report.title in page_of(client_of(joke), report)


def test_danger_stands_on_top_with_what_was_done(noor, client_of, at):
    report = stories.taken_in(by=noor, at=at, danger="yes", danger_action="De politie is gebeld.")
    page = page_of(client_of(noor), report)
    assert "Er was direct gevaar." in page
    assert "De politie is gebeld." in page


def test_a_colleague_picks_it_up_and_that_is_an_event(noor, joke, client_of, at):
    report = stories.taken_in(by=noor, at=at)
    assert "Pak op" in page_of(client_of(joke), report)
    address = reverse("reports:take_over", args=[report.number])
    answer = client_of(joke).post(address, {"version": report.version}, follow=True)
    assert "U werkt nu aan melding" in answer.content.decode()
    assert stories.fresh(report).owner == joke
    assert Event.objects.filter(act="report_assigned", actor_id=joke.pk, subject=report.number).exists()
    assert "Pak op" not in page_of(client_of(joke), report)


@pytest.mark.parametrize("version", ["0", "", "x"])
def test_who_picks_up_an_older_page_is_told_so(noor, joke, client_of, at, version):
    report = stories.taken_in(by=noor, at=at)
    answer = client_of(joke).post(reverse("reports:take_over", args=[report.number]), {"version": version})
    assert answer.status_code == 400
    assert stories.fresh(report).owner == noor


def test_a_decided_report_is_read_and_not_picked_up(noor, els, joke, client_of, at):
    report = stories.confirmed(by=noor, second=joke, at=at).report
    page = page_of(client_of(els), report)
    assert "Besloten" in page
    assert "Pak op" not in page
    answer = client_of(els).post(reverse("reports:take_over", args=[report.number]), {"version": report.version})
    assert answer.status_code == 400


def test_the_button_goes_where_the_work_is(noor, joke, vera, client_of, at):
    report = stories.taken_in(by=noor, at=at)
    assert reverse("assessment:questions", args=[report.number]) in page_of(client_of(noor), report)
    assert "Verder met de" not in page_of(client_of(vera), report)
    stories.proposed(by=noor, at=at, report=report)
    assert reverse("review:proposal", args=[report.number]) in page_of(client_of(joke), report)


def test_who_wrote_what_before_names_the_fields_and_not_the_values(noor, joke, client_of, at):
    report = stories.taken_in(by=noor, at=at, title="Eerste titel")
    report = actions.change_report(by=joke, at=at, report=report, version=report.version, title="Tweede titel")
    history = page_of(client_of(noor), report).split("Wie schreef wat eerder")[1]
    assert "Waar gaat het over?" in history
    assert "Joke V." in history
    assert "Eerste titel" not in history


def test_the_history_holds_nothing_of_the_reporter(noor, client_of, needle_reporter, at):
    report = stories.a_report(by=noor, at=at, reporter=needle_reporter)
    page = page_of(client_of(noor), report, "?lezen=1")
    assert not [needle for needle in NEEDLES if needle in page]


def test_a_withdrawn_report_says_why(noor, client_of, at):
    report = stories.a_report(by=noor, at=at)
    actions.withdraw_report(
        by=noor, at=at, report=report, version=report.version, withdrawn_reason="De melder wil niet open melden."
    )
    page = page_of(client_of(noor), report)
    assert "Ingetrokken door de melder." in page
    assert "De melder wil niet open melden." in page


def test_what_was_typed_is_shown_as_text(noor, client_of, at):
    report = stories.taken_in(by=noor, at=at, title="<script>alert(1)</script>", request="<b>vet</b>")
    page = page_of(client_of(noor), report)
    assert "<script>alert" not in page
    assert "&lt;b&gt;vet" in page


@pytest.mark.parametrize("who", ["noor", "joke", "saskia"])
def test_a_full_report_takes_no_more_queries_than_an_empty_one(who, request, noor, joke, client_of, at, queries):
    report = stories.taken_in(by=noor, at=at)
    client = client_of(request.getfixturevalue(who))
    assert queries(lambda: page_of(client, report)) <= 12
    for _ in range(5):
        report = told(report, noor, at)
    assert queries(lambda: page_of(client, report)) <= 12


def test_a_returned_report_is_in_hand_again(noor, joke, client_of, at):
    proposal = stories.proposed(by=noor, at=at)
    review_actions.send_back(by=joke, at=at, assessment=proposal, version=proposal.version, remark="Wie zag het?")
    assert "In beoordeling" in page_of(client_of(noor), proposal.report)
