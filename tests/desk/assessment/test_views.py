"""The pages of the three questions, as a counsellor meets them."""

from uuid import uuid4

import pytest
from django.utils import timezone

from desk.assessment import actions
from desk.assessment.choices import State
from desk.assessment.models import Assessment, Consultation
from desk.audit.models import Event
from desk.reports import typed
from tests import stories

pytestmark = pytest.mark.django_db

SECRET = "E. Proefpersoon"


@pytest.fixture
def draft(noor) -> Assessment:
    now = timezone.now()
    return stories.a_draft(by=noor, at=now, report=stories.taken_in(by=noor, at=now))


@pytest.fixture
def web(client_of, noor):
    return client_of(noor)


def url(draft: Assessment, end: str = "") -> str:
    return f"/meldingen/{draft.report.number}/drie-vragen/{end}"


def typed_answers(draft: Assessment, **other: object) -> dict:
    """What the form sends: the story's answers, with the contacts as fields of their own."""
    told = stories.answers_yes(**other)
    contacts = {f"contact_{party}": who for party, who in told.pop("contacts").items()}
    return {**{name: value for name, value in told.items() if value is not False}, **contacts, "version": draft.version}


def test_the_page_begins_the_questions(web, noor) -> None:
    now = timezone.now()
    report = stories.taken_in(by=noor, at=now)
    page = web.get(f"/meldingen/{report.number}/drie-vragen/")
    assert page.status_code == 200
    assert report.assessments.get().state == State.DRAFT
    assert SECRET not in page.content.decode()


def test_before_the_intake_is_done_there_is_nothing_to_answer(web, noor) -> None:
    report = stories.a_report(by=noor, at=timezone.now())
    page = web.get(f"/meldingen/{report.number}/drie-vragen/")
    assert "Rond eerst de intake" in page.content.decode()
    assert not report.assessments.exists()


def test_later_verder_keeps_half_an_answer(web, draft) -> None:
    answer = web.post(url(draft), {"act": "save", "unsafe": "yes", "version": draft.version})
    assert answer.status_code == 302
    assert stories.fresh(draft).unsafe == "yes"


def test_a_proposal_is_made(web, draft) -> None:
    answer = web.post(url(draft), {**typed_answers(draft), "act": "propose"}, follow=True)
    assert stories.fresh(draft).state == State.PROPOSED
    assert "U stelde dit voor: een ander moet bevestigen." in answer.content.decode()


def test_a_refused_proposal_keeps_every_word(web, draft) -> None:
    told = typed_answers(draft, acute="yes", safety_conditions="Oma <b>haalt</b> haar op.", parties=["police"])
    page = web.post(url(draft), {**told, "act": "propose"})
    text = page.content.decode()
    assert page.status_code == 400
    assert "Oma &lt;b&gt;haalt&lt;/b&gt; haar op." in text
    assert '<a href="#id_immediate_action">Acuut onveilig: schrijf op wat er nu meteen is gedaan.</a>' in text
    assert '<a href="#id_contact_police">Noem wie wij kunnen bellen.</a>' in text
    assert stories.fresh(draft).state == State.DRAFT


def test_an_empty_proposal_points_at_question_1(web, draft) -> None:
    page = web.post(url(draft), {"act": "propose", "version": draft.version})
    assert page.status_code == 400
    assert 'href="#id_unsafe_0"' in page.content.decode()


@pytest.mark.parametrize("broken", [{"explanation": "x" * 5000}, {"explanation": "a\x00b"}, {"version": "x"}])
def test_what_cannot_be_read_is_said_and_kept(web, draft, broken) -> None:
    page = web.post(url(draft), {"act": "save", "unsafe": "no", "version": draft.version, **broken})
    assert page.status_code == 400
    assert 'class="errors"' in page.content.decode()


