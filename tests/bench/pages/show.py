"""The figures of the pages as tables in Markdown."""

from collections.abc import Mapping
from typing import Any

from tests.bench.pages.bars import LARGE, SMALL
from tests.bench.tables import small, table

_NONE = "–"
_WORDS = {SMALL: "10k", LARGE: "1M"}


def pages(told: Mapping[str, Any]) -> str:
    """Return the bars, then every page, the crowds, who saved, and memory."""
    counted = ", ".join(f"{_WORDS[size]}: {count:,} reports" for size, count in told["reports"].items())
    head = f"{counted}; {told['turns']} times each, one request at a time, every one right after an empty page."
    parts = [head, bars(told["bars"]), _all(told["pages"]), _crowds(told), _savers(told), _memory(told)]
    return "\n\n".join([*parts, _wrong(told["pages"]), _postgresql(told)])


def bars(rows: Any) -> str:
    """Return what was asked and whether it was met."""
    said = {True: "yes", False: "**no**", None: "not shown"}
    return table(["bar", "measured", "met"], [[one["asked"], one["measured"], said[one["met"]]] for one in rows])


def _all(found: Mapping[str, Any]) -> str:
    head = ["page", "empty, ms", "p50 10k", "p50 1M", "p95 1M", "× empty", "growth", "queries", "db ms", "bytes"]
    return table(head, [_row(name, sizes) for name, sizes in sorted(found.items())])


def _row(name: str, sizes: Mapping[str, Any]) -> list[str]:
    large, before = sizes.get(LARGE, {}), sizes.get(SMALL, {})
    p50, empty, first = large.get("p50_ms"), large.get("empty_ms"), before.get("p50_ms")
    shown = [small(one) for one in (empty, first, p50, large.get("p95_ms"))]
    ratios = [f"{p50 / one:.2f}" if p50 and one else _NONE for one in (empty, first)]
    count, size = large.get("queries"), large.get("bytes")
    last = [f"{one:,}" if one is not None else _NONE for one in (count, size)]
    return [name, *shown, *ratios, last[0], small(large.get("database_ms")), last[1]]


def _crowds(told: Mapping[str, Any]) -> str:
    cores = told["cores"]
    rows = [
        [
            name,
            _WORDS[size],
            str(one["clients"]),
            f"{one['pages_per_second']:.1f}",
            f"{one['pages_per_second'] / cores:.1f}",
            small(one.get("p50_ms")),
            small(one.get("p95_ms")),
            str(one["errors"]),
        ]
        for size, names in told["crowd"].items()
        for name, ones in names.items()
        for one in ones
    ]
    return table(["at once", "reports", "clients", "a second", "a second, per core", "p50", "p95", "errors"], rows)


def _savers(told: Mapping[str, Any]) -> str:
    counts, times = ("counsellors", "seconds", "saves", "errors", "lost", "doubled"), ("p50_ms", "p95_ms")
    rows = [
        [_WORDS[size], *(f"{one[name]:,.0f}" for name in counts), *(small(one.get(name)) for name in times)]
        for size, one in told["fifty"].items()
    ]
    return table(["saving", *counts, "p50, ms", "p95, ms"], rows)


def _memory(told: Mapping[str, Any]) -> str:
    rows = [
        [f"{name}, {_WORDS[size]}, {moment}", str(one["processes"]), small(one["rss_mb"]), small(one["pss_mb"])]
        for size, moments in told["memory"].items()
        for moment, processes in moments.items()
        for name, one in processes.items()
    ]
    return table(["memory, MB", "processes", "RSS", "PSS"], rows)


def _wrong(found: Mapping[str, Any]) -> str:
    rows = [
        [name, _WORDS[size], str(one.get("errors", 0)), one["wrong"]]
        for name, sizes in found.items()
        for size, one in sizes.items()
        if "wrong" in one
    ]
    return (
        table(["answered something else", "reports", "times", "what"], rows) if rows else "No page answered an error."
    )


def _postgresql(told: Mapping[str, Any]) -> str:
    sizes = {f"on disk, {_WORDS[size]}": value for size, value in told["on_disk"].items()}
    return table(["PostgreSQL", "set to"], [[name, value] for name, value in {**told["postgresql"], **sizes}.items()])
