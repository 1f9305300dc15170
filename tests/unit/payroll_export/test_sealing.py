"""Who may seal what, once."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

import pytest

from services.payroll_export.domain.access import Action, authorize
from services.payroll_export.domain.line import Employee, ExportLine
from services.payroll_export.domain.ready import ApprovedLine, goes_to_payroll, ready_for, what_to_do
from services.payroll_export.domain.sealing import (
    SealedBatch,
    Voided,
    check_sealing,
    decide_voiding,
    fingerprint,
    per_person,
    per_type,
)
from services.payroll_export.domain.selection import Selection
from services.payroll_export.mapping.read import default_mapping
from shared.identity import Actor, Role
from shared.ids import new_id
from shared.refusal import Refusal, accept
from tests.unit.payroll_export.builders import EMPLOYEES, a_line, selection_of

LARS, EVA, AMINA = new_id(), new_id(), new_id()
AT = datetime.fromisoformat("2026-10-15T14:02:00+02:00")
EVERYTHING: tuple[Action, ...] = ("see", "seal", "void", "download", "change-personal-number")


def approved(
    line: ExportLine, by: UUID = EVA, employee: Employee = EMPLOYEES["2001"], of: UUID = AMINA
) -> ApprovedLine:
    return ApprovedLine(line, new_id(), employee, of, by)


def ready(*lines: ApprovedLine) -> Selection:
    return ready_for(LARS, lines, default_mapping(), {}, lambda row: None)


@pytest.mark.parametrize(
    ("role", "allowed"), [(Role.PAYROLL, EVERYTHING), (Role.AUDITOR, ("see",)), (Role.ADMINISTRATOR, ())]
)
def test_payroll_does_everything_and_an_auditor_only_sees(role: Role, allowed: tuple[Action, ...]) -> None:
    actor = Actor(new_id(), roles=frozenset({role}))
    assert tuple(action for action in EVERYTHING if authorize(actor, action) is None) == allowed


def test_who_approved_a_line_does_not_export_it() -> None:
    mine, other = approved(a_line("E-1"), by=LARS), approved(a_line("E-2"))
    selection = ready(mine, other)
    assert [row.line.id for row in selection.taken] == ["E-2"]
    assert [(left.line.id, left.reason.code) for left in selection.stopped] == [("E-1", "approved-by-you")]


def test_whose_claim_it_is_does_not_export_it() -> None:
    selection = ready(approved(a_line("E-1"), of=LARS), approved(a_line("E-2")))
    assert [row.line.id for row in selection.taken] == ["E-2"]
    assert [(left.line.id, left.reason.code) for left in selection.stopped] == [("E-1", "claimed-by-you")]


def test_a_line_without_employee_number_says_whose() -> None:
    nobody = Employee("", "Nils Berg", None)
    [left] = ready(approved(a_line(employee_number=""), employee=nobody)).stopped
    assert what_to_do(left, nobody).parameters == {"person": "Nils Berg"}


def test_a_line_of_nothing_stays_here_unless_payroll_values_it() -> None:
    assert not goes_to_payroll("per_diem_domestic_half", 0)
    assert goes_to_payroll("meal_benefit_lunch", 0) and goes_to_payroll("taxi", 1)


def test_a_fingerprint_changes_with_all_that_is_shown_and_with_the_mapping() -> None:
    lines = (a_line("E-1"), a_line("E-2"))
    seen = fingerprint(selection_of(*lines).taken, 1)
    assert fingerprint(selection_of(*reversed(lines)).taken, 1) == seen
    changed = (replace(lines[0], amount_ore=21300), replace(lines[0], dimensions={1: "4140"}), a_line("E-3"))
    others = {fingerprint(selection_of(line, lines[1]).taken, 1) for line in changed} | {
        fingerprint(selection_of(*lines).taken, 2),
        fingerprint(selection_of(lines[1]).taken, 1),
    }
    assert len(others) == 5 and seen not in others and len(seen) == 64


def test_a_fingerprint_does_not_tell_a_personal_number() -> None:
    rows = selection_of(a_line()).taken
    unknown = [replace(row, employee=replace(row.employee, personal_number=None)) for row in rows]
    assert fingerprint(rows, 1) == fingerprint(unknown, 1)


def test_what_was_seen_is_what_is_sealed() -> None:
    rows = selection_of(a_line()).taken
    assert check_sealing("seen", "seen", rows, None) is None
    assert check_sealing("seen", "other", rows, None) == Refusal("preview-outdated")
    assert check_sealing("seen", "seen", (), None) == Refusal("nothing-to-seal")
    assert check_sealing("seen", "other", (), 117) == Refusal("already-in-batch", {"number": 117})


def test_a_batch_is_voided_once_and_the_same_again_is_the_same() -> None:
    batch = SealedBatch(new_id(), 118, AT, LARS, "Lars Öberg", "f", 1, 1, 1, 21200, 0)
    first = Voided(AT, LARS, "Lars Öberg", "Filen kom bort")
    voided = replace(batch, voided=accept(decide_voiding(batch, first)))
    assert voided.voided == first
    later = replace(first, at=AT.replace(hour=15))
    assert decide_voiding(voided, later) == first
    for other in (replace(later, by=EVA), replace(later, reason="En annan sak")):
        assert decide_voiding(voided, other) == Refusal("already-voided", {"number": 118, "person": "Lars Öberg"})


def test_sums_by_type_and_person_hold_the_same_öre_as_the_batch() -> None:
    rows = selection_of(
        a_line("E-1"), a_line("E-2", employee_number="2002", amount_ore=999, vat_ore=0), a_line("E-3")
    ).taken
    assert [(one.label, one.lines, one.amount_ore) for one in per_type(rows)] == [("Taxi", 3, 43399)]
    assert [one.amount_ore for one in per_person(rows)] == [999, 42400]
