"""The first page of the day: what waits, in which order, and what to do."""

from datetime import timedelta

import pytest
from django.urls import reverse

from desk.reports import lists, secrecy
from desk.reports.actions import reporter_of
from desk.reports.tasks import flag_overdue
from desk.review import actions as review_actions
from tests import stories
from tests.desk.reports.conftest import NEEDLES
from tests.test_query_budget import statements

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
DAY = timedelta(days=1)


def rows(user, at, tab="mij") -> list[lists.Item]:
    return lists.work_list(user, tab, at.date()).rows


def todo(user, at, tab="mij") -> list[str]:
    return [item.todo for item in rows(user, at, tab)]


def test_a_fresh_report_asks_its_owner_to_end_the_intake(noor, tariq, at):
    stories.a_report(by=noor, at=at)
    assert todo(noor, at) == ["Rond de intake af"]
    assert todo(tariq, at) == []
    assert todo(tariq, at, "team") == ["Noor B. werkt hieraan"]


def test_after_the_intake_the_three_questions_wait(noor, at):
    report = stories.taken_in(by=noor, at=at)
    [item] = rows(noor, at)
    assert item.todo == "Begin met de drie vragen"
    assert item.url == reverse("assessment:questions", args=[report.number])


def test_a_proposal_waits_for_another_and_is_for_the_reviewers(noor, joke, saskia, at):
    report = stories.proposed(by=noor, at=at).report
    assert todo(noor, at) == []
    assert todo(noor, at, "mijn") == ["Wacht op besluit van een ander"]
    for reviewer in (joke, saskia):
        [item] = rows(reviewer, at)
        assert (item.todo, item.hint) == ("Beoordeel het voorstel", "Van Noor B.")
        assert item.url == reverse("review:proposal", args=[report.number])


def test_a_returned_proposal_says_so(noor, joke, at):
    proposal = stories.proposed(by=noor, at=at)
    review_actions.send_back(by=joke, at=at, assessment=proposal, version=proposal.version, remark="Wie zag het?")
    assert todo(noor, at) == ["Verbeter het voorstel"]


def test_a_shield_waits_for_the_team_lead_who_did_not_ask(noor, joke, els, at):
    stories.a_report(by=joke, at=at, reporter={**stories.TEACHER, **stories.shield_until(at)})
    assert todo(els, at) == ["Besluit over de afscherming van de melder"]
    [own] = rows(joke, at)
    assert (own.todo, own.hint) == ("Rond de intake af", "De teamleider besluit nog over de melder")
    assert todo(noor, at) == []


def test_an_unknown_reporter_waits_for_the_team_lead_too(noor, joke, at):
    stories.a_report(by=noor, at=at, reporter=stories.UNKNOWN)
    assert todo(joke, at) == ["Besluit of de melder onbekend blijft"]


def test_after_a_refusal_the_reporter_chooses(noor, joke, at):
    report = stories.a_report(by=noor, at=at, reporter={**stories.TEACHER, **stories.shield_until(at)})
    reporter = reporter_of(report)
    secrecy.refuse_secrecy(by=joke, at=at, reporter=reporter, version=reporter.version, remark="Geen gevaar.")
    assert todo(noor, at) == ["Vraag de melder te kiezen"]


def test_what_is_due_first_stands_first_under_its_heading(noor, at):
    for days, title in ((0, "later"), (3, "deze week"), (7, "vandaag"), (12, "te laat")):
        stories.a_report(by=noor, at=at - days * DAY, title=title)
    danger = {"danger": "yes", "danger_action": "De politie is gebeld."}
    stories.a_report(by=noor, at=at, title="acuut", **danger)
    found = [(group, [item.report.title for item in items]) for group, items in lists.grouped(rows(noor, at))]
    assert found == [
        ("Acuut", ["acuut"]),
        ("Te laat", ["te laat"]),
        ("Vandaag", ["vandaag"]),
        ("Deze week", ["deze week"]),
        ("Later", ["later"]),
    ]


def test_an_acute_report_stands_on_top_for_every_team_lead(noor, joke, els, at):
    stories.taken_in(by=els, at=at - 12 * DAY, title="te laat")
    stories.a_report(by=noor, at=at, title="acuut", danger="yes", danger_action="De politie is gebeld.")
    for lead in (joke, els):
        assert rows(lead, at)[0].report.title == "acuut"
        assert rows(lead, at)[0].todo == "Kijk mee, of pak het op"


def test_a_late_report_is_flagged_and_never_blocked(noor, at, client_of):
    report = stories.taken_in(by=noor, at=at - 12 * DAY)
    assert flag_overdue() == 1
    page = client_of(noor).get(reverse("worklist")).content.decode()
    assert "te laat" in page
    stories.proposed(by=noor, at=at, report=stories.fresh(report))
    assert stories.fresh(report).status == "proposed"


def test_tags_say_how_it_came_and_never_who(noor, at):
    first = stories.a_report(by=noor, at=at, reporter=stories.CITIZEN)
    stories.a_report(by=noor, at=at, case_file=first.case_file, trafficking="no", trafficking_kinds=[])
    tags = {item.report.number: [words for _, words in item.tags] for item in rows(noor, at)}
    assert list(tags.values()) == [["mensenhandel", "afgeschermd"], ["vervolgmelding"]]


def test_no_name_of_anybody_stands_in_a_list(noor, joke, client_of, needle_reporter, at):
    stories.a_report(by=noor, at=at, reporter=needle_reporter)
    for user in (noor, joke):
        for address in ("", "?lijst=mijn", "?lijst=team"):
            page = client_of(user).get(reverse("worklist") + address).content.decode()
            assert not [needle for needle in NEEDLES if needle in page]


