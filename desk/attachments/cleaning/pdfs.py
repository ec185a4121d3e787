"""PDF: written anew without what runs, what is enclosed, where it calls, and what it tells about its maker."""

import zlib
from typing import Any, BinaryIO

import pikepdf

from desk.attachments.cleaning.jpeg2000 import as_jpeg
from desk.attachments.cleaning.jpegs import without_remarks
from desk.attachments.cleaning.verdict import Fault, Rejected

# What starts something, what encloses another file, and what was written beside the pages.
_GONE = (
    *("/AA", "/OpenAction", "/JS", "/JavaScript", "/XFA", "/EmbeddedFiles", "/EF", "/AF", "/Collection", "/RichMedia"),
    *("/Metadata", "/PieceInfo", "/LastModified", "/Perms", "/DSS", "/SpiderInfo", "/Threads"),
)
# Remarks in the margin with something in them that plays, opens or is a file.
_NOTES_GONE = {"/FileAttachment", "/RichMedia", "/Screen", "/Movie", "/Sound", "/3D"}
# Who wrote a remark, and when; of a field of a form /T is its name.
_OF_A_NOTE = ("/T", "/M", "/CreationDate", "/NM", "/RC")
# Colours of a picture that are numbers in a list or inks.
_OF_ITS_OWN = {"/Indexed", "/Separation", "/DeviceN", "/Lab", "/Pattern"}
_DEEPEST = 60
_CONTAINERS = (pikepdf.Dictionary, pikepdf.Array, pikepdf.Stream)


def clean_pdf(source: BinaryIO, target: BinaryIO) -> None:
    """Write the pages of `source` to `target`. Raises Rejected for one that is locked or cannot be read."""
    try:
        with pikepdf.Pdf.open(source, suppress_warnings=True) as pdf:
            if not len(pdf.pages):
                raise Rejected(Fault.BROKEN)
            if "/Info" in pdf.trailer:
                del pdf.trailer["/Info"]
            for entry in list(pdf.objects):
                _clean(entry, 0)
            pdf.save(target, encryption=False, fix_metadata_version=False)
    except pikepdf.PasswordError as locked:
        raise Rejected(Fault.LOCKED) from locked
    except (pikepdf.PdfError, RecursionError, ValueError, TypeError, KeyError) as wrong:
        raise Rejected(Fault.BROKEN) from wrong


def _clean(entry: Any, depth: int) -> None:
    """Clean one object and what stands in it; what it points at has its own turn."""
    if not isinstance(entry, _CONTAINERS):
        return
    if depth > _DEEPEST:
        raise Rejected(Fault.BROKEN)
    if isinstance(entry, pikepdf.Array):
        _without_notes(entry)
        inside = list(entry)
    else:
        _clean_keys(entry)
        inside = [entry[key] for key in entry.keys()]  # noqa: SIM118 - it has no iterator of its own
    for one in inside:
        if isinstance(one, _CONTAINERS) and not one.is_indirect:
            _clean(one, depth + 1)


def _clean_keys(entry: Any) -> None:
    is_a_note = "/Rect" in entry and entry.get("/Subtype") != "/Widget"
    for key in (*_GONE, *(_OF_A_NOTE if is_a_note else ())):
        if key in entry:
            del entry[key]
    _only_goes_to_a_page(entry)
    if not isinstance(entry, pikepdf.Stream):
        return
    if _filters(entry)[-1:] == ["/DCTDecode"]:
        _clean_photo(entry)
    elif "/JPXDecode" in _filters(entry):
        _draw_anew(entry)


def _only_goes_to_a_page(entry: Any) -> None:
    """A click may lead to another page of the document: to no address, no program, and nothing after that."""
    does = entry.get("/A")
    if not isinstance(does, pikepdf.Dictionary):
        return
    if does.get("/S") != "/GoTo":
        del entry["/A"]
    elif "/Next" in does:
        del does["/Next"]


def _filters(entry: Any) -> list[str]:
    """How a stream is packed, the outside first."""
    filters = entry.get("/Filter")
    return [str(one) for one in filters] if isinstance(filters, pikepdf.Array) else [str(filters)]


def _clean_photo(entry: Any) -> None:
    """A picture lies in the document as a phone made it, with place and moment; it may be packed once more."""
    packed, how = _filters(entry)[:-1], entry.get("/DecodeParms")
    how = how[-1] if isinstance(how, pikepdf.Array) and len(how) else how
    entry.write(without_remarks(_unpacked(entry)), filter=pikepdf.Name.DCTDecode, decode_parms=None if packed else how)


def _unpacked(entry: Any) -> bytes:
    """The picture of a stream, which may be packed once more and in no other way."""
    packed, photo = _filters(entry)[:-1], entry.read_raw_bytes()
    if packed and packed != ["/FlateDecode"]:
        raise Rejected(Fault.BROKEN)
    try:
        return bytes(zlib.decompress(photo) if packed else photo)
    except zlib.error:
        raise Rejected(Fault.BROKEN) from None


def _draw_anew(entry: Any) -> None:
    """A JPEG 2000 becomes a JPEG. What counts its colours in a way of its own would come out wrong: that is refused."""
    if _filters(entry)[-1] != "/JPXDecode":
        raise Rejected(Fault.BROKEN)
    photo, colours, (width, height) = as_jpeg(_unpacked(entry))
    space = entry.get("/ColorSpace")
    kind = str(space[0] if isinstance(space, pikepdf.Array) and len(space) else space)
    if kind in _OF_ITS_OWN:
        raise Rejected(Fault.BROKEN)
    if kind != "/ICCBased" or space[1].get("/N") != colours:
        entry.ColorSpace = pikepdf.Name.DeviceGray if colours == 1 else pikepdf.Name.DeviceRGB
    entry.BitsPerComponent, entry.Width, entry.Height = 8, width, height
    for key in ("/SMaskInData", "/Decode", "/DecodeParms"):
        if key in entry:
            del entry[key]
    entry.write(photo, filter=pikepdf.Name.DCTDecode)


def _without_notes(entries: Any) -> None:
    for number in range(len(entries) - 1, -1, -1):
        one = entries[number]
        if isinstance(one, pikepdf.Dictionary) and "/Rect" in one and str(one.get("/Subtype", "")) in _NOTES_GONE:
            del entries[number]
