"""The few words in which rules are written: a row rule is one constraint, named as it is spoken."""

import unicodedata
from collections.abc import Callable, Collection, Mapping
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

Row = TypeVar("Row", bound=models.Model)

# Blank on one database and a word on the other, unless each is named: spaces that do not break, and the unseen ones.
_SAYS_SOMETHING = r"[^\s\u001c-\u001f\u0085\u00a0\u00ad\u1680\u2000-\u200f\u2028-\u202f\u205f-\u2069\u3000\ufeff]"
# Characters that change how text reads without being seen: zero-width marks, soft hyphen, direction overrides.
_UNSEEN = dict.fromkeys(
    [0x00AD, 0x2060, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)


class Refused(ValidationError):
    """A rule said no. `code` is the rule's name, the message is its Dutch sentence."""

    def __init__(self, code: str, sentence: str, field: str = "") -> None:
        error = ValidationError(sentence, code=code)
        super().__init__({field: [error]} if field else error)
        self.rule = code


class Stale(Refused):
    """Somebody saved this record after it was opened. Nothing was overwritten."""

    def __init__(self, current: models.Model) -> None:
        super().__init__(
            "stale_version", "Een ander heeft dit intussen bewaard. Uw tekst is er nog. Bekijk eerst het verschil."
        )
        self.current = current


def rule(name: str, condition: Q, sentence: str) -> models.BaseConstraint:
    """Return a row rule: `name` is constraint, error code and test; `sentence` is what the screen says (Dutch)."""
    return models.CheckConstraint(
        name=name, condition=condition, violation_error_code=name, violation_error_message=sentence
    )


def one_of(column: str, values: Collection[Any]) -> Q:
    """The column holds one of `values`. `choices=` on a field does not bind the database; this does."""
    return Q(**{f"{column}__in": list(values)})


def filled(column: str) -> Q:
    """The text column says something: it contains a character that is not white space."""
    return Q(**{f"{column}__regex": _SAYS_SOMETHING})


OWN_WORDS = 10  # characters: a full stop is no reason


def says_enough(column: str) -> Q:
    """The text column gives a reason in own words."""
    return filled(column) & Q(**{f"{column}__regex": rf"(.|\n){{{OWN_WORDS}}}"})


def empty(*columns: str) -> Q:
    """The text columns are all empty."""
    return Q(**dict.fromkeys(columns, ""))


def when(condition: Q, then: Q) -> Q:
    """If `condition` holds, `then` must hold too."""
    return ~condition | then


def tidy(text: str) -> str:
    """Return `text` composed (NFC), without unseen characters and outer white space.

    Raises Refused for NUL and lone surrogates: no database takes the one and no encoding the other.
    """
    if "\x00" in text or any("\ud800" <= char <= "\udfff" for char in text):
        raise Refused("unreadable_characters", "De tekst bevat tekens die niet leesbaar zijn. Haal die weg.")
    return unicodedata.normalize("NFC", text).translate(_UNSEEN).replace("\r\n", "\n").strip()


def tidied(value: Any) -> Any:
    """Return an answer with its texts tidied; what is no text stays as it is."""
    if isinstance(value, dict):
        return {key: tidied(one) for key, one in value.items()}
    return tidy(value) if isinstance(value, str) else value


def answer(row: models.Model, answers: Mapping[str, Any], columns: Collection[str]) -> None:
    """Set `answers` on `row`, texts tidied.

    Raises Refused for any other column than `columns`: status, stamps and verdicts are no answers of a form.
    """
    for name, value in answers.items():
        if name not in columns:
            raise Refused("only_answers_change", "Dit gegeven is geen antwoord: de desk vult het zelf in.")
        setattr(row, name, tidied(value))


def holds(row: models.Model, answers: Mapping[str, Any]) -> bool:
    """Does `row` hold exactly these answers already, because the same form came twice?"""
    for name, value in answers.items():
        field: Any = row._meta.get_field(name)
        given = tidied(getattr(value, "pk", value))
        if field.get_prep_value(getattr(row, field.attname)) != field.get_prep_value(given):
            return False
    return True


def all_hold(*checks: Callable[[], object]) -> None:
    """Run every check and raise one ValidationError with all that was refused, so that nobody mends one by one."""
    found: dict[str, list[ValidationError]] = {}
    for check in checks:
        try:
            check()
        except ValidationError as refusal:
            refusal.update_error_dict(found)
    if found:
        raise ValidationError(found)


def lock(row: Row, version: int) -> Row:
    """Return `row` as it stands now, locked until the transaction ends and counted one version up.

    Raises Stale, with the record as it stands now, when somebody saved it since `version` was read, and Refused when
    somebody took it away.
    """
    current = type(row)._default_manager.select_for_update(of=("self",)).filter(pk=row.pk).first()
    if current is None:
        raise Refused("record_is_gone", "Een collega heeft dit intussen weggehaald.")
    if current.version != version:  # type: ignore[attr-defined]
        raise Stale(current)
    current.version += 1  # type: ignore[attr-defined]
    return current
