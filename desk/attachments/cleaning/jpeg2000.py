"""A JPEG 2000 inside a document: drawn anew from its dots, for beside them lie boxes that say who made it and where."""

import io

from PIL import Image, UnidentifiedImageError

from desk.attachments.cleaning.images import MOST_PIXELS
from desk.attachments.cleaning.verdict import Fault, Rejected

_QUALITY = 90
_DEEP = {"I;16", "I;16B", "I;16L", "I"}


def as_jpeg(photo: bytes) -> tuple[bytes, int, tuple[int, int]]:
    """Return the picture as a JPEG without anything beside its dots, how many colours a dot has (1 or 3), and its size.

    Raises Rejected for one that is too large, cut off, or none, and where the library cannot read the kind.
    """
    try:
        with Image.open(io.BytesIO(photo), formats=["JPEG2000"]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise Rejected(Fault.PIXELS)
            picture.load()
            drawn = _on_paper(picture)
    except (OSError, ValueError, SyntaxError, EOFError, UnidentifiedImageError, Image.DecompressionBombError) as wrong:
        raise Rejected(Fault.BROKEN) from wrong
    drawn.info = {}
    out = io.BytesIO()
    drawn.save(out, format="JPEG", quality=_QUALITY)
    return out.getvalue(), len(drawn.getbands()), drawn.size


def _on_paper(picture: Image.Image) -> Image.Image:
    """Grey or colour, of eight bits; what was see-through is white as paper."""
    if picture.mode in _DEEP:
        return picture.convert("I").point(lambda dot: dot / 256).convert("L")
    if "A" in picture.getbands():
        colours = "LA" if picture.mode == "LA" else "RGBA"
        seen = picture.convert(colours)
        paper = Image.new(colours[:-1], picture.size, "white")
        paper.paste(seen.convert(colours[:-1]), mask=seen.getchannel("A"))
        return paper
    return picture if picture.mode in ("L", "RGB") else picture.convert("RGB")
