"""The queue and its pages, as a team lead meets them."""

import pytest
from django.utils import timezone

from desk.audit.models import Event
from desk.reports.actions import reporter_of
from desk.review import actions, queue
from desk.review.models import Decision, Remark
from tests import stories

pytestmark = pytest.mark.django_db

NAMES = ["E. Proefpersoon", "Praktijkschool De Linde", "010 000 00 00"]


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def proposal(noor, now):
    return stories.proposed(by=noor, at=now)


@pytest.fixture
def shielded(noor, now):
    return stories.a_report(by=noor, at=now, reporter={**stories.TEACHER, **stories.shield_until(now)})


@pytest.fixture
def web(client_of, joke):
    return client_of(joke)


def url(row, end: str = "") -> str:
    return f"/beoordelen/{row.report.number}/{end}"


def test_the_queue_opens_the_first(web, proposal) -> None:
    assert web.get("/beoordelen/")["Location"] == url(proposal)


def test_an_empty_queue_says_so(web) -> None:
    assert "Alles is beoordeeld." in web.get("/beoordelen/").content.decode()


def test_a_long_queue_shows_the_first_and_counts_the_others(web, noor, now, proposal, monkeypatch) -> None:
    monkeypatch.setattr(queue, "SHOWN", 1)
    second = stories.proposed(by=noor, at=now)
    page = web.get(url(proposal)).content.decode()
    beside = page[page.index("Wacht op besluit") :]
    assert "2 voorstellen wachten" in page
    assert "Er wachten er nog 1." in beside
    assert second.report.number not in beside


def test_reading_is_an_event(web, proposal, joke) -> None:
    assert web.get(url(proposal)).status_code == 200
    assert Event.objects.filter(act="proposal_read", actor_id=joke.pk).count() == 1


def test_a_proposal_is_confirmed_once(web, proposal) -> None:
    sent = {"version": proposal.version, "remark": ""}
    assert web.post(url(proposal, "bevestigen/"), sent).status_code == 302
    again = web.post(url(proposal, "bevestigen/"), sent)
    assert again.status_code == 400
    assert "Dit voorstel wacht niet meer op een besluit." in again.content.decode()
    assert Decision.objects.count() == 1


def test_the_second_lead_hears_who_was_first(client_of, web, proposal, els) -> None:
    second = client_of(els)
    second.get(url(proposal))
    web.post(url(proposal, "bevestigen/"), {"version": proposal.version})
    page = second.post(url(proposal, "terugsturen/"), {"version": proposal.version, "remark": "Nee", "question": "q1"})
    assert page.status_code == 400
    assert "Joke V. besloot al: bevestigd." in page.content.decode()
    assert Decision.objects.count() == 1


def test_sending_back_without_words_is_refused(web, proposal) -> None:
    page = web.post(url(proposal, "terugsturen/"), {"version": proposal.version, "remark": "", "question": ""})
    text = page.content.decode()
    assert page.status_code == 400
    assert '<a href="#id_remark">Schrijf op wat er nog moet gebeuren.</a>' in text
    assert '<a href="#id_question">Kies bij welk antwoord dit hoort.</a>' in text


def test_what_was_typed_stays_when_sending_back_is_refused(web, proposal) -> None:
    page = web.post(url(proposal, "terugsturen/"), {"version": proposal.version, "remark": "Wie zag het?"})
    assert page.status_code == 400
    assert 'value="Wie zag het?"' in page.content.decode()


def test_a_remark_goes_back_and_is_answered_at_the_questions(web, client_of, noor, proposal) -> None:
    sent = {"version": proposal.version, "remark": "Wie zag het?", "question": "q1"}
    assert web.post(url(proposal, "terugsturen/"), sent).status_code == 302
    desk = client_of(noor)
    questions = f"/meldingen/{proposal.report.number}/drie-vragen/"
    assert "Wie zag het?" in desk.get(questions).content.decode()
    answer = f"/beoordelen/opmerking/{Remark.objects.get().pk}/antwoord/"
    assert desk.post(answer, {"text": " "}).status_code == 400
    assert desk.post(answer, {"text": "De mentor zelf."}).status_code == 302
    assert "De mentor zelf." in desk.get(questions).content.decode()


def test_a_colleague_answered_already(client_of, noor, els, joke, proposal, now) -> None:
    remark = actions.make_remark(by=joke, at=now, assessment=proposal, question="q1", text="Wie?")
    answer = f"/beoordelen/opmerking/{remark.pk}/antwoord/"
    client_of(noor).post(answer, {"text": "De mentor."})
    page = client_of(els).post(answer, {"text": "De conciërge."})
    assert page.status_code == 400
    assert "Een collega heeft deze opmerking al beantwoord." in page.content.decode()
    assert "De conciërge." in page.content.decode()


