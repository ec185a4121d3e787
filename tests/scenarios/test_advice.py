"""Stories that end as an advice: somebody asks, the desk thinks along, and afterwards it knows nobody."""

import pytest
from django.core.exceptions import ValidationError

from desk.advice import actions
from desk.advice.models import Advice
from tests.scenarios.telling import moment, only_counted, stored, tried
from tests.stories import an_advice, fresh

pytestmark = pytest.mark.django_db
PLAIN = {"trafficking": "not_discussed", "trafficking_kinds": []}


def test_scn_006_a_dentist_mentions_one_missed_appointment(noor):
    """By mail, no worries otherwise: short advice, closed at once, no step needed."""
    advice = an_advice(
        by=noor,
        at=moment("2026-11-24T09:10"),
        close=True,
        **PLAIN,
        channel="email",
        seeker="professional",
        capacity="P05",
        occasions=["10"],
        natures=["12"],
        question_text="Een kind kwam één keer niet op controle.",
        advice_given=["no_step", "call_again"],
        advice_text="Geen zorgen. Maak een nieuwe afspraak.",
    )
    only_counted(advice)
    assert not advice.is_open
    assert advice.half_year == "2026-2"


def test_scn_010_a_woman_whispers_that_her_husband_hits_her(noor, told):
    """No name. A safety plan, 112 explained; role, theme, channel and day are what remains."""
    told.append("fluister")
    advice = an_advice(
        by=noor,
        at=moment("2026-11-24T21:40"),
        close=True,
        **PLAIN,
        seeker="victim",
        capacity="N02",
        occasions=["01"],
        natures=["01"],
        questions=["what_can_i_do"],
        question_text="De partner slaat na drank. Zij vreest vanavond.",
        advice_given=["safety_plan", "police"],
    )
    only_counted(advice)
    row = fresh(advice)
    assert (row.seeker, row.occasions, row.channel) == ("victim", ("01",), "phone")
    assert str(row.opened_on) == "2026-11-24"


def test_scn_025_a_carer_pinches_her_husband_and_is_worn_out(noor):
    """She did it herself and may ask advice all the same: respite care, no judgement, safety talked through."""
    advice = an_advice(
        by=noor,
        at=moment("2026-11-25T10:00"),
        close=True,
        **PLAIN,
        seeker="perpetrator",
        capacity="N03",
        occasions=["03"],
        natures=["01"],
        questions=["where_is_help"],
        question_text="Zij zorgt voor haar man met dementie en houdt het niet meer vol.",
        advice_given=["seek_help", "safety_plan"],
        advice_text="Casemanager en respijtzorg genoemd.",
    )
    only_counted(advice)


@pytest.mark.parametrize(
    ("named", "typed"),
    [
        ("12-03-1991", "Cliënt is geboren op 12-03-1991 en wordt geslagen."),
        ("111222333", "Cliënt, BSN 111222333, wordt geslagen."),
    ],
    ids=["birth date", "BSN"],
)
def test_scn_027_a_psychologist_says_too_much_before_she_can_be_stopped(noor, told, named, typed):
    """What she said is not kept: typed after all, it is refused before any table sees it.

    The guard finds numbers, addresses and dates; that it finds a name belongs to a later step.
    """
    told.append(named)
    answers = {**PLAIN, "seeker": "professional", "capacity": "P04", "occasions": ["01"], "natures": ["01"]}
    at = moment("2026-11-25T11:00")
    with pytest.raises(ValidationError) as refusal:
        an_advice(by=noor, at=at, close=True, **{**answers, "question_text": typed})
    assert named not in str(refusal.value)
    assert stored() == ("none", False)
    assert not Advice.objects.exists()
    assert tried("advice_opened", by=noor) == ["advice_text_names_nobody"]

    advice = an_advice(
        by=noor,
        at=at,
        close=True,
        **{**answers, "question_text": "Een cliënt wordt thuis geslagen.", "advice_given": ["talk_to_parents"]},
    )
    only_counted(advice)


def test_scn_027_nor_does_an_advice_that_goes_on_take_what_she_said(noor, told):
    """The same refusal on the way in through an advice that was left open."""
    told.append("111222333")
    at = moment("2026-11-25T11:00")
    advice = an_advice(by=noor, at=at, seeker="professional", capacity="P04")
    with pytest.raises(ValidationError):
        actions.continue_advice(
            by=noor, at=at, advice=advice, version=advice.version, advice_text="Het BSN is 111222333."
        )
    assert tried("advice_continued", by=noor) == ["advice_text_names_nobody"]


def test_scn_052_a_man_who_hit_his_wife_asks_where_he_gets_help(noor):
    """A perpetrator may ask without a name: help, a plan to cool down, 112 when it threatens."""
    advice = an_advice(
        by=noor,
        at=moment("2026-11-26T19:00"),
        close=True,
        **PLAIN,
        seeker="perpetrator",
        capacity="N02",
        occasions=["01"],
        natures=["01"],
        questions=["where_is_help"],
        question_text="Hij sloeg zijn vrouw en wil dat dit stopt.",
        advice_given=["seek_help", "safety_plan", "police"],
    )
    only_counted(advice)
