"""A submission is worked out again to the öre, whatever has become of the rates and of the person since."""

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlmodel import Session, select

from services.claims.domain.rates import RatePack
from services.claims.domain.rules import Rules
from services.claims.rates.canonical import named
from services.claims.rework import Reworked, rework_all, rework_claim
from services.claims.store.tables import SubmissionRow
from shared.contracts.directory import PersonChanged
from shared.database import Database
from shared.ids import new_id
from tests.conftest import Broker
from tests.service.claims_at_work import NOW, AtWork, a_taxi, at_work, receipt_added, receipt_read
from tests.service.test_claims_life import returned

PER_DIEM_OF_TWO_DAYS = 2 * 30000 + 15000 - 6000  # a night of one's own, a breakfast given


def doubled(rates: RatePack) -> RatePack:
    """Every allowance in Sweden twice as high, and every kilometre."""
    return named(
        replace(
            rates,
            per_diem_domestic=tuple(
                replace(one, whole_day_ore=2 * one.whole_day_ore) for one in rates.per_diem_domestic
            ),
            mileage=tuple(replace(one, ore_per_km=2 * one.ore_per_km) for one in rates.mileage),
        )
    )


async def a_whole_claim(work: AtWork) -> str:
    """A trip with a meal and a night, a drive, and a receipt in euro."""
    claim_id, receipt_id = await work.open("trip"), new_id()
    await work.tell(
        receipt_added(work.somebody, receipt_id),
        receipt_read(work.somebody, receipt_id, total=2500, currency="EUR", kind="parking"),
    )
    trip = {
        "base_version": 0,
        "destination": "Malmö",
        "purpose": "Utbildning",
        "start": "2026-10-12T08:00:00+02:00",
        "end": "2026-10-13T20:00:00+02:00",
        "meals": [{"date": "2026-10-12", "breakfast": "none"}, {"date": "2026-10-13", "breakfast": "provided"}],
        "nights": [{"night_of": "2026-10-12", "paid_by": "private"}],
    }
    assert (await work.app.put(f"/claims/{claim_id}/trip", trip)).status_code == 200
    await work.put_line(
        claim_id, kind="drive", date="2026-10-12", from_place="A", to_place="B", distance_hm=640, vehicle="own_car"
    )
    await work.put_line(claim_id, receipt_id=receipt_id, amount_ore=28731)
    await work.until(claim_id, lambda view: any(amount["amount_ore"] == 28731 for amount in view["amounts"]))
    answer = await work.submit(claim_id, receipt_date_future="x", receipt_outside_trip="x")
    assert answer.status_code == 200, answer.text
    return claim_id


def take(work: AtWork, change: Any) -> None:
    rules: Rules = work.service.app.state.rules
    work.service.app.state.rules = replace(rules, rates=change(rules.rates))


async def reworked(work: AtWork) -> list[Reworked]:
    rules = work.service.app.state.rules
    database: Database = work.service.app.state.database
    return await database.read(lambda session: list(rework_all(session, rules)))


async def test_a_submission_is_the_same_to_the_ore_after_rates_and_directory_changed(
    broker: Broker, data_dir: Path
) -> None:
    async with at_work(broker, data_dir, None) as work:
        claim_id = await a_whole_claim(work)
        told = (await work.get(claim_id))["total_ore"]
        assert told == PER_DIEM_OF_TWO_DAYS + 16000 + 28731
        take(work, doubled)
        person = work.somebody.told()[-1]
        assert isinstance(person, PersonChanged)
        employments = tuple(one.model_copy(update={"agreement": "agreement-example"}) for one in person.employments)
        await work.tell(person.model_copy(update={"id": new_id(), "occurred_at": NOW, "employments": employments}))
        await hand_in_another_until_it_follows_the_agreement(work)
        of_claim, other = await reworked(work)
        assert of_claim.is_same and of_claim.again_ore == told
        assert other.is_same and other.rules_version != of_claim.rules_version


async def hand_in_another_until_it_follows_the_agreement(work: AtWork) -> None:
    claim_id = await work.open("drives")
    await work.put_line(
        claim_id, kind="drive", date="2026-10-12", from_place="A", to_place="C", distance_hm=100, vehicle="own_car"
    )
    await work.until(claim_id, lambda view: view["total_ore"] == 3700)
    assert (await work.submit(claim_id)).status_code == 200


