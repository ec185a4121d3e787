"""Keeps what somebody is still typing in a report form, and gives it back on any device of theirs."""

from datetime import datetime

from django.core.exceptions import PermissionDenied

from desk.accounts.models import User
from desk.reports.drafts import Draft, oldest, seal, unseal
from desk.reports.permissions import may_see_cases


def keep_draft(*, by: User, at: datetime, form: str, fields: dict[str, list[str]]) -> Draft:
    """Store the fields of `form` for `by`, encrypted. No event: nothing was done yet, and typing is not an act."""
    if not may_see_cases(by):
        raise PermissionDenied
    sealed = seal(fields, user_id=by.pk, form=form)
    draft, _ = Draft.objects.update_or_create(user=by, form=form, defaults={"sealed": sealed, "saved_at": at})
    return draft


def draft_of(*, by: User, at: datetime, form: str) -> tuple[dict[str, list[str]], datetime] | None:
    """Return (fields, moment saved) of the draft of `by` for `form`, or None; one whose days are over is gone."""
    draft = Draft.objects.filter(user=by, form=form, saved_at__gte=oldest(at)).first()
    return (unseal(draft.sealed, user_id=by.pk, form=form), draft.saved_at) if draft else None


def drop_draft(*, by: User, form: str) -> None:
    """Forget the draft: the form was saved, or its typist does not want it."""
    Draft.objects.filter(user=by, form=form).delete()


def purge_drafts(*, at: datetime) -> int:
    """Delete drafts older than the configured days; return how many."""
    return Draft.objects.filter(saved_at__lt=oldest(at)).delete()[0]
