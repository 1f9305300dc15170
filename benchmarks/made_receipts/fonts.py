"""The machine's fonts, by what a printer they resemble. Nothing is drawn with a font that was not asked for."""

from functools import cache
from pathlib import Path

from PIL import ImageFont

FOLDERS = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path.home() / ".fonts",
    Path("/Library/Fonts"),
    Path("C:/Windows/Fonts"),
)
WANTED = {
    "tune": {
        "till": (
            "DejaVuSansMono",
            "Inconsolata",
            "Cousine-Regular",
            "Courier Prime",
            "Hack-Regular",
            "DejaVuSansCondensed-Bold",
            "LiberationSansNarrow-Regular",
            "Glass_TTY_VT220",
        ),
        "page": ("LiberationSans-Regular", "DejaVuSans", "LiberationSerif-Regular", "Lato-Regular"),
        "logo": ("lobster", "DejaVuSerif-Bold", "Lato-Black", "Cousine-Bold"),
        "hand": ("Breip", "DancingScript-Regular", "DejaVuSerif-Italic"),
    },
    "judge": {
        "till": (
            "LiberationMono-Regular",
            "OCRB",
            "JetBrainsMono-Regular",
            "FantasqueSansMono-Regular",
            "mononoki-Regular",
            "DotGothic16-Regular",
            "RobotoCondensed-Regular",
            "DejaVuSansMono-Bold",
        ),
        "page": ("Roboto-Regular", "Cabin-Regular", "Tinos-Regular", "DejaVuSansCondensed"),
        "logo": ("Cabin-Bold", "DancingScript-Bold", "Roboto-Black", "Tinos-BoldItalic", "LiberationSansNarrow-Bold"),
        "hand": ("Kristi", "Breip", "DejaVuSerif-Italic"),
    },
    "exam": {
        "till": (
            "JetBrainsMono-Medium",
            "Cousine-Bold",
            "FantasqueSansMono-Bold",
            "Arimo-Regular",
            "RobotoCondensed-Bold",
            "mononoki-Bold",
            "OCRB",
            "LiberationSansNarrow-Bold",
            "DejaVuSansMono",
        ),
        "page": ("Arimo-Regular", "Roboto-Medium", "DejaVuSerifCondensed", "Lato-Medium", "Tinos-Regular"),
        "logo": ("Lato-Heavy", "Roboto-BlackItalic", "DejaVuSerifCondensed-BoldItalic", "Tinos-Bold", "Cabin-SemiBold"),
        "hand": ("DancingScript-Regular", "Kristi", "DejaVuSerif-Italic"),
    },
}
"""Preferred font files by stem; whichever are there are used, so other fonts give other pictures but the same labels."""

DEBIAN_PACKAGES = (
    "fonts-dejavu",
    "fonts-liberation",
    "fonts-inconsolata",
    "fonts-hack",
    "fonts-courier-prime",
    "fonts-ocr-b",
    "fonts-glasstty",
    "fonts-roboto-unhinted",
    "fonts-breip",
    "fonts-dotgothic16",
    "fonts-cabin",
    "fonts-lobster",
    "fonts-kristi",
    "fonts-dancingscript",
    "fonts-jetbrains-mono",
    "fonts-lato",
    "fonts-mononoki",
    "fonts-croscore",
    "fonts-fantasque-sans",
)


class NoFontFound(RuntimeError):
    """The machine has none of the wanted fonts."""


@cache
def available(part: str, use: str) -> tuple[Path, ...]:
    """Files of the wanted fonts of that part and use, in the order wanted; an error that says what to install if there is none."""
    found = _files()
    names = WANTED[part][use]
    fonts = tuple(found[name] for name in names if name in found)
    if not fonts:
        raise NoFontFound(
            f"No font for {use} ({', '.join(names)}) under {', '.join(map(str, FOLDERS))}. "
            f"Install some: apt-get install {' '.join(DEBIAN_PACKAGES)}"
        )
    return fonts


@cache
def font(path: Path, size_px: int) -> ImageFont.FreeTypeFont:
    """That font at that height."""
    return ImageFont.truetype(str(path), size_px)


@cache
def bold_of(path: Path) -> Path:
    """The bold brother of a font, or itself where it has none."""
    stem = path.stem
    for name in (stem.replace("-Regular", "-Bold"), f"{stem}-Bold", f"{stem} Bold"):
        if name != stem and name in _files():
            return _files()[name]
    return path


@cache
def _files() -> dict[str, Path]:
    files = (path for folder in FOLDERS if folder.is_dir() for path in sorted(folder.rglob("*")))
    found: dict[str, Path] = {}
    for path in files:
        if path.suffix.lower() in (".ttf", ".otf", ".t1", ".pfb") and path.stem not in found:
            found[path.stem] = path
    return found
