"""Payroll export, over ASGI, with a real broker, on SQLite and on PostgreSQL."""

import asyncio
import contextlib
import hashlib
import importlib.util
import json
import stat
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import urlencode

import pytest
import yaml

from services.payroll_export.receiving import NUMBER_OPTIONAL_PROFILE
from services.payroll_export.service import SERVICE
from shared.contracts.claims import Evidence, SettledAdvance, Settlement
from shared.contracts.event import Event
from shared.contracts.values import Reason, TextValue, VatRow
from shared.identity import Actor, Role
from shared.ids import new_id
from shared.messaging.tables import inbox, outbox
from tests.conftest import Broker
from tests.postgres import create_database
from tests.service.harness import Client, Running, running, tell
from tests.service.payroll_events import (
    EVA,
    a_claim,
    a_line,
    a_person,
    a_unit,
    approved,
    assigned,
    returned,
)

LARS = Actor(new_id(), roles=frozenset({Role.PAYROLL}))
KARIN = Actor(new_id(), roles=frozenset({Role.PAYROLL}))
AUDITOR = Actor(new_id(), roles=frozenset({Role.AUDITOR}))
PERSONAL_NUMBER = "198001019846"
FILES = ("paxml", "csv")


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str | None:
    """None: an SQLite file in the data folder."""
    if request.param == "sqlite":
        return None
    return create_database(request.getfixturevalue("postgres"), f"payroll_export_{new_id().hex}")


@contextlib.asynccontextmanager
async def payroll(broker: Broker, data_dir: Path, database_url: str | None = None) -> AsyncIterator[Running]:
    """The service, knowing who works in payroll."""
    async with running(SERVICE, broker, data_dir, database_url) as service:
        await told(
            service,
            broker,
            a_person(LARS.person_id, "Lars Öberg", "payroll"),
            a_person(KARIN.person_id, "Karin Åhl", "payroll"),
            a_unit(),
        )
        yield service


async def told(service: Running, broker: Broker, *events: Event) -> None:
    """Tell the events and wait until each is handled."""
    await tell(broker, *events)
    for _ in range(600):
        handled = await service.app.state.database.read(
            lambda session: set(session.scalars(inbox.select().with_only_columns(inbox.c.event_id)))
        )
        if {event.id for event in events} <= handled:
            return
        await asyncio.sleep(0.05)
    raise TimeoutError("events were not handled")


async def seal(client: Client, fingerprint: str | None = None) -> dict[str, Any]:
    """Seal what the preview shows."""
    seen = fingerprint or (await client.get("/batches/preview")).json()["fingerprint"]
    answer = await client.put(f"/batches/{new_id()}", {"fingerprint": seen})
    assert answer.status_code == 200, answer.text
    sealed: dict[str, Any] = answer.json()
    return sealed


async def events_told(service: Running, what: str) -> list[str]:
    """Bodies of the events of that name, in order."""
    rows = await service.app.state.database.read(
        lambda session: session.execute(outbox.select().order_by(outbox.c.sequence)).all()
    )
    return [row.body for row in rows if row.subject.split(".")[3] == what]


