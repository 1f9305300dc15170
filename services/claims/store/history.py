"""What stays: each submission whole, and the timeline."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated
from uuid import UUID

from pydantic import Field, TypeAdapter
from sqlalchemy import insert
from sqlmodel import Session, col, select

from services.claims.domain.claim import Remark
from services.claims.domain.draft import DriveLine, ExpenseLine, Line
from services.claims.store.tables import StepRow, SubmissionRow, table_of
from shared.contracts.claims import ClaimDocument
from shared.text import Text

LINES = TypeAdapter[tuple[Line, ...]](tuple[Annotated[ExpenseLine | DriveLine, Field(discriminator="kind")], ...])
REMARKS = TypeAdapter(tuple[Text, ...])
REMARK = TypeAdapter(Remark)


@dataclass(frozen=True)
class Submitted:
    """A claim as it was submitted: what was told, the lines as they then stood, and why something is not paid."""

    document: ClaimDocument
    lines: tuple[Line, ...]
    remarks: tuple[Text, ...]


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


def add_submission(session: Session, submitted: Submitted, document_json: str) -> None:
    """`document_json` is the document as it is told."""
    document = submitted.document
    values = {
        "claim_id": document.claim_id,
        "version": document.version,
        "document": document_json,
        "lines": LINES.dump_python(submitted.lines, mode="json"),
        "remarks": REMARKS.dump_python(submitted.remarks, mode="json"),
        "submitted_at": document.submitted_at,
    }
    session.execute(insert(table_of(SubmissionRow)), values)


def submission(session: Session, claim_id: UUID, version: int) -> Submitted:
    """That submission; there is one for every version."""
    row = session.get_one(SubmissionRow, (claim_id, version))
    return Submitted(
        ClaimDocument.model_validate_json(row.document),
        LINES.validate_python(row.lines),
        REMARKS.validate_python(row.remarks),
    )


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
