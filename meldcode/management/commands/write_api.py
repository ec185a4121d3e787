"""Writes docs/openapi.json from the code."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from meldcode.api import openapi
from meldcode.api.views import api


class Command(BaseCommand):
    help = "Write the contract for organisations' own systems into docs/openapi.json."

    def handle(self, *_: Any, **__: Any) -> None:
        (Path(settings.BASE_DIR) / "docs" / "openapi.json").write_text(document(), encoding="utf-8")


def document() -> str:
    """Return the contract as it lies in docs."""
    return json.dumps(openapi.document(api), ensure_ascii=False, indent=1) + "\n"
