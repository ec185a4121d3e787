"""Code about the code: directions, missing columns, the rule index, and the budgets a reader counts on."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from desk.advice.models import TEXTS
from desk.demo.management.commands.write_readme import rewritten

ROOT = Path(__file__).resolve().parent.parent
ROOMS = [ROOT / "desk", ROOT / "meldcode"]
SOURCES = [p for room in ROOMS for p in room.rglob("*.py") if "migrations" not in p.parts]
HEIGHT = {"audit": 0, "accounts": 1, "directory": 2, "advice": 3, "reports": 3, "assessment": 4, "review": 5}
HEIGHT |= {"oversight": 5, "attachments": 5, "contact": 6, "retention": 7, "meldcode": 8}
OUR_MODELS = [m for m in apps.get_models(include_auto_created=True) if m.__module__.startswith(("desk.", "meldcode."))]


def constraints() -> dict[str, models.CheckConstraint]:
    found = {}
    for model in OUR_MODELS:
        for constraint in model._meta.constraints:
            if isinstance(constraint, models.CheckConstraint):
                found[constraint.name] = constraint
    return found


def rule_modules() -> list[Path]:
    return [p for p in SOURCES if p.name.endswith("rules.py")]


def foreign_keys(model: type[models.Model]) -> list[models.Field]:
    return [f for f in model._meta.get_fields() if f.is_relation and f.concrete and f.related_model]


# ---- P1 and P2: the missing columns and the missing arrow


def test_p1_an_advice_has_no_column_for_a_person():
    columns = {f.name for f in apps.get_model("advice", "Advice")._meta.get_fields()}
    assert columns == {
        "id", "number", "team", "opened_on", "closed_on", "half_year", "moments", "danger", "danger_action", "channel",
        "seeker", "capacity", "municipality", "occasions", "natures", "trafficking", "trafficking_kinds", "questions",
        "question_text", "advice_given", "advice_text", "referrals", "referral_text", "tags", "passed", "code_hash",
        "version",
    }  # fmt: skip


def test_p1_the_guard_reads_every_column_that_takes_words():
    """What is not in TEXTS is chosen from a list or stamped by the desk: it has no room for a sentence."""
    stamped = {"number", "half_year", "code_hash"}
    for model in apps.get_app_config("advice").get_models():
        free = {f.name for f in model._meta.fields if isinstance(f, models.CharField | models.TextField)}
        chosen = {f.name for f in model._meta.fields if f.choices}
        assert free - chosen - stamped == (set(TEXTS) if model.__name__ == "Advice" else set()), model


def test_p1_a_doubt_is_a_kind_and_a_count():
    columns = {f.name for f in apps.get_model("advice", "Doubt")._meta.get_fields()}
    assert columns == {"id", "advice", "kind", "count"}


def test_p1_a_short_contact_is_a_count_and_nothing_else():
    columns = {f.name for f in apps.get_model("advice", "ShortContact")._meta.get_fields()}
    assert columns == {"id", "team", "day", "kind"}


def test_p1_advice_points_to_no_person_and_no_colleague():
    allowed = {"Team", "Municipality", "Organisation", "Advice"}
    for model in apps.get_app_config("advice").get_models(include_auto_created=True):
        assert {f.related_model.__name__ for f in foreign_keys(model)} <= allowed, model


def test_p1_nothing_points_to_an_advice():
    for model in OUR_MODELS:
        targets = {f.related_model._meta.app_label for f in foreign_keys(model)}
        assert "advice" not in targets or model._meta.app_label == "advice", model


def test_p1_advice_keeps_days_and_no_moments():
    for model in apps.get_app_config("advice").get_models():
        assert not [f for f in model._meta.fields if isinstance(f, models.DateTimeField)], model


def test_p1_advice_keys_are_random_and_not_counted():
    for model in apps.get_app_config("advice").get_models():
        assert isinstance(model._meta.pk, models.UUIDField), model


@pytest.mark.parametrize(("app", "other"), [("advice", "reports"), ("reports", "advice")])
def test_p2_advice_and_reports_do_not_know_each_other(app, other):
    for source in (ROOT / "desk" / app).rglob("*.py"):
        for node in ast.walk(ast.parse(source.read_text())):
            said = getattr(node, "module", None) or ""
            names = [alias.name for alias in getattr(node, "names", []) if isinstance(node, ast.Import)]
            assert f"desk.{other}" not in said, source
            assert not [n for n in names if f"desk.{other}" in n], source
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert not re.fullmatch(rf"(desk\.)?{other}\.[A-Z]\w+", node.value), (source, node.value)


def test_foreign_keys_point_down():
    for model in OUR_MODELS:
        here = HEIGHT[model._meta.app_label]
        for field in foreign_keys(model):
            there = HEIGHT.get(field.related_model._meta.app_label, 0)
            assert there <= here, f"{model.__name__}.{field.name}"


# ---- identity


def test_history_is_kept_on_reports_and_assessments_only():
    with_history = {m.__name__ for m in OUR_MODELS if m.__name__.startswith("Historical")}
    assert with_history == {"HistoricalReport", "HistoricalAssessment"}


def test_the_reporter_has_one_door():
    reporter = apps.get_model("reports", "Reporter")
    assert reporter._meta.get_field("report").remote_field.related_name == "+"
    assert str(reporter(name="Needle")) == "melder"


def test_the_trail_has_no_foreign_key():
    assert foreign_keys(apps.get_model("audit", "Event")) == []


# ---- rules live once


def test_each_row_rule_bears_its_name_in_its_module():
    text = {path: path.read_text() for path in rule_modules()}
    for name, constraint in constraints().items():
        homes = [p for p, body in text.items() if re.search(rf'^(\w+) = rule\(\s*"{name}"', body, re.M)]
        assert len(homes) == 1, name
        variable = re.search(rf'^(\w+) = rule\(\s*"{name}"', text[homes[0]], re.M)
        assert variable
        assert variable.group(1) in (name, name.split("_", 1)[1]), f"{variable.group(1)} is called {name}"
        assert constraint.violation_error_code == name


def test_each_rule_speaks_dutch_to_the_user():
    for name, constraint in constraints().items():
        sentence = str(constraint.violation_error_message)
        assert sentence.endswith((".", "?")), name
        assert sentence[0].isupper(), name


def test_each_row_rule_has_a_test_that_bears_its_name():
    told = "\n".join(p.read_text() for p in (ROOT / "tests").rglob("test_*.py"))
    missing = [name for name in constraints() if f"def test_{name}" not in told]
    assert missing == []


def test_each_rule_and_move_is_in_the_readme_as_the_code_has_it():
    readme = (ROOT / "README.md").read_text()
    assert rewritten(readme) == readme, "run: python manage.py write_readme"
    assert [name for name in constraints() if f"`{name}`" not in readme] == []


# ---- ways of building


def test_no_signals_and_no_save_overrides():
    for source in SOURCES:
        text = source.read_text()
        assert "django.dispatch" not in text, source
        assert "django.db.models.signals" not in text, source
        assert not re.search(r"def save\(self", text), source


def test_no_drawers_for_leftovers():
    names = {p.name for p in SOURCES}
    assert not names & {"utils.py", "helpers.py", "common.py", "services.py", "misc.py"}


def test_an_action_takes_by_and_at_and_keywords_only():
    for source in SOURCES:
        for node in ast.walk(ast.parse(source.read_text())):
            if isinstance(node, ast.FunctionDef) and any("trail.act" in ast.unparse(d) for d in node.decorator_list):
                keywords = {a.arg for a in node.args.kwonlyargs}
                assert {"by", "at"} <= keywords, f"{source.name}: {node.name}"
                assert not node.args.args, f"{source.name}: {node.name}"


def test_no_action_reads_a_clock():
    for source in SOURCES:
        if source.parent.name in HEIGHT and source.name not in {"views.py", "tasks.py", "forms.py", "signin.py"}:
            if source.name.endswith(("actions.py", "rules.py", "workflow.py", "permissions.py")):
                assert "timezone.now(" not in source.read_text(), source


def test_files_and_functions_stay_readable():
    for source in SOURCES:
        lines = source.read_text().splitlines()
        assert len(lines) <= 300, f"{source}: {len(lines)} lines"
        for node in ast.walk(ast.parse("\n".join(lines))):
            if isinstance(node, ast.FunctionDef):
                length = (node.end_lineno or 0) - node.lineno + 1
                assert length <= 40, f"{source}: {node.name} has {length} lines"


def test_each_module_says_what_it_answers():
    for source in SOURCES:
        text = source.read_text()
        assert not text.strip() or ast.get_docstring(ast.parse(text)), source


def test_migrations_are_named_by_hand():
    for path in (path for room in ROOMS for path in room.rglob("migrations/0*.py")):
        assert not re.search(r"_auto_|_initial|_alter_|_more", path.name), path


def test_no_template_writes_style_or_script_inline():
    for path in (ROOT / "templates").rglob("*.html"):
        text = path.read_text()
        assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", text), path
        assert not re.search(r"<script(?![^>]*\bsrc=)", text), path


def test_nothing_is_loaded_from_another_host():
    for path in [*(ROOT / "templates").rglob("*.html"), *(ROOT / "static").rglob("*.css")]:
        assert not re.search(r"(src|href|url\()\s*=?\s*[\"']?https?://", path.read_text()), path
