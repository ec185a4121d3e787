"""The web server and the worker as they are shipped: the commands of the image and of docker-compose.yml."""

import json
import re
from typing import Any

import yaml

import start

APPLICATION, CELERY = "desk.wsgi:application", "desk"


def web_command(port: int, application: str = APPLICATION) -> list[str]:
    """Return the web server as the image starts it, on a port of this machine; perhaps by another entrance."""
    dockerfile = (start.ROOT / "Dockerfile").read_text(encoding="utf-8")
    last = re.findall(r"^CMD (\[.*?\])", dockerfile, re.MULTILINE | re.DOTALL)[-1]
    shipped: list[str] = json.loads(last.replace("\\\n", ""))
    ours = {APPLICATION: application}
    return [f"--bind=127.0.0.1:{port}" if part.startswith("--bind") else ours.get(part, part) for part in shipped]


def worker_command(name: str = "worker", app: str = CELERY) -> list[str]:
    """Return the worker of docker-compose.yml, under a name of its own; perhaps by another entrance."""
    told: list[str] = compose()["services"]["worker"]["command"]
    ours = {"worker@%h": f"{name}@desk", CELERY: app}
    return [ours.get(part, part) for part in told]


def compose() -> dict[str, Any]:
    """Return docker-compose.yml as it is read."""
    told: dict[str, Any] = yaml.safe_load((start.ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
    return told
