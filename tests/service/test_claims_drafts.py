"""A draft from its first line to the day it is handed in, over ASGI, on both databases, with a real broker."""

import base64
import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from shared.contracts.receipts import ReceiptCorrected, ReceiptFields
from shared.identity import Actor
from shared.ids import new_id
from tests.conftest import Broker
from tests.postgres import create_database
from tests.service.claims_at_work import NOW, a_taxi, at_work, receipt_added, receipt_read


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str | None:
    if request.param == "sqlite":
        return None
    server: str = request.getfixturevalue("postgres")
    return create_database(server, f"claims_{new_id().hex}")


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


async def test_a_trip_with_meals_shows_amounts_with_their_reasons(
    broker: Broker, data_dir: Path, database_url: str | None
) -> None:
    async with at_work(broker, data_dir, database_url) as work:
        claim_id = await work.open("trip")
        view = (await work.app.put(f"/claims/{claim_id}/trip", TRIP)).json()
        amounts = {(one["type"], one["date"]): one["amount_ore"] for one in view["amounts"]}
        assert amounts == {
            ("per_diem_domestic_full", "2026-10-06"): 19500,
            ("per_diem_domestic_half", "2026-10-07"): 12000,
            ("meal_benefit_lunch", "2026-10-06"): 0,
        }
        assert (view["total_ore"], view["tax_free_ore"], view["taxable_ore"]) == (31500, 31500, 0)
        reasons = [reason["text"]["id"] for reason in view["amounts"][0]["reasons"]]
        assert reasons[:2] == ["rule.per_diem.whole.row", "rule.meal.row"]
        assert [one["check"] for one in view["findings"]] == []
        assert view["title"] == "Göteborg"
        assert (view["approver_name"], view["pay_day"]) == ("Eva Sandberg", "2026-10-27")
        handed_in = (await work.submit(claim_id)).json()
        assert (handed_in["state"], handed_in["total_ore"]) == ("submitted", 31500)
        assert handed_in["number"].startswith("K-2026-")


ABROAD = [
    {"country": "SE", "start": "2026-10-06T06:40+02:00", "end": "2026-10-06T08:00+02:00"},
    {"country": "DK", "start": "2026-10-06T09:00+02:00", "end": "2026-10-07T16:00+02:00"},
    {"country": "SE", "start": "2026-10-07T17:00+02:00", "end": "2026-10-07T18:10+02:00"},
]


async def test_a_trip_abroad_is_paid_by_its_countries_and_tells_them_to_whoever_decides(
    broker: Broker, data_dir: Path, database_url: str | None
) -> None:
    async with at_work(broker, data_dir, database_url) as work:
        claim_id = await work.open("trip")
        view = (await work.app.put(f"/claims/{claim_id}/trip", {**TRIP, "stays": ABROAD})).json()
        assert [stay["country"] for stay in view["trip"]["stays"]] == ["SE", "DK", "SE"]
        titles = [one["title"] for one in view["amounts"] if one["type"].startswith("per_diem_abroad")]
        assert [one["parameters"] for one in titles] == [{"country": "country.DK"}] * 2
        unknown = [{**ABROAD[0], "country": "ZZ"}]
        refused = await work.app.put(f"/claims/{claim_id}/trip", {**TRIP, "base_version": 1, "stays": unknown})
        assert (refused.status_code, refused.json()["code"]) == (422, "unknown-country")
        assert refused.json()["field"] == "trip.stays.0.country"
        assert (await work.submit(claim_id)).status_code == 200
        told = (await work.document(claim_id)).trip
        assert told is not None and [stay.country for stay in told.stays] == ["SE", "DK", "SE"]


