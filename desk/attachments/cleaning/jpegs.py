"""A photo inside a document: its dots stay as they are, what was written beside them goes."""

import re

from desk.attachments.cleaning.verdict import Fault, Rejected

_START, _SCAN, _END = 0xD8, 0xDA, 0xD9
# APP0 is the form of the file and APP14 how its colours are to be read; every other APP and the remark can go.
_REMARKS = {*range(0xE1, 0xEE), 0xEF, 0xFE}
_NEXT_MARK = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")


def without_remarks(photo: bytes) -> bytes:
    """Return a JPEG without EXIF, XMP, colour profile, previews and remarks. Raises Rejected for what is none."""
    if photo[:2] != bytes([0xFF, _START]):
        raise Rejected(Fault.BROKEN)
    kept, at = [photo[:2]], 2
    while at + 4 <= len(photo) and photo[at] == 0xFF and photo[at + 1] != _END:
        marker, end = photo[at + 1], at + 2 + int.from_bytes(photo[at + 2 : at + 4], "big")
        if marker == _SCAN:
            end = _end_of_scan(photo, end)
        if marker not in _REMARKS:
            kept.append(photo[at:end])
        at = end
    if all(part[:2] != bytes([0xFF, _SCAN]) for part in kept):
        raise Rejected(Fault.BROKEN)
    # What follows the end of the picture, such as a second one of the same phone, is left out.
    return b"".join([*kept, bytes([0xFF, _END])])


def _end_of_scan(photo: bytes, start: int) -> int:
    """Dots run on to the next mark that is neither a filler nor a restart."""
    found = _NEXT_MARK.search(photo, start)
    return found.start() if found else len(photo)
