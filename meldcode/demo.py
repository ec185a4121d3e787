"""The professionals of the practice region: a school and a practice, made by the actions. Every name is made up."""

from datetime import datetime, timedelta

from django.conf import settings

from desk.accounts import second_factor, totp
from desk.accounts.models import User
from desk.audit.trail import System
from desk.demo.people import PASSWORD
from meldcode import joining, organisations
from meldcode.choices import Group
from meldcode.people import Organisation

# name, group, domain
ORGANISATIONS = [
    ("Praktijkschool De Linde", Group.SECONDARY_EDUCATION, "delinde.example"),
    ("Huisartsenpraktijk Oudemeer", Group.GP, "oudemeer.example"),
]
# name, what goes before the @, function, whether they are the designated officer: the officer, who invites the other
PEOPLE = {
    "delinde.example": [("Iris Kramer", "iris", "Intern begeleider", True), ("Eva Post", "eva", "Mentor", False)],
    "oudemeer.example": [
        ("Otto Huls", "otto", "Huisarts", True),
        ("Lena Vos", "lena", "Praktijkverpleegkundige", False),
    ],
}
USERNAMES = [f"{box}@{domain}" for domain, people in PEOPLE.items() for _, box, *_ in people]


def open_portal(ada: User, at: datetime) -> list[User]:
    """Enter both organisations and let their people in; return them."""
    people: list[User] = []
    for name, group, domain in ORGANISATIONS:
        told = {"name": name, "group": group, "domains": [domain]}
        organisation = organisations.add_organisation(by=ada, at=at, **told)
        officer, colleague = PEOPLE[domain]
        people.append(_let_in(ada, at, organisation, domain, *officer))
        people.append(_let_in(people[-1], at, organisation, domain, *colleague))
    return people


def _let_in(by: User, at: datetime, organisation: Organisation, domain: str, *person: object) -> User:
    name, box, function, is_officer = person
    told = {"organisation": organisation, "email": f"{box}@{domain}", "is_officer": bool(is_officer)}
    invitation = joining.invite(by=by, at=at, **told)
    details = {"name": name, "function": function, "work_phone": "010 000 00 20", "password": PASSWORD}
    user = joining.join(by=System(), at=at, invitation=invitation, **details)
    # As with the colleagues of the desk: one secret, whose code the sign-in page of a practice desk shows.
    code = totp.code_at(settings.PRACTICE_SECRET, at - timedelta(minutes=1))
    second_factor.set_up_app(by=user, at=at - timedelta(minutes=1), secret=settings.PRACTICE_SECRET, code=code)
    return user
