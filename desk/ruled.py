"""All row rules of a record asked in one question to the database, whose text is made once.

Django asks a question per rule, and makes each of them anew: a report has eighteen rules, a reporter twenty-three, and
half the time of a save went there. The conditions are the same ones; what the database says is what counts.
"""

from collections.abc import Collection, Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple, Self

from django.core.exceptions import FieldError, ValidationError
from django.db import connections, models, router
from django.db.models import BaseConstraint, CheckConstraint, Value
from django.db.models.functions import Coalesce
from django.db.models.sql import Query

from desk.written_out import written_out


class _Answer(models.Expression):
    """The value that the record holds in one column. It is given once, however many rules speak of it."""

    def __init__(self, field: models.Field) -> None:
        super().__init__(output_field=field)
        self.column = field

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        return _spoken_of(self.column, connection), []


def _spoken_of(field: models.Field, connection: Any) -> str:
    return f"answers.{connection.ops.quote_name(field.column)}"


def _given(field: models.Field, connection: Any) -> str:
    """Return how the value of `field` is given to the question.

    PostgreSQL wants to know of what type an empty value is. Not varchar(n): a cast to it cuts off in silence.
    """
    kind = ""
    if connection.vendor == "postgresql":
        is_text = isinstance(field, (models.CharField, models.TextField))
        kind = f"::{'text' if is_text else field.cast_db_type(connection)}"
    return f"(%s){kind} AS {connection.ops.quote_name(field.column)}"


class _Question(NamedTuple):
    """The rules that are asked, the statement, what stands in the rules, and the columns whose values follow it."""

    rules: tuple[CheckConstraint, ...]
    statement: str
    standing: tuple[Any, ...]
    columns: tuple[models.Field, ...]


# A constraint cannot be a key; its name is one of a kind in the database.
_QUESTIONS: dict[tuple[type[models.Model], tuple[str, ...], frozenset[str], str], _Question] = {}


def _question(row: models.Model, rules: Sequence[CheckConstraint], without: frozenset[str], using: str) -> _Question:
    key = type(row), tuple(rule.name for rule in rules), without, using
    if key not in _QUESTIONS:
        _QUESTIONS[key] = _made(type(row), rules, without, using)
    return _QUESTIONS[key]


def _made(
    model: type[models.Model], rules: Sequence[CheckConstraint], without: frozenset[str], using: str
) -> _Question:
    query = Query(None)
    for field in model._meta.local_concrete_fields:
        if field.name not in without:
            query.add_annotation(_Answer(field), field.name, select=False)
    if "pk" not in without and model._meta.pk:
        query.add_annotation(_Answer(model._meta.pk), "pk", select=False)
    asked: list[CheckConstraint] = []
    for rule in rules:
        holds = Coalesce(rule.condition, Value(True), output_field=models.BooleanField())
        try:
            query.add_annotation(holds, f"rule_{len(asked)}")
        except FieldError:  # it speaks of a column that is left out: as in Django, it is not asked then
            continue
        asked.append(rule)
    if not asked:
        return _Question((), "", (), ())
    connection = connections[using]
    statement, standing = query.get_compiler(using=using).as_sql()
    if connection.vendor == "postgresql":
        statement, standing = written_out(statement, standing)
    # A column that no rule speaks of stays out of the question: it can be a text of pages.
    columns = tuple(one for one in model._meta.local_concrete_fields if _spoken_of(one, connection) in statement)
    given = ", ".join(_given(one, connection) for one in columns)
    return _Question(tuple(asked), f"{statement} FROM (SELECT {given}) answers", tuple(standing), columns)


