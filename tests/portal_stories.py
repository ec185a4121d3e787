"""Professionals of the portal, made by living the story: entered, invited, joined."""

from datetime import datetime
from typing import Any

from desk.accounts.models import User
from desk.audit.trail import System
from meldcode import joining, organisations
from meldcode.people import Invitation, Organisation
from tests.signing_in import PASSWORD


def an_organisation(*, by: User, at: datetime, **other: Any) -> Organisation:
    """A secondary school, entered by the administrator."""
    told = {"name": "Praktijkschool De Linde", "group": "secondary_education", "domains": ["delinde.example"]}
    return organisations.add_organisation(by=by, at=at, **{**told, **other})


def a_practice(*, by: User, at: datetime) -> Organisation:
    """A general practice."""
    told = {"name": "Huisartsenpraktijk Oudemeer", "group": "gp", "domains": ["oudemeer.example"]}
    return organisations.add_organisation(by=by, at=at, **told)


def an_invitation(*, by: User, at: datetime, organisation: Organisation, name: str, **other: Any) -> Invitation:
    """A mail on its way to somebody's work."""
    domain = organisation.domains.first()
    email = f"{name.split()[0].lower()}@{domain.name if domain else 'praktijk.example'}"
    return joining.invite(by=by, at=at, organisation=organisation, email=email, **other)


def joined(*, at: datetime, invitation: Invitation, name: str, function: str = "Mentor") -> User:
    """Somebody who followed the link."""
    told = {"name": name, "function": function, "work_phone": "010 000 00 20", "password": PASSWORD}
    return joining.join(by=System(), at=at, invitation=invitation, **told)


def a_professional(
    *, by: User, at: datetime, organisation: Organisation, name: str = "Eva P.", is_officer: bool = False
) -> User:
    """Somebody who works there and can report: invited and joined."""
    told = {"name": name, "organisation": organisation, "is_officer": is_officer}
    return joined(at=at, invitation=an_invitation(by=by, at=at, **told), name=name)
