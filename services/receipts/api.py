"""Receipts over HTTP: files in, what was read out, and the pictures; for administrators the register and the report."""

import contextlib
from collections.abc import Iterator
from typing import Annotated, Any, Literal
from urllib.parse import quote, unquote
from uuid import UUID

import structlog
from fastapi import APIRouter, Depends, Header, Query, Request
from fastapi.responses import Response, StreamingResponse

from services.receipts import commands, queries
from services.receipts.domain.media import file_of
from services.receipts.domain.merchant import Topic
from services.receipts.domain.pages import PAGES_MAX
from services.receipts.domain.receipt import File, State
from services.receipts.pictures import AWAY, Pictures, received
from services.receipts.schemas import (
    Correction,
    MerchantDetail,
    MerchantList,
    ReadingReport,
    ReceiptList,
    ReceiptView,
    Separation,
)
from shared.http import Db, Me, Now
from shared.refusal import Refusal, Refused, accept

router = APIRouter()
log = structlog.get_logger()

LIST_MAX = 100
SAID_MAX = 10_000  # cost coding as JSON
FILE_NAME_HEADER_MAX = 1_000  # percent-encoded: three letters for one
REPORT_DAYS_MAX = 366
IMMUTABLE = "private, max-age=31536000, immutable"
"""An original never changes, and only the browser of whoever was let in may keep it."""
REVALIDATED = "private, no-cache"
"""A picture changes when a page is added: kept, but asked about each time."""
AS_IT_IS = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'; sandbox"}
"""A stranger's bytes are shown as what we say they are, and run nothing."""
JPEG: dict[int | str, dict[str, Any]] = {200: {"content": {"image/jpeg": {}}}}


async def _pictures(request: Request) -> Pictures:
    pictures: Pictures = request.app.state.pictures
    return pictures


Store = Annotated[Pictures, Depends(_pictures)]
FileName = Annotated[str, Header(alias="Kvittera-File-Name", max_length=FILE_NAME_HEADER_MAX)]
Country = Annotated[str | None, Header(alias="Kvittera-Country", pattern=r"^[A-Z]{2}$")]
"""ISO 3166 country of the phone."""
Bulk = Annotated[Literal["1"] | None, Header(alias="Kvittera-Bulk")]
"""It is one of many that are sent at once: nobody waits for this one."""
IfNoneMatch = Annotated[str | None, Header()]
Limit = Annotated[int, Query(ge=1, le=LIST_MAX)]


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
    country: Country = None,
    bulk: Bulk = None,
) -> ReceiptView:
    """Take a picture or PDF, whose bytes are the body; what is on it is read afterwards."""
    file = await _kept(request, pictures, file_name)
    added = await db.write(
        lambda session: commands.receipts.add(session, receipt_id, file, country, bulk is not None, me, now)
    )
    response.status_code = 201 if added.new else 200
    return added.receipt


@router.put("/receipts/{receipt_id}/pages/{page_id}", responses={201: {"model": ReceiptView}})
async def put_page(
    receipt_id: UUID,
    page_id: UUID,
    request: Request,
    response: Response,
    db: Db,
    me: Me,
    now: Now,
    pictures: Store,
    file_name: FileName = "",
    bulk: Bulk = None,
) -> ReceiptView:
    """Take a further picture of the same receipt, and have the whole read again."""
    file = await _kept(request, pictures, file_name)
    added = await db.write(
        lambda session: commands.pages.add_page(session, receipt_id, page_id, file, bulk is not None, me, now)
    )
    response.status_code = 201 if added.new else 200
    return added.receipt


async def _kept(request: Request, pictures: Pictures, file_name: str) -> File:
    """The file that is the body, once it is in the store."""
    with _reachable():
        async with received(request.stream()) as upload:
            file = accept(file_of(upload.sha256, upload.bytes_count, upload.head, unquote(file_name)))
            await pictures.keep(upload.sha256, upload.content)
    return file


@router.get("/receipts")
async def receipts(
    db: Db, me: Me, now: Now, state: State | None = None, cursor: UUID | None = None, limit: Limit = 50
) -> ReceiptList:
    """One's own receipts, newest first, without the discarded ones."""
    return await db.read(lambda session: queries.receipts.own_receipts(session, me, state, cursor, limit, now))


@router.get("/receipts/{receipt_id}")
async def receipt(receipt_id: UUID, db: Db, me: Me, now: Now) -> ReceiptView:
    """One receipt."""
    return await db.read(lambda session: queries.receipts.one_receipt(session, receipt_id, me, now))


@router.put("/receipts/{receipt_id}/corrections/{correction_id}")
async def put_correction(
    receipt_id: UUID, correction_id: UUID, body: Correction, db: Db, me: Me, now: Now
) -> ReceiptView:
    """Say what some fields are; what was read is kept beside."""
    return await db.write(lambda session: commands.receipts.correct(session, receipt_id, correction_id, body, me, now))


