"""What follows from an answer that was changed since is sent nowhere, shown nowhere, and stands in no copy."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.utils import timezone

from desk.accounts.models import User
from desk.directory.models import Municipality
from desk.forms import TidyField
from meldcode import copies, journeys, sending
from meldcode.frameworks import frameworks
from meldcode.journeys import Journey
from meldcode.page_form import ANYTHING, NOTHING
from meldcode.walk import ALL, Walk
from meldcode.weighing import QUESTIONS, weigh
from tests import portal_answers as story

pytestmark = pytest.mark.django_db
NEEDLE = "Wilgenroosje"
SCHOOL = frameworks()["secondary_education"]
# Every question that follows from another one has an answer here, whatever the answer before it is.
FULL: dict[str, dict[str, Any]] = {
    **{page: dict(told) for _slug, page, told in story.STORY},
    "trafficking": dict(story.TRAFFICKING),
}
FULL["signals"] = {**story.KINDCHECK, "kindcheck_why": "Daar kwam het niet van."}
FULL["consultation"] |= {"why": "Het was nacht."}
FULL["talk"] |= {"why": "Dat is niet veilig."}
FULL["weighing"] |= {"help": "yes", "accepted": "yes", "result": "no"}
FULL["decision"] |= {"deviates_why": "Het wordt erger."}
FULL["concern"] |= {"danger_action": "De politie kwam.", "others_said": "Het is mis.", "others_who": "Een buurman."}
FULL["openness"] = {**story.SHIELDED, "informed_how": "Moeder, sinds maandag."}


def follows() -> Iterator[tuple[str, str]]:
    """(page, field) of every text that follows from another answer."""
    weighed = weigh(SCHOOL.questions, FULL["weighing"], ["structural"])
    for page in ALL:
        more = {"weighed": weighed} if page.key == "decision" else {}
        form: Any = page.form(None, framework=SCHOOL, **more)
        for name in form.depends:
            if isinstance(form.fields[name], TidyField):
                yield page.key, name


@pytest.fixture
def walked(pen, eva) -> Callable[[dict[str, dict[str, Any]]], Walk]:
    """Return the walk of these answers, kept in one journey."""
    key = story.begin(pen, eva)

    def kept(told: dict[str, dict[str, Any]]) -> Walk:
        told["people"]["municipality"] = Municipality.objects.get(name="Lindehaven").pk
        for page, answers in told.items():
            fields = {
                name: [str(one) for one in value] if isinstance(value, list) else [str(value)]
                for name, value in story.posted(page, answers).items()
                if value != ""
            }
            journeys.keep(by=eva, at=timezone.now(), key=key, page=page, fields=fields)
        return Walk(eva, Journey.objects.get(key=key))

    return kept


def turned(form: Any, name: str, *, on: bool) -> dict[str, Any]:
    """The answers before `name` by which it is asked, or is not."""
    told = {}
    for question, wanted in form.depends[name]:
        all_wanted = [one for other, one in form.depends[name] if other == question]
        if wanted in (ANYTHING, NOTHING):
            something, nothing = ("2", "0") if question == "kindcheck_children" else ("iets", "")
            told[question] = something if on == (wanted == ANYTHING) else nothing
        else:
            choices = [key for key, _words in form.fields[question].choices if key]
            told[question] = wanted if on else next(key for key in choices if key not in all_wanted)
    return told


def everywhere(walk: Walk, eva: User) -> str:
    """All that is sent, shown or kept of a journey."""
    assert walk.first_open.key == "review", "whatever is asked has its answer"
    told = [sending.as_report(walk, by=eva, at=timezone.now()), copies.as_parts(walk), copies.steps_taken(walk)]
    return "\n".join([*map(str, told), copies.as_text(walk)])


@pytest.mark.parametrize(("page", "name"), list(follows()))
def test_a_text_that_is_no_longer_asked_for_goes_nowhere(walked, eva, page, name):
    told = {key: dict(answers) for key, answers in FULL.items()}
    if name == "deviates_why":
        told["weighing"] = {"suspicion": "no"}
    told[page][name] = NEEDLE
    form = walked(told).form(next(one for one in ALL if one.key == page))
    told[page] |= turned(form, name, on=True)
    assert NEEDLE in everywhere(walked(told), eva)
    if name == "deviates_why":
        told["weighing"] = FULL["weighing"]
    else:
        told[page] |= turned(form, name, on=False)
    assert NEEDLE not in everywhere(walked(told), eva)


def test_of_the_weighing_only_what_was_reached_is_sent(walked, eva):
    walk = walked({key: dict(answers) for key, answers in FULL.items()})
    steps = sending.as_report(walk, by=eva, at=timezone.now())["steps"]
    assert [steps[key] for key in QUESTIONS] == ["yes", "yes", "", "", ""]
    lines = [line for part in copies.sections(walk) if part.page.key == "weighing" for line in part.lines]
    assert len(lines) == 3


def test_a_shield_that_was_taken_back_leaves_nothing(walked, eva):
    told = {key: dict(answers) for key, answers in FULL.items()}
    told["openness"]["disclosure"] = "open"
    reporter = sending.as_report(walked(told), by=eva, at=timezone.now())["reporter"]
    assert not {"shield_ground", "safety_agreement", "withheld"} & set(reporter)


def test_who_is_not_born_has_no_day_of_birth(walked, eva):
    told = {key: dict(answers) for key, answers in FULL.items()}
    told["people"] |= {"0-unborn": "on", "0-birth": "14-03-2011"}
    walk = walked(told)
    assert sending.as_report(walk, by=eva, at=timezone.now())["persons"][0]["birth_year"] is None
    assert "14-03-2011" not in copies.as_text(walk)


def test_what_the_guard_did_not_read_is_in_no_draft(pen, eva):
    """Without JavaScript a hidden field is sent too; before step 5 it may name nobody."""
    key = story.walk(pen, eva, until="talk")
    told = story.posted("talk", {**story.TALK, "why": "Jan de Vries is dreigend."})
    assert pen.post(f"/portaal/melden/{key}/gesprek/", told).status_code == 302
    assert "talk-why" not in Journey.objects.get().answers