async def test_a_stay_of_more_than_three_months_is_told_from_earlier_trips_and_paid_as_said(
    broker: Broker, data_dir: Path, database_url: str | None
) -> None:
    async with at_work(broker, data_dir, database_url) as work:
        summer = {**TRIP, "start": "2026-06-20T08:00+02:00", "end": "2026-09-25T20:00+02:00", "meals": [], "nights": []}
        await work.app.put(f"/claims/{await work.open('trip')}/trip", {**summer, "destination": "göteborg"})
        claim_id = await work.open("trip")
        before = (await work.app.put(f"/claims/{claim_id}/trip", TRIP)).json()
        [found] = before["findings"]
        assert (found["check"], found["mend"], found["field"]) == ("three-months", "use-long-stay", "trip.assignment")
        assert found["text"]["parameters"]["since"] == "2026-06-20"

        said = {"since": "2026-06-20", "extension_days": 2}
        after = (await work.app.put(f"/claims/{claim_id}/trip", {**TRIP, "base_version": 1, "assignment": said})).json()
        assert (after["findings"], after["trip"]["assignment"]) == ([], said)
        assert [one["amount_ore"] for one in after["amounts"][:2]] == [13600, 8400]
        assert "rule.per_diem.after_three_months" in {reason["text"]["id"] for reason in after["amounts"][0]["reasons"]}
        assert (await work.submit(claim_id)).status_code == 200
        told = (await work.document(claim_id)).trip
        assert told is not None and told.assignment is not None and told.assignment.since == dt.date(2026, 6, 20)


async def test_a_per_diem_for_a_place_that_was_driven_to_within_50_km_is_asked_about(
    broker: Broker, data_dir: Path, database_url: str | None
) -> None:
    async with at_work(broker, data_dir, database_url) as work:
        way = {"kind": "drive", "date": "2026-09-01", "from_place": "Norra", "to_place": "Sala", "distance_hm": 412}
        await work.put_line(await work.open("drives"), **way)
        claim_id = await work.open("trip")
        asked = (await work.app.put(f"/claims/{claim_id}/trip", {**TRIP, "destination": "Sala"})).json()
        [found] = asked["findings"]
        assert (found["check"], found["mend"]) == ("within-50-km", "take-per-diem-off")
        assert found["text"]["parameters"] == {"place": "Sala", "base": "Norra", "distance": 412}
        far = {**TRIP, "destination": "Göteborg", "base_version": 1}
        assert (await work.app.put(f"/claims/{claim_id}/trip", far)).json()["findings"] == []


async def test_an_unfinished_draft_says_what_is_missing_and_is_not_taken(
    broker: Broker, data_dir: Path, database_url: str | None
) -> None:
    async with at_work(broker, data_dir, database_url) as work:
        claim_id, line_id = await work.open(), new_id()
        empty = await work.submit(claim_id)
        assert [one["field"] for one in empty.json()["fields"]] == ["claim"]
        await work.put_line(claim_id, line_id)
        answer = await work.submit(claim_id)
        assert (answer.status_code, answer.json()["code"]) == (422, "claim-not-ready")
        fields = {one["field"]: one["text"]["id"] for one in answer.json()["fields"]}
        assert fields == {
            f"{line_id}.receipt_id": "check.receipt-missing.no-merchant",
            f"{line_id}.amount_ore": "check.amount-missing",
            f"{line_id}.expense_kind": "check.kind-missing",
            f"{line_id}.date": "check.date-missing.expense",
        }
        assert (await work.get(claim_id))["state"] == "draft"
        assert await work.told("claim.submitted.v1") == []


async def test_a_warning_wants_a_reason_which_is_shown_with_the_claim(
    broker: Broker, data_dir: Path, database_url: str | None
) -> None:
    async with at_work(broker, data_dir, database_url) as work:
        claim_id = await work.open()
        await work.put_line(claim_id, **a_taxi(date="2026-05-02"))
        assert (await work.submit(claim_id)).json()["code"] == "claim-not-ready"
        view = (await work.submit(claim_id, receipt_old="Låg i jackan")).json()
        assert [(one["check"], one["reason"]) for one in view["findings"] if one["level"] == "warn"] == [
            ("receipt-old", "Låg i jackan")
        ]


