"""From what a person says of the money to the file that payroll reads in: claims and payroll_export together."""

import asyncio
import contextlib
import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path
from xml.etree import ElementTree

from services.payroll_export.service import SERVICE
from shared.contracts.approvals import ClaimReturned, Remark
from shared.identity import Actor, Role
from shared.ids import new_id
from tests.conftest import Broker
from tests.service.claims_at_work import NOW, AtWork, a_taxi, at_work, receipt_added, receipt_read
from tests.service.harness import Client, running

LARS = Actor(new_id(), roles=frozenset({Role.PAYROLL}))
Row = tuple[str, str, str | None, str]


@contextlib.asynccontextmanager
async def both(broker: Broker, data_dir: Path) -> AsyncIterator[tuple[AtWork, Client]]:
    """A person in claims, and payroll."""
    async with at_work(broker, data_dir, None) as work, running(SERVICE, broker, data_dir) as payroll:
        yield work, payroll.as_person(LARS)


async def sealed(work: AtWork, lars: Client, claim_id: str) -> tuple[int, list[Row]]:
    """What the handed in claim adds to the pay once it is approved, and its rows: pay type, amount, VAT, remark's end."""
    await work.tell(await work.approved(claim_id))
    for _ in range(1500):
        preview = (await lars.get("/batches/preview")).json()
        if preview["lines"] or preview["exceptions"]:
            break
        await asyncio.sleep(0.02)
    assert not preview["exceptions"] and (await lars.get("/overview")).json()["adds_up"]
    batch = (await lars.put(f"/batches/{new_id()}", {"fingerprint": preview["fingerprint"]})).json()
    file = (await lars.get(f"/batches/{batch['id']}/files/paxml")).content
    rows = [
        (
            row.findtext("lonart") or row.findtext("lonkod") or "",
            row.findtext("belopp") or "",
            row.findtext("moms"),
            (row.findtext("info") or "").rpartition(";")[2],
        )
        for row in ElementTree.fromstring(file).iter("lonetrans")
    ]
    return batch["amount_ore"], sorted(rows)


async def test_a_refund_that_was_read_lowers_the_claim_and_the_pay(broker: Broker, data_dir: Path) -> None:
    async with both(broker, data_dir) as (work, lars):
        receipt_id, claim_id = new_id(), await work.open()
        vat = [{"rate": 6, "net_ore": -29717, "vat_ore": -1783}]
        await work.tell(
            receipt_added(work.somebody, receipt_id),
            receipt_read(work.somebody, receipt_id, total=-31500, is_refund=True, vat=vat),
        )
        await work.put_line(claim_id, **a_taxi())
        await work.put_line(claim_id, receipt_id=str(receipt_id))
        view = await work.until(claim_id, lambda seen: seen["total_ore"] == 24900 - 31500)
        assert [one["check"] for one in view["findings"]] == ["receipt-lost"]
        assert view["settlement"]["pay_ore"] == -6600
        assert view["amounts"][1]["title"]["id"] == "amount.expense.refund"
        assert (await work.submit(claim_id)).status_code == 200
        assert (await work.document(claim_id)).total_ore == -6600
        pay_ore, rows = await sealed(work, lars, claim_id)
        assert pay_ore == -6600
        assert [row[:3] for row in rows] == [("3515", "315.00", "17.83"), ("UTLÄGG", "249.00", "14.09")]
        assert rows[0][3] == "verkan=avdrag"


async def test_a_refund_typed_by_hand_is_divided_and_deducted_by_what_is_not_private(
    broker: Broker, data_dir: Path
) -> None:
    async with both(broker, data_dir) as (work, lars):
        claim_id = await work.open()
        parts = [
            {"id": str(new_id()), "amount_ore": -20000},
            {"id": str(new_id()), "amount_ore": -4900, "is_private": True},
        ]
        back = a_taxi(amount_ore=-24900, vat=[{"rate": 6, "net_ore": -23491, "vat_ore": -1409}], parts=parts)
        view = (await work.put_line(claim_id, **back)).json()
        assert (view["total_ore"], [one["level"] for one in view["findings"]]) == (-20000, ["info"])
        assert (await work.submit(claim_id)).json()["settlement"]["pay_ore"] == -20000
        pay_ore, rows = await sealed(work, lars, claim_id)
        assert (pay_ore, [row[:3] for row in rows]) == (-20000, [("3515", "200.00", "11.32")])


