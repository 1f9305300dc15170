"""What payroll staff and auditors are shown."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import Session

from services.payroll_export.domain.access import authorize
from services.payroll_export.domain.batch import control_sums
from services.payroll_export.domain.claim import Claim
from services.payroll_export.domain.line import Employee, ExportLine, LineId
from services.payroll_export.domain.ready import ready_for, what_to_do, with_personal_numbers
from services.payroll_export.domain.sealing import (
    SealedBatch,
    Sum,
    fingerprint,
    per_person,
    per_type,
    person_key,
    type_key,
)
from services.payroll_export.domain.selection import Row, Selection
from services.payroll_export.receiving import Receiving
from services.payroll_export.schemas import (
    AdvanceUse,
    AdvanceView,
    BatchList,
    BatchSummary,
    BatchView,
    Count,
    Derivation,
    DownloadView,
    EmployeeView,
    ExceptionRow,
    FileView,
    Overview,
    PayLine,
    PayLineList,
    Per,
    Preview,
    SumRow,
    WaitingCount,
    WaitingWith,
)
from services.payroll_export.store import advances as kept_advances
from services.payroll_export.store import batches, claims, register
from services.payroll_export.store.tables import AdvanceRow, AdvanceUseRow
from shared.contracts.values import TextValue
from shared.identity import Actor
from shared.money import Ore
from shared.refusal import Refusal, Refused, require

BATCHES_SHOWN = 10  # beside the overview; the rest is in the list
DOWNLOADS_SHOWN = 200
ADVANCES_SHOWN = 200


@dataclass(frozen=True)
class Readiness:
    """What one person could seal now. `claims` and `employees` are by line."""

    selection: Selection
    fingerprint: str
    claims: Mapping[LineId, UUID]
    employees: Mapping[LineId, Employee]


def readiness(session: Session, receiving: Receiving, person_id: UUID) -> Readiness:
    """All approved lines that lie in no live batch, as that person's batch would take them."""
    approved = claims.open_lines(session)
    reversals, live_batches = claims.live_reversals(session, approved)
    lines = with_personal_numbers([*approved, *reversals], register.personal_numbers(session, receiving.cipher))
    selection = ready_for(person_id, lines, receiving.mapping, live_batches, receiving.unfit)
    return Readiness(
        selection,
        fingerprint(selection.taken, receiving.mapping.version),
        {one.line.id: one.claim_id for one in lines},
        {one.line.id: one.employee for one in lines},
    )


def overview(session: Session, receiving: Receiving, actor: Actor) -> Overview:
    """Is everything in, exactly once? What came in is counted from the claims, the parts from lines and claims that wait."""
    require(authorize(actor, "see"))
    ready = readiness(session, receiving, actor.person_id)
    taken, stopped = ready.selection.taken, ready.selection.stopped
    waiting = claims.waiting(session)
    came_in = claims.open_claims(session)
    stopped_claims = {ready.claims[left.line.id] for left in stopped}
    can_go = Count(
        # A claim of which one line is an exception is counted there, whole: it is not finished by sealing.
        claims=len({ready.claims[row.line.id] for row in taken} - stopped_claims),
        lines=len(taken),
        amount_ore=sum(row.line.pay_ore for row in taken),
    )
    wait = WaitingCount(claims=len(waiting), amount_ore=sum(claim.total_ore for claim in waiting))
    exceptions = Count(
        claims=len(stopped_claims), lines=len(stopped), amount_ore=sum(left.line.pay_ore for left in stopped)
    )
    parts = Count(
        claims=can_go.claims + wait.claims + exceptions.claims,
        lines=can_go.lines + exceptions.lines,
        amount_ore=can_go.amount_ore + wait.amount_ore + exceptions.amount_ore,
    )
    all_in = Count(claims=came_in.claims, lines=came_in.lines, amount_ore=came_in.amount_ore)
    return Overview(
        all_in=all_in,
        ready=can_go,
        waiting=wait,
        exceptions=exceptions,
        adds_up=parts == all_in,
        waiting_with=_waiting_with(waiting),
        exception_rows=_exceptions(session, ready),
        batches=[batch_summary(batch) for batch in batches.batches(session, None, BATCHES_SHOWN)],
    )


def preview(session: Session, receiving: Receiving, actor: Actor) -> Preview:
    """What a batch would hold that this person seals now."""
    require(authorize(actor, "see"))
    ready = readiness(session, receiving, actor.person_id)
    rows = ready.selection.taken
    sums = control_sums(rows)
    return Preview(
        next_number=batches.last_number(session, receiving.organisation.number) + 1,
        claims=len({ready.claims[row.line.id] for row in rows}),
        lines=len(rows),
        amount_ore=sums.net_ore,
        vat_ore=sums.vat_ore,
        per_type=_sum_rows(per_type(rows)),
        per_person=_sum_rows(per_person(rows)),
        exceptions=_exceptions(session, ready),
        fingerprint=ready.fingerprint,
    )


def batch_list(session: Session, cursor: int | None, limit: int, actor: Actor) -> BatchList:
    """Latest number first. The cursor is the last number shown."""
    require(authorize(actor, "see"))
    found = batches.batches(session, cursor, limit + 1)
    shown = found[:limit]
    following = str(shown[-1].number) if len(found) > limit else None
    return BatchList(batches=[batch_summary(batch) for batch in shown], next=following)


def one_batch(session: Session, batch_id: UUID, actor: Actor) -> BatchView:
    require(authorize(actor, "see"))
    batch = batches.batch(session, batch_id)
    if batch is None:
        raise Refused(Refusal("not-found"))
    return batch_view(session, batch)


