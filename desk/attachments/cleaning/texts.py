"""Plain text: written anew as UTF-8, and refused when a browser or an office would take it for something else."""

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO

from desk.attachments.cleaning.verdict import Fault, Rejected

_BLOCK, _OVERLAP = 64 * 1024, 32
# How a text is written today, and how a desktop of some years ago wrote a letter.
_ENCODINGS = ("utf-8-sig", "cp1252")
# Text that does something when it is opened: a page, a picture with script, a program.
_ACTS = re.compile(r"<\s*/?\s*(!doctype|html|head|body|script|svg|iframe|object|embed)\b|<\?(xml|php)", re.IGNORECASE)
_BEGINS = re.compile(r"\s*(<|\{\\rtf|#!|%!PS|MZ|GIF8|BM|PK)")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_PDF_HEAD = 1024  # characters in which a reader of pdf looks for its beginning


def clean_text(source: BinaryIO, target: BinaryIO) -> None:
    """Write the text of `source` to `target` as UTF-8. Raises Rejected for what is no plain text."""
    encoding = next((one for one in _ENCODINGS if _is_plain(source, one)), None)
    if encoding is None:
        raise Rejected(Fault.KIND)
    for block in _blocks(source, encoding):
        target.write(block.encode())


def _is_plain(source: BinaryIO, encoding: str) -> bool:
    before = ""
    try:
        for number, block in enumerate(_blocks(source, encoding)):
            if number == 0 and (_BEGINS.match(block) or "%PDF-" in block[:_PDF_HEAD]):
                raise Rejected(Fault.KIND)
            if _CONTROL.search(block) or _ACTS.search(before + block):
                raise Rejected(Fault.KIND)
            before = block[-_OVERLAP:]
    except UnicodeDecodeError:
        return False
    return True


def _blocks(source: BinaryIO, encoding: str) -> Iterator[str]:
    source.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    while block := source.read(_BLOCK):
        yield decoder.decode(block)
    yield decoder.decode(b"", final=True)
