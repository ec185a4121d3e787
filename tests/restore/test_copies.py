"""What copies the database and puts it back, as it is shipped: the scripts, who may sign in, and their services."""

import gzip
import os
import subprocess
import time
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

from desk.backup.folder import KEPT_DAYS
from tests.needle_scan import postgres
from tests.restore.cluster import Archiving, running
from tests.restore.runbook import DOCUMENT
from tests.shipped import compose

DEPLOY = settings.BASE_DIR / "deploy"
needs_a_server = pytest.mark.skipif(bool(postgres.cannot_run()), reason=postgres.cannot_run() or "it can run")
PIECES = [f"0000000100000000000000{number:02X}" for number in (1, 2, 3)]
DAY = 86_400


def run(script: str, *arguments: str | Path, **places: str | Path) -> int:
    environment = {"PATH": os.environ["PATH"], **{name: str(place) for name, place in places.items()}}
    return subprocess.run(["sh", DEPLOY / script, *arguments], env=environment, capture_output=True).returncode


# ---- the log of changes


@pytest.fixture
def piece(tmp_path) -> Path:
    (tmp_path / "archive").mkdir()
    (tmp_path / PIECES[0]).write_bytes(b"log" + bytes(9_000))
    return tmp_path / PIECES[0]


def archived(piece: Path) -> int:
    return run("archive.sh", piece, piece.name, ARCHIVE=piece.parent / "archive")


def test_a_piece_of_the_log_is_kept_whole_and_small(piece):
    assert archived(piece) == 0
    (kept,) = (piece.parent / "archive").iterdir()
    assert gzip.decompress(kept.read_bytes()) == piece.read_bytes()
    assert kept.stat().st_size < 200


def test_the_same_piece_again_is_fine_and_another_one_is_never_written_over_it(piece):
    assert archived(piece) == archived(piece) == 0
    before = piece.read_bytes()
    piece.write_bytes(b"of another server")
    assert archived(piece) != 0
    assert gzip.decompress((piece.parent / "archive" / f"{piece.name}.gz").read_bytes()) == before


def test_a_piece_that_cannot_be_brought_away_is_not_said_to_be(piece):
    assert run("archive.sh", piece, piece.name, ARCHIVE=piece.parent / "nowhere") != 0


def test_half_a_piece_of_a_machine_that_died_is_written_anew(piece):
    (piece.parent / "archive" / f"{piece.name}.gz.new").write_bytes(b"half")
    assert archived(piece) == 0
    assert [kept.suffix for kept in (piece.parent / "archive").iterdir()] == [".gz"]


# ---- the copies of a night


@pytest.fixture
def night(tmp_path) -> dict[str, Path]:
    """Tools that copy and find everything well, and the folders of three nights, of which the first is too old."""
    places = {name: tmp_path / name.lower() for name in ("BACKUPS", "ARCHIVE", "STREAM", "TOOLS")}
    for place in places.values():
        place.mkdir()
    tool(places["TOOLS"], "pg_basebackup", 'mkdir "${1#--pgdata=}"')
    tool(places["TOOLS"], "pg_verifybackup", "true")
    for days, piece in zip((KEPT_DAYS, KEPT_DAYS - 1, 1), PIECES, strict=True):
        copy(places["BACKUPS"] / f"2026-01-0{9 - days % 9}T0300", days, piece)
        (places["ARCHIVE"] / f"{piece}.gz").touch()
        (places["STREAM"] / piece).touch()
    return places


def tool(place: Path, name: str, does: str) -> None:
    (place / name).write_text(f"#!/bin/sh\n{does}\n")
    (place / name).chmod(0o755)


def copy(place: Path, days: int, piece: str) -> Path:
    place.mkdir()
    label = f"START WAL LOCATION: 0/2000028 (file {piece})\nCHECKPOINT LOCATION: 0/2000060\n"
    (place / "backup_label").write_text(label)
    made = time.time() - days * DAY - 60
    os.utime(place, (made, made))
    return place


def back_up(night: dict[str, Path]) -> int:
    found = postgres.binaries()
    assert found
    return run("backup.sh", **night, PATH=f"{night['TOOLS']}:{found}:{os.environ['PATH']}")


@needs_a_server
def test_a_copy_and_the_log_before_it_go_when_their_term_is_over_and_not_before(night):
    old, *_ = sorted(night["BACKUPS"].iterdir(), key=lambda place: place.stat().st_mtime)
    half = copy(night["BACKUPS"] / "2020-01-01T0300.partial", 1, PIECES[2])
    assert back_up(night) == 0
    assert not old.exists()
    assert half.exists()
    assert len(list(night["BACKUPS"].iterdir())) == 4  # half a copy, two of other nights, and the new one
    assert {kept.name for kept in night["ARCHIVE"].iterdir()} == {f"{piece}.gz" for piece in PIECES[1:]}
    assert {kept.name for kept in night["STREAM"].iterdir()} == set(PIECES[1:])


