"""Gives out numbers: M for a report, C for a case file, OZ for an investigation; per year, without gaps."""

from datetime import date

from desk.reports.models import Counter


def wait_turn(kind: str, day: date) -> None:
    """Lock the counter until the transaction ends: one form sent twice is filed one after the other."""
    Counter.objects.select_for_update().get_or_create(kind=kind, year=day.year)


def next_number(kind: str, day: date) -> str:
    """Return the next number of `kind` in the year of `day`, such as M-2026-0412. Call it inside a transaction."""
    counter, _ = Counter.objects.select_for_update().get_or_create(kind=kind, year=day.year)
    counter.last += 1  # the row is locked; on SQLite the whole desk is
    counter.save(update_fields=["last"])
    return f"{kind}-{day.year}-{counter.last:04d}"
