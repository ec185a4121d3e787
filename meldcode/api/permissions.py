"""Who makes tokens, what a token may do, and who lets a system report."""

from datetime import datetime

from desk.accounts.models import User
from desk.accounts.proofs import has_factor
from meldcode.api.choices import TokenPurpose
from meldcode.api.models import ApiToken, SystemConsent
from meldcode.people import Organisation, membership
from meldcode.permissions import may_invite, may_report


def may_keep_tokens(user: User) -> bool:
    """The designated officer of an organisation that takes part."""
    return may_invite(user)


def may_keep_tokens_of(user: User, organisation: Organisation) -> bool:
    """Of the own organisation only."""
    here = membership(user)
    return may_keep_tokens(user) and here is not None and here.organisation_id == organisation.pk


def may_send(token: ApiToken, at: datetime) -> bool:
    """A token to send with, as long as it counts."""
    return token.purpose == TokenPurpose.SEND and token.counts(at)


def may_follow(token: ApiToken, at: datetime) -> bool:
    """A token to read the status with, as long as it counts."""
    return token.purpose == TokenPurpose.FOLLOW and token.counts(at)


def lets_systems_report(user: User) -> bool:
    """Did this professional agree, at the organisation where they work now? A move to elsewhere ends it."""
    here = membership(user)
    given = SystemConsent.objects.filter(user=user).first()
    if given is None or here is None:
        return False
    return given.organisation_id == here.organisation_id and given.since >= here.since


def may_be_reporter(user: User, organisation: Organisation) -> bool:
    """Who a system of `organisation` may report for: somebody who works there now, with a second step, who agreed."""
    here = membership(user)
    is_here = here is not None and here.organisation_id == organisation.pk
    return may_report(user) and is_here and has_factor(user) and lets_systems_report(user)