def test_a_colleague_was_first_and_the_difference_is_shown(web, draft, joke) -> None:
    now = timezone.now()
    told = {"unsafe": "yes", "safety_conditions": "Tante haalt haar op."}
    actions.save_assessment(by=joke, at=now, assessment=draft, version=draft.version, **told)
    sent = {"act": "save", "unsafe": "yes", "safety_conditions": "Oma haalt haar op.", "version": draft.version}
    page = web.post(url(draft), sent)
    text = page.content.decode()
    assert page.status_code == 400
    assert "Een ander heeft dit intussen bewaard." in text
    assert "Tante haalt haar op." in text
    assert "Oma haalt haar op." in text
    assert stories.fresh(draft).safety_conditions == "Tante haalt haar op."
    again = web.post(url(draft), {**sent, "version": page.context["form"]["version"].value()})
    assert again.status_code == 302
    assert stories.fresh(draft).safety_conditions == "Oma haalt haar op."


def test_a_double_click_proposes_once(web, draft) -> None:
    sent = {**typed_answers(draft), "act": "propose"}
    assert web.post(url(draft), sent).status_code == 302
    assert web.post(url(draft), sent).status_code == 400
    assert draft.report.assessments.count() == 1


def test_weighing_shows_the_outcome_and_saves_nothing(web, draft) -> None:
    page = web.post(url(draft), {"act": "weigh", "unsafe": "no", "version": draft.version})
    assert page.status_code == 200
    assert "Geen vervolg door Veilig Thuis" in page.content.decode()
    assert stories.fresh(draft).unsafe == ""


def test_adding_a_ground_keeps_the_rest_as_it_was_typed(web, draft) -> None:
    ground = {"ground_kind": "statement", "ground_text": "Zij durft niet naar huis.", "ground_source": "Dochter"}
    sent = {"version": draft.version, "unsafe": "yes", "safety_conditions": "Oma haalt"}
    answer = web.post(url(draft, "gronden/"), {**sent, **ground, "ground_dated": "19-11-2026"}, follow=True)
    text = answer.content.decode()
    assert draft.grounds.count() == 2
    assert "Oma haalt" in text
    assert stories.fresh(draft).safety_conditions == ""
    saved = web.post(url(draft), {**sent, "act": "save", "version": answer.context["form"]["version"].value()})
    assert saved.status_code == 302


def test_a_ground_without_a_source_is_refused_with_its_text(web, draft) -> None:
    sent = {"version": draft.version, "ground_kind": "fact", "ground_text": "Gezien.", "ground_dated": "morgen"}
    page = web.post(url(draft, "gronden/"), {**sent, "safety_conditions": "Oma haalt"})
    text = page.content.decode()
    assert page.status_code == 400
    assert 'href="#id_ground_source"' in text
    assert "Gezien." in text
    assert "Oma haalt" in text
    assert "Schrijf de datum als dag-maand-jaar" in text


def test_a_ground_in_typing_goes_along_with_saving(web, draft) -> None:
    ground = {"ground_kind": "fact", "ground_text": "Verzuim.", "ground_source": "School", "ground_dated": "19-11-2026"}
    web.post(url(draft), {"act": "save", "version": draft.version, **ground})
    assert draft.grounds.count() == 2


def test_a_ground_is_taken_out(web, draft) -> None:
    ground = draft.grounds.get()
    web.post(url(draft, "gronden/weg/"), {"version": draft.version, "ground": ground.pk})
    assert not draft.grounds.exists()
    assert web.post(url(draft, "gronden/weg/"), {"version": 1, "ground": "x"}).status_code == 404


def test_what_was_typed_comes_back_and_can_be_thrown_away(web, draft, noor) -> None:
    fields = {"unsafe": ["yes"], "safety_conditions": ["Half een zin"], "version": [str(draft.version)]}
    key = f"questions:{draft.report.number}"
    typed.keep_draft(by=noor, at=timezone.now(), form=key, fields=fields)
    assert "Half een zin" in web.get(url(draft)).content.decode()
    web.post(url(draft), {"act": "discard"})
    assert "Half een zin" not in web.get(url(draft)).content.decode()


