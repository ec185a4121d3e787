"""One file, read from the environment. Insecure defaults exist only while DEBUG is on."""

from importlib.util import find_spec
from pathlib import Path

import environ
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env.str("MELDESK_VAR", str(BASE_DIR / "var")))
VAR_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
PRACTICE = env.bool("DEBUG", False)
# Django's own DEBUG stays off, in the practice region too: its error pages show what somebody typed (P13).
DEBUG = False

INSECURE_KEY = "insecure-only-for-the-practice-region"


def secret(name: str) -> str:
    """Return the secret `name`; outside DEBUG a missing, short or default one stops the start with what to do."""
    value = env.str(name, INSECURE_KEY if PRACTICE else "")
    if not PRACTICE and (len(value) < 40 or value == INSECURE_KEY):
        raise ImproperlyConfigured(
            f"Set {name} in the environment to a random text of at least 40 characters, "
            "for example the output of: python -c 'import secrets; print(secrets.token_urlsafe(48))'"
        )
    return value


SECRET_KEY = secret("SECRET_KEY")
# Drafts of reports are encrypted with this key; advice codes are kept as a hash keyed with the other.
DRAFT_KEY = secret("DRAFT_KEY")
ADVICE_CODE_KEY = secret("ADVICE_CODE_KEY")
# The secret behind an authenticator app is encrypted with this one; codes on paper are kept as a hash keyed with it.
FACTOR_KEY = secret("FACTOR_KEY")
# What the apps of the practice people share with the desk, so that its sign-in page can show their code. Empty, and so
# no way in, on a desk that works; `check --deploy` looks after it.
PRACTICE_SECRET = b"oefenregio-tweedestap" if PRACTICE else b""

ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"] if PRACTICE else [])
if not PRACTICE and not ALLOWED_HOSTS:
    raise ImproperlyConfigured("Set ALLOWED_HOSTS in the environment to the host name of the desk.")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "crispy_forms",
    "crispy_bootstrap5",
    "simple_history",
    "axes",
    "csp",
    "django_htmx",
    "js_lib_bootstrap5",
    "lucide",
    "desk.audit",
    "desk.accounts",
    "desk.directory",
    "desk.advice",
    "desk.reports",
    "desk.assessment",
    "desk.review",
    "desk.demo",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "desk.accounts.middleware.private_pages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "desk.audit.workplace.from_the_proxy",
    "desk.accounts.middleware.FailClosed",
    "desk.accounts.middleware.nothing_lost",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "desk.accounts.middleware.whole_sessions",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "desk.urls"
WSGI_APPLICATION = "desk.wsgi.application"
CSRF_FAILURE_VIEW = "desk.accounts.views.csrf_failure"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "desk.frame.frame",
            ],
            "builtins": ["lucide.templatetags.lucide", "desk.templatetags.desk"],
            "libraries": {"desk": "desk.templatetags.desk"},
        },
    }
]

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'meldesk.sqlite3'}")}
_database = DATABASES["default"]
if _database["ENGINE"].endswith("sqlite3"):
    # WAL and immediate transactions: writers queue instead of failing.
    _database["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        # Without recursive triggers a REPLACE would remove a row of an append-only table unseen.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
        "PRAGMA recursive_triggers=ON;"
        # What is removed is overwritten, not just forgotten.
        "PRAGMA secure_delete=ON;",
    }
else:
    # Server-side binding keeps the values out of the statement text that PostgreSQL may log.
    _database["CONN_HEALTH_CHECKS"] = True
    _database["OPTIONS"] = {"server_side_binding": True, "pool": env.bool("DATABASE_POOL", True)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.str("REDIS_URL", "")
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # Counts on when Redis is away: the slowdown of the sign-in must not open then.
    "process": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "process"},
}

CELERY_BROKER_URL = REDIS_URL or "filesystem://localhost"
CELERY_TASK_IGNORE_RESULT = True
# Tests run a task where it is called, and see its failure.
CELERY_TASK_ALWAYS_EAGER = env.bool("CELERY_EAGER", False)
CELERY_TASK_EAGER_PROPAGATES = CELERY_TASK_ALWAYS_EAGER
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "Europe/Amsterdam"
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat-schedule")
QUEUE_DIR = VAR_DIR / "queue"
if not REDIS_URL:
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(QUEUE_DIR / "tasks"),
        "data_folder_out": str(QUEUE_DIR / "tasks"),
        "processed_folder": str(QUEUE_DIR / "done"),
        "control_folder": str(QUEUE_DIR / "control"),
        "store_processed": False,
    }

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "desk.accounts.passwords.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "worklist"
LOGOUT_REDIRECT_URL = "login"

