"""The name under which a file is shown and given: what somebody called it, without what a name can do elsewhere."""

import re
import unicodedata

from desk.attachments.choices import ENDING, Kind

LONGEST = 120  # characters
# What a folder, a header or a screen reads as something else than a letter of the name.
_UNSAFE = re.compile(r'[\\/:*?"<>|%;]')
_DOTS = re.compile(r"\.{2,}|\s+")


def safe_name(given: str | None, kind: str) -> str:
    """Return a name to show and to give: readable letters, the ending of what the file really is, never empty."""
    stem = "".join(" " if unicodedata.category(char) in _UNSEEN else char for char in given or "")
    stem = _UNSAFE.sub(" ", unicodedata.normalize("NFC", stem))
    stem = _DOTS.sub(" ", re.sub(r"\.[A-Za-z0-9]{1,5}$", "", stem.strip())).strip(" .")
    ending = ENDING[Kind(kind)]
    return f"{stem[: LONGEST - len(ending)].strip(' .') or 'bijlage'}{ending}"


# Control, format (direction overrides among them), surrogates, unassigned, and other separators than a space.
_UNSEEN = {"Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp"}
