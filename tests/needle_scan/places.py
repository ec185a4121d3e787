"""What stands in a folder and in a session, as bytes to search."""

import base64
import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path


def files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield every file below `folder` by its path, its name among its bytes; what vanishes meanwhile is left out."""
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            try:
                content = _opened(file)
            except FileNotFoundError:
                continue
            yield str(file.relative_to(folder)), str(file).encode() + b"\0" + content


def _opened(file: Path) -> bytes:
    content = file.read_bytes()
    return gzip.decompress(content) if file.suffix == ".gz" else content


def session(packed: str) -> bytes:
    """Open the data of a session as Django packs it: signed, in base64, and compressed when that is shorter."""
    data = packed.split(":")[0]
    raw = base64.urlsafe_b64decode(data.lstrip(".") + "==")
    return zlib.decompress(raw) if data.startswith(".") else raw