@router.put("/receipts/{receipt_id}/separation")
async def put_separation(receipt_id: UUID, body: Separation, db: Db, me: Me, now: Now) -> ReceiptView:
    """Say what else lies in the picture: receipts of their own, or nothing that counts."""
    return await db.write(lambda session: commands.pages.separate(session, receipt_id, body, me, now))


@router.delete("/receipts/{receipt_id}", status_code=204)
async def delete_receipt(receipt_id: UUID, db: Db, me: Me, now: Now) -> None:
    """Throw a receipt away that no submitted claim uses."""
    await db.write(lambda session: commands.receipts.discard(session, receipt_id, me, now))


@router.get("/receipts/{receipt_id}/picture", response_class=Response, responses=JPEG)
async def picture(receipt_id: UUID, db: Db, me: Me, pictures: Store, if_none_match: IfNoneMatch = None) -> Response:
    """The upright copy without metadata, to be shown."""
    sha256 = await db.read(lambda session: queries.receipts.picture(session, receipt_id, me))
    return await _sent(pictures, sha256, "image/jpeg", if_none_match, {"Cache-Control": REVALIDATED})


@router.get("/receipts/{receipt_id}/further/{index}/picture", response_class=Response, responses=JPEG)
async def further_picture(
    receipt_id: UUID, index: int, db: Db, me: Me, pictures: Store, if_none_match: IfNoneMatch = None
) -> Response:
    """The upright copy of another receipt in the same picture."""
    sha256 = await db.read(lambda session: queries.receipts.picture_of_further(session, receipt_id, index, me))
    return await _sent(pictures, sha256, "image/jpeg", if_none_match, {"Cache-Control": REVALIDATED})


@router.get(
    "/receipts/{receipt_id}/original",
    response_class=Response,
    responses={200: {"content": {"application/octet-stream": {}}}},
)
async def original(
    receipt_id: UUID,
    db: Db,
    me: Me,
    pictures: Store,
    page: Annotated[int, Query(ge=1, le=PAGES_MAX)] = 1,
    if_none_match: IfNoneMatch = None,
) -> Response:
    """The file of a page as it came, to be saved."""
    file = await db.read(lambda session: queries.receipts.original(session, receipt_id, page, me))
    plain = file.name.encode("ascii", "replace").decode().replace("?", "_")
    saved_as = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(file.name)}"
    headers = {"Content-Disposition": saved_as, "Cache-Control": IMMUTABLE}
    return await _sent(pictures, file.sha256, file.media_type, if_none_match, headers)


@router.get("/merchants")
async def merchants(db: Db, me: Me, cursor: UUID | None = None, limit: Limit = 50) -> MerchantList:
    """The register of merchants, those told about last first; for administrators."""
    return await db.read(lambda session: queries.merchants.merchants(session, me, cursor, limit))


@router.get("/merchants/{merchant_id}")
async def merchant(merchant_id: UUID, db: Db, me: Me) -> MerchantDetail:
    """A merchant with everything that was said of it; for administrators."""
    return await db.read(lambda session: queries.merchants.merchant(session, merchant_id, me))


@router.delete("/merchants/{merchant_id}/lessons", status_code=204)
async def delete_value(
    merchant_id: UUID, topic: Topic, said: Annotated[str, Query(max_length=SAID_MAX)], db: Db, me: Me, now: Now
) -> None:
    """Undo everything that was learned to one effect, whoever said it; for administrators."""
    await db.write(lambda session: commands.undoing.undo_value(session, merchant_id, topic, said, me, now))


@router.delete("/merchants/{merchant_id}/lessons/{lesson_id}", status_code=204)
async def delete_lesson(merchant_id: UUID, lesson_id: UUID, db: Db, me: Me, now: Now) -> None:
    """Undo what was learned, as if it had never been told; for administrators."""
    await db.write(lambda session: commands.undoing.undo_lesson(session, merchant_id, lesson_id, me, now))


@router.get("/reading/report")
async def reading_report(
    db: Db, me: Me, now: Now, days: Annotated[int, Query(ge=1, le=REPORT_DAYS_MAX)] = 90
) -> ReadingReport:
    """How well receipts are read; for administrators."""
    return await db.read(lambda session: queries.report.reading_report(session, me, days, now))


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
    headers = {**headers, **AS_IT_IS, "ETag": tag}
    if known and tag in known:
        return Response(status_code=304, headers=headers)
    with _reachable():
        download = await pictures.open(sha256)
    headers["Content-Length"] = str(download.bytes_count)
    return StreamingResponse(download.pieces, headers=headers, media_type=media_type)
