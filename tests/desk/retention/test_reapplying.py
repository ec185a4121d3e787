"""What was destroyed and came back with a backup goes again, by two people; and the list of it names nobody."""

from datetime import timedelta

import pytest
from celery.schedules import crontab
from django.core.exceptions import PermissionDenied, ValidationError

from desk.audit.check import check
from desk.audit.models import Event
from desk.audit.sealing.seal import seal
from desk.celery import app
from desk.deadlines import local_day
from desk.reports.models import CaseFile
from desk.retention.actions import destroy_case_file
from desk.retention.listing import Listed, list_destroyed
from desk.retention.models import Destruction
from desk.retention.reapplying import WHY, reapply_destruction
from desk.retention.tasks import list_destructions
from tests import stories
from tests.desk.audit.conftest import place  # noqa: F401 - the key and the anchor of the trail
from tests.needles import kept_in

pytestmark = pytest.mark.django_db


def told_of(file: CaseFile, at) -> Listed:
    return Listed(file.number, "M-2005-0001", "Rijksoverheid", local_day(at), local_day(at))


def again(file, by, second, at, **other) -> Destruction:
    return reapply_destruction(
        **{"by": by, "at": at, "second": second, "case_file": file, "told": told_of(file, at), **other}
    )


def test_it_is_gone_from_every_table_and_the_trail_tells_of_it(place, old, samir, joke, at, words):  # noqa: F811
    assert kept_in(words)
    row = again(old, samir, joke, at)
    assert kept_in(words) == set()
    assert (row.proposed_by, row.decided_by, row.not_warned_reason) == (samir, joke, WHY)
    assert Event.objects.get(act="destruction_reapplied").subject == old.number
    seal(at=at)
    assert check(at=at + timedelta(minutes=1)).wrong == ""


def test_a_proposal_that_waits_again_is_decided_by_the_other(proposal, old, samir, joke, at):
    row = again(old, samir, joke, at)
    assert (row.pk, row.proposed_by, row.decided_by) == (proposal.pk, samir, joke)


def test_who_proposed_it_then_does_not_decide_now(proposal, old, samir, person_of, at):
    other = person_of("Petra O.", "privacy_officer")
    row = again(old, other, samir, at)
    assert (row.proposed_by, row.decided_by) == (samir, other)


def test_what_waits_for_a_judgement_does_not_save_it(old, tariq, samir, joke, at):
    """It was judged before it was destroyed; that judgement is lost with the database."""
    stories.gives_reason(by=tariq, at=at - timedelta(days=30), case_file=old)
    again(old, samir, joke, at)
    assert not CaseFile.objects.filter(pk=old.pk).exists()


def test_nobody_does_it_alone_p8(old, samir, at):
    with pytest.raises(ValidationError, match="een ander moet besluiten"):
        again(old, samir, samir, at)
    assert CaseFile.objects.filter(pk=old.pk).exists()


@pytest.mark.parametrize("name", ["noor", "bram", "vera", "ada", "joke"])
def test_nobody_but_a_privacy_officer_begins_it(name, request, old, els, at):
    with pytest.raises(PermissionDenied):
        again(old, request.getfixturevalue(name), els, at)


@pytest.mark.parametrize("name", ["noor", "bram", "vera", "ada"])
def test_a_stranger_does_not_decide(name, request, old, samir, at):
    with pytest.raises(PermissionDenied):
        again(old, samir, request.getfixturevalue(name), at)
    assert Event.objects.filter(act="destruction_reapplied", outcome="refused").count() == 1


def test_an_open_file_and_one_that_is_kept_still_do_not_go(noor, saskia, samir, joke, at):
    open_file = stories.a_report(by=noor, at=at).case_file
    with pytest.raises(ValidationError, match="nog open"):
        again(open_file, samir, joke, at)
    decision = stories.confirmed(by=noor, second=saskia, at=at, **stories.answers_no())
    young = CaseFile.objects.get(pk=decision.report.case_file_id)
    with pytest.raises(ValidationError, match="wordt bewaard tot en met"):
        again(young, samir, joke, at)


def test_a_file_that_the_list_does_not_name_does_not_go(old, samir, joke, at):
    other = Listed("C-2001-0001", "M-2001-0001", "Rijksoverheid", local_day(at), local_day(at))
    with pytest.raises(ValidationError, match="niet op de lijst"):
        again(old, samir, joke, at, told=other)


def test_the_list_names_the_file_and_the_rule_and_nobody(place, proposal, old, samir, joke, at, words):  # noqa: F811
    report = old.reports.get()
    destroy_case_file(by=joke, at=at, destruction=proposal, version=proposal.version)
    assert (list_destroyed(at=at), list_destroyed(at=at)) == (1, 0)
    text = (place / "heads" / "destroyed" / f"{old.number}.destroyed").read_text()
    body = text.partition("\n\n")[0].splitlines()
    assert body[1:4] == [old.number, report.number, "Rijksoverheid, bewaartermijn dossier Veilig Thuis"]
    assert len(body) == 6
    assert not [name for name in (words, samir.display_name, joke.display_name, "samir") if name in text]


def test_the_list_does_not_disturb_the_check_of_the_trail(place, proposal, joke, at):  # noqa: F811
    destroy_case_file(by=joke, at=at, destruction=proposal, version=proposal.version)
    list_destroyed(at=at)
    seal(at=at)
    assert check(at=at + timedelta(minutes=1)).wrong == ""


def test_a_place_that_is_away_is_told_in_the_log_and_tried_again(place, proposal, joke, at, caplog):  # noqa: F811
    destroy_case_file(by=joke, at=at, destruction=proposal, version=proposal.version)
    (place / "heads").write_text("in the way")
    assert list_destructions(everything=True) == 0
    assert "could not be written" in caplog.text
    (place / "heads").unlink()
    assert list_destructions(everything=True) == 1


def test_of_long_ago_the_list_is_looked_through_at_night(place, proposal, joke, at):  # noqa: F811
    destroy_case_file(by=joke, at=at, destruction=proposal, version=proposal.version)
    later = at + timedelta(days=3)
    assert [list_destroyed(at=later), list_destroyed(at=later, everything=True), list_destroyed(at=at)] == [0, 1, 0]


def test_the_worker_looks_at_all_of_it_once_a_night():
    told = [one for one in app.conf.beat_schedule.values() if one["task"] == "desk.retention.tasks.list_destructions"]
    assert [(one.get("kwargs", {}), one["schedule"]) for one in told] == [
        ({}, 60.0),
        ({"everything": True}, crontab(hour="4", minute="0")),
    ]
