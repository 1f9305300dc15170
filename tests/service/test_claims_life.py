"""What becomes of a claim that was handed in, over ASGI, on both databases, with events through a real broker."""

import asyncio
import datetime as dt
from pathlib import Path
from uuid import UUID

import pytest

from shared.contracts.approvals import ClaimRejected, ClaimReleased, ClaimReturned, Remark, WithdrawalRefused
from shared.contracts.directory import PersonChanged, UnitChanged
from shared.contracts.payroll_export import ClaimExported, ExportVoided
from shared.identity import Actor, Role
from shared.ids import new_id
from tests.conftest import Broker
from tests.postgres import create_database
from tests.service.claims_at_work import NOW, AtWork, a_taxi, at_work

LATER = NOW + dt.timedelta(hours=2)


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str | None:
    if request.param == "sqlite":
        return None
    server: str = request.getfixturevalue("postgres")
    return create_database(server, f"claims_{new_id().hex}")


def returned(work: AtWork, claim_id: str, version: int = 1) -> ClaimReturned:
    return ClaimReturned(
        id=new_id(),
        occurred_at=LATER,
        claim_id=UUID(claim_id),
        version=version,
        remark=Remark(reason="purpose", field="purpose", words="Vart gick resan?"),
        approver_id=work.somebody.manager_id,
        approver_name="Eva Sandberg",
    )


def exported(claim_id: str, batch_id: object) -> ClaimExported:
    return ClaimExported.model_validate(
        {
            "id": new_id(),
            "occurred_at": LATER,
            "claim_id": claim_id,
            "batch_id": batch_id,
            "batch_number": 118,
            "amount_ore": 24900,
            "sealed_by_name": "Karin Ek",
        }
    )


def voided(claim_id: str, batch_id: object) -> ExportVoided:
    return ExportVoided.model_validate(
        {
            "id": new_id(),
            "occurred_at": LATER,
            "claim_id": claim_id,
            "batch_id": batch_id,
            "batch_number": 118,
            "voided_by_name": "Karin Ek",
        }
    )


async def test_two_taps_hand_in_once(broker: Broker, data_dir: Path, database_url: str | None) -> None:
    async with at_work(broker, data_dir, database_url) as work:
        claim_id = await work.open()
        await work.put_line(claim_id, **a_taxi())
        answers = await asyncio.gather(*(work.submit(claim_id) for _ in range(3)))
        assert {answer.status_code for answer in answers} == {200}
        assert {answer.json()["number"] for answer in answers} == {"K-2026-0001"}
        assert len(await work.told("claim.submitted.v1")) == 1
        view = await work.get(claim_id)
        assert [step["text"]["id"] for step in view["timeline"]] == ["timeline.submitted"]
        assert (view["state"], view["version"], view["editable"]) == ("submitted", 1, False)


async def test_numbers_of_a_year_have_no_gap_whatever_is_refused(
    broker: Broker, data_dir: Path, database_url: str | None
) -> None:
    async with at_work(broker, data_dir, database_url) as work:
        claims = [await work.open() for _ in range(6)]
        for place, claim_id in enumerate(claims[:4]):
            await work.put_line(claim_id, **a_taxi(merchant=f"Taxi {place}"))
        answers = await asyncio.gather(*(work.submit(claim_id) for claim_id in claims))
        numbers = sorted(answer.json()["number"] for answer in answers if answer.status_code == 200)
        assert numbers == [f"K-2026-000{place}" for place in range(1, 5)]


async def test_a_submitted_claim_cannot_be_edited(broker: Broker, data_dir: Path) -> None:
    async with at_work(broker, data_dir, None) as work:
        claim_id = await work.hand_in_taxi()
        for answer in (await work.put_line(claim_id, **a_taxi()), await work.app.delete(f"/claims/{claim_id}")):
            assert (answer.status_code, answer.json()["code"]) == (409, "claim-not-editable")


