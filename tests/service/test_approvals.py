"""Approvals, over ASGI, with a real broker, on SQLite and on PostgreSQL."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Sequence
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session

from services.approvals.service import SERVICE
from shared.clock import now
from shared.contracts.approvals import ClaimApproved, ClaimAssigned, ClaimReleased, ClaimReturned, WithdrawalRefused
from shared.contracts.claims import ClaimDocument, WithdrawalAsked
from shared.contracts.event import Event
from shared.identity import Actor, Role
from shared.ids import new_id
from shared.messaging.tables import outbox
from tests.conftest import Broker
from tests.postgres import create_database
from tests.service.harness import Client, Running, running, tell
from tests.unit.approvals.builders import (
    a_claim,
    a_line,
    a_warning,
    an_id,
    person_changed,
    submitted,
    unit_changed,
)


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str | None:
    """None: an SQLite file in the data folder."""
    if request.param == "sqlite":
        return None
    return create_database(request.getfixturevalue("postgres"), f"approvals_{new_id().hex}")


class Town:
    """A unit Norra under Kommunen: Eva manages the one, Lars the other, Omar works in Norra. Names are this test's own."""

    def __init__(self, service: Running, broker: Broker) -> None:
        self.service, self._broker, self._tag = service, broker, new_id().hex[-8:]

    def name(self, name: str) -> str:
        return f"{name} {self._tag}"

    def client(self, name: str, *roles: Role) -> Client:
        return self.service.as_person(Actor(an_id(self.name(name)), roles=frozenset(roles)))

    def claim(self, name: str, person: str = "Omar", **more: Any) -> ClaimDocument:
        return a_claim(self.name(name), person=self.name(person), unit=self.name("Norra"), **more)

    def path(self, name: str) -> str:
        return f"/cases/{an_id(self.name(name))}"

    async def tell(self, *events: Event) -> None:
        await tell(self._broker, *events)

    async def manage(self, manager: str) -> None:
        await self.tell(unit_changed(self.name("Norra"), self.name("Kommunen"), self.name(manager), at=now()))

    async def hand_in(self, *claims: ClaimDocument) -> None:
        """Have claims tell of them; returns when approvals has them."""
        await self.tell(*map(submitted, claims))
        for claim in claims:
            await self.until(lambda claim=claim: self._has(claim))  # type: ignore[misc]

    async def _has(self, claim: ClaimDocument) -> bool:
        return any(event.version == claim.version for event in await self.told(ClaimAssigned, claim.claim_id))

    async def told(self, kind: type[Any], claim_id: object = None) -> Sequence[Any]:
        """Events of that kind that approvals has told, in order."""

        def read(session: Session) -> list[Any]:
            rows = session.execute(outbox.select().where(outbox.c.subject == kind.subject).order_by(outbox.c.sequence))
            return [kind.model_validate_json(row.body) for row in rows]

        events = await self.service.app.state.database.read(read)
        return [event for event in events if claim_id in (None, getattr(event, "claim_id", claim_id))]

    async def until(self, holds: Callable[[], Any]) -> None:
        for _ in range(1500):
            if await holds():
                return
            await asyncio.sleep(0.02)
        raise TimeoutError("it did not come to be")


@contextlib.asynccontextmanager
async def town(broker: Broker, data_dir: Path, database_url: str | None = None, **settings: Any) -> AsyncIterator[Town]:
    async with running(SERVICE, broker, data_dir, database_url, **settings) as service:
        place = Town(service, broker)
        name = place.name
        await tell(
            broker,
            unit_changed(name("Kommunen"), None, name("Lars")),
            unit_changed(name("Norra"), name("Kommunen"), name("Eva")),
            *(person_changed(name(one), name("Norra")) for one in ("Eva", "Omar", "Petra")),
            person_changed(name("Lars"), name("Kommunen")),
        )
        yield place


def approve(version: int = 1) -> dict[str, Any]:
    return {"version": version, "decision": "approve"}