def broken(
    *asked: tuple[models.Model, Iterable[BaseConstraint]], without: Collection[str] = (), using: str = "default"
) -> list[CheckConstraint]:
    """Return the row rules that are broken, of each (row, rules) in order; those about a column `without` are skipped.

    A condition that is neither true nor false (NULL) holds, as it does for a CHECK. However many rows, one question.
    """
    connection = connections[using]
    rules: list[CheckConstraint] = []
    parts: list[str] = []
    given: list[Any] = []
    for row, told in asked:
        checks = [rule for rule in told if isinstance(rule, CheckConstraint)]
        question = _question(row, checks, frozenset(without), using)
        if question.rules:
            rules += question.rules
            parts.append(f"({question.statement}) row_{len(parts)}")
            given += [*question.standing, *(_value(row, column, connection) for column in question.columns)]
    if not parts:
        return []
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {', '.join(parts)}", given)  # noqa: S608 - the ORM wrote the parts
        answers = cursor.fetchone()
    return [rule for rule, holds in zip(rules, answers, strict=True) if not holds]


def refusals(
    *asked: tuple[models.Model, Iterable[BaseConstraint]], without: Collection[str] = (), using: str = "default"
) -> list[ValidationError]:
    """Return the sentence and the code of every rule that `broken` finds."""
    return [
        ValidationError(rule.get_violation_error_message(), code=rule.violation_error_code)
        for rule in broken(*asked, without=without, using=using)
    ]


def _value(row: models.Model, field: models.Field, connection: Any) -> Any:
    return field.get_db_prep_value(getattr(row, field.attname), connection=connection)


@cache
def _pointing(model: type[models.Model]) -> tuple[models.ForeignKey, ...]:
    return tuple(one for one in model._meta.concrete_fields if isinstance(one, models.ForeignKey))


@cache
def _unique(model: type[models.Model]) -> tuple[models.Field, ...]:
    return tuple(one for one in model._meta.concrete_fields if one.unique and not one.primary_key)


def _is_in_hand(row: models.Model, pointing: models.ForeignKey) -> bool:
    held = pointing.get_cached_value(row, default=None)
    return held is not None and not held._state.adding and held.pk == getattr(row, pointing.attname)


def _came_so(row: "Ruled", column: models.Field) -> bool:
    came_with = dict(zip(*row._came_with, strict=False))
    return column.attname in came_with and came_with[column.attname] == getattr(row, column.attname)


class Ruled(models.Model):
    """A record with row rules: `full_clean` asks all of them at once, and nothing that is known already.

    What a record points at is known to be there when it is in hand, or when the record came from the database pointing
    at it; so is a unique value that it came with. A third of the questions of a save went there. The foreign keys and
    unique indexes of the database have the last word, as they had before.
    """

    _came_with: tuple[Collection[str], Collection[Any]] = ((), ())

    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Collection[Any], **rest: Any) -> Self:
        """Return the record as the database holds it, which remembers what it came with."""
        row = super().from_db(db, field_names, values, **rest)
        row._came_with = (field_names, values)
        return row

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        """Raise ValidationError for a value that does not fit its column, or points at what is not there."""
        known = {one.name for one in _pointing(type(self)) if _is_in_hand(self, one) or _came_so(self, one)}
        super().clean_fields(exclude={*(exclude or ()), *known})

    def validate_unique(self, exclude: Collection[str] | None = None) -> None:
        """Raise ValidationError for a value that another record has."""
        known = {one.name for one in _unique(type(self)) if _came_so(self, one)}
        super().validate_unique(exclude={*(exclude or ()), *known})

    def get_constraints(self) -> list[tuple[type[models.Model], Sequence[BaseConstraint]]]:
        """What Django asks itself, one by one: all but the row rules."""
        return [
            (model, [one for one in constraints if not isinstance(one, CheckConstraint)])
            for model, constraints in super().get_constraints()
        ]

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """Raise ValidationError with the sentence and the code of every rule that this record breaks."""
        errors: dict[str, Any] = {}
        using = router.db_for_write(type(self), instance=self)
        for refusal in refusals((self, self._meta.constraints), without=exclude or (), using=using):
            errors = refusal.update_error_dict(errors)
        try:
            super().validate_constraints(exclude)
        except ValidationError as refusal:
            errors = refusal.update_error_dict(errors)
        if errors:
            raise ValidationError(errors)
