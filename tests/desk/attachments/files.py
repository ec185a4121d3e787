"""Files of every kind, good and bad, made here: no stranger's file lies in the repository."""

import io
import stat
import zipfile
import zlib
from collections.abc import Mapping
from typing import Any

import pikepdf
import pillow_heif
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from desk.attachments.uploads import SealedUpload, SealedUploadHandler

NEEDLE = "Naaldvrouw"
# What came in and is still open: a page closes it with its request, a test at its end.
ARRIVED: list[SealedUpload] = []
MB = 1024 * 1024
# The test file of the virus scanners, in two parts: whole it would be taken for one here.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-" + rb"ANTIVIRUS-TEST-FILE!$H+H*"
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!DOCTYPE html><html><body onload=alert(1)></body></html>"
LETTER = "Beste lezer,\r\n\r\nZij was twintig dagen niet op school: één keer ziek.\r\n".encode()


def arrived(data: bytes, name: str = "bestand") -> SealedUpload:
    """The upload as the page gets it: in pieces, through the handler of the desk."""
    handler = SealedUploadHandler()
    handler.new_file("file", name, "application/octet-stream", len(data))
    for start in range(0, len(data), handler.chunk_size):
        handler.receive_data_chunk(data[start : start + handler.chunk_size], start)
    came = handler.file_complete(len(data))
    ARRIVED.append(came)
    return came


def drawing(width: int = 320, height: int = 200) -> Image.Image:
    picture = Image.new("RGB", (width, height), (240, 240, 240))
    picture.paste((20, 90, 100), (0, 0, width // 2, height // 2))
    return picture


def phone_photo(**told: Any) -> bytes:
    """A photo with the place, the camera, the owner and a preview in it, turned on its side."""
    exif = Image.Exif()
    exif[0x0112] = told.pop("turned", 6)
    exif[0x013B] = exif[0x8298] = NEEDLE
    exif[0x010F] = f"Camera {NEEDLE}"
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 5.0, 7.0), 3: "E", 4: (5.0, 10.0, 11.0)})
    xmp = f'<x:xmpmeta xmlns:x="adobe:ns:meta/">{NEEDLE}</x:xmpmeta>'.encode()
    out = io.BytesIO()
    drawing(**told).save(out, "JPEG", exif=exif, xmp=xmp, comment=NEEDLE.encode(), icc_profile=NEEDLE.encode() * 20)
    return out.getvalue()


def png(mode: str = "RGB") -> bytes:
    told = PngInfo()
    told.add_text("Author", NEEDLE)
    told.add_itxt("XML:com.adobe.xmp", NEEDLE)
    out = io.BytesIO()
    drawing().convert(mode).save(out, "PNG", pnginfo=told)
    return out.getvalue()


def heic() -> bytes:
    exif = Image.Exif()
    exif[0x013B] = NEEDLE
    out = io.BytesIO()
    pillow_heif.from_pillow(drawing()).save(out, exif=exif.tobytes())
    return out.getvalue()


def jpeg2000(mode: str = "RGB", **told: Any) -> bytes:
    """A picture with words in a box of XML, in one of its own and in a remark among its dots."""
    out = io.BytesIO()
    # Sixteen bits a dot, as a scanner makes them: light is a large number there.
    deep = drawing().convert("L").convert("I").point(lambda dot: dot * 256).convert("I;16")
    picture = deep if mode == "I;16" else drawing().convert(mode)
    picture.save(out, "JPEG2000", comment=NEEDLE, **told)
    if told.get("no_jp2"):
        return out.getvalue()
    boxes = [(b"xml ", f"<x>{NEEDLE}</x>".encode()), (b"uuid", bytes(16) + NEEDLE.encode())]
    return out.getvalue() + b"".join((len(body) + 8).to_bytes(4, "big") + kind + body for kind, body in boxes)


