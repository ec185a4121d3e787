"""Who was ended or moved comes back by an invitation alone: the organisation keeps a mark, and no name or address."""

import hashlib
import hmac

from django.conf import settings

from desk.accounts.models import LinkedAccount
from meldcode.people import Gone, Organisation, Professional


def note(person: Professional) -> None:
    """Keep the marks of who leaves, as long as their address and the link with a provider are still there."""
    links = LinkedAccount.objects.filter(user=person.user, provider__isnull=False)
    for mark in (_of(person.work_email), *links.values_list("subject_hash", flat=True)):
        Gone.objects.get_or_create(organisation=person.organisation, mark=mark)


def is_noted(organisation: Organisation, email: str, subject_hash: str = "") -> bool:
    """Did somebody with this address, or with this account of a provider, leave this organisation?"""
    return Gone.objects.filter(organisation=organisation, mark__in=[_of(email), subject_hash]).exists()


def forget(organisation: Organisation, email: str, subject_hash: str = "") -> None:
    """Somebody of the organisation invited them: they may come in again."""
    Gone.objects.filter(organisation=organisation, mark__in=[_of(email), subject_hash]).delete()


def _of(email: str) -> str:
    told = f"gone:{email.lower()}"
    return hmac.new(settings.FACTOR_KEY.encode(), told.encode(), hashlib.sha256).hexdigest()
