"""A backup in one folder: whole, alone readable for the desk, never written over, and gone in time."""

import json
import os
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.backends.sqlite3._functions import register
from django.utils import timezone

from desk.backup.folder import forget_old, make, wrong_in
from desk.reports.models import Report
from tests import stories

KEYS = ("SECRET_KEY", "DRAFT_KEY", "ADVICE_CODE_KEY", "FACTOR_KEY", "RECEIPT_KEY", "CIRCLE_KEY", "ATTACHMENT_KEY")


@pytest.fixture
def backup(transactional_db, noor, at, place, tmp_path) -> Path:
    report = stories.a_report(by=noor, at=at)
    stories.an_attachment(by=noor, at=at, report=report)
    make(tmp_path / "backups" / "one", at=timezone.now())
    return tmp_path / "backups" / "one"


def test_it_holds_the_database_and_each_document_and_their_hashes(backup, vault):
    told = json.loads((backup / "manifest.json").read_text())
    documents = {f"attachments/{file.name}" for file in vault.iterdir()}
    database = {"meldesk.sqlite3"} if connection.vendor == "sqlite" else set()
    assert set(told["files"]) == documents | database
    assert len(documents) == 1
    assert wrong_in(backup) == []


def test_the_copy_of_the_database_is_whole(backup):
    if connection.vendor != "sqlite":
        assert "pg_basebackup" in json.loads((backup / "manifest.json").read_text())["database"]
        return
    line = sqlite3.connect(backup / "meldesk.sqlite3")
    register(line)  # the checks of the tables ask functions that Django gives to SQLite
    assert line.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert line.execute("SELECT number FROM reports_report").fetchall() == [(Report.objects.get().number,)]
    line.close()


def test_nobody_else_on_the_machine_reads_it(backup):
    modes = {path.name: path.stat().st_mode & 0o777 for path in [backup, *backup.rglob("*")]}
    assert {modes[path.name] for path in [backup, *backup.rglob("*")] if path.is_dir()} == {0o700}
    assert {mode for name, mode in modes.items() if (backup / name).is_file()} == {0o600}


def test_no_key_and_no_signed_head_comes_along(backup, place, settings):
    held = b"".join(path.read_bytes() for path in backup.rglob("*") if path.is_file())
    keys = [getattr(settings, name).encode() for name in KEYS] + [(place / "trail.key").read_bytes().strip()]
    assert [key for key in keys if not key or key in held] == []
    assert not [path for path in backup.rglob("*") if path.suffix in (".note", ".key", ".pub")]


def test_an_existing_folder_is_never_written_over(backup):
    before = (backup / "manifest.json").read_bytes()
    with pytest.raises(CommandError, match="nooit overschreven"):
        call_command("backup_desk", to=backup)
    assert (backup / "manifest.json").read_bytes() == before


def test_half_a_backup_does_not_look_like_one(transactional_db, noor, at, tmp_path, monkeypatch):
    def full(*_given: object) -> None:
        raise OSError("vol")

    monkeypatch.setattr("desk.backup.folder._copy_documents", full)
    with pytest.raises(OSError, match="vol"):
        make(tmp_path / "one", at=at)
    assert not (tmp_path / "one").exists()
    with pytest.raises(CommandError, match="geen reservekopie"):
        call_command("check_backup", tmp_path / "one.partial")


@pytest.mark.parametrize("how", ["ontbreekt", "is veranderd", "staat niet op de lijst"])
def test_what_happened_to_a_backup_is_found(how, backup):
    document = next((backup / "attachments").iterdir())
    if how == "ontbreekt":
        document.unlink()
    elif how == "is veranderd":
        document.write_bytes(b"x")
    else:
        (backup / "more").touch()
    with pytest.raises(CommandError, match=how):
        call_command("check_backup", backup)


def test_it_goes_when_its_term_is_over_and_not_before(backup):
    made = timezone.now()
    (backup.parent / "of-somebody-else").mkdir()
    assert forget_old(backup.parent, at=made + timedelta(days=29)) == []
    assert forget_old(backup.parent, at=made + timedelta(days=31)) == ["one"]
    assert [path.name for path in backup.parent.iterdir()] == ["of-somebody-else"]


