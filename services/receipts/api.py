"""Receipts over HTTP: files in, what was read out, and the pictures."""

import contextlib
from collections.abc import Iterator
from typing import Annotated
from urllib.parse import quote, unquote
from uuid import UUID

import structlog
from fastapi import APIRouter, Depends, Header, Query, Request
from fastapi.responses import Response, StreamingResponse

from services.receipts import commands, queries
from services.receipts.domain.media import file_of
from services.receipts.domain.receipt import State
from services.receipts.pictures import AWAY, Pictures, received
from services.receipts.schemas import Correction, ReceiptList, ReceiptView
from shared.http import Db, Me, Now
from shared.refusal import Refusal, Refused, accept

router = APIRouter()
log = structlog.get_logger()

LIST_MAX = 100
FILE_NAME_HEADER_MAX = 1_000  # percent-encoded: three letters for one
CACHE = "private, max-age=31536000, immutable"
"""A picture never changes, and only the browser of whoever was let in may keep it."""
AS_IT_IS = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'; sandbox"}
"""A stranger's bytes are shown as what we say they are, and run nothing."""


async def _pictures(request: Request) -> Pictures:
    pictures: Pictures = request.app.state.pictures
    return pictures


Store = Annotated[Pictures, Depends(_pictures)]
FileName = Annotated[str, Header(alias="Kvittera-File-Name", max_length=FILE_NAME_HEADER_MAX)]
IfNoneMatch = Annotated[str | None, Header()]


@router.put("/receipts/{receipt_id}", responses={201: {"model": ReceiptView}})
async def put_receipt(
    receipt_id: UUID,
    request: Request,
    response: Response,
    db: Db,
    me: Me,
    now: Now,
    pictures: Store,
    file_name: FileName = "",
) -> ReceiptView:
    """Take a picture or PDF, whose bytes are the body; what is on it is read afterwards."""
    with _reachable():
        async with received(request.stream()) as upload:
            file = accept(file_of(upload.sha256, upload.bytes_count, upload.head, unquote(file_name)))
            await pictures.keep(upload.sha256, upload.content)
    added = await db.write(lambda session: commands.add(session, receipt_id, file, me, now))
    response.status_code = 201 if added.new else 200
    return added.receipt


@router.get("/receipts")
async def receipts(
    db: Db,
    me: Me,
    now: Now,
    state: State | None = None,
    cursor: UUID | None = None,
    limit: Annotated[int, Query(ge=1, le=LIST_MAX)] = 50,
) -> ReceiptList:
    """One's own receipts, newest first, without the discarded ones."""
    return await db.read(lambda session: queries.own_receipts(session, me, state, cursor, limit, now))


@router.get("/receipts/{receipt_id}")
async def receipt(receipt_id: UUID, db: Db, me: Me, now: Now) -> ReceiptView:
    """One receipt."""
    return await db.read(lambda session: queries.one_receipt(session, receipt_id, me, now))


@router.put("/receipts/{receipt_id}/corrections/{correction_id}")
async def put_correction(
    receipt_id: UUID, correction_id: UUID, body: Correction, db: Db, me: Me, now: Now
) -> ReceiptView:
    """Say what some fields are; what was read is kept beside."""
    return await db.write(lambda session: commands.correct(session, receipt_id, correction_id, body, me, now))


@router.delete("/receipts/{receipt_id}", status_code=204)
async def delete_receipt(receipt_id: UUID, db: Db, me: Me, now: Now) -> None:
    """Throw a receipt away that no submitted claim uses."""
    await db.write(lambda session: commands.discard(session, receipt_id, me, now))


@router.get("/receipts/{receipt_id}/picture", response_class=Response, responses={200: {"content": {"image/jpeg": {}}}})
async def picture(receipt_id: UUID, db: Db, me: Me, pictures: Store, if_none_match: IfNoneMatch = None) -> Response:
    """The upright copy without metadata, to be shown."""
    sha256 = await db.read(lambda session: queries.picture(session, receipt_id, me))
    return await _sent(pictures, sha256, "image/jpeg", if_none_match, {})


@router.get(
    "/receipts/{receipt_id}/original",
    response_class=Response,
    responses={200: {"content": {"application/octet-stream": {}}}},
)
async def original(receipt_id: UUID, db: Db, me: Me, pictures: Store, if_none_match: IfNoneMatch = None) -> Response:
    """The file as it came, to be saved."""
    file = await db.read(lambda session: queries.original(session, receipt_id, me))
    plain = file.name.encode("ascii", "replace").decode().replace("?", "_")
    saved_as = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(file.name)}"
    return await _sent(pictures, file.sha256, file.media_type, if_none_match, {"Content-Disposition": saved_as})


@contextlib.contextmanager
def _reachable() -> Iterator[None]:
    """Refuses while the store of pictures is away or full; the app sends again later."""
    try:
        yield
    except AWAY as error:
        log.error("store of pictures away", error=repr(error)[:500])
        raise Refused(Refusal("temporarily-unavailable")) from error


async def _sent(
    pictures: Pictures, sha256: str, media_type: str, known: str | None, headers: dict[str, str]
) -> Response:
    tag = f'"{sha256}"'
    headers = {**headers, **AS_IT_IS, "Cache-Control": CACHE, "ETag": tag}
    if known and tag in known:
        return Response(status_code=304, headers=headers)
    with _reachable():
        download = await pictures.open(sha256)
    headers["Content-Length"] = str(download.bytes_count)
    return StreamingResponse(download.pieces, headers=headers, media_type=media_type)
