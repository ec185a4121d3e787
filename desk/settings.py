"""One file, read from the environment. Insecure defaults exist only while DEBUG is on."""

from importlib.util import find_spec
from pathlib import Path

import environ
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from desk import engines, logged, openid, watched

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
RECEIPT_KEY = secret("RECEIPT_KEY")  # what a receipt of the portal is signed with is made of it
CIRCLE_KEY = secret("CIRCLE_KEY")  # keys the hashes of where a colleague lives and what they are called
ATTACHMENT_KEY = secret("ATTACHMENT_KEY")  # documents with a report are encrypted with it
# What the apps of the practice people share with the desk, so that its sign-in page can show their code. Empty, and so
# no way in, on a desk that works; `check --deploy` looks after it.
PRACTICE_SECRET = b"oefenregio-tweedestap" if PRACTICE else b""

ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"] if PRACTICE else [])
if not PRACTICE and not ALLOWED_HOSTS:
    raise ImproperlyConfigured("Set ALLOWED_HOSTS in the environment to the host name of the desk.")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.messages", "django.contrib.staticfiles",
    "django.contrib.humanize", "crispy_forms", "crispy_bootstrap5", "simple_history", "axes", "csp", "django_htmx",
    "js_lib_bootstrap5", "lucide",
    "desk.audit", "desk.accounts", "desk.directory", "desk.advice", "desk.reports", "desk.assessment", "desk.review",
    "desk.attachments", "desk.oversight", "desk.contact", "desk.retention", "desk.backup", "meldcode", "desk.demo",
    "desk.scale", "desk.operations",
]  # fmt: skip

MIDDLEWARE = [
    "meldcode.api.door.systems_only",
    "desk.operations.door.without_a_session",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "desk.operations.measured.measured",
    "csp.middleware.CSPMiddleware",
    "desk.accounts.middleware.private_pages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "desk.audit.workplace.from_the_proxy",
    "desk.accounts.middleware.FailClosed",
    "desk.reports.access.door.AskReason",
    "desk.accounts.middleware.nothing_lost",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "desk.accounts.middleware.whole_sessions",
    "desk.accounts.middleware.NoSuchAddress",
    "meldcode.door.RoomsApart",
    "meldcode.language.of_the_portal",
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
                "meldcode.frame.portal",
            ],
            "builtins": ["desk.templatetags.icons", "desk.templatetags.words", "desk.templatetags.desk"],
            "libraries": {"desk": "desk.templatetags.desk"},
        },
    },
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "NAME": "compiled",
        "DIRS": [BASE_DIR / "templates" / "compiled"],
        "OPTIONS": {"environment": "desk.compiled.environment"},
    },
]
FORM_RENDERER = "django.forms.renderers.Jinja2"

DATABASES = engines.from_environment(env, VAR_DIR)
# Seconds that a standby (DATABASE_REPLICA_URL) may be behind; from there on the primary is asked.
REPLICA_BEHIND = env.int("DATABASE_REPLICA_BEHIND", 30)
# Seconds that a process leaves it alone after it failed.
REPLICA_REST = env.int("DATABASE_REPLICA_REST", 15)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.str("REDIS_URL", "")
# Redis may be gone, or hang: nobody waits for it longer than this (seconds). Unasked, Celery waits for ever to queue.
_IN_TIME = {"socket_connect_timeout": 1.0, "socket_timeout": 1.0}
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL, "OPTIONS": _IN_TIME}
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
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # the worker comes back however long Redis is away
QUEUE_DIR = VAR_DIR / "queue"
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, object]
if REDIS_URL:
    # Longer than the second a worker waits for its next task. One try to connect: what cannot be queued now is found
    # by a sweep of the database (desk/celery.py).
    CELERY_BROKER_TRANSPORT_OPTIONS = {**_IN_TIME, "socket_timeout": 2.0, "max_retries": 0}
else:
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
# Where somebody goes whom a provider outside saw and whom nobody knows yet; the portal says who may come in.
ARRIVAL_URL = "portal:arrive"
OIDC = openid.from_environment(env, practice=PRACTICE)

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
SESSION_ENGINE = "desk.accounts.session_store"
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
    SECURE_REDIRECT_EXEMPT = [r"^gezond/"]  # machines ask it inside, without a certificate
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Bootstrap's own pictures are data: addresses; everything else comes from the desk itself.
_NOWHERE = {place: [NONE] for place in ("default-src", "frame-ancestors", "base-uri")}
_HERE = {place: [SELF] for place in ("style-src", "font-src", "connect-src", "form-action")}
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {**_NOWHERE, **_HERE, "script-src": [SELF, NONCE], "img-src": [SELF, "data:"]},
}

