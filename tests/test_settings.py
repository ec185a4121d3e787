"""A desk in production does not start half set up, and what it is set up with keeps words out of logs."""

import os
import re
import subprocess
import sys

import pytest
from django.conf import settings

from tests.shipped import compose

GOOD = {
    "SECRET_KEY": "s" * 48,
    "DRAFT_KEY": "d" * 48,
    "ADVICE_CODE_KEY": "a" * 48,
    "FACTOR_KEY": "f" * 48,
    "CIRCLE_KEY": "c" * 48,
    "ATTACHMENT_KEY": "b" * 48,
    "RECEIPT_KEY": "r" * 48,
    "ALLOWED_HOSTS": "desk.example",
    "DATABASE_URL": "sqlite://:memory:",
}
SECRETS = ["SECRET_KEY", "DRAFT_KEY", "ADVICE_CODE_KEY", "FACTOR_KEY", "CIRCLE_KEY", "ATTACHMENT_KEY"]
SECRETS += ["RECEIPT_KEY"]


SAID = "import desk.settings as s; print(s.PRACTICE, s.SESSION_COOKIE_SECURE, s.SECURE_SSL_REDIRECT)"


def load(said: str = SAID, **changes: str | None) -> subprocess.CompletedProcess[str]:
    """Read the settings in a process of their own, with a good production environment and these changes."""
    chosen = {name: value for name, value in {**GOOD, **changes}.items() if value is not None}
    environment = {"PATH": os.environ["PATH"], **chosen}
    return subprocess.run(
        [sys.executable, "-c", said], cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True
    )


def test_a_complete_environment_starts_with_debug_off_and_cookies_over_https_only():
    done = load()
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["False", "True", "True"]


@pytest.mark.parametrize("name", SECRETS)
@pytest.mark.parametrize(
    "value",
    [None, "", "too-short", "insecure-only-for-the-practice-region"],
    ids=["missing", "empty", "short", "the practice key"],
)
def test_a_bad_secret_stops_the_start_and_says_what_to_set(name: str, value: str | None):
    done = load(**{name: value})
    assert done.returncode != 0
    assert f"Set {name} in the environment to a random text of at least 40 characters" in done.stderr


@pytest.mark.parametrize("value", [None, ""], ids=["missing", "empty"])
def test_no_host_name_stops_the_start_and_says_what_to_set(value: str | None):
    done = load(ALLOWED_HOSTS=value)
    assert done.returncode != 0
    assert "Set ALLOWED_HOSTS in the environment to the host name of the desk." in done.stderr


def test_a_secret_that_is_refused_is_not_printed():
    assert "too-short-and-secret" not in load(DRAFT_KEY="too-short-and-secret").stderr


def test_nobody_waits_long_for_a_redis_that_hangs():
    """Unasked, Celery waits for ever; `make faults ARGS="--only redis-gone"` tries it with one that hangs."""
    waits = "s.CELERY_BROKER_TRANSPORT_OPTIONS, s.CACHES['default']['OPTIONS']"
    said = f"import desk.settings as s; print(*(t for d in ({waits}) for n, t in d.items() if 'timeout' in n))"
    seconds = load(said, REDIS_URL="redis://127.0.0.1:6379/0").stdout.split()
    assert len(seconds) == 4
    assert all(0 < float(one) <= 2 for one in seconds)


def test_compose_takes_every_secret_from_the_environment_and_refuses_an_empty_one():
    needed = {*SECRETS, "ALLOWED_HOSTS", "OWNER_PASSWORD", "APP_PASSWORD"}
    text = (settings.BASE_DIR / "docker-compose.yml").read_text()
    assert needed <= set(re.findall(r"\$\{([A-Z_]+):\?", text))
    for service in compose()["services"].values():
        for name, value in service.get("environment", {}).items():
            if name.endswith(("_KEY", "PASSWORD", "_URL")) and name != "REDIS_URL":
                assert "${" in value, name


# What the desk reads and docker-compose.yml does not pass.
NOT_PASSED = {
    "DEBUG": "makes a practice desk, which no desk in production may become by a line in .env",
    "CELERY_EAGER": "of the tests",
    "DATABASE_POOL": "is switched off by tests and drills that open databases of their own",
    "MELDESK_VAR": "the image keeps what it writes in volumes that stand in docker-compose.yml",
    "STATIC_ROOT": "of the image, which was built with it",
    "GUARD_DIR": "of the image, which was built with it",
    "AUDIT_PUBLIC_KEY_FILE": "lies beside AUDIT_KEY_FILE",
    "SECURE_SSL_REDIRECT": "is on; a proxy that sends people to https itself loses nothing by it",
}
# What docker-compose.yml passes for a library, which reads it by itself.
OF_A_LIBRARY = {"OTEL_EXPORTER_OTLP_HEADERS"}
READS = re.compile(r'\b(?:env\.\w+|secret)\(\s*"([A-Z_]+)"')


