"""Each day is looked into once, each question asked once, and the circle itself leaves no word behind."""

from datetime import date, timedelta

import pytest

from desk.audit import trail
from desk.audit.models import Event
from desk.oversight import actions, tasks
from desk.oversight.choices import Kind
from desk.oversight.models import Alarm, Circle, Mark, ReviewedDay
from desk.reports.models import Report
from tests.desk.oversight.conftest import DAY, clock

pytestmark = pytest.mark.django_db
HOME = ("1234AB", "12")
BORN = date(1990, 2, 3)


# ---- once, and once only


def test_the_same_day_twice_gives_one_alarm(alarm):
    with pytest.raises(Exception, match="net door een ander bewaard"):
        actions.review_day(by=trail.System(), at=clock(32), day=DAY)
    assert Alarm.objects.count() == 1


def test_the_worker_looks_into_each_day_that_is_over_once(family, knows, looks, tariq, freezer_at):
    report = family(home="1234 AB Dorpsstraat 12")
    knows(tariq, "Voorbeeld", home=HOME)
    looks(tariq, report)
    freezer_at(clock(29, 59))
    assert tasks.review_looks() == 0
    freezer_at(clock(30, 1))
    assert tasks.review_looks() == 1
    assert tasks.review_looks() == 0
    assert ReviewedDay.objects.order_by("-day").first().day == DAY
    assert Alarm.objects.count() == 1


@pytest.fixture
def freezer_at(monkeypatch):
    def now_is(moment):
        monkeypatch.setattr(tasks.timezone, "now", lambda: moment)

    return now_is


def test_one_question_about_one_colleague_and_one_file_in_four_weeks(alarm, looks, review, tariq, samir, at):
    report = Report.objects.get()
    tomorrow, after = DAY + timedelta(days=1), DAY + timedelta(days=2)
    looks(tariq, report, clock(10, day=tomorrow))
    assert review(tomorrow) == []
    told = {"verdict": "well_founded", "words": "Hij keek naar zijn buren."}
    actions.judge_alarm(by=samir, at=at, alarm=alarm, version=alarm.version, **told)
    looks(tariq, report, clock(10, day=after))
    assert [again.kind for again in review(after)] == [Kind.SAME_HOME]


def test_raising_is_an_event_of_the_desk_and_names_no_file_and_nobody(alarm):
    events = Event.objects.filter(act__in=["alarm_raised", "looks_reviewed"]).order_by("act")
    assert [(e.act, e.actor_name, e.subject_kind, e.subject, e.reason, e.detail) for e in events] == [
        ("alarm_raised", "Het systeem", "trail", alarm.trail_number, "", ""),
        ("looks_reviewed", "Het systeem", "", "", "", "24-11-2026, alarmen: 1"),
    ]


# ---- the circle itself


def test_a_circle_takes_the_place_of_the_one_before(family, knows, looks, review, tariq):
    knows(tariq, "Zwaluwenburg")
    knows(tariq, "Anders")
    looks(tariq, family("Zwaluwenburg"))
    assert review() == []
    assert Circle.objects.count() == 1


def test_no_word_of_a_circle_is_in_any_row(knows, tariq, ada):
    knows(tariq, "Zwaluwenburg", home=HOME, born=BORN)
    rows = [*Mark.objects.values_list(), *Circle.objects.values_list(), *Event.objects.values_list()]
    text = " ".join(map(str, rows)).lower()
    assert not [word for word in ("zwaluwenburg", "1234ab", "1990-02-03") if word in text]


def test_the_circle_of_who_left_goes_after_their_last_day(knows, looks, family, review, tariq):
    knows(tariq, "Voorbeeld", home=HOME)
    looks(tariq, family(home="1234 AB Dorpsstraat 12"))
    type(tariq).objects.filter(pk=tariq.pk).update(is_active=False)
    assert review(DAY - timedelta(days=1)) == []
    assert Circle.objects.exists()
    assert len(review()) == 1
    assert review(DAY + timedelta(days=1)) == []
    assert not Circle.objects.exists()
    assert Event.objects.filter(act="circle_removed", subject=tariq.trail_number, detail="uit dienst").exists()