def test_the_key_of_the_draft_is_one_the_desk_keeps(web, draft) -> None:
    address = web.get(url(draft)).content.decode().split('data-draft-url="')[1].split('"')[0]
    sent = {"key": f"questions:{draft.report.number}", "safety_conditions": "Half een zin"}
    assert web.post(address, sent).status_code == 200
    assert "Half een zin" in web.get(url(draft)).content.decode()


def test_no_unsafety_keeps_what_was_written_at_2_and_3(web, draft, noor) -> None:
    told = stories.answers_yes()
    saved = actions.save_assessment(by=noor, at=timezone.now(), assessment=draft, version=draft.version, **told)
    web.post(url(draft), {"act": "save", "unsafe": "no", "version": saved.version})
    now = stories.fresh(draft)
    assert (now.unsafe, now.outcome) == ("no", "no_follow_up")
    assert (now.safety_conditions, now.parties) == ("Oma haalt haar op van school.", ("local_field",))


def test_taking_back(web, draft) -> None:
    web.post(url(draft), {**typed_answers(draft), "act": "propose"})
    version = stories.fresh(draft).version
    assert web.post(url(draft, "intrekken/"), {"version": version}).status_code == 302
    assert web.post(url(draft, "intrekken/"), {"version": version}).status_code == 400
    assert draft.report.assessments.count() == 2


def test_the_table_marks_the_line_of_this_report(web, draft, noor) -> None:
    told = stories.answers_yes()
    actions.save_assessment(by=noor, at=timezone.now(), assessment=draft, version=draft.version, **told)
    page = web.get(url(draft, "uitkomsttabel/"))
    assert page.context["row"].number == 6


def test_a_version_shows_what_it_changed(web, draft) -> None:
    web.post(url(draft), {**typed_answers(draft), "act": "propose"})
    web.post(url(draft, "intrekken/"), {"version": stories.fresh(draft).version})
    now = draft.report.assessments.get(number=2)
    web.post(url(draft), {**typed_answers(now, safety_conditions="Tante haalt haar op van school."), "act": "save"})
    text = web.get(url(draft, "versies/2/")).content.decode()
    assert "<del>" in text
    assert "Oma" in text
    assert "Tante" in text


def test_an_expert_is_asked_without_a_name(web, draft) -> None:
    asked = {
        "submission": uuid4(),
        "discipline": "confidential_physician",
        "expert": "Vera A.",
        "question": "Kind met BSN 111222333 viel, past dit?",
        "advice": "Laat een arts kijken.",
    }
    page = web.post(url(draft, "overleg/"), asked)
    assert page.status_code == 400
    assert "haal dit weg" in page.content.decode()
    assert not Consultation.objects.exists()
    sent = {**asked, "question": "Een kind van drie viel, past dit?"}
    for _ in range(2):
        assert web.post(url(draft, "overleg/"), sent).status_code == 302
    assert Consultation.objects.count() == 1


@pytest.mark.parametrize("page", ["", "overleg/", "uitkomsttabel/", "versies/1/"])
def test_who_has_no_business_here(client_of, draft, bram, samir, ada, page) -> None:
    assert client_of(bram).get(url(draft, page)).status_code == 404
    for other in (samir, ada):
        assert client_of(other).get(url(draft, page)).status_code == 403
    assert Event.objects.filter(act="page_refused").count() == 3


@pytest.mark.parametrize("page", ["", "gronden/", "gronden/weg/", "overleg/", "intrekken/"])
def test_the_stranger_changes_nothing(client_of, draft, bram, page) -> None:
    assert client_of(bram).post(url(draft, page), {"version": draft.version, "unsafe": "no"}).status_code == 404


def test_the_expert_reads_and_does_not_write(client_of, draft, saskia) -> None:
    web = client_of(saskia)
    assert "data-primary" not in web.get(url(draft)).content.decode()
    assert web.post(url(draft), {"act": "save", "version": draft.version, "unsafe": "no"}).status_code == 403
    assert stories.fresh(draft).unsafe == ""
