"""What a file is made of: upright pages."""

from dataclasses import dataclass

from PIL import Image

from ..values import TextBox

PAGE_SIDE_PX_MAX = 2000
"""Letters of a whole receipt are legible at this size; more only costs time."""
PAGES_MAX = 10
"""Receipts and hotel bills have fewer; of a longer file, or of more files together, only these are read."""


@dataclass(frozen=True)
class Page:
    """An upright page as RGB. `text_boxes` is its exact text where the file carries it (PDF, e-mail), else empty."""

    picture: Image.Image
    text_boxes: tuple[TextBox, ...] = ()
    text_from: str = ""
    """`pdf-text` or `html`, as `Reading.engine` says it."""


@dataclass(frozen=True)
class Document:
    """The pages that are read, of all that the file has."""

    pages: tuple[Page, ...]
    pages_count: int