@dataclass(frozen=True)
class Asked:
    """The lines that a sum is made of, after the first `cursor` of them; all of the batch's without a key."""

    per: Per
    key: str | None
    cursor: int | None
    limit: int


def preview_lines(session: Session, receiving: Receiving, asked: Asked, actor: Actor) -> PayLineList:
    """What a sum of the preview is made of."""
    require(authorize(actor, "see"))
    return _lines(session, readiness(session, receiving, actor.person_id).selection.taken, asked)


def batch_lines(session: Session, batch_id: UUID, asked: Asked, actor: Actor) -> PayLineList:
    """What a sum of a sealed batch is made of."""
    require(authorize(actor, "see"))
    if batches.batch(session, batch_id) is None:
        raise Refused(Refusal("not-found"))
    return _lines(session, batches.rows(session, batch_id), asked)


def advances(session: Session, actor: Actor) -> list[AdvanceView]:
    """The latest paid first."""
    require(authorize(actor, "see"))
    rows = kept_advances.latest(session, ADVANCES_SHOWN)
    uses = kept_advances.uses(session, [row.id for row in rows])
    return [advance_view(session, row, uses[row.id]) for row in rows]


def advance_view(session: Session, row: AdvanceRow, uses: Sequence[AdvanceUseRow]) -> AdvanceView:
    """An advance with the claims that settle it."""
    return AdvanceView(
        id=row.id,
        person_name=register.name_of(session, row.person_id),
        employment_id=row.employment_id,
        amount_ore=row.amount_ore,
        paid_on=date.fromisoformat(row.paid_on),
        purpose=row.purpose,
        open_ore=row.amount_ore - sum(use.amount_ore for use in uses),
        settled=[AdvanceUse(claim_number=use.claim_number, amount_ore=use.amount_ore) for use in uses],
    )


def employees(session: Session, actor: Actor) -> list[EmployeeView]:
    """By name."""
    require(authorize(actor, "see"))
    return [
        EmployeeView(employment_id=employment_id, person_name=name, employee_number=number)
        for employment_id, name, number in register.employees(session)
    ]


def batch_summary(batch: SealedBatch) -> BatchSummary:
    return BatchSummary(
        id=batch.id,
        number=batch.number,
        sealed_at=batch.sealed_at,
        sealed_by_name=batch.sealed_by_name,
        claims=batch.claims,
        lines=batch.lines,
        amount_ore=batch.amount_ore,
        voided_at=batch.voided.at if batch.voided else None,
    )


def batch_view(session: Session, batch: SealedBatch) -> BatchView:
    """A batch with its sums, files and who took them out."""
    rows = batches.rows(session, batch.id)
    return BatchView(
        **batch_summary(batch).model_dump(),
        vat_ore=batch.vat_ore,
        per_type=_sum_rows(per_type(rows)),
        per_person=_sum_rows(per_person(rows)),
        files=[
            FileView.model_validate({**vars(written), "bytes": written.size_bytes})
            for written in batches.files(session, batch.id)
        ],
        downloads=[
            DownloadView.model_validate(download, from_attributes=True)
            for download in batches.downloads(session, batch.id, DOWNLOADS_SHOWN)
        ],
        voided_by_name=batch.voided.by_name if batch.voided else None,
        void_reason=batch.voided.reason if batch.voided else None,
    )


def _lines(session: Session, rows: Sequence[Row], asked: Asked) -> PayLineList:
    key_of = type_key if asked.per == "type" else person_key
    found = [row for row in rows if asked.key in (None, key_of(row))]
    start = asked.cursor or 0
    shown = found[start : start + asked.limit]
    derivations = claims.derivations(session, [UUID(row.line.id) for row in shown])
    return PayLineList(
        lines=[_pay_line(row.line, row.employee, row.net_ore, derivations) for row in shown],
        next=str(start + len(shown)) if len(found) > start + len(shown) else None,
    )


def _pay_line(line: ExportLine, employee: Employee, net_ore: Ore, derivations: Mapping[UUID, Derivation]) -> PayLine:
    return PayLine(
        **vars(derivations[UUID(line.id)]),
        id=UUID(line.id),
        type=line.type,
        date=line.date,
        claim_number=line.claim_number,
        person_name=employee.name,
        amount_ore=net_ore,
    )


def _waiting_with(waiting: Sequence[Claim]) -> list[WaitingWith]:
    """Whom the claims wait for, the largest amount first."""
    by_approver: dict[tuple[UUID | None, str | None], list[Claim]] = defaultdict(list)
    for claim in waiting:
        by_approver[claim.approver_id, claim.approver_name].append(claim)
    rows = [
        WaitingWith(
            approver_name=name,
            claims=len(held),
            amount_ore=sum(claim.total_ore for claim in held),
            since=min(claim.told_at for claim in held),
        )
        for (_, name), held in by_approver.items()
    ]
    return sorted(rows, key=lambda row: -row.amount_ore)


def _exceptions(session: Session, ready: Readiness) -> list[ExceptionRow]:
    derivations = claims.derivations(session, [UUID(left.line.id) for left in ready.selection.stopped])
    rows = []
    for left in ready.selection.stopped:
        employee = ready.employees[left.line.id]
        line = _pay_line(left.line, employee, left.line.pay_ore, derivations)
        rows.append(ExceptionRow(**vars(line), text=TextValue.of(what_to_do(left, employee))))
    return rows


def _sum_rows(sums: Iterable[Sum]) -> list[SumRow]:
    return [SumRow.model_validate(one, from_attributes=True) for one in sums]
