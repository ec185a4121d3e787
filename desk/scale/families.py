"""Who a file is about: a household with a name and an address, and the persons in it. Every name is made up."""

from collections.abc import Iterator
from datetime import date
from random import Random
from typing import NamedTuple

from desk.reports.models import Household, Person, Relation
from desk.scale.days import term
from desk.scale.rows import NULL, Row, Table
from desk.scale.trail import dice, key

HOUSEHOLDS, PERSONS, RELATIONS = Table(Household), Table(Person), Table(Relation)
MOST = 6
DRAWN = 0.3  # of the files have lines in their family tree


def words(text: str) -> list[str]:
    """The words of a text, in order."""
    return text.split()


_FRONT = words(
    "Blad Zand Stroom Venster Molen Haver Berken Linden Dijk Water Steen Rozen Hazel Klaver Wind Duin Bos Heide Kruis "
    "Noord Zuid Ooster Wester Over Onder Nieuw Oud Groot Klein Lange Korte Vlas Eiken Beuken Wilgen Riet Veen Kreek "
    "Haven Toren Poort Brug Sluis Kade Weide Akker Tuin Hof Land Veld Kolk Maan Zonne Regen Winter Zomer"
)
_BACK = words(
    "groen loper dal glas wiek man stra sma kamp berg burg huis hoek horst beek veld donk laar meer mans wijk rade "
    "hof steen zoon bos goed sloot singel dam hout vliet waard gaard kerk schot kens boer maker"
)
_BEFORE = ("", "", "", "", "van", "de", "van der", "van den", "ter")
_GIVEN = {
    "female": words(
        "Anna Lise Truus Sanne Fatima Emma Julia Sofie Mila Zoë Noor Eva Lotte Aisha Yasmin Maria Johanna Ingrid Petra "
        "Wilma Hanneke Roos Fleur Lieke Tess Iris Nadia Samira Elif Zeynep Agnieszka Olga Chantal Demi Kim Linda"
    ),
    "male": words(
        "Bas Daan Sem Lucas Levi Finn Milan Bram Thijs Jesse Mohammed Youssef Ali Mehmet Emre Jan Piet Kees Henk Wim "
        "Gerard Johan Peter Mark Dennis Kevin Ricardo Piotr Tomasz Ruben Lars Sven Tim Stijn Omar Ibrahim"
    ),
}
_STREETS = ("Proefstraat", "Voorbeeldlaan", "Oefenweg", "Testplein", "Merelhof", "Modelkade", "Schetsdreef")


class Member(NamedTuple):
    """called, role, sex, youngest, oldest at the time, lives in the household."""

    called: str
    role: str
    sex: str
    youngest: int
    oldest: int
    at_home: bool = True


_MOTHER = Member("Moeder", "presumed_victim", "female", 24, 48)
_PARENT = Member("Moeder", "household_member", "female", 24, 48)
_PARTNER = Member("Partner", "presumed_perpetrator", "male", 24, 52)
_AWAY = Member("Vader", "presumed_perpetrator", "male", 25, 52, at_home=False)
_DAUGHTER = Member("Dochter", "child", "female", 1, 17)
_SON = Member("Zoon", "child", "male", 0, 17)
_ELDERLY = Member("Mevrouw", "presumed_victim", "female", 66, 95)
_GROWN_SON = Member("Zoon", "presumed_perpetrator", "male", 30, 65)
# Who lives together, and whether the file is about children.
KINDS: tuple[tuple[tuple[Member, ...], bool], ...] = (
    ((_PARENT, _AWAY, _DAUGHTER), True),
    ((_MOTHER, _PARTNER, _DAUGHTER, _SON), True),
    ((_PARENT, _SON), True),
    ((_MOTHER, _PARTNER), False),
    ((_ELDERLY, _GROWN_SON), False),
)
# What the first of a household is of who stands behind it.
_LINES = {"Partner": "partner", "Vader": "ex_partner", "Dochter": "parent", "Zoon": "parent"}


class Family(NamedTuple):
    """What stays the same when a family comes back in a later file."""

    rng: Random
    members: tuple[Member, ...]
    about_children: bool
    prefix: str
    surname: str
    address: str
    postcode: str


def family(seed: int, number: int) -> Family:
    """The family with this number; the same seed gives the same one."""
    rng = dice(seed, "family", number)
    members, about_children = KINDS[int(rng.random() * len(KINDS))]
    # Some names are common and most are rare.
    surname = _FRONT[int(len(_FRONT) * rng.random() ** 1.5)] + _BACK[int(len(_BACK) * rng.random() ** 1.5)]
    letters = chr(65 + int(rng.random() * 26)) + chr(65 + int(rng.random() * 26))
    address = f"{rng.choice(_STREETS)} {1 + int(rng.random() * 220)}"
    postcode = f"{7000 + int(rng.random() * 900)} {letters}"
    return Family(rng, members, about_children, rng.choice(_BEFORE), surname, address, postcode)


def household(of: Family, file: int, place: str) -> Row:
    """The row of the household of a file (from 0) in a town."""
    values = {"label": "Huishouden", "address": of.address, "postcode": of.postcode, "place": place}
    return HOUSEHOLDS.row(id=str(file + 1), case_file_id=str(file + 1), version="1", **values)


def persons(of: Family, file: int, day: date, rng: Random) -> Iterator[Row]:
    """The rows of the persons of a file (from 0) that was opened on `day`."""
    recorded, inform_by = day.isoformat(), term("inform", day)
    for n, member in enumerate(of.members):
        years = member.youngest + int(of.rng.random() * (member.oldest - member.youngest))
        month, born_on = 1 + int(of.rng.random() * 12), 1 + int(of.rng.random() * 28)
        yield PERSONS.row(
            id=str(file * MOST + n + 1),
            case_file_id=str(file + 1),
            household_id=str(file + 1) if member.at_home else NULL,
            role=member.role,
            called=member.called,
            first_names=of.rng.choice(_GIVEN[member.sex]),
            prefix=of.prefix,
            surname=of.surname,
            sex=member.sex,
            birth_year=str(day.year - 1 - years),
            birth_month=str(month),
            birth_day=str(born_on),
            submission=key(rng),
            recorded_on=recorded,
            inform_by=inform_by,
        )


def relations(of: Family, file: int) -> Iterator[Row]:
    """The rows of the lines from the first person of a file (from 0) to the others."""
    first = file * MOST + 1
    if of.rng.random() > DRAWN:
        return
    for n, member in enumerate(of.members[1:], 1):
        if of.about_children or member.called == "Partner":
            kind = _LINES[member.called]
            yield RELATIONS.row(
                id=str(first + n), case_file_id=str(file + 1), person_id=str(first), kind=kind, other_id=str(first + n)
            )
