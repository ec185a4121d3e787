"""The same form twice, a record that is gone, and other things that are said instead of lost."""

from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from desk.audit.models import Event
from desk.reports import concern, people
from desk.reports.identity import Reporter
from desk.reports.models import Report
from tests.depths import refused_by
from tests.stories import TEACHER, a_report, fresh

pytestmark = pytest.mark.django_db
# ---- sent again


def test_signals_are_saved_a_second_time(noor, at) -> None:
    report = a_report(by=noor, at=at)
    seen = [{"list": "signal", "code": "debts", "state": "seen", "source": "Mentor"}]
    report = concern.save_observations(by=noor, at=at, report=report, version=report.version, observations=seen)
    report = concern.save_observations(by=noor, at=at, report=report, version=report.version, observations=seen)
    assert report.observations.count() == 1


def test_a_signal_answered_twice_is_refused_and_not_a_fault(noor, at) -> None:
    report = a_report(by=noor, at=at)
    twice = [{"list": "signal", "code": "debts", "state": "not_seen"}] * 2
    given = {"report": report, "version": report.version, "observations": twice}
    refused_by("each_signal_is_answered_once", concern.save_observations, by=noor, at=at, **given)


def test_a_person_sent_again_takes_away_nothing_a_colleague_wrote(noor, joke, at) -> None:
    report, key = a_report(by=noor, at=at), uuid4()
    sent = {"case_file": report.case_file, "role": "child", "called": "Dochter", "submission": key}
    person = people.save_person(by=noor, at=at, **sent)
    assert people.save_person(by=noor, at=at, **sent).version == person.version
    told = {"case_file": report.case_file, "person": person, "version": person.version, "surname": "Proef"}
    people.save_person(by=joke, at=at, **told)
    refused_by("stale_version", people.save_person, by=noor, at=at, **{**sent, "surname": "Anders"})
    assert fresh(person).surname == "Proef"


def test_a_report_sent_again_with_other_words_is_not_lost_in_silence(noor, at) -> None:
    key = uuid4()
    report = a_report(by=noor, at=at, submission=key)
    assert a_report(by=noor, at=at, submission=key) == report
    refused_by("report_is_stored_already", a_report, by=noor, at=at, submission=key, help_present="Wijkteam")
    assert Report.objects.count() == 1


def test_a_note_sent_again_is_one_note_and_one_event_of_it(noor, at) -> None:
    report = a_report(by=noor, at=at)
    sent = {"case_file": report.case_file, "text": "Oma belt terug.", "submission": uuid4()}
    assert concern.add_note(by=noor, at=at, **sent) == concern.add_note(by=noor, at=at, **sent)
    written = Event.objects.filter(subject=report.case_file.number).values_list("act", flat=True)
    assert sorted(written) == ["case_file_read", "note_added"]


def test_a_record_that_was_taken_away_meanwhile_is_said_so(noor, at) -> None:
    report = a_report(by=noor, at=at)
    person = people.save_person(by=noor, at=at, case_file=report.case_file, role="child")
    people.remove_person(by=noor, at=at, case_file=report.case_file, person=fresh(person))
    given = {"case_file": report.case_file, "person": person, "version": 1, "role": "child"}
    refused_by("record_is_gone", people.save_person, by=noor, at=at, **given)


def test_a_household_does_not_say_its_name_in_a_log(noor, at) -> None:
    report = a_report(by=noor, at=at)
    household = people.save_household(by=noor, at=at, case_file=report.case_file, label="Gezin Proefpersoon")
    assert "Proefpersoon" not in str(household)


def test_a_year_no_calendar_has_is_refused(noor, at) -> None:
    report = a_report(by=noor, at=at)
    given = {"case_file": report.case_file, "role": "child", "birth_year": 10**12}
    refused_by("birth_date_exists", people.save_person, by=noor, at=at, **given)


def test_no_reporter_row_is_kept_of_a_refused_report(noor, at) -> None:
    with pytest.raises(ValidationError):
        a_report(by=noor, at=at, reporter={**TEACHER, "disclosure": "unknown"})
    assert not Reporter.objects.exists()
    assert not Report.objects.exists()
