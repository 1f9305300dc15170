"""Ugly files through the real reading process: each gives a code, and the next file is read as if nothing had happened."""

import io
import os
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from services.receipts.reading.sandbox import PROJECT_ROOT, WORKSPACE, Reader
from services.receipts.reading.values import Reading, ReadingFailure
from tests.hostile.pictures import nothing, png
from tests.unit.receipts.builders import LUNCH, as_bytes, drawn

LETTER = b"Dear sir, please find enclosed nothing at all.\n" * 20


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as reader:
        yield reader


def a_bomb(side_px: int) -> bytes:
    """A PNG that is tiny as a file and huge as a picture: every row is the same nothing."""
    packer = zlib.compressobj(9)
    row = bytes(1 + (side_px + 7) // 8)
    body = b"".join(packer.compress(row * 100) for _ in range(side_px // 100)) + packer.flush()

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", side_px, side_px, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def a_pdf(*lines: str, encrypted: bool = False) -> bytes:
    """A one-page PDF with a text layer, written by hand; `encrypted` asks for a password that nobody has."""
    text = "".join(
        f"BT /F1 14 Tf 60 {780 - 24 * number} Td ({line}) Tj ET\n" for number, line in enumerate(lines)
    ).encode("latin-1")
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    if encrypted:
        parts.append(b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>" % (b"41" * 32, b"42" * 32))
    out, places = io.BytesIO(b"%PDF-1.4\n"), []
    out.seek(0, io.SEEK_END)
    for number, part in enumerate(parts, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, part))
    table = out.tell()
    out.write(
        b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
        + b"".join(b"%010d 00000 n \n" % place for place in places)
    )
    extra = b" /Encrypt 6 0 R /ID [<41414141> <41414141>]" if encrypted else b""
    out.write(b"trailer << /Size %d /Root 1 0 R%s >>\nstartxref\n%d\n%%%%EOF" % (len(parts) + 1, extra, table))
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(b"", "empty-file", id="empty"),
        pytest.param(LETTER, "not-a-picture", id="a letter"),
        pytest.param(b"GIF89a" + bytes(40), "not-a-picture", id="a format that is not taken"),
        pytest.param(as_bytes(drawn(*LUNCH))[:9000], "broken-picture", id="cut off"),
        pytest.param(b"\xff\xd8\xff" + LETTER, "broken-picture", id="only the start of a photograph"),
        pytest.param(b"%PDF-1.7\n" + LETTER, "broken-picture", id="only the start of a PDF"),
        pytest.param(a_bomb(20_000), "picture-too-large", id="bomb"),
        pytest.param(as_bytes(Image.new("L", (31_000, 20)), "PNG"), "picture-too-large", id="too long"),
        pytest.param(a_pdf(*LUNCH, encrypted=True), "encrypted-pdf", id="encrypted"),
        pytest.param(as_bytes(Image.new("RGB", (800, 1000), "grey")), "no-text-found", id="a table without a receipt"),
        pytest.param(as_bytes(Image.new("RGB", (3, 3)), "PNG"), "no-text-found", id="a dot"),
    ],
)
def test_a_bad_file_gives_its_code(reader: Reader, data: bytes, code: str) -> None:
    answer = reader.read([data])
    assert isinstance(answer, ReadingFailure)
    assert answer.code == code


def test_a_pdf_with_a_text_layer_is_read_exactly_without_ocr(reader: Reader) -> None:
    answer = reader.read(
        [
            a_pdf(
                "Hotell Norra AB",
                "Org.nr: 556016-0680",
                "Datum: 2026-03-10",
                "Totalt SEK 1 254,24",
                "Moms 12 % 134,38",
            )
        ]
    )
    assert isinstance(answer, Reading)
    assert answer.engine == "pdf-text"
    assert answer.fields.total_ore is not None
    assert answer.fields.total_ore.value == 125424


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_receipt_drawn_here_is_read_however_it_lies(reader: Reader, turn: int) -> None:
    answer = reader.read([as_bytes(drawn(*LUNCH).rotate(turn, expand=True, fillcolor="white"))])
    assert isinstance(answer, Reading)
    fields = answer.fields
    assert fields.total_ore is not None and fields.total_ore.value == 16450
    assert fields.date is not None and fields.date.value.isoformat() == "2026-03-10"
    assert fields.orgnr is not None and fields.orgnr.value == "556016-0680"
    shown = Image.open(io.BytesIO(answer.display_jpeg))
    assert shown.height == pytest.approx(drawn(*LUNCH).height, abs=2)
    box = fields.total_ore.box
    assert box is not None and box.x > 0.5  # amounts stand to the right once it is upright


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "TIFF", "HEIF"])
def test_each_format_is_told_by_its_content(reader: Reader, kind: str) -> None:
    import pillow_heif

    pillow_heif.register_heif_opener()
    answer = reader.read([as_bytes(drawn(*LUNCH), kind)])
    assert isinstance(answer, Reading)
    assert answer.fields.total_ore is not None
    assert answer.fields.total_ore.value == 16450


def test_the_display_copy_is_small_upright_and_tells_nothing_of_the_phone(reader: Reader) -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Phone of Somebody"  # to be turned a quarter; the maker
    sideways = drawn(*LUNCH, width_px=2400).rotate(90, expand=True)
    answer = reader.read([as_bytes(sideways, exif=exif)])
    assert isinstance(answer, Reading)
    shown = Image.open(io.BytesIO(answer.display_jpeg))
    assert max(shown.size) == 1600
    assert shown.width > shown.height
    assert not shown.getexif()
    assert b"Somebody" not in answer.display_jpeg


