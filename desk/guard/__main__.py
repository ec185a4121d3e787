"""Builds the words of the guard: python -m desk.guard FOLDER. For an image, where nothing may be written later."""

import sys
from pathlib import Path

from desk.guard.lexicon.build import built

print(built(Path(sys.argv[1])))  # noqa: T201 - a command answers on the terminal
