"""Keeps what was measured in the docs: docs/benchmarks.md for people, docs/benchmarks.json for machines."""

import json
import platform
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from tests.bench import machine
from tests.bench.amount import FULL
from tests.bench.pages.bars import LARGE, SMALL
from tests.bench.parts import as_table
from tests.bench.process import ROOT

_PACKAGES = ("Django", "psycopg", "psycopg-pool", "gunicorn", "celery", "redis")
_INTRO = """# Benchmarks

What `make bench` measured, on this machine, in one run. Written by `make bench ARGS=--write`; whoever runs it again
gets the same tables with figures of their own. Where a bar was not met, it says so.

The pages are asked over HTTP, a line for each request, of the web server as the image starts it (two workers of four
threads), in the settings of production, with PostgreSQL, Redis and a task worker beside it on the same machine. **One
request at a time, in turns**: all pages at both sizes, each right after an empty page of the same desk, after twelve
turns that are not counted, in which PostgreSQL settles on its plans. `empty` is the middle of those: the round tour,
a signed-in page in the whole frame without a list, and in the portal the page that tells a citizen to call. Queries,
time in the database and bytes are counted in a process of its own, so that counting costs the clock nothing. The
counsellor who asks is the busiest one there is. A save is the sending alone; opening its form is not in it. Addresses
that are not measured stand with the reason in `tests/bench/pages/left_out.py`.
"""


def write(told: Mapping[str, Any], folder: Path = ROOT / "docs") -> None:
    """Write both files; what was not measured in this run stands in neither."""
    around = {"date": f"{datetime.now(UTC):%Y-%m-%d}", "machine": hardware(), "versions": versions()}
    document = [_INTRO, _about(around), *(as_table(name, figures) for name, figures in told.items())]
    (folder / "benchmarks.md").write_text("\n".join(document), encoding="utf-8")
    kept = {"pages": by_page(told.get("pages", {}).get("pages", {})), **around, "bench": told}
    (folder / "benchmarks.json").write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def by_page(found: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return of each page that was measured at both sizes what a machine compares."""
    return {
        name: {
            "empty_ms": sizes[LARGE]["empty_ms"],
            "p50_ms_10k": sizes[SMALL]["p50_ms"],
            "p50_ms_1m": sizes[LARGE]["p50_ms"],
            "p95_ms_1m": sizes[LARGE]["p95_ms"],
            "queries": sizes[LARGE].get("queries"),
        }
        for name, sizes in found.items()
        if all("p50_ms" in sizes.get(size, {}) for size in (SMALL, LARGE))
    }


def hardware() -> dict[str, str]:
    """Return processor, cores, memory and system."""
    meminfo = Path("/proc/meminfo")
    kilobytes = int(meminfo.read_text(encoding="ascii").split()[1]) if meminfo.exists() else 0
    told = {name: str(value) for name, value in machine.measure(FULL).items()}
    return {**told, "memory": f"{kilobytes / 2**20:.0f} GB", "system": platform.system(), "kernel": platform.release()}


def versions() -> dict[str, str]:
    """Return what of others the desk runs on."""
    return {name: version(name) for name in _PACKAGES}


def _about(around: Mapping[str, Any]) -> str:
    def row(told: Mapping[str, str]) -> str:
        return ", ".join(f"{name} {value}" for name, value in told.items())

    return f"- date: {around['date']}\n- {row(around['machine'])}\n- {row(around['versions'])}\n"
