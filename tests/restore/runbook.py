"""Where what somebody does on the day is written down."""

from pathlib import Path

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "backup.md"
