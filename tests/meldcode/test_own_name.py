"""After sending a shielded reporter says who may know the name; being open after all is one way."""

import re
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from desk.audit.models import Event
from desk.oversight.outside import list_looks
from desk.reports import actions, secrecy, sharing
from desk.reports.sharing import Sharing
from meldcode import own_name
from tests import portal_answers as story
from tests.depths import refused_by_the_action, refused_in_bulk, refused_in_sql

pytestmark = pytest.mark.django_db
SURE = {"do": "open", "sure": "on"}
POLICE = {"do": "share", "receiver": "police"}


@pytest.fixture
def shielded(pen, eva):
    return story.sent(pen, eva, openness=story.SHIELDED)


@pytest.fixture
def path(shielded) -> str:
    return f"/portaal/meldingen/{shielded.report.number}/naam/"


def live() -> list[tuple[str, str]]:
    return list(Sharing.objects.filter(withdrawn_at=None).values_list("receiver", "words"))


def told(*acts: str) -> list[tuple[str, str, str]]:
    return list(Event.objects.filter(act__in=acts, outcome="done").values_list("act", "actor_name", "detail"))


def test_nobody_else_hears_the_name_until_the_reporter_says_so(pen, path, shielded):
    page = pen.get(path).content.decode()
    assert page.count("Hoort uw naam niet van ons.") == 2
    assert live() == []


def test_each_receiver_is_agreed_to_apart_with_the_words_that_were_read(pen, eva, path, shielded, noor, client_of):
    assert pen.post(path, POLICE).status_code == 302
    assert live() == [("police", sharing.WORDS)]
    assert told("name_shared") == [("name_shared", "Een professional, in het portaal", "De politie")]
    desk = client_of(noor).get(f"/meldingen/{shielded.report.number}/?lezen=1").content.decode()
    assert "Mag de naam weten" in desk
    assert "De politie, sinds" in desk
    assert "Eva P." not in desk
    case = client_of(noor).get(reverse("reports:case_file", args=[shielded.report.case_file.number]))
    assert "De politie, sinds" in case.content.decode()


def test_other_words_bear_another_day(settings):
    """Whoever changes what a sender reads before agreeing writes a new day in sharing.WORDS, and both here."""
    page = Path(settings.BASE_DIR, "templates/meldcode/journey/name.html").read_text(encoding="utf-8")
    read = re.search(r"Wie het gezin helpt.*?<p>(.*?)</p>", page, re.S)[1]
    assert (sharing.WORDS, sha256(read.encode()).hexdigest()[:12]) == ("28-11-2026", "3139ad8003c5")


def test_given_twice_is_one_consent(pen, path):
    pen.post(path, POLICE)
    pen.post(path, POLICE)
    assert Sharing.objects.count() == 1


def test_it_is_taken_back_from_now_on_and_the_row_stays(pen, path, shielded, noor, client_of):
    pen.post(path, POLICE)
    assert pen.post(path, {**POLICE, "do": "withdraw"}).status_code == 302
    assert live() == []
    assert Sharing.objects.get().withdrawn_at
    assert len(told("name_sharing_withdrawn")) == 1
    desk = client_of(noor).get(f"/meldingen/{shielded.report.number}/?lezen=1").content.decode()
    assert "Mag de naam weten" not in desk
    pen.post(path, POLICE)
    assert Sharing.objects.count() == 2


def test_what_was_not_given_is_not_taken_back(pen, path):
    answer = pen.post(path, {**POLICE, "do": "withdraw"})
    assert answer.status_code == 400
    assert "Hiervoor gaf u geen toestemming" in answer.content.decode()


def test_being_open_after_all_is_one_way(pen, eva, path, shielded):
    pen.post(path, POLICE)
    assert pen.post(path, SURE).status_code == 302
    reporter = actions.reporter_of(shielded.report)
    assert (reporter.disclosure, reporter.verdict) == ("open", "")
    assert reporter.disclosed_on == reporter.consent_on == timezone.localdate()
    assert told("reporter_disclosed") == [("reporter_disclosed", "Een professional, in het portaal", "")]
    page = pen.get(path).content.decode()
    assert "U meldt open sinds" in page
    for again in (SURE, POLICE):
        assert pen.post(path, again).status_code == 400
    assert Event.objects.filter(act__in=["reporter_disclosed", "name_shared"], outcome="refused").count() == 2


def test_what_a_shield_asked_for_goes_with_it(pen, path, shielded):
    pen.post(path, POLICE)
    assert actions.reporter_of(shielded.report).safety_phone
    pen.post(path, SURE)
    assert actions.reporter_of(shielded.report).safety_phone == ""
    assert live() == []


