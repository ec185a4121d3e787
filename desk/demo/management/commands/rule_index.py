"""Writes the index of rules into the README, from the rules themselves: name, sentence, and where it lives."""

import ast
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

BEGIN, END = "<!-- rules -->", "<!-- /rules -->"


class Command(BaseCommand):
    help = "Write the index of rule names into README.md."

    def handle(self, *_: Any, **__: Any) -> None:
        readme = Path(settings.BASE_DIR) / "README.md"
        before, rest = readme.read_text().split(BEGIN)
        after = rest.split(END)[1]
        readme.write_text(f"{before}{BEGIN}\n{table()}\n{END}{after}")


def table() -> str:
    """Return the index as a table: row rules (held by the database) and fact rules (held by the action)."""
    rows = [row for path in sorted((Path(settings.BASE_DIR) / "desk").rglob("*rules.py")) for row in _rules_of(path)]
    return "\n".join(["| rule | kind | says | lives in |", "|---|---|---|---|", *rows])


def _rules_of(path: Path) -> list[str]:
    place = path.relative_to(settings.BASE_DIR).as_posix()
    found = []
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) and ast.unparse(node.value.func) == "rule":
            name, _condition, sentence = node.value.args
            found.append(f"| `{ast.literal_eval(name)}` | row | {ast.literal_eval(sentence)} | `{place}` |")
        elif isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            first_line = (ast.get_docstring(node) or "").split("\n")[0]
            found.append(f"| `{node.name}` | fact | {first_line} | `{place}` |")
    return found
