"""What payroll staff make happen with batches."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from services.payroll_export.domain.access import authorize
from services.payroll_export.domain.batch import Dimension, seal
from services.payroll_export.domain.sealing import (
    Download,
    SealedBatch,
    Voided,
    WrittenFile,
    check_sealing,
    decide_voiding,
)
from services.payroll_export.queries import batch_view, readiness
from services.payroll_export.receiving import Receiving
from services.payroll_export.schemas import BatchView, Format
from services.payroll_export.store import batches, claims, register
from shared.contracts.event import Hint
from shared.contracts.payroll_export import ClaimExported, ExportVoided
from shared.identity import Actor
from shared.ids import derived_id, new_id
from shared.messaging.outbox import emit, hint
from shared.refusal import Refusal, Refused, accept, require

COST_CENTRE = 1


def seal_batch(
    session: Session, batch_id: UUID, seen: str, receiving: Receiving, actor: Actor, now: datetime
) -> BatchView:
    """Seal what the preview with the fingerprint `seen` showed, under the next number. A sealing that fails uses no number."""
    require(authorize(actor, "seal"))
    last_number = batches.hold_series(session, receiving.organisation.number)
    if sealed_before := batches.batch(session, batch_id):
        return batch_view(session, sealed_before)
    ready = readiness(session, receiving, actor.person_id)
    rows = ready.selection.taken
    of_seen = batches.of_fingerprint(session, seen)
    sealed_as = next((known.number for known in of_seen if not known.voided), None)
    require(check_sealing(seen, ready.fingerprint, rows, sealed_as))
    repeats = next((known.number for known in of_seen if known.voided), None)
    dimensions = _dimensions(session, receiving)
    content = accept(
        seal(ready.selection, receiving.organisation, last_number + 1, now, receiving.mapping, dimensions, repeats)
    )
    batch = SealedBatch(
        id=batch_id,
        number=content.number,
        sealed_at=now,
        sealed_by=actor.person_id,
        sealed_by_name=register.name_of(session, actor.person_id),
        fingerprint=seen,
        mapping_version=content.mapping_version,
        claims=len({ready.claims[row.line.id] for row in rows}),
        lines=len(rows),
        amount_ore=content.sums.net_ore,
        vat_ore=content.sums.vat_ore,
    )
    batches.save_batch(session, batch, content, ready.claims)
    for written, data in receiving.files(content):
        batches.save_file(session, batch_id, written, data, receiving.cipher)
    _tell_exported(session, batch, actor, now)
    _hint(session, batch)
    return batch_view(session, batch)


def void_batch(
    session: Session, batch_id: UUID, reason: str, receiving: Receiving, actor: Actor, now: datetime
) -> BatchView:
    """Mark the batch and free its lines; its number stays used, its files stay as they are."""
    require(authorize(actor, "void"))
    batches.hold_series(session, receiving.organisation.number)
    batch = _found(batches.batch(session, batch_id))
    mine = Voided(now, actor.person_id, register.name_of(session, actor.person_id), reason)
    voided = accept(decide_voiding(batch, mine))
    if voided is not batch.voided:
        exported = claims.wholly_exported(session, batches.claim_ids(session, batch_id))
        batches.save_voided(session, batch_id, voided)
        batch = replace(batch, voided=voided)
        for claim_id in exported:
            emit(
                session,
                ExportVoided(
                    id=derived_id(batch_id, f"voided {claim_id}"),
                    occurred_at=now,
                    actor_id=actor.person_id,
                    claim_id=claim_id,
                    batch_id=batch_id,
                    batch_number=batch.number,
                    voided_by_name=voided.by_name,
                ),
            )
        _hint(session, batch)
    return batch_view(session, batch)


def take_file(
    session: Session, batch_id: UUID, format_name: Format, receiving: Receiving, actor: Actor, now: datetime
) -> tuple[WrittenFile, bytes]:
    """The bytes as they were written when the batch was sealed; that they were taken out is noted first."""
    require(authorize(actor, "download"))
    batch = _found(batches.batch(session, batch_id))
    found = batches.file(session, batch_id, format_name, receiving.cipher)
    if found is None:
        raise Refused(Refusal("not-found"))
    by_name = register.name_of(session, actor.person_id)
    batches.add_download(session, new_id(), batch_id, Download(format_name, now, actor.person_id, by_name))
    _hint(session, batch)
    return found


def _tell_exported(session: Session, batch: SealedBatch, actor: Actor, now: datetime) -> None:
    """A claim of which a line still waits for something is told with the batch that takes its last one."""
    exported = claims.wholly_exported(session, batches.claim_ids(session, batch.id))
    for claim_id, amount_ore in exported.items():
        emit(
            session,
            ClaimExported(
                id=derived_id(batch.id, f"exported {claim_id}"),
                occurred_at=now,
                actor_id=actor.person_id,
                claim_id=claim_id,
                batch_id=batch.id,
                batch_number=batch.number,
                amount_ore=amount_ore,
                sealed_by_name=batch.sealed_by_name,
            ),
        )


def _dimensions(session: Session, receiving: Receiving) -> tuple[Dimension, ...]:
    """Names of the dimensions, and of the cost centres that directory knows."""
    cost_centres = register.cost_centre_names(session)
    return tuple(
        Dimension(number, name, cost_centres if number == COST_CENTRE else ())
        for number, name in receiving.mapping.dimension_names.items()
    )


def _found(batch: SealedBatch | None) -> SealedBatch:
    if batch is None:
        raise Refused(Refusal("not-found"))
    return batch


def _hint(session: Session, batch: SealedBatch) -> None:
    hint(
        session,
        Hint(
            service="payroll_export",
            thing="batch",
            id=batch.id,
            version=2 if batch.voided else 1,
            state="voided" if batch.voided else "sealed",
            concerns=register.payroll_staff(session),
        ),
    )