async def test_a_receipt_that_was_said_to_be_another_is_not_approved_unseen(broker: Broker, data_dir: Path) -> None:
    async with town(broker, data_dir) as place:
        said = a_warning("receipt-another").model_copy(update={"level": "info"})
        remark = a_warning("within-50-km").model_copy(update={"level": "info"})
        claim = place.claim("K1", findings=(remark, said))
        await place.hand_in(claim, place.claim("K2", findings=(remark,)))
        inbox = (await place.client("Eva").get("/inbox")).json()
        assert [(one["claim_id"], one["first_deviation"]) for one in inbox["look_at"]] == [
            (str(claim.claim_id), "check.receipt-another")
        ]
        assert len(inbox["nothing_to_remark"]) == 1


async def test_the_top_managers_claim_waits_for_whoever_is_named_as_soon_as_somebody_is(
    broker: Broker, data_dir: Path, database_url: str | None
) -> None:
    async with town(broker, data_dir, database_url) as place:
        claim = place.claim("K1", person="Lars")
        await place.hand_in(claim)
        assert [one.approver_id for one in await place.told(ClaimAssigned, claim.claim_id)] == [None]
        chair, top = an_id(place.name("Birgitta")), unit_changed(place.name("Kommunen"), None, place.name("Lars"))
        named = top.model_copy(update={"fallback_approver_id": chair, "occurred_at": now()})
        await place.tell(person_changed(place.name("Birgitta")), named)

        async def is_with_the_chair() -> bool:
            return bool((await place.told(ClaimAssigned, claim.claim_id))[-1].approver_id == chair)

        await place.until(is_with_the_chair)
        assert (await place.client("Birgitta").get("/inbox/count")).json()["count"] == 1
        assert (await place.client("Lars").get("/inbox/count")).json()["count"] == 0


async def test_a_claim_waits_for_its_manager_and_an_approval_takes_effect(
    broker: Broker, data_dir: Path, database_url: str | None
) -> None:
    async with town(broker, data_dir, database_url, undo_seconds=0.3) as place:
        claim = place.claim("K1", findings=(a_warning(),))
        await place.hand_in(claim, place.claim("K2", lines=(a_line("big", 90_000),)), place.claim("K3"))
        [assigned] = await place.told(ClaimAssigned, claim.claim_id)
        assert (assigned.approver_name, assigned.total_ore) == (place.name("Eva"), 37_500)

        eva = place.client("Eva")
        inbox = (await eva.get("/inbox")).json()
        assert [one["claim_id"] for one in inbox["look_at"]] == [str(claim.claim_id)]
        assert (inbox["look_at"][0]["first_deviation"], inbox["look_at"][0]["deviations"]) == (
            "check.distance-longer",
            1,
        )
        assert inbox["look_at"][0]["first_deviation_parameters"] == {"percent": 310}
        assert [one["total_ore"] for one in inbox["nothing_to_remark"]] == [90_000, 37_500]
        assert (await eva.get("/inbox/count")).json() == {"count": 3}

        seen = (await eva.get(place.path("K1"))).json()
        assert (seen["may_decide"], seen["waiting_for"], seen["position"], seen["count"]) == (
            True,
            place.name("Eva"),
            1,
            1,
        )
        assert seen["claim"]["lines"][0]["amount_ore"] == 37_500

        decision = f"{place.path('K1')}/decisions/{new_id()}"
        answer = (await eva.put(decision, approve())).json()
        assert (answer["state"], answer["person_name"]) == ("pending", place.name("Omar"))
        assert 0 < answer["seconds_left"] <= 0.3
        assert [one["id"] for one in (await eva.get("/inbox")).json()["just_decided"]] == [answer["id"]]
        assert not await place.told(ClaimApproved)
        await place.until(lambda: place.told(ClaimApproved))
        [approved] = await place.told(ClaimApproved)
        assert approved.claim == claim
        assert approved.approver_name == place.name("Eva")
        assert (await eva.put(decision, approve())).json()["state"] == "effective"
        assert (await eva.delete(decision)).json()["code"] == "undo-too-late"
        assert (await eva.get(place.path("K1"))).json()["state"] == "approved"