async def test_the_same_write_again_gives_the_same_answer_and_an_outdated_one_is_refused(
    broker: Broker, data_dir: Path, database_url: str | None
) -> None:
    async with at_work(broker, data_dir, database_url) as work:
        claim_id, line_id = await work.open(), new_id()
        first = (await work.put_line(claim_id, line_id, **a_taxi())).json()
        again = (await work.put_line(claim_id, line_id, **a_taxi())).json()
        assert (again["lines"], again["lines"][0]["version"]) == (first["lines"], 1)
        changed = await work.put_line(claim_id, line_id, **a_taxi(amount_ore=25000, base_version=1))
        assert changed.json()["lines"][0]["version"] == 2
        outdated = await work.put_line(claim_id, line_id, **a_taxi(amount_ore=26000, base_version=1))
        assert (outdated.status_code, outdated.json()["code"]) == (409, "version-outdated")
        assert outdated.json()["text"]["parameters"] == {"current": 2}


async def test_a_removed_line_is_gone_and_can_be_put_back(
    broker: Broker, data_dir: Path, database_url: str | None
) -> None:
    async with at_work(broker, data_dir, database_url) as work:
        claim_id, line_id = await work.open(), new_id()
        await work.put_line(claim_id, line_id, **a_taxi())
        path = f"/claims/{claim_id}/lines/{line_id}"
        assert (await work.app.delete(f"{path}?base_version=0")).json()["code"] == "version-outdated"
        assert (await work.app.delete(f"{path}?base_version=1")).json()["lines"] == []
        assert (await work.app.delete(f"{path}?base_version=1")).status_code == 200
        back = await work.put_line(claim_id, line_id, **a_taxi(base_version=2))
        assert [line["version"] for line in back.json()["lines"]] == [3]


async def test_a_reading_fills_a_waiting_line_where_nothing_is_typed_and_follows_corrections(
    broker: Broker, data_dir: Path, database_url: str | None
) -> None:
    async with at_work(broker, data_dir, database_url) as work:
        claim_id, line_id, receipt_id = await work.open(), new_id(), new_id()
        waiting = (await work.put_line(claim_id, line_id, receipt_id=receipt_id, merchant="Kurir")).json()
        assert [one["check"] for one in waiting["findings"]] == ["receipt-being-read"]
        await work.tell(receipt_added(work.somebody, receipt_id), receipt_read(work.somebody, receipt_id))
        view = await work.until(claim_id, lambda seen: bool(seen["amounts"]))
        line = view["lines"][0]
        assert (line["merchant"], line["date"], line["amount_ore"], line["expense_kind"]) == (
            "Kurir",
            "2026-10-12",
            31500,
            "taxi",
        )
        assert view["findings"] == []
        sent_back = {name: value for name, value in line.items() if name not in ("id", "version")}
        await work.put_line(claim_id, line_id, **{**sent_back, "purpose": "Kvällspass"})
        await work.tell(
            ReceiptCorrected(
                id=new_id(),
                occurred_at=NOW,
                receipt_id=receipt_id,
                person_id=work.somebody.person_id,
                version=3,
                fields=ReceiptFields(merchant="Taxi Kurir", date=NOW.date(), total=30500, currency="SEK", kind="taxi"),
                corrected=("total", "date"),
            )
        )
        view = await work.until(claim_id, lambda seen: seen["total_ore"] == 30500)
        assert (view["lines"][0]["date"], view["lines"][0]["purpose"]) == ("2026-10-14", "Kvällspass")
        assert view["receipt_versions"] == {str(receipt_id): 3}
        assert (await work.submit(claim_id)).json()["amounts"][0]["evidence"]["corrected"] == ["total", "date"]


