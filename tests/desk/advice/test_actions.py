"""What is done with an advice, and what each act leaves in the trail."""

from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from desk.advice import actions, codewords
from desk.advice.models import TEXTS, Advice, ShortContact
from desk.audit.choices import Outcome
from desk.audit.models import Event
from desk.rulebook import Refused, Stale
from tests import stories

pytestmark = pytest.mark.django_db


def acts() -> list[str]:
    """The acts in the trail that were done, as they came."""
    return list(Event.objects.filter(outcome=Outcome.DONE).values_list("act", flat=True))


def test_closing_puts_the_advice_in_a_half_year(noor, at) -> None:
    advice = stories.an_advice(by=noor, at=at, close=True)
    assert (advice.closed_on, advice.half_year) == (at.date(), "2026-2")
    assert acts() == ["advice_closed"]


def test_an_advice_may_be_written_up_later_but_not_before_it_happened(noor, at) -> None:
    yesterday, tomorrow = at.replace(day=22).date(), at.replace(day=24).date()
    assert stories.an_advice(by=noor, at=at, opened_on=yesterday).opened_on == yesterday
    with pytest.raises(Refused) as refusal:
        stories.an_advice(by=noor, at=at, opened_on=tomorrow)
    assert refusal.value.rule == "advice_day_has_come"


def test_an_event_about_an_advice_has_a_day_and_no_time(noor, at) -> None:
    stories.an_advice(by=noor, at=at)
    event = Event.objects.get()
    assert (event.day, event.at) == (at.date(), None)


def test_danger_and_a_code_are_told_in_the_trail(noor, at) -> None:
    stories.an_advice(by=noor, at=at, danger="yes", danger_action="we_called", spoken_code=codewords.new_code())
    assert sorted(acts()) == ["advice_code_given", "advice_opened", "danger_acted"]


def test_the_same_form_twice_is_one_advice(noor, tariq, at) -> None:
    key = uuid4()
    first = stories.an_advice(by=noor, at=at, key=key)
    assert stories.an_advice(by=noor, at=at, key=key) == first
    assert Advice.objects.count() == 1


def test_the_same_form_with_other_words_is_refused(noor, at) -> None:
    key = uuid4()
    stories.an_advice(by=noor, at=at, key=key)
    with pytest.raises(Refused) as refusal:
        stories.an_advice(by=noor, at=at, key=key, advice_text="Toch anders.")
    assert refusal.value.rule == "advice_is_stored_already"


def test_a_stale_page_overwrites_nothing(noor, tariq, at) -> None:
    advice = stories.an_advice(by=noor, at=at)
    actions.continue_advice(by=noor, at=at, advice=advice, version=1, advice_text="Eerst.")
    with pytest.raises(Stale):
        actions.continue_advice(by=tariq, at=at, advice=advice, version=1, advice_text="Later.")
    assert stories.fresh(advice).advice_text == "Eerst."


def test_a_finished_advice_is_fixed(noor, at) -> None:
    advice = stories.an_advice(by=noor, at=at, close=True)
    with pytest.raises(Refused) as refusal:
        actions.continue_advice(by=noor, at=at, advice=advice, version=1, moments=2)
    assert refusal.value.rule == "closed_advice_is_fixed"


def test_the_code_leads_another_team_to_an_open_advice(noor, bram, south, at) -> None:
    code = codewords.new_code()
    advice = stories.an_advice(by=noor, at=at, spoken_code=code)
    found = actions.find_by_code(by=bram, at=at, spoken_code=f"  {code.upper()} ")
    assert (found, stories.fresh(advice).team) == (advice, south)


def test_a_wrong_code_is_refused_without_the_words(noor, at) -> None:
    with pytest.raises(Refused) as refusal:
        actions.find_by_code(by=noor, at=at, spoken_code=codewords.new_code())
    assert refusal.value.rule == "advice_code_is_unknown"
    event = Event.objects.get()
    assert (event.outcome, event.rule, event.detail) == (Outcome.REFUSED, "advice_code_is_unknown", "")


def test_a_short_contact_holds_a_day_and_a_kind(noor, north, at) -> None:
    contact = actions.log_short_contact(by=noor, at=at, kind="silent", key=uuid4())
    assert (contact.team, contact.day, str(contact)) == (north, at.date(), "Stil gesprek")
    assert [field.name for field in ShortContact._meta.get_fields()] == ["id", "team", "day", "kind"]


def test_a_short_contact_of_yesterday_is_counted(noor, at) -> None:
    contact = actions.log_short_contact(by=noor, at=at, kind="silent", key=uuid4())
    with pytest.raises(Refused) as refusal:
        actions.undo_short_contact(by=noor, at=at.replace(day=24), contact=contact)
    assert refusal.value.rule == "short_contact_is_counted"
    actions.undo_short_contact(by=noor, at=at, contact=contact)
    assert not ShortContact.objects.exists()


@pytest.mark.parametrize("field", TEXTS)
def test_a_text_with_a_number_is_refused_at_its_field(noor, at, field) -> None:
    with pytest.raises(ValidationError) as refusal:
        stories.an_advice(by=noor, at=at, **{field: "Bel 06-12345678"})
    assert list(refusal.value.error_dict) == [field]


def test_no_column_leads_to_a_person() -> None:
    kin = {field.related_model._meta.label for field in Advice._meta.get_fields() if field.related_model}
    assert kin == {"accounts.Team", "directory.Municipality", "directory.Organisation", "advice.Doubt"}
