"""The background worker: which tasks run when is said in settings.CELERY_BEAT_SCHEDULE."""

import os
from typing import Any

from celery import Celery
from celery.signals import setup_logging

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "desk.settings")

app = Celery("desk")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@setup_logging.connect
def log_as_the_desk_does(**_: Any) -> None:
    """Somebody who listens here keeps Celery from replacing our handler by its own, which shows values (P13)."""
