"""What becomes of a claim's total: what the employer's card has paid is accounted for and not paid out."""

from pathlib import Path

from shared.contracts.directory import Card, PersonChanged
from shared.ids import new_id
from tests.conftest import Broker
from tests.service.claims_at_work import NOW, AtWork, a_taxi, at_work, receipt_added, receipt_read


def with_cards(work: AtWork, *cards: Card) -> PersonChanged:
    [told] = [one for one in work.somebody.told() if isinstance(one, PersonChanged) and one.employments]
    return told.model_copy(update={"id": new_id(), "occurred_at": NOW, "cards": cards})


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
        assert view["settlement"] == {"employers_ore": 31500, "pay_ore": 0}
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
        assert (view["total_ore"], view["settlement"]) == (34900, {"employers_ore": 10000, "pay_ore": 24900})
        listed = (await work.app.get("/claims")).json()["claims"][0]
        assert (listed["total_ore"], listed["pay_ore"]) == (34900, 24900)
