"""Photos: drawn anew from their dots alone, so that nothing that hid beside the picture comes along."""

from typing import BinaryIO

import pi_heif
from PIL import Image, ImageOps, UnidentifiedImageError

from desk.attachments.cleaning.verdict import Fault, Kind, Rejected

MOST_PIXELS = 60_000_000  # a phone of today makes 50 million; each takes four bytes while it is drawn
_QUALITY = 90
# The size is judged here, before a dot is drawn, so that it is a sentence and no warning.
Image.MAX_IMAGE_PIXELS = None
pi_heif.register_heif_opener()
_TAKEN = {Kind.JPEG: "JPEG", Kind.PNG: "PNG"}
_MODES = {"L", "RGB"}


def clean_picture(source: BinaryIO, target: BinaryIO, taken_as: str, kind: Kind) -> None:
    """Draw the picture of `source`, which must be `taken_as` (a name of Pillow), anew into `target` as `kind`.

    The turn that a phone wrote beside it is carried out; place, camera, moment, maker and preview stay behind. Raises
    Rejected for a picture that is too large, cut off, or none.
    """
    try:
        with Image.open(source, formats=[taken_as]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise Rejected(Fault.PIXELS)
            picture.load()
            drawn = _plain(ImageOps.exif_transpose(picture), kind)
    except (OSError, ValueError, SyntaxError, EOFError, UnidentifiedImageError, Image.DecompressionBombError) as wrong:
        raise Rejected(Fault.BROKEN) from wrong
    drawn.save(target, format=_TAKEN[kind], **({"quality": _QUALITY} if kind == Kind.JPEG else {}))


def _plain(picture: Image.Image, kind: Kind) -> Image.Image:
    """The dots in the modes that every program shows, with nothing beside them."""
    see_through = kind == Kind.PNG and (picture.mode in {"LA", "PA", "RGBA"} or "transparency" in picture.info)
    mode = "RGBA" if see_through else picture.mode if picture.mode in _MODES else "RGB"
    drawn = picture if picture.mode == mode else picture.convert(mode)
    drawn.info = {}
    return drawn
