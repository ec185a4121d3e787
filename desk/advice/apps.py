"""Tells the guard where its words are kept, before the first text can come in."""

from django.apps import AppConfig
from django.conf import settings

from desk import guard


class AdviceConfig(AppConfig):
    name = "desk.advice"

    def ready(self) -> None:
        guard.use(settings.GUARD_DIR)
