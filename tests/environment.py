"""Sets the environment of the tests before Django reads it, and counts the browser tests that had to be left out."""

import gc
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

# Stories make and drop many small things while the words of the guard stay: looking for rubbish took a sixth of a run.
gc.set_threshold(200_000, 20, 50)

NO_CHROMIUM = "no Chromium on this machine"

os.environ.setdefault("DEBUG", "1")
os.environ.setdefault("CELERY_EAGER", "1")
# Playwright keeps an event loop open, and Django would refuse the database there.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
# The words of the guard take seconds to build and are the same for every run.
os.environ.setdefault("GUARD_DIR", str(Path(__file__).parents[1] / ".guard"))
# Test databases come and go; a pool would hold connections to one that is to be removed.
os.environ.setdefault("DATABASE_POOL", "0")
# And have no standby: tests/desk/test_replica.py plays one.
os.environ.pop("DATABASE_REPLICA_URL", None)
if "MELDESK_VAR" not in os.environ:
    os.environ["MELDESK_VAR"] = tempfile.mkdtemp(prefix="meldesk-test-")
    _made_here = os.environ["MELDESK_VAR"]
else:
    _made_here = ""
# The server of static files warns about a folder that is not there, and a warning is an error here.
Path(os.environ["MELDESK_VAR"], "static").mkdir(parents=True, exist_ok=True)


def chromium() -> str | None:
    """Return the path of the Chromium of this machine, if there is one."""
    # The shell is the same engine without the windows around it: a sixth quicker.
    names = [os.environ.get("CHROMIUM", ""), "chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"]
    return next((found for name in names if name and (found := shutil.which(name))), None)


def launch_options() -> dict[str, Any]:
    """Start the machine's own Chromium; as root it refuses to start with its sandbox."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return {"executable_path": chromium(), "args": ["--no-sandbox"] if is_root else []}


# In these folders tests start desks and servers of their own, and wait for them.
_WAITING = [Path(__file__).parent / name for name in ("faults", "needle_scan", "restore")]


def _waits(item: pytest.Item) -> bool:
    return any(item.path.is_relative_to(folder) for folder in _WAITING)


# First, because xdist takes the first answer and has one of its own.
@pytest.hookimpl(tryfirst=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """One worker more than there are processors, beside those that wait; in the browser nobody waits."""
    if "PYTEST_XDIST_AUTO_NUM_WORKERS" in os.environ or config.option.markexpr == "browser":
        return None
    return len(os.sched_getaffinity(0)) + 1 if hasattr(os, "sched_getaffinity") else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Take those that wait first, beside the many that do not; skip what needs a browser where there is none."""
    items.sort(key=_waits, reverse=True)
    if chromium():
        return
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason=NO_CHROMIUM))


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> Iterator[None]:
    """Say last of all how many browser tests did not run, so that nobody reads silence as success."""
    yield
    left_out = [report for report in terminalreporter.stats.get("skipped", []) if NO_CHROMIUM in str(report.longrepr)]
    if left_out:
        terminalreporter.write_line(
            f"{len(left_out)} browser tests were left out: {NO_CHROMIUM}", yellow=True, bold=True
        )


def pytest_unconfigure() -> None:
    """Remove the folder this run made; workers of one run share the folder of the first."""
    if _made_here and Path(_made_here).name.startswith("meldesk-test-"):
        shutil.rmtree(_made_here, ignore_errors=True)
