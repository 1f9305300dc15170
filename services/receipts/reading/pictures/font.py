"""Letters to draw with: a font of the system that has å, ä and ö, else Pillow's own, which has ASCII only."""

from PIL import ImageFont

NAME = "DejaVuSans.ttf"


def font(letter_px: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """At that size."""
    try:
        return ImageFont.truetype(NAME, letter_px)
    except OSError:
        return ImageFont.load_default(letter_px)
