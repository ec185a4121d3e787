"""Advice contacts. They know nobody: chosen answers, and sentences that the guard has read (texts.prove)."""

from datetime import date
from operator import itemgetter

from desk import codelists
from desk.advice.models import _LETTERS, Advice, Referral
from desk.scale import texts
from desk.scale.days import half, parts
from desk.scale.rows import NULL, Table
from desk.scale.trail import Actor, key
from desk.scale.world import Piece, World

ADVICES, REFERRALS = Table(Advice), Table(Referral)
SIZE = 2_500
_ALL = len(_LETTERS) ** 8
# Odd to 31, so every place gives another number; the number says nothing of the place to whoever does not count.
_STRIDE = 421_337_690_171
_SEEKERS = (
    ("professional", "P07"),
    ("professional", "P12"),
    ("professional", "P01"),
    ("professional", "P09"),
    ("parent", "N03"),
    ("bystander", "N05"),
    ("victim", "N02"),
    ("perpetrator", "N02"),
)
_ABOUT = (("08", "03"), ("08", "01"), ("06", "02 05"), ("07", "08"), ("01", "01 03"), ("03", "07"), ("04", "01"))
_CHANNELS = ("phone",) * 7 + ("chat", "chat", "email")
_ASKED = codelists.QUESTIONS.keys
_GIVEN = codelists.ADVICE_GIVEN.keys


def pieces(world: World) -> list[range]:
    return list(parts(world.advices, SIZE))


def tell(world: World, places: range, days: list[int]) -> Piece:
    """The advices at these places (from 0); `days` is the day of each of all. In the order of their keys."""
    piece = Piece(world.rng("advices", places.start), world.since)
    for place in places:
        _advice(world, piece, place, days[place])
    piece.rows[ADVICES].sort(key=itemgetter(0))
    piece.trail.events.sort(key=itemgetter(0))
    return piece


def _advice(world: World, piece: Piece, place: int, day: int) -> None:
    rng, own = piece.rng, key(piece.rng)
    team = rng.choice(world.plan.teams)
    by: Actor = rng.choice(world.teams[team].counsellors)
    seeker, capacity = rng.choice(_SEEKERS)
    occasion, natures = rng.choice(_ABOUT)
    danger, trafficking = rng.random() < 0.03, rng.random() < 0.05
    opened, closed = world.days.all[day], _closed(world, day, rng.random())
    row = ADVICES.row(
        id=own,
        number=_number(world.seed, place),
        team_id=str(team),
        opened_on=opened.isoformat(),
        closed_on=closed.isoformat() if closed else NULL,
        half_year=half(closed) if closed else "",
        moments="1" if closed == opened else "2",
        version="1" if closed == opened or not closed else "2",
        danger="yes" if danger else "no",
        danger_action="caller_called" if danger else "",
        channel=rng.choice(_CHANNELS),
        seeker=seeker,
        capacity=capacity,
        municipality_id=rng.choice(world.towns)[0] if rng.random() < 0.8 else NULL,
        occasions=str(codelists.OCCASIONS.mask([occasion])),
        natures=str(codelists.NATURES.mask(natures.split())),
        trafficking="yes" if trafficking else "no",
        trafficking_kinds=str(codelists.TRAFFICKING_KINDS.mask(["sexual", "loverboy"])) if trafficking else "0",
        questions=str(codelists.QUESTIONS.mask([rng.choice(_ASKED)])),
        question_text=rng.choice(texts.QUESTIONS),
        advice_given=str(codelists.ADVICE_GIVEN.mask([rng.choice(_GIVEN), "call_again"])),
        advice_text=rng.choice(texts.ADVICES),
        referral_text=texts.REFERRED if trafficking else "",
        tags=rng.choice(texts.TAGS),
    )
    piece.add(ADVICES, row)
    if trafficking:
        organisation = rng.choice(world.organisations)
        piece.add(REFERRALS, REFERRALS.row(id=key(rng), advice_id=own, organisation_id=organisation))
    _told(piece, row[ADVICES.at["number"]], by, opened, closed, danger=danger)


def _closed(world: World, day: int, drawn: float) -> date | None:
    """Nine in ten at once; the others within days, as far as those have come."""
    on = day if drawn < 0.9 else day + 1 + int((drawn - 0.9) * 40)
    return world.days.all[on] if on < len(world.days.all) else None


def _told(piece: Piece, number: str, by: Actor, opened: date, closed: date | None, *, danger: bool) -> None:
    acts = [("advice_closed", opened)] if closed == opened else [("advice_opened", opened)]
    if closed and closed != opened:
        acts.append(("advice_closed", closed))
    for act, day in acts:
        piece.trail.tell_of_advice(act, number, by=by, day=day.isoformat())
        if danger:
            piece.trail.tell_of_advice("danger_acted", number, by=by, day=day.isoformat())


def _number(seed: int, place: int) -> str:
    drawn = (place * _STRIDE + seed * 7_919 + 104_729) % _ALL
    letters = []
    for _ in range(8):
        drawn, letter = divmod(drawn, len(_LETTERS))
        letters.append(_LETTERS[letter])
    return "A-" + "".join(letters)