async def test_a_decision_is_undone_and_the_case_waits_again(
    broker: Broker, data_dir: Path, database_url: str | None
) -> None:
    async with town(broker, data_dir, database_url, undo_seconds=60) as place:
        await place.hand_in(place.claim("K1"))
        eva, first, second = place.client("Eva"), new_id(), new_id()
        await eva.put(f"{place.path('K1')}/decisions/{first}", approve())
        assert (await eva.delete(f"{place.path('K1')}/decisions/{first}")).json()["state"] == "undone"
        assert (await eva.delete(f"{place.path('K1')}/decisions/{first}")).json()["state"] == "undone"
        assert (await eva.put(f"{place.path('K1')}/decisions/{first}", approve())).json()["state"] == "undone"
        assert (await eva.get("/inbox/count")).json() == {"count": 1}
        rejected = {"version": 1, "decision": "reject", "reason": "private"}
        assert (await eva.put(f"{place.path('K1')}/decisions/{second}", rejected)).json()["state"] == "pending"
        assert (await eva.delete(f"{place.path('K1')}/decisions/{new_id()}")).status_code == 404


async def test_of_two_decisions_at_once_one_counts_and_the_other_is_told_who_decided(
    broker: Broker, data_dir: Path, database_url: str | None
) -> None:
    async with town(broker, data_dir, database_url, undo_seconds=60) as place:
        await place.hand_in(place.claim("K1"))
        eva = place.client("Eva")
        answers = await asyncio.gather(
            *(eva.put(f"{place.path('K1')}/decisions/{new_id()}", approve()) for _ in range(6))
        )
        assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409, 409, 409]
        refused = next(answer.json() for answer in answers if answer.status_code == 409)
        assert (refused["code"], refused["text"]["parameters"]) == ("already-decided", {"by": place.name("Eva")})
        same = f"{place.path('K1')}/decisions/{next(one.json()['id'] for one in answers if one.status_code == 200)}"
        again = await asyncio.gather(*(eva.put(same, approve()) for _ in range(3)))
        assert {answer.status_code for answer in again} == {200}
        other = await eva.put(same, {"version": 1, "decision": "return", "reason": "amount"})
        assert other.json()["code"] == "already-decided"


async def test_a_returned_claim_comes_again_with_its_changed_lines(
    broker: Broker, data_dir: Path, database_url: str | None
) -> None:
    async with town(broker, data_dir, database_url, undo_seconds=0) as place:
        line, same = a_line("drive"), a_line("parking")
        await place.hand_in(place.claim("K1", lines=(line, same)))
        eva = place.client("Eva")
        remark = {"reason": "distance", "line_id": line.id, "field": "distance_hm", "words": "Bron är öppen"}
        wish = {"version": 1, "decision": "return", **remark}
        await eva.put(f"{place.path('K1')}/decisions/{new_id()}", wish)
        await place.until(lambda: place.told(ClaimReturned))
        [returned] = await place.told(ClaimReturned)
        assert returned.remark.model_dump() == remark
        await place.hand_in(place.claim("K1", version=2, lines=(a_line("drive", 29_000), same)))
        seen = (await eva.get(place.path("K1"))).json()
        assert (seen["changed_lines"], seen["state"], seen["decision"]) == ([str(line.id)], "open", None)
        assert seen["before"]["lines"][0]["amount_ore"] != seen["claim"]["lines"][0]["amount_ore"]
        question = {"by": place.name("Eva"), "reason": "distance", "line_id": str(line.id), "words": "Bron är öppen"}
        assert seen["asked"] == question
        outdated = (await eva.put(f"{place.path('K1')}/decisions/{new_id()}", approve(version=1))).json()
        assert (outdated["code"], outdated["text"]["parameters"]) == ("version-outdated", {"current": 2})


async def test_a_withdrawal_is_granted_until_somebody_decides(
    broker: Broker, data_dir: Path, database_url: str | None
) -> None:
    async with town(broker, data_dir, database_url, undo_seconds=60) as place:
        await place.hand_in(place.claim("K1"), place.claim("K2"))
        eva = place.client("Eva")
        decision = f"{place.path('K2')}/decisions/{new_id()}"
        await eva.put(decision, approve())
        for name in ("K1", "K2"):
            asked = WithdrawalAsked(
                id=new_id(), occurred_at=now(), claim_id=place.claim(name).claim_id, version=1, person_id=new_id()
            )
            await place.tell(asked)
        await place.until(lambda: place.told(ClaimReleased))
        await place.until(lambda: place.told(WithdrawalRefused))
        assert [one.claim_id for one in await place.told(ClaimReleased)] == [place.claim("K1").claim_id]
        assert [one.claim_id for one in await place.told(WithdrawalRefused)] == [place.claim("K2").claim_id]
        answer = await eva.put(f"{place.path('K1')}/decisions/{new_id()}", approve())
        assert answer.json()["code"] == "claim-withdrawn"
        for reader in (eva, place.client("Kim", Role.PAYROLL)):
            gone = await reader.get(place.path("K1"))
            assert (gone.status_code, gone.json()["code"]) == (404, "not-found")
        await place.hand_in(place.claim("K3", submitted_at=now()))
        assert [one["number"] for one in (await eva.get(place.path("K3"))).json()["earlier"]] == [
            place.claim("K2").number
        ]


