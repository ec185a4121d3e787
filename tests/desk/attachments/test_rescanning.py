"""What was clean yesterday is looked at again: a scanner learns of things that it did not know."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from desk.attachments import rescanning, store
from desk.attachments.rescanning import rescan_attachments
from desk.attachments.scanning import scan_attachment
from desk.audit.models import Event
from tests import stories
from tests.desk.attachments.files import LETTER

pytestmark = pytest.mark.django_db
KNOWN_NOW = b"stream: Win.Test-1 FOUND\0"


@pytest.fixture
def clean(put, noor, report, clamd):
    row = put(noor, report)
    assert scan_attachment(str(row.pk))
    clamd.seen.clear()
    return stories.fresh(row)


@pytest.fixture
def the_next_day():
    with time_machine.travel(timezone.now() + timedelta(days=1, minutes=1), tick=False):
        yield


def told(act: str) -> list[str]:
    return list(Event.objects.filter(act=act).order_by("day", "at").values_list("detail", flat=True))


def test_within_a_day_nothing_is_scanned_again(clean, clamd):
    assert rescan_attachments() == {"clean": 0, "refused": 0}
    assert clamd.seen == []


def test_after_a_day_it_is_scanned_again_and_stays_as_it_was(clean, clamd, the_next_day):
    assert rescan_attachments() == {"clean": 1, "refused": 0}
    assert clamd.seen == [LETTER]
    again = stories.fresh(clean)
    assert (again.state, again.stored) == ("clean", clean.stored)
    assert again.scanned_at > clean.scanned_at
    assert told("attachments_rescanned") == ["1"]
    assert rescan_attachments() == {"clean": 0, "refused": 0}


def test_what_the_scanner_knows_now_is_destroyed_and_told(
    clean, clamd, the_next_day, django_capture_on_commit_callbacks
):
    clamd.says = KNOWN_NOW
    with django_capture_on_commit_callbacks(execute=True):
        assert rescan_attachments() == {"clean": 0, "refused": 1}
    gone = stories.fresh(clean)
    assert (gone.state, gone.stored, gone.digest) == ("refused", "", "")
    assert list(store.folder().iterdir()) == []
    assert told("attachment_scanned") == ["schoon", "gevonden: Win.Test-1"]
    assert told("attachments_rescanned") == []


def test_while_the_scanner_is_away_it_stays_clean_and_is_asked_about_again(clean, clamd, the_next_day):
    clamd.says = b"UNKNOWN COMMAND\0"
    assert rescan_attachments() == {"clean": 0, "refused": 0}
    assert stories.fresh(clean).scanned_at == clean.scanned_at
    clamd.says = b"stream: OK\0"
    assert rescan_attachments() == {"clean": 1, "refused": 0}


def test_a_desk_without_a_scanner_asks_nobody(clean, clamd, settings, the_next_day):
    settings.CLAMD_URL = ""
    assert rescan_attachments() == {"clean": 0, "refused": 0}
    assert clamd.seen == []


def test_a_damaged_file_keeps_the_others_from_nothing(put, noor, report, clean, clamd, vault, the_next_day):
    (vault / clean.stored).write_bytes(b"iets anders")
    other = put(noor, report)
    assert scan_attachment(str(other.pk))
    with time_machine.travel(timezone.now() + timedelta(days=1, minutes=1)):
        assert rescan_attachments() == {"clean": 1, "refused": 0}
    assert stories.fresh(clean).scanned_at == clean.scanned_at


def test_damaged_files_do_not_stand_in_the_way(put, noor, report, clean, clamd, vault, monkeypatch, the_next_day):
    monkeypatch.setattr(rescanning, "MOST", 1)
    (vault / clean.stored).write_bytes(b"iets anders")
    other = put(noor, report)
    assert scan_attachment(str(other.pk))
    with time_machine.travel(timezone.now() + timedelta(days=1, minutes=1)):
        assert rescan_attachments() == {"clean": 1, "refused": 0}


def test_the_longest_ago_comes_first_and_no_more_than_fit(put, noor, report, clean, clamd, monkeypatch, the_next_day):
    monkeypatch.setattr(rescanning, "MOST", 1)
    other = put(noor, report)
    assert scan_attachment(str(other.pk))
    with time_machine.travel(timezone.now() + timedelta(days=1, minutes=1), tick=False):
        assert rescan_attachments() == {"clean": 1, "refused": 0}
        assert stories.fresh(clean).scanned_at == timezone.now()
        assert stories.fresh(other).scanned_at < timezone.now()
