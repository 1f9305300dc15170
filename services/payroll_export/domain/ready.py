"""Which open lines a person may seal now, and what must be done about the others."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from services.payroll_export.domain.line import Employee, ExportLine, LineId
from services.payroll_export.domain.mapping import PayMapping
from services.payroll_export.domain.selection import Left, Row, Selection, keep, select
from shared.money import Ore
from shared.refusal import Refusal
from shared.text import Text

BENEFIT_TYPES = "meal_benefit_"  # as the kinds of benefit in kind (kostförmån) begin in every pay mapping


@dataclass(frozen=True)
class ApprovedLine:
    """A line as approved, its employee as directory knows them now, whose claim it is of, and who approved it."""

    line: ExportLine
    claim_id: UUID
    employee: Employee
    person_id: UUID
    approver_id: UUID


def goes_to_payroll(line_type: str, amount_ore: Ore) -> bool:
    """A line of 0 öre does not, unless it is a benefit in kind: payroll values that itself."""
    return amount_ore != 0 or line_type.startswith(BENEFIT_TYPES)


def ready_for(
    person_id: UUID,
    lines: Sequence[ApprovedLine],
    mapping: PayMapping,
    live_batches: Mapping[LineId, int],
    unfit: Callable[[Row], Refusal | None],
) -> Selection:
    """What that person's batch takes. Whoever claimed or approved a line does not export it: a colleague does.

    `unfit` says why a row cannot stand in the files. Source: rules README, section on attesting, "the person who exports is a third".
    """
    employees = {one.employee.number: one.employee for one in lines if one.employee.number.strip()}
    of_line = {one.line.id: one for one in lines}

    def had_a_hand_in_it(row: Row) -> Refusal | None:
        if of_line[row.line.id].person_id == person_id:
            return Refusal("claimed-by-you")
        return Refusal("approved-by-you") if of_line[row.line.id].approver_id == person_id else None

    selection = select([one.line for one in lines], "payroll", employees, mapping, live_batches)
    return keep(keep(selection, unfit), had_a_hand_in_it)


def what_to_do(left: Left, employee: Employee) -> Text:
    """For payroll staff: why the line stays, and what lets it come with the next batch."""
    if left.reason.code == "employee-missing":
        return Text("problem.employee-number-missing", {"person": employee.name})
    return Text(f"problem.{left.reason.code}", left.reason.parameters)


def with_personal_numbers(lines: Sequence[ApprovedLine], numbers: Mapping[str, str]) -> list[ApprovedLine]:
    """The lines with the personal number of each employee for whom one is kept. `numbers`: employee number → personal number."""
    return [
        replace(one, employee=replace(one.employee, personal_number=numbers.get(one.employee.number))) for one in lines
    ]
