"""What a file is, is decided by its content, and it is written anew: what told of its maker is gone (A12, E08, E09)."""

import io

import pytest
from PIL import Image

from desk.attachments import store
from desk.attachments.cleaning.verdict import Fault, Rejected
from desk.attachments.rewriting import rewrite
from tests.desk.attachments import files
from tests.desk.attachments.files import NEEDLE, arrived


def cleaned(data: bytes, name: str = "bestand") -> tuple[str, bytes]:
    """The kind and the bytes that came out."""
    stored = rewrite(arrived(data, name))
    with store.open_whole(stored.name, stored.digest) as opened:
        plain = opened.read()
    assert len(plain) == stored.size
    return stored.kind, plain


def fault_of(data: bytes, name: str = "bestand.pdf") -> Fault:
    with pytest.raises(Rejected) as refusal:
        rewrite(arrived(data, name))
    assert list(store.folder().iterdir()) == []
    return refusal.value.fault


def test_a12_a_photo_keeps_its_dots_and_nothing_else():
    kind, plain = cleaned(files.phone_photo())
    with Image.open(io.BytesIO(plain)) as picture:
        assert (kind, picture.format, picture.size) == ("jpeg", "JPEG", (200, 320))  # turned as the phone said
        assert not picture.getexif()
        assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert NEEDLE.encode() not in plain


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P", "L", "1", "LA", "I;16"])
def test_a12_a_png_keeps_its_dots_and_nothing_else(mode):
    kind, plain = cleaned(files.png("L" if mode == "I;16" else mode))
    with Image.open(io.BytesIO(plain)) as picture:
        assert (kind, picture.format, picture.size) == ("png", "PNG", (320, 200))
        assert picture.mode in {"RGB", "RGBA", "L"}
    assert NEEDLE.encode() not in plain


def test_e09_a_photo_of_a_phone_in_heic_becomes_a_jpeg():
    kind, plain = cleaned(files.heic(), "IMG_0001.HEIC")
    assert kind == "jpeg"
    assert plain.startswith(b"\xff\xd8\xff")
    assert NEEDLE.encode() not in plain


def test_a_letter_stays_a_letter():
    assert cleaned(files.LETTER) == ("text", files.LETTER)


def test_a_letter_of_an_old_desktop_becomes_one_of_today():
    assert cleaned("Eén café".encode("cp1252")) == ("text", "Eén café".encode())


def test_a_letter_may_hold_a_smaller_than_sign():
    assert cleaned(b"Zij zei: ik ben < 12 en > 10.")[0] == "text"


@pytest.mark.parametrize("name", ["foto.jpg", "brief.pdf", "a.exe"])
def test_a_name_says_nothing_about_a_file(name):
    assert cleaned(files.png(), name)[0] == "png"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(files.SVG, id="svg with script"),
        pytest.param(files.HTML, id="html named jpg"),
        pytest.param(b"Hallo\n<script>alert(1)</script>", id="script in a text"),
        pytest.param(b"a" * (64 * 1024 - 4) + b"<script>alert(1)</script>", id="script on the seam of two pieces"),
        pytest.param(rb"{\rtf1 hallo}", id="rich text"),
        pytest.param(b"Hallo %PDF-1.4", id="text that is a pdf"),
        pytest.param(b"#!/bin/sh\nrm -rf /", id="shell"),
        pytest.param(b"MZ\x90\0\3\0\0\0", id="program"),
        pytest.param(b"\x7fELF\2\1\1", id="program of linux"),
        pytest.param(b"GIF89a;", id="gif"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, id="old word with macros"),
        pytest.param(b"\0\0\0\x20ftypisom" + b"\0" * 40, id="film"),
        pytest.param(b"Tekst met een \0 erin", id="nul"),
    ],
)
def test_e08_what_is_not_in_the_list_is_refused(data):
    assert fault_of(data, "foto.jpg") == Fault.KIND


def test_e07_a_zip_bomb_is_refused_before_it_is_unpacked():
    bomb = files.zip_bomb()
    assert len(bomb) < files.MB
    assert fault_of(bomb, "brief.docx") == Fault.KIND


@pytest.mark.parametrize("made", [files.zip_slip, files.nested_zip, files.zip_of_many, files.zip_with_a_link])
def test_e07_no_archive_is_opened_whatever_it_holds(made):
    """Only its first bytes are looked at: there is no kind that is unpacked."""
    assert fault_of(made(), "brief.docx") == Fault.KIND


def test_e08_a_file_that_is_two_things_comes_out_as_one():
    both = files.phone_photo() + files.HTML + files.zip_bomb()
    kind, plain = cleaned(both)
    assert kind == "jpeg"
    assert b"<html" not in plain
    assert b"PK\x03\x04" not in plain


def test_e09_nothing_is_refused():
    assert fault_of(b"") == Fault.EMPTY


@pytest.mark.parametrize("keep", [0.3, 0.9])
@pytest.mark.parametrize("made", [files.phone_photo, files.png, files.heic], ids=["jpeg", "png", "heic"])
def test_e09_a_picture_that_was_cut_off_is_refused(made, keep):
    whole = made()
    assert fault_of(whole[: int(len(whole) * keep)]) == Fault.BROKEN


def test_e09_a_picture_of_nine_hundred_million_dots_is_refused_before_it_is_drawn():
    assert fault_of(files.png_of(30_000, 30_000)) == Fault.PIXELS


def test_e09_a_large_photo_of_today_is_taken():
    out = io.BytesIO()
    Image.new("RGB", (8_160, 6_120), (9, 9, 9)).save(out, "JPEG")
    assert cleaned(out.getvalue())[0] == "jpeg"


def test_a_file_that_breaks_its_library_breaks_nothing_else(monkeypatch):
    monkeypatch.setattr("desk.attachments.rewriting._MODULE", "desk.attachments.nothing_here")
    assert fault_of(files.LETTER) == Fault.BROKEN


def test_a_file_that_takes_too_long_is_refused(monkeypatch):
    monkeypatch.setattr("desk.attachments.rewriting._SECONDS", 0.01)
    assert fault_of(files.LETTER) == Fault.BROKEN
