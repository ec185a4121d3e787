"""Writes what comes from the code: in the README the index of rules and the moves, and docs/rights.md."""

import ast
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from desk.reports.choices import Status
from desk.reports.workflow import MOVES
from desk.rights_table.markdown import document
from desk.roles import Role


class Command(BaseCommand):
    help = "Write the index of rules and the moves of a report into README.md, and the rights into docs/rights.md."

    def handle(self, *_: Any, **__: Any) -> None:
        readme = Path(settings.BASE_DIR) / "README.md"
        readme.write_text(rewritten(readme.read_text()))
        (Path(settings.BASE_DIR) / "docs" / "rights.md").write_text(document())


def rewritten(text: str) -> str:
    """Return the README with both parts as the code has them now."""
    for name, part in (("rules", rules()), ("moves", moves())):
        begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
        before, rest = text.split(begin)
        text = f"{before}{begin}\n{part}\n{end}{rest.split(end)[1]}"
    return text


def moves() -> str:
    """Return the table of moves: from, to, who, and what the move says."""
    rows = [
        f"| {Status(start).label} | {Status(end).label} | {', '.join(sorted(Role(r).label for r in roles))} | {says} |"
        for (start, end), (roles, says) in MOVES.items()
    ]
    return "\n".join(["| from | to | who | when |", "|---|---|---|---|", *rows])


def rules() -> str:
    """Return the index as a table: row rules (held by the database) and fact rules (held by the action)."""
    found = [
        path for room in ("desk", "meldcode") for path in sorted((Path(settings.BASE_DIR) / room).rglob("*rules.py"))
    ]
    rows = [row for path in found for row in _rules_of(path)]
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