def test_compose_passes_all_that_the_desk_reads_and_nothing_else():
    services = compose()["services"].values()
    passed = {name for one in services if one["image"] == "meldesk" for name in one["environment"]}
    sources = [path for room in ("desk", "meldcode") for path in (settings.BASE_DIR / room).rglob("*.py")]
    read = {name for path in sources for name in READS.findall(path.read_text())}
    assert read - passed == set(NOT_PASSED)
    assert passed - read == OF_A_LIBRARY


def test_an_empty_line_of_the_example_is_as_good_as_none():
    """docker-compose.yml passes what was not filled in as an empty text."""
    text = (settings.BASE_DIR / "docker-compose.yml").read_text()
    empty = dict.fromkeys(re.findall(r"\$\{([A-Z_]+):-\}", text), "")
    assert "PORTAL_TEAMS" in empty
    said = (
        "import desk.settings as s; print(s.OIDC, s.PORTAL_TEAMS, s.WORKPLACES, s.ALERT_MAIL, s.CSRF_TRUSTED_ORIGINS)"
    )
    assert load(said, **empty).stdout == load(said).stdout == "None {} frozenset() [] []\n"


def test_a_team_of_a_municipality_may_have_spaces_around_it():
    done = load(
        "import desk.settings as s; print(s.PORTAL_TEAMS)", PORTAL_TEAMS="Lindehaven=Noord, Aan de Rijn = Team Zuid"
    )
    assert done.stdout == "{'Lindehaven': 'Noord', 'Aan de Rijn': 'Team Zuid'}\n"


def test_every_variable_of_compose_stands_in_the_example():
    text = (settings.BASE_DIR / "docker-compose.yml").read_text()
    example = (settings.BASE_DIR / ".env.example").read_text()
    assert set(re.findall(r"\$\{([A-Z_]+)", text)) == set(re.findall(r"^([A-Z_]+)=", example, re.MULTILINE))


@pytest.mark.parametrize(
    "setting",
    [
        "log_error_verbosity = terse",
        "log_min_error_statement = panic",
        "log_statement = none",
        "log_min_duration_statement = -1",
        "log_parameter_max_length = 0",
        "log_parameter_max_length_on_error = 0",
    ],
)
def test_the_database_of_compose_keeps_typed_text_out_of_its_log_p13(setting: str):
    service = compose()["services"]["db"]
    assert "-cconfig_file=/etc/postgresql/postgresql.conf" in service["command"]
    assert "./deploy/postgresql.conf:/etc/postgresql/postgresql.conf:ro" in service["volumes"]
    assert setting in (settings.BASE_DIR / "deploy" / "postgresql.conf").read_text().splitlines()


def test_the_web_process_of_compose_signs_in_as_a_role_that_owns_nothing():
    services = compose()["services"]
    assert services["migrate"]["environment"]["DATABASE_URL"].startswith("postgres://desk_owner:")
    for name in ("web", "web-beside", "worker", "beat"):
        assert services[name]["environment"]["DATABASE_URL"].startswith("postgres://desk_app:")
        assert services[name]["depends_on"]["grants"] == {"condition": "service_completed_successfully"}


# ---- signing in with the account of the organisation

OPENID = {"OIDC_ISSUER": "https://organisatie.example", "OIDC_CLIENT_ID": "desk", "OIDC_CLIENT_SECRET": "een-geheim"}
OIDC = "import desk.settings as s; o = s.OIDC; print(o and (o.issuer, o.client_secret, o.label, sorted(o.amr | o.acr)))"


def test_without_an_issuer_there_is_no_provider():
    assert load(OIDC, OIDC_CLIENT_ID="desk").stdout == "None\n"


def test_a_provider_is_set_up_by_the_environment_alone():
    done = load(OIDC, **OPENID, OIDC_LABEL="uw pas", OIDC_AMR="mfa,hwk", OIDC_ACR="hoog")
    assert done.stdout == "('https://organisatie.example', 'een-geheim', 'uw pas', ['hoog', 'hwk', 'mfa'])\n"