async def test_what_was_tampered_with_is_found(broker: Broker, data_dir: Path) -> None:
    async with at_work(broker, data_dir, None) as work:
        await work.hand_in_taxi()

        def raise_it(session: Session) -> None:
            row = session.exec(select(SubmissionRow)).one()
            row.lines = [{**row.lines[0], "amount_ore": 24901}]

        await work.service.app.state.database.write(raise_it)
        [one] = await reworked(work)
        assert (one.is_same, one.told_ore, one.again_ore, len(one.differing)) == (False, 24900, 24901, 1)


async def test_a_returned_claim_finishes_under_the_rates_it_began_with(broker: Broker, data_dir: Path) -> None:
    async with at_work(broker, data_dir, None) as work:
        claim_id = await a_whole_claim(work)
        first = await work.document(claim_id)
        take(work, doubled)
        await work.assign(claim_id)
        await work.tell(returned(work, claim_id))
        view = await work.until(claim_id, lambda view: bool(view["state"] == "returned"))
        assert (view["total_ore"], view["rates_version"]) == (first.total_ore, first.rules_version)
        pack = await work.app.get(f"/rate-packs/{first.rules_version}")
        assert pack.json()["version"] == first.rules_version, "the phone works it out by the same"
        assert (await work.app.get("/rate-packs/0123456789ab")).status_code == 404
        assert (await work.submit(claim_id, 2, receipt_outside_trip="x")).status_code == 200
        again = await work.document(claim_id)
        assert (again.version, again.rules_version, again.total_ore) == (2, first.rules_version, first.total_ore)
        rules = work.service.app.state.rules
        versions = await work.service.app.state.database.read(
            lambda session: rework_claim(session, first.claim_id, rules)
        )
        assert [(one.version, one.is_same) for one in versions] == [(1, True), (2, True)]


async def test_a_day_that_the_first_rates_do_not_know_is_paid_by_todays(broker: Broker, data_dir: Path) -> None:
    def without_late_autumn(rates: RatePack) -> RatePack:
        until = dt.date(2026, 10, 12)
        return named(replace(rates, mileage=tuple(replace(one, valid_to=until) for one in rates.mileage)))

    async with at_work(broker, data_dir, None) as work:
        today = work.service.app.state.rules.rates
        take(work, without_late_autumn)
        claim_id, line_id = await work.open("drives"), new_id()
        drive = {"kind": "drive", "from_place": "A", "to_place": "B", "distance_hm": 100, "vehicle": "own_car"}
        await work.put_line(claim_id, line_id, date="2026-10-12", **drive)
        assert (await work.submit(claim_id)).status_code == 200
        take(work, lambda _: today)
        await work.assign(claim_id)
        await work.tell(returned(work, claim_id))
        await work.until(claim_id, lambda view: bool(view["state"] == "returned"))
        await work.put_line(claim_id, line_id, date="2026-10-13", **{**drive, "base_version": 1})
        answer = await work.submit(claim_id, 2)
        assert answer.status_code == 200, answer.text
        assert (await work.document(claim_id)).rules_version == today.version


async def test_an_agreement_that_nobody_knows_is_named(broker: Broker, data_dir: Path) -> None:
    async with at_work(broker, data_dir, None) as work:
        person = work.somebody.told()[-1]
        assert isinstance(person, PersonChanged)
        employments = tuple(one.model_copy(update={"agreement": "avtal-2o26"}) for one in person.employments)
        await work.tell(person.model_copy(update={"id": new_id(), "occurred_at": NOW, "employments": employments}))
        claim_id = await work.open("drives")
        await work.put_line(
            claim_id, kind="drive", date="2026-10-12", from_place="A", to_place="B", distance_hm=100, vehicle="own_car"
        )
        view = await work.until(claim_id, lambda view: bool(view["findings"]))
        assert [one["text"] for one in view["findings"]] == [
            {"id": "check.unknown-agreement", "parameters": {"agreement": "avtal-2o26"}}
        ]
        assert (await work.put_line(claim_id, **a_taxi())).status_code == 200
