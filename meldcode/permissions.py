"""Who may use the portal, and who brings others in."""

from desk.accounts.models import User
from desk.accounts.permissions import may_administer
from meldcode.people import Organisation, Professional, membership
from meldcode.receipts import Receipt


def may_report(user: User) -> bool:
    """A professional who works now at an organisation that takes part; never staff, never somebody who left."""
    return user.is_active and membership(user) is not None


def may_invite(user: User) -> bool:
    """The designated officer of an organisation that takes part."""
    here = membership(user)
    return user.is_active and here is not None and here.is_officer


def may_invite_to(user: User, organisation: Organisation) -> bool:
    """The officer to the own organisation; the administrator of the region, who brings in the first officer."""
    here = membership(user)
    if may_administer(user):
        return user.region_id == organisation.region_id
    return may_invite(user) and here is not None and here.organisation_id == organisation.pk


def may_end(user: User, person: Professional) -> bool:
    """Whoever may invite somebody there; and everybody for themselves."""
    return (user.is_active and person.user_id == user.pk) or may_invite_to(user, person.organisation)


def may_keep_organisations(user: User) -> bool:
    """The functional administrator enters who takes part."""
    return may_administer(user)


def may_keep_organisation(user: User, organisation: Organisation) -> bool:
    """The administrator, in the own region."""
    return may_administer(user) and user.region_id == organisation.region_id


def may_see_receipt(user: User, receipt: Receipt) -> bool:
    """Who sent the report, as long as they work at an organisation that takes part."""
    return may_report(user) and receipt.user_id == user.pk


def may_write_after(user: User, receipt: Receipt) -> bool:
    """Who sent the report and still works there; who moved reads it, and writes no more about people of elsewhere."""
    here = membership(user)
    return may_see_receipt(user, receipt) and here is not None and here.since <= receipt.at
