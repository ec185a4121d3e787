"""The field's code lists as dated data, and the column that holds several codes at once. Source: domain.md 6.5-6.8."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.lookups import Exact, GreaterThan

CURRENT = date(2019, 1, 1)  # the lists of the statistics since the renewed instrument; read in the text of 20-03-2025


@dataclass(frozen=True)
class Code:
    """One value of a list. `number` never changes: it is the bit that stands for the code in a CodesField."""

    number: int
    key: str
    label: str
    group: str = ""
    valid_from: date = CURRENT
    valid_until: date | None = None

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_until is None or day < self.valid_until)


class CodeList:
    """A named list of codes, in the order in which screens show them."""

    def __init__(self, name: str, source: str, *codes: Code) -> None:
        self.name, self.source, self.codes = name, source, codes
        self._by_key = {code.key: code for code in codes}

    def __iter__(self) -> Iterator[Code]:
        return iter(self.codes)

    def __getitem__(self, key: str) -> Code:
        return self._by_key[key]

    @property
    def keys(self) -> list[str]:
        return [code.key for code in self.codes]

    def in_group(self, group: str) -> list[str]:
        return [code.key for code in self.codes if code.group == group]

    def choices(self, day: date | None = None) -> list[tuple[str, str]]:
        """(key, label) of every code, or of those that hold on `day`."""
        return [(code.key, code.label) for code in self.codes if day is None or code.holds_on(day)]

    def grouped(self, day: date | None = None) -> list[tuple[str, list[tuple[str, str]]]]:
        """The choices under the names of their groups."""
        names = dict.fromkeys(code.group for code in self.codes)
        offered = set(dict(self.choices(day)))
        return [(name, [(k, self[k].label) for k in self.in_group(name) if k in offered]) for name in names]

    def mask(self, keys: Iterable[str]) -> int:
        """The number whose bits stand for `keys`. Raises KeyError for a key that is not in the list."""
        return sum(1 << self[key].number for key in set(keys))

    def members(self, mask: int) -> tuple[str, ...]:
        """The keys whose bits are in `mask`, in list order."""
        return tuple(code.key for code in self.codes if mask & (1 << code.number))

    def labels(self, keys: Iterable[str]) -> list[str]:
        return [self[key].label for key in keys]


class CodesField(models.BigIntegerField):
    """Several codes of one list in one column, so that a rule about them is one CHECK on any database.

    In Python a tuple of keys in list order; in the database the sum of their bits.
    """

    # What a row holds and takes, for the type checker.
    _pyi_private_get_type: tuple[str, ...]  # type: ignore[assignment]
    _pyi_private_set_type: Iterable[str] | int  # type: ignore[assignment]

    def __init__(self, codes: CodeList | None = None, **kwargs: Any) -> None:
        self.codes = codes
        kwargs.setdefault("default", 0)
        super().__init__(**kwargs)

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.BigIntegerField", args, kwargs

    def from_db_value(self, value: int | None, *_: Any) -> tuple[str, ...]:
        return self._list.members(value or 0)

    def to_python(self, value: Any) -> tuple[str, ...]:
        if isinstance(value, int):
            return self._list.members(value)
        try:
            return self._list.members(self._list.mask(value or ()))
        except KeyError as unknown:
            raise ValidationError("Deze keuze staat niet in de lijst.", code="not_in_list") from unknown

    def get_prep_value(self, value: Any) -> int:
        return value if isinstance(value, int) else self._list.mask(value or ())

    def get_default(self) -> tuple[str, ...]:
        return ()

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        self.to_python(value)

    @property
    def validators(self) -> list[Any]:
        return []

    def formfield(self, **kwargs: Any) -> Any:
        return forms.MultipleChoiceField(
            choices=self._list.choices(), widget=forms.CheckboxSelectMultiple, required=False, label=self.verbose_name
        )

    @property
    def _list(self) -> CodeList:
        assert self.codes is not None, "a CodesField in a migration has no list and no values"
        return self.codes


def has_any(column: str, mask: int = (1 << 62) - 1) -> models.Q:
    """Row rule: the codes column holds at least one code, or at least one of those in `mask`."""
    return models.Q(GreaterThan(_bits(column, mask), models.Value(0)))


def has_none(column: str, mask: int = (1 << 62) - 1) -> models.Q:
    """Row rule: the codes column holds no code, or none of those in `mask`."""
    return models.Q(Exact(_bits(column, mask), models.Value(0)))


def _bits(column: str, mask: int) -> models.ExpressionWrapper:
    plain = models.BigIntegerField()
    # Bare numbers would become text for PostgreSQL when the statement and its values travel apart.
    only: Any = models.Value(mask, output_field=plain)
    return models.ExpressionWrapper(models.F(column).bitand(only), output_field=plain)
