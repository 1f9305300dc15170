"""Batches, their rows, files and downloads."""

from collections.abc import Mapping
from datetime import date
from typing import cast
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import defer
from sqlmodel import Session, col, select

from services.payroll_export.domain.batch import Batch
from services.payroll_export.domain.line import Employee, ExportLine
from services.payroll_export.domain.mapping import Effect, PayCode
from services.payroll_export.domain.sealing import Download, SealedBatch, Voided, WrittenFile
from services.payroll_export.domain.selection import Row
from services.payroll_export.encryption import Cipher
from services.payroll_export.store.tables import BatchLineRow, BatchRow, DownloadRow, FileRow, SeriesRow


def hold_series(session: Session, organisation_number: str) -> int:
    """The last number used; whoever else wants to seal or void waits until this transaction ends."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    session.execute(
        insert(SeriesRow).values(organisation_number=organisation_number, last_number=0).on_conflict_do_nothing()
    )
    held = select(SeriesRow.last_number).where(SeriesRow.organisation_number == organisation_number).with_for_update()
    return session.exec(held).one()


def last_number(session: Session, organisation_number: str) -> int:
    """The last number used; 0 before the first."""
    row = session.get(SeriesRow, organisation_number)
    return row.last_number if row else 0


def batch(session: Session, batch_id: UUID) -> SealedBatch | None:
    row = session.get(BatchRow, batch_id)
    return _sealed(row) if row else None


def batches(session: Session, below: int | None, limit: int) -> list[SealedBatch]:
    """Latest number first, from the number below `below` on."""
    query = select(BatchRow).order_by(col(BatchRow.number).desc()).limit(limit)
    if below is not None:
        query = query.where(BatchRow.number < below)
    return [_sealed(row) for row in session.exec(query)]


def of_fingerprint(session: Session, fingerprint: str) -> list[SealedBatch]:
    """All that hold exactly what was seen, latest first; the voided ones too."""
    query = select(BatchRow).where(BatchRow.fingerprint == fingerprint).order_by(col(BatchRow.number).desc())
    return [_sealed(row) for row in session.exec(query)]


def save_batch(session: Session, sealed: SealedBatch, content: Batch, claims: Mapping[str, UUID]) -> None:
    """The batch and its rows, and its number as the last one used. `claims`: line → claim."""
    organisation, sums = content.organisation, content.sums
    session.execute(
        update(SeriesRow)
        .where(col(SeriesRow.organisation_number) == organisation.number)
        .values(last_number=sealed.number)
    )
    session.add(
        BatchRow(
            id=sealed.id,
            organisation_number=organisation.number,
            organisation_name=organisation.name,
            number=sealed.number,
            sealed_at=sealed.sealed_at,
            sealed_by=sealed.sealed_by,
            sealed_by_name=sealed.sealed_by_name,
            fingerprint=sealed.fingerprint,
            mapping_version=sealed.mapping_version,
            claims=sealed.claims,
            lines=sealed.lines,
            gross_ore=sums.gross_ore,
            vat_ore=sums.vat_ore,
            deducted_ore=sums.deducted_ore,
            benefit_ore=sums.benefit_ore,
            net_ore=sums.net_ore,
            per_code=[vars(code) for code in sums.per_code],
        )
    )
    session.flush()
    for place, row in enumerate(content.rows, 1):
        line, pay = row.line, row.pay
        session.add(
            BatchLineRow(
                batch_id=sealed.id,
                place=place,
                source_line_id=UUID(line.id),
                claim_id=claims[line.id],
                claim_number=line.claim_number,
                employee_number=row.employee.number,
                employee_name=row.employee.name,
                type=line.type,
                **vars(pay),
                date=line.date.isoformat(),
                quantity=line.quantity,
                unit_price_ore=line.unit_price_ore,
                amount_ore=line.amount_ore,
                vat_ore=line.vat_ore,
                text=line.text,
                dimensions={str(number): code for number, code in line.dimensions.items()},
                reverses=UUID(line.reverses) if line.reverses else None,
            )
        )
    session.flush()


def rows(session: Session, batch_id: UUID) -> list[Row]:
    """The rows in the order of the file, without personal numbers."""
    found = session.exec(
        select(BatchLineRow).where(BatchLineRow.batch_id == batch_id).order_by(col(BatchLineRow.place))
    )
    return [_row(row) for row in found]


def claim_ids(session: Session, batch_id: UUID) -> list[UUID]:
    """The claims that have lines in the batch."""
    return list(session.exec(select(BatchLineRow.claim_id).where(BatchLineRow.batch_id == batch_id).distinct()))


def save_voided(session: Session, batch_id: UUID, voided: Voided) -> None:
    """Mark the batch, and free its lines."""
    session.execute(
        update(BatchRow)
        .where(col(BatchRow.id) == batch_id)
        .values(voided_at=voided.at, voided_by=voided.by, voided_by_name=voided.by_name, void_reason=voided.reason)
    )
    session.execute(update(BatchLineRow).where(col(BatchLineRow.batch_id) == batch_id).values(voided_at=voided.at))
    session.expire_all()


def save_file(session: Session, batch_id: UUID, saved: WrittenFile, data: bytes, cipher: Cipher) -> None:
    hidden = cipher.hide(data, _place(batch_id, saved.format))
    session.add(FileRow(batch_id=batch_id, **vars(saved), hidden=hidden))
    session.flush()


def file(session: Session, batch_id: UUID, format_name: str, cipher: Cipher) -> tuple[WrittenFile, bytes] | None:
    """The file as it was written."""
    row = session.get(FileRow, (batch_id, format_name))
    return (_written(row), cipher.show(row.hidden, _place(batch_id, row.format))) if row else None


def files(session: Session, batch_id: UUID) -> list[WrittenFile]:
    """What is known of the batch's files, PAXml first."""
    query = select(FileRow).options(defer(FileRow.hidden)).where(FileRow.batch_id == batch_id)  # type: ignore[arg-type]
    return [_written(row) for row in session.exec(query.order_by(col(FileRow.format).desc()))]


