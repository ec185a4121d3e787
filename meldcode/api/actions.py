"""Tokens are made, revoked and refused, and a professional lets systems report or no longer does."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied

from desk.accounts.models import User
from desk.audit import trail
from desk.deadlines import local_day
from desk.rulebook import tidy
from meldcode.api import rules, secret
from meldcode.api.models import ApiToken, SystemConsent
from meldcode.api.permissions import may_keep_tokens, may_keep_tokens_of
from meldcode.people import Organisation, membership
from meldcode.permissions import may_report


class Caller(trail.System):
    """The system that shows a token, as it stands in the trail: by the number of the token, for nobody sits there."""

    def __init__(self, token: ApiToken) -> None:
        self.display_name = f"Systeem {token.number}"


@trail.act("portal_token_made")
def make_token(
    *, by: User, at: datetime, purpose: str, system: str, days: int, submission: UUID
) -> tuple[ApiToken, str]:
    """Make a token for a system of the own organisation. Out: the row, and the token, which is kept nowhere.

    Raises PermissionDenied, Refused (the same form again, too many), ValidationError.
    """
    if not may_keep_tokens(by):
        raise PermissionDenied
    here = membership(by)
    assert here is not None
    # Held until the end: of one form sent twice at the same moment the second finds what the first made.
    Organisation.objects.select_for_update(of=("self",)).get(pk=here.organisation_id)
    rules.a_form_makes_one_token(not ApiToken.objects.filter(submission=submission).exists())
    rows = ApiToken.objects.filter(organisation=here.organisation, revoked_at__isnull=True)
    rules.an_organisation_keeps_few_tokens(sum(row.counts(at) for row in rows.select_related("organisation")))
    shown = secret.new_token()
    made = ApiToken(organisation=here.organisation, purpose=purpose, system=tidy(system), days=days)
    made.submission = submission
    made.token_hash, made.made_by, made.made_at = secret.hash_of(shown), by, at
    made.full_clean()
    made.save()
    trail.record("portal_token_made", by=by, at=at, subject=made, detail=made.number)
    return made, shown


@trail.act("portal_token_revoked")
def revoke_token(*, by: User, at: datetime, token: ApiToken) -> None:
    """Stop a token at once, for good. Raises PermissionDenied, Refused when it counts no more."""
    if not may_keep_tokens_of(by, token.organisation):
        raise PermissionDenied
    current = ApiToken.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=token.pk)
    rules.the_token_still_counts(current.counts(at))
    current.revoked_at = at
    current.full_clean()
    current.save(update_fields=["revoked_at"])
    trail.record("portal_token_revoked", by=by, at=at, subject=current, detail=current.number)


@trail.act("portal_systems_allowed")
def allow_systems(*, by: User, at: datetime) -> None:
    """Let the systems of the own organisation report in one's own name. Raises PermissionDenied."""
    if not may_report(by):
        raise PermissionDenied
    here = membership(by)
    assert here is not None
    SystemConsent.objects.update_or_create(user=by, defaults={"organisation": here.organisation, "since": at})
    trail.record("portal_systems_allowed", by=by, at=at, subject=here)


@trail.act("portal_systems_forbidden")
def forbid_systems(*, by: User, at: datetime) -> None:
    """Let no system report in one's own name any more. Raises PermissionDenied."""
    if not may_report(by):
        raise PermissionDenied
    here = membership(by)
    SystemConsent.objects.filter(user=by).delete()
    trail.record("portal_systems_forbidden", by=by, at=at, subject=here)


def token_refused(*, at: datetime, rule: str, token: ApiToken | None = None) -> None:
    """Record a token that opened nothing, or something else than was asked: which one, as far as that is known."""
    refusal = rules.Refused(rule, "Geweigerd.")
    by = Caller(token) if token else trail.System()
    trail.refused("portal_token_refused", refusal, by=by, at=at, given={"token": token})


def touch(token: ApiToken, at: datetime) -> None:
    """Note the day a token was used, once a day."""
    if token.used_on != local_day(at):
        token.used_on = local_day(at)
        ApiToken.objects.filter(pk=token.pk).update(used_on=token.used_on)
