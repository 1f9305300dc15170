"""Pictures that no camera made. Each function gives one file, another for each state of the generator of chance."""

import io
import struct
import zlib
from functools import cache
from random import Random

import pillow_heif
from PIL import Image, ImageDraw, ImageFont

from tests.unit.receipts.builders import LUNCH, drawn

SEEDS = ("JPEG", "PROGRESSIVE", "PNG", "WEBP", "TIFF", "HEIF")
PNG_START = b"\x89PNG\r\n\x1a\n"


@cache
def seed(kind: str) -> bytes:
    """A small receipt in that format, to be damaged."""
    picture = drawn(*LUNCH[:6], width_px=600)
    if kind == "HEIF":
        out = io.BytesIO()
        pillow_heif.from_pillow(picture).save(out, quality=60)
        return out.getvalue()
    if kind == "PROGRESSIVE":
        return saved(picture, "JPEG", progressive=True, quality=70)
    return saved(picture, kind)


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def truncated(random: Random) -> bytes:
    data = seed(random.choice(SEEDS))
    places = (random.randrange(1, 64), random.randrange(64, 700), random.randrange(700, len(data)), len(data) - 1)
    return data[: random.choice(places)]


def flipped(random: Random) -> bytes:
    data = bytearray(seed(random.choice(SEEDS)))
    region = random.choice((64, 700, len(data)))
    for _ in range(random.choice((1, 4, 32, 200))):
        data[random.randrange(min(region, len(data)))] ^= 1 << random.randrange(8)
    return bytes(data)


def shuffled(random: Random) -> bytes:
    """A piece doubled, removed, emptied or moved."""
    data = seed(random.choice(SEEDS))
    start, length = random.randrange(len(data)), random.randrange(1, 4000)
    piece, to = data[start : start + length], random.randrange(len(data))
    return random.choice(
        (
            data[:start] + piece * 3 + data[start + length :],
            data[:start] + data[start + length :],
            data[:start] + bytes(len(piece)) + data[start + length :],
            data[:to] + piece + data[to:],
        )
    )


def png_chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, depth: int, colour: int, body: bytes, *extra: bytes) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    parts = (png_chunk(b"IHDR", header), *extra, png_chunk(b"IDAT", body), png_chunk(b"IEND", b""))
    return PNG_START + b"".join(parts)


BLOCK_BYTES = 1 << 20


@cache
def _packed_block() -> bytes:
    packer = zlib.compressobj(9, wbits=-15)
    return packer.compress(bytes(BLOCK_BYTES)) + packer.flush(zlib.Z_FULL_FLUSH)


def nothing(byte_count: int) -> bytes:
    """That many noughts, packed: the same block again and again, since packing a gigabyte takes seconds."""
    blocks, rest = divmod(byte_count, BLOCK_BYTES)
    packer = zlib.compressobj(9, wbits=-15)
    end = packer.compress(bytes(rest)) + packer.flush()
    checksum = byte_count % 65_521 << 16 | 1  # Adler-32 of noughts
    return b"\x78\xda" + _packed_block() * blocks + end + struct.pack(">I", checksum)