def add_download(session: Session, download_id: UUID, batch_id: UUID, download: Download) -> None:
    session.add(DownloadRow(id=download_id, batch_id=batch_id, **vars(download)))
    session.flush()


def downloads(session: Session, batch_id: UUID, limit: int) -> list[Download]:
    """Latest first."""
    query = select(DownloadRow).where(DownloadRow.batch_id == batch_id)
    rows_found = session.exec(query.order_by(col(DownloadRow.at).desc()).limit(limit))
    return [Download(row.format, row.at, row.by, row.by_name) for row in rows_found]


def _written(row: FileRow) -> WrittenFile:
    return WrittenFile(**{name: getattr(row, name) for name in WrittenFile.__dataclass_fields__})


def pay_code(row: BatchLineRow) -> PayCode:
    """The codes that the row was sealed with."""
    return PayCode(row.lonkod, row.lonart, row.label, row.unit, cast(Effect, row.effect), row.account, row.vat_account)


def _row(row: BatchLineRow) -> Row:
    line = ExportLine(
        id=str(row.source_line_id),
        claim_number=row.claim_number,
        employee_number=row.employee_number,
        type=row.type,
        date=date.fromisoformat(row.date),
        quantity=row.quantity,
        unit_price_ore=row.unit_price_ore,
        amount_ore=row.amount_ore,
        vat_ore=row.vat_ore,
        text=row.text,
        dimensions={int(dimension): code for dimension, code in row.dimensions.items()},
        route="payroll",
        reverses=str(row.reverses) if row.reverses else None,
    )
    return Row(line, Employee(row.employee_number, row.employee_name, None), pay_code(row))


def _sealed(row: BatchRow) -> SealedBatch:
    return SealedBatch(
        id=row.id,
        number=row.number,
        sealed_at=row.sealed_at,
        sealed_by=row.sealed_by,
        sealed_by_name=row.sealed_by_name,
        fingerprint=row.fingerprint,
        mapping_version=row.mapping_version,
        claims=row.claims,
        lines=row.lines,
        amount_ore=row.net_ore,
        vat_ore=row.vat_ore,
        voided=_voided(row),
    )


def _voided(row: BatchRow) -> Voided | None:
    if row.voided_at is None:
        return None
    assert row.voided_by is not None and row.voided_by_name is not None and row.void_reason is not None
    return Voided(row.voided_at, row.voided_by, row.voided_by_name, row.void_reason)


def _place(batch_id: UUID, format_name: str) -> str:
    return f"file {batch_id} {format_name}"
