"""Looks up the packages of the lock in a list of known weak places: python requirements/audit.py.

A weak place ends with 1, unless it stands in ignored.toml with a reason and a day until which that holds. Without a
network, or where the list does not know our packages, nothing was looked up: that is said loudly and ends with 0, so
that a machine without a network can still check the rest.
"""

import json
import subprocess
import sys
import tomllib
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
LONGEST = 120  # seconds
LOUD = "!" * 100


def main(today: date) -> int:
    """Say what was found. Out: 0, or 1 where something must be done."""
    ignored = tomllib.loads((HERE / "ignored.toml").read_text(encoding="utf-8")).get("ignored", [])
    if over := [one["id"] for one in ignored if not one["reason"].strip() or one["until"] < today]:
        print(f"No longer ignored, the day is over or the reason is empty: {', '.join(over)}")
        return 1
    packages = asked()
    if not packages:
        return _not_audited("the list of weak places cannot be reached from here")
    if unknown := [one["name"] for one in packages if "skip_reason" in one]:
        _not_audited(f"the list does not know {len(unknown)} of {len(packages)} packages, among them {unknown[0]}")
    passed = {one["id"] for one in ignored}
    found = [(one, weak) for one in packages for weak in one.get("vulns", ()) if not passed & _names(weak)]
    for one, weak in found:
        print(f"{one['name']} {one['version']}: {weak['id']}, mended in {weak['fix_versions'] or 'no version yet'}")
    return 1 if found else 0


def asked() -> list[dict[str, Any]]:
    """Return each package with what is known of it; nothing where the tool got no answer."""
    tool = Path(sys.executable).with_name("pip-audit")
    told = [str(tool), "--require-hashes", "--disable-pip", "--progress-spinner=off", "--timeout=5", "--format=json"]
    try:
        done = subprocess.run(  # noqa: S603 - our own tool
            [*told, f"--requirement={HERE / 'desk.txt'}"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=LONGEST,
            check=False,
        )
        return list(json.loads(done.stdout)["dependencies"])
    except (subprocess.TimeoutExpired, OSError, ValueError):
        return []


def _names(weak: dict[str, Any]) -> set[str]:
    return {weak["id"], *weak.get("aliases", ())}


def _not_audited(why: str) -> int:
    print(f"{LOUD}\nNOT AUDITED: {why}.\nRun `make audit` where there is a network.\n{LOUD}")
    return 0


if __name__ == "__main__":
    sys.exit(main(datetime.now(UTC).date()))