def test_what_was_left_half_made_goes_too(tmp_path, at):
    half = tmp_path / "two.partial"
    half.mkdir()
    os.utime(half, (at.timestamp(), at.timestamp()))
    assert forget_old(tmp_path, at=at + timedelta(days=31)) == ["two.partial"]


# ---- the next one


def document_of(backup: Path) -> Path:
    (document,) = (backup / "attachments").iterdir()
    return document


def the_next(backup: Path, **how: bool) -> Path:
    make(backup.with_name("two"), at=timezone.now(), **how)
    return backup.with_name("two")


def files_of(backup: Path) -> dict:
    told = json.loads((backup / "manifest.json").read_text())["files"]
    return {name: weight for name, weight in told.items() if name.startswith("attachments/")}


def test_a_document_that_was_copied_before_is_not_copied_or_read_again(backup, monkeypatch):
    def no(*_given: object) -> None:
        raise AssertionError

    monkeypatch.setattr("desk.backup.folder._copied", no)
    second = the_next(backup)
    assert document_of(second).samefile(document_of(backup))
    assert files_of(second) == files_of(backup)
    assert wrong_in(second) == []


def test_a_backup_never_shares_a_file_with_the_desk_itself(backup, vault):
    (stored,) = vault.iterdir()
    assert not document_of(the_next(backup)).samefile(stored)


def test_a_document_that_was_destroyed_is_not_in_the_next_one(backup, vault):
    (stored,) = vault.iterdir()
    stored.unlink()
    second = the_next(backup)
    assert list((second / "attachments").iterdir()) == []
    assert files_of(second) == {}
    assert wrong_in(backup) == wrong_in(second) == []


def test_when_the_older_one_goes_the_newer_one_stays_whole(backup):
    told = json.loads((backup / "manifest.json").read_text())
    (backup / "manifest.json").write_text(json.dumps(told | {"made_at": "2026-01-01T00:00:00Z"}))
    second = the_next(backup)
    assert forget_old(backup.parent, at=timezone.now()) == ["one"]
    assert wrong_in(second) == []


def test_a_whole_one_shares_nothing(backup):
    second = the_next(backup, whole=True)
    assert not document_of(second).samefile(document_of(backup))
    assert files_of(second) == files_of(backup)


def test_a_changed_byte_is_found_in_each_that_shares_it(backup):
    second = the_next(backup)
    content = bytearray(document_of(backup).read_bytes())
    content[-1] ^= 1
    document_of(backup).write_bytes(content)
    for one in (backup, second):
        with pytest.raises(CommandError, match="is veranderd"):
            call_command("check_backup", one)


@pytest.mark.parametrize("what", ["cut off", "gone", "the list broke", "no two names on this disk"])
def test_what_cannot_be_shared_is_copied(what, backup, vault, monkeypatch):
    if what == "no two names on this disk":
        monkeypatch.setattr(os, "link", lambda *_: (_ for _ in ()).throw(OSError(what)))
    elif what == "the list broke":
        (backup / "manifest.json").write_text("{")
    elif what == "gone":
        document_of(backup).unlink()
    else:
        os.truncate(document_of(backup), 1)
    (stored,) = vault.iterdir()
    second = the_next(backup)
    assert document_of(second).read_bytes() == stored.read_bytes()
    assert document_of(second).stat().st_mode & 0o777 == 0o600
    assert wrong_in(second) == []


def test_the_newest_is_checked_and_half_a_backup_is_none(backup):
    second = the_next(backup)
    second.rename(second.with_name("z.partial"))
    call_command("check_backup", backup.parent, "--newest")
    document_of(backup).unlink()
    with pytest.raises(CommandError, match="ontbreekt"):
        call_command("check_backup", backup.parent, "--newest")


def test_where_no_backup_lies_none_is_well(tmp_path):
    with pytest.raises(CommandError, match="geen reservekopie"):
        call_command("check_backup", tmp_path, "--newest")
