"""The store of pictures: bytes under their SHA-256, in a folder by default, in S3 by URL."""

import asyncio
import contextlib
import hashlib
import os
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, Any

import obstore
from obstore.exceptions import BaseError, NotFoundError
from obstore.store import LocalStore, from_url

from services.receipts.domain.media import HEAD_BYTES
from services.receipts.settings import PictureSettings

MEMORY_BYTES_MAX = 1_000_000  # of one upload; a larger one waits in a temporary file
PIECE_BYTES = 256 * 1024  # of a download
# A store that is away is told to whoever waits, instead of letting them wait: its own defaults try for three minutes.
RETRIES = {"max_retries": 2, "retry_timeout": timedelta(seconds=10)}
CLIENT = {"connect_timeout": "3s", "timeout": "30s"}
AWAY = (BaseError, OSError)
"""What is raised when the store cannot be reached, or its disk is full."""


@dataclass(frozen=True)
class Upload:
    """A file that has arrived whole and is not kept yet. `head`: its first bytes, by which its type is told."""

    sha256: str
    bytes_count: int
    head: bytes
    content: "IO[bytes] | SpooledTemporaryFile[bytes]"


@dataclass(frozen=True)
class Download:
    """Bytes on their way out."""

    bytes_count: int
    pieces: AsyncIterator[bytes]


@contextlib.asynccontextmanager
async def received(pieces: AsyncIterator[bytes]) -> AsyncIterator[Upload]:
    """The upload, once all pieces are here; gone afterwards unless it was kept."""
    digest, bytes_count, head = hashlib.sha256(), 0, b""
    with SpooledTemporaryFile(MEMORY_BYTES_MAX) as content:
        async for piece in pieces:
            digest.update(piece)
            bytes_count += len(piece)
            head += piece[: HEAD_BYTES - len(head)]
            content.write(piece)
        content.seek(0)
        yield Upload(digest.hexdigest(), bytes_count, head, content)


class Pictures:
    """The store. What is in it never changes: another picture has another SHA-256."""

    def __init__(self, settings: PictureSettings, data_dir: Path) -> None:
        self._folder = None if settings.url else data_dir.absolute() / "pictures"
        self._store: Any = _remote(settings.url) if settings.url else LocalStore(str(self._folder), mkdir=True)

    async def keep(self, sha256: str, content: "bytes | IO[bytes] | SpooledTemporaryFile[bytes]") -> None:
        """Store the bytes; returns once they would survive a power cut. Again is the same, and mends what was cut short."""
        await obstore.put_async(self._store, _key(sha256), content)
        if self._folder:
            await asyncio.to_thread(_sync, self._folder / _key(sha256), self._folder)

    async def fetch(self, sha256: str) -> bytes:
        """The bytes. Raises FileNotFoundError when there are none."""
        with _not_found():
            found = await obstore.get_async(self._store, _key(sha256))
            return bytes(await found.bytes_async())

    async def open(self, sha256: str) -> Download:
        """The bytes, piece by piece. Raises FileNotFoundError when there are none."""
        with _not_found():
            found = await obstore.get_async(self._store, _key(sha256))
        return Download(found.meta["size"], _pieces(found))


def _remote(url: str) -> Any:
    if url.partition(":")[0] in ("file", "memory"):
        return from_url(url)
    return from_url(url, retry_config=RETRIES, client_options=CLIENT)  # type: ignore[call-overload]


async def _pieces(found: Any) -> AsyncIterator[bytes]:
    async for piece in found.stream(min_chunk_size=PIECE_BYTES):
        yield bytes(piece)


def _key(sha256: str) -> str:
    """Two letters of folder before: no folder with a hundred thousand files."""
    return f"{sha256[:2]}/{sha256}"


@contextlib.contextmanager
def _not_found() -> Any:
    try:
        yield
    except (NotFoundError, FileNotFoundError) as error:
        raise FileNotFoundError(str(error)[:200]) from error


def _sync(file: Path, root: Path) -> None:
    """The store writes and renames, but leaves it to the system when that reaches the disk."""
    for place in (file, file.parent, root):
        descriptor = os.open(place, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