async def test_whose_turn_it_is_follows_the_assignment_to_the_pay_day(
    broker: Broker, data_dir: Path, database_url: str | None
) -> None:
    async with at_work(broker, data_dir, database_url) as work:
        claim_id = await work.hand_in_taxi()
        assert [one["text"]["id"] for one in (await work.get(claim_id))["ahead"]] == ["ahead.assign", "ahead.pay"]
        await work.assign(claim_id)
        view = await work.until(claim_id, lambda seen: seen["ahead"][0]["text"]["id"] == "ahead.decide")
        assert view["ahead"][0]["text"] == {"id": "ahead.decide", "parameters": {"name": "Eva Sandberg"}}
        assert view["ahead"][1]["text"]["parameters"] == {"date": "2026-10-27"}
        await work.tell(await work.approved(claim_id))
        view = await work.until(claim_id, lambda seen: seen["state"] == "approved")
        assert [one["text"]["id"] for one in view["ahead"]] == ["ahead.export", "ahead.pay"]
        batch_id = new_id()
        await work.tell(exported(claim_id, batch_id))
        view = await work.until(claim_id, lambda seen: seen["state"] == "exported")
        assert (view["timeline"][-1]["by"], view["pay_day"]) == ("Karin Ek", "2026-10-27")
        await work.tell(voided(claim_id, batch_id))
        view = await work.until(claim_id, lambda seen: seen["state"] == "approved")
        assert [step["text"]["id"] for step in view["timeline"]] == [
            "timeline.submitted",
            "timeline.assigned",
            "timeline.approved",
            "timeline.exported",
            "timeline.export-voided",
        ]


async def test_what_payroll_tells_before_the_approval_is_remembered(
    broker: Broker, data_dir: Path, database_url: str | None
) -> None:
    async with at_work(broker, data_dir, database_url) as work:
        claim_id, first, second = await work.hand_in_taxi(), new_id(), new_id()
        await work.tell(voided(claim_id, first), exported(claim_id, first), exported(claim_id, second))
        await asyncio.sleep(0.3)
        assert (await work.get(claim_id))["state"] == "submitted"
        await work.tell(await work.approved(claim_id))
        await work.until(claim_id, lambda seen: seen["state"] == "exported")


async def test_what_was_answered_is_not_asked_again_of_a_claim_that_came_back(
    broker: Broker, data_dir: Path, database_url: str | None
) -> None:
    async with at_work(broker, data_dir, database_url) as work:
        claim_id, line_id = await work.open(), new_id()
        await work.put_line(claim_id, line_id, **a_taxi(date="2026-05-02", purpose=""))
        assert (await work.submit(claim_id, receipt_old="Låg i jackan")).status_code == 200
        await work.tell(returned(work, claim_id))
        await work.until(claim_id, lambda seen: seen["state"] == "returned")
        work.set_clock(LATER + dt.timedelta(days=2))
        mended = a_taxi(date="2026-05-02", purpose="Till lasarettet", base_version=1)
        view = (await work.put_line(claim_id, line_id, **mended)).json()
        assert [one["reason"] for one in view["findings"] if one["level"] == "warn"] == ["Låg i jackan"]
        assert (await work.submit(claim_id, 2)).status_code == 200
        document = await work.document(claim_id)
        assert [one.reason for one in document.findings if one.level == "warn"] == ["Låg i jackan"]


async def test_a_returned_claim_opens_with_its_remark_is_mended_and_handed_in_as_version_two(
    broker: Broker, data_dir: Path, database_url: str | None
) -> None:
    async with at_work(broker, data_dir, database_url) as work:
        claim_id, line_id = await work.open(), new_id()
        await work.put_line(claim_id, line_id, **a_taxi(purpose=""))
        number = (await work.submit(claim_id)).json()["number"]
        await work.tell(returned(work, claim_id))
        view = await work.until(claim_id, lambda seen: seen["state"] == "returned")
        assert (view["returned"]["words"], view["returned"]["field"]) == ("Vart gick resan?", "purpose")
        assert (view["editable"], view["ahead"][0]["you"], view["timeline"][-1]["by"]) == (True, True, "Eva Sandberg")
        work.set_clock(LATER + dt.timedelta(minutes=5))
        await work.put_line(claim_id, line_id, **a_taxi(purpose="Till lasarettet", base_version=1))
        assert (await work.submit(claim_id, 1)).status_code == 200  # the first submission, sent once more: nothing new
        again = (await work.submit(claim_id, 2)).json()
        assert (again["state"], again["version"], again["number"]) == ("submitted", 2, number)
        assert again["timeline"][-1]["text"]["id"] == "timeline.submitted-again"
        assert again["returned"] is None
        document = await work.document(claim_id)
        assert (document.version, document.lines[0].note) == (2, "Till lasarettet")