async def test_a_new_manager_gets_what_waits_and_the_old_one_no_longer_decides(
    broker: Broker, data_dir: Path, database_url: str | None
) -> None:
    async with town(broker, data_dir, database_url) as place:
        claim = place.claim("K1")
        await place.hand_in(claim, place.claim("K2", person="Petra"))
        await place.manage("Petra")
        await place.until(lambda: _told_twice(place, claim))
        assert (await place.client("Petra").get("/inbox/count")).json() == {"count": 1}
        assert (await place.client("Lars").get("/inbox/count")).json() == {"count": 1}  # Petra's own goes above her
        answer = await place.client("Eva").put(f"{place.path('K1')}/decisions/{new_id()}", approve())
        assert (answer.status_code, answer.json()["code"]) == (403, "not-your-case")


async def _told_twice(place: Town, claim: ClaimDocument) -> bool:
    return len(await place.told(ClaimAssigned, claim.claim_id)) == 2


async def test_nobody_decides_on_their_own_claim(broker: Broker, data_dir: Path) -> None:
    async with town(broker, data_dir) as place:
        await place.hand_in(place.claim("K1", person="Eva"))
        assert (await place.client("Lars").get("/inbox/count")).json() == {"count": 1}
        answer = await place.client("Eva").put(f"{place.path('K1')}/decisions/{new_id()}", approve())
        assert (answer.status_code, answer.json()["code"]) == (403, "own-claim")


async def test_refusals_name_the_field(broker: Broker, data_dir: Path) -> None:
    async with town(broker, data_dir) as place:
        await place.hand_in(place.claim("K1"))
        eva, path = place.client("Eva"), f"{place.path('K1')}/decisions/{new_id()}"
        missing = (await eva.put(path, {"version": 1, "decision": "return"})).json()
        assert (missing["code"], missing["field"], missing["status"]) == ("reason-missing", "reason", 422)
        blank = {"version": 1, "decision": "return", "reason": "other", "words": "\u200b\u200b"}
        unseen = (await eva.put(path, blank)).json()
        assert (unseen["code"], unseen["field"]) == ("reason-missing", "words")
        unknown = (
            await eva.put(path, {"version": 1, "decision": "return", "reason": "amount", "line_id": new_id()})
        ).json()
        assert (unknown["code"], unknown["field"]) == ("unknown-line", "line_id")
        assert (await eva.put(f"/cases/{new_id()}/decisions/{new_id()}", approve())).status_code == 404


async def test_somebody_elses_case_is_closed_to_every_role_but_for_looking(broker: Broker, data_dir: Path) -> None:
    async with town(broker, data_dir, undo_seconds=60) as place:
        await place.hand_in(place.claim("K1"), place.claim("K2"))
        decided = f"{place.path('K2')}/decisions/{new_id()}"
        assert (await place.client("Eva").put(decided, approve())).status_code == 200
        for person, role in product(("Stranger", "Lars", "Petra"), (None, *Role)):
            client = place.client(person, *([role] if role else []))
            may_look = role in (Role.PAYROLL, Role.AUDITOR)
            assert (await client.get(place.path("K1"))).status_code == (200 if may_look else 403), (person, role)
            put = await client.put(f"{place.path('K1')}/decisions/{new_id()}", approve())
            undone = await client.delete(decided)
            assert (put.json()["code"], undone.json()["code"]) == ("not-your-case", "not-your-case"), (person, role)
            assert (await client.get("/inbox/count")).json() == {"count": 0}
