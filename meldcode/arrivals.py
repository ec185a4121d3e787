"""Who comes from the provider of an organisation for the first time: bound to the own account, or to a new one.

The provider must have checked the address. An account of the desk is never found here, nor one of elsewhere.
"""

from datetime import datetime
from typing import Any

from desk.accounts import proofs
from desk.accounts.arrival import Arrival
from desk.accounts.models import LinkedAccount, User
from desk.audit import trail
from desk.roles import Role
from desk.rulebook import tidy
from meldcode import gone, rules
from meldcode.choices import Purpose
from meldcode.joining import save_person
from meldcode.people import Invitation, Organisation, Professional


def organisation_of(arrival: Arrival) -> Organisation:
    """Return where this person works by the word of the provider. Raises Refused for whom it does not vouch for."""
    rules.the_work_account_shows_an_address("@" in arrival.email)
    told = {"provider": arrival.provider, "in_use": True, "provider__issuer": arrival.issuer}
    found = Organisation.objects.select_related("region").filter(**told).first()
    rules.the_address_is_known(found is not None)
    assert found is not None
    invited = _invitation(arrival, found, arrival.at) is not None
    own = found.domains.filter(name=arrival.email.rpartition("@")[2]).exists()
    rules.the_address_is_of_the_organisation(invited or own)
    # Who was ended or moved stays known by this account, so that they do not come in again as somebody new.
    is_here = known(arrival, found) is not None
    is_back = _hash_of(arrival).exists() or gone.is_noted(found, arrival.email, arrival.subject_hash)
    rules.one_person_has_one_account(invited or is_here or not is_back)
    # A colleague of the desk, or somebody who works elsewhere now.
    rules.one_person_has_one_account(is_here or not User.objects.filter(username=arrival.email).exists())
    return found


def known(arrival: Arrival, organisation: Organisation) -> Professional | None:
    """Return who works there now under this address."""
    told = {"organisation": organisation, "work_email": arrival.email, "until__isnull": True}
    here = Professional.objects.select_related("user").filter(**told, user__is_active=True)
    return here.filter(user__role=Role.PROFESSIONAL).first()


@trail.act("portal_account_bound")
def bind(*, by: Any, at: datetime, arrival: Arrival) -> LinkedAccount:
    """Tie the account of the provider to the one that is here; it opens nothing until the second step was shown too.

    The desk acts: whether it is the same person shows in the next step. Raises Refused, ValidationError.
    """
    organisation = organisation_of(arrival)
    person = known(arrival, organisation)
    rules.the_address_is_known(person is not None)
    assert person is not None
    rules.one_person_has_one_account(not LinkedAccount.objects.filter(user=person.user).exists())
    # Without a second step here the word of the provider alone would open what was reported before.
    rules.one_person_has_one_account(proofs.has_factor(person.user))
    # They were ended, and came back by the link that was mailed.
    _hash_of(arrival).filter(user__is_active=False).delete()
    link = _link(person.user, arrival, at)
    trail.record("portal_account_bound", by=by, at=at, subject=person.user)
    return link


@trail.act("portal_joined")
def join_by_account(*, by: Any, at: datetime, arrival: Arrival, name: str, **details: Any) -> LinkedAccount:
    """Make the account of who arrived (function, work_phone): without a password, with a second step of their own next.

    Who was ended comes back by an invitation alone. Raises Refused, ValidationError.
    """
    organisation = organisation_of(arrival)
    rules.one_person_has_one_account(not User.objects.filter(username=arrival.email).exists())
    invitation = _invitation(arrival, organisation, at)
    if invitation:
        _hash_of(arrival).filter(user__is_active=False).delete()
        gone.forget(organisation, arrival.email, arrival.subject_hash)
        Invitation.objects.filter(pk=invitation.pk).update(closed_at=at)
    user = User(username=arrival.email, role=Role.PROFESSIONAL, region=organisation.region)
    user.display_name = tidy(name)
    user.set_unusable_password()
    user.full_clean()
    user.save()
    person = Professional(user=user, organisation=organisation, work_email=arrival.email, since=at)
    person.is_officer = bool(invitation and invitation.is_officer)
    save_person(person, details)
    link = _link(user, arrival, at)
    trail.record("portal_joined", by=user, at=at, subject=organisation)
    return link


def _link(user: User, arrival: Arrival, at: datetime) -> LinkedAccount:
    told = {"issuer": arrival.issuer, "subject_hash": arrival.subject_hash, "provider_id": arrival.provider}
    link = LinkedAccount(user=user, linked_at=at, **told)
    link.full_clean()
    link.save(force_insert=True)
    return link


def _hash_of(arrival: Arrival) -> Any:
    return LinkedAccount.objects.filter(issuer=arrival.issuer, subject_hash=arrival.subject_hash)


def _invitation(arrival: Arrival, organisation: Organisation, at: datetime) -> Invitation | None:
    told = {"organisation": organisation, "email": arrival.email, "purpose": Purpose.INVITED, "until__gt": at}
    return Invitation.objects.filter(**told, closed_at__isnull=True).first()