def test_a_picture_without_text_is_still_shown_as_the_phone_held_it(reader: Reader) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    answer = reader.read([as_bytes(Image.new("RGB", (400, 900), "grey"), exif=exif)])
    assert isinstance(answer, ReadingFailure)
    shown = Image.open(io.BytesIO(answer.display_jpeg))
    assert shown.size == (900, 400)


def test_a_file_that_takes_too_long_is_given_up_and_the_next_one_is_read() -> None:
    picture = as_bytes(drawn(*LUNCH))
    with Reader(wall_seconds_max=0.01) as hasty:
        slow = hasty.read([picture])
        assert isinstance(slow, ReadingFailure)
        assert slow.code == "reading-timed-out"
        hasty._wall_seconds_max = 45
        assert isinstance(hasty.read([picture]), Reading)


def test_a_reader_that_dies_is_replaced(reader: Reader) -> None:
    picture = as_bytes(drawn(*LUNCH))
    assert isinstance(reader.read([picture]), Reading)
    before = reader.child_pid
    assert before is not None
    os.kill(before, signal.SIGKILL)
    time.sleep(0.2)
    assert isinstance(reader.read([picture]), Reading)
    assert reader.child_pid != before


def test_memory_beyond_the_limit_is_a_code_and_not_the_end_of_the_service() -> None:
    side_px = 8_900
    clear = png(side_px, side_px, 8, 6, nothing(side_px * (1 + side_px * 4)))
    with Reader(memory_bytes_max=640 * 1024**2) as tight:
        answer = tight.read([clear])
        assert isinstance(answer, ReadingFailure)
        assert answer.code == "reading-out-of-memory"
        assert isinstance(tight.read([as_bytes(drawn(*LUNCH))]), Reading)


def test_a_reader_says_what_its_engines_and_walls_are_worth_here(reader: Reader) -> None:
    reader.start()
    assert reader.engines == {"rapidocr": "ok", "tesseract": "ok"}
    assert reader.walls.keys() == {"files", "network", "processes"}


def test_a_lower_wall_is_said_once_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with Reader() as reader:
        reader.start()
        reader._kill()
        reader.start()
    lower = [state for state in reader.walls.values() if state != "ok"]
    assert [record.args[1] for record in caplog.records if isinstance(record.args, tuple)] == lower


def test_what_one_receipt_left_behind_is_gone_before_the_next_and_the_folder_at_the_end() -> None:
    with Reader() as reader:
        reader.start()
        folder = reader._workspace
        assert folder is not None
        (folder / "page").write_bytes(LUNCH[0].encode())
        (folder / "pages").mkdir()
        (folder / "pages" / "2").write_bytes(LUNCH[0].encode())
        assert isinstance(reader.read([LETTER]), ReadingFailure)
        assert list(folder.iterdir()) == []
    assert not folder.exists()


def test_a_reader_whose_folder_was_cleaned_away_reads_on_in_another() -> None:
    with Reader() as reader:
        reader.start()
        folder, before = reader._workspace, reader.child_pid
        assert folder is not None
        shutil.rmtree(folder)
        assert isinstance(reader.read([LETTER]), ReadingFailure)
        assert isinstance(reader.read([as_bytes(drawn(*LUNCH))]), Reading)
        assert reader._workspace not in (None, folder)
        assert reader.child_pid != before


def test_a_folder_nested_too_deep_to_walk_is_gone_with_the_reader_that_made_it() -> None:
    with Reader() as reader:
        reader.start()
        folder, before = reader._workspace, reader.child_pid
        assert folder is not None
        _nest(folder, 3000)
        assert isinstance(reader.read([LETTER]), ReadingFailure)
        assert not folder.exists()
        assert isinstance(reader.read([LETTER]), ReadingFailure)
        assert reader.child_pid != before


def _nest(folder: Path, depth: int) -> None:
    """As the child would: each in the one before, with a file, the innermost without any rights."""
    place = os.open(folder, os.O_RDONLY)
    for level in range(depth):
        os.mkdir("d", 0o700, dir_fd=place)
        inner = os.open("d", os.O_RDONLY, dir_fd=place)
        os.close(place)
        place = inner
        os.close(os.open("page", os.O_CREAT | os.O_WRONLY, dir_fd=place))
        if level == depth - 1:
            os.fchmod(place, 0)
    os.close(place)


def test_no_room_for_its_folder_is_said_as_no_files_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "absent"))
    with Reader() as reader, pytest.raises(RuntimeError, match="cannot start"):
        reader.read([LETTER])


def test_what_a_killed_service_left_behind_is_removed_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    left, used = (tmp_path / f"{WORKSPACE}-{maker}-x" for maker in (2**30, os.getpid()))
    left.mkdir()
    used.mkdir()
    (left / "page").write_bytes(LETTER)
    with Reader() as reader:
        reader.start()
        assert not left.exists()
        assert used.exists()


def test_the_child_dies_with_its_parent_and_the_parent_stays_small() -> None:
    program = (
        "import sys\n"
        "from services.receipts.reading.sandbox import Reader\n"
        "reader = Reader()\n"
        "reader.read([sys.stdin.buffer.read()])\n"
        "print(reader.child_pid, 'cv2' in sys.modules or 'onnxruntime' in sys.modules or 'PIL' in sys.modules, flush=True)\n"
        "import os, signal, time\n"
        # A copy of the parent keeps the pipe open for a while, so that the child cannot end merely because it was closed.
        "if os.fork() == 0:\n"
        "    os.close(1); os.close(2); time.sleep(12); os._exit(0)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", program],
        input=LETTER,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # the child has it too, and would keep a pipe open
        cwd=PROJECT_ROOT,
        check=False,
    )
    pid, heavy = run.stdout.split()
    assert heavy == b"False"
    deadline = time.monotonic() + 5
    while _is_running(int(pid)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _is_running(int(pid))


def _is_running(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"
