"""A thousand hostile files, the same each time: kinds, how many of each, and what each may be answered with."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from services.receipts.reading.values import FAILURE_CODES

from . import others, pdfs, pictures

READ = "read"
"""Beside the codes: a plain reading."""
ANYTHING = frozenset(FAILURE_CODES) | {READ}
UNSEEN = frozenset({"no-text-found", "too-dark", "too-bright", "too-blurred", "too-small"})
"""Nothing to read in it."""
NO_PICTURE = frozenset({"not-a-picture"})
TOO_LARGE = frozenset({"picture-too-large", "broken-picture"})
OUT = frozenset({"reading-timed-out", "reading-out-of-memory"})
"""The walls had to stop it."""
UNWALLED = ANYTHING - OUT


@dataclass(frozen=True)
class Kind:
    """A way to be hostile: how many of the thousand and of the quick sample it makes, and the answers that are right."""

    name: str
    make: Callable[[Random], bytes]
    count: int
    sample_count: int
    answers: frozenset[str]


@dataclass(frozen=True)
class HostileFile:
    name: str
    data: bytes
    answers: frozenset[str]


KINDS = (
    Kind("empty", lambda random: b"", 2, 1, frozenset({"empty-file"})),
    Kind("tiny", others.tiny, 18, 12, frozenset({"not-a-picture", "broken-picture"}) | UNSEEN),
    Kind("wrong-type", others.wrong_type, 70, 20, NO_PICTURE),
    Kind("gif", pictures.gif, 10, 3, NO_PICTURE),
    Kind("svg", others.svg, 20, 7, NO_PICTURE | UNSEEN),
    Kind("html", others.html, 64, 11, UNWALLED),
    Kind("mail", others.mail, 16, 2, UNWALLED),
    Kind("polyglot", others.polyglot, 60, 15, UNWALLED),
    Kind("truncated", pictures.truncated, 80, 24, UNWALLED),
    Kind("flipped", pictures.flipped, 80, 8, UNWALLED),
    Kind("shuffled", pictures.shuffled, 40, 4, UNWALLED),
    Kind("png-bomb", pictures.png_bomb, 10, 2, TOO_LARGE),
    Kind("png-too-much", pictures.png_with_too_much_in_it, 8, 1, UNSEEN | TOO_LARGE),
    Kind("png-side-chunks", pictures.png_side_chunks, 15, 2, UNSEEN | TOO_LARGE),
    Kind("apng", pictures.apng, 6, 1, UNSEEN | TOO_LARGE),
    Kind("long-side", pictures.long_side, 24, 6, UNSEEN | TOO_LARGE),
    Kind("patched-size", pictures.patched_size, 36, 12, UNSEEN | TOO_LARGE),
    Kind("many-scans", pictures.many_scans, 8, 2, UNWALLED),
    Kind("jpeg-segments", pictures.jpeg_segments, 24, 4, UNWALLED),
    Kind("tiff-oddity", pictures.tiff_oddity, 50, 5, UNWALLED),
    Kind("tiff-folders", pictures.tiff_folders, 10, 1, UNWALLED),
    Kind("odd-mode", pictures.odd_mode, 30, 3, UNWALLED),
    Kind("animated", pictures.animated, 16, 1, UNSEEN | NO_PICTURE),
    Kind("webp-oddity", pictures.webp_oddity, 16, 2, ANYTHING),
    Kind("heif-oddity", pictures.heif_oddity, 40, 13, UNWALLED),
    Kind("nearly-too-large", pictures.nearly_too_large, 6, 0, ANYTHING),
    Kind("noise", pictures.noise, 3, 0, ANYTHING),
    Kind("plain", pictures.plain, 12, 3, UNSEEN | TOO_LARGE),
    Kind("damaged-pdf", pdfs.damaged_pdf, 60, 8, UNWALLED),
    Kind("many-pages", pdfs.many_pages, 4, 1, UNWALLED),
    Kind("encrypted", pdfs.encrypted, 12, 5, frozenset({"encrypted-pdf", "broken-picture"})),
    Kind("active", pdfs.active, 24, 4, UNWALLED),
    Kind("circular", pdfs.circular, 24, 4, ANYTHING),
    Kind("deep", pdfs.deep, 16, 2, ANYTHING),
    Kind("vast", pdfs.vast, 24, 2, ANYTHING),
    Kind("wordy", pdfs.wordy, 24, 4, UNWALLED),
    Kind("crowded", pdfs.crowded, 6, 0, ANYTHING),
    Kind("long-runs", pdfs.long_runs, 4, 1, frozenset({"picture-too-large", READ})),
    Kind("pictures-in-pdf", pdfs.pictures_in_pdf, 24, 3, UNWALLED),
    Kind("packed-bomb", pdfs.packed_bomb, 4, 1, ANYTHING),
)
SEED = 20261124


def hostile_files(sample: bool = False) -> Iterator[HostileFile]:
    """All of them, one after another, or the quick sample over all kinds."""
    for kind in KINDS:
        for number in range(kind.sample_count if sample else kind.count):
            data = kind.make(Random(f"{SEED} {kind.name} {number}"))
            yield HostileFile(f"{kind.name}-{number:03}", data, kind.answers)