async def test_a_decision_on_an_old_version_changes_nothing(
    broker: Broker, data_dir: Path, database_url: str | None
) -> None:
    async with at_work(broker, data_dir, database_url) as work:
        claim_id = await work.hand_in_taxi()
        old_approval = await work.approved(claim_id)
        await work.tell(returned(work, claim_id))
        await work.until(claim_id, lambda seen: seen["state"] == "returned")
        work.set_clock(LATER + dt.timedelta(minutes=5))
        await work.submit(claim_id, 2)
        await work.tell(old_approval, returned(work, claim_id, 1))
        await work.assign(claim_id, 2)
        view = await work.until(claim_id, lambda seen: seen["ahead"][0]["text"]["id"] == "ahead.decide")
        assert (view["state"], view["version"]) == ("submitted", 2)
        steps = sorted(step["text"]["id"] for step in (await work.get(claim_id))["timeline"])
        assert steps == ["timeline.assigned", "timeline.returned", "timeline.submitted", "timeline.submitted-again"]


async def test_a_withdrawal_that_is_granted_gives_the_draft_back(
    broker: Broker, data_dir: Path, database_url: str | None
) -> None:
    async with at_work(broker, data_dir, database_url) as work:
        claim_id = await work.hand_in_taxi()
        path = f"/claims/{claim_id}/withdrawal"
        assert (await work.app.put(path, {"version": 2})).json()["code"] == "version-outdated"
        views = [(await work.app.put(path, {"version": 1})).json() for _ in range(2)]
        assert [view["state"] for view in views] == ["withdrawing"] * 2
        assert len(await work.told("withdrawal_asked.v1")) == 1
        released = {"id": new_id(), "occurred_at": LATER, "claim_id": claim_id, "version": 1}
        await work.tell(ClaimReleased.model_validate(released))
        view = await work.until(claim_id, lambda seen: seen["state"] == "draft")
        assert (view["editable"], view["timeline"][-1]["text"]["id"]) == (True, "timeline.withdrawn")
        assert (await work.submit(claim_id, 2)).json()["version"] == 2


async def test_a_withdrawal_that_came_too_late_ends_in_the_decision(
    broker: Broker, data_dir: Path, database_url: str | None
) -> None:
    async with at_work(broker, data_dir, database_url) as work:
        claim_id = await work.hand_in_taxi()
        await work.app.put(f"/claims/{claim_id}/withdrawal", {"version": 1})
        refused = {"id": new_id(), "occurred_at": LATER, "claim_id": claim_id, "version": 1}
        await work.tell(await work.approved(claim_id), WithdrawalRefused.model_validate(refused))
        await work.until(claim_id, lambda seen: seen["state"] == "approved")
        late = await work.app.put(f"/claims/{claim_id}/withdrawal", {"version": 1})
        assert (late.status_code, late.json()["code"]) == (409, "too-late-to-withdraw")


async def test_a_rejected_claim_ends_there_and_its_receipt_may_be_used_again(
    broker: Broker, data_dir: Path, database_url: str | None
) -> None:
    async with at_work(broker, data_dir, database_url) as work:
        claim_id = await work.hand_in_taxi()
        event = ClaimRejected.model_validate(returned(work, claim_id).model_dump())
        await work.tell(event)
        view = await work.until(claim_id, lambda seen: seen["state"] == "rejected")
        assert (view["ahead"], view["pay_day"]) == ([], None)
        await work.hand_in_taxi()


async def test_payroll_auditors_and_the_approver_read_what_was_submitted_and_nobody_else(
    broker: Broker, data_dir: Path, database_url: str | None
) -> None:
    async with at_work(broker, data_dir, database_url) as work:
        draft, claim_id = await work.open(), await work.hand_in_taxi()
        await work.assign(claim_id)
        await work.until(claim_id, lambda seen: len(seen["timeline"]) == 2)
        payroll = work.service.as_person(Actor(new_id(), roles=frozenset({Role.PAYROLL})))
        auditor = work.service.as_person(Actor(new_id(), roles=frozenset({Role.AUDITOR})))
        approver = work.service.as_person(Actor(work.somebody.manager_id))
        for reader in (payroll, auditor, approver):
            assert (await reader.get(f"/claims/{claim_id}")).json()["total_ore"] == 24900
            assert (await reader.get(f"/claims/{draft}")).status_code == 403
            assert (await reader.put(f"/claims/{claim_id}/submission", {"version": 2})).status_code == 403
        assert (await work.service.as_person(Actor(new_id())).get(f"/claims/{claim_id}")).status_code == 403


