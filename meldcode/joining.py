"""How somebody gets into the portal, moves to another organisation and goes: each act with its event."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from desk.accounts.actions import end_sessions, set_password
from desk.accounts.models import LinkedAccount, User
from desk.accounts.proofs import has_factor
from desk.audit import trail
from desk.roles import Role
from desk.rulebook import answer, tidy
from meldcode import gone, links, rules
from meldcode.choices import Purpose
from meldcode.journeys import forget_unsent
from meldcode.people import Invitation, MailDomain, Organisation, Professional
from meldcode.permissions import may_end, may_invite_to, may_report
from meldcode.tasks import send_link

_DETAILS = ("function", "work_phone")


@trail.act("portal_invited")
def invite(*, by: User, at: datetime, organisation: Organisation, email: str, is_officer: bool = False) -> Invitation:
    """Mail a link of seven days to somebody at work. An earlier one to the same address counts no more.

    Raises PermissionDenied, Refused (organisation out of use, address of elsewhere, a colleague already),
    ValidationError.
    """
    if not may_invite_to(by, organisation):
        raise PermissionDenied
    rules.the_organisation_is_in_use(organisation.in_use)
    email = _address(email)
    rules.the_address_is_of_the_organisation(_is_own(organisation, email))
    rules.one_person_has_one_account(not _working(email).filter(organisation=organisation).exists())
    _open(organisation, email).update(closed_at=at)
    made = _link(organisation, Purpose.INVITED, email, at, made_by=by, is_officer=is_officer)
    trail.record("portal_invited", by=by, at=at, subject=organisation)
    return made


@trail.act("portal_invitation_withdrawn")
def withdraw(*, by: User, at: datetime, invitation: Invitation) -> None:
    """Take an invitation back. Raises PermissionDenied, Refused when it counts no more."""
    if not may_invite_to(by, invitation.organisation):
        raise PermissionDenied
    rules.the_link_still_counts(bool(_still_open(invitation).update(closed_at=at)))
    trail.record("portal_invitation_withdrawn", by=by, at=at, subject=invitation)


@trail.act("portal_link_asked")
def ask_link(*, by: Any, at: datetime, email: str) -> Invitation:
    """Mail a link to who shows a work address: for an account, or for a new password when there is one.

    The desk acts: whoever typed an address is not known to read it. Raises Refused for an address of no organisation,
    for one that got a link just now, for who left, and for who comes by a provider and set up no second step yet:
    whoever reads the mail would set up one of their own. The page answers the same.
    """
    email = _address(email)
    there = _working(email).select_related("organisation", "user").first()
    domain = MailDomain.objects.select_related("organisation").filter(name=email.rpartition("@")[2]).first()
    organisation = there.organisation if there else domain.organisation if domain else None
    rules.the_address_is_known(organisation is not None and organisation.in_use)
    assert organisation is not None
    may_ask = not (_has_no_step_yet(there.user) if there else gone.is_noted(organisation, email))
    rules.the_address_is_known(may_ask)
    asked = _open(organisation, email).exclude(purpose=Purpose.INVITED)
    rules.a_link_waits_a_while(not asked.filter(made_at__gt=at - links.AGAIN).exists())
    asked.update(closed_at=at)
    purpose = Purpose.PASSWORD if there else Purpose.ASKED
    made = _link(organisation, purpose, email, at, account=there.user if there else None)
    trail.record("portal_link_asked", by=by, at=at, subject=organisation)
    return made


@trail.act("portal_joined")
def join(*, by: Any, at: datetime, invitation: Invitation, name: str, password: str, **details: Any) -> User:
    """Make the account of who followed a link (function, work_phone); the second step is set up right after.

    The desk acts until there is somebody. Raises Refused (the link is over, there is an account), ValidationError.
    """
    _use(invitation, at, for_password=False)
    organisation = invitation.organisation
    is_invited = invitation.purpose == Purpose.INVITED
    rules.the_link_still_counts(is_invited or not gone.is_noted(organisation, invitation.email))
    gone.forget(organisation, invitation.email)
    rules.one_person_has_one_account(not User.objects.filter(username=invitation.email).exists())
    user = User(username=invitation.email, role=Role.PROFESSIONAL, region=organisation.region)
    user.display_name = tidy(name)
    set_password(user, password)
    user.full_clean()
    user.save()
    person = Professional(user=user, organisation=organisation, work_email=invitation.email, since=at)
    person.is_officer = invitation.is_officer
    save_person(person, details)
    trail.record("portal_joined", by=user, at=at, subject=organisation)
    return user


@trail.act("portal_moved")
def move(*, by: User, at: datetime, invitation: Invitation, session: str | None = None, **details: Any) -> Professional:
    """Go and work at the organisation that invited: the same account, and nothing more of the old one.

    Every session ends, also what the old provider opened; the one with the key `session` goes on.
    Raises PermissionDenied, Refused (the link is over, it is the own organisation), ValidationError.
    """
    if not may_report(by):
        raise PermissionDenied
    _use(invitation, at, for_password=False)
    person = Professional.objects.select_for_update(of=("self",)).get(user=by)
    rules.somebody_moves_elsewhere(person.organisation_id != invitation.organisation_id)
    rules.one_person_has_one_account(not User.objects.filter(username=invitation.email).exclude(pk=by.pk).exists())
    gone.note(person)
    person.organisation, person.work_email = invitation.organisation, invitation.email
    person.is_officer, person.since = invitation.is_officer, at
    person.version += 1
    save_person(person, details)
    by.username, by.region = invitation.email, invitation.organisation.region
    by.full_clean()
    by.save(update_fields=["username", "region"])
    by.__dict__.pop("_membership", None)
    # The account and the mailbox of the old organisation open nothing of the new one.
    LinkedAccount.objects.filter(user=by).delete()
    Invitation.objects.filter(account=by, closed_at__isnull=True).update(closed_at=at)
    end_sessions(by, but=session)
    forget_unsent(by)
    trail.record("portal_moved", by=by, at=at, subject=invitation)
    return person


@trail.act("portal_password_set")
def set_new_password(*, by: Any, at: datetime, invitation: Invitation, password: str) -> User:
    """Set the password of who followed a link for it. The second step stays as it was, and every session ends.

    The desk acts: the link shows that somebody reads the mail. Raises Refused, ValidationError (too easy).
    """
    _use(invitation, at, for_password=True)
    user = invitation.account
    assert user is not None
    rules.who_left_stays_away(may_report(user))
    set_password(user, password)
    user.save(update_fields=["password"])
    end_sessions(user)
    trail.record("portal_password_set", by=by, at=at, subject=user)
    return user


@trail.act("portal_details_changed")
def change_details(*, by: User, at: datetime, **details: Any) -> Professional:
    """Change the own function and number. Raises PermissionDenied, ValidationError."""
    if not may_report(by):
        raise PermissionDenied
    person = Professional.objects.select_for_update(of=("self",)).get(user=by)
    person.version += 1
    save_person(person, details)
    by.__dict__.pop("_membership", None)
    trail.record("portal_details_changed", by=by, at=at, subject=by)
    return person


@trail.act("portal_ended")
def end(*, by: User, at: datetime, person: Professional) -> None:
    """End the access of a professional, at once and in every browser; also one's own.

    Of who left stays the name, for the trail and for what they reported. Raises PermissionDenied, Refused.
    """
    if not may_end(by, person):
        raise PermissionDenied
    current = Professional.objects.select_for_update(of=("self",)).select_related("user").get(pk=person.pk)
    rules.who_left_stays_away(current.until is None)
    gone.note(current)
    current.function = current.work_phone = current.work_email = ""
    current.is_officer, current.until = False, at
    current.version += 1
    current.full_clean()
    current.save()
    user = current.user
    user.is_active, user.username = False, f"weg-{user.pk}"
    user.save(update_fields=["is_active", "username"])
    # The link with a provider stays and opens nothing: whoever was ended does not come in again as somebody new.
    LinkedAccount.objects.filter(user=user, provider__isnull=True).delete()
    Invitation.objects.filter(account=user, closed_at__isnull=True).update(closed_at=at)
    end_sessions(user)
    forget_unsent(user)
    trail.record("portal_ended", by=by, at=at, subject=user)


def _address(email: str) -> str:
    return tidy(email).lower()


def _is_own(organisation: Organisation, email: str) -> bool:
    """An organisation without a domain, such as a small practice, leaves it to who invites."""
    own = [domain.name for domain in organisation.domains.all()]
    return not own or email.rpartition("@")[2] in own


def _working(email: str) -> Any:
    return Professional.objects.filter(work_email=email, until__isnull=True)


def _has_no_step_yet(user: User) -> bool:
    return LinkedAccount.objects.filter(user=user).exists() and not has_factor(user)


def _open(organisation: Organisation, email: str) -> Any:
    return Invitation.objects.filter(organisation=organisation, email=email, closed_at__isnull=True)


def _still_open(invitation: Invitation) -> Any:
    return Invitation.objects.filter(pk=invitation.pk, closed_at__isnull=True)


def _use(invitation: Invitation, at: datetime, *, for_password: bool) -> None:
    """Let the link count, once: of two at the same moment the database lets one through."""
    fits = (invitation.purpose == Purpose.PASSWORD) is for_password
    rules.the_link_still_counts(fits and invitation.counts(at) and bool(_still_open(invitation).update(closed_at=at)))


def _link(organisation: Organisation, purpose: Purpose, email: str, at: datetime, **told: Any) -> Invitation:
    """Keep a link and have it mailed after the commit; when the queue is away the next sweep mails it."""
    nonce = links.new_nonce()
    made = Invitation(organisation=organisation, purpose=purpose, email=email, nonce=nonce, made_at=at, **told)
    made.token_hash, made.until = links.hash_of(links.token_of(nonce)), at + links.LASTS[purpose]
    made.full_clean()
    made.save()
    transaction.on_commit(lambda: send_link.apply_async((made.pk,), retry=False), robust=True)
    return made


def save_person(person: Professional, details: dict[str, Any]) -> None:
    """Check and save somebody with these details. Raises ValidationError."""
    answer(person, details, _DETAILS)
    person.full_clean()
    person.save()
