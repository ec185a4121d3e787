"""A day of looks, and which of them become an alarm."""

from datetime import date, timedelta

import pytest

from desk.audit import trail
from desk.oversight.choices import Kind
from desk.oversight.models import Alarm
from desk.reports.models import CaseFile, Report
from tests import stories
from tests.desk.oversight.conftest import DAY, clock

pytestmark = pytest.mark.django_db
HOME = ("1234AB", "12")
BORN = date(1990, 2, 3)


def told(alarms: list[Alarm]) -> list[tuple[str, str, str]]:
    return [(alarm.kind, alarm.worker.display_name if alarm.worker else "", alarm.subject) for alarm in alarms]


# ---- the own circle


def test_a_file_at_the_own_address_is_an_alarm_without_a_word_of_the_address(family, knows, looks, review, tariq):
    report = family("Andersen", "1234 AB Dorpsstraat 12")
    knows(tariq, "Voorbeeld", home=HOME)
    looks(tariq, report, clock(10, 12))
    looks(tariq, report, clock(10, 40))
    (alarm,) = review()
    assert told([alarm]) == [(Kind.SAME_HOME, "Tariq A.", report.case_file.number)]
    assert alarm.evidence == (
        "Postcode en huisnummer in dit dossier horen bij de kring van deze collega. "
        "Dezelfde postcode als de kring van deze collega, zonder eigen werk aan de zaak. "
        "2 keer geopend, tussen 10.12 en 10.40 uur."
    )


def test_the_own_file_is_the_strongest(family, knows, looks, review, tariq):
    looks(tariq, family("van Voorbeeld", "1234 AB Dorpsstraat 12", BORN))
    knows(tariq, "Voorbeeld", home=HOME, born=BORN)
    assert [alarm.kind for alarm in review()] == [Kind.OWN_FILE]


def test_another_birth_date_is_another_person(family, knows, looks, review, tariq):
    looks(tariq, family("Jansen", born=date(1990, 3, 2)))
    knows(tariq, "Jansen", born=BORN)
    assert review() == []


def test_a_rare_surname_is_an_alarm_and_a_frequent_one_far_away_is_not(family, knows, looks, review, tariq):
    rare, frequent = family("Zwaluwenburg"), family("de Jong", "1234 AB Dorpsstraat 1")
    knows(tariq, "Zwaluwenburg", home=("9876ZZ", "1"))
    knows(tariq, "Zwaluwenburg", "Jong", home=("9876ZZ", "1"))
    looks(tariq, rare)
    looks(tariq, frequent)
    assert told(review()) == [(Kind.SAME_SURNAME, "Tariq A.", rare.case_file.number)]


def test_a_frequent_surname_in_the_own_part_of_town_is_an_alarm(family, knows, looks, review, tariq):
    report = family("de Jong", "1234 CD Dorpsstraat 1")
    knows(tariq, "Jong", home=HOME)
    looks(tariq, report)
    assert told(review()) == [(Kind.SAME_SURNAME, "Tariq A.", report.case_file.number)]


def test_a_surname_of_many_files_of_the_desk_is_not_rare(family, knows, looks, review, tariq):
    reports_of = [family("Tolhuizen") for _ in range(5)]
    knows(tariq, "Tolhuizen")
    looks(tariq, reports_of[0])
    assert review() == []


def test_a_neighbour_is_an_alarm_unless_it_is_the_work_of_the_colleague(family, knows, looks, review, noor, tariq):
    report = family("Andersen", "1234 AB Dorpsstraat 99")
    for user in (noor, tariq):
        knows(user, "Voorbeeld", home=HOME)
        looks(user, report)
    assert told(review()) == [(Kind.SAME_POSTCODE, "Tariq A.", report.case_file.number)]


def test_picking_a_report_up_makes_nobody_of_the_family_work(family, knows, looks, review, tariq):
    report = family("Zwaluwenburg")
    knows(tariq, "Zwaluwenburg")
    trail.record("report_assigned", by=tariq, at=clock(9), subject=report)
    looks(tariq, report)
    assert [alarm.kind for alarm in review()] == [Kind.SAME_SURNAME]


def test_a_refused_attempt_is_seen_as_well(family, knows, looks, review, bram):
    report = family(home="1234 AB Dorpsstraat 12")
    knows(bram, "Voorbeeld", home=HOME)
    trail.record("page_refused", by=bram, at=clock(9), subject=report, outcome="refused", rule="not_permitted")
    (alarm,) = review()
    assert alarm.worker == bram
    assert alarm.evidence.endswith("1 keer geweigerd, om 09.00 uur.")


def test_a_colleague_without_a_circle_and_a_file_without_persons_give_nothing(
    family, knows, looks, review, noor, tariq
):
    looks(tariq, family("Zwaluwenburg"))
    knows(noor, "Zwaluwenburg")
    assert review() == []


