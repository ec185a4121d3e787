"""Writes the bill of materials of the desk (CycloneDX) from its lock: python requirements/bom.py [FILE].

Twice from one lock is the same to the letter: no moment, no number by chance, no place of a machine.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
LOCK = HERE / "desk.txt"
WHERE = HERE.parent / "docs" / "sbom.json"


def bill() -> str:
    """Return the bill as text. Raises CalledProcessError when the tool fails; it has said itself why."""
    tool = Path(sys.executable).with_name("cyclonedx-py")
    told = [str(tool), "requirements", str(LOCK), "--output-reproducible", "--of", "JSON", "--sv", "1.6"]
    done = subprocess.run([*told, "--mc-type", "application"], stdout=subprocess.PIPE, check=True)  # noqa: S603 - our own tool
    return tidied(json.loads(done.stdout))


def tidied(said: dict[str, Any]) -> str:
    """Name each component by its package instead of by its line in the lock, and leave out that line itself."""
    for component in said["components"]:
        component.pop("description", None)
        component["bom-ref"] = component["purl"]
    said["components"].sort(key=lambda component: component["bom-ref"])
    said["dependencies"] = [{"ref": component["bom-ref"]} for component in said["components"]]
    said["metadata"]["component"] = {"bom-ref": "meldesk", "name": "meldesk", "type": "application"}
    return json.dumps(said, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    (Path(sys.argv[1]) if len(sys.argv) > 1 else WHERE).write_text(bill(), encoding="utf-8")
