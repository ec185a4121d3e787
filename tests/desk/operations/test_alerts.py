"""Each alert speaks of a figure that exists, and the page for whoever is woken by it says what to do."""

import re

import pytest
import yaml
from django.conf import settings
from django.test import RequestFactory

from desk.audit.models import Verification
from desk.audit.sealing.seal import seal
from desk.operations import archiving, metrics, standing

GIVEN_BY_PROMETHEUS = {"up"}
DOCS = (settings.BASE_DIR / "docs" / "operations.md").read_text()


def rules() -> dict[str, dict]:
    told = yaml.safe_load((settings.BASE_DIR / "deploy" / "alerts.yml").read_text())
    return {rule["alert"]: rule for group in told["groups"] for rule in group["rules"]}


def named(words: str) -> set[str]:
    return set(re.findall(r"\b(?:meldesk_\w+|up\b)", words))


@pytest.fixture
def archived(monkeypatch):
    """A database whose log is brought away, and streamed; test_archiving.py asks a real one."""
    found = archiving.Asked((False, 1.0, 0.0), [("backup", True, 0.0)])
    told = [*archiving._archiver(found), *archiving._slots(found)]
    monkeypatch.setitem(standing._QUESTIONS, "archive", lambda: told)


@pytest.mark.django_db(transaction=True)
def test_every_figure_of_an_alert_exists_with_its_labels(figures, key, at, archived):
    seal(at=at)
    Verification.objects.create(at=at, size=0)
    metrics.request_answered(RequestFactory().get("/112/"), 200, 0.1, 0.1)
    metrics.GUARD.labels("2026-01-01").observe(0.1)
    metrics.TASKS.labels("desk.audit.tasks.seal_trail", "failure").inc()
    metrics.TASK_DURATION.labels("desk.audit.tasks.seal_trail").observe(0.1)
    metrics.replica_left("gone")
    metrics_of_rules = {}
    for key in figures():
        metrics_of_rules.setdefault(key[0], set()).update(label for label, _ in key[1:])
    metrics_of_rules["meldesk_refused_total"] = {"rule"}  # without a refusal today there is no line
    for alert, rule in rules().items():
        assert named(rule["expr"]) - GIVEN_BY_PROMETHEUS <= set(metrics_of_rules), alert
        for figure, chosen in re.findall(r"(meldesk_\w+)\{(.*?)\}", rule["expr"]):
            assert set(re.findall(r"(\w+)[!=]", chosen)) <= metrics_of_rules[figure], alert


def test_every_figure_is_spoken_of_in_the_docs(archived):
    known = {family.name for family in metrics.OURS.collect()}
    for name in known:
        assert name in DOCS, name


def test_each_alert_says_what_it_means_and_what_to_do():
    lines = {line.split("|")[1].strip(): line.split("|") for line in DOCS.splitlines() if line.startswith("| ")}
    for alert in rules():
        _, _, means, do, _ = lines[alert]
        assert means.strip(), alert
        assert do.strip(), alert
    told = {name for name in lines if re.fullmatch(r"([A-Z][a-z]+){2,}", name)}
    assert told == set(rules())


def test_an_alert_wakes_somebody_or_waits_until_the_morning():
    for alert, rule in rules().items():
        assert rule["labels"]["severity"] in {"page", "ticket"}, alert
        assert rule["annotations"]["summary"].endswith("."), alert