@needs_a_server
def test_a_copy_that_was_not_found_whole_does_not_look_like_one_and_nothing_goes(night):
    tool(night["TOOLS"], "pg_verifybackup", "false")
    assert back_up(night) != 0
    (new,) = {place.name for place in night["BACKUPS"].iterdir() if not place.name.startswith("2026-01-0")}
    assert new.endswith(".partial")
    assert len(list(night["ARCHIVE"].iterdir())) == 3


def test_the_term_of_the_copies_is_that_of_the_desk():
    assert f"KEPT_DAYS={KEPT_DAYS}\n" in (DEPLOY / "backup.sh").read_text()


# ---- putting back


@pytest.fixture
def lost(tmp_path) -> dict[str, Path]:
    """A copy of a desk that was put back before, and a broken database."""
    places = {"BACKUPS": tmp_path / "backups", "PGDATA": tmp_path / "data"}
    good = places["BACKUPS"] / "good"
    good.mkdir(parents=True)
    (good / "backup_manifest").touch()
    (good / "postgresql.auto.conf").write_text("work_mem = '8MB'\nrecovery_target_time = 'long ago'\n")
    places["PGDATA"].mkdir()
    (places["PGDATA"] / "broken").touch()
    return places


def test_what_is_left_of_the_database_is_moved_aside(lost):
    assert run("restore.sh", "good", **lost) == 0
    assert not (lost["PGDATA"] / "broken").exists()
    (aside,) = lost["BACKUPS"].glob("broken-*")
    assert [file.name for file in aside.iterdir()] == ["broken"]
    assert (lost["PGDATA"] / "recovery.signal").exists()
    assert lost["PGDATA"].stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("moment", [(), ("2026-11-28 13:59:00+01",)], ids=["to the end", "to a moment"])
def test_the_moment_of_an_earlier_restore_is_forgotten(moment, lost):
    assert run("restore.sh", "good", *moment, **lost) == 0
    said = (lost["PGDATA"] / "postgresql.auto.conf").read_text()
    targets = [line for line in said.splitlines() if line.startswith("recovery_target_time")]
    assert targets == [f"recovery_target_time = '{one}'" for one in moment]
    assert "work_mem = '8MB'" in said


def test_without_a_copy_the_broken_database_is_left_as_it_is(lost):
    assert run("restore.sh", "no-such-night", **lost) != 0
    assert [file.name for file in lost["PGDATA"].iterdir()] == ["broken"]


# ---- who may sign in


@pytest.fixture(scope="module")
def server():
    with running() as engine:
        yield engine


def signed_in(server: Archiving, who: str, **other: str) -> bool:
    url = server.owner_url.replace(postgres.OWNER, who)
    try:
        psycopg.connect(url, **other).close()
    except psycopg.OperationalError:
        return False
    return True


@needs_a_server
def test_each_role_signs_in_where_its_work_is_and_nowhere_else(server):
    for who in (postgres.OWNER, postgres.APP, postgres.READER):
        assert signed_in(server, who), who
        assert not signed_in(server, who, replication="true"), who
        assert not signed_in(server, who, dbname="postgres"), who
    assert signed_in(server, postgres.COPIES, replication="true")
    assert not signed_in(server, postgres.COPIES)


@needs_a_server
def test_nobody_signs_in_with_a_wrong_password(server):
    for who in (postgres.OWNER, postgres.APP):
        assert not signed_in(server, who, password="wrong"), who
        assert not signed_in(server, who, host=str(server.folder), password="wrong"), who


# ---- docker-compose.yml


def test_the_database_has_its_settings_its_guard_and_a_place_for_its_log():
    db = compose()["services"]["db"]
    assert "-chba_file=/etc/postgresql/pg_hba.conf" in db["command"]
    mounted = {volume.split(":")[-2 if volume.endswith(":ro") else -1] for volume in db["volumes"]}
    told = {"pg_hba.conf", "postgresql.conf", "archive.sh"}
    assert {f"/etc/postgresql/{name}" for name in told} | {"/archive", "/stream"} <= mounted
    assert db["depends_on"]["places"] == {"condition": "service_completed_successfully"}


def test_every_file_that_is_mounted_is_shipped():
    for name, service in compose()["services"].items():
        for volume in service.get("volumes", []):
            if volume.startswith("./"):
                assert (settings.BASE_DIR / volume.split(":")[0]).exists(), name


@pytest.mark.parametrize("name", ["backup", "backup-documents", "stream", "restore"])
def test_a_service_of_copies_starts_only_when_asked_is_no_root_and_stands_in_the_docs(name):
    service = compose()["services"][name]
    assert service["profiles"]
    assert service["read_only"]
    assert service["cap_drop"] == ["ALL"]
    assert service.get("user") == ("postgres" if service["image"].startswith("postgres") else None)
    assert "${BACKUP_DIR:?set BACKUP_DIR in .env}/" in "".join(service["volumes"])
    assert f" {name}" in "".join(line for line in DOCUMENT.read_text().splitlines() if "docker compose" in line)


def test_the_copies_of_the_database_are_made_by_a_role_that_reads_no_table():
    services = compose()["services"]
    for name in ("backup", "stream"):
        assert services[name]["environment"]["PGUSER"] == postgres.COPIES
    assert "attachments:/attachments:ro" in services["backup-documents"]["volumes"]