async def test_what_is_private_on_the_employers_card_is_owed_and_drawn_from_the_pay(
    broker: Broker, data_dir: Path
) -> None:
    async with both(broker, data_dir) as (work, lars):
        claim_id = await work.open()
        parts = [
            {"id": str(new_id()), "amount_ore": 20000},
            {"id": str(new_id()), "amount_ore": 4900, "is_private": True},
        ]
        view = (await work.put_line(claim_id, **a_taxi(paid_with="employer_card", parts=parts))).json()
        settled = {"employers_ore": 20000, "private_ore": 4900, "advances": [], "pay_ore": -4900}
        assert (view["total_ore"], view["settlement"]) == (20000, settled)
        assert [one["check"] for one in view["findings"]] == ["receipt-lost", "card-private"]
        assert (await work.app.get("/claims")).json()["claims"][0]["pay_ore"] == -4900
        assert (await work.submit(claim_id)).json()["settlement"] == settled
        assert await sealed(work, lars, claim_id) == (-4900, [("3720", "49.00", None, "verkan=avdrag")])


async def test_a_receipt_that_is_wholly_private_is_handed_in_and_owed(broker: Broker, data_dir: Path) -> None:
    async with both(broker, data_dir) as (work, lars):
        claim_id = await work.open()
        parts = [{"id": str(new_id()), "amount_ore": 24900, "is_private": True}]
        await work.put_line(claim_id, **a_taxi(paid_with="employer_card", parts=parts))
        assert (await work.submit(claim_id)).json()["settlement"]["pay_ore"] == -24900
        assert await sealed(work, lars, claim_id) == (-24900, [("3720", "249.00", None, "verkan=avdrag")])


async def test_an_advance_is_recorded_seen_by_its_person_settled_and_then_not_undone(
    broker: Broker, data_dir: Path
) -> None:
    async with both(broker, data_dir) as (work, lars):
        advance, other, claim_id = new_id(), new_id(), await work.open()
        given = {"employment_id": str(work.somebody.employment_id), "paid_on": "2026-10-01", "purpose": "Mässan"}
        for _ in range(1500):
            if (await lars.get("/employees")).json():
                break
            await asyncio.sleep(0.02)
        assert (await lars.put(f"/advances/{other}", {**given, "amount_ore": 20000})).status_code == 200
        undone = await lars.put(f"/advances/{other}", {**given, "amount_ore": 0})
        assert (undone.status_code, undone.json()["open_ore"]) == (200, 0)
        assert (await lars.put(f"/advances/{advance}", {**given, "amount_ore": 20000})).status_code == 200
        assert [one["id"] for one in (await lars.get("/advances")).json()] == [str(advance)]

        await work.put_line(claim_id, **a_taxi())
        await work.until(claim_id, lambda seen: seen["settlement"]["pay_ore"] == 4900)
        [mine] = (await work.app.get("/advances")).json()
        assert (mine["purpose"], mine["open_ore"], mine["settled"]) == ("Mässan", 20000, [])
        number = (await work.submit(claim_id)).json()["number"]
        [mine] = (await work.app.get("/advances")).json()
        assert (mine["open_ore"], mine["settled"][0]["number"]) == (0, number)

        seen = {}
        for _ in range(1500):
            [seen] = (await lars.get("/advances")).json()
            if seen["settled"]:
                break
            await asyncio.sleep(0.02)
        assert (seen["open_ore"], seen["settled"]) == (0, [{"claim_number": number, "amount_ore": 20000}])
        refused = await lars.put(f"/advances/{advance}", {**given, "amount_ore": 0})
        assert (refused.status_code, refused.json()["code"]) == (409, "advance-settled")
        pay_ore, rows = await sealed(work, lars, claim_id)
        assert (pay_ore, rows[0][:2]) == (4900, ("3710", "200.00"))


