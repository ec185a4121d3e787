"""Every rule of a mark and an alarm, at three depths."""

import pytest
from django.core.exceptions import ValidationError

from desk.oversight import actions
from desk.oversight.models import Alarm, Mark
from desk.rulebook import Refused
from tests.depths import refused_at_three_depths, refused_in_bulk, refused_in_sql, rules_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def judged(alarm, samir, at) -> Alarm:
    told = {"verdict": "false_alarm", "words": "Hij verving een collega."}
    return actions.judge_alarm(by=samir, at=at, alarm=alarm, version=alarm.version, **told)


def judge(alarm, by, at, **told):
    return lambda: actions.judge_alarm(
        **{
            "by": by,
            "at": at,
            "alarm": alarm,
            "version": alarm.version,
            "verdict": "well_founded",
            "words": "Ja.",
            **told,
        }
    )


def refused_by_the_row(rule: str, row, **broken) -> None:
    """No screen sets these columns: the row itself refuses, and the database below it."""
    for name, value in broken.items():
        setattr(row, name, value)
    with pytest.raises(ValidationError) as refusal:
        row.validate_constraints()
    assert rule in rules_of(refusal.value)
    refused_in_bulk(rule, row, broken)
    refused_in_sql(rule, row, broken)


def test_trait_is_known(knows, tariq) -> None:
    refused_by_the_row("trait_is_known", knows(tariq, "Voorbeeld").marks.first(), trait="shoe_size")


@pytest.mark.parametrize("words", ["", "Voorbeeld", "1234AB", "F" * 64, "0" * 63, "g" * 64])
def test_mark_is_a_hash(knows, tariq, words) -> None:
    refused_by_the_row("mark_is_a_hash", knows(tariq, "Voorbeeld").marks.first(), mark=words)


def test_alarm_kind_is_known(alarm) -> None:
    refused_by_the_row("alarm_kind_is_known", alarm, kind="gossip")


def test_alarm_verdict_is_known(alarm, judged, samir, at) -> None:
    refused_at_three_depths(
        "alarm_verdict_is_known", judged, {"verdict": "maybe"}, judge(fresh_alarm(), samir, at, verdict="x")
    )


def fresh_alarm() -> Alarm:
    """The same alarm as if nobody had judged it yet."""
    row = Alarm.objects.get()
    empty = {"verdict": "", "judged_by": None, "judged_role": "", "judged_at": None}
    return Alarm.objects.create(
        kind=row.kind,
        worker=row.worker,
        subject="C-2026-9999",
        day=row.day,
        evidence="Zelfde adres.",
        raised_at=row.raised_at,
        **empty,
    )


@pytest.mark.parametrize("nothing", ["", "   "])
def test_alarm_says_what_was_seen(alarm, nothing) -> None:
    refused_by_the_row("alarm_says_what_was_seen", alarm, evidence=nothing)


@pytest.mark.parametrize("missing", [{"judged_by": None}, {"judged_at": None}, {"judged_role": ""}, {"verdict": ""}])
def test_judged_alarm_carries_its_stamps(judged, missing) -> None:
    refused_by_the_row("judged_alarm_carries_its_stamps", judged, **missing)


@pytest.mark.parametrize("nothing", ["", "  ", "\u200b"])
def test_judged_alarm_says_why(judged, samir, at, nothing) -> None:
    refused_at_three_depths(
        "judged_alarm_says_why", judged, {"words": nothing}, judge(fresh_alarm(), samir, at, words=nothing)
    )


@pytest.mark.parametrize("role", ["team_lead", "functional_administrator", "counsellor"])
def test_alarm_is_judged_by_the_officer(judged, role) -> None:
    refused_by_the_row("alarm_is_judged_by_the_officer", judged, judged_role=role)


def test_nobody_judges_their_own_alarm(judged, samir, at) -> None:
    other = fresh_alarm()
    Alarm.objects.filter(pk=other.pk).update(worker=samir)
    other.refresh_from_db()
    refused_at_three_depths("nobody_judges_their_own_alarm", judged, {"worker_id": samir.pk}, judge(other, samir, at))


def test_an_alarm_is_judged_once(judged, samir, at) -> None:
    with pytest.raises(Refused) as refusal:
        judge(judged, samir, at, verdict="well_founded")()
    assert refusal.value.rule == "alarm_is_judged_once"
    assert Alarm.objects.get().verdict == "false_alarm"


def test_a_circle_has_a_surname(ada, tariq, at) -> None:
    with pytest.raises(Refused) as refusal:
        actions.save_circle(by=ada, at=at, account=tariq, surnames=[" ", "12"], homes=[("1234AB", "12")])
    assert refusal.value.rule == "circle_has_a_surname"
    assert not Mark.objects.exists()
