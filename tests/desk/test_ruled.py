"""The one question about all row rules says what Django's question per rule says."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import DatabaseError, models
from django.db.models import CheckConstraint
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from desk.reports.identity import Reporter
from desk.reports.models import Report
from desk.ruled import Ruled, broken

WITH_RULES = sorted(
    (model for model in apps.get_models() if any(isinstance(one, CheckConstraint) for one in model._meta.constraints)),
    key=lambda model: model._meta.label,
)
OF_A_KIND: list[tuple[Any, list[Any]]] = [
    ((models.BooleanField,), [True, False]),
    ((models.DateTimeField,), [datetime(2026, 11, 23, 13, 6, tzinfo=UTC), datetime(2019, 1, 1, tzinfo=UTC)]),
    ((models.DateField,), [date(2026, 11, 23), date(2019, 1, 1)]),
    ((models.UUIDField,), [UUID(int=1), UUID(int=2)]),
    ((models.JSONField,), [{}, {"a": 1}, []]),
    ((models.BinaryField,), [b"", b"\x00\x01" * 16]),
    ((models.CharField, models.TextField), ["", " ", "\u200b", "x", "Ik zag het zelf gebeuren, gisteren."]),
    ((models.IntegerField, models.AutoField, models.ForeignKey, models.OneToOneField), [0, 1, 2, 7, 300]),
]


def test_every_record_with_rules_asks_them_at_once():
    assert WITH_RULES, "there are rules"
    assert [model for model in WITH_RULES if not issubclass(model, Ruled)] == []


def values_of(field: Any) -> st.SearchStrategy[Any]:
    pool = next((list(values) for kinds, values in OF_A_KIND if isinstance(field, kinds)), [])
    assert pool, f"no values for {field}"
    pool += [value for value, _ in field.flatchoices or ()]
    return st.sampled_from([*pool, None] if field.null else pool)


def rows(model: Any) -> st.SearchStrategy[Any]:
    columns = {field.attname: values_of(field) for field in model._meta.local_concrete_fields}
    return st.fixed_dictionaries(columns).map(lambda columns: model(**columns))


def asked_one_by_one(row: Any, exclude: set[str]) -> list[str]:
    found = []
    for rule in row._meta.constraints:
        if isinstance(rule, CheckConstraint):
            try:
                rule.validate(type(row), row, exclude=exclude)
            except ValidationError:
                found.append(rule.name)
    return found


class OneQuestion(TestCase):
    @given(st.data())
    @settings(max_examples=60)
    def test_it_says_what_a_question_per_rule_says(self, data: st.DataObject) -> None:
        model: Any = data.draw(st.sampled_from(WITH_RULES))
        row = data.draw(rows(model))
        names = [field.name for field in model._meta.local_concrete_fields]
        without = data.draw(st.sets(st.sampled_from(names), max_size=2))
        got = [rule.name for rule in broken((row, model._meta.constraints), without=without)]
        assert got == asked_one_by_one(row, without)

    @given(rows(Report), rows(Reporter))
    @settings(max_examples=20)
    def test_of_two_rows_it_says_what_is_said_of_each(self, report: Any, reporter: Any) -> None:
        both = (report, Report._meta.constraints), (reporter, Reporter._meta.constraints)
        with self.assertNumQueries(1):
            together = broken(*both)
        assert together == broken(both[0]) + broken(both[1])


def test_a_report_is_asked_once(db, django_assert_num_queries):
    row = Report()
    with pytest.raises(ValidationError):
        row.full_clean()
    with django_assert_num_queries(1):
        assert broken((row, Report._meta.constraints)) is not None


def test_what_somebody_typed_is_given_once_and_not_at_all_when_no_rule_speaks_of_it(db, django_assert_num_queries):
    twice = CheckConstraint(name="twice", condition=models.Q(name="Anneke de Boer") & ~models.Q(name=""))
    row = Reporter(name="Bert Mulder", relation="Buurman")
    with django_assert_num_queries(1) as asked:
        assert broken((row, [twice])) == [twice]
    assert asked[0]["sql"].count("Bert Mulder") == 1
    assert "Buurman" not in asked[0]["sql"]


def test_a_long_text_is_not_cut_off_before_it_is_asked(db):
    rule = CheckConstraint(name="ends_in_x", condition=models.Q(number__endswith="x"))
    row = Report(number="a" * 200 + "x")
    assert broken((row, [rule])) == []


def test_a_question_the_database_cannot_answer_breaks_nothing_that_comes_after_it(transactional_db):
    rule = CheckConstraint(name="opens_and_never_closes", condition=models.Q(number__regex="("))
    with pytest.raises(DatabaseError):
        broken((Report(number="M-2026-0001"), [rule]))
    assert Report.objects.count() == 0
