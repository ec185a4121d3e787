"""The same table as a document, for whoever audits without an account."""

from collections.abc import Iterable, Sequence

from desk.rights_table.fields import field_rows
from desk.rights_table.samples import RELATIONS
from desk.rights_table.table import open_acts, rows
from desk.roles import Role

HEAD = """# Who may do what

Made from the code by `manage.py write_readme`; a test fails when it is not what the code says. The permissions in the
last column are functions in `desk/*/permissions.py`, each with its cases in words. *eigen werk* is: owner of a report
in the file, named with its seal, or asked for the second pair of eyes. Behind the wall of team and region a record
answers 404; what is sealed or behind a wall answers 404 as well, and is in no list, count or search.
"""


def document() -> str:
    """Return the whole document."""
    heads = ["what", *(str(label) for label in Role.labels)]
    acts = _table([*heads, "permission"], ([row.title, *row.cells, ", ".join(row.permissions)] for row in rows()))
    shown = ([f"**{row.title}**: {', '.join(row.columns)}", *row.cells, row.note] for row in field_rows())
    nobody = "\n".join(f"- {title}" for _, title in open_acts())
    relations = ", ".join(relation.words for relation in RELATIONS)
    return "\n\n".join(
        [
            HEAD + f"\nThe relations asked about: {relations}.",
            "## Acts",
            acts,
            "## Acts without a permission\n\nOne's own account and signing in, or done by the desk itself.",
            nobody,
            "## Fields",
            _table([*heads, "note"], shown),
            "",
        ]
    )


def _table(heads: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    top = [heads, ["---"] * len(heads)]
    return "\n".join(f"| {' | '.join(cell for cell in line)} |" for line in [*top, *lines])