async def test_an_advance_is_open_again_when_its_claim_came_back(broker: Broker, data_dir: Path) -> None:
    async with both(broker, data_dir) as (work, lars):
        advance, claim_id = new_id(), await work.open()
        given = {"employment_id": str(work.somebody.employment_id), "paid_on": "2026-10-01", "amount_ore": 20000}
        for _ in range(1500):
            if (await lars.put(f"/advances/{advance}", given)).status_code == 200:
                break
            await asyncio.sleep(0.02)
        await work.put_line(claim_id, **a_taxi())
        await work.until(claim_id, lambda seen: seen["settlement"]["pay_ore"] == 4900)
        await work.submit(claim_id)
        for settled in (True, False):
            for _ in range(1500):
                [seen] = (await lars.get("/advances")).json()
                if bool(seen["settled"]) == settled:
                    break
                await asyncio.sleep(0.02)
            assert bool(seen["settled"]) == settled
            if settled:
                document = await work.document(claim_id)
                await work.tell(
                    ClaimReturned(
                        id=new_id(),
                        occurred_at=NOW + dt.timedelta(hours=1),
                        claim_id=document.claim_id,
                        version=1,
                        person_id=work.somebody.person_id,
                        approver_id=work.somebody.manager_id,
                        approver_name="Eva Sandberg",
                        remark=Remark(reason="purpose", words="?"),
                    )
                )
        assert (await lars.put(f"/advances/{advance}", {**given, "amount_ore": 0})).status_code == 200


async def test_representation_on_a_trip_lowers_the_per_diem_and_is_paid_as_representation(
    broker: Broker, data_dir: Path
) -> None:
    async with both(broker, data_dir) as (work, lars):
        claim_id, line_id = await work.open("trip"), new_id()
        trip = {
            "destination": "Göteborg",
            "purpose": "Nätverksträff",
            "start": "2026-10-06T06:40+02:00",
            "end": "2026-10-07T20:10+02:00",
            "meals": [{"date": "2026-10-06", "lunch": "none"}, {"date": "2026-10-07", "breakfast": "none"}],
            "nights": [{"night_of": "2026-10-06", "paid_by": "employer"}],
        }
        await work.app.put(f"/claims/{claim_id}/trip", {**trip, "base_version": 0})
        vat = [{"rate": 12, "net_ore": 22232, "vat_ore": 2668}]
        lunch = a_taxi(date="2026-10-06", expense_kind="restaurant", vat=vat)
        before = (await work.put_line(claim_id, line_id, **lunch)).json()
        [asked] = [one for one in before["findings"] if one["check"] == "meal-and-per-diem"]
        assert asked["mend"] == "make-representation"
        meals = [{"date": "2026-10-06", "lunch": "representation"}, trip["meals"][1]]
        await work.app.put(f"/claims/{claim_id}/trip", {**trip, "meals": meals, "base_version": 1})
        guests = {"participants": [{"name": "Anna Berg", "organisation": "Region Viken"}]}
        made = {**lunch, "expense_kind": "representation_external", "representation": guests, "base_version": 1}
        view = (await work.put_line(claim_id, line_id, **made)).json()
        assert before["total_ore"] - view["total_ore"] == 10500
        assert (await work.submit(claim_id)).status_code == 200
        _, rows = await sealed(work, lars, claim_id)
        assert ("REPEXT_FRI", "249.00", "26.68") in [row[:3] for row in rows]
        assert sorted(row[1] for row in rows if row[0] == "INRHEL_FRI") == ["195.00", "300.00"]
