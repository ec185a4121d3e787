"""A PostgreSQL desk that is full: of a fictional region (seed_scale), or a copy of one that was filled before."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from tests import migrated
from tests.bench.process import ROOT
from tests.faults.locks import DESK
from tests.faults.parts import Asked
from tests.faults.places import Place, a_cluster, environment
from tests.redis_server import a_redis

COPY = "meldesk_faults_copy"
# The heads of a database that was filled elsewhere were signed with a key that is not here.
ELSEWHERE = {"FAULTS_TRAIL": "elsewhere"}


@dataclass(frozen=True)
class Filled:
    """The desk, the address that its owner migrates by, and how many reports it holds."""

    place: Place
    owner_url: str
    reports: int


@contextmanager
def a_filled_desk(asked: Asked, reports: int) -> Iterator[Filled]:
    """Fill one with `reports` reports and as many advices, or copy the one that was asked for."""
    with _copied(asked.database) if asked.database else _seeded(reports) as (place, owner_url):
        with psycopg.connect(owner_url) as line:
            found = line.execute("SELECT count(*) FROM reports_report").fetchone()
        assert found
        yield Filled(place, owner_url, found[0])


@contextmanager
def _seeded(reports: int) -> Iterator[tuple[Place, str]]:
    with a_cluster(PGAPPNAME=DESK) as place:
        assert place.engine
        owner = place.environment | {"DATABASE_URL": place.engine.owner_url, "DATABASE_POOL": "0"}
        amounts = [f"--reports={reports}", f"--advices={reports}", "--years=10", "--seed=1"]
        for command in (["make_audit_key"], ["seed_scale", *amounts]):
            line = [sys.executable, "manage.py", *command]
            subprocess.run(line, cwd=ROOT, env=owner, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        place.engine.rows("ANALYZE")
        yield place, place.engine.owner_url


@contextmanager
def _copied(address: str) -> Iterator[tuple[Place, str]]:
    """Nothing happens to the database itself; nobody may be at work in it while it is copied."""
    source = urlsplit(address)
    name, copy = sql.Identifier(source.path.strip("/")), sql.Identifier(COPY)
    with psycopg.connect(source._replace(path="/postgres").geturl(), autocommit=True) as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(copy))
        server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(copy, name))
        try:
            url = source._replace(path=f"/{COPY}").geturl()
            with TemporaryDirectory() as var, a_redis() as redis:
                told = {"DATABASE_POOL": "1", "REDIS_URL": redis, "PGAPPNAME": DESK, **ELSEWHERE}
                place = Place(Path(var), environment(var, url) | told)
                migrated.migrate(url)
                yield place, url
        finally:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(copy))