def png_bomb(random: Random) -> bytes:
    side = random.choice((10_000, 20_000, 29_000))
    return png(side, side, 1, 0, nothing(side * (1 + side // 8)))


def png_with_too_much_in_it(random: Random) -> bytes:
    """A small picture whose data go on and on."""
    return png(400, 400, 8, 0, nothing(random.choice((10, 100, 300)) << 20))


def png_side_chunks(random: Random) -> bytes:
    """Profiles and texts that unpack to a hundred megabytes, or a hundred thousand of them."""
    packed = nothing(random.choice((1, 64, 128)) << 20)
    extra = random.choice(
        (
            (png_chunk(b"iCCP", b"p\0\0" + packed),),
            (png_chunk(b"zTXt", b"Comment\0\0" + packed),),
            (png_chunk(b"iTXt", b"Comment\0\1\0\0\0" + packed),),
            (png_chunk(b"tEXt", b"a\0b"),) * 100_000,
            (png_chunk(b"eXIf", b"II*\0\x08\0\0\0" + b"\xff" * 40),),
        )
    )
    return png(300, 300, 8, 0, zlib.compress(bytes(301 * 300)), *extra)


def apng(random: Random) -> bytes:
    frames = random.choice((2, 100_000, 2**31 - 1))
    return png(300, 300, 8, 0, zlib.compress(bytes(301 * 300)), png_chunk(b"acTL", struct.pack(">II", frames, 0)))


def long_side(random: Random) -> bytes:
    """Real pixels, few across and very many along, or the other way."""
    kind, side_max = random.choice((("PNG", 65_535), ("TIFF", 65_535), ("JPEG", 65_500)))
    long, short = random.choice((20_000, 29_999, 30_001, side_max)), random.choice((1, 15, 16, 40))
    size = (long, short) if random.random() < 0.5 else (short, long)
    return saved(Image.new("L", size, random.randrange(256)), kind)


def patched_size(random: Random) -> bytes:
    """A header that claims more than there is."""
    side = random.choice((20_000, 32_767, 65_535))
    big = random.choice((side, 2**31 - 1, 2**32 - 1))
    jpeg = bytearray(seed(random.choice(("JPEG", "PROGRESSIVE"))))
    frame = max(jpeg.find(b"\xff\xc0"), jpeg.find(b"\xff\xc2"))
    jpeg[frame + 5 : frame + 9] = struct.pack(">HH", side, side)
    plain_png = png(big & 0x7FFFFFFF, side, 8, 2, zlib.compress(bytes(1000)))
    webp = bytearray(saved(drawn("x"), "WEBP"))
    webp[26:30] = struct.pack("<HH", 16_383, 16_383)
    extended = b"RIFF" + struct.pack("<I", 30) + b"WEBPVP8X" + struct.pack("<II", 10, 0) + b"\xff" * 6 + bytes(8)
    heif = seed("HEIF")
    at = heif.find(b"ispe")
    heif = heif[: at + 8] + struct.pack(">II", big, side) + heif[at + 16 :]
    return random.choice((bytes(jpeg), plain_png, bytes(webp), extended, heif, tiff({256: big, 257: side})))


def many_scans(random: Random) -> bytes:
    """A progressive JPEG that paints the whole picture again in each of its many scans."""
    scans = random.choice((300, 20_000))
    side = random.choice((600, 8_000))
    data = seed("PROGRESSIVE")
    frame = data.find(b"\xff\xc2")
    start = data.find(b"\xff\xda")
    end = start + 2 + struct.unpack(">H", data[start + 2 : start + 4])[0]
    grown = data[: frame + 5] + struct.pack(">HH", side, side) + data[frame + 9 : end]
    return grown + (data[start:end] + b"\0") * scans + b"\xff\xd9"


def jpeg_segments(random: Random) -> bytes:
    """EXIF and profiles that are deep, circular, huge or many."""
    data = seed("JPEG")

    def segment(marker: int, body: bytes) -> bytes:
        return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body

    def exif(body: bytes) -> bytes:
        return segment(0xE1, b"Exif\0\0II*\0\x08\0\0\0" + body)

    entry = struct.Struct("<HHII")
    extra = random.choice(
        (
            exif(struct.pack("<H", 1) + entry.pack(0x8769, 4, 1, 8) + struct.pack("<I", 8)),  # a folder in itself
            exif(struct.pack("<H", 5000) + b"".join(entry.pack(n, 2, 2**31, 8) for n in range(5000))),
            exif(struct.pack("<H", 1) + entry.pack(0x0112, 3, 1, random.choice((0, 9, 255, 65_535))) + bytes(4)),
            exif(struct.pack("<H", 1) + entry.pack(0x0112, 2, 40, 2**32 - 1) + bytes(4)),
            exif(b"\xff" * 60_000),
            b"".join(segment(0xE2, b"ICC_PROFILE\0" + bytes((n, 255)) + bytes(65_000)) for n in range(1, 250)),
            segment(0xE2, b"ICC_PROFILE\0\1\1" + bytes(range(256)) * 200),
            segment(0xE2, b"MPF\0II*\0\x08\0\0\0" + struct.pack("<H", 1) + entry.pack(0xB001, 4, 1, 2**31) + bytes(4)),
            segment(0xFE, b"x") * 200_000,
            segment(0xED, b"Photoshop 3.0\x008BIM" + b"\xff" * 200),
        )
    )
    return data[:2] + extra + data[2:]


def tiff(changes: dict[int, int], body: bytes = bytes(100 * 100), next_folder: int = 0, order: str = "<") -> bytes:
    """A grey TIFF of one strip; `changes` sets its tags."""
    tags = {256: 100, 257: 100, 258: 8, 259: 1, 262: 1, 273: 8, 277: 1, 278: 100, 279: len(body)} | changes
    entries = b"".join(struct.pack(order + "HHII", tag, 4, 1, value) for tag, value in sorted(tags.items()))
    folder = struct.pack(order + "H", len(tags)) + entries + struct.pack(order + "I", next_folder)
    return (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(order + "I", 8 + len(body)) + body + folder


def tiff_oddity(random: Random) -> bytes:
    """Offsets, counts, packings and sizes that lie."""
    side = random.choice((8_900, 20_000))
    return random.choice(
        (
            tiff({273: 2**32 - 1}),
            tiff({279: 2**32 - 1}),
            tiff({277: 65_535}),
            tiff({258: 64}),
            tiff({259: random.choice((2, 3, 4, 5, 6, 7, 8, 32_773, 34_712, 50_000, 50_001))}),
            tiff({262: random.choice((0, 2, 3, 4, 5, 6, 8, 32_803))}),
            tiff({256: side, 257: side, 259: 8, 278: side}, nothing(min(side * side, 90_000_000))),
            tiff({322: 16, 323: 16, 324: 8, 325: 8}),
            tiff({322: 2**31, 323: 2**31, 324: 8, 325: 8}),
            tiff({274: random.choice((0, 9, 2**31))}),
            tiff(
                {339: random.choice((2, 3, 5)), 258: 32, 256: 50, 257: 50}, b"\xff\xff\xff\x7f" * 2500
            ),  # not a number
            tiff({}, order=">").replace(b"MM\0*", b"MM\0+"),
            tiff({330: 8, 34665: 8, 34853: 8, 700: 2**30}),
        )
    )


def tiff_folders(random: Random) -> bytes:
    """Ten thousand pages, or one that follows itself."""
    count = random.choice((0, 1, 10_000))
    if count == 0:
        alone = tiff({})
        place = struct.unpack("<I", alone[4:8])[0]
        return tiff({}, next_folder=place)
    one = struct.pack("<H", 1) + struct.pack("<HHII", 256, 4, 1, 100)
    size = len(one) + 4
    first = tiff({}, next_folder=8 + 10_000 + 2 + 9 * 12 + 4)
    last = 8 if count == 1 else 0
    later = b"".join(
        one + struct.pack("<I", len(first) + size * (number + 1) if number + 1 < count else last)
        for number in range(count)
    )
    return first + later


def odd_mode(random: Random) -> bytes:
    """Colours and depths that cameras seldom use, with a receipt in them."""
    picture = drawn(*LUNCH[:4], width_px=500)
    grey16 = picture.convert("L").point(lambda value: value * 257, "I").convert("I;16")
    seethrough = picture.convert("RGBA")
    seethrough.putalpha(picture.convert("L"))
    choices = (
        lambda: saved(picture.convert("CMYK"), "JPEG"),
        lambda: saved(picture.convert("CMYK"), "TIFF"),
        lambda: saved(grey16, "PNG"),
        lambda: saved(grey16, "TIFF"),
        lambda: saved(picture.convert("F"), "TIFF"),
        lambda: saved(picture.convert("LAB"), "TIFF"),
        lambda: saved(picture.convert("YCbCr"), "TIFF"),
        lambda: saved(picture.convert("1"), "TIFF", compression="group4"),
        lambda: saved(picture.convert("1"), "PNG"),
        lambda: saved(picture.convert("P"), "PNG", transparency=bytes(256)),
        lambda: saved(picture.convert("LA"), "PNG"),
        lambda: saved(seethrough, "PNG"),
        lambda: saved(seethrough, "WEBP"),
        lambda: png(64, 64, 8, 3, zlib.compress(b"\0" + b"\xff" * 64) * 64, png_chunk(b"PLTE", b"abc")),
        lambda: png(64, 64, 16, 6, zlib.compress((b"\0" + bytes(512)) * 64), png_chunk(b"tRNS", b"\0" * 6)),
    )
    return random.choice(choices)()


def animated(random: Random) -> bytes:
    """Many pictures in one file."""
    kind = random.choice(("WEBP", "PNG", "TIFF", "GIF"))
    frames = [Image.new("L", (64, 64), value) for value in range(1, 1 + random.choice((2, 120)))]
    return saved(frames[0], kind, save_all=True, append_images=frames[1:])


def gif(random: Random) -> bytes:
    """A GIF is not taken at all, least of all one of 65,535 pixels a side."""
    side = random.choice((1, 500, 65_535))
    return b"GIF89a" + struct.pack("<HH", side, side) + b"\xf0\0\0" + bytes(6) + b",\0\0\0\0\xff\xff\xff\xff\0\x08\0;"


def webp_oddity(random: Random) -> bytes:
    """Lossless pictures of one colour at the largest size, and chunks that lie about their length."""
    small = seed("WEBP")
    return random.choice(
        (
            lambda: saved(Image.new("L", (8_900, 8_900), 255), "WEBP", lossless=True, quality=0, method=0),
            lambda: saved(Image.new("L", (16_383, 16_383), 255), "WEBP", lossless=True, quality=0, method=0),
            lambda: small[:4] + b"\xff\xff\xff\xff" + small[8:],
            lambda: small[:16] + b"\xff\xff\xff\x7f" + small[20:],
            lambda: small[:12] + b"ANMF" + struct.pack("<I", 2**31) + small[12:],
        )
    )()


def heif_oddity(random: Random) -> bytes:
    """Boxes of no size, of all sizes, in each other, and pointing away."""
    data = seed("HEIF")
    start = struct.pack(">I4s4sI8s", 24, b"ftyp", b"heic", 0, b"mif1heic")
    deep = b""
    for _ in range(5000):
        deep = struct.pack(">I4s", len(deep) + 8, b"meta") + deep
    at = data.find(b"iloc")
    return random.choice(
        (
            start + struct.pack(">I4s", 0, b"meta"),
            start + struct.pack(">I4sQ", 1, b"meta", 2**63),
            start + struct.pack(">I4sQ", 1, b"mdat", 2**64 - 1) + bytes(100),
            start + deep,
            start + struct.pack(">I4sI", 12, b"meta", 0) * 20_000,
            data[: at + 8] + b"\xff" * 40 + data[at + 48 :],
            data.replace(b"hvc1", b"jpeg").replace(b"hvcC", b"jpgC"),
            data.replace(b"hvc1", b"grid"),
            data.replace(b"hvc1", b"iden"),
            data.replace(b"pitm", b"free"),
            start,
        )
    )


def nearly_too_large(random: Random) -> bytes:
    """The largest pictures that are let in: eighty million pixels, in the dearest forms."""
    side = 8_900
    return random.choice(
        (
            lambda: png(side, side, 8, 6, nothing(side * (1 + side * 4))),
            lambda: png(side, side, 16, 6, nothing(side * (1 + side * 8))),
            lambda: png(side, side, 16, 0, nothing(side * (1 + side * 2))),
            lambda: saved(Image.new("CMYK", (side, side)), "JPEG"),
            lambda: saved(Image.new("L", (side, side), 200), "JPEG", progressive=True),
        )
    )()


def noise(random: Random) -> bytes:
    """A page full of signs that are none: the engines find hundreds of boxes."""
    picture = Image.new("L", (1200, 1600), 255)
    pen, letters = ImageDraw.Draw(picture), ImageFont.load_default(14)
    signs = "0123456789,.:-*#%/ABIlO|åäö$€"
    for row in range(70):
        pen.text((10, 10 + 22 * row), "".join(random.choice(signs) for _ in range(150)), 0, font=letters)
    return saved(picture, random.choice(("PNG", "JPEG")))


def plain(random: Random) -> bytes:
    """Nothing on it: black, white, grey, a chessboard."""
    size = (random.randint(16, 900), random.randint(16, 900))
    picture = Image.new("L", size, random.choice((0, 128, 255)))
    if random.random() < 0.3:
        picture = Image.linear_gradient("L").resize(size)
    return saved(picture, random.choice(("PNG", "JPEG", "WEBP", "TIFF")))
