"""What stays: each submission whole, and the timeline."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field, TypeAdapter
from sqlalchemy import insert
from sqlmodel import Session, col, select

from services.claims.domain.claim import Remark
from services.claims.domain.draft import ClaimKind, Draft, DriveLine, ExpenseLine, Line
from services.claims.domain.inputs import Inputs
from services.claims.domain.receipt import Receipt
from services.claims.store.claims import TRIP
from services.claims.store.known import FIELDS
from services.claims.store.tables import StepRow, SubmissionRow, table_of
from shared.contracts.claims import ClaimDocument
from shared.text import Text

LINES = TypeAdapter[tuple[Line, ...]](tuple[Annotated[ExpenseLine | DriveLine, Field(discriminator="kind")], ...])
READ_AT_A_TIME = 200
REMARKS = TypeAdapter(tuple[Text, ...])
REMARK = TypeAdapter(Remark)


@dataclass(frozen=True)
class Submitted:
    """A claim as it was submitted: what was told, what it was worked out from, and why something is not paid."""

    document: ClaimDocument
    inputs: Inputs
    remarks: tuple[Text, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """As they then stood."""
        return self.inputs.draft.lines


@dataclass(frozen=True)
class Step:
    """A step of the timeline. `by`: a name; None: Kvittera itself."""

    source_event: UUID
    claim_id: UUID
    at: dt.datetime
    text_id: str
    by: str | None = None
    parameters: Mapping[str, str | int | None] = field(default_factory=dict)
    remark: Remark | None = None


def add_submission(
    session: Session, submitted: Submitted, document_json: str, first: dt.date | None, last: dt.date | None
) -> None:
    """`document_json` is the document as it is told; `first` and `last` are the days that it is about."""
    document = submitted.document
    values = {
        "claim_id": document.claim_id,
        "version": document.version,
        "document": document_json,
        "lines": LINES.dump_python(submitted.lines, mode="json"),
        "inputs": written(submitted.inputs),
        "remarks": REMARKS.dump_python(submitted.remarks, mode="json"),
        "first_date": first.isoformat() if first else None,
        "last_date": last.isoformat() if last else None,
        "submitted_at": document.submitted_at,
    }
    session.execute(insert(table_of(SubmissionRow)), values)


def submission(session: Session, claim_id: UUID, version: int) -> Submitted:
    """That submission; there is one for every version."""
    return _submitted(session.get_one(SubmissionRow, (claim_id, version)))


def submissions(session: Session, claim_id: UUID) -> list[Submitted]:
    """All of a claim, oldest first."""
    query = select(SubmissionRow).where(SubmissionRow.claim_id == claim_id).order_by(col(SubmissionRow.version))
    return [_submitted(row) for row in session.exec(query)]


def all_submissions(session: Session) -> Iterator[Submitted]:
    """Every one there is, by claim, read a few at a time."""
    query = select(SubmissionRow).order_by(col(SubmissionRow.claim_id), col(SubmissionRow.version))
    for row in session.exec(query.execution_options(yield_per=READ_AT_A_TIME)):
        yield _submitted(row)


def _submitted(row: SubmissionRow) -> Submitted:
    return Submitted(
        ClaimDocument.model_validate_json(row.document),
        inputs_of(row.claim_id, row.inputs, row.lines),
        REMARKS.validate_python(row.remarks),
    )


def written(inputs: Inputs) -> dict[str, Any]:
    """All but the lines, which have a column of their own; what nobody has said is left out."""
    trip = inputs.draft.trip
    return {
        "person_id": str(inputs.person_id),
        "kind": inputs.draft.kind,
        "agreement": inputs.agreement,
        "trip": TRIP.dump_python(trip, mode="json", exclude_defaults=True) if trip else None,
        "receipts": {
            str(one.id): FIELDS.dump_python(one.fields, mode="json", exclude_defaults=True)
            for one in inputs.receipts.values()
        },
    }


def inputs_of(claim_id: UUID, written: Mapping[str, Any], lines: list[Any]) -> Inputs:
    """What a submission was worked out from."""
    kind: ClaimKind = written["kind"]
    person_id = UUID(written["person_id"])
    trip = TRIP.validate_python(written["trip"]) if written["trip"] else None
    receipts = {
        UUID(receipt_id): Receipt(UUID(receipt_id), person_id, state="read", fields=FIELDS.validate_python(fields))
        for receipt_id, fields in written["receipts"].items()
    }
    draft = Draft(claim_id, kind, trip, LINES.validate_python(lines))
    return Inputs(person_id, draft, receipts, written["agreement"])


def add_step(session: Session, step: Step) -> None:
    remark = REMARK.dump_python(step.remark, mode="json") if step.remark else None
    values = {**vars(step), "parameters": dict(step.parameters), "remark": remark}
    session.execute(insert(table_of(StepRow)), values)


def steps(session: Session, claim_id: UUID) -> list[Step]:
    """The timeline, by when it happened."""
    query = select(StepRow).where(StepRow.claim_id == claim_id).order_by(col(StepRow.at), col(StepRow.source_event))
    return [
        Step(
            row.source_event,
            row.claim_id,
            row.at,
            row.text_id,
            row.by,
            row.parameters,
            REMARK.validate_python(row.remark) if row.remark else None,
        )
        for row in session.exec(query)
    ]