# ---- night


def test_a_file_of_others_at_night_is_an_alarm_for_who_did_no_work(family, looks, review, tariq, noor):
    report = family()
    looks(tariq, report, clock(23, 30))
    looks(noor, report, clock(26))
    assert told(review()) == [(Kind.NIGHT, "Tariq A.", report.case_file.number)]


def test_half_past_six_is_a_day_and_one_in_the_night_belongs_to_the_evening(family, looks, review, tariq):
    report = family()
    looks(tariq, report, clock(30, 30))
    looks(tariq, report, clock(25))
    assert [alarm.kind for alarm in review()] == [Kind.NIGHT]
    assert review(DAY + timedelta(days=1)) == []


def test_who_takes_a_report_in_at_night_may_look_things_up(family, looks, review, tariq):
    looks(tariq, family(), clock(25))
    stories.a_report(by=tariq, at=clock(26))
    assert review() == []


def test_the_night_shift_looks_up_two_and_not_three(family, looks, review, tariq):
    for back in (7, 14):
        stories.a_report(by=tariq, at=clock(25, day=DAY - timedelta(days=back)))
    for n in range(2):
        looks(tariq, family(), clock(25, n))
    assert review() == []
    other = DAY + timedelta(days=1)
    for n in range(3):
        looks(tariq, family(), clock(25, n, day=other))
    assert [alarm.kind for alarm in review(other)] == [Kind.NIGHT]


# ---- volume


def test_many_files_of_others_in_a_day_are_an_alarm_about_the_day(family, looks, review, tariq):
    for n in range(15):
        looks(tariq, family(), clock(9, n))
    (alarm,) = review()
    assert told([alarm]) == [(Kind.VOLUME, "Tariq A.", "")]
    assert alarm.evidence == (
        "15 dossiers op één dag, waarvan 15 zonder taak. Zelf nog niet meer dan 0, collega's die dag 0."
    )


def test_who_opens_many_each_day_is_no_alarm(family, looks, review, tariq):
    reports_of = [family() for _ in range(15)]
    for back in range(3):
        for report in reports_of:
            looks(tariq, report, clock(9, day=DAY - timedelta(days=back)))
    assert review() == []


# ---- closed long ago


@pytest.fixture
def closed(family):
    def make() -> Report:
        report = family()
        when = clock(9, day=DAY - timedelta(days=400))
        CaseFile.objects.filter(pk=report.case_file_id).update(status="closed", closed_at=when, opened_at=when)
        return report

    return make


def test_four_closed_files_of_others_in_a_week_are_an_alarm(closed, looks, review, tariq):
    for back in range(4):
        looks(tariq, closed(), clock(9, day=DAY - timedelta(days=back)))
    assert told(review()) == [(Kind.CLOSED_FILES, "Tariq A.", "")]


def test_a_closed_file_opened_by_mistake_is_none_and_opened_again_is_one(closed, looks, review, tariq):
    report = closed()
    looks(tariq, report, clock(9, day=DAY - timedelta(days=3)))
    looks(tariq, report, clock(9, 5, day=DAY - timedelta(days=3)))
    assert review(DAY - timedelta(days=3)) == []
    looks(tariq, report)
    assert told(review()) == [(Kind.CLOSED_FILES, "Tariq A.", report.case_file.number)]


def test_the_closed_file_of_a_family_that_comes_back_is_work(closed, looks, review, tariq):
    old = closed()
    new = stories.a_report(by=tariq, at=clock(11))
    CaseFile.objects.filter(pk=new.case_file_id).update(follows=old.case_file)
    for back in range(4):
        looks(tariq, old, clock(9, day=DAY - timedelta(days=back)))
    assert review() == []


def test_a_day_of_calling_back_is_work(closed, looks, review, tariq, at):
    called = [closed() for _ in range(9)]
    for n, report in enumerate(called):
        looks(tariq, report, clock(9, n))
        if n < 5:
            trail.record("note_added", by=tariq, at=clock(10), subject=report.case_file)
    assert review() == []


def test_a_lead_checks_closed_files_of_the_team(closed, looks, review, joke):
    for _ in range(5):
        looks(joke, closed())
    assert review() == []


# ---- a case everybody talks about


def test_a_crowd_in_one_file_is_one_alarm_without_a_name(family, looks, review, person_of, north, joke, saskia):
    report = family()
    for n in range(6):
        looks(person_of(f"Wim{n}", "counsellor", north), report, clock(9, n, day=DAY - timedelta(days=n % 3)))
    for other in (joke, saskia):
        looks(other, report)
    assert told(review()) == [(Kind.CROWD, "", report.case_file.number)]