def checker(research: Path) -> ModuleType:
    """The strict reader of the research folder, which shares no code with the writers."""
    spec = importlib.util.spec_from_file_location("check_formats", research / "formats" / "check_formats.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    import sys

    sys.modules[spec.name] = module  # its dataclasses look themselves up
    spec.loader.exec_module(module)
    return module


async def test_an_approved_claim_becomes_files_that_hold_the_same_sums(
    broker: Broker, data_dir: Path, database_url: str | None, research: Path
) -> None:
    employment, claim = new_id(), a_claim()
    claim = claim.model_copy(update={"employment_id": employment})
    async with payroll(broker, data_dir, database_url) as service:
        lars = service.as_person(LARS)
        await told(service, broker, a_person(claim.person_id, "Maria Lindqvist", numbers={employment: "10417"}))
        await told(service, broker, assigned(claim), approved(claim), approved(claim))
        assert (
            await lars.put("/employees/10417/personal_number", {"personal_number": PERSONAL_NUMBER})
        ).status_code == 204
        preview = (await lars.get("/batches/preview")).json()
        assert (preview["next_number"], preview["claims"], preview["lines"]) == (1, 1, 4)
        assert (preview["amount_ore"], preview["vat_ore"], preview["exceptions"]) == (101000, 2264, [])
        assert preview["per_person"] == [
            {"key": "10417", "label": "Maria Lindqvist, 10417", "lines": 4, "amount_ore": 101000}
        ]
        assert sum(row["amount_ore"] for row in preview["per_type"]) == 101000

        batch = await seal(lars)
        assert (batch["number"], batch["lines"], batch["amount_ore"]) == (1, 4, 101000)
        assert batch["sealed_by_name"] == "Lars Öberg"
        assert [(file["format"], file["rows"], file["amount_ore"]) for file in batch["files"]] == [
            ("paxml", 4, 101000),
            ("csv", 3, 101000),  # the free lunch is told in PAXml alone
        ]
        data = {form: await lars.get(f"/batches/{batch['id']}/files/{form}") for form in FILES}
        module = checker(research)
        paxml = module.check("paxml", data["paxml"].content)
        assert paxml.errors == []
        assert (paxml.facts["rows"], paxml.facts["sum_ore"]) == (4, 101000)
        profile = yaml.safe_load(NUMBER_OPTIONAL_PROFILE.read_text())
        assert module.check("profile", data["csv"].content, profile=profile).errors == []
        assert PERSONAL_NUMBER.encode() in data["paxml"].content and PERSONAL_NUMBER.encode() in data["csv"].content
        assert "Hemtjänsten Norra".encode("latin-1") in data["paxml"].content
        assert (await events_told(service, "exported"))[0].count(str(claim.claim_id)) == 1
        overview = (await lars.get("/overview")).json()
        assert overview["adds_up"] and overview["all_in"]["claims"] == 0
        assert overview["batches"][0]["number"] == 1


async def test_each_sum_of_a_preview_and_of_a_batch_opens_to_its_lines_and_why_each_is_what_it_is(
    broker: Broker, data_dir: Path, database_url: str | None
) -> None:
    whole_day = Reason(text=TextValue(id="rule.per_diem.row"), amount_ore=30000)
    source = TextValue(id="rule.source.per-diem", parameters={"year": "2026"})
    home = TextValue(id="amount.drive", parameters={"from": "Skallberget", "to": "Bäckby 3"})
    trip = a_claim(
        a_line("per_diem_domestic_full", 30000, quantity="1", reasons=(whole_day,), source=source),
        a_line("mileage_own_car", 31000, quantity="12.4", distance_hm=1240, title=home),
        a_line("taxi", 40000),
        settlement=Settlement(
            employers_ore=0, advances=(SettledAdvance(advance_id=new_id(), amount_ore=20000),), pay_ore=81000
        ),
    )
    async with payroll(broker, data_dir, database_url) as service:
        lars = service.as_person(LARS)
        await told(service, broker, approved(trip), approved(a_claim(a_line("taxi", 500), a_line("spaceship", 700))))

        async def lines_of(path: str, **asked: str | int) -> dict[str, Any]:
            return dict((await lars.get(f"{path}/lines?{urlencode(asked)}")).json())

        preview = (await lars.get("/batches/preview")).json()
        batch = await seal(lars)
        for path, sums in (("/batches/preview", {}), (f"/batches/{batch['id']}", batch)):
            for per in ("type", "person"):
                for row in sums.get(f"per_{per}", ()):
                    lines = (await lines_of(path, per=per, key=row["key"]))["lines"]
                    assert (len(lines), sum(one["amount_ore"] for one in lines)) == (row["lines"], row["amount_ore"])
        assert preview["per_type"] == batch["per_type"]
        path = f"/batches/{batch['id']}"
        every = (await lines_of(path))["lines"]
        assert sum(one["amount_ore"] for one in every) == batch["amount_ore"] == 81500
        day = next(one for one in every if one["type"] == "per_diem_domestic_full")
        assert day["reasons"] == [whole_day.model_dump(mode="json")] and day["source"]["id"] == source.id
        assert next(one for one in every if one["type"] == "mileage_own_car")["title"]["id"] == "amount.drive.no-places"
        assert "Bäckby" not in json.dumps(every, ensure_ascii=False)
        drawn = next(one for one in every if one["type"] == "advance_settlement")
        assert drawn["amount_ore"] == sum(one["amount_ore"] for one in drawn["reasons"]) == -20000
        first = await lines_of(path, limit=2)
        rest = await lines_of(path, limit=100, cursor=first["next"])
        assert first["lines"] + rest["lines"] == every and rest["next"] is None
        (stopped,) = (await lars.get("/overview")).json()["exception_rows"]
        assert (stopped["type"], stopped["amount_ore"]) == ("spaceship", 700)
        nobody = service.as_person(Actor(new_id()))
        assert (await nobody.get(f"{path}/lines")).status_code == 403
        assert (await lars.get(f"/batches/{new_id()}/lines")).status_code == 404


async def test_a_file_is_the_same_bytes_each_time_and_each_download_is_noted(
    broker: Broker, data_dir: Path, database_url: str | None
) -> None:
    async with payroll(broker, data_dir, database_url) as service:
        await told(service, broker, approved(a_claim()))
        batch = await seal(service.as_person(LARS))
        path = f"/batches/{batch['id']}/files/paxml"
        first = await service.as_person(LARS).get(path)
        await told(service, broker, a_unit(name="Hemtjänsten Södra"))
        second = await service.as_person(KARIN).get(path)
        assert first.content == second.content
        assert first.headers["etag"] == f'"{hashlib.sha256(first.content).hexdigest()}"'
        assert first.headers["etag"] == f'"{batch["files"][0]["sha256"]}"'
        assert first.headers["content-disposition"] == 'attachment; filename="9999990006_paxml_000001.xml"'
        shown = (await service.as_person(AUDITOR).get(f"/batches/{batch['id']}")).json()
        assert [(one["by_name"], one["format"]) for one in shown["downloads"]] == [
            ("Karin Åhl", "paxml"),
            ("Lars Öberg", "paxml"),
        ]
        assert (await service.as_person(AUDITOR).get(path)).status_code == 403


async def test_two_sealings_at_once_hold_every_line_in_exactly_one_live_batch(
    broker: Broker, data_dir: Path, database_url: str | None
) -> None:
    async with payroll(broker, data_dir, database_url) as service:
        lars, karin = service.as_person(LARS), service.as_person(KARIN)
        await told(service, broker, approved(a_claim()))
        await seal(lars)  # the very first one waits for the series to be begun, the later ones for its number
        await told(service, broker, *(approved(a_claim()) for _ in range(5)))
        seen = (await lars.get("/batches/preview")).json()["fingerprint"]
        answers = await asyncio.gather(
            *(client.put(f"/batches/{new_id()}", {"fingerprint": seen}) for client in (lars, karin) * 4)
        )
        codes = [answer.json().get("code", "sealed") for answer in answers]
        assert sorted(codes) == ["already-in-batch"] * 7 + ["sealed"], codes
        refusals = [answer.json()["text"]["parameters"] for answer in answers if answer.status_code == 409]
        assert refusals == [{"number": 2}] * 7
        await told(service, broker, approved(a_claim()))
        assert (await seal(karin))["number"] == 3, "a refused sealing uses no number"
        batches = (await lars.get("/batches")).json()["batches"]
        assert [(batch["number"], batch["lines"]) for batch in batches] == [(3, 4), (2, 20), (1, 4)]


async def test_the_same_sealing_again_gives_the_same_batch(
    broker: Broker, data_dir: Path, database_url: str | None
) -> None:
    async with payroll(broker, data_dir, database_url) as service:
        lars, batch_id = service.as_person(LARS), new_id()
        await told(service, broker, approved(a_claim()))
        body = {"fingerprint": (await lars.get("/batches/preview")).json()["fingerprint"]}
        first, *others = await asyncio.gather(*(lars.put(f"/batches/{batch_id}", body) for _ in range(3)))
        assert first.status_code == 200 and all(other.json() == first.json() for other in others)
        assert len((await lars.get("/batches")).json()["batches"]) == 1


async def test_nothing_ready_and_an_outdated_preview_are_refused(
    broker: Broker, data_dir: Path, database_url: str | None
) -> None:
    async with payroll(broker, data_dir, database_url) as service:
        lars = service.as_person(LARS)
        empty = (await lars.get("/batches/preview")).json()["fingerprint"]
        nothing = await lars.put(f"/batches/{new_id()}", {"fingerprint": empty})
        assert (nothing.status_code, nothing.json()["code"]) == (409, "nothing-to-seal")
        await told(service, broker, approved(a_claim()))
        outdated = await lars.put(f"/batches/{new_id()}", {"fingerprint": empty})
        assert (outdated.status_code, outdated.json()["code"]) == (409, "preview-outdated")
        assert (await seal(lars))["number"] == 1


async def test_a_voided_batch_is_kept_and_its_lines_come_with_the_next(
    broker: Broker, data_dir: Path, database_url: str | None
) -> None:
    claim = a_claim()
    async with payroll(broker, data_dir, database_url) as service:
        lars, karin = service.as_person(LARS), service.as_person(KARIN)
        await told(service, broker, approved(claim))
        first = await seal(lars)
        path, body = f"/batches/{first['id']}", {"reason": "Filen kom aldrig fram"}
        before = (await lars.get(f"{path}/files/paxml")).content
        voided = await lars.put(f"{path}/voiding", body)
        assert (voided.status_code, voided.json()["void_reason"]) == (200, "Filen kom aldrig fram")
        assert (await lars.put(f"{path}/voiding", body)).json() == voided.json()
        again = await karin.put(f"{path}/voiding", body)
        assert (again.status_code, again.json()["code"]) == (409, "already-voided")
        assert len(await events_told(service, "export_voided")) == 1
        second = await seal(lars)
        assert (second["number"], second["lines"]) == (2, 4)
        assert len(await events_told(service, "exported")) == 2
        assert (await lars.get(f"{path}/files/paxml")).content == before
        assert b"<nyexport " in (await lars.get(f"/batches/{second['id']}/files/paxml")).content


async def test_the_overview_adds_up_while_claims_wait_are_returned_and_are_stopped(
    broker: Broker, data_dir: Path, database_url: str | None
) -> None:
    ready, waits, comes_back, homeless = a_claim(), a_claim(), a_claim(), a_claim(employee_number=" ")
    odd = a_claim(a_line("spaceship", 5000), a_line("taxi", 7000))
    async with payroll(broker, data_dir, database_url) as service:
        lars = service.as_person(LARS)
        came = [assigned(claim) for claim in (ready, waits, comes_back, homeless, odd)]
        for event in came:
            await told(service, broker, event)
        await told(service, broker, returned(comes_back), approved(ready), approved(homeless), approved(odd))
        found = (await lars.get("/overview")).json()
        assert found["adds_up"], found
        assert found["all_in"] == {"claims": 4, "lines": 10, "amount_ore": 3 * 101000 + 12000}
        assert found["ready"] == {"claims": 1, "lines": 5, "amount_ore": 108000}
        assert found["waiting"] == {"claims": 1, "amount_ore": 101000}, "its lines are not known yet"
        [with_eva] = found["waiting_with"]
        assert datetime.fromisoformat(with_eva.pop("since")) == came[1].occurred_at
        assert with_eva == {"approver_name": "Eva Sandberg", "claims": 1, "amount_ore": 101000}
        texts = {row["claim_number"]: row["text"]["id"] for row in found["exception_rows"]}
        assert texts == {
            homeless.number: "problem.employee-number-missing",
            odd.number: "problem.type-without-mapping",
        }
        await seal(lars)
        assert [str(ready.claim_id) in body for body in await events_told(service, "exported")] == [True]
        after = (await service.as_person(AUDITOR).get("/overview")).json()
        assert after["adds_up"] and after["all_in"] == {"claims": 3, "lines": 5, "amount_ore": 2 * 101000 + 5000}
        again = comes_back.model_copy(update={"version": 2})
        await told(service, broker, assigned(again), assigned(comes_back))
        assert (await lars.get("/overview")).json()["waiting"]["claims"] == 2


async def test_an_employee_number_that_comes_later_lets_the_line_go(broker: Broker, data_dir: Path) -> None:
    claim = a_claim(employee_number="")
    async with payroll(broker, data_dir) as service:
        lars = service.as_person(LARS)
        await told(service, broker, approved(claim))
        assert (await lars.get("/batches/preview")).json()["lines"] == 0
        await told(service, broker, a_person(claim.person_id, "Nils Berg", numbers={claim.employment_id: "10999"}))
        assert (await lars.get("/batches/preview")).json()["per_person"][0]["label"] == "Nils Berg, 10999"


async def test_who_approved_a_claim_does_not_export_it_but_a_colleague_does(broker: Broker, data_dir: Path) -> None:
    mine, other = a_claim(), a_claim()
    async with payroll(broker, data_dir) as service:
        await told(service, broker, approved(mine, LARS.person_id), approved(other))
        preview = (await service.as_person(LARS).get("/batches/preview")).json()
        assert (preview["claims"], {row["text"]["id"] for row in preview["exceptions"]}) == (
            1,
            {"problem.approved-by-you"},
        )
        await seal(service.as_person(LARS))
        assert (await service.as_person(LARS).get("/overview")).json()["adds_up"]
        assert (await seal(service.as_person(KARIN)))["claims"] == 1
        [first, second] = await events_told(service, "exported")
        assert str(other.claim_id) in first and str(mine.claim_id) in second


async def test_a_number_with_a_character_that_no_database_keeps_is_refused(
    broker: Broker, data_dir: Path, database_url: str | None
) -> None:
    async with payroll(broker, data_dir, database_url) as service:
        answer = await service.as_person(LARS).put("/employees/%00/personal_number", {"personal_number": None})
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid-input")


async def test_payroll_staff_do_not_export_their_own_claim(
    broker: Broker, data_dir: Path, database_url: str | None
) -> None:
    own = a_claim(person_id=LARS.person_id)
    async with payroll(broker, data_dir, database_url) as service:
        await told(service, broker, approved(own))
        preview = (await service.as_person(LARS).get("/batches/preview")).json()
        assert (preview["lines"], {row["text"]["id"] for row in preview["exceptions"]}) == (
            0,
            {"problem.claimed-by-you"},
        )
        assert (await seal(service.as_person(KARIN)))["claims"] == 1


async def test_a_reversal_takes_back_what_was_sealed_with_the_codes_of_then(
    broker: Broker, data_dir: Path, research: Path
) -> None:
    paid = a_line("taxi", 21200, vat=())
    async with payroll(broker, data_dir) as service:
        lars = service.as_person(LARS)
        await told(service, broker, approved(a_claim(paid)))
        await seal(lars)
        back = a_line("no_longer_known", -21200, reverses=paid.id)
        twice = a_line("taxi", -21200, reverses=paid.id)
        await told(service, broker, approved(a_claim(back)))
        batch = await seal(lars)
        assert batch["amount_ore"] == -21200
        report = checker(research).check("paxml", (await lars.get(f"/batches/{batch['id']}/files/paxml")).content)
        assert report.errors == [] and report.facts["sum_ore"] == -21200
        await told(service, broker, approved(a_claim(twice)))
        preview = (await lars.get("/batches/preview")).json()
        assert [row["text"]["id"] for row in preview["exceptions"]] == ["problem.line-already-reversed"]


async def test_a_personal_number_cannot_be_read_in_the_data_folder_the_logs_or_by_others(
    broker: Broker, data_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with payroll(broker, data_dir) as service:
        lars = service.as_person(LARS)
        path = "/employees/10417/personal_number"
        assert (await lars.put(path, {"personal_number": PERSONAL_NUMBER})).status_code == 204
        wrong = await lars.put(path, {"personal_number": "198001019847"})
        assert (wrong.status_code, wrong.json()["code"]) == (422, "personal-number-wrong")
        assert (await lars.put(path, {"personal_number": "1980"})).status_code == 422
        denied = await service.as_person(AUDITOR).put(path, {"personal_number": PERSONAL_NUMBER})
        assert denied.status_code == 403
        await told(service, broker, approved(a_claim()))
        batch = await seal(lars)
        assert PERSONAL_NUMBER.encode() in (await lars.get(f"/batches/{batch['id']}/files/paxml")).content
    logged = capsys.readouterr().out
    assert "personal_number" in logged and PERSONAL_NUMBER not in logged
    files = [file for file in data_dir.rglob("*") if file.is_file()]
    assert any(b"10417" in file.read_bytes() for file in files), "the test reads where the service writes"
    assert not [file for file in files if PERSONAL_NUMBER.encode() in file.read_bytes()]
    assert stat.S_IMODE((data_dir / "keys" / "payroll_export.key").stat().st_mode) == 0o600


async def test_a_personal_number_is_taken_away(broker: Broker, data_dir: Path) -> None:
    async with payroll(broker, data_dir) as service:
        lars, path = service.as_person(LARS), "/employees/10417/personal_number"
        await lars.put(path, {"personal_number": PERSONAL_NUMBER})
        assert (await lars.put(path, {"personal_number": None})).status_code == 204
        await told(service, broker, approved(a_claim()))
        batch = await seal(lars)
        csv = (await lars.get(f"/batches/{batch['id']}/files/csv")).content
        assert PERSONAL_NUMBER.encode() not in csv and b"10417;;Maria Lindqvist" in csv


async def test_batches_are_listed_page_by_page_and_employees_see_none(broker: Broker, data_dir: Path) -> None:
    async with payroll(broker, data_dir) as service:
        lars = service.as_person(LARS)
        for _ in range(3):
            await told(service, broker, approved(a_claim(a_line())))
            await seal(lars)
        first = (await lars.get("/batches?limit=2")).json()
        rest = (await lars.get(f"/batches?limit=2&cursor={first['next']}")).json()
        assert [batch["number"] for batch in first["batches"] + rest["batches"]] == [3, 2, 1]
        assert rest["next"] is None
        for path in ("/overview", "/batches", "/batches/preview", f"/batches/{new_id()}"):
            assert (await service.as_person(Actor(EVA)).get(path)).status_code == 403
        assert (await lars.get(f"/batches/{new_id()}")).status_code == 404


async def test_what_the_employers_card_paid_is_kept_and_goes_into_no_batch(broker: Broker, data_dir: Path) -> None:
    async with payroll(broker, data_dir) as service:
        lars = service.as_person(LARS)
        both = a_claim(a_line("taxi", 40000), a_line("hotel", 134500, paid_with="employer_card"))
        only_card = a_claim(a_line("hotel", 134500, paid_with="employer_card"))
        await told(service, broker, approved(both), approved(only_card))
        overview = (await lars.get("/overview")).json()
        assert overview["adds_up"]
        assert overview["ready"] == overview["all_in"] == {"claims": 1, "lines": 1, "amount_ore": 40000}
        sealed = await seal(lars)
        assert (sealed["claims"], sealed["lines"], sealed["amount_ore"]) == (1, 1, 40000)
        assert (await lars.get("/overview")).json()["all_in"]["lines"] == 0
        [exported] = [json.loads(body) for body in await events_told(service, "exported")]
        assert (exported["claim_id"], exported["amount_ore"]) == (str(both.claim_id), 40000)


async def test_an_advance_is_told_and_what_a_claim_settles_of_it_is_drawn_from_the_pay(
    broker: Broker, data_dir: Path
) -> None:
    async with payroll(broker, data_dir) as service:
        lars, maria, employment, advance = service.as_person(LARS), new_id(), new_id(), new_id()
        await told(service, broker, a_person(maria, "Maria Lindqvist", numbers={employment: "10417"}))
        paid = {"employment_id": str(employment), "amount_ore": 50000, "paid_on": "2026-10-01", "purpose": "Mässan"}
        for _ in range(2):
            answer = await lars.put(f"/advances/{advance}", paid)
            seen = {"id": str(advance), "person_name": "Maria Lindqvist", "open_ore": 50000, "settled": []}
            assert answer.json() == paid | seen
        [event] = [json.loads(body) for body in await events_told(service, "changed") if "advance_id" in body]
        assert (event["person_id"], event["amount_ore"], event["paid_on"]) == (str(maria), 50000, "2026-10-01")
        assert [one["id"] for one in (await lars.get("/advances")).json()] == [str(advance)]
        assert (await service.as_person(Actor(maria)).put(f"/advances/{advance}", paid)).status_code == 403
        unknown = await lars.put(f"/advances/{new_id()}", {**paid, "employment_id": str(new_id())})
        assert (unknown.status_code, unknown.json()["code"]) == (422, "unknown-employment")
        far = (datetime.now(UTC) + timedelta(days=33)).date().isoformat()
        ahead = await lars.put(f"/advances/{advance}", {**paid, "paid_on": far})
        assert (ahead.status_code, ahead.json()["code"], ahead.json()["field"]) == (422, "advance-far-ahead", "paid_on")

        taken_back = {**paid, "amount_ore": 0}
        own = await service.as_person(Actor(maria, roles=LARS.roles)).put(f"/advances/{advance}", taken_back)
        assert (own.status_code, own.json()["code"]) == (403, "advance-of-your-own")
        assert (await lars.get("/advances")).json()[0]["amount_ore"] == 50000

        settled = Settlement(
            employers_ore=0, advances=(SettledAdvance(advance_id=advance, amount_ore=50000),), pay_ore=-10000
        )
        claim = a_claim(a_line("taxi", 40000), settlement=settled, person_id=maria, employment_id=employment)
        await told(service, broker, approved(claim))
        overview = (await lars.get("/overview")).json()
        assert overview["adds_up"] and overview["ready"] == {"claims": 1, "lines": 2, "amount_ore": -10000}
        preview = (await lars.get("/batches/preview")).json()
        assert preview["amount_ore"] == -10000
        sealed = await seal(lars)
        assert (sealed["lines"], sealed["amount_ore"]) == (2, -10000)
        file = (await lars.get(f"/batches/{sealed['id']}/files/paxml")).text
        assert "3710" in file and "500.00" in file
        [exported] = [json.loads(body) for body in await events_told(service, "exported")]
        assert exported["amount_ore"] == -10000


async def test_a_refund_is_deducted_from_the_pay_in_every_file(broker: Broker, data_dir: Path, research: Path) -> None:
    async with payroll(broker, data_dir) as service:
        lars = service.as_person(LARS)
        vat = (VatRow(rate=6, net_ore=-23491, vat_ore=-1409),)
        title = TextValue(id="amount.expense.refund", parameters={"kind": "kind.taxi", "merchant": "Taxi Kurir"})
        back = a_line("taxi", -24900, vat=vat, title=title, evidence=Evidence(receipt_id=new_id(), read=None))
        await told(service, broker, approved(a_claim(a_line("taxi", 40000), back)))
        overview = (await lars.get("/overview")).json()
        assert overview["adds_up"] and overview["ready"] == {"claims": 1, "lines": 2, "amount_ore": 15100}
        preview = (await lars.get("/batches/preview")).json()
        assert (preview["amount_ore"], preview["vat_ore"], preview["exceptions"]) == (15100, -1409, [])
        sealed = await seal(lars)
        data = {form: (await lars.get(f"/batches/{sealed['id']}/files/{form}")).content for form in FILES}
        paxml = checker(research).check("paxml", data["paxml"])
        assert (paxml.errors, paxml.facts["sum_ore"]) == ([], 15100)
        assert "<kommentar>Återbetalning, Taxi, Taxi Kurir</kommentar>" in data["paxml"].decode("latin-1")
        assert ";3515;2026-10-08;;-249,00;-14,09;5890;4120;" in data["csv"].decode("cp1252")