def test_it_goes_too_when_the_desk_corrects_that_it_was_no_shield(pen, path, shielded, noor):
    pen.post(path, POLICE)
    reporter = actions.reporter_of(shielded.report)
    told = {"disclosure": "open", "consent_on": timezone.localdate()}
    told |= {"shield_ground": "", "shield_explanation": "", "withheld": "", "review_on": None}
    secrecy.correct_reporter(by=noor, at=timezone.now(), reporter=reporter, version=reporter.version, **told)
    assert actions.reporter_of(shielded.report).safety_phone == ""
    assert live() == []


def test_the_list_for_the_person_concerned_says_nothing_of_it(pen, path, shielded, samir, noor, client_of):
    for posted in (POLICE, SURE):
        pen.post(path, posted)
    client_of(noor).get(f"/meldingen/{shielded.report.number}/?lezen=1")
    asked = {"number": shielded.report.number, "purpose": "Verzoek 12", "shown": "names"}
    looks = list_looks(by=samir, at=timezone.now(), **asked)
    assert [line.who for line in looks.lines] == ["Noor B."]


def test_it_is_not_done_in_passing(pen, path, shielded):
    answer = pen.post(path, {"do": "open"})
    assert answer.status_code == 400
    assert "Zet een vinkje" in answer.content.decode()
    assert actions.reporter_of(shielded.report).disclosure == "shielded"


def test_who_reported_openly_has_nothing_to_choose(pen, eva):
    receipt = story.sent(pen, eva)
    page = pen.get(f"/portaal/meldingen/{receipt.report.number}/naam/").content.decode()
    assert "U meldde open." in page
    assert 'name="do"' not in page


@pytest.mark.parametrize(
    "posted", [{}, {"do": "alles"}, {"do": "share"}, {"do": "share", "receiver": "family"}, {"do": "share\x00"}]
)
def test_a_crafted_choice_is_a_sentence(pen, path, posted):
    assert pen.post(path, posted).status_code == 400
    assert live() == []


@pytest.mark.parametrize("who", ["otto", "iris"])
def test_a_stranger_decides_about_nobodys_name(path, shielded, request, client_of, who):
    stranger = request.getfixturevalue(who)
    for posted in (POLICE, SURE):
        assert client_of(stranger).post(path, posted).status_code == 404
    for act in (own_name.share_name, own_name.withdraw_sharing):
        with pytest.raises(PermissionDenied):
            act(by=stranger, at=timezone.now(), receipt=shielded, receiver="police")
    with pytest.raises(PermissionDenied):
        own_name.open_name(by=stranger, at=timezone.now(), receipt=shielded, sure=True)
    assert actions.reporter_of(shielded.report).disclosure == "shielded"
    assert live() == []
    refused = Event.objects.filter(outcome="refused").values_list("act", flat=True)
    assert sorted(refused) == [
        "name_shared", "name_sharing_withdrawn", "page_refused", "page_refused", "reporter_disclosed"
    ]  # fmt: skip


# ---- the rules, at three depths


@pytest.fixture
def given(shielded, at):
    return sharing.give(shielded.report_id, "police", at=at)


def test_name_goes_to_a_known_receiver(given, shielded, at):
    rule, broken = "name_goes_to_a_known_receiver", {"receiver": "family"}
    refused_by_the_action(rule, lambda: sharing.give(shielded.report_id, "family", at=at), {"receiver"})
    refused_in_bulk(rule, given, broken)
    refused_in_sql(rule, given, broken)


def test_consent_has_its_words(given, shielded, at, monkeypatch):
    monkeypatch.setattr(sharing, "WORDS", " ")
    rule, broken = "consent_has_its_words", {"words": "  "}
    refused_by_the_action(rule, lambda: sharing.give(shielded.report_id, "local_team", at=at), {"words"})
    refused_in_bulk(rule, given, broken)
    refused_in_sql(rule, given, broken)


def test_consent_ends_after_it_began(given, at):
    rule, broken = "consent_ends_after_it_began", {"withdrawn_at": at - timedelta(days=1)}
    refused_in_bulk(rule, given, broken)
    refused_in_sql(rule, given, broken)


def test_one_consent_per_receiver(given, shielded, at):
    rule = "one_consent_per_receiver|UNIQUE"
    other = sharing.give(shielded.report_id, "local_team", at=at)
    refused_in_bulk(rule, other, {"receiver": "police"})
    refused_in_sql(rule, other, {"receiver": "police"})