# A form of the desk fits many times over; what is larger is refused before it is read.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1_000
# The page of attachments has a handler of its own; Django would write a large file to the disk before anybody looked.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]

LANGUAGE_CODE = "nl"
# The desk speaks Dutch; the portal also English, for whoever chose so there (meldcode/language.py).
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "taal"
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = not PRACTICE
USE_I18N = True
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

_font_package = find_spec("font_source_sans_pro")
if _font_package is None or _font_package.origin is None:
    raise ImproperlyConfigured("The package font-source-sans-pro is missing: run `make setup`.")
STATIC_URL = "static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", str(VAR_DIR / "static")))
FONT_DIR = Path(_font_package.origin).parent / "files"
STATICFILES_DIRS = [BASE_DIR / "static", ("fonts", FONT_DIR)]
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

LOGGING = logged.configured(practice=PRACTICE)
DEFAULT_EXCEPTION_REPORTER_FILTER = "django.views.debug.SafeExceptionReporterFilter"

# The words of the guard are built here from installed packages; an image brings its own and writes nothing.
GUARD_DIR = Path(env.str("GUARD_DIR", str(VAR_DIR / "guard")))
ATTACHMENT_DIR = Path(env.str("ATTACHMENT_DIR", str(VAR_DIR / "attachments")))  # of web and worker alike
ATTACHMENT_MAX_BYTES = env.int("ATTACHMENT_MAX_MB", 20) * 1024 * 1024
CLAMD_URL = env.str("CLAMD_URL", "")  # tcp://host:3310 or unix:///path; without one nobody gets a document

# ---- the seal on the trail
AUDIT_ORIGIN = env.str("AUDIT_ORIGIN", "meldesk")  # the name of this desk in every signed head: without spaces
# The key that signs, for the worker alone, and the one that checks, for everybody.
AUDIT_KEY_FILE = Path(env.str("AUDIT_KEY_FILE", str(VAR_DIR / "trail.key")))
AUDIT_PUBLIC_KEY_FILE = Path(env.str("AUDIT_PUBLIC_KEY_FILE", f"{AUDIT_KEY_FILE}.pub"))
# Where signed heads go: a folder or an object store that whoever manages the database cannot write.
AUDIT_ANCHOR = env.str("AUDIT_ANCHOR", f"file://{VAR_DIR / 'trail-heads'}")
AUDIT_ANCHOR_MAIL = env.str("AUDIT_ANCHOR_MAIL", "")  # and, once an hour, to this mailbox outside, by EMAIL_URL
globals().update(env.email_url("EMAIL_URL", default="smtp://localhost:25"), EMAIL_TIMEOUT=10)
DEFAULT_FROM_EMAIL = env.str("EMAIL_FROM", "meldesk@localhost")
AUDIT_CHECK_HOURS = env.int("AUDIT_CHECK_HOURS", 6)  # from one check of the whole trail to the next: docs/trail.md
if not 1 <= AUDIT_CHECK_HOURS <= 24:
    raise ImproperlyConfigured("Set AUDIT_CHECK_HOURS to a number of hours from 1 to 24.")
WORKPLACES = frozenset(env.list("WORKPLACES", default=[]))  # names that the proxy may put in the header X-Workplace

# ---- the organisation
ORGANISATION_NAME = env.str("ORGANISATION_NAME", "Veilig Thuis Merenstreek")
# The third legal ground for shielding a professional (disturbed trust) is off unless the organisation chooses it:
# the field's own page speaks of safety only (domain.md 0.3).
SHIELD_ON_TRUST = env.bool("SHIELD_ON_TRUST", False)
DRAFT_DAYS = 7
PORTAL_TEAMS = {town.strip(): team.strip() for town, team in env.dict("PORTAL_TEAMS", default={}).items()}  # Town=Team
PORTAL_ADDRESS = env.str("PORTAL_ADDRESS", "") or (
    "http://localhost:8000" if PRACTICE else f"https://{ALLOWED_HOSTS[0].lstrip('.')}"
)
# Where ‘leave quickly’ of the portal leads to: a page that anybody may have open.
PORTAL_EXIT = env.str("PORTAL_EXIT", "") or "https://www.knmi.nl/"
# Who hears at once that somebody broke the glass: a lead's mailbox and the privacy officer's. The mail names nobody.
ALERT_MAIL = env.list("ALERT_MAIL", default=[])

# ---- who keeps the desk running
# Opens the figures at /gezond/cijfers/ and the details of /gezond/klaar/; traces need requirements/otel.txt.
METRICS_TOKEN, METRICS_DIR, TRACES_TO = watched.from_environment(env, VAR_DIR)
