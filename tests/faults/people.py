"""People at work while things break: employees hand in, their manager approves, payroll seals; all repeat with the same ids."""

import asyncio
import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from demo.visitor import RefusedError, Visitor
from shared.clock import now
from shared.identity import Actor, Role, load_key, sign
from shared.ids import derived_id, new_id
from tests.faults.everything import Everything

AT_ONCE = 8  # claims that are handed in at the same time
LOOK_AGAIN_S = 0.3
PATIENCE_S = 120.0


@dataclass(frozen=True)
class Person:
    id: UUID
    employment_id: UUID


@dataclass(frozen=True)
class People:
    manager: UUID
    payroll: UUID
    employees: Sequence[Person]


async def move_in(everything: Everything, employees: int) -> People:
    """Import an organisation of one unit."""
    unit, manager, payroll = new_id(), new_id(), new_id()
    crowd = [Person(new_id(), new_id()) for _ in range(employees)]
    organisation = {
        "units": [{"id": str(unit), "name": "Hemtjänsten Norra", "manager_id": str(manager), "cost_centre": "4120"}],
        "people": [
            {"id": str(manager), "name": "Eva Sandberg", "given_name": "Eva"},
            {"id": str(payroll), "name": "Karin Åhl", "given_name": "Karin", "roles": ["payroll"]},
            *(_employee(person, number, unit) for number, person in enumerate(crowd)),
        ],
    }
    operator = Actor(new_id(), roles=frozenset({Role.ADMINISTRATOR}))
    statement = sign(operator, load_key(everything.data_dir / "keys" / "identity.key"), now())
    directory = f"http://127.0.0.1:{everything.ports['directory']}"
    async with Visitor(directory, {"authorization": f"Bearer {statement}"}) as visitor:
        await visitor.put("/organisation", organisation)
    return People(manager, payroll, crowd)


def _employee(person: Person, number: int, unit: UUID) -> Mapping[str, Any]:
    return {
        "id": str(person.id),
        "name": f"Person {number}",
        "given_name": f"Person {number}",
        "employments": [
            {
                "id": str(person.employment_id),
                "employee_number": str(20000 + number),
                "title": "Undersköterska",
                "unit_id": str(unit),
                "home": "Skallberget",
                "workplace": "Norra",
                "coding": {"1": "4120"},
            }
        ],
    }


async def signed_in(everything: Everything, person_id: UUID) -> Visitor:
    """A browser of that person, once web knows them."""
    visitor = Visitor(everything.address)
    async with asyncio.timeout(PATIENCE_S):
        while True:
            try:
                await visitor.sign_in(person_id)
                return visitor
            except RefusedError:  # directory's event is on its way
                await asyncio.sleep(LOOK_AGAIN_S)


async def hand_in(visitor: Visitor, person: Person, claim_id: UUID, number: int) -> None:
    """A claim with a drive or an outlay, from nothing to submitted."""
    path = f"/api/claims/claims/{claim_id}"
    async with asyncio.timeout(PATIENCE_S):
        while await visitor.find(path) is None:
            try:
                kind = "drives" if number % 2 else "expense"
                await visitor.put(path, {"employment_id": str(person.employment_id), "kind": kind})
            except RefusedError:  # claims has not heard of the employment yet
                await asyncio.sleep(LOOK_AGAIN_S)
        for place, line in enumerate(_lines(number)):
            await visitor.put(f"{path}/lines/{derived_id(claim_id, f'line {place}')}", line)
        while (seen := await visitor.get(path))["version"] == 0:
            warnings = [one for one in seen["findings"] if one["level"] == "warn"]
            reasons = {_key(one): "Det stämmer." for one in warnings}
            await visitor.put(f"{path}/submission", {"version": 1, "reasons": reasons})


def _lines(number: int) -> list[Mapping[str, Any]]:
    date = (now() - dt.timedelta(days=2 + number % 20)).date().isoformat()
    if number % 2:
        drive = {"kind": "drive", "base_version": 0, "date": date, "vehicle": "own_car", "purpose": "Hembesök"}
        return [
            {**drive, "from_place": "Norra", "to_place": f"Kund {number}", "distance_hm": 30 + number},
            {**drive, "from_place": f"Kund {number}", "to_place": "Norra", "distance_hm": 31 + number},
        ]
    return [
        {
            "kind": "expense",
            "base_version": 0,
            "lost_receipt_reason": "Automaten gav inget kvitto.",
            "expense_kind": "parking",
            "merchant": f"Parkering {number}",
            "date": date,
            "amount_ore": 2_501 + 100 * number,
            "purpose": "Hembesök",
        }
    ]


def _key(finding: Mapping[str, Any]) -> str:
    return f"{finding['check']}:{finding['line_id']}" if finding["line_id"] else str(finding["check"])


async def approve_all(visitor: Visitor) -> None:
    """Approve whatever comes, for ever."""
    while True:
        inbox = await visitor.get("/api/approvals/inbox")
        for case in [*inbox["look_at"], *inbox["nothing_to_remark"]]:
            decision = derived_id(UUID(case["claim_id"]), f"decision {case['version']}")
            path = f"/api/approvals/cases/{case['claim_id']}/decisions/{decision}"
            try:
                await visitor.put(path, {"version": case["version"], "decision": "approve"})
            except RefusedError as refused:
                assert refused.status in (403, 404, 409), refused  # decided a moment ago
        await asyncio.sleep(LOOK_AGAIN_S)


async def seal_all(visitor: Visitor) -> None:
    """Seal whatever is ready, for ever."""
    series = new_id()
    while True:
        preview = await visitor.find("/api/payroll_export/batches/preview")
        if preview and preview["lines"]:
            batch = derived_id(series, preview["fingerprint"])
            try:
                await visitor.put(f"/api/payroll_export/batches/{batch}", {"fingerprint": preview["fingerprint"]})
            except RefusedError as refused:
                assert refused.status == 409, refused  # more was approved since
        await asyncio.sleep(2 * LOOK_AGAIN_S)