async def test_who_has_nobody_above_learns_which_administrator_can_name_somebody_and_then_hands_in(
    broker: Broker, data_dir: Path, database_url: str | None
) -> None:
    async with at_work(broker, data_dir, database_url) as work:
        who, marit = work.somebody, new_id()
        told = {"occurred_at": NOW, "cost_centre": "4120", "name": "Norra", "parent_id": None}
        alone = UnitChanged(id=new_id(), unit_id=who.unit_id, manager_id=who.person_id, **told)
        administrator = {"person_id": marit, "name": "Marit Niemi", "given_name": "Marit", "roles": ["administrator"]}
        claim_id = await work.open()
        await work.put_line(claim_id, **a_taxi())
        await work.tell(PersonChanged.model_validate({"id": new_id(), "occurred_at": NOW, **administrator}), alone)
        view = await work.until(claim_id, lambda seen: seen["approver_name"] is None)
        (finding,) = (one for one in view["findings"] if one["check"] == "no-approver")
        assert finding["text"] == {"id": "check.no-approver", "parameters": {"who": "Marit Niemi"}}
        assert (await work.submit(claim_id)).json()["code"] == "claim-not-ready"
        named = {"fallback_approver_id": marit, "occurred_at": NOW + dt.timedelta(minutes=1), "id": new_id()}
        await work.tell(alone.model_copy(update=named))
        await work.until(claim_id, lambda seen: seen["approver_name"] == "Marit Niemi")
        assert (await work.submit(claim_id)).status_code == 200


async def test_what_an_owner_changes_in_a_returned_trip_is_nobody_elses_before_it_is_handed_in_again(
    broker: Broker, data_dir: Path, database_url: str | None
) -> None:
    trip = {
        "destination": "Göteborg",
        "purpose": "Nätverksträff",
        "start": "2026-10-06T06:40+02:00",
        "end": "2026-10-06T18:10+02:00",
    }
    async with at_work(broker, data_dir, database_url) as work:
        claim_id = await work.open("trip")
        await work.app.put(f"/claims/{claim_id}/trip", {"base_version": 0, **trip})
        await work.put_line(claim_id, **a_taxi(date="2026-10-06"))
        assert (await work.submit(claim_id)).status_code == 200
        await work.tell(returned(work, claim_id))
        await work.until(claim_id, lambda seen: seen["state"] == "returned")
        changed = {**trip, "base_version": 1, "destination": "Malmö", "purpose": "Privat"}
        mine = (await work.app.put(f"/claims/{claim_id}/trip", changed)).json()
        assert (mine["trip"]["destination"], mine["trip"]["purpose"]) == ("Malmö", "Privat")
        payroll = work.service.as_person(Actor(new_id(), roles=frozenset({Role.PAYROLL})))
        seen = (await payroll.get(f"/claims/{claim_id}")).json()
        assert (seen["title"], seen["trip"]["destination"], seen["trip"]["purpose"]) == (
            "Göteborg",
            "Göteborg",
            "Nätverksträff",
        )


async def test_an_event_that_comes_twice_makes_one_step(broker: Broker, data_dir: Path) -> None:
    async with at_work(broker, data_dir, None) as work:
        claim_id = await work.hand_in_taxi()
        approval = await work.approved(claim_id)
        await work.tell(approval, approval, approval.model_copy(update={"id": new_id()}))
        view = await work.until(claim_id, lambda seen: seen["state"] == "approved")
        await asyncio.sleep(0.2)
        assert len((await work.get(claim_id))["timeline"]) == len(view["timeline"]) == 2


async def test_a_claim_too_large_for_an_event_is_refused(
    broker: Broker, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.claims.commands.submission.DOCUMENT_BYTES_MAX", 500)
    async with at_work(broker, data_dir, None) as work:
        claim_id = await work.open()
        await work.put_line(claim_id, **a_taxi())
        answer = await work.submit(claim_id)
        assert (answer.status_code, answer.json()["code"]) == (422, "claim-too-large")
        assert (await work.get(claim_id))["state"] == "draft"
