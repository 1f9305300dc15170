"""What people send to receipts, and what its readers and approvals tell it."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import UUID

from shared.clock import now
from shared.contracts.approvals import ClaimApproved, ClaimAssigned
from shared.contracts.claims import Evidence
from shared.contracts.receipts import FieldRead, ReceiptFields, ReceiptInterpreted
from shared.identity import Actor
from shared.ids import derived_id, new_id
from shared.messaging.tables import outbox
from tests.conftest import Broker
from tests.service.harness import Client, Running, tell
from tests.service.receipt_pictures import receipt

PHOTO = receipt()
SAMPLES = Path(__file__).parent.parent.parent / "shared" / "contracts" / "samples"


async def put(
    client: Client, receipt_id: UUID, content: Any, name: str = "kvitto.jpg", page: UUID | None = None, **headers: str
) -> Any:
    """Send a receipt, or a page of it. Headers of our own by name: `country="SE"`."""
    sent = {"content-type": "application/octet-stream", "kvittera-file-name": quote(name)}
    sent |= {f"kvittera-{header}": value for header, value in headers.items()}
    path = f"/receipts/{receipt_id}/pages/{page}" if page else f"/receipts/{receipt_id}"
    return await client.send("PUT", path, content=content, headers=sent)


async def read(broker: Broker, client: Client, receipt_id: UUID, **changes: Any) -> Any:
    """The receipt, once it was read so."""
    await tell(broker, interpreted(receipt_id, **changes))
    await until(lambda: is_in_state(client, receipt_id, "read"))
    return (await client.get(f"/receipts/{receipt_id}")).json()


async def until(look: Callable[[], Awaitable[bool]], seconds: float = 30) -> None:
    """Wait for what an event makes happen."""
    for _ in range(int(seconds / 0.05)):
        if await look():
            return
        await asyncio.sleep(0.05)
    raise TimeoutError("it did not happen")


async def state_of(client: Client, receipt_id: UUID) -> str:
    return str((await client.get(f"/receipts/{receipt_id}")).json()["state"])


def interpreted(receipt_id: UUID, files_count: int = 1, **changes: Any) -> ReceiptInterpreted:
    """A reading with a sure merchant and total and a faint date; of so many pictures."""
    asked_id = derived_id(receipt_id, f"asked with {files_count} files")
    given = changes.pop("said", {})
    fields = ReceiptFields.model_validate(
        {
            "merchant": "Café Solrosen",
            "date": "2026-10-12",
            "total": 16100,
            "currency": "SEK",
            "kind": "restaurant",
            **given,
        }
    )
    sure = {"merchant": 980, "date": 610, "total": 990, "currency": 995, "kind": 300}
    if fields.organisation_number:
        sure["organisation_number"] = 1000
    return ReceiptInterpreted(
        **{
            "id": derived_id(asked_id, "interpreted"),
            "occurred_at": now(),
            "receipt_id": receipt_id,
            "asked_id": asked_id,
            "fields": fields,
            "sure": {name: FieldRead(sure_per_mille=value, box=(0.1, 0.2, 0.3, 0.04)) for name, value in sure.items()},
            "display_sha256": None,
            "seconds": 1.5,
            "read_at": now(),
            **changes,
        }
    )


def assigned(owner: Actor, approver: Actor, *receipt_ids: UUID, claim_id: UUID | None = None) -> ClaimAssigned:
    return ClaimAssigned(
        id=new_id(),
        occurred_at=now(),
        claim_id=claim_id or new_id(),
        version=1,
        number="K-2026-0001",
        person_id=owner.person_id,
        person_name="Amira",
        unit_name="Norra",
        total_ore=16100,
        approver_id=approver.person_id,
        approver_name="Eva",
        receipt_ids=receipt_ids,
    )


def approved(owner: Actor, receipt_id: UUID, dimensions: Mapping[str, str]) -> ClaimApproved:
    """The stored sample of an approval, made to be of this receipt."""
    event = ClaimApproved.model_validate_json((SAMPLES / f"{ClaimApproved.subject}.json").read_text())
    line = next(line for line in event.claim.lines if line.evidence)
    evidence = Evidence(receipt_id=receipt_id, read=None)
    line = line.model_copy(update={"evidence": evidence, "dimensions": dimensions})
    claim = event.claim.model_copy(update={"person_id": owner.person_id, "lines": (line,)})
    return event.model_copy(update={"id": new_id(), "claim": claim})


async def told_of(service: Running, receipt_id: UUID) -> list[str]:
    """What the service has told about a receipt, in order."""
    rows = await service.app.state.database.read(
        lambda session: session.execute(outbox.select().order_by(outbox.c.sequence)).all()
    )
    return [row.subject.split(".")[3] for row in rows if str(receipt_id) in row.body]


async def is_in_state(client: Client, receipt_id: UUID, state: str) -> bool:
    return await state_of(client, receipt_id) == state


async def told_about(service: Running, receipt_id: UUID, what: str) -> Any:
    """The last event of that kind about a receipt."""
    rows = await service.app.state.database.read(
        lambda session: session.execute(outbox.select().order_by(outbox.c.sequence)).all()
    )
    bodies = [json.loads(row.body) for row in rows if row.subject.split(".")[3] == what]
    return next(body for body in reversed(bodies) if body["receipt_id"] == str(receipt_id))