def test_a_provider_counts_no_second_factor_unless_told():
    assert load(OIDC, **OPENID).stdout == "('https://organisatie.example', 'een-geheim', 'uw werkaccount', [])\n"


def test_the_secret_for_the_provider_may_stand_in_a_file(tmp_path):
    (tmp_path / "geheim").write_text("uit-een-bestand\n")
    done = load(OIDC, **{**OPENID, "OIDC_CLIENT_SECRET": None, "OIDC_CLIENT_SECRET_FILE": str(tmp_path / "geheim")})
    assert "uit-een-bestand" in done.stdout


@pytest.mark.parametrize("name", ["OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"])
def test_half_a_provider_stops_the_start_and_says_what_to_set(name: str):
    done = load(**{**OPENID, name: None})
    assert done.returncode != 0
    assert f"Set {name} in the environment, or leave OIDC_ISSUER empty." in done.stderr


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"OIDC_ISSUER": "http://organisatie.example"}, "an address that begins with https://"),
        ({"OIDC_AMR": "mfa,pwd"}, "a password (pwd) does not"),
    ],
    ids=["no https", "a password as second factor"],
)
def test_an_unsafe_provider_stops_the_start(wrong: dict[str, str], sentence: str):
    done = load(**{**OPENID, **wrong})
    assert done.returncode != 0
    assert sentence in done.stderr
    assert "een-geheim" not in done.stderr


def test_the_secret_for_the_provider_is_not_printed():
    assert "een-geheim" not in load("import desk.settings as s; print(s.OIDC)", **OPENID).stdout


def test_only_the_web_process_of_compose_knows_the_provider():
    told = {name for name, service in compose()["services"].items() if "OIDC_ISSUER" in service.get("environment", {})}
    assert told == {"web", "web-beside"}


# ---- who keeps the desk running


def test_a_short_token_for_the_figures_stops_the_start_and_is_not_printed():
    done = load(METRICS_TOKEN="kort-en-geheim")
    assert done.returncode != 0
    assert "Set METRICS_TOKEN in the environment to a random text of at least 40 characters." in done.stderr
    assert "kort-en-geheim" not in done.stderr


# ---- a standby for what only counts

STANDBY = "postgres://desk_app:een-geheim@replica/desk"


def test_a_standby_has_the_pool_and_the_options_of_the_primary_is_read_only_and_waited_for_shortly():
    said = (
        "import desk.settings as s; a, b = (s.DATABASES[n]['OPTIONS'] for n in ('default', 'replica'));"
        "print(a['pool']['max_size'] == b['pool']['max_size'], b['pool']['timeout'], b['connect_timeout'],"
        "b['options'], set(a) - set(b), a['options'], s.REPLICA_BEHIND, s.REPLICA_REST)"
    )
    done = load(said, DATABASE_URL="postgres://desk_app@db/desk", DATABASE_REPLICA_URL=STANDBY)
    plain = "-c jit=off -c max_parallel_workers_per_gather=0"
    read_only = f"-c lock_timeout=2s -c statement_timeout=8s {plain} -c default_transaction_read_only=on"
    waits = f"-c lock_timeout=10s -c statement_timeout=0s {plain}"
    assert done.stdout == f"True 2 2 {read_only} set() {waits} 30 15\n", done.stderr


@pytest.mark.parametrize("value", [None, ""])
def test_without_a_standby_there_is_one_database(value: str | None):
    done = load("import desk.settings as s; print(list(s.DATABASES))", DATABASE_REPLICA_URL=value)
    assert done.stdout == "['default']\n"


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"DATABASE_REPLICA_URL": STANDBY}, "is for PostgreSQL: leave it empty with SQLite"),
        (
            {"DATABASE_URL": "postgres://db/desk", "DATABASE_REPLICA_URL": "sqlite:///een-geheim"},
            "Set DATABASE_REPLICA_URL to the address of a standby: postgres://",
        ),
    ],
)
def test_a_standby_is_of_postgresql_alone(told: dict[str, str], sentence: str):
    done = load(**told)
    assert done.returncode != 0
    assert sentence in done.stderr
    assert "een-geheim" not in done.stderr


@pytest.mark.parametrize("value", ["0", "25"])
def test_a_check_of_the_trail_runs_at_least_once_a_day(value: str):
    done = load(AUDIT_CHECK_HOURS=value)
    assert done.returncode != 0
    assert "Set AUDIT_CHECK_HOURS to a number of hours from 1 to 24" in done.stderr
