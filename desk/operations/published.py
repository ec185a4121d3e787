"""The figures as they are given out: of all processes together, with what waits for the end of its day left out."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.metrics_core import Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from desk.operations import folded, metrics, standing

Labels = tuple[tuple[str, str], ...]


def page() -> bytes:
    """Return all figures in the text format of Prometheus, UTF-8."""
    registry = CollectorRegistry()
    registry.register(_Counted())
    registry.register(standing.Standing())
    return generate_latest(registry)


class _Counted(Collector):
    """What was counted, without the days."""

    def collect(self) -> Iterator[Metric]:
        for found in _found():
            yield _told(found)


def _found() -> list[Metric]:
    folder = Path(settings.METRICS_DIR)
    if metrics.values.ValueClass is metrics.values.MutexValue:
        return list(metrics.OURS.collect())
    with folded.reading(folder):
        return list(MultiProcessCollector(None, str(folder)).collect())


def _told(found: Metric) -> Metric:
    """Leave out what waits, take the day off the rest, and add up what is the same without it."""
    told = Metric(found.name, found.documentation, found.type)
    together: dict[tuple[str, Labels], float] = {}
    for sample in found.samples:
        labels = dict(sample.labels)
        if labels.pop(metrics.HELD, metrics.NOT_HELD) >= metrics.today().isoformat():
            continue
        key = (sample.name, tuple(labels.items()))
        together[key] = together.get(key, 0.0) + sample.value
    for (name, labels_of), value in together.items():
        told.add_sample(name, dict(labels_of), value)
    return told
