"""The stories of the portal: who takes part, getting in by a link, moving and leaving."""

from typing import Any

from desk.accounts.arrival import Arrival
from desk.accounts.models import User
from desk.audit.trail import System
from meldcode import arrivals, joining, mailing, organisations, providers
from meldcode.people import Invitation, Organisation, Professional
from tests import portal_stories
from tests.playing import Cast, plays
from tests.signing_in import PASSWORD, let_in

_WORK = {"function": "Mentor", "work_phone": "010 000 00 20"}


@plays("meldcode.add_organisation")
def _school(c: Cast) -> Organisation:
    return portal_stories.an_organisation(by=c.ada, at=c.at)


@plays("meldcode.change_organisation")
def _(c: Cast) -> None:
    row = _school(c)
    told = {"organisation": row, "version": row.version, "domains": [], "in_use": False}
    organisations.change_organisation(by=c.ada, at=c.at, **told)


@plays("meldcode.invite")
def _invitation(c: Cast, organisation: Organisation | None = None) -> Invitation:
    told = {"organisation": organisation or _school(c), "name": "Roos", "is_officer": True}
    return portal_stories.an_invitation(by=c.ada, at=c.at, **told)


@plays("meldcode.withdraw")
def _(c: Cast) -> None:
    joining.withdraw(by=c.ada, at=c.at, invitation=_invitation(c))


@plays("meldcode.join")
def _joined(c: Cast) -> User:
    return portal_stories.joined(at=c.at, invitation=_invitation(c), name="Roos D.")


@plays("meldcode.move")
def _(c: Cast) -> None:
    roos = _joined(c)
    practice = portal_stories.a_practice(by=c.ada, at=c.at)
    joining.move(by=roos, at=c.at, invitation=_invitation(c, practice), **_WORK)


@plays("meldcode.ask_link")
def _asked(c: Cast) -> Any:
    roos = _joined(c)
    return joining.ask_link(by=System(), at=c.at, email=roos.username)


@plays("meldcode.set_new_password")
def _(c: Cast) -> None:
    joining.set_new_password(by=System(), at=c.at, invitation=_asked(c), password=PASSWORD)


@plays("meldcode.change_details")
def _(c: Cast) -> None:
    joining.change_details(by=_joined(c), at=c.at, **_WORK)


@plays("meldcode.end")
def _(c: Cast) -> None:
    joining.end(by=c.ada, at=c.at, person=Professional.objects.get(user=_joined(c)))


@plays("meldcode.note_mailed")
def _(c: Cast) -> None:
    mailing.note_mailed(by=System(), at=c.at, invitation=_invitation(c))


@plays("meldcode.forget_links")
def _(c: Cast) -> None:
    _joined(c)
    mailing.forget_links(by=System(), at=c.at)


@plays("meldcode.save_provider")
def _with_provider(c: Cast) -> Organisation:
    row = _school(c)
    told = {"issuer": "https://school.example", "client_id": "meldesk", "client_secret": "geheim", "label": "school"}
    return providers.save_provider(by=c.ada, at=c.at, organisation=row, version=row.version, **told)


@plays("meldcode.remove_provider")
def _(c: Cast) -> None:
    row = _with_provider(c)
    providers.remove_provider(by=c.ada, at=c.at, organisation=row, version=row.version)


@plays("meldcode.join_by_account")
def _(c: Cast) -> None:
    arrivals.join_by_account(by=System(), at=c.at, arrival=_arrival(c, "roos@delinde.example"), name="Roos D.", **_WORK)


@plays("meldcode.bind")
def _(c: Cast) -> None:
    roos = _joined(c)
    row = Professional.objects.get(user=roos).organisation
    told = {"issuer": "https://school.example", "client_id": "meldesk", "client_secret": "geheim", "label": "school"}
    providers.save_provider(by=c.ada, at=c.at, organisation=row, version=row.version, **told)
    let_in(roos)  # the own second step, without which nothing is bound
    arrivals.bind(by=System(), at=c.at, arrival=_seen_at(row, c, roos.username))


def _arrival(c: Cast, email: str) -> Arrival:
    return _seen_at(_with_provider(c), c, email)


def _seen_at(row: Organisation, c: Cast, email: str) -> Arrival:
    row.refresh_from_db()
    told = {"issuer": row.provider.issuer, "subject_hash": "0" * 64, "email": email, "strong": True, "wanted": ""}
    return Arrival(provider=row.provider.pk, began=c.at.timestamp(), **told)
