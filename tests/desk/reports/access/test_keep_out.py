"""A sealed file, and one behind a wall: no page, no list, no count, no search, no suggestion tells that it exists."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from desk.audit.models import Event
from desk.reports.access import seals, walls
from desk.reports.access.models import Seal, Wall
from desk.reports.actions import reporter_of
from desk.reports.people import save_household, save_person
from desk.reports.permissions import may_open
from desk.reports.secrecy import ask_shield
from tests import stories
from tests.desk.reports.access.conftest import statuses

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture
def report(noor, tariq, at):
    """A shielded report with a person in it, that waits for a team lead in every way it can; Tariq knows it."""
    report = stories.a_report(
        by=noor,
        at=at,
        reporter={**stories.TEACHER, **stories.shield_until(at)},
        danger="yes",
        danger_action="Politie gebeld.",
    )
    told = {"by": noor, "at": at, "case_file": report.case_file}
    save_person(**told, role="child", surname="Proefkind", first_names="Sam", birth_year=2011)
    save_household(**told, address="Proefstraat 1", postcode="1234 AB")
    return report


@pytest.fixture
def proposal(noor, at):
    return stories.proposed(by=noor, at=at)


SEES = {"counsellor": ["worklist", "reports:list"], "team_lead": ["worklist", "reports:list", "review:queue"]}


def told_by_lists(client) -> str:
    """Every list and count somebody gets, and what the search finds."""
    found = []
    for address in ("/", "/?lijst=team", "/?lijst=mijn", "/meldingen/", "/beoordelen/", "/toegang/beoordelen/"):
        found.append(client.get(address, follow=True).content.decode())
    for q in ("Proefkind 2011", "Sam Proefkind", "1", "M-2026-1", "C-2026-0001"):
        page = client.post("/zoeken/", {"q": q}).content.decode()
        found.append(page.replace(f'value="{q}"', ""))
    return re.sub(
        r'(csrfmiddlewaretoken" value|nonce|(?:submission|key)" value|csrf-cookie" content)="[^"]*"', "", "".join(found)
    )


def keep_out_tariq_and_els(way, *, report, noor, tariq, joke, els, samir, at):
    if way == "seal":
        stories.sealed(by=joke, at=at, case_file=report.case_file, people=[noor])
    else:
        for worker in (tariq, els):
            stories.walled(by=joke, at=at, case_file=report.case_file, worker=worker, known_by=samir)


@pytest.mark.parametrize("way", ["seal", "wall"])
@pytest.mark.parametrize("who", ["tariq", "els"])
def test_for_others_it_is_as_if_it_had_never_been_filed(
    way, who, request, client_of, noor, tariq, joke, els, samir, at
):
    user = request.getfixturevalue(who)
    client = client_of(user)
    before = told_by_lists(client)
    report = request.getfixturevalue("report")
    assert told_by_lists(client) != before
    keep_out_tariq_and_els(way, report=report, noor=noor, tariq=tariq, joke=joke, els=els, samir=samir, at=at)
    assert told_by_lists(client) == before


@pytest.mark.parametrize("way", ["seal", "wall"])
@pytest.mark.parametrize("who", ["tariq", "els"])
def test_its_addresses_answer_as_one_that_is_not_there(
    way, who, request, client_of, report, pages, noor, tariq, joke, els, samir, at
):
    keep_out_tariq_and_els(way, report=report, noor=noor, tariq=tariq, joke=joke, els=els, samir=samir, at=at)
    client = client_of(request.getfixturevalue(who))
    assert statuses(client, pages) == {404}
    assert client.get(reverse("access:ask", args=[report.number])).status_code == 404
    assert client.get(reverse("access:seal", args=[report.case_file.number])).status_code == 404
    assert client.get(reverse("reports:new") + f"?dossier={report.case_file.number}").status_code == 404
    there, absent = (
        client.post(reverse("access:door"), {"number": number, "reason": "Er belt iemand over dit gezin."})
        for number in (report.number, "M-2026-9999")
    )
    assert there.status_code == absent.status_code == 400
    assert there.context["form"].errors == absent.context["form"].errors


def test_the_named_go_on_as_ever(report, pages, noor, joke, client_of, at):
    before = told_by_lists(client_of(noor))
    stories.sealed(by=joke, at=at, case_file=report.case_file, people=[noor])
    assert told_by_lists(client_of(noor)) == before
    assert statuses(client_of(noor), pages) <= {200, 302}
    assert "verzegeld" in client_of(noor).get(pages["reports:case_file"]).content.decode()


def test_a_named_colleague_gives_no_reason(report, noor, tariq, joke, at):
    stories.sealed(by=joke, at=at, case_file=report.case_file, people=[noor, tariq])
    assert may_open(tariq, report)


def test_experts_are_kept_out_too(report, pages, noor, joke, saskia, vera, client_of, at):
    stories.sealed(by=joke, at=at, case_file=report.case_file, people=[noor, vera])
    assert statuses(client_of(saskia), pages) == {404}
    assert client_of(vera).get(pages["reports:detail"]).status_code == 200


def test_opened_for_the_team_again_everybody_sees_it(report, noor, tariq, joke, client_of, at):
    before = told_by_lists(client_of(tariq))
    seal = stories.sealed(by=joke, at=at, case_file=report.case_file, people=[noor])
    told = {"by": joke, "at": at, "case_file": report.case_file, "version": seal.version}
    seals.lift_seal(**told, reason="De collega is uit dienst en akkoord.")
    assert told_by_lists(client_of(tariq)) == before


def test_a_proposal_in_a_sealed_file_waits_for_the_named_only(proposal, noor, joke, els, saskia, client_of, at):
    number = proposal.report.number
    stories.sealed(by=joke, at=at, case_file=proposal.report.case_file, people=[noor, saskia])
    sees = {u.username: number in client_of(u).get("/beoordelen/", follow=True).content.decode() for u in (els, saskia)}
    assert sees == {"els": False, "saskia": True}
    page = client_of(noor).get(reverse("assessment:questions", args=[number])).content.decode()
    assert "Els D." not in page


def test_the_screens_of_the_lead_seal_name_and_open_again(report, noor, joke, tariq, client_of):
    client, page = client_of(joke), reverse("access:seal", args=[report.case_file.number])
    assert client.get(page).status_code == 200
    told = {"ground": "own_staff", "reason": "Het gaat om de zus van een collega.", "people": [noor.pk]}
    assert client.post(page, told).status_code == 302
    assert not may_open(tariq, report)
    assert "Alleen zichtbaar voor Joke V. en Noor B." in client.get(page).content.decode()
    assert client.post(page, {"version": 1, "people": [noor.pk, tariq.pk]}).status_code == 302
    assert may_open(tariq, report)
    assert client.post(page, {"version": 1, "people": [noor.pk]}).status_code == 400
    lifted = {"version": 2, "lift": "1", "reason": "De collega is uit dienst."}
    assert client.post(page, lifted).status_code == 302
    assert not Seal.objects.filter(lifted_at__isnull=True).exists()


@pytest.mark.parametrize("key", [2**63, 10**40, -(10**40), 7])
def test_a_colleague_who_is_not_in_the_list_is_refused_and_nothing_is_lost(report, noor, joke, client_of, key):
    """`make bad-input` found the number that is larger than any key: SQLite broke off."""
    told = {"ground": "own_staff", "reason": "Het gaat om de zus van een collega.", "people": [noor.pk, key]}
    answer = client_of(joke).post(reverse("access:seal", args=[report.case_file.number]), told)
    assert answer.status_code == 400
    assert list(answer.context["form"].errors) == ["people"]
    assert "Het gaat om de zus van een collega." in answer.content.decode()
    assert not report.case_file.seals.exists()


@pytest.mark.parametrize("who", ["noor", "saskia", "samir", "ada"])
def test_only_a_lead_seals(who, report, request, at, client_of):
    user = request.getfixturevalue(who)
    assert client_of(user).get(reverse("access:seal", args=[report.case_file.number])).status_code == 403
    with pytest.raises(PermissionDenied):
        stories.sealed(by=user, at=at, case_file=report.case_file, people=[])


def test_the_stranger_seals_nothing(report, bram, client_of):
    assert client_of(bram).get(reverse("access:seal", args=[report.case_file.number])).status_code == 404


def test_a_seal_keeps_who_works_on_it(report, joke, els, at):
    with pytest.raises(ValidationError, match=r"Noor B\. werkt aan een melding"):
        stories.sealed(by=joke, at=at, case_file=report.case_file, people=[els])


def test_a_seal_leaves_two_to_go_on(at, joke):
    report = stories.a_report(by=joke, at=at)
    with pytest.raises(ValidationError, match="ten minste twee"):
        stories.sealed(by=joke, at=at, case_file=report.case_file, people=[])


def test_the_other_team_is_not_named(report, noor, bram, joke, at):
    with pytest.raises(PermissionDenied):
        stories.sealed(by=joke, at=at, case_file=report.case_file, people=[noor, bram])


# ---- the wall


def put(client, report, worker, second, reason="Deze collega voetbalt met de vader."):
    told = {"number": report.number, "worker": worker.pk, "known_by": second.pk, "reason": reason}
    return client.post(reverse("access:walls"), told)


def test_a_lead_puts_a_wall_and_the_officer_knows(report, joke, els, samir, tariq, noor, client_of):
    assert put(client_of(joke), report, tariq, samir).status_code == 302
    knows = {
        u.username: report.case_file.number in client_of(u).get(reverse("access:walls")).content.decode()
        for u in (joke, samir, els)
    }
    assert knows == {"joke": True, "samir": True, "els": False}
    assert client_of(noor).get(reverse("access:walls")).status_code == 403


def test_the_officer_puts_a_wall_around_a_lead(report, joke, els, samir, pages, client_of):
    assert put(client_of(samir), report, els, joke).status_code == 302
    assert statuses(client_of(els), pages) == {404}


def test_two_leads_do_not_keep_it_between_them(report, joke, els, tariq, at):
    with pytest.raises(ValidationError, match="privacy officer"):
        stories.walled(by=joke, at=at, case_file=report.case_file, worker=tariq, known_by=els)


def test_who_works_on_it_first_hands_it_over(report, joke, samir, noor, at):
    with pytest.raises(ValidationError, match="werkt aan een melding"):
        stories.walled(by=joke, at=at, case_file=report.case_file, worker=noor, known_by=samir)


def test_the_file_and_its_readers_tell_nothing_of_a_wall(report, pages, joke, samir, tariq, noor, els, client_of, at):
    looks = reverse("reports:looks", args=[report.number])
    stories.walled(by=joke, at=at, case_file=report.case_file, worker=tariq, known_by=samir)
    client_of(tariq).get(pages["reports:detail"])
    assert Event.objects.filter(act="page_refused", actor_id=tariq.pk, subject=report.number).exists()
    seen = {u.username: "Tariq" in client_of(u).get(looks).content.decode() for u in (noor, els, joke)}
    assert seen == {"noor": False, "els": False, "joke": True}
    for user in (noor, els):
        page = client_of(user).get(pages["reports:case_file"]).content.decode()
        assert "Tariq" not in page
        assert "muur" not in re.sub(r"<[^>]*>", " ", page).lower()


def test_one_of_the_two_takes_it_away(report, joke, els, samir, tariq, client_of, at):
    wall = stories.walled(by=joke, at=at, case_file=report.case_file, worker=tariq, known_by=samir)
    away = reverse("access:wall_lift", args=[wall.pk])
    assert client_of(els).post(away, {"version": 1}).status_code == 404
    assert client_of(samir).post(away, {"version": 1}).status_code == 302
    assert stories.fresh(wall).lifted_by == samir
    later = at + timedelta(minutes=1)
    for version in (1, 2):
        with pytest.raises(ValidationError):
            walls.lift_wall(by=joke, at=later, wall=wall, version=version)
    assert stories.fresh(wall).lifted_by == samir


def test_a_wall_taken_away_leaves_the_team_wall(report, joke, samir, bram, tariq, at):
    wall = stories.walled(by=joke, at=at, case_file=report.case_file, worker=bram, known_by=samir)
    walls.lift_wall(by=joke, at=at, wall=wall, version=1)
    assert not may_open(bram, report)
    assert not may_open(tariq, report)


def test_a_file_that_does_not_exist_for_the_lead_gets_no_wall(report, joke, els, samir, tariq, client_of, at):
    stories.walled(by=samir, at=at, case_file=report.case_file, worker=els, known_by=joke)
    answer = put(client_of(els), report, tariq, samir)
    assert answer.status_code == 400
    assert "geen dossier" in answer.content.decode()
    assert Wall.objects.count() == 1


def test_work_of_before_the_wall_is_on_no_list_either(joke, els, samir, noor, client_of, at):
    """Noor's report was decided, and its reporter asks for a shield only now."""
    report = stories.confirmed(by=noor, second=joke, at=at).report
    reporter = reporter_of(report)
    shield = {name: value for name, value in stories.shield_until(at).items() if name != "disclosure"}
    ask_shield(by=joke, at=at, reporter=reporter, version=reporter.version, **shield)
    assert report.number in client_of(noor).get("/").content.decode()
    stories.walled(by=joke, at=at, case_file=report.case_file, worker=noor, known_by=samir)
    assert report.number not in client_of(noor).get("/").content.decode()
