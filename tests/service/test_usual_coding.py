"""What a receipt was approved on is proposed for the next one of its merchant: receipts and claims, with a broker between."""

from pathlib import Path
from typing import Any
from uuid import UUID

from services.receipts.service import SERVICE as RECEIPTS
from shared.contracts.directory import CodingPlanChanged
from shared.identity import Actor, Role
from shared.ids import new_id
from tests.conftest import Broker
from tests.service.claims_at_work import NOW, AtWork, at_work
from tests.service.harness import Running, running
from tests.service.receipts_at_work import PHOTO, approved, put, read, until

ADMINISTRATOR = Actor(new_id(), roles=frozenset({Role.ADMINISTRATOR}))
PLAN = (
    {"number": "1", "name": "Enhet", "codes": [{"code": "4120", "name": "Hemtjänsten Norra"}]},
    {
        "number": "6",
        "name": "Projekt",
        "codes": [
            {"code": "7650", "name": "Trygg hemgång", "closed_from": "2026-07-01"},
            {"code": "7712", "name": "Digital tillsyn"},
            {"code": "7720", "name": "Heltid som norm"},
        ],
    },
)


def plan(*dimensions: Any) -> CodingPlanChanged:
    told = {"id": new_id(), "occurred_at": NOW, "dimensions": dimensions}
    return CodingPlanChanged.model_validate(told)


async def a_receipt(receipts: Running, work: AtWork) -> UUID:
    """Of the same merchant, read."""
    one = new_id()
    owner = receipts.as_person(work.somebody.actor)
    await put(owner, one, PHOTO + one.bytes)
    said = {
        "merchant": "Ica Maxi",
        "organisation_number": "556677-8899",
        "kind": "office",
        "total": 100 + one.int % 10_000,
    }
    await read(work.broker, owner, one, said=said)
    return one


async def its_line(work: AtWork, receipt_id: UUID) -> tuple[str, str, dict[str, Any]]:
    """On a claim of its own, once claims knows what was read."""
    claim_id, line_id = await work.open(), str(new_id())
    await work.put_line(claim_id, line_id, receipt_id=receipt_id)
    view = await work.until(claim_id, lambda one: one["lines"][0]["merchant"] == "Ica Maxi")
    return claim_id, line_id, view["lines"][0]


def words(line: dict[str, Any]) -> list[tuple[str, str]]:
    return [(one["name"], one["whence"]) for one in line["booked_on"]]


async def test_a_project_under_which_a_receipt_was_approved_is_proposed_for_the_next_until_it_is_undone(
    broker: Broker, data_dir: Path
) -> None:
    norra = ("Hemtjänsten Norra", "employment")
    async with at_work(broker, data_dir, None) as work, running(RECEIPTS, broker, data_dir) as receipts:
        admin = receipts.as_person(ADMINISTRATOR)
        await work.tell(plan(*PLAN))
        first = await a_receipt(receipts, work)
        assert words((await its_line(work, first))[2]) == [norra]
        await work.tell(approved(work.somebody.actor, first, {"1": "9999", "6": "7712"}))

        async def is_learned() -> bool:
            return bool((await admin.get("/merchants")).json()["merchants"])

        await until(is_learned)
        claim_id, line_id, line = await its_line(work, await a_receipt(receipts, work))
        assert words(line) == [norra, ("Digital tillsyn", "merchant")]
        other = await work.put_line(claim_id, line_id, **{**line, "coding": {"6": "7720"}})
        assert words(other.json()["lines"][0]) == [norra, ("Heltid som norm", "own")]
        none = await work.put_line(claim_id, line_id, **{**other.json()["lines"][0], "coding": {"6": ""}})
        assert words(none.json()["lines"][0]) == [norra]
        usual = await work.put_line(claim_id, line_id, **{**none.json()["lines"][0], "coding": {"6": "7712"}})
        assert (usual.json()["lines"][0]["coding"], words(usual.json()["lines"][0])) == ({}, words(line))
        [amount] = usual.json()["amounts"]
        assert amount["dimension_names"] == {"1": "Hemtjänsten Norra", "6": "Digital tillsyn"}

        told_earlier, _, line = await its_line(work, await a_receipt(receipts, work))
        assert words(line) == [norra, ("Digital tillsyn", "merchant")]
        [entry] = (await admin.get("/merchants")).json()["merchants"]
        undone = await admin.delete(f"/merchants/{entry['id']}/lessons?topic=coding&said=%7B%226%22%3A%20%227712%22%7D")
        assert undone.status_code == 204
        assert words((await its_line(work, await a_receipt(receipts, work)))[2]) == [norra]
        await work.until(told_earlier, lambda seen: words(seen["lines"][0]) == [norra])


