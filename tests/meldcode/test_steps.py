"""The steps, the five questions and the two decisions, read without a database."""

from datetime import date

import pytest

from meldcode import deciding, steps, weighing
from meldcode.frameworks import frameworks
from meldcode.steps import DONE, NO, NOT_APPLICABLE, NOT_DONE, UNKNOWN, YES, Step
from meldcode.table import combinations, document
from meldcode.weighing import CLOSE, CONSULT, FOLLOW, REPORT, REPORT_AGAIN
from tests.test_architecture import ROOT

DAY = date(2026, 11, 23)
SCHOOL = frameworks()["secondary_education"]
FIVE = SCHOOL.questions


def test_a_step_is_done_on_a_day_or_skipped_with_a_reason():
    assert steps.lacks(Step()) == "mark"
    assert steps.lacks(Step(DONE)) == "on"
    assert steps.lacks(Step(DONE, DAY)) == ""
    assert steps.lacks(Step(NOT_DONE, None, "  ")) == "why"
    assert steps.lacks(Step(NOT_APPLICABLE, None, "Er is geen ouder.")) == ""


def test_steps_go_in_order():
    answered = {steps.SIGNALS: Step(DONE, DAY)}
    assert steps.next_step(answered) == steps.CONSULTATION
    assert steps.may_open(steps.CONSULTATION, answered)
    assert not steps.may_open(steps.TALK, answered)


@pytest.mark.parametrize(
    ("client", "trigger", "applies"),
    [
        ("adult", YES, True),
        ("adult", UNKNOWN, True),
        ("adult", NO, False),
        ("adolescent", YES, True),
        ("adolescent", UNKNOWN, True),
        ("adolescent", NO, False),
        ("child", YES, False),
        ("child", UNKNOWN, False),
        ("", YES, False),
    ],
)
def test_the_kindcheck_is_for_an_adult_or_adolescent_with_a_trigger(client, trigger, applies):
    assert steps.kindcheck_applies(client, trigger) is applies


@pytest.mark.parametrize(
    ("answers", "consequence", "norms"),
    [
        ([NO], CLOSE, ()),
        ([UNKNOWN], CONSULT, ()),
        ([YES, YES], REPORT, ("acute", "disclosure")),
        ([YES, UNKNOWN], CONSULT, ()),
        ([YES, NO, NO], REPORT, ("no_effective_help",)),
        ([YES, NO, YES, NO], REPORT, ("no_effective_help",)),
        ([YES, NO, YES, YES, NO], REPORT_AGAIN, ("help_without_result",)),
        ([YES, NO, YES, YES, YES], FOLLOW, ()),
    ],
)
def test_each_way_through_the_questions_has_its_consequence(answers, consequence, norms):
    told = dict(zip(weighing.QUESTIONS, answers, strict=False))
    weighed = weighing.weigh(FIVE, told, ["disclosure", "acute"])
    assert (weighed.consequence, weighed.norms) == (consequence, norms)


def test_what_stands_behind_the_end_does_not_count():
    weighed = weighing.weigh(FIVE, {"suspicion": NO, "unsafety": YES}, ["acute"])
    assert (weighed.asked, weighed.norms) == (("suspicion",), ())


def test_unsafety_without_a_norm_waits():
    assert weighing.lacks_norm(weighing.weigh(FIVE, {"suspicion": YES, "unsafety": YES}))


def test_a_missing_answer_waits_at_its_question():
    assert weighing.weigh(FIVE, {"suspicion": YES}).waits == "unsafety"


def test_every_combination_is_decided():
    seen = set()
    for framework, marks, answers, weighed, result in combinations():
        assert result.what in deciding.SAYS
        assert result.what != deciding.GO_ON
        assert weighed.consequence in weighing.CONSEQUENCES
        if framework.consult_first and marks[1] != DONE and "acute" not in weighed.norms:
            assert not result.is_complete
            assert not (weighed.is_to_report and result.what == deciding.REPORT_NOW)
        assert (result.what == deciding.CALL_NOW) == ("acute" in weighed.norms), "nobody in danger waits for advice"
        if result.what == deciding.CONSULT_FIRST:
            assert marks[1] != DONE, "who consulted Veilig Thuis is not told to do so first"
        assert (framework.code, marks, answers) not in seen
        seen.add((framework.code, marks, answers))
    assert {code for code, *_ in seen} == set(frameworks())


def test_the_table_in_the_docs_is_as_the_code_has_it():
    assert (ROOT / "docs/meldcode.md").read_text() == document(), "run: python manage.py write_meldcode"


def test_missing_steps_hold_the_advice_up():
    weighed = weighing.weigh(FIVE, {"suspicion": NO})
    assert deciding.advised({}, weighed, SCHOOL, consulted=DONE).what == deciding.GO_ON


def test_deciding_otherwise_than_the_weighing_says_is_noticed():
    assert deciding.deviates(YES, weighing.weigh(FIVE, {"suspicion": NO}))
    assert not deciding.deviates(YES, weighing.weigh(FIVE, {"suspicion": YES, "unsafety": YES}, ["acute"]))
