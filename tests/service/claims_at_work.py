"""The claims service at work for its tests: a person with an employment, and short words for what people and services do."""

import asyncio
import contextlib
import datetime as dt
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args
from uuid import UUID

import httpx

from services.claims.service import SERVICE
from shared.contracts.approvals import ClaimApproved, ClaimAssigned
from shared.contracts.claims import ClaimDocument
from shared.contracts.directory import Employment, PersonChanged, UnitChanged
from shared.contracts.event import Event
from shared.contracts.receipts import FieldRead, ReceiptAdded, ReceiptFields, ReceiptRead
from shared.http import Now
from shared.identity import Actor
from shared.ids import new_id
from shared.messaging.tables import outbox
from tests.conftest import Broker
from tests.service.harness import Client, Running, running, tell

NOW = dt.datetime(2026, 10, 14, 8, 0, tzinfo=dt.UTC)
SURE = dict.fromkeys(("merchant", "date", "total", "currency", "vat"), FieldRead(sure_per_mille=990))


@dataclass
class Somebody:
    """A person with one employment, whose unit is managed by somebody else."""

    person_id: UUID = field(default_factory=new_id)
    employment_id: UUID = field(default_factory=new_id)
    unit_id: UUID = field(default_factory=new_id)
    manager_id: UUID = field(default_factory=new_id)
    number: str = field(default_factory=lambda: new_id().hex[-12:])

    @property
    def actor(self) -> Actor:
        return Actor(self.person_id, frozenset({self.employment_id}))

    def told(self) -> tuple[Event, ...]:
        """What directory tells of them."""
        coding = {"1": "4120"}
        employment = Employment(
            id=self.employment_id,
            employee_number=self.number,
            title="Undersköterska",
            unit_id=self.unit_id,
            home="Skallberget",
            workplace="Norra",
            coding=coding,
        )
        at = {"occurred_at": NOW - dt.timedelta(days=1)}
        return (
            PersonChanged(id=new_id(), person_id=self.manager_id, name="Eva Sandberg", given_name="Eva", **at),
            UnitChanged(
                id=new_id(),
                unit_id=self.unit_id,
                name="Hemtjänsten Norra",
                parent_id=None,
                manager_id=self.manager_id,
                cost_centre="4120",
                **at,
            ),
            PersonChanged(
                id=new_id(),
                person_id=self.person_id,
                name="Amina Yusuf",
                given_name="Amina",
                employments=(employment,),
                **at,
            ),
        )


