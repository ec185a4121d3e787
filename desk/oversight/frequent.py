"""The surnames that say nothing, because they are frequent in the country.

A young desk has few files, and there every name would look rare.
"""

from pathlib import Path

_LINES = Path(__file__).with_name("frequent_surnames.txt").read_text(encoding="utf-8").splitlines()
FREQUENT = frozenset(name for line in _LINES if not line.startswith("#") for name in line.split())