def test_a_remark_without_deciding(web, proposal) -> None:
    empty = web.post(url(proposal, "opmerking/"), {"question": "q2", "text": ""})
    assert empty.status_code == 400
    assert '<a href="#id_q2_text">Schrijf de opmerking op.</a>' in empty.content.decode()
    assert web.post(url(proposal, "opmerking/"), {"question": "q2", "text": "Kan oma?"}).status_code == 302
    assert not Decision.objects.exists()


def test_the_own_proposal_is_visible_and_locked(web, joke, els, now) -> None:
    own = stories.proposed(by=joke, at=now)
    text = web.get(url(own)).content.decode()
    assert "U stelde dit zelf voor: een ander moet bevestigen." in text
    assert "Els D. kan ook beslissen." in text
    assert "Voorstel intrekken" in text
    page = web.post(url(own, "bevestigen/"), {"version": own.version})
    assert page.status_code == 400
    assert not Decision.objects.exists()


def test_the_behavioural_scientist_confirms(client_of, saskia, proposal) -> None:
    assert client_of(saskia).post(url(proposal, "bevestigen/"), {"version": proposal.version}).status_code == 302
    assert Decision.objects.get().decided_by == saskia


@pytest.mark.parametrize("page", ["/beoordelen/", "/beoordelen/M-2026-0001/", "/beoordelen/melder/M-2026-0001/"])
def test_the_queue_is_not_for_counsellors(client_of, noor, samir, ada, proposal, page) -> None:
    for other in (noor, samir, ada):
        assert client_of(other).get(page).status_code == 403
    assert Event.objects.filter(act="page_refused", rule="not_permitted").count() == 3


def test_the_lead_of_another_team_finds_nothing(client_of, person_of, south, proposal, shielded) -> None:
    stranger = client_of(person_of("Guus T.", "team_lead", south))
    assert stranger.get(url(proposal)).status_code == 404
    assert stranger.get(f"/beoordelen/melder/{shielded.number}/").status_code == 404
    assert stranger.post(url(proposal, "bevestigen/"), {"version": proposal.version}).status_code == 404


def test_who_reported_is_on_none_of_these_pages(web, client_of, noor, proposal, shielded) -> None:
    pages = [
        web.get(url(proposal)),
        web.get(f"/beoordelen/melder/{shielded.number}/"),
        web.post(url(proposal, "terugsturen/"), {"version": proposal.version}),
        client_of(noor).get(f"/meldingen/{proposal.report.number}/drie-vragen/"),
        client_of(noor).get(f"/meldingen/{proposal.report.number}/drie-vragen/overleg/"),
    ]
    for page in pages:
        for name in NAMES:
            assert name not in page.content.decode()


# ── shields and unknown reporters


def test_a_shield_is_approved(web, shielded, joke) -> None:
    page = web.get(f"/beoordelen/melder/{shielded.number}/")
    assert "De melder is op het schoolplein bedreigd." in page.content.decode()
    sent = {"version": reporter_of(shielded).version, "remark": ""}
    assert web.post(f"/beoordelen/melder/{shielded.number}/goedkeuren/", sent).status_code == 302
    assert (reporter_of(shielded).verdict, reporter_of(shielded).decided_by) == ("approved", joke)
    again = web.post(f"/beoordelen/melder/{shielded.number}/goedkeuren/", sent)
    assert again.status_code == 400
    assert "Hierover is al besloten" in again.content.decode()


def test_refusing_a_shield_asks_why(web, shielded) -> None:
    address = f"/beoordelen/melder/{shielded.number}/afwijzen/"
    sent = {"version": reporter_of(shielded).version}
    page = web.post(address, {**sent, "remark": ""})
    assert page.status_code == 400
    assert '<a href="#id_remark">Schrijf op waarom u dit afwijst.</a>' in page.content.decode()
    assert web.post(address, {**sent, "remark": "Geen gevaar gebleken."}).status_code == 302
    assert reporter_of(shielded).verdict == "refused"


def test_the_own_request_is_locked(web, joke, now) -> None:
    report = stories.a_report(by=joke, at=now, reporter=stories.UNKNOWN)
    text = web.get(f"/beoordelen/melder/{report.number}/").content.decode()
    assert "U vroeg dit zelf: een andere teamleider moet besluiten." in text
    assert "Wil op geen enkele manier bekend zijn." in text
    sent = {"version": reporter_of(report).version}
    assert web.post(f"/beoordelen/melder/{report.number}/goedkeuren/", sent).status_code == 400
    assert reporter_of(report).verdict == "pending"


def test_a_shield_is_for_a_team_lead(client_of, saskia, shielded) -> None:
    assert client_of(saskia).get(f"/beoordelen/melder/{shielded.number}/").status_code == 403