@dataclass
class AtWork:
    """The service, a person who is known to it, and their app."""

    service: Running
    broker: Broker
    somebody: Somebody
    app: Client

    def set_clock(self, moment: dt.datetime) -> None:
        """The instant of every request from now on."""
        self.service.app.dependency_overrides[get_args(Now)[1].dependency] = lambda: moment

    async def tell(self, *events: Event) -> None:
        await tell(self.broker, *events)

    async def told(self, subject: str) -> list[str]:
        """Bodies of the events that the service has told, by the end of their subject."""
        rows = await self.service.app.state.database.read(lambda session: session.execute(outbox.select()).all())
        return [row.body for row in rows if row.subject.endswith(subject)]

    async def open(self, kind: str = "expense") -> str:
        claim_id = str(new_id())
        body = {"employment_id": self.somebody.employment_id, "kind": kind}
        answer = await self.app.put(f"/claims/{claim_id}", body)
        assert answer.status_code == 200, answer.text
        return claim_id

    async def put_line(self, claim_id: str, line_id: object = None, **fields: Any) -> httpx.Response:
        body = {"kind": "expense", "base_version": 0, **fields}
        return await self.app.put(f"/claims/{claim_id}/lines/{line_id or new_id()}", body)

    async def submit(self, claim_id: str, version: int = 1, **reasons: str) -> httpx.Response:
        named = {name.replace("_", "-"): words for name, words in reasons.items()}
        return await self.app.put(f"/claims/{claim_id}/submission", {"version": version, "reasons": named})

    async def get(self, claim_id: str) -> dict[str, Any]:
        view: dict[str, Any] = (await self.app.get(f"/claims/{claim_id}")).json()
        return view

    async def until(self, claim_id: str, seen: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """The claim once it looks so."""
        view: dict[str, Any] = {}
        for _ in range(1500):
            view = await self.get(claim_id)
            if seen(view):
                return view
            await asyncio.sleep(0.02)
        raise AssertionError(view)

    async def hand_in_taxi(self) -> str:
        """A submitted claim with one taxi ride whose receipt is lost."""
        claim_id = await self.open()
        await self.put_line(claim_id, **a_taxi())
        answer = await self.submit(claim_id)
        assert answer.status_code == 200, answer.text
        return claim_id

    async def document(self, claim_id: str) -> ClaimDocument:
        """The claim as it was told last."""
        told = [json.loads(body)["claim"] for body in await self.told("claim.submitted.v1")]
        return ClaimDocument.model_validate([one for one in told if one["claim_id"] == claim_id][-1])

    async def assign(self, claim_id: str, version: int = 1) -> None:
        document = await self.document(claim_id)
        await self.tell(
            ClaimAssigned(
                id=new_id(),
                occurred_at=NOW + dt.timedelta(minutes=version),
                claim_id=document.claim_id,
                version=version,
                number=document.number,
                person_id=self.somebody.person_id,
                person_name="Amina Yusuf",
                unit_name="Hemtjänsten Norra",
                total_ore=document.total_ore,
                approver_id=self.somebody.manager_id,
                approver_name="Eva Sandberg",
                receipt_ids=(),
            )
        )

    async def approved(self, claim_id: str) -> ClaimApproved:
        """The event that approves it as told last."""
        return ClaimApproved(
            id=new_id(),
            occurred_at=NOW + dt.timedelta(hours=1),
            claim=await self.document(claim_id),
            approver_id=self.somebody.manager_id,
            approver_name="Eva Sandberg",
        )


def a_taxi(**changes: Any) -> dict[str, Any]:
    return {
        "lost_receipt_reason": "Maskinen var trasig",
        "expense_kind": "taxi",
        "merchant": "Taxi Västerås",
        "date": "2026-10-12",
        "amount_ore": 24900,
        "vat": [{"rate": 6, "net_ore": 23491, "vat_ore": 1409}],
        "purpose": "Apoteksärende",
        **changes,
    }


def receipt_added(somebody: Somebody, receipt_id: UUID) -> ReceiptAdded:
    return ReceiptAdded(
        id=new_id(), occurred_at=NOW, receipt_id=receipt_id, person_id=somebody.person_id, sha256=receipt_id.hex * 2
    )


def receipt_read(somebody: Somebody, receipt_id: UUID, **fields: Any) -> ReceiptRead:
    said = {"merchant": "Taxi Kurir", "date": "2026-10-12", "total": 31500, "currency": "SEK", "kind": "taxi"}
    return ReceiptRead(
        id=new_id(),
        occurred_at=NOW,
        receipt_id=receipt_id,
        person_id=somebody.person_id,
        version=2,
        fields=ReceiptFields.model_validate({**said, **fields}),
        sure=SURE,
    )


@contextlib.asynccontextmanager
async def at_work(broker: Broker, data_dir: Path, database_url: str | None) -> AsyncIterator[AtWork]:
    """Start the service at a fixed instant, with somebody it knows."""
    somebody = Somebody()
    await tell(broker, *somebody.told())
    async with running(SERVICE, broker, data_dir, database_url) as service:
        app = service.as_person(somebody.actor)
        work = AtWork(service, broker, somebody, app)
        work.set_clock(NOW)
        for _ in range(1500):
            known = await app.get("/known")
            if known.status_code == 200 and known.json()["employments"]:
                break
            await asyncio.sleep(0.02)
        else:
            raise AssertionError(known.text)
        yield work
