"""With which account the people of an organisation sign in; the functional administrator keeps it."""

import hashlib
import hmac
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied

from desk.accounts import provider
from desk.accounts.actions import end_all_sessions
from desk.accounts.models import LinkedAccount, Provider, User
from desk.audit import trail
from desk.rulebook import answer, lock, tidy
from meldcode import rules
from meldcode.people import MailDomain, Organisation
from meldcode.permissions import may_keep_organisation

_ANSWERS = ("issuer", "client_id", "label", "amr", "acr")


def key_of(organisation: Organisation) -> UUID:
    """Return what stands in the address its provider sends people back to: known before it is set up, and no number."""
    told = f"portal-provider:{organisation.pk}".encode()
    return UUID(bytes=hmac.new(settings.FACTOR_KEY.encode(), told, hashlib.sha256).digest()[:16])


def provider_for(email: str) -> Provider | None:
    """Return where somebody with this work address signs in. What stands before the @ is not looked at."""
    name = email.rpartition("@")[2].strip().lower()
    told = MailDomain.objects.select_related("organisation__provider").filter(name=name, organisation__in_use=True)
    found = told.filter(organisation__provider__in_use=True).first()
    return found.organisation.provider if found else None


def is_there(**answers: Any) -> bool:
    """Ask a provider, before anything is saved, what it says of itself. Waits for it, so never inside a transaction."""
    told = {name: tidy(answers[name]) for name in ("issuer", "client_id")}
    row = Provider(**told, label="", key=UUID(int=0), pk=0)
    row.keep_secret("")
    try:
        provider.tried(row.openid())
    except provider.Away:
        return False
    return True


@trail.act("portal_provider_saved")
def save_provider(
    *, by: User, at: datetime, organisation: Organisation, version: int, client_secret: str = "", **answers: Any
) -> Organisation:
    """Set up or change where the people of an organisation sign in; an empty secret leaves the one that is there.

    Another provider, or another name of the desk there, is another key ring: links end, and sessions with them.
    Raises PermissionDenied, Stale, Refused (no https, the secret of another provider), ValidationError.
    """
    if not may_keep_organisation(by, organisation):
        raise PermissionDenied
    current = lock(organisation, version)
    row = current.provider or Provider(key=key_of(current))
    before = (row.issuer, row.client_id)
    answer(row, answers, _ANSWERS)
    rules.a_provider_is_reached_safely(row.issuer.startswith("https://") or settings.PRACTICE)
    is_another = before != (row.issuer, row.client_id)
    rules.a_secret_stays_with_its_provider(bool(client_secret) or not is_another)
    if client_secret:
        row.keep_secret(client_secret)
    row.in_use = current.in_use
    row.full_clean()
    row.save()
    if is_another:
        _cut(row)
    current.provider = row
    current.full_clean()
    current.save()
    trail.record("portal_provider_saved", by=by, at=at, subject=current)
    return current


@trail.act("portal_provider_removed")
def remove_provider(*, by: User, at: datetime, organisation: Organisation, version: int) -> None:
    """Let nobody of this organisation in by its provider any more. Raises PermissionDenied, Stale, Refused."""
    if not may_keep_organisation(by, organisation):
        raise PermissionDenied
    current = lock(organisation, version)
    row = current.provider
    rules.there_is_a_provider(row is not None)
    assert row is not None
    _cut(row)
    current.provider = None
    current.save()
    row.delete()
    trail.record("portal_provider_removed", by=by, at=at, subject=current)


def _cut(row: Provider) -> None:
    links = LinkedAccount.objects.filter(provider=row)
    # First, for the links say whose sessions these are.
    end_all_sessions(User.objects.filter(pk__in=links.values("user")))
    links.delete()
