"""What a log line may hold: no SQL, no request body, no values (promise P13)."""

import logging
import re
from collections.abc import MutableMapping
from typing import Any

import structlog

# What a line of the desk is made of. `event` is what our own code says; all else is a number or a name from the code.
ALLOWED = frozenset(
    {"timestamp", "level", "logger", "event", "request_id", "route", "method", "status", "duration_ms", "database_ms"}
)
_A_NAME = re.compile(r"[\w.:-]{1,100}", re.ASCII)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def only_allowed(_logger: Any, _method: str, said: MutableMapping[str, Any]) -> dict[str, Any]:
    """Drop every key that is not in ALLOWED, and every value that is no number and no name."""
    kept = {key: value for key, value in said.items() if key in ALLOWED}
    event = _CONTROL.sub(" ", str(kept.pop("event", "")))
    kept = {key: value for key, value in kept.items() if _is_plain(value)}
    return {"event": event, **kept}


def _is_plain(value: Any) -> bool:
    return isinstance(value, int | float) or bool(isinstance(value, str) and _A_NAME.fullmatch(value))


def as_json() -> logging.Formatter:
    """Return what makes one line of JSON of a record, whoever wrote it; the filter before it took the values out."""
    structlog.configure(
        processors=[structlog.contextvars.merge_contextvars, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
    )
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[structlog.contextvars.merge_contextvars],
        processors=[
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            only_allowed,
            structlog.processors.JSONRenderer(sort_keys=True),
        ],
    )


def configured(*, practice: bool) -> dict[str, Any]:
    """Return LOGGING: lines for a person on the practice desk, and elsewhere JSON with a line for each request."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"},
            "json": {"()": "desk.logged.as_json"},
        },
        "filters": {"no_values": {"()": "desk.accounts.logs.NoValues"}},
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "formatter": "plain" if practice else "json",
                "filters": ["no_values"],
            }
        },
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {
            "django": {"handlers": [], "level": "WARNING", "propagate": True},
            "django.server": {"handlers": [], "level": "ERROR", "propagate": True},
            # gunicorn warns of a request that is no HTTP by quoting it, and what is left of a broken form is just that.
            # Its errors name the address that was asked for: they pass our filter.
            "gunicorn.error": {"handlers": ["console"], "level": "ERROR", "propagate": False},
            "desk.requests": {"handlers": [], "level": "WARNING" if practice else "INFO", "propagate": True},
            # That somebody was refused stands in the line of the request. A line of its own, without one of a request
            # beside it, would be of the advice room, and would date a call (P1).
            "django.request": {"handlers": [], "level": "WARNING" if practice else "ERROR", "propagate": True},
            "django.security": {"handlers": [], "level": "WARNING" if practice else "ERROR", "propagate": True},
        },
    }
