"""In quarantine until the scanner said it is clean: over a real socket, with a scanner that is away, mute or wrong."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from desk.attachments import clamd as client
from desk.attachments import scanning, store, tasks
from desk.attachments.models import Attachment
from desk.attachments.tasks import remove_orphans, sweep_attachments
from desk.audit.models import Event
from tests import stories
from tests.desk.attachments.files import EICAR, LETTER
from tests.ports import free_port

pytestmark = pytest.mark.django_db


def told() -> list[tuple[str, str]]:
    found = Event.objects.filter(act="attachment_scanned").order_by("detail")
    return [(event.actor_name, event.detail) for event in found]


def test_it_is_scanned_as_soon_as_it_is_there(put, noor, report, clamd, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        row = put(noor, report)
        assert clamd.seen == []
    row = stories.fresh(row)
    assert row.state == "clean"
    assert row.scanned_at
    assert clamd.seen == [LETTER]
    assert told() == [("Het systeem", "schoon")]


def test_e08_what_the_scanner_finds_is_destroyed_and_never_given(
    put, noor, report, clamd, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        row = put(noor, report, EICAR, "rekening.pdf")
    row = stories.fresh(row)
    assert (row.state, row.stored, row.digest) == ("refused", "", "")
    assert list(store.folder().iterdir()) == []
    assert told() == [("Het systeem", "gevonden: Eicar-Test-Signature")]


def test_without_a_scanner_nothing_is_asked_and_it_says_so(put, noor, report, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        row = put(noor, report)
    assert scanning.scan_attachment(str(row.pk)) is False
    assert stories.fresh(row).state == "unscanned"
    assert told() == []


def test_while_the_scanner_is_away_it_waits_and_the_sweep_finds_it(
    put, noor, report, clamd, settings, django_capture_on_commit_callbacks
):
    there, settings.CLAMD_URL = settings.CLAMD_URL, f"tcp://127.0.0.1:{free_port()}"
    with django_capture_on_commit_callbacks(execute=True):
        row = put(noor, report)
    assert sweep_attachments() == 0
    assert stories.fresh(row).state == "quarantined"
    settings.CLAMD_URL = there
    assert sweep_attachments() == 1
    assert sweep_attachments() == 0
    assert told() == [("Het systeem", "schoon")]


def test_a_desk_that_gets_a_scanner_scans_what_came_before(put, noor, report, settings, request):
    row = put(noor, report)
    request.getfixturevalue("clamd")
    assert sweep_attachments() == 1
    assert stories.fresh(row).state == "clean"


def test_without_a_queue_it_is_put_there_all_the_same(
    put, noor, report, clamd, monkeypatch, caplog, django_capture_on_commit_callbacks
):
    def away(*_, **__):
        raise OSError("no queue")

    monkeypatch.setattr(scanning.scan_attachment, "apply_async", away)
    with django_capture_on_commit_callbacks(execute=True):
        row = put(noor, report)
    assert stories.fresh(row).state == "quarantined"
    caplog.clear()
    assert sweep_attachments() == 1


@pytest.mark.parametrize(
    "says", [b"INSTREAM size limit exceeded. ERROR\0", b"stream: \0", b"UNKNOWN COMMAND\0", b"\0", b"OK\0"]
)
def test_an_answer_that_is_none_leaves_it_waiting(put, noor, report, clamd, says):
    clamd.says = says
    row = put(noor, report)
    assert scanning.scan_attachment(str(row.pk)) is False
    assert stories.fresh(row).state == "quarantined"


def test_a_name_of_a_virus_cannot_speak(put, noor, report, clamd):
    clamd.says = b"stream: <script>Win.Test\r\n M-2026-0001 FOUND\0"
    scanning.scan_attachment(str(put(noor, report).pk))
    assert told() == [("Het systeem", "gevonden: scriptWin.TestM-2026-0001")]


def test_a_scan_that_comes_twice_is_told_once(put, noor, report, clamd, at):
    row = put(noor, report)
    assert scanning.scan_attachment(str(row.pk)) is True
    assert scanning.scan_attachment(str(row.pk)) is False
    assert scanning.judge(row, "Eicar", at) is False  # the answer of a slower worker
    assert told() == [("Het systeem", "schoon")]


def test_a_damaged_file_is_not_called_clean(put, noor, report, clamd, vault):
    row = put(noor, report)
    (vault / row.stored).write_bytes(b"iets anders")
    assert scanning.scan_attachment(str(row.pk)) is False
    assert stories.fresh(row).state == "quarantined"


@pytest.mark.parametrize("url", ["http://127.0.0.1:3310", "tcp://", "unix:///nergens/clamd.sock", "onzin"])
def test_an_address_that_is_none_is_a_scanner_that_is_away(url, vault):
    stored = stories.a_letter()
    with store.open_whole(stored.name, stored.digest) as file, pytest.raises(client.NotScanned):
        client.scan(url, file)


# ---- what is left behind


def test_a_file_that_no_row_knows_goes_after_an_hour(put, noor, report, at):
    row = put(noor, report)
    left = stories.a_letter()  # the desk was killed before the row was there
    with time_machine.travel(at + timedelta(minutes=59), tick=False):
        touch(row.stored, left.name, moment=at)
        assert remove_orphans() == 0
    with time_machine.travel(at + timedelta(minutes=61), tick=False):
        assert remove_orphans() == 1
        assert remove_orphans() == 0
    assert [file.name for file in store.folder().iterdir()] == [row.stored]


def test_a_file_whose_row_went_with_its_report_goes_too(put, noor, report, at):
    row = put(noor, report)
    Attachment.objects.all().delete()
    touch(row.stored, moment=at)
    with time_machine.travel(at + timedelta(hours=2), tick=False):
        assert remove_orphans() == 1


def test_a_database_that_knows_almost_nothing_takes_no_files_along(put, noor, report, at, caplog):
    """Put back from a backup, or the wrong one: what it does not know may still be needed."""
    row = put(noor, report)
    left = [stories.a_letter().name for _ in range(11)]
    touch(row.stored, *left, moment=at)
    with time_machine.travel(at + timedelta(hours=2), tick=False):
        assert remove_orphans() == 0
    assert "documents are known to no row" in caplog.text
    assert len(list(store.folder().iterdir())) == 12


def test_a_store_is_asked_about_some_files_at_a_time(put, noor, report, at, monkeypatch):
    """PostgreSQL refuses a question with more than 65,535 values."""
    rows = [put(noor, report) for _ in range(3)]
    left = [stories.a_letter().name for _ in range(2)]
    touch(*[row.stored for row in rows], *left, moment=at)
    monkeypatch.setattr(tasks, "_ASKED_AT_ONCE", 2)
    with time_machine.travel(at + timedelta(hours=2), tick=False), CaptureQueriesContext(connection) as asked:
        assert remove_orphans() == 2
    assert [question["sql"].count("'") // 2 for question in asked] == [2, 2, 1]
    assert sorted(file.name for file in store.folder().iterdir()) == sorted(row.stored for row in rows)


def test_the_sweep_leaves_alone_what_is_not_of_the_store(vault, at):
    vault.mkdir()
    (vault / "lost+found").mkdir()
    (vault / "leesmij.txt").write_text("van de beheerder")
    with time_machine.travel(at + timedelta(days=999), tick=False):
        assert remove_orphans() == 0


def touch(*names: str, moment) -> None:
    import os

    for name in names:
        os.utime(store.folder() / name, (moment.timestamp(), moment.timestamp()))
