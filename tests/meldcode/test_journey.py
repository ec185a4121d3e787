"""The journey: pages in order, nothing lost, nothing named before step 5, and nothing left after stopping."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from desk.audit.models import Event
from desk.reports.models import Report
from meldcode import journeys, rules
from meldcode.journeys import Journey, keep
from meldcode.sending import send
from meldcode.tasks import purge_journeys
from tests import portal_answers as story
from tests.needles import kept_in, plain_needle
from tests.signing_in import signed_in

pytestmark = pytest.mark.django_db


def shown(client, key, slug):
    return client.get(f"/portaal/melden/{key}/{slug}/")


def test_pages_go_in_order(pen, eva):
    key = story.begin(pen, eva)
    assert shown(pen, key, "wegen").url.endswith("/signalen/")
    story.fill(pen, key, "signalen", "signals", story.SIGNALS)
    assert pen.get(f"/portaal/melden/{key}/").url.endswith("/overleg/")
    assert shown(pen, key, "personen").url.endswith("/overleg/")


@pytest.mark.parametrize("concern", [story.CONCERN, {**story.CONCERN, "trafficking": "yes"}], ids=["", "trafficking"])
def test_the_story_of_the_tests_is_kept_as_its_pages_keep_it(pen, eva, concern):
    told = Journey.objects.get(key=story.walk(pen, eva, until="review", concern=concern)).answers
    key = story.begin(pen, eva)
    for slug, page, answers in story.STORY[:-1]:
        story.fill(pen, key, slug, page, concern if page == "concern" else answers)
        if page == "concern" and concern["trafficking"] == "yes":
            story.fill(pen, key, "mensenhandel", "trafficking", story.TRAFFICKING)
    assert Journey.objects.get(key=key).answers == told
    assert len(told) > 40


def test_what_was_sent_stands_there_again_on_another_device(pen, eva, client_of):
    key = story.walk(pen, eva, until="talk")
    page = shown(client_of(eva), key, "signalen").content.decode()
    assert story.SIGNALS["seen"] in page


def test_a_page_that_is_not_right_keeps_what_was_typed(pen, eva):
    key = story.begin(pen, eva)
    answer = story.fill(pen, key, "signalen", "signals", {**story.SIGNALS, "on": "31-02-2026"})
    assert answer.status_code == 400
    assert story.SIGNALS["seen"] in shown(pen, key, "signalen").content.decode()


def test_the_ages_of_children_name_nobody(pen, eva):
    key = story.begin(pen, eva)
    told = {**story.KINDCHECK, "kindcheck_ages": "Jan de Vries is 3"}
    assert story.fill(pen, key, "signalen", "signals", told).status_code == 400
    assert "signals-kindcheck_ages" not in Journey.objects.get().answers


@pytest.mark.parametrize("text", ["Jan de Vries slaat zijn zoon.", "Bel 06 12345678 over het gezin."])
def test_a_name_before_step_five_is_refused_and_kept_nowhere(pen, eva, text):
    key = story.begin(pen, eva)
    for path in (f"/portaal/melden/{key}/signalen/", f"/portaal/melden/{key}/signalen/bewaren/"):
        answer = pen.post(path, story.posted("signals", {**story.SIGNALS, "seen": text}))
        assert answer.status_code in (400, 409)
        assert "signals-seen" not in Journey.objects.get().answers


@pytest.mark.parametrize("client", ["adult", "adolescent"])
@pytest.mark.parametrize(
    "missing", ["trigger", "kindcheck", "kindcheck_outcome", "kindcheck_children", "kindcheck_ages", "kindcheck_shared"]
)
def test_an_adult_or_adolescent_with_a_trigger_is_asked_about_the_kindcheck(pen, eva, client, missing):
    key = story.begin(pen, eva)
    told = {**story.KINDCHECK, "client": client}
    assert story.fill(pen, key, "signalen", "signals", {**told, missing: ""}).status_code == 400
    assert story.fill(pen, key, "signalen", "signals", told).status_code == 302


@pytest.mark.parametrize("count", ["-1", "21", "twee", "1,5", "2" * 500, "\x00"])
def test_a_number_of_children_is_a_number(pen, eva, count):
    key = story.begin(pen, eva)
    answer = story.fill(pen, key, "signalen", "signals", {**story.KINDCHECK, "kindcheck_children": count})
    assert answer.status_code == 400


@pytest.mark.parametrize(
    "told",
    [
        {"kindcheck": "not_done", "kindcheck_why": "Daar kwam het niet van."},
        {"kindcheck_outcome": "evasive", "kindcheck_children": ""},
        {"kindcheck_outcome": "no_concern", "kindcheck_children": "0"},
        {"client": "child"},
        {"trigger": "no"},
    ],
)
def test_a_kindcheck_asks_no_more_than_follows(pen, eva, told):
    key = story.begin(pen, eva)
    empty = dict.fromkeys(("kindcheck_ages", "kindcheck_shared"), "")
    assert story.fill(pen, key, "signalen", "signals", {**story.KINDCHECK, **empty, **told}).status_code == 302


def test_a_gp_says_why_veilig_thuis_was_not_consulted(otto, client_of, at, lindehaven):
    with time_machine.travel(at, tick=True):
        client = client_of(otto)
        key = story.begin(client, otto)
        story.fill(client, key, "signalen", "signals", story.SIGNALS)
        assert story.fill(client, key, "overleg", "consultation", story.CONSULTATION).status_code == 400
        told = {**story.CONSULTATION, "why": "Het was nacht en het kon niet wachten."}
        assert story.fill(client, key, "overleg", "consultation", told).status_code == 302


@pytest.mark.parametrize(
    ("page", "slug", "broken"),
    [
        ("consultation", "overleg", {**story.CONSULTATION, "on": ""}),
        ("consultation", "overleg", {**story.CONSULTATION, "colleague": "not_done"}),
        ("talk", "gesprek", {"mark": "not_done"}),
        ("talk", "gesprek", {"mark": "done"}),
        ("talk", "gesprek", {**story.TALK, "on": "24-11-2026"}),
        ("weighing", "wegen", {"suspicion": "yes"}),
        ("weighing", "wegen", {"suspicion": "yes", "unsafety": "yes"}),
        ("decision", "beslissen", {**story.DECISION, "report_needed": "no"}),
        ("people", "personen", {"rows": "1", "0-role": "", "0-surname": "Proefkind"}),
        ("people", "personen", {"rows": "1"}),
        ("people", "personen", {"rows": "1", "0-role": "child", "0-birth": "32-13-2011"}),
        ("people", "personen", {"rows": "1", "0-role": "child", "0-birth": "ergens"}),
        ("concern", "zorgen", {**story.CONCERN, "title": "Zorgen om Jan de Vries"}),
        ("concern", "zorgen", {**story.CONCERN, "danger": "yes"}),
        ("concern", "zorgen", {**story.CONCERN, "child_who": ""}),
        ("openness", "openheid", {**story.SHIELDED, "shield_ground": ""}),
        ("openness", "openheid", {**story.SHIELDED, "shield_ground": "trust"}),
        ("openness", "openheid", {**story.SHIELDED, "safety_phone": ""}),
        ("openness", "openheid", {**story.OPENNESS, "not_informed_reason": ""}),
        ("review", "nakijken", {}),
    ],
)
def test_each_page_asks_for_what_is_missing(pen, eva, page, slug, broken):
    key = story.walk(pen, eva, until=page)
    answer = story.fill(pen, key, slug, page, broken)
    assert answer.status_code == 400
    assert 'class="errors"' in answer.content.decode()


@pytest.mark.parametrize("text", ["x" * 100_001, "onleesbaar\x00", "half \ud83d"], ids=["long", "nul", "surrogate"])
def test_bad_input_is_a_sentence_and_no_fault(pen, eva, text):
    key = story.walk(pen, eva, until="people")
    told = {**story.PEOPLE, "composition": text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")}
    assert story.fill(pen, key, "personen", "people", told).status_code in (302, 400)


def test_one_more_person_keeps_what_was_typed(pen, eva):
    key = story.walk(pen, eva, until="people")
    answer = story.fill(pen, key, "personen", "people", {**story.PEOPLE, "0-role": ""} | {})
    assert answer.status_code == 400
    more = story.posted("people", story.PEOPLE) | {"more": "1"}
    assert pen.post(f"/portaal/melden/{key}/personen/", more).url.endswith("#people-2")
    assert 'id="people-2"' in shown(pen, key, "personen").content.decode()


def test_stopped_at_step_three_nothing_of_the_client_is_in_any_table(pen, eva):
    seen, talk = plain_needle(), plain_needle()
    key = story.walk(
        pen,
        eva,
        until="weighing",
        signals={**story.SIGNALS, "seen": f"De leerling heeft {seen}."},
        talk={**story.TALK, "result": f"Moeder noemt {talk}."},
    )
    assert kept_in(seen, talk) == set(), "what is kept is sealed"
    page = pen.get(f"/portaal/melden/{key}/stoppen/").content.decode()
    assert seen in page
    assert talk in page
    made = pen.get(f"/portaal/melden/{key}/stoppen/verslag.pdf")
    assert made.content.startswith(b"%PDF-")
    assert pen.post(f"/portaal/melden/{key}/stoppen/").status_code == 302
    assert not Journey.objects.exists()
    assert not Report.objects.exists()
    assert kept_in(seen, talk) == set()
    assert {"portal_record_made", "portal_journey_stopped"} <= set(Event.objects.values_list("act", flat=True))


def test_a_decision_not_to_report_leads_to_the_record(pen, eva):
    other = {"weighing": {"suspicion": "no"}}
    key = story.walk(pen, eva, until="decision", **other)
    answer = story.fill(pen, key, "beslissen", "decision", {**story.DECISION, "report_needed": "no"})
    assert answer.url.endswith("/stoppen/")
    assert shown(pen, key, "personen").url.endswith("/beslissen/")


def test_anothers_journey_is_not_there_and_the_attempt_is_kept(pen, eva, otto, client_of):
    key = story.begin(pen, eva)
    before = Journey.objects.get().sealed
    for path in ("", "signalen/", "stoppen/", "stoppen/verslag.pdf"):
        assert client_of(otto).get(f"/portaal/melden/{key}/{path}").status_code == 404
    assert client_of(otto).post(f"/portaal/melden/{key}/signalen/", {}).status_code == 404
    assert client_of(otto).get(f"/portaal/melden/{uuid4()}/signalen/").status_code == 404
    assert Journey.objects.get().sealed == before
    assert Event.objects.filter(act="portal_report_sent", outcome="refused", actor_id=otto.pk).count() == 6


def test_an_answer_of_another_page_is_never_put_in_the_place_of_this_one(pen, eva, at):
    key = story.begin(pen, eva)
    keep(by=eva, at=at, key=key, page="signals", fields={"signals-adult": ["no"], "review-declared": ["on"]})
    assert Journey.objects.get().answers == {"signals-adult": ["no"]}


def test_what_nobody_touched_for_seven_days_is_gone(pen, eva):
    story.begin(pen, eva)
    Journey.objects.update(saved_at=timezone.now() - timedelta(days=7, minutes=1))
    assert purge_journeys() == 1
    assert purge_journeys() == 0
    assert not Journey.objects.exists()


def test_after_its_days_a_journey_is_gone_also_when_the_worker_is_down(pen, eva, at):
    key = story.walk(pen, eva, until="review")
    with time_machine.travel(at + timedelta(days=7, minutes=1), tick=True):
        pen = signed_in(Client(), eva)
        assert shown(pen, key, "signalen").status_code == 404
        assert story.fill(pen, key, "nakijken", "review", story.REVIEW).status_code == 404
        assert str(key) not in pen.get("/portaal/meldingen/").content.decode()
        assert keep(by=eva, at=timezone.now(), key=key, page="signals", fields={}) is None
        with pytest.raises(PermissionDenied):
            send(by=eva, at=timezone.now(), key=key)
    assert Journey.objects.exists(), "the worker did not come by"


def test_somebody_has_so_many_open_and_no_more(pen, eva, otto, at):
    for _ in range(rules.MOST_JOURNEYS):
        story.begin(pen, eva)
    page = pen.post("/portaal/melden/", follow=True)
    assert "Er staan te veel meldingen van u open." in page.content.decode()
    assert Journey.objects.filter(user=eva).count() == rules.MOST_JOURNEYS
    journeys.begin(by=otto, at=timezone.now())  # of others nothing is counted
    Journey.objects.filter(user=eva).first().delete()
    journeys.begin(by=eva, at=timezone.now())


def test_a_colleague_of_the_desk_begins_nothing(noor, client_of):
    assert client_of(noor).post("/portaal/melden/").status_code == 403


def test_a_text_the_guard_did_not_read_is_not_kept_either(pen, eva):
    """Too long is refused before the guard sees it: nothing of it may lie in a draft."""
    key, name = story.begin(pen, eva), "Annelies van den Berg "
    told = {f"signals-{field}": value for field, value in story.SIGNALS.items()} | {"signals-seen": name * 500}
    assert pen.post(f"/portaal/melden/{key}/signalen/bewaren/", told).status_code == 409
    assert pen.post(f"/portaal/melden/{key}/signalen/", told).status_code == 400
    assert name not in str(Journey.objects.get().answers)
