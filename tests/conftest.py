"""The known people of every test: two teams in one region, and one outside it."""

import os
from datetime import datetime
from pathlib import Path
from uuid import uuid4
from zoneinfo import ZoneInfo

import psycopg
import pytest
from django.conf import settings as django_settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db import connections
from django.test import Client
from hypothesis import HealthCheck, settings

from desk.accounts import slowdown
from desk.accounts.models import Region, Team, User
from desk.directory.models import Municipality
from desk.prepared import Prepared
from desk.roles import Role
from tests import migrated
from tests.signing_in import signed_in

# A busy machine is slow, not wrong: no example is judged by the clock.
# An invariant that is tried a hundred times on SQLite is tried again on PostgreSQL, with fewer examples.
EXAMPLES = 25 if os.environ.get("DATABASE_URL", "").startswith("postgres") else 100
CALM = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow], "max_examples": EXAMPLES}
# Whoever runs the tests thinks of new examples; whether a change is taken (.ci/run) is no matter of luck.
settings.register_profile("desk", **CALM, derandomize="CI" in os.environ)
settings.load_profile("desk")

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
OF_DJANGO = {"django_content_type", "auth_permission"}


@pytest.fixture(scope="session")
def at() -> datetime:
    """Monday 23 November 2026, 14:06 at the desk."""
    return datetime(2026, 11, 23, 14, 6, tzinfo=AMSTERDAM)


@pytest.fixture
def region(db) -> Region:
    return Region.objects.create(name="Merenstreek")


@pytest.fixture
def north(region) -> Team:
    return Team.objects.create(region=region, name="Noord")


@pytest.fixture
def south(region) -> Team:
    return Team.objects.create(region=region, name="Zuid")


@pytest.fixture
def lindehaven(region) -> Municipality:
    return Municipality.objects.create(region=region, name="Lindehaven")


@pytest.fixture
def person_of(region):
    """Make a colleague with this role, without a password: `client_of` signs them in."""

    def make(name: str, role: str, team: Team | None = None) -> User:
        user = User(username=name.split()[0].lower(), display_name=name, role=role, region=region, team=team)
        user.set_unusable_password()
        user.full_clean()
        user.save()
        return user

    return make


@pytest.fixture
def noor(person_of, north) -> User:
    return person_of("Noor B.", Role.COUNSELLOR, north)


@pytest.fixture
def tariq(person_of, north) -> User:
    return person_of("Tariq A.", Role.COUNSELLOR, north)


@pytest.fixture
def joke(person_of, north) -> User:
    return person_of("Joke V.", Role.TEAM_LEAD, north)


@pytest.fixture
def els(person_of, north) -> User:
    return person_of("Els D.", Role.TEAM_LEAD, north)


@pytest.fixture
def bram(person_of, south) -> User:
    """The stranger: a counsellor of the other team."""
    return person_of("Bram S.", Role.COUNSELLOR, south)


@pytest.fixture
def saskia(person_of, north) -> User:
    return person_of("Saskia G.", Role.BEHAVIOURAL_SCIENTIST, north)


@pytest.fixture
def vera(person_of, north) -> User:
    return person_of("Vera A.", Role.CONFIDENTIAL_PHYSICIAN, north)


@pytest.fixture
def samir(person_of) -> User:
    return person_of("Samir K.", Role.PRIVACY_OFFICER)


@pytest.fixture
def ada(person_of) -> User:
    return person_of("Ada F.", Role.FUNCTIONAL_ADMINISTRATOR)


@pytest.fixture
def client_of():
    """Return a client of a colleague who passed both steps of signing in."""

    def sign_in(user: User) -> Client:
        return signed_in(Client(), user)

    return sign_in


@pytest.fixture(autouse=True, scope="session")
def _light_hashing() -> None:
    """The hash of a password is slow on purpose; the tests make thousands of them."""
    Argon2PasswordHasher.time_cost, Argon2PasswordHasher.memory_cost = 1, 64


@pytest.fixture(autouse=True, scope="session")
def _static_files_are_not_looked_up() -> None:
    """Each client would look through all of them at its first request; the live server has a way of its own."""
    django_settings.WHITENOISE_USE_FINDERS = False


@pytest.fixture(autouse=True)
def _no_mistakes_from_here_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    """All tests come from one place: each counts its own wrong passwords."""
    monkeypatch.setattr(slowdown, "NAME", f"slowdown-{uuid4().hex}")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Give SQLite a file, as on a real desk: threads queue on it, which one shared memory connection cannot show.

    It stands here and not in a plug-in: there the one of pytest-django would win. TEST_DB_NAME keeps two runs on
    one PostgreSQL apart. Both begin as a copy of a database in which the migrations are done.
    """
    for alias in connections:
        database = connections[alias].settings_dict
        if connections[alias].vendor == "sqlite":
            database["TEST"]["NAME"] = f"{os.environ['MELDESK_VAR']}/test-{os.getpid()}.sqlite3"
            migrated.copy_to(Path(database["TEST"]["NAME"]))
            continue
        database["TEST"]["TEMPLATE"] = migrated.template_on(database)
        # A desk gets its connections from a pool, the tests do without one: theirs are of the same kind all the same.
        psycopg.connect = Prepared.connect
        # What a test stores need not outlive the machine: nobody waits for the disk.
        database["OPTIONS"]["options"] += " -c synchronous_commit=off"
        if "TEST_DB_NAME" in os.environ:
            worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
            database["TEST"]["NAME"] = f"test_{os.environ['TEST_DB_NAME']}_{worker}"


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """Django would begin with an empty file; this one is a copy, and goes with the folder of the run."""
    return connections["default"].vendor == "sqlite"


@pytest.fixture(scope="session", autouse=True)
def emptying_passes_the_triggers(django_db_setup):
    """Between transactional tests the tables are emptied: the trail refuses.

    The triggers are dropped or put aside around that clean-up, and only there. On PostgreSQL Django would TRUNCATE: a
    new file for each of hundreds of tables and indexes, where a test filled ten. And Django would make its kinds of
    content and its permissions anew, hundreds of rows of which the desk reads none: they stay as they are.
    """
    from django.core.management.commands import flush
    from django.db import connection

    operations = type(connection.ops)
    plain, made_anew = operations.sql_flush, flush.emit_post_migrate_signal

    def aside(self, style, tables, **options):
        names = [self.quote_name(table) for table in tables if table not in OF_DJANGO]
        each = " UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM {name})" for name in names)
        with self.connection.cursor() as cursor:
            cursor.execute(each)
            filled = [name for (name,) in cursor.fetchall()]
        off, on = ([f"ALTER TABLE {name} {how} TRIGGER USER" for name in filled] for how in ("DISABLE", "ENABLE"))
        return [*off, *(f"DELETE FROM {name}" for name in filled), "SET CONSTRAINTS ALL IMMEDIATE", *on]

    def dropped(self, style, tables, **options):
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = cursor.fetchall()
        drops = [f'DROP TRIGGER "{name}"' for name, _ in triggers]
        emptied = plain(self, style, [table for table in tables if table not in OF_DJANGO], **options)
        return [*drops, *emptied, *(sql for _, sql in triggers)]

    operations.sql_flush = dropped if connection.vendor == "sqlite" else aside
    flush.emit_post_migrate_signal = lambda *_: None
    yield
    operations.sql_flush, flush.emit_post_migrate_signal = plain, made_anew
