"""What becomes of a claim's total: what the employer's card has paid is accounted for and not paid out."""

import datetime as dt
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from shared.contracts.approvals import ClaimReturned, Remark
from shared.contracts.directory import Card, PersonChanged
from shared.contracts.payroll_export import AdvanceChanged
from shared.ids import new_id
from tests.conftest import Broker
from tests.postgres import create_database
from tests.service.claims_at_work import NOW, AtWork, a_taxi, at_work, receipt_added, receipt_read


def with_cards(work: AtWork, *cards: Card) -> PersonChanged:
    [told] = [one for one in work.somebody.told() if isinstance(one, PersonChanged) and one.employments]
    return told.model_copy(update={"id": new_id(), "occurred_at": NOW, "cards": cards})


def an_advance(
    work: AtWork, amount_ore: int = 300000, advance_id: UUID | None = None, **changes: Any
) -> AdvanceChanged:
    return AdvanceChanged(
        id=new_id(),
        occurred_at=changes.get("occurred_at", NOW),
        advance_id=advance_id or new_id(),
        person_id=work.somebody.person_id,
        employment_id=work.somebody.employment_id,
        amount_ore=amount_ore,
        paid_on=dt.date(2026, 10, 1),
    )


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str | None:
    if request.param == "sqlite":
        return None
    return create_database(request.getfixturevalue("postgres"), f"claims_{new_id().hex}")


async def settling(work: AtWork, claim_id: str) -> dict[str, Any]:
    """The claim once it is known that an advance was paid."""
    return await work.until(claim_id, lambda seen: bool(seen["settlement"]["advances"]))


async def test_a_trip_that_cost_less_than_its_advance_is_owed_and_told_so(
    broker: Broker, data_dir: Path, database_url: str | None
) -> None:
    async with at_work(broker, data_dir, database_url) as work:
        advance = an_advance(work)
        claim_id = await work.open("trip")
        await work.app.put(f"/claims/{claim_id}/trip", TRIP)
        await work.tell(advance)
        view = await settling(work, claim_id)
        assert view["total_ore"] == 31500
        assert (await work.app.get("/claims")).json()["claims"][0]["pay_ore"] == view["settlement"]["pay_ore"]
        assert view["settlement"] == {
            "employers_ore": 0,
            "private_ore": 0,
            "advances": [{"advance_id": str(advance.advance_id), "amount_ore": 300000}],
            "pay_ore": -268500,
        }
        assert [(one["check"], one["level"]) for one in view["findings"]] == [("advance-open", "info")]
        handed_in = (await work.submit(claim_id)).json()
        assert handed_in["settlement"]["pay_ore"] == -268500
        await work.assign(claim_id)
        assigned = await work.until(claim_id, lambda seen: seen["approver_name"] == "Eva Sandberg" and seen["ahead"])
        assert assigned["ahead"][-1]["text"]["id"] == "ahead.deduct"
        told = (await work.document(claim_id)).settlement
        assert told and (told.pay_ore, told.advances[0].amount_ore) == (-268500, 300000)
        assert (await work.app.get("/claims")).json()["claims"][0]["pay_ore"] == -268500


async def test_two_claims_never_settle_the_same_krona_and_what_comes_back_frees_it(
    broker: Broker, data_dir: Path, database_url: str | None
) -> None:
    async with at_work(broker, data_dir, database_url) as work:
        first, second = await work.open(), await work.open()
        await work.put_line(first, **a_taxi())
        await work.put_line(second, **a_taxi(merchant="Buss", amount_ore=20000, vat=[]))
        advance = an_advance(work, 30000)
        await work.tell(advance, an_advance(work, 99999, advance.advance_id, occurred_at=NOW - dt.timedelta(days=1)))
        await settling(work, first)
        assert (await work.submit(first)).json()["settlement"]["pay_ore"] == 0
        assert (await work.submit(first)).json()["settlement"]["pay_ore"] == 0  # the same again settles nothing more
        assert (await work.get(second))["settlement"]["pay_ore"] == 14900
        await work.tell(
            ClaimReturned(
                id=new_id(),
                occurred_at=NOW + dt.timedelta(hours=1),
                claim_id=UUID(first),
                version=1,
                person_id=work.somebody.person_id,
                approver_id=work.somebody.manager_id,
                approver_name="Eva Sandberg",
                remark=Remark(reason="purpose", words="?"),
            )
        )
        await work.until(first, lambda seen: seen["state"] == "returned")
        assert (await work.submit(second)).json()["settlement"]["pay_ore"] == 0
        view = (await work.submit(first, version=2)).json()
        assert (view["settlement"]["advances"][0]["amount_ore"], view["settlement"]["pay_ore"]) == (10000, 14900)


