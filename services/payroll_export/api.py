"""Payroll export over HTTP: what is ready, what waits, and the batches that payroll reads in."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from services.payroll_export import queries
from services.payroll_export.commands import advances as keeping
from services.payroll_export.commands import batches, personal_numbers
from services.payroll_export.receiving import Receiving
from services.payroll_export.schemas import (
    AdvanceInput,
    AdvanceView,
    BatchList,
    BatchView,
    EmployeeView,
    Format,
    Overview,
    PayLineList,
    Per,
    PersonalNumber,
    Preview,
    Sealing,
    Voiding,
)
from shared.contracts.values import WITHOUT_NUL
from shared.http import Db, Me, Now

ROWS_MAX = 100
NUMBER_MAX = 2**31 - 1
KEY_MAX = 200

router = APIRouter()


async def _receiving(request: Request) -> Receiving:
    receiving: Receiving = request.app.state.receiving
    return receiving


Agreed = Annotated[Receiving, Depends(_receiving)]
Cursor = Annotated[int | None, Query(ge=1, le=NUMBER_MAX)]
Limit = Annotated[int, Query(ge=1, le=ROWS_MAX)]
Key = Annotated[str | None, Query(max_length=KEY_MAX)]
EmployeeNumber = Annotated[str, Path(min_length=1, max_length=20, pattern=WITHOUT_NUL)]


@router.get("/overview")
async def overview(db: Db, me: Me, agreed: Agreed) -> Overview:
    """Is everything in, exactly once?"""
    return await db.read(lambda session: queries.overview(session, agreed, me))


@router.get("/batches/preview")
async def preview(db: Db, me: Me, agreed: Agreed) -> Preview:
    """What a batch would hold now."""
    return await db.read(lambda session: queries.preview(session, agreed, me))


@router.get("/batches/preview/lines")
async def preview_lines(
    db: Db, me: Me, agreed: Agreed, per: Per = "type", key: Key = None, cursor: Cursor = None, limit: Limit = 50
) -> PayLineList:
    """The lines that a sum of the preview is made of, and why each is what it is; all of them without a key."""
    return await db.read(
        lambda session: queries.preview_lines(session, agreed, queries.Asked(per, key, cursor, limit), me)
    )


@router.get("/batches")
async def batch_list(db: Db, me: Me, cursor: Cursor = None, limit: Limit = 20) -> BatchList:
    """Sealed batches, latest first."""
    return await db.read(lambda session: queries.batch_list(session, cursor, limit, me))


@router.put("/batches/{batch_id}")
async def seal(batch_id: UUID, body: Sealing, db: Db, me: Me, now: Now, agreed: Agreed) -> BatchView:
    """Seal what the preview showed, under the next number."""
    return await db.write(lambda session: batches.seal_batch(session, batch_id, body.fingerprint, agreed, me, now))


@router.get("/batches/{batch_id}")
async def batch(batch_id: UUID, db: Db, me: Me) -> BatchView:
    """One batch."""
    return await db.read(lambda session: queries.one_batch(session, batch_id, me))


@router.get("/batches/{batch_id}/lines")
async def batch_lines(
    batch_id: UUID, db: Db, me: Me, per: Per = "type", key: Key = None, cursor: Cursor = None, limit: Limit = 50
) -> PayLineList:
    """The lines that a sum of the batch is made of, and why each is what it is; all of them without a key."""
    return await db.read(
        lambda session: queries.batch_lines(session, batch_id, queries.Asked(per, key, cursor, limit), me)
    )


@router.get("/batches/{batch_id}/files/{file_format}", response_class=Response)
async def file(batch_id: UUID, file_format: Format, db: Db, me: Me, now: Now, agreed: Agreed) -> Response:
    """A file of a batch, the same bytes each time; each download is noted."""
    written, data = await db.write(lambda session: batches.take_file(session, batch_id, file_format, agreed, me, now))
    return Response(
        data,
        headers={
            "content-type": written.media_type,
            "content-disposition": f'attachment; filename="{written.name}"',
            "etag": f'"{written.sha256}"',
            "cache-control": "private, no-store",
            "x-content-type-options": "nosniff",
        },
    )


@router.put("/batches/{batch_id}/voiding")
async def void(batch_id: UUID, body: Voiding, db: Db, me: Me, now: Now, agreed: Agreed) -> BatchView:
    """Void a batch that was not read in: it is kept, its lines are free again."""
    return await db.write(lambda session: batches.void_batch(session, batch_id, body.reason, agreed, me, now))


@router.get("/advances")
async def advances(db: Db, me: Me) -> list[AdvanceView]:
    """Advances that were paid, the latest first."""
    return await db.read(lambda session: queries.advances(session, me))


@router.get("/employees")
async def employees(db: Db, me: Me) -> list[EmployeeView]:
    """Employments whose advances are kept here."""
    return await db.read(lambda session: queries.employees(session, me))


@router.put("/advances/{advance_id}")
async def put_advance(advance_id: UUID, body: AdvanceInput, db: Db, me: Me, now: Now) -> AdvanceView:
    """Keep an advance that was paid; claims settles it."""
    return await db.write(lambda session: keeping.put_advance(session, advance_id, body, me, now))


@router.put("/employees/{employee_number}/personal_number", status_code=204)
async def personal_number(
    employee_number: EmployeeNumber, body: PersonalNumber, db: Db, me: Me, now: Now, agreed: Agreed
) -> None:
    """Keep an employee's personal identity number, or take it away."""
    await db.write(
        lambda session: personal_numbers.put_personal_number(
            session, employee_number, body.personal_number, agreed, me, now
        )
    )