def test_the_filter_takes_codes_and_keeps_to_them(noor, client_of, lindehaven, at):
    stories.a_report(by=noor, at=at, title="in Lindehaven", municipality=lindehaven)
    stories.taken_in(by=noor, at=at, title="in beoordeling")
    client = client_of(noor)
    page = client.get(reverse("worklist"), {"gemeente": lindehaven.pk}).content.decode()
    assert "in Lindehaven" in page
    assert "in beoordeling</a>" not in page
    page = client.get(reverse("worklist"), {"fase": "assessing"}).content.decode()
    assert "in Lindehaven</a>" not in page


@pytest.mark.parametrize(
    "wrong",
    [
        *({"fase": "x"}, {"gemeente": "999999"}, {"lijst": "alles"}, {"gemeente": "x' OR 1=1"}),
        *({"na": "1"}, {"na": "1~2026-11-23~x"}, {"voor": "2~2026-11-23~4"}, {"na": f"1~9999-99-99~{9**40}"}),
    ],
)
def test_a_wrong_filter_answers_400_with_the_list(noor, client_of, at, wrong):
    stories.a_report(by=noor, at=at)
    answer = client_of(noor).get(reverse("worklist"), wrong)
    assert answer.status_code == 400
    assert "Deze keuze kennen wij niet" in answer.content.decode()


def test_an_empty_list_says_what_comes_here(noor, client_of, clock):
    client = client_of(noor)
    assert "Niets wacht op u" in client.get(reverse("worklist")).content.decode()
    assert "U behandelt nu geen melding" in client.get(reverse("worklist") + "?lijst=mijn").content.decode()
    assert "Geen melding in behandeling" in client.get(reverse("worklist") + "?lijst=team").content.decode()


def test_what_waits_for_another_stands_beside_the_list(noor, client_of, at):
    report = stories.a_report(by=noor, at=at, reporter={**stories.TEACHER, **stories.shield_until(at)})
    page = client_of(noor).get(reverse("worklist")).content.decode()
    aside = page[page.index("<aside") :]
    assert report.number in aside
    assert "afscherming van de melder" in aside


@pytest.mark.parametrize("who", ["noor", "joke", "saskia"])
def test_thirty_reports_take_as_many_queries_as_one(
    who, request, client_of, noor, lindehaven, at, django_assert_max_num_queries
):
    client = client_of(request.getfixturevalue(who))
    for many in (1, 29):
        for _ in range(many):
            stories.a_report(by=noor, at=at, municipality=lindehaven)
        with django_assert_max_num_queries(12):
            client.get(reverse("worklist"), {"lijst": "team"})


@pytest.mark.parametrize("tab", ["mij", "mijn", "team"])
def test_own_reports_that_are_assessed_ask_nothing_each(tab, noor, client_of, at):
    client, asked = client_of(noor), []
    for many in (1, 5):
        for _ in range(many):
            stories.taken_in(by=noor, at=at)
        asked.append(len(statements(client, f"/?lijst={tab}")[1]))
    assert asked[0] == asked[1]


def test_the_work_list_turns_by_key_and_keeps_its_filter(noor, client_of, at, monkeypatch):
    monkeypatch.setattr("desk.reports.lists.LONGEST", 2)
    for title in ("een", "twee", "drie"):
        stories.a_report(by=noor, at=at, title=title)
    client = client_of(noor)
    first = client.get(reverse("worklist"), {"lijst": "team", "fase": "intake"})
    assert first.context["asked"] == "lijst=team&fase=intake&"
    second = client.get(reverse("worklist"), {"lijst": "team", "na": first.context["page"].later})
    titles = [item.report.title for answer in (first, second) for item in answer.context["page"].rows]
    assert sorted(titles) == ["drie", "een", "twee"]
    back = client.get(reverse("worklist"), {"lijst": "team", "voor": second.context["page"].earlier})
    assert back.context["page"].rows[0].report == first.context["page"].rows[0].report


def test_the_list_of_reports_goes_on_by_key(noor, client_of, at, monkeypatch):
    monkeypatch.setattr("desk.reports.lookup.PAGE", 2)
    numbers = [stories.a_report(by=noor, at=at).number for _ in range(3)]
    client = client_of(noor)
    first = client.get(reverse("reports:list"))
    assert [report.number for report, _ in first.context["rows"]] == numbers[:0:-1]
    second = client.get(reverse("reports:list"), {"na": first.context["page"].later})
    assert [report.number for report, _ in second.context["rows"]] == numbers[:1]
    assert not second.context["page"].later
    back = client.get(reverse("reports:list"), {"voor": second.context["page"].earlier})
    assert [report.number for report, _ in back.context["rows"]] == numbers[:0:-1]
    assert not back.context["page"].earlier


def test_the_list_of_reports_filters_by_status_and_owner(noor, tariq, client_of, at):
    own = stories.a_report(by=noor, at=at)
    other = stories.taken_in(by=tariq, at=at)
    client = client_of(noor)

    def shown(**chosen) -> list[str]:
        return [report.number for report, _ in client.get(reverse("reports:list"), chosen).context["rows"]]

    assert shown() == [other.number, own.number]
    assert shown(status="assessing") == [other.number]
    assert shown(mijn="on") == [own.number]
    assert client.get(reverse("reports:list"), {"status": "x"}).status_code == 400