TRIP = {
    "base_version": 0,
    "destination": "Göteborg",
    "purpose": "Nätverksträff",
    "start": "2026-10-06T06:40+02:00",
    "end": "2026-10-07T18:10+02:00",
    "meals": [
        {"date": "2026-10-06", "breakfast": "none", "lunch": "provided", "dinner": "none"},
        {"date": "2026-10-07", "breakfast": "hotel_breakfast"},
    ],
    "nights": [{"night_of": "2026-10-06", "paid_by": "employer"}],
}


async def test_a_receipt_on_the_employers_card_is_stopped_until_it_is_said_and_then_not_paid_out(
    broker: Broker, data_dir: Path
) -> None:
    async with at_work(broker, data_dir, None) as work:
        receipt_id, line_id, claim_id = new_id(), new_id(), await work.open()
        await work.tell(
            with_cards(work, Card(last4="2280", paid_by="employer"), Card(last4="5521", paid_by="person")),
            receipt_added(work.somebody, receipt_id),
            receipt_read(work.somebody, receipt_id, card_last4="2280"),
        )
        await work.put_line(claim_id, line_id, receipt_id=str(receipt_id))
        view = await work.until(claim_id, lambda seen: any(one["check"] == "card-paid" for one in seen["findings"]))
        [finding] = view["findings"]
        assert (finding["level"], finding["mend"], finding["field"]) == ("stop", "use-employers-card", "paid_with")
        assert (await work.submit(claim_id)).status_code == 422
        said = {"receipt_id": str(receipt_id), "paid_with": "employer_card", "base_version": 1}
        view = (await work.put_line(claim_id, line_id, **said)).json()
        assert (view["findings"], view["total_ore"], view["pay_day"] is None) == ([], 31500, False)
        assert view["settlement"] == {"employers_ore": 31500, "private_ore": 0, "advances": [], "pay_ore": 0}
        handed_in = (await work.submit(claim_id)).json()
        assert (handed_in["settlement"]["pay_ore"], handed_in["pay_day"]) == (0, None)
        [line] = (await work.document(claim_id)).lines
        assert (line.paid_with, line.amount_ore, dict(line.dimensions)) == ("employer_card", 31500, {"1": "4120"})
        await work.tell(await work.approved(claim_id))
        approved = await work.until(claim_id, lambda seen: seen["state"] == "approved")
        assert [one["text"]["id"] for one in approved["ahead"]] == ["ahead.nothing-to-pay"]


async def test_a_card_whose_bill_comes_to_the_person_is_paid_back(broker: Broker, data_dir: Path) -> None:
    async with at_work(broker, data_dir, None) as work:
        receipt_id, claim_id = new_id(), await work.open()
        await work.tell(
            with_cards(work, Card(last4="5521", paid_by="person")),
            receipt_added(work.somebody, receipt_id),
            receipt_read(work.somebody, receipt_id, card_last4="5521"),
        )
        await work.put_line(claim_id, receipt_id=str(receipt_id))
        view = await work.until(claim_id, lambda seen: seen["total_ore"] == 31500)
        assert (view["findings"], view["settlement"]["pay_ore"]) == ([], 31500)


async def test_what_the_card_paid_is_taken_off_what_is_left(broker: Broker, data_dir: Path) -> None:
    async with at_work(broker, data_dir, None) as work:
        claim_id = await work.open()
        await work.put_line(claim_id, **a_taxi())
        view = (await work.put_line(claim_id, **a_taxi(amount_ore=10000, vat=[], paid_with="employer_card"))).json()
        assert (view["total_ore"], view["settlement"]) == (
            34900,
            {"employers_ore": 10000, "private_ore": 0, "advances": [], "pay_ore": 24900},
        )
        listed = (await work.app.get("/claims")).json()["claims"][0]
        assert (listed["total_ore"], listed["pay_ore"]) == (34900, 24900)
