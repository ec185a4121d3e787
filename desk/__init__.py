"""Meldesk: the intake desk of a Veilig Thuis organisation."""

from desk.celery import app as celery_app

__all__ = ["celery_app"]
