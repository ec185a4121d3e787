"""Memory of this process in MB: what is in it now, and the most there was."""

import resource
import sys
from pathlib import Path

_STATUS = Path("/proc/self/status")
_UNIT = 2**20 if sys.platform == "darwin" else 2**10  # of ru_maxrss, in a MB


def resident() -> float:
    """What is in memory now; where the machine does not say so, the most there was."""
    return _said("VmRSS")


def peak() -> float:
    """The most that was in memory since the process began."""
    return _said("VmHWM")


def _said(name: str) -> float:
    if not _STATUS.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _UNIT
    lines = _STATUS.read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(name))
