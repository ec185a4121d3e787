"""What a log line may hold: no SQL, no request body, no values (promise P13)."""

from typing import Any

LOGGING: dict[str, Any] = {
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
