"""Which organisations take part in the portal; the functional administrator keeps them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError

from desk.accounts.actions import end_all_sessions
from desk.accounts.models import Provider, User
from desk.audit import trail
from desk.rulebook import answer, lock, tidy
from meldcode import rules
from meldcode.people import MailDomain, Organisation
from meldcode.permissions import may_keep_organisation, may_keep_organisations

_ANSWERS = ("name", "group", "in_use")


@trail.act("portal_organisation_saved")
def add_organisation(*, by: User, at: datetime, domains: Iterable[str], **answers: Any) -> Organisation:
    """Enter an organisation of the own region (name, group). Raises PermissionDenied, ValidationError."""
    if not may_keep_organisations(by):
        raise PermissionDenied
    return _save(Organisation(region=by.region), domains, answers, by=by, at=at)


@trail.act("portal_organisation_saved")
def change_organisation(
    *, by: User, at: datetime, organisation: Organisation, version: int, domains: Iterable[str], **answers: Any
) -> Organisation:
    """Change an organisation; when it takes part no more every session of its people ends.

    Raises PermissionDenied, Stale, ValidationError.
    """
    if not may_keep_organisation(by, organisation):
        raise PermissionDenied
    saved = _save(lock(organisation, version), domains, answers, by=by, at=at)
    if saved.provider:
        Provider.objects.filter(pk=saved.provider.pk).update(in_use=saved.in_use)
    if not saved.in_use:
        end_all_sessions(User.objects.filter(professional__organisation=saved, professional__until__isnull=True))
    return saved


def _save(
    row: Organisation, domains: Iterable[str], answers: dict[str, Any], *, by: User, at: datetime
) -> Organisation:
    answer(row, answers, _ANSWERS)
    row.full_clean()
    row.save()
    _keep(row, {tidy(name).lower().lstrip("@") for name in domains} - {""})
    trail.record("portal_organisation_saved", by=by, at=at, subject=row)
    return row


def _keep(row: Organisation, wanted: set[str]) -> None:
    """Keep these domains and no other."""
    MailDomain.objects.filter(organisation=row).exclude(name__in=wanted).delete()
    there = set(MailDomain.objects.filter(organisation=row).values_list("name", flat=True))
    for name in sorted(wanted - there):
        rules.a_work_domain_is_not_for_anybody(name)
        rules.a_domain_leads_to_one_organisation(not MailDomain.objects.filter(name=name).exists())
        domain = MailDomain(organisation=row, name=name)
        try:
            domain.full_clean()
        except ValidationError as wrong:
            # A domain has a name too: without this the screen points at the name of the organisation.
            raise ValidationError({"domains": [one for of in wrong.error_dict.values() for one in of]}) from wrong
        domain.save()
