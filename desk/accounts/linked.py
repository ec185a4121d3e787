"""The link between a colleague and the account of the organisation: made by themselves, and what is refused by it.

An account of the desk is never made here, and no name or mail address of the provider is looked at.
"""

import hashlib
import hmac
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils import timezone

from desk.accounts import proofs, provider, providers, rules, session, slowdown
from desk.accounts.actions import end_sessions
from desk.accounts.factors import LinkedAccount
from desk.accounts.models import User
from desk.accounts.permissions import may_administer
from desk.accounts.proofs import Proof
from desk.audit import trail
from desk.openid import OpenID
from desk.roles import STAFF
from desk.rulebook import Refused


def provider_of(account: User) -> OpenID | None:
    """Return where this person signs in: a colleague at the desk's own, somebody outside where they are linked."""
    if account.role in STAFF:
        return settings.OIDC
    row = LinkedAccount.objects.filter(user=account, provider__isnull=False).values_list("provider", flat=True).first()
    return providers.with_row(row) if row else None


def of(account: User) -> LinkedAccount | None:
    """Return the link of this person with the provider of now."""
    here = provider_of(account)
    if here is None:
        return None
    return LinkedAccount.objects.filter(user=account, issuer=here.issuer, provider=here.row).first()


def find(here: OpenID, seen: provider.Seen) -> LinkedAccount | None:
    """Return the link of whom the provider saw; of who left the link is none.

    The desk's own lets colleagues in and nobody else; one of an organisation outside never does.
    """
    told = {"issuer": here.issuer, "subject_hash": hash_of(here, seen.subject), "provider": here.row}
    found = LinkedAccount.objects.select_related("user").filter(**told, user__is_active=True).first()
    return found if found and (found.user.role in STAFF) is (here.row is None) else None


def hash_of(here: OpenID, subject: str) -> str:
    """Return what is kept of whom the provider saw: a keyed hash, so that nobody links an account in the database."""
    told = f"{here.issuer}\n{subject}"
    return hmac.new(settings.FACTOR_KEY.encode(), told.encode(), hashlib.sha256).hexdigest()


def is_enough(seen: provider.Seen, link: LinkedAccount) -> bool:
    """Did the provider see both steps of somebody who is certainly this person?

    After the help of two colleagues only the code they gave counts.
    """
    if not seen.strong or not proofs.has_factor(link.user):
        return False
    return link.provider_id is None or (link.proven_at is not None and proofs.open_recovery(link.user) is None)


@trail.act("provider_linked")
def link_account(*, by: User, at: datetime, here: OpenID, seen: provider.Seen) -> LinkedAccount:
    """Let a colleague sign in with the account the provider saw just now. Raises Refused, ValidationError."""
    rules.the_desk_lets_its_own_staff_in(by.role in STAFF and here.row is None)
    # One of a provider that this desk no longer knows opens nothing.
    LinkedAccount.objects.filter(user=by).exclude(issuer=here.issuer).delete()
    rules.a_colleague_links_once(not LinkedAccount.objects.filter(user=by).exists())
    link = LinkedAccount(user=by, issuer=here.issuer, linked_at=at, proven_at=at)
    link.subject_hash = hash_of(here, seen.subject)
    link.full_clean()
    link.save(force_insert=True)
    trail.record("provider_linked", by=by, at=at, subject=by)
    return link


@trail.act("provider_unlinked")
def unlink_own(*, by: User, at: datetime) -> None:
    """Take the own link away. Raises Refused for who has no other way in."""
    rules.a_way_in_stays(by.has_usable_password())
    _take_away(by)
    trail.record("provider_unlinked", by=by, at=at, subject=by)


@trail.act("provider_cut")
def unlink_colleague(*, by: User, at: datetime, account: User) -> None:
    """Take the link of a colleague away, and every session with it. Raises PermissionDenied, Refused."""
    if not may_administer(by):
        raise PermissionDenied
    _take_away(account)
    end_sessions(account)
    trail.record("provider_cut", by=by, at=at, subject=account)


def _take_away(account: User) -> None:
    if not LinkedAccount.objects.filter(user=account).delete()[0]:
        raise Refused("record_is_gone", "Er is geen account gekoppeld.")


@trail.act("provider_accepted")
def go_halfway_there(*, by: Any, at: datetime, request: HttpRequest, link: LinkedAccount, wanted: str) -> None:
    """Note whom the provider saw, in a session with a new key; the second step of the desk follows."""
    session.go_halfway(request.session, at, link.user, wanted, link=link.pk)
    trail.record("provider_accepted", by=by, at=at, subject=link.user, detail=link.user.display_name)


def proof_of(seen: provider.Seen, account: User) -> Proof:
    """Return the proof that the provider saw this very colleague. Raises Refused."""
    link = of(account)
    here = provider_of(account)
    is_sure = link is not None and link.proven_at is not None
    if link is None or here is None or not is_sure or link.subject_hash != hash_of(here, seen.subject):
        raise Refused("provider_account_is_of_another", "Dit is niet het account dat bij u hoort.")
    return proofs.by_provider(link)


def refused(request: HttpRequest, rule: str) -> None:
    """Record that somebody who came from the provider was not let in, and count it for the place they came from.

    The desk is the actor: who came is not known, and what the provider said of them is not kept.
    """
    now = timezone.now()
    if slowdown.count(request, now):
        trail.record("address_slowed", by=trail.System(), at=now)
    trail.record("provider_refused", by=trail.System(), at=now, rule=rule)


def away() -> None:
    """Record that the provider gave no answer."""
    trail.record("provider_away", by=trail.System(), at=timezone.now())