def png_of(width: int, height: int) -> bytes:
    """A picture that says it is this large, and weighs next to nothing."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")

    size = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    body = zlib.compress(b"\0" * 10_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size + b"\x08\x02\0\0\0") + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def pdf(*, password: str = "", extra: Any = None, photo: bytes = b"", packed_as: str = "/DCTDecode") -> bytes:
    """A document of one page that names its author; `extra` may do something with it."""
    made = pikepdf.Pdf.new()
    made.add_blank_page(page_size=(300, 200))
    made.docinfo["/Author"] = NEEDLE
    with made.open_metadata() as meta:
        meta["dc:creator"] = [NEEDLE]
    if photo:
        picture = made.make_stream(photo, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=320, Height=200)
        picture.ColorSpace, picture.BitsPerComponent = pikepdf.Name.DeviceRGB, 8
        picture.Filter = pikepdf.Name(packed_as)
        made.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=picture))
        made.pages[0].Contents = made.make_stream(b"q 300 0 0 200 0 0 cm /Im0 Do Q")
    if extra:
        extra(made)
    out = io.BytesIO()
    locked = pikepdf.Encryption(owner="baas", user=password) if password else False
    made.save(out, encryption=locked)
    return out.getvalue()


def busy(made: pikepdf.Pdf) -> None:
    """Everything a document can do besides being read."""
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert('naald')")
    away = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://naald.example/volg")
    starts = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="naald.exe")
    made.Root.OpenAction, made.Root.AA = script, pikepdf.Dictionary(WC=script)
    made.Root.Names = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=["x", script]))
    made.attachments["naald.exe"] = b"MZ naald"
    made.Root.AcroForm = pikepdf.Dictionary(Fields=[], XFA=made.make_stream(b"<xdp>naald</xdp>"))
    notes = [
        {"Subtype": pikepdf.Name.Link, "A": away},
        {"Subtype": pikepdf.Name.Link, "A": starts},
        {"Subtype": pikepdf.Name.Text, "T": NEEDLE, "Contents": "Kijk hier", "M": "D:20260101"},
        {"Subtype": pikepdf.Name.FileAttachment, "FS": pikepdf.Dictionary(F="naald.exe")},
        {"Subtype": pikepdf.Name.Widget, "FT": pikepdf.Name.Tx, "T": "veld", "AA": pikepdf.Dictionary(K=script)},
        {"Subtype": pikepdf.Name.Link, "A": pikepdf.Dictionary(S=pikepdf.Name.GoTo, D=[0], Next=script)},
    ]
    made.pages[0].Annots = pikepdf.Array(
        [made.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Annot, Rect=[0, 0, 9, 9], **note)) for note in notes]
    )
    made.Root.AcroForm.Fields = pikepdf.Array([made.pages[0].Annots[4]])
    made.pages[0].AA = pikepdf.Dictionary(O=script)
    made.pages[0].PieceInfo = pikepdf.Dictionary(App=pikepdf.Dictionary(Private=NEEDLE))


def zip_bomb() -> bytes:
    """A hundred megabytes of nothing in a hundred kilobytes; a Word file is packed the same way."""
    return packed_with({"word/document.xml": b"\0" * (100 * MB)})


def zip_slip() -> bytes:
    """It would be unpacked above the folder."""
    return packed_with({"../../../../etc/cron.d/desk": b"* * * * * root true\n", "/etc/passwd": b""})


def nested_zip() -> bytes:
    """An archive in an archive in an archive."""
    inside = zip_bomb()
    for _ in range(3):
        inside = packed_with({"verder.zip": inside})
    return inside


def zip_of_many() -> bytes:
    """A hundred thousand files, each empty."""
    return packed_with({f"{number:06d}": b"" for number in range(100_000)})


def zip_with_a_link() -> bytes:
    """A link to a file of the machine."""
    link = zipfile.ZipInfo("brief.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    return packed_with({link: b"/etc/passwd"})


def packed_with(members: Mapping[str | zipfile.ZipInfo, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, body in members.items():
            packed.writestr(name, body)
    return out.getvalue()


def pdf_bomb() -> bytes:
    """A page whose drawing is two hundred megabytes once it is unpacked."""

    def swell(made: pikepdf.Pdf) -> None:
        body = zlib.compress(zlib.compress(b"\0" * (200 * MB), 9), 9)
        made.pages[0].Contents = made.make_stream(b"")
        made.pages[0].Contents.write(body, filter=pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.FlateDecode]))

    return pdf(extra=swell)
