"""How things stand when somebody asks: counted from the database, the queue and the disks, and about nobody."""

import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db.models import Count, QuerySet
from django.utils import timezone
from prometheus_client.metrics_core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from desk.attachments.choices import WAITING
from desk.attachments.models import Attachment
from desk.audit.check import patience
from desk.audit.choices import Outcome, Subject
from desk.audit.models import Event, Verification
from desk.audit.sealing.waiting import waiting
from desk.deadlines import local_day
from desk.operations import archiving, health, probe
from desk.operations.seal import seal_of
from desk.operations.terms import gauge, overdue

_A_RULE = re.compile(r"[a-z][a-z0-9_]*")
# What goes wrong at the door, by act. Each has a clock in the trail already.
SIGN_INS = {
    "sign_in_failed": "wrong password", "name_refused": "unknown name", "factor_failed": "wrong second step",
    "unlock_failed": "wrong at a locked screen", "account_locked": "locked", "address_slowed": "slowed down",
}  # fmt: skip
QUEUE = "celery"


class Standing(Collector):
    """Each part that does not answer in time is left out, and said to be."""

    def collect(self) -> Iterator[Metric]:
        answered = GaugeMetricFamily("meldesk_figures_answered", "Could this part be counted in time?", labels=["part"])
        with ThreadPoolExecutor(len(_QUESTIONS)) as at_once:
            asked = {part: at_once.submit(probe.within, f"figures of {part}", how) for part, how in _QUESTIONS.items()}
            yield from _health()
        for part, answer in asked.items():
            answered.add_metric([part], answer.exception() is None)
            if answer.exception() is None:
                yield from answer.result()
        yield answered


def _of_database(question: Callable[[str, datetime], Iterable[Metric]]) -> Callable[[], list[Metric]]:
    """Give a question a line of its own to the database: one that is slow then hides its own figures and no others."""

    def ask() -> list[Metric]:
        with probe.database() as alias:
            return list(question(alias, timezone.now()))

    return ask


def _seal(alias: str, now: datetime) -> Iterator[Metric]:
    seal = seal_of(alias, now)
    yield gauge("meldesk_trail_unsealed_events", "Events with a clock that have no seal yet", seal.waiting)
    yield gauge("meldesk_trail_oldest_unsealed_seconds", "How long the oldest waits", seal.oldest.total_seconds())
    if seal.age is not None:
        yield gauge("meldesk_trail_seal_age_seconds", "Since the last signed head", seal.age.total_seconds())


def _check(alias: str, now: datetime) -> Iterator[Metric]:
    heads = waiting(alias).count()
    yield gauge("meldesk_trail_heads_waiting", "Signed heads that do not lie at the safe place yet", heads)
    if last := Verification.objects.using(alias).order_by("at", "pk").last():
        yield gauge("meldesk_trail_check_ok", "1: the last check of the trail found nothing wrong", not last.wrong)
        yield gauge("meldesk_trail_check_age_seconds", "Since that check", (now - last.at).total_seconds())
        told = "How old that check may be"
        yield gauge("meldesk_trail_check_patience_seconds", told, patience().total_seconds())


def _refused(alias: str, now: datetime) -> Iterator[Metric]:
    by_rule: Counter[str] = Counter()
    for row in _today(alias, now).filter(outcome=Outcome.REFUSED).values("rule").annotate(times=Count("pk")):
        for rule in filter(_A_RULE.fullmatch, row["rule"].split(",")):
            by_rule[rule] += row["times"]
    refused = CounterMetricFamily("meldesk_refused", "What was refused today, by the name of the rule", labels=["rule"])
    for rule, times in sorted(by_rule.items()):
        refused.add_metric([rule], times)
    yield refused


def _at_the_door(alias: str, now: datetime) -> Iterator[Metric]:
    acts = _today(alias, now).filter(act__in=SIGN_INS).values_list("act")
    tried = dict(acts.annotate(times=Count("pk")))
    door = CounterMetricFamily("meldesk_sign_in_troubles", "What went wrong at the door today", labels=["what"])
    for act, what in SIGN_INS.items():
        door.add_metric([what], tried.get(act, 0))
    yield door


def _today(alias: str, now: datetime) -> QuerySet[Event]:
    """Of today, from the trail: it begins anew at midnight, as a counter may. Nothing about an advice is in it (P1)."""
    return Event.objects.using(alias).filter(day=local_day(now)).exclude(subject_kind=Subject.ADVICE)


def _scanning(alias: str, _: datetime) -> Iterator[Metric]:
    documents = Attachment.objects.using(alias).filter(state__in=WAITING).count()
    yield gauge("meldesk_documents_waiting", "Documents that wait for the scanner", documents)


def _queue() -> list[Metric]:
    told = GaugeMetricFamily("meldesk_queue_length", "Tasks that wait for a worker", labels=["queue"])
    if settings.REDIS_URL:
        with probe.redis() as line:
            told.add_metric([QUEUE], line.llen(QUEUE))
    else:
        told.add_metric([QUEUE], sum(1 for _ in Path(settings.QUEUE_DIR, "tasks").glob("*")))
    return [told]


def _disks() -> list[Metric]:
    free = GaugeMetricFamily("meldesk_disk_free_bytes", "Room on the disk of this folder", labels=["folder"])
    for name, folder in (("var", settings.VAR_DIR), ("documents", settings.ATTACHMENT_DIR)):
        free.add_metric([name], shutil.disk_usage(health.there_is(folder)).free)
    return [free]


def _health() -> list[Metric]:
    found = health.asked()
    parts = GaugeMetricFamily("meldesk_part_ok", "1: this part of the desk answers as it should", labels=["part"])
    for part, said in {**found.needed, **found.missed}.items():
        parts.add_metric([part], said == health.OK)
    return [parts, gauge("meldesk_ready", "1: this process can take work", found.is_ready)]


_QUESTIONS: dict[str, Callable[[], list[Metric]]] = {
    "seal": _of_database(_seal),
    "check": _of_database(_check),
    "refusals": _of_database(_refused),
    "sign-ins": _of_database(_at_the_door),
    "documents": _of_database(_scanning),
    "terms": _of_database(overdue),
    "queue": _queue,
    "disk": _disks,
    "archive": archiving.figures,
}