# Five wrong passwords lock the account for a quarter of an hour; no address or browser of anybody is kept.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_HANDLER = "desk.accounts.lockout.CountsOnly"
AXES_USERNAME_CALLABLE = "desk.accounts.lockout.hashed_name"
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_LOCKOUT_CALLABLE = "desk.accounts.views.locked_out"
AXES_CLIENT_IP_CALLABLE = "desk.accounts.lockout.no_address"
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
# W006 asks to lock per address as well. An office is one address: it is slowed down and never locked (slowdown.py).
SILENCED_SYSTEM_CHECKS = ["axes.W006"]
# How many proxies stand in front and add the visitor's address to X-Forwarded-For; what stands before that is hearsay.
PROXIES = env.int("PROXIES", 0 if PRACTICE else 1)

# Marks a browser in which a colleague got in before; it opens nothing (lockout.py).
DEVICE_COOKIE_NAME = "device"
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
# Not no-referrer: browsers then send a form with Origin "null", which the CSRF check must refuse.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
if not PRACTICE:
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
    DEVICE_COOKIE_NAME = "__Host-device"
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", True)
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Bootstrap's own pictures are data: addresses; everything else comes from the desk itself.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

# A form of the desk fits many times over; what is larger is refused before it is read.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1_000
# The desk takes no files, and Django would write a large one to the disk before anybody looked at it.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]

LANGUAGE_CODE = "nl"
USE_I18N = True
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

_font_package = find_spec("font_source_sans_pro")
if _font_package is None or _font_package.origin is None:
    raise ImproperlyConfigured("The package font-source-sans-pro is missing: run `make setup`.")
STATIC_URL = "static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", str(VAR_DIR / "static")))
STATICFILES_DIRS = [BASE_DIR / "static", ("fonts", Path(_font_package.origin).parent / "files")]
WHITENOISE_USE_FINDERS = PRACTICE
if not PRACTICE:
    STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    WHITENOISE_KEEP_ONLY_HASHED_FILES = True
    WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ("map", "png", "jpg", "ttf", "woff", "woff2", "gz", "br")

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
SIMPLE_HISTORY_ENABLED = True

# What a log line may hold is decided here: no SQL, no request body, no values (promise P13).
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"no_values": {"()": "desk.accounts.logs.NoValues"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["no_values"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.server": {"handlers": [], "level": "ERROR", "propagate": True},
        # gunicorn warns of a request that is no HTTP by quoting it, and what is left of a broken form is just that. Its
        # errors name the address that was asked for: they pass our filter.
        "gunicorn.error": {"handlers": ["console"], "level": "ERROR", "propagate": False},
    },
}
DEFAULT_EXCEPTION_REPORTER_FILTER = "django.views.debug.SafeExceptionReporterFilter"

# The words of the guard are built here from installed packages; an image brings its own and writes nothing.
GUARD_DIR = Path(env.str("GUARD_DIR", str(VAR_DIR / "guard")))

# ---- the seal on the trail
# The name of this desk in every signed head: without spaces.
AUDIT_ORIGIN = env.str("AUDIT_ORIGIN", "meldesk")
# The key that signs, for the worker alone, and the one that checks, for everybody.
AUDIT_KEY_FILE = Path(env.str("AUDIT_KEY_FILE", str(VAR_DIR / "trail.key")))
AUDIT_PUBLIC_KEY_FILE = Path(env.str("AUDIT_PUBLIC_KEY_FILE", f"{AUDIT_KEY_FILE}.pub"))
# Where signed heads go: a folder or an object store that whoever manages the database cannot write.
AUDIT_ANCHOR = env.str("AUDIT_ANCHOR", f"file://{VAR_DIR / 'trail-heads'}")

# Names that the proxy may put in the header X-Workplace.
WORKPLACES = frozenset(env.list("WORKPLACES", default=[]))

# ---- the organisation
ORGANISATION_NAME = env.str("ORGANISATION_NAME", "Veilig Thuis Merenstreek")
# The third legal ground for shielding a professional (disturbed trust) is off unless the organisation chooses it:
# the field's own page speaks of safety only (domain.md 0.3).
SHIELD_ON_TRUST = env.bool("SHIELD_ON_TRUST", False)
DRAFT_DAYS = 7