async def test_a_code_that_is_closed_or_unknown_stops_the_line_and_the_usual_coding_mends_it(
    broker: Broker, data_dir: Path
) -> None:
    async with at_work(broker, data_dir, None) as work:
        claim_id, line_id = await work.open(), str(new_id())
        taxi = {"expense_kind": "taxi", "merchant": "Taxi", "date": "2026-10-12", "amount_ore": 24900}
        lost = {**taxi, "lost_receipt_reason": "Maskinen var trasig"}
        await work.put_line(claim_id, line_id, **lost, coding={"6": "7650"})
        assert (await work.get(claim_id))["lines"][0]["booked_on"][1]["name"] == "7650"
        await work.tell(plan(*PLAN))
        closed = await work.until(claim_id, lambda one: any(f["level"] == "stop" for f in one["findings"]))
        [finding] = [one for one in closed["findings"] if one["level"] == "stop"]
        assert (finding["text"]["id"], finding["field"]) == ("check.cost-coding-missing.closed", "coding")
        assert finding["text"]["parameters"] == {"code": "Trygg hemgång", "date": "2026-07-01"}
        assert finding["mend"] == "use-usual-coding"
        assert (await work.submit(claim_id)).status_code == 422
        await work.put_line(claim_id, line_id, **lost, coding={"6": "1234"}, base_version=1)
        [unknown] = [one["text"] for one in (await work.get(claim_id))["findings"] if one["level"] == "stop"]
        assert unknown == {"id": "check.cost-coding-missing.unknown", "parameters": {"code": "1234", "date": None}}
        mended = await work.put_line(claim_id, line_id, **lost, coding={}, base_version=2)
        assert [one for one in mended.json()["findings"] if one["level"] == "stop"] == []
        assert (await work.submit(claim_id)).status_code == 200
        assert (await work.document(claim_id)).lines[0].dimensions == {"1": "4120"}


async def test_codes_are_found_by_words_and_closed_ones_are_not_offered(broker: Broker, data_dir: Path) -> None:
    async with at_work(broker, data_dir, None) as work:
        assert (await work.app.get("/known")).json()["dimensions"] == []
        await work.tell(plan(*PLAN))

        async def is_kept() -> bool:
            return bool((await work.app.get("/known")).json()["dimensions"])

        await until(is_kept)

        async def found(query: str) -> list[str]:
            answer = await work.app.get(f"/codes?on=2026-10-12&dimension={query}")
            return [one["name"] for one in answer.json()["codes"]]

        assert await found("6") == ["Digital tillsyn", "Heltid som norm"]
        assert await found("6&search=NORM%20heltid") == ["Heltid som norm"]
        assert await found("1&search=41") == ["Hemtjänsten Norra"]
        assert await found("6&search=%25") == []
        assert (await work.app.get("/codes?on=2026-06-30&dimension=6")).json()["codes"][0]["code"] == "7650"


async def test_an_older_plan_that_comes_late_changes_nothing(broker: Broker, data_dir: Path) -> None:
    async with at_work(broker, data_dir, None) as work:
        older = plan().model_copy(update={"occurred_at": NOW.replace(year=2025)})
        await work.tell(plan(*PLAN), older, plan(*PLAN[:1]).model_copy(update={"occurred_at": NOW.replace(year=2027)}))

        async def is_kept() -> bool:
            dimensions = (await work.app.get("/known")).json()["dimensions"]
            assert dimensions == [] or dimensions[0] == {"number": "1", "name": "Enhet"}
            return len(dimensions) == 1

        await until(is_kept)


async def test_a_divided_receipt_is_handed_in_as_a_line_for_each_part_that_is_paid(
    broker: Broker, data_dir: Path
) -> None:
    async with at_work(broker, data_dir, None) as work:
        claim_id, line_id, shared, own, private = await work.open(), str(new_id()), new_id(), new_id(), new_id()
        vat = [{"rate": 25, "net_ore": 40_000, "vat_ore": 10_000}]
        dinner = {"expense_kind": "office", "merchant": "Clas", "date": "2026-10-12", "amount_ore": 50_000, "vat": vat}
        parts = [
            {"id": shared, "amount_ore": 30_000, "coding": {"6": "7712"}, "person": "Stina"},
            {"id": own, "amount_ore": 12_000},
            {"id": private, "amount_ore": 7_000, "is_private": True},
        ]
        fields = {**dinner, "lost_receipt_reason": "Borttappat", "parts": parts}
        view = (await work.put_line(claim_id, line_id, **fields)).json()
        [finding] = [one for one in view["findings"] if one["level"] == "warn"]
        assert finding["text"]["parameters"] == {"sum": 49_000, "total": 50_000}
        parts[1]["amount_ore"] = 13_000
        view = (await work.put_line(claim_id, line_id, **fields, base_version=1)).json()
        assert (view["total_ore"], [one for one in view["findings"] if one["level"] != "info"]) == (43_000, [])
        booked = view["lines"][0]["parts_booked_on"]
        assert [one["code"] for one in booked[str(shared)]] == ["4120", "7712"] and str(private) not in booked
        again = await work.put_line(claim_id, line_id, **fields, base_version=1)
        assert (again.status_code, again.json()["lines"][0]["version"]) == (200, 2)
        assert (await work.submit(claim_id)).status_code == 200
        document = await work.document(claim_id)
        assert {one.line_id for one in document.findings} == {str(shared)}
        lines = document.lines
        assert [(line.id, line.amount_ore, line.dimensions.get("6")) for line in lines] == [
            (shared, 30_000, "7712"),
            (own, 13_000, None),
        ]
        assert sum(row.vat_ore for line in lines for row in line.vat) == 8_600