async def test_the_same_receipt_in_two_claims_is_stopped(
    broker: Broker, data_dir: Path, database_url: str | None
) -> None:
    async with at_work(broker, data_dir, database_url) as work:
        receipt_id = new_id()
        await work.tell(receipt_added(work.somebody, receipt_id), receipt_read(work.somebody, receipt_id))
        first = await work.open()
        await work.put_line(first, receipt_id=receipt_id)
        await work.until(first, lambda seen: bool(seen["amounts"]))
        number = (await work.submit(first)).json()["number"]
        second = await work.open()
        view = (await work.put_line(second, receipt_id=receipt_id)).json()
        [found] = view["findings"]
        assert (found["check"], found["text"]["parameters"]["claim"]) == ("duplicate-own", number)
        typed = (await work.put_line(second, **a_taxi(merchant="TAXI  kurir", amount_ore=31500, vat=[]))).json()
        assert [one["check"] for one in typed["findings"]].count("duplicate-own") == 2


async def test_a_receipt_that_receipts_tells_is_the_same_is_stopped_until_the_person_says_it_is_another(
    broker: Broker, data_dir: Path, database_url: str | None
) -> None:
    async with at_work(broker, data_dir, database_url) as work:
        first, again = new_id(), new_id()
        await work.tell(receipt_added(work.somebody, first), receipt_read(work.somebody, first))
        one = await work.open()
        await work.put_line(one, receipt_id=first)
        await work.until(one, lambda seen: bool(seen["amounts"]))
        number = (await work.submit(one)).json()["number"]
        read = receipt_read(work.somebody, again, merchant="Taxi Kvrir", total=None, date="2026-10-13")
        same = read.model_copy(update={"duplicate_of": first, "look_alikes": 1})
        await work.tell(receipt_added(work.somebody, again), same)
        two, line_id = await work.open(), new_id()
        line = {"receipt_id": again, "amount_ore": 31500}
        await work.put_line(two, line_id, **line)
        view = await work.until(two, lambda seen: len(seen["findings"]) == 2)
        stop, question = view["findings"]
        assert (stop["check"], stop["level"], stop["mend"]) == ("duplicate-own", "stop", "remove-or-another")
        assert (stop["line_id"], stop["text"]["parameters"]) == (str(line_id), {"claim": number})
        assert (question["check"], question["level"]) == ("duplicate-colleague", "warn")
        assert (await work.submit(two)).json()["code"] == "claim-not-ready"

        for _ in range(2):  # the same sent again
            answer = await work.put_line(two, line_id, **line, base_version=1, is_another=True)
            assert (answer.status_code, answer.json()["lines"][0]["version"]) == (200, 2)
        assert (await work.get(two))["lines"][0]["is_another"], "kept for the next device"
        handed_in = await work.submit(two, duplicate_colleague="Vi delade på resan")
        assert handed_in.status_code == 200, handed_in.text
        told = {one.check: one for one in (await work.document(two)).findings}
        assert told["receipt-another"].text.parameters == {"claim": number}
        assert told["duplicate-colleague"].reason == "Vi delade på resan"


async def test_a_receipt_is_asked_about_no_more_when_the_one_like_it_is_gone(
    broker: Broker, data_dir: Path, database_url: str | None
) -> None:
    async with at_work(broker, data_dir, database_url) as work:
        receipt_id = new_id()
        read = receipt_read(work.somebody, receipt_id)
        await work.tell(
            receipt_added(work.somebody, receipt_id), read.model_copy(update={"look_alikes": 1, "version": 2})
        )
        claim_id = await work.open()
        await work.put_line(claim_id, receipt_id=receipt_id)
        await work.until(claim_id, lambda seen: [one["check"] for one in seen["findings"]] == ["duplicate-colleague"])
        await work.tell(
            ReceiptCorrected(
                id=new_id(),
                occurred_at=read.occurred_at + dt.timedelta(minutes=1),
                receipt_id=receipt_id,
                person_id=work.somebody.person_id,
                version=2,
                fields=read.fields,
                corrected=(),
            )
        )
        view = await work.until(claim_id, lambda seen: not seen["findings"])
        assert view["lines"][0]["merchant"] == "Taxi Kurir"


