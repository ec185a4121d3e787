"""The background worker, and which of its tasks run when."""

import os
from typing import Any

from celery import Celery
from celery.schedules import crontab
from celery.signals import setup_logging
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "desk.settings")

app = Celery("desk")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
# Seconds. Each task may run twice or late, and ends the same.
app.conf.beat_schedule = {
    "seal-trail": {"task": "desk.audit.tasks.seal_trail", "schedule": 60.0},
    "check-trail": {"task": "desk.audit.tasks.check_trail", "schedule": 6 * 3600.0},  # or as the settings say
    "destroy-events": {"task": "desk.audit.tasks.destroy_events", "schedule": 24 * 3600.0},
    "forget-removed": {"task": "desk.advice.tasks.forget_removed", "schedule": 6 * 3600.0},
    "forget-removed-at-night": {
        "task": "desk.advice.tasks.forget_removed",
        "schedule": crontab(hour="3", minute="30"),
        "kwargs": {"at_night": True},
    },
    "end-over-sessions": {"task": "desk.accounts.tasks.end_over_sessions", "schedule": 300.0},
    "purge-drafts": {"task": "desk.reports.tasks.purge_drafts", "schedule": 3600.0},
    "purge-journeys": {"task": "meldcode.tasks.purge_journeys", "schedule": 3600.0},
    "review-shields": {"task": "desk.reports.tasks.review_shields", "schedule": 3600.0},
    "sweep-attachments": {"task": "desk.attachments.tasks.sweep_attachments", "schedule": 300.0},
    "remove-orphans": {"task": "desk.attachments.tasks.remove_orphans", "schedule": 3600.0},
    "rescan-attachments": {"task": "desk.attachments.rescanning.rescan_attachments", "schedule": 3600.0},
    "list-destructions": {"task": "desk.retention.tasks.list_destructions", "schedule": 60.0},
    "list-destructions-at-night": {
        "task": "desk.retention.tasks.list_destructions",
        "schedule": crontab(hour="4", minute="0"),
        "kwargs": {"everything": True},
    },
    "tell-what-waits": {"task": "desk.reports.tasks.tell_what_waits", "schedule": 300.0},
    "flag-overdue": {"task": "desk.reports.tasks.flag_overdue", "schedule": 900.0},
    "rest-threads": {"task": "desk.contact.tasks.rest_threads", "schedule": 3600.0},
    "send-links": {"task": "meldcode.tasks.send_waiting_links", "schedule": 300.0},
    "send-news": {"task": "meldcode.tasks.send_news", "schedule": 60.0},
    "send-news-at-night": {
        "task": "meldcode.tasks.send_news",
        "schedule": crontab(hour="4", minute="10"),
        "kwargs": {"everything": True},
    },
    "clear-links": {"task": "meldcode.tasks.clear_links", "schedule": 3600.0},
    "review-looks": {"task": "desk.oversight.tasks.review_looks", "schedule": 3600.0},
}


@app.on_after_configure.connect
def check_as_often_as_asked(sender: Celery, **_: Any) -> None:
    """This module is there before the settings can be read: importing them imports the package it is in."""
    sender.conf.beat_schedule["check-trail"]["schedule"] = settings.AUDIT_CHECK_HOURS * 3600.0


@setup_logging.connect
def log_as_the_desk_does(**_: Any) -> None:
    """Somebody who listens here keeps Celery from replacing our handler by its own, which shows values (P13)."""
