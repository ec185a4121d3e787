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