async def test_somebody_elses_claim_is_neither_seen_nor_changed(
    broker: Broker, data_dir: Path, database_url: str | None
) -> None:
    async with at_work(broker, data_dir, database_url) as work:
        claim_id = await work.open()
        stranger = work.service.as_person(Actor(new_id()))
        body = {"employment_id": work.somebody.employment_id, "kind": "expense"}
        for answer in (
            await stranger.get(f"/claims/{claim_id}"),
            await stranger.put(f"/claims/{claim_id}", body),
            await stranger.put(f"/claims/{claim_id}/lines/{new_id()}", {"kind": "expense", "base_version": 0}),
            await stranger.put(f"/claims/{claim_id}/submission", {"version": 1}),
            await stranger.delete(f"/claims/{claim_id}"),
        ):
            assert (answer.status_code, answer.json()["code"]) == (403, "not-allowed")
        assert (await stranger.get(f"/claims/{new_id()}")).json()["code"] == "not-found"
        opened = await stranger.put(f"/claims/{new_id()}", body)
        assert (opened.status_code, opened.json()["code"]) == (422, "unknown-employment")


async def test_somebody_elses_receipt_is_refused(broker: Broker, data_dir: Path, database_url: str | None) -> None:
    async with at_work(broker, data_dir, database_url) as work:
        claim_id, receipt_id, own_id = await work.open(), new_id(), new_id()
        own, other = receipt_added(work.somebody, own_id), receipt_added(work.somebody, receipt_id)
        await work.tell(other.model_copy(update={"person_id": new_id()}), own, receipt_read(work.somebody, own_id))
        await work.put_line(claim_id, receipt_id=own_id)
        await work.until(claim_id, lambda seen: bool(seen["amounts"]))
        answer = await work.put_line(claim_id, receipt_id=receipt_id)
        assert (answer.status_code, answer.json()["code"]) == (403, "receipt-of-another")


@pytest.mark.parametrize(
    ("path", "body", "code"),
    [
        ("lines/{line}", {"kind": "expense", "base_version": 0, "expense_kind": "yacht"}, "unknown-kind"),
        ("lines/{line}", {"kind": "expense", "base_version": 0, "date": "0001-01-01"}, "year-impossible"),
        ("lines/{line}", {"kind": "drive", "base_version": 0, "date": "9999-12-31"}, "year-impossible"),
        ("trip", TRIP, "claim-without-trip"),
        (
            "lines/{line}",
            {"kind": "expense", "base_version": 0, "vat": [{"rate": -100, "net_ore": 1, "vat_ore": 1}]},
            "vat-impossible",
        ),
        ("lines/{line}", {"kind": "boat", "base_version": 0}, "invalid-input"),
    ],
)
async def test_what_no_draft_can_say_is_refused(
    broker: Broker, data_dir: Path, path: str, body: dict[str, Any], code: str
) -> None:
    async with at_work(broker, data_dir, None) as work:
        claim_id = await work.open()
        answer = await work.app.put(f"/claims/{claim_id}/{path.format(line=new_id())}", body)
        assert (answer.status_code, answer.json()["code"]) == (422, code)


async def test_a_lunch_cannot_be_a_hotel_breakfast_and_ids_serve_one_purpose(broker: Broker, data_dir: Path) -> None:
    async with at_work(broker, data_dir, None) as work:
        trip, expense, line_id = await work.open("trip"), await work.open(), new_id()
        meals = [{"date": "2026-10-06", "lunch": "hotel_breakfast"}]
        answer = await work.app.put(f"/claims/{trip}/trip", {**TRIP, "meals": meals})
        assert answer.json()["code"] == "meal-not-breakfast"
        early = await work.app.put(f"/claims/{trip}/trip", {**TRIP, "start": "0001-01-01T00:00+14:00"})
        assert (early.status_code, early.json()["code"]) == (422, "year-impossible")
        body = {"employment_id": work.somebody.employment_id, "kind": "drives"}
        assert (await work.app.put(f"/claims/{trip}", body)).json()["code"] == "claim-id-taken"
        await work.put_line(expense, line_id)
        assert (await work.put_line(trip, line_id)).json()["code"] == "line-id-taken"


