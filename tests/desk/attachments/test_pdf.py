"""A PDF is written anew: it can be read, and does nothing (A12, E07, E08)."""

import io
import zlib
from typing import Any

import pikepdf
import pytest
from PIL import Image

from desk.attachments.cleaning.jpegs import without_remarks
from desk.attachments.cleaning.verdict import Fault
from tests.desk.attachments import files
from tests.desk.attachments.files import NEEDLE
from tests.desk.attachments.test_cleaning import cleaned, fault_of


def everything_in(plain: bytes) -> str:
    """All that a reader of the document could come across, unpacked."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(plain)) as document:
        document.save(
            out,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            compress_streams=False,
        )
    return out.getvalue().decode("latin-1")


def test_a12_a_pdf_tells_nothing_of_its_maker():
    kind, plain = cleaned(files.pdf())
    said = everything_in(plain)
    assert kind == "pdf"
    assert NEEDLE not in said
    assert "/Info" not in said
    assert "/Metadata" not in said


def test_e08_a_pdf_that_runs_encloses_and_calls_does_so_no_more():
    said = everything_in(cleaned(files.pdf(extra=files.busy))[1])
    does = ("JavaScript", "/JS", "/AA", "/OpenAction", "/XFA", "/EmbeddedFiles", "/Launch", "/URI")
    for word in ("naald", NEEDLE, *does):
        assert word not in said, word
    assert "Kijk hier" in said  # a remark stays, without who made it
    assert "/GoTo" in said
    assert "(veld)" in said


def test_a12_a_photo_in_a_pdf_loses_its_place_and_keeps_its_dots():
    photo = files.phone_photo()
    _, plain = cleaned(files.pdf(photo=photo))
    assert NEEDLE.encode() not in plain
    with pikepdf.open(io.BytesIO(plain)) as document:
        inside = document.pages[0].Resources.XObject.Im0.read_raw_bytes()
    with Image.open(io.BytesIO(inside)) as after, Image.open(io.BytesIO(photo)) as before:
        assert not after.getexif()
        assert after.tobytes() == before.tobytes()


def test_e08_what_stands_before_and_after_the_document_is_gone():
    _, plain = cleaned(files.pdf() + b"\n<script>naald</script>" + files.zip_bomb())
    assert b"naald" not in plain
    assert b"PK\x03\x04" not in plain


def test_a_pdf_that_asks_a_password_is_refused():
    assert fault_of(files.pdf(password="geheim")) == Fault.LOCKED


def test_a_pdf_that_only_forbids_copying_is_written_open():
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(files.pdf())) as document:
        document.save(out, encryption=pikepdf.Encryption(owner="baas", user=""))
    with pikepdf.open(io.BytesIO(cleaned(out.getvalue())[1])) as after:
        assert not after.is_encrypted


def test_e07_a_page_that_swells_is_not_unpacked():
    bomb = files.pdf_bomb()
    assert len(bomb) < files.MB
    kind, plain = cleaned(bomb)
    assert kind == "pdf"
    assert len(plain) < files.MB


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7", b"%PDF-1.7\n" + b"x" * 900, files.pdf()[:60]], ids=["head", "mud", "cut"]
)
def test_e09_what_only_begins_as_a_pdf_is_refused(data):
    assert fault_of(data) == Fault.BROKEN


def test_a_pdf_that_nests_without_end_is_refused():
    deep = b"<<" + b"/K [" * 20_000 + b"]" * 20_000 + b">>"
    assert fault_of(files.pdf().replace(b"/Pages", b"/Deep " + deep + b" /Pages", 1)) == Fault.BROKEN


@pytest.mark.parametrize("wanted", ["packed", "followed"])
def test_a_photo_that_is_packed_once_more_or_followed_by_a_second_loses_its_place_too(wanted):
    photo = files.phone_photo()

    def packed(made: Any) -> None:
        picture = made.pages[0].Resources.XObject.Im0
        picture.write(zlib.compress(photo), filter=pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.DCTDecode]))

    made = files.pdf(photo=photo, extra=packed) if wanted == "packed" else files.pdf(photo=photo + photo)
    assert NEEDLE.encode() in (photo if wanted == "packed" else made)
    _, plain = cleaned(made)
    with pikepdf.open(io.BytesIO(plain)) as after:
        inside = after.pages[0].Resources.XObject.Im0.read_raw_bytes()
    assert NEEDLE.encode() not in inside
    with Image.open(io.BytesIO(inside)) as picture:
        assert picture.size == (320, 200)
        picture.load()


def test_a_progressive_photo_keeps_every_scan():
    out = io.BytesIO()
    files.drawing().save(out, "JPEG", progressive=True, quality=90)
    bare = without_remarks(out.getvalue())
    with Image.open(io.BytesIO(bare)) as after, Image.open(io.BytesIO(out.getvalue())) as before:
        assert after.tobytes() == before.tobytes()


@pytest.mark.parametrize("mode", ["L", "RGB", "RGBA", "I;16"])
@pytest.mark.parametrize("bare", [False, True], ids=["in boxes", "bare"])
def test_a12_a_jpeg_2000_in_a_pdf_keeps_its_dots_and_loses_its_boxes(mode, bare):
    photo = files.jpeg2000(mode, no_jp2=bare)
    assert NEEDLE.encode() in photo
    made = files.pdf(photo=photo, packed_as="/JPXDecode")
    assert NEEDLE.encode() in made
    _, plain = cleaned(made)
    assert NEEDLE not in everything_in(plain)
    with pikepdf.open(io.BytesIO(plain)) as document:
        entry = document.pages[0].Resources.XObject.Im0
        inside, space = entry.read_raw_bytes(), entry.ColorSpace
    with Image.open(io.BytesIO(inside)) as after:
        assert (after.format, after.size) == ("JPEG", (320, 200))
        assert space == (pikepdf.Name.DeviceGray if after.mode == "L" else pikepdf.Name.DeviceRGB)
        left, right = (after.convert("RGB").getpixel(dot) for dot in ((20, 20), (300, 20)))
    assert sum(left) < sum(right), "dark on the left, light on the right, as it was"


def test_a_jpeg_2000_that_is_packed_once_more_loses_its_boxes_too():
    def packed(made: Any) -> None:
        picture = made.pages[0].Resources.XObject.Im0
        filters = [pikepdf.Name.FlateDecode, pikepdf.Name.JPXDecode]
        picture.write(zlib.compress(files.jpeg2000()), filter=pikepdf.Array(filters))

    _, plain = cleaned(files.pdf(photo=b"x", packed_as="/JPXDecode", extra=packed))
    assert NEEDLE not in everything_in(plain)


@pytest.mark.parametrize("photo", [b"", b"mud" * 99, files.jpeg2000()[:150]], ids=["nothing", "mud", "cut"])
def test_e09_a_jpeg_2000_that_cannot_be_read_is_refused(photo):
    assert fault_of(files.pdf(photo=photo or b" ", packed_as="/JPXDecode")) == Fault.BROKEN


def test_a_jpeg_2000_whose_colours_are_a_list_is_refused():
    def listed(made: Any) -> None:
        colours = [pikepdf.Name.Indexed, pikepdf.Name.DeviceRGB, 1, pikepdf.String(b"\0" * 6)]
        made.pages[0].Resources.XObject.Im0.ColorSpace = pikepdf.Array(colours)

    made = files.pdf(photo=files.jpeg2000("L"), packed_as="/JPXDecode", extra=listed)
    assert fault_of(made) == Fault.BROKEN


@pytest.mark.parametrize("order", [["JPXDecode", "FlateDecode"], ["ASCIIHexDecode", "JPXDecode"]])
def test_a_jpeg_2000_that_is_packed_in_another_way_is_refused(order):
    def packed(made: Any) -> None:
        picture = made.pages[0].Resources.XObject.Im0
        picture.write(files.jpeg2000(), filter=pikepdf.Array([pikepdf.Name(f"/{one}") for one in order]))

    assert fault_of(files.pdf(photo=b"x", packed_as="/JPXDecode", extra=packed)) == Fault.BROKEN
