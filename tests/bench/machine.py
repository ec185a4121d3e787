"""What the figures were measured on."""

import os
import platform
from pathlib import Path

from tests.bench.amount import Amount

_CPUINFO = Path("/proc/cpuinfo")


def measure(_: Amount) -> dict[str, str | int]:
    """Return the model of the processor, its cores and the version of Python."""
    return {"processor": _model(), "cores": os.cpu_count() or 1, "python": platform.python_version()}


def _model() -> str:
    lines = _CPUINFO.read_text(encoding="utf-8").splitlines() if _CPUINFO.exists() else []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.processor() or platform.machine())
