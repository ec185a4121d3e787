"""The pages of advice: what is saved, what is refused, and that nothing typed is ever lost."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from desk.advice.models import Advice, ShortContact
from desk.audit.models import Event
from tests import stories

pytestmark = pytest.mark.django_db
NEW = "/adviezen/nieuw/"


def typed(**other) -> dict:
    """What Noor fills in while a mother calls about her daughter."""
    return {
        "key": str(uuid4()),
        "danger": "no",
        "channel": "phone",
        "opened_on": "23-11-2025",
        "seeker": "parent",
        "capacity": "N03",
        "occasions": ["08"],
        "natures": ["03"],
        "trafficking": "yes",
        "trafficking_kinds": ["loverboy"],
        "question_text": "De dochter heeft een oudere vriend.",
        "advice_text": "Rustig contact houden.",
        "advice_given": ["confidant"],
        "moments": "1",
        **other,
    }


@pytest.fixture
def desk(client_of, noor) -> Client:
    return client_of(noor)


def test_noor_finishes_an_advice(desk, north) -> None:
    answer = desk.post(NEW, typed(close="1"), follow=True)
    assert answer.redirect_chain == [(reverse("advice:list"), 302)]
    assert "Advies afgerond." in answer.content.decode()
    advice = Advice.objects.get()
    assert (advice.team, advice.is_open, advice.natures) == (north, False, ("03",))


def test_the_message_also_comes_along_without_a_reload(desk) -> None:
    answer = desk.post(NEW, typed(close="1"), headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, reverse("advice:list"))
    assert "Advies afgerond." in desk.get(reverse("advice:list")).content.decode()


def test_noor_leaves_an_advice_open_and_tariq_goes_on(desk, client_of, tariq) -> None:
    desk.post(NEW, typed())
    advice = Advice.objects.get()
    assert advice.is_open
    page = client_of(tariq).get(reverse("advice:detail", args=[advice.pk]))
    assert "De dochter heeft een oudere vriend." in page.content.decode()
    client_of(tariq).post(reverse("advice:detail", args=[advice.pk]), typed(version="1", moments="2", close="1"))
    advice = stories.fresh(advice)
    assert (advice.moments, advice.version, advice.is_open) == (2, 2, False)


def test_a_finished_advice_is_only_read(desk, noor, at) -> None:
    advice = stories.an_advice(by=noor, at=at, close=True)
    page = desk.get(reverse("advice:detail", args=[advice.pk]))
    assert '<form class="room-advice' not in page.content.decode()
    assert "Rustig contact houden." in page.content.decode()
    answer = desk.post(reverse("advice:detail", args=[advice.pk]), typed(version="1", advice_text="Anders"))
    assert answer.status_code == 400
    assert "Dit advies is afgerond." in answer.content.decode()
    assert stories.fresh(advice).advice_text == "Rustig contact houden."


def test_a_number_in_the_text_is_refused_and_the_text_stays(desk) -> None:
    answer = desk.post(NEW, typed(question_text="Bel haar op 06-12345678, zij wacht."))
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "Bel haar op 06-12345678, zij wacht." in page
    assert "Haal weg: telefoonnummer." in page
    assert "Nog 1 punt" in page
    assert not Advice.objects.exists()


def test_one_button_takes_the_number_out(desk) -> None:
    text = "Bel haar op 06-12345678, zij wacht."
    answer = desk.post(NEW, typed(question_text=text, mend="question_text:0:1"))
    page = answer.content.decode()
    assert "Bel haar op (nummer weggelaten), zij wacht." in page
    assert "06-12345678" not in page
    assert not Advice.objects.exists()


@pytest.mark.parametrize(
    "mend",
    [
        "question_text:7:0",
        "question_text:0:9",
        "question_text:-1:0",
        "key:0:0",
        "question_text",
        "question_text:0",
        "²:²:²",
    ],
)
def test_a_button_that_is_not_there_changes_nothing(desk, mend) -> None:
    answer = desk.post(NEW, typed(question_text="Bel op 06-12345678.", mend=mend))
    assert "Bel op 06-12345678." in answer.content.decode()


def test_all_that_is_wrong_is_said_at_once(desk) -> None:
    answer = desk.post(NEW, typed(danger="", capacity="", question_text="Mail naar e.proef@voorbeeld.nl"))
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "Nog 3 punten" in page
    assert "Haal weg: e-mailadres." in page


def test_danger_asks_what_was_done(desk) -> None:
    answer = desk.post(NEW, typed(danger="yes"))
    assert answer.status_code == 400
    assert "leg vast wie 112 belde" in answer.content.decode()
    assert desk.post(NEW, typed(danger="yes", danger_action="we_called")).status_code == 302


def test_a_child_nature_needs_child_abuse(desk) -> None:
    answer = desk.post(NEW, typed(occasions=["01"], natures=["10"]))
    assert answer.status_code == 400
    assert "kan alleen bij een aanleiding kindermishandeling" in answer.content.decode()


def test_tomorrow_has_not_come(desk) -> None:
    answer = desk.post(NEW, typed(opened_on="01-01-2999"))
    assert answer.status_code == 400
    assert "Deze dag is nog niet geweest." in answer.content.decode()


def test_a_double_click_is_one_advice(desk) -> None:
    sent = typed()
    assert [desk.post(NEW, sent).status_code for _ in range(2)] == [302, 302]
    assert Advice.objects.count() == 1


@pytest.mark.parametrize("later", [{"advice_text": "Bel morgen weer."}, {"close": "1"}, {"moments": "2"}])
def test_what_was_typed_after_a_lost_answer_is_not_lost(desk, later) -> None:
    sent = typed()
    desk.post(NEW, sent)
    answer = desk.post(NEW, {**sent, **later})
    assert answer.status_code == 400
    assert "Dit advies is al bewaard als A-" in answer.content.decode()
    assert Advice.objects.count() == 1


def test_who_saves_second_sees_the_difference(desk, noor, at) -> None:
    advice = stories.an_advice(by=noor, at=at)
    page = reverse("advice:detail", args=[advice.pk])
    desk.post(page, typed(version="1", advice_text="Eerst."))
    answer = desk.post(page, typed(version="1", advice_text="Later."))
    shown = answer.content.decode()
    assert answer.status_code == 400
    assert "Een ander heeft dit intussen bewaard." in shown
    assert "<td>Eerst.</td><td>Later.</td>" in shown
    assert 'name="version" value="2"' in shown
    assert stories.fresh(advice).advice_text == "Eerst."
    assert desk.post(page, typed(version="2", advice_text="Later.")).status_code == 302


@pytest.mark.parametrize("text", ["nul\x00byte", "lang " * 210_000, "x" * 601])
def test_bad_text_comes_back_as_it_was(desk, text) -> None:
    answer = desk.post(NEW, typed(question_text=text))
    assert answer.status_code == 400
    assert text.strip() in answer.content.decode()
    assert not Advice.objects.exists()


@pytest.mark.parametrize(
    "broken",
    [
        {"key": "geen sleutel"},
        {"municipality": "123456782"},
        {"referrals": ["999", "x"]},
        {"moments": "-1"},
        {"opened_on": "31-02-2026"},
        {"capacity": "P99"},
        {"natures": ["99"]},
        {"spoken_code": "een twee drie", "code_given": "on"},
        {"trafficking": "misschien"},
    ],
)
def test_what_no_page_sends_is_refused(desk, broken) -> None:
    assert desk.post(NEW, typed(**broken)).status_code == 400
    assert desk.post(NEW, {}).status_code == 400


def test_a_session_that_ended_gives_the_text_back() -> None:
    answer = Client().post(NEW, typed())
    assert answer.status_code == 401
    assert "De dochter heeft een oudere vriend." in answer.content.decode()


def test_the_code_is_shown_and_only_its_hash_is_kept(desk, client_of, bram, south) -> None:
    code = desk.get(NEW).context["form"]["spoken_code"].value()
    desk.post(NEW, typed(spoken_code=code, code_given="on"))
    advice = Advice.objects.get()
    assert advice.code_hash not in (None, code)
    answer = client_of(bram).post(reverse("advice:by_code"), {"spoken_code": code.upper()})
    assert answer.status_code == 302
    assert stories.fresh(advice).team == south


def test_a_code_that_was_not_given_is_not_kept(desk) -> None:
    code = desk.get(NEW).context["form"]["spoken_code"].value()
    desk.post(NEW, typed(spoken_code=code))
    assert Advice.objects.get().code_hash is None


def test_the_code_opens_a_finished_advice_to_read(desk, client_of, bram) -> None:
    code = desk.get(NEW).context["form"]["spoken_code"].value()
    desk.post(NEW, typed(spoken_code=code, code_given="on", close="1"))
    answer = client_of(bram).post(reverse("advice:by_code"), {"spoken_code": code})
    assert answer.status_code == 200
    assert "De dochter heeft een oudere vriend." in answer.content.decode()


@pytest.mark.parametrize("code", ["fiets", "aardbei " * 8, "", "\x00"])
def test_an_unknown_code_is_refused(desk, code) -> None:
    assert desk.post(reverse("advice:by_code"), {"spoken_code": code}).status_code == 400


def test_the_list_shows_the_team_and_no_text(desk, client_of, noor, bram, at) -> None:
    advice = stories.an_advice(by=noor, at=at)
    page = desk.get(reverse("advice:list")).content.decode()
    assert advice.number in page
    assert advice.question_text not in page
    assert advice.number not in client_of(bram).get(reverse("advice:list")).content.decode()
    assert Event.objects.filter(act="advice_listed").count() == 2


def test_a_short_contact_is_counted_and_taken_back(desk) -> None:
    answer = desk.post(reverse("advice:short"), {"kind": "silent", "next": "/112/"}, follow=True)
    assert answer.redirect_chain == [("/112/", 302)]
    assert "Stil gesprek vastgelegd." in answer.content.decode()
    contact = ShortContact.objects.get()
    again = {"key": str(contact.pk), "next": "/112/"}
    assert [desk.post(reverse("advice:short_undo"), again).status_code for _ in range(2)] == [302, 302]
    assert not ShortContact.objects.exists()


def test_one_key_counts_once(desk) -> None:
    for _ in range(2):
        desk.post(reverse("advice:short"), {"kind": "hang_up", "key": "6f1d8b4e-8f5c-4b57-9a0e-0d8d3a2f1c11"})
    assert ShortContact.objects.count() == 1


@pytest.mark.parametrize("elsewhere", ["https://elders.voorbeeld/", "//elders.voorbeeld/", ""])
def test_a_short_contact_leads_nowhere_else(desk, elsewhere) -> None:
    answer = desk.post(reverse("advice:short"), {"kind": "silent", "next": elsewhere})
    assert answer.headers["Location"] == reverse("worklist")


def test_an_unknown_short_contact_is_refused(desk) -> None:
    assert desk.post(reverse("advice:short"), {"kind": "grap"}).status_code == 400
    assert desk.post(reverse("advice:short_undo"), {"key": "x"}).status_code == 400


def test_every_page_stays_within_twelve_queries(desk, noor, at) -> None:
    advice = stories.an_advice(by=noor, at=at)
    for page in (NEW, reverse("advice:list"), reverse("advice:detail", args=[advice.pk])):
        with CaptureQueriesContext(connection) as captured:
            assert desk.get(page).status_code == 200
        # Savepoints, and the row rules that Django evaluates without a table, are not questions to the data.
        asked = [query["sql"] for query in captured if " FROM " in query["sql"] or " INTO " in query["sql"]]
        assert len(asked) <= 12, asked
