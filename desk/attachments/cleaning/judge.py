"""Decides by its first bytes what a file is, and has it written anew; no name and no header of a browser is asked."""

from typing import Any, BinaryIO

from desk.attachments.cleaning.verdict import Fault, Kind, Rejected

_HEAD = 32
_HEIC = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1")


def clean(source: BinaryIO, target: Any) -> Kind:
    """Write the file of `source` to `target` as one of the accepted kinds and return which. Raises Rejected.

    Each library reads the one kind that the first bytes promise, so a file that is two things at once comes out as one.
    """
    head = source.read(_HEAD)
    source.seek(0)
    if not head:
        raise Rejected(Fault.EMPTY)
    if head.startswith(b"%PDF-"):
        from desk.attachments.cleaning.pdfs import clean_pdf

        clean_pdf(source, target)
        return Kind.PDF
    if taken_as := _picture(head):
        from desk.attachments.cleaning.images import clean_picture

        kind = Kind.PNG if taken_as == "PNG" else Kind.JPEG
        clean_picture(source, target, taken_as, kind)
        return kind
    from desk.attachments.cleaning.texts import clean_text

    clean_text(source, target)
    return Kind.TEXT


def _picture(head: bytes) -> str:
    if head.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    return "HEIF" if head[4:8] == b"ftyp" and head[8:12] in _HEIC else ""