async def test_words_that_show_nothing_and_a_way_of_nothing_are_missing(broker: Broker, data_dir: Path) -> None:
    async with at_work(broker, data_dir, None) as work:
        trip, drives, lost = await work.open("trip"), await work.open("drives"), await work.open()
        blank = {**TRIP, "purpose": "\u200b", "destination": "\u2060 "}
        view = (await work.app.put(f"/claims/{trip}/trip", blank)).json()
        assert {"trip-purpose-missing", "trip-destination-missing"} <= {one["check"] for one in view["findings"]}
        view = (await work.put_line(lost, **a_taxi(lost_receipt_reason="\u200b\u200b"))).json()
        assert "receipt-missing" in {one["check"] for one in view["findings"]}
        line_id, drive = new_id(), {"kind": "drive", "date": "2026-10-12", "vehicle": "own_car"}
        view = (await work.put_line(drives, line_id, **drive, distance_hm=0)).json()
        assert "distance-missing" in {one["check"] for one in view["findings"]}
        back = await work.put_line(drives, line_id, **drive, distance_hm=-1)
        assert (back.status_code, back.json()["code"]) == (422, "invalid-input")


async def test_lines_of_a_claim_have_a_limit(broker: Broker, data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.claims.commands.drafts.LINES_MAX", 2)
    async with at_work(broker, data_dir, None) as work:
        claim_id = await work.open()
        answers = [await work.put_line(claim_id) for _ in range(3)]
        assert [answer.status_code for answer in answers] == [200, 200, 422]
        assert answers[-1].json()["code"] == "too-many-lines"


async def test_a_draft_is_thrown_away_and_stays_away(broker: Broker, data_dir: Path, database_url: str | None) -> None:
    async with at_work(broker, data_dir, database_url) as work:
        claim_id = await work.open()
        assert [(await work.app.delete(f"/claims/{claim_id}")).status_code for _ in range(2)] == [204, 204]
        assert (await work.app.get(f"/claims/{claim_id}")).status_code == 404
        body = {"employment_id": work.somebody.employment_id, "kind": "expense"}
        assert (await work.app.put(f"/claims/{claim_id}", body)).json()["code"] == "not-found"
        assert (await work.app.get("/claims")).json() == {"claims": [], "next": None}


async def test_the_list_is_paged_latest_change_first(broker: Broker, data_dir: Path, database_url: str | None) -> None:
    async with at_work(broker, data_dir, database_url) as work:
        ids = [await work.open() for _ in range(3)]
        await work.put_line(ids[0], **a_taxi())
        first = (await work.app.get("/claims?limit=2")).json()
        rest = (await work.app.get(f"/claims?limit=2&cursor={first['next']}")).json()
        seen = [one["id"] for one in [*first["claims"], *rest["claims"]]]
        assert (sorted(seen), rest["next"]) == (sorted(ids), None)
        [taxi] = [one for one in [*first["claims"], *rest["claims"]] if one["id"] == ids[0]]
        assert (taxi["title"], taxi["total_ore"], taxi["first_date"]) == ("Taxi Västerås", 24900, "2026-10-12")
        assert (await work.app.get("/claims?state=submitted")).json()["claims"] == []
        before_the_year_1 = base64.urlsafe_b64encode(f"0001-01-01T00:00:00+14:00 {ids[0]}".encode()).decode()
        for cursor in ("nonsense", before_the_year_1):
            assert (await work.app.get(f"/claims?cursor={cursor}")).json()["code"] == "invalid-input"


async def test_a_text_that_not_every_database_keeps_is_refused(broker: Broker, data_dir: Path) -> None:
    async with at_work(broker, data_dir, None) as work:
        claim_id = await work.open()
        for field in ("purpose", "merchant", "lost_receipt_reason"):
            line = {"kind": "expense", "base_version": 0, field: "Till\0Västerås"}
            answer = await work.app.put(f"/claims/{claim_id}/lines/{new_id()}", line)
            assert (answer.status_code, answer.json()["code"]) == (422, "invalid-input"), field


async def test_meals_of_every_kind_are_taken_and_known_the_next_time(
    broker: Broker, data_dir: Path, database_url: str | None
) -> None:
    async with at_work(broker, data_dir, database_url) as work:
        assert (await work.app.get("/known")).json()["trip"] is None
        claim_id = await work.open("trip")
        meals = [
            {"date": "2026-10-06", "breakfast": "own", "lunch": "transport_included", "dinner": "representation"},
            {"date": "2026-10-07", "breakfast": "hotel_breakfast"},
        ]
        view = (await work.app.put(f"/claims/{claim_id}/trip", {**TRIP, "meals": meals})).json()
        first, last = (one["amount_ore"] for one in view["amounts"])
        assert (first, last) == (19500, 12000)  # 35 % of 300 kr for the dinner, 20 % of 150 kr for the breakfast
        assert (await work.app.get("/known")).json()["trip"] == {
            "first": {"breakfast": "own", "lunch": "transport_included", "dinner": "representation"},
            "between": {"breakfast": "hotel_breakfast", "lunch": "transport_included", "dinner": "representation"},
            "last": {"breakfast": "hotel_breakfast", "lunch": "none", "dinner": "none"},
            "paid_by": "employer",
        }


async def test_what_is_known_is_not_asked(broker: Broker, data_dir: Path, database_url: str | None) -> None:
    async with at_work(broker, data_dir, database_url) as work:
        claim_id = await work.open("drives")
        drive = {"kind": "drive", "from_place": "Norra", "to_place": "Björkhagen", "purpose": "Hembesök"}
        await work.put_line(claim_id, **drive)
        known = (await work.app.get("/known")).json()
        assert (known["name"], known["given_name"]) == ("Amina Yusuf", "Amina")
        [employment] = known["employments"]
        assert (employment["unit_name"], employment["approver_name"], employment["vehicle"]) == (
            "Hemtjänsten Norra",
            "Eva Sandberg",
            "own_car",
        )
        assert (known["purposes"], known["places"]) == (["Hembesök"], ["Björkhagen", "Norra"])
        assert known["usual_purposes"] == {"trip": [], "drive": ["Hembesök"]}
        kinds = (await work.app.get("/kinds")).json()
        hotel = {"id": "hotel", "text": {"id": "kind.hotel", "parameters": {}}, "icon": "bed"}
        assert hotel.items() <= kinds[0].items()


async def test_representation_is_told_with_who_took_part_and_they_are_proposed_next_time(
    broker: Broker, data_dir: Path
) -> None:
    anna, bo = {"name": "Anna Berg", "organisation": "Region Viken"}, {"name": "Bo Ek", "organisation": ""}
    dinner = a_taxi(
        expense_kind="representation_external",
        amount_ore=123000,
        vat=[{"rate": 12, "net_ore": 100000, "vat_ore": 12000}],
    )
    async with at_work(broker, data_dir, None) as work:
        claim_id, line_id = await work.open(), new_id()
        refused = await work.put_line(claim_id, line_id, **dinner)
        assert [one["text"]["id"] for one in refused.json()["findings"] if one["level"] == "stop"] == [
            "check.representation-people"
        ]
        said = {"form": "meal", "participants": [anna, bo], "alcohol_ore": 0}
        view = (await work.put_line(claim_id, line_id, **dinner, base_version=1, representation=said)).json()
        assert view["lines"][0]["representation"] == said
        assert [one["amount_ore"] for one in view["amounts"]] == [100800, 22200]
        assert (await work.submit(claim_id)).status_code == 200
        document = await work.document(claim_id)
        told = document.lines[0].representation
        assert told and [one.name for one in told.participants] == ["Anna Berg", "Bo Ek"]
        assert document.total_ore == 123000

        again = await work.open()
        await work.put_line(again, **a_taxi(representation={"participants": [bo]}))
        known = (await work.app.get("/known")).json()
        assert (known["participants"], known["together"]) == ([bo, anna], [anna, bo])
        kinds = {one["id"]: one["representation"] for one in (await work.app.get("/kinds")).json()}
        assert (kinds["representation_internal"], kinds["taxi"]) == ("internal", None)
