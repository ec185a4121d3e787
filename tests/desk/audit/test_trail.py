"""An act and its event live and die together; a refusal is kept after the act is undone."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from lucide import IconDoesNotExist
from lucide.templatetags.lucide import lucide

from desk.accounts.models import Region
from desk.audit import trail
from desk.audit.choices import ACTS
from desk.audit.models import Event
from desk.audit.wishes import WANTED
from desk.rulebook import Refused
from tests import stories

pytestmark = pytest.mark.django_db
ROOMS = ("desk", "meldcode")
SOURCES = [
    path for room in ROOMS for path in (settings.BASE_DIR / room).rglob("*.py") if "migrations" not in path.parts
]


@trail.act("organisation_saved")
def build(*, by: Any, at: Any, name: str, fails: Exception | None = None, **_: Any) -> Region:
    """An act that makes a region, records it, and then fails if it is told to."""
    made = Region.objects.create(name=name)
    trail.record("organisation_saved", by=by, at=at)
    if fails:
        raise fails
    return made


@trail.act("organisation_saved")
def forget(*, by: Any, at: Any) -> None:
    """An act whose maker forgot the event."""
    Region.objects.create(name="Vergeten")


def test_an_act_leaves_one_event(noor, at):
    build(by=noor, at=at, name="Elders")
    assert Event.objects.get().outcome == "done"


def test_an_act_that_fails_leaves_neither_row_nor_event(noor, at):
    with pytest.raises(RuntimeError):
        build(by=noor, at=at, name="Elders", fails=RuntimeError("stuk"))
    assert not Event.objects.exists()
    assert not Region.objects.filter(name="Elders").exists()


@pytest.mark.parametrize(
    ("refusal", "rule"),
    [
        (PermissionDenied(), "not_permitted"),
        (Refused("one_rule", "Nee."), "one_rule"),
        (Refused("rule_at_a_field", "Nee.", "name"), "rule_at_a_field"),
        (ValidationError({"a": ValidationError("x", "b_rule"), "b": ValidationError("y", "a_rule")}), "a_rule,b_rule"),
    ],
)
def test_a_refused_act_is_undone_and_its_refusal_is_kept(refusal: Exception, rule: str, noor, at):
    with pytest.raises(type(refusal)):
        build(by=noor, at=at, name="Elders", fails=refusal)
    event = Event.objects.get()
    assert (event.outcome, event.rule, event.actor_name) == ("refused", rule, "Noor B.")
    assert not Region.objects.filter(name="Elders").exists()


def test_a_refusal_names_the_record_and_never_the_words(noor, joke, at):
    with pytest.raises(Refused):
        build(by=noor, at=at, name="Naaldje Naaldmans", fails=Refused("one_rule", "Naaldje mag niet."), account=joke)
    event = Event.objects.get()
    assert event.subject == joke.trail_number
    assert "Naald" not in str(Event.objects.values())


def test_an_act_without_an_event_is_undone(noor, at):
    with pytest.raises(trail.Unrecorded):
        forget(by=noor, at=at)
    assert not Region.objects.filter(name="Vergeten").exists()


def test_an_act_within_an_act_is_refused_as_one(noor, at):
    @trail.act("organisation_checked")
    def outer(*, by: Any, at: Any) -> None:
        build(by=by, at=at, name="Elders", fails=Refused("inner_rule", "Nee."))

    with pytest.raises(Refused):
        outer(by=noor, at=at)
    assert list(Event.objects.values_list("act", "rule")) == [("organisation_checked", "inner_rule")]


def test_an_advice_leaves_the_day_and_no_clock(noor, at):
    stories.an_advice(by=noor, at=at)
    events = Event.objects.filter(subject_kind="advice")
    assert events
    assert {(event.day, event.at) for event in events} == {(at.date(), None)}


def test_a_refused_advice_leaves_no_clock_either(bram, ada, at):
    with pytest.raises(PermissionDenied):
        stories.an_advice(by=ada, at=at)
    event = Event.objects.get()
    assert (event.outcome, event.at) == ("refused", None)


def test_an_event_of_the_night_falls_on_the_day_of_the_desk(noor, at):
    late = at.replace(hour=23, minute=59)
    assert trail.record("signed_in", by=noor, at=late).day == late.date()


def test_an_unknown_act_is_a_mistake_of_ours(noor, at):
    with pytest.raises((KeyError, ValidationError, AssertionError)):
        trail.act("made_up")(build)


@pytest.mark.parametrize("code", ACTS)
def test_every_act_has_an_icon_a_sentence_and_a_wish(code: str):
    sentence, icon = ACTS[code]
    try:
        lucide(icon)
    except IconDoesNotExist:
        pytest.fail(f"no icon {icon}")
    assert sentence.endswith(".")
    assert WANTED[code]
    assert set(re.findall(r"{(\w*)}", sentence + WANTED[code])) <= {"subject"}


def test_no_wish_is_left_of_an_act_that_went():
    assert set(WANTED) == set(ACTS)


@pytest.mark.parametrize("code", ACTS)
def test_every_act_is_done_somewhere(code: str):
    lists = {settings.BASE_DIR / "desk/audit" / name for name in ("choices.py", "wishes.py")}
    used = [path for path in SOURCES if path not in lists and names(path, code)]
    assert used


def names(path: Path, code: str) -> bool:
    return f'"{code}"' in path.read_text()


def test_every_recorded_act_exists():
    recorded = {code for path in SOURCES for code in re.findall(r'trail\.(?:act|record)\(\s*"(\w+)"', path.read_text())}
    assert recorded <= set(ACTS)
