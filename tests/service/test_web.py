"""Web, listening on a real port before a real directory, database and broker."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest
import uvicorn
from fastapi import FastAPI, Request
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from sqlmodel import select, update

from services.directory.service import SERVICE as DIRECTORY
from services.receipts.service import SERVICE as RECEIPTS
from services.web import store
from services.web.service import SERVICE
from services.web.store import SessionRow
from shared.clock import now
from shared.contracts.directory import Employment, PersonChanged, UnitChanged
from shared.contracts.event import Hint
from shared.ids import new_id
from shared.messaging.bus import Bus
from shared.settings import CommonSettings, ServiceSettings
from tests.conftest import PASSWORDS, Broker, start_broker
from tests.postgres import create_database
from tests.service.harness import Running, running, tell


@contextlib.asynccontextmanager
async def listening(app: Any) -> AsyncIterator[str]:
    """Serve an app whose lifespan runs already; yields its address."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_config=None, lifespan="off", timeout_graceful_shutdown=1))
    task = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    await task


class Browser:
    """Keeps cookies, and says where its writes come from."""

    def __init__(self, address: str) -> None:
        self.http = httpx.AsyncClient(base_url=address, headers={"origin": address, "accept-language": "sv"})

    async def sign_in(self, person_id: UUID) -> httpx.Response:
        """Sign in; the cookie, which is for https, is kept as Chromium keeps it for this machine."""
        answer = await self.http.post("/session", json={"person_id": str(person_id)})
        self.http.headers["cookie"] = answer.headers.get("set-cookie", "").partition(";")[0]
        return answer


@contextlib.asynccontextmanager
async def web(broker: Broker, data_dir: Path, **settings: Any) -> AsyncIterator[tuple[Browser, Running]]:
    async with (
        running(SERVICE, broker, data_dir, **{"demo": True, **settings}) as service,
        listening(service.app) as address,
    ):
        browser = Browser(address)
        yield browser, service
        await browser.http.aclose()


async def a_manager(broker: Broker, service: Running, roles: tuple[Any, ...] = ()) -> UUID:
    """Have directory tell of a manager; returns their id once web knows them."""
    person, unit = new_id(), new_id()
    employment = Employment(
        id=new_id(), employee_number="1", title="Enhetschef", unit_id=unit, home="Hem", workplace="Norra", coding={}
    )
    at = now()
    await tell(
        broker,
        UnitChanged(
            id=new_id(), occurred_at=at, unit_id=unit, name="Norra", parent_id=None, manager_id=person, cost_centre="1"
        ),
        PersonChanged(
            id=new_id(),
            occurred_at=at,
            person_id=person,
            name="Eva Sandberg",
            given_name="Eva",
            roles=roles,
            employments=(employment,),
        ),
    )
    for _ in range(1500):
        if (
            found := await service.app.state.database.read(lambda session: store.person(session, person))
        ) and found.manages:
            return person
        await asyncio.sleep(0.02)
    raise TimeoutError("web did not hear of the person")


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str | None:
    """None: an SQLite file in the data folder."""
    if request.param == "sqlite":
        return None
    return create_database(request.getfixturevalue("postgres"), f"web_{new_id().hex}")


async def test_a_session_begins_is_known_and_ends(broker: Broker, data_dir: Path, database_url: str | None) -> None:
    async with web(broker, data_dir, database_url=database_url) as (browser, service):
        person = await a_manager(broker, service, roles=("payroll",))
        page = (await browser.http.get("/sign-in")).json()
        [shown] = [one for one in page["people"] if one["id"] == str(person)]
        assert (shown["title"], shown["unit_name"], shown["manages"]) == ("Enhetschef", "Norra", True)
        assert page["organisation"]
        assert (await browser.http.get("/session")).json() is None

        answer = await browser.sign_in(person)
        assert answer.json()["roles"] == ["payroll", "manager"]
        cookie = answer.headers["set-cookie"]
        assert cookie.startswith("__Host-kvittera=")
        assert {"HttpOnly", "Path=/", "SameSite=lax", "Secure"} <= set(cookie.split("; "))
        assert (await browser.http.get("/session")).json()["given_name"] == "Eva"

        assert (await browser.http.delete("/session")).status_code == 204
        assert (await browser.http.get("/session")).json() is None


async def test_the_token_is_not_in_the_database(broker: Broker, data_dir: Path) -> None:
    async with web(broker, data_dir) as (browser, service):
        await browser.sign_in(await a_manager(broker, service))
        token = browser.http.headers["cookie"].partition("=")[2]
        rows = await service.app.state.database.read(lambda session: session.exec(select(SessionRow)).all())
        assert rows and token not in str(rows)


async def test_a_session_that_was_not_used_for_twelve_hours_is_over(broker: Broker, data_dir: Path) -> None:
    async with web(broker, data_dir) as (browser, service):
        await browser.sign_in(await a_manager(broker, service))
        passed = update(SessionRow).values(expires_at=now() - timedelta(seconds=1))
        await service.app.state.database.write(lambda session: session.exec(passed))
        assert (await browser.http.get("/session")).json() is None


async def test_use_prolongs_a_session(broker: Broker, data_dir: Path) -> None:
    async with web(broker, data_dir) as (browser, service):
        await browser.sign_in(await a_manager(broker, service))
        at = now()
        used_long_ago = update(SessionRow).values(
            last_seen_at=at - timedelta(hours=11), expires_at=at + timedelta(hours=1)
        )
        await service.app.state.database.write(lambda session: session.exec(used_long_ago))
        assert (await browser.http.get("/session")).json()["given_name"] == "Eva"
        [row] = await service.app.state.database.read(lambda session: session.exec(select(SessionRow)).all())
        assert row.expires_at > at + timedelta(hours=11)


async def test_without_demo_nobody_is_shown_and_nobody_signs_in_by_choosing(broker: Broker, data_dir: Path) -> None:
    async with web(broker, data_dir, demo=False) as (browser, service):
        person = await a_manager(broker, service)
        assert (await browser.http.get("/sign-in")).json()["people"] == []
        answer = await browser.sign_in(person)
        assert (answer.status_code, answer.json()["code"]) == (404, "not-found")


async def test_a_write_from_another_page_is_refused(broker: Broker, data_dir: Path) -> None:
    async with web(broker, data_dir) as (browser, service):
        person = await a_manager(broker, service)
        browser.http.headers["origin"] = "https://other.example"
        answer = await browser.sign_in(person)
        assert (answer.status_code, answer.json()["code"]) == (403, "not-allowed")
        assert answer.headers["x-content-type-options"] == "nosniff"


async def test_requests_reach_directory_for_the_person_who_is_signed_in(broker: Broker, data_dir: Path) -> None:
    async with (
        running(DIRECTORY, broker, data_dir) as directory,
        listening(directory.app) as directory_url,
        web(broker, data_dir, directory_url=directory_url) as (browser, service),
    ):
        unit, person = new_id(), await a_manager(broker, service, roles=("administrator",))
        path = f"/api/directory/units/{unit}"
        given = {"name": "Hemtjänsten Södra", "cost_centre": "4121"}
        assert (await browser.http.put(path, json=given)).status_code == 401
        await browser.sign_in(person)
        answer = await browser.http.put(path, json=given)
        assert (answer.status_code, answer.json()["name"]) == (200, "Hemtjänsten Södra")
        assert (await browser.http.get("/api/directory/units")).json()[0]["id"] == str(unit)
        wrong = await browser.http.put(path, json={}, headers={"accept-language": "en"})
        assert (wrong.status_code, wrong.json()["title"]) == (
            422,
            "Something is not filled in right. Look by the fields.",
        )
        for hidden in ("health/ready", "metrics", "openapi.json", "%68ealth/live", "units/%2e%2e/metrics"):
            assert (await browser.http.get(f"/api/directory/{hidden}")).json()["code"] == "not-found", hidden
        for split_elsewhere in ("/api%2Fdirectory/x/metrics", "/api/directory%2Fx/metrics", "/api%2Fdirectory%2Funits"):
            assert (await browser.http.get(split_elsewhere)).json()["code"] == "not-found", split_elsewhere
        odd = [(b"accept", b"\xe5"), (b"traceparent", b"\xff"), (b"kvittera-file-name", b"\xe5")]
        assert (await browser.http.get("/api/directory/units", headers=odd)).status_code == 200
        assert (await browser.http.get("/api/unknown/units")).status_code == 404


async def test_a_strangers_file_comes_through_to_be_saved_and_runs_nothing(broker: Broker, data_dir: Path) -> None:
    async with (
        running(RECEIPTS, broker, data_dir) as receipts,
        listening(receipts.app) as receipts_url,
        web(broker, data_dir, receipts_url=receipts_url) as (browser, service),
    ):
        await browser.sign_in(await a_manager(broker, service))
        path, page = f"/api/receipts/receipts/{new_id()}", b"<!DOCTYPE html><html><script>alert(1)</script></html>"
        file_name = {"content-type": "application/octet-stream", "kvittera-file-name": "kvitto.html"}
        assert (await browser.http.put(path, content=page, headers=file_name)).status_code == 201
        original = await browser.http.get(f"{path}/original")
        assert (original.content, original.headers["content-type"]) == (page, "text/html; charset=utf-8")
        policies = [policy.split("; ") for policy in original.headers["content-security-policy"].split(", ")]
        assert ["default-src 'none'", "sandbox"] in policies
        assert ["default-src 'none'", "frame-ancestors 'none'"] in policies
        assert original.headers["x-content-type-options"] == "nosniff"
        assert original.headers["content-disposition"].startswith('attachment; filename="kvitto.html"')
        known = await browser.http.get(f"{path}/original", headers={"if-none-match": original.headers["etag"]})
        assert (known.status_code, known.headers["content-security-policy"].count("sandbox")) == (304, 1)
        assert "sandbox" not in (await browser.http.get(path)).headers["content-security-policy"]


async def test_a_service_gets_the_body_and_named_headers_but_no_cookie(broker: Broker, data_dir: Path) -> None:
    upstream = FastAPI()
    trace.set_tracer_provider(TracerProvider())  # as `serve` does

    @upstream.put("/receipts/{path:path}")
    async def mirror(request: Request) -> dict[str, Any]:
        size = 0
        async for part in request.stream():
            size += len(part)
        headers = {name: value for name, value in request.headers.items() if name != "authorization"}
        return {
            "size": size,
            "headers": headers,
            "path": request.scope["raw_path"].decode(),
            "query": request.url.query,
        }

    async with (
        listening(upstream) as receipts_url,
        web(broker, data_dir, receipts_url=receipts_url) as (browser, service),
    ):
        await browser.sign_in(await a_manager(broker, service))
        headers = {"kvittera-file-name": "kvitto%20%C3%A5.jpg", "content-type": "image/jpeg", "x-made-up": "1"}
        picture = b"x" * 29_000_000
        got = (await browser.http.put("/api/receipts/receipts/a%2Fb?x=1", content=picture, headers=headers)).json()
        assert (got["size"], got["path"], got["query"]) == (29_000_000, "/receipts/a%2Fb", "x=1")
        assert got["headers"]["kvittera-file-name"] == "kvitto%20%C3%A5.jpg"
        assert got["headers"]["content-type"] == "image/jpeg"
        assert "traceparent" in got["headers"]
        assert not {"cookie", "x-made-up", "origin"} & set(got["headers"])


async def test_a_body_that_is_declared_too_large_is_refused_before_it_is_read(broker: Broker, data_dir: Path) -> None:
    async with running(SERVICE, broker, data_dir) as service:
        await service.app.state.bus.ready.wait()
        client = httpx.AsyncClient(transport=httpx.ASGITransport(service.app), base_url="http://localhost")
        answer = await client.put("/api/receipts/receipts/a", content=b"x", headers={"content-length": "30000001"})
        assert (answer.status_code, answer.json()["code"]) == (413, "body-too-large")


async def test_a_statement_that_a_browser_made_up_is_not_passed_on(broker: Broker, data_dir: Path) -> None:
    async with (
        running(DIRECTORY, broker, data_dir) as directory,
        listening(directory.app) as directory_url,
        web(broker, data_dir, directory_url=directory_url) as (browser, service),
    ):
        person = await a_manager(broker, service)
        answer = await browser.http.get("/api/directory/units", headers={"authorization": "Bearer made.up.statement"})
        assert answer.status_code == 401
        await browser.sign_in(person)
        answer = await browser.http.get("/api/directory/units", headers={"authorization": "Bearer made.up.statement"})
        assert answer.json()["code"] == "not-allowed"  # known as herself, who may not see all units


async def test_a_service_that_is_down_is_said_to_be_so(broker: Broker, data_dir: Path) -> None:
    async with web(broker, data_dir, claims_url="http://127.0.0.1:9") as (browser, service):
        await browser.sign_in(await a_manager(broker, service))
        answer = await browser.http.get("/api/claims/claims")
        assert (answer.status_code, answer.json()["code"]) == (503, "temporarily-unavailable")


async def test_a_hint_arrives_at_the_person_it_concerns_until_they_sign_out(broker: Broker, data_dir: Path) -> None:
    async with web(broker, data_dir) as (browser, service):
        person = await a_manager(broker, service)
        await browser.sign_in(person)
        bus = Bus("claims", CommonSettings(nats_url=broker.url), ServiceSettings(nats_password=PASSWORDS["claims"]))
        await bus.connect()
        async with browser.http.stream("GET", "/live", timeout=10) as answer:
            assert answer.headers["content-type"].startswith("text/event-stream")
            lines = answer.aiter_lines()
            assert (await anext(lines)).startswith("retry:")
            claim = new_id()
            for concerned, state in ((new_id(), "draft"), (person, "approved")):
                told = Hint(service="claims", thing="claim", id=claim, version=2, state=state, concerns=(concerned,))
                await bus.tell(told.subject, told.model_dump_json().encode())
            heard = [await anext(lines) for _ in range(3)]
            assert heard[1] == "event: changed"
            assert json.loads(heard[2].removeprefix("data: ")) == {
                "service": "claims",
                "thing": "claim",
                "id": str(claim),
                "version": 2,
                "state": "approved",
            }
            await browser.http.delete("/session")
            assert [line async for line in lines] == [""]
        assert (await browser.http.get("/live")).status_code == 401
        await bus.close()


async def test_hints_arrive_again_after_the_broker_was_away(data_dir: Path) -> None:
    folder = data_dir / "broker"
    folder.mkdir()
    process, url = start_broker(folder)
    async with web(Broker(url), data_dir) as (browser, service):
        person = await a_manager(Broker(url), service)
        await browser.sign_in(person)
        async with browser.http.stream("GET", "/live", timeout=10) as answer:
            lines = answer.aiter_lines()
            await anext(lines)
            process.kill()
            process.wait()
            while service.app.state.bus.connected:
                await asyncio.sleep(0.02)
            assert (await browser.http.get("/session")).json()["given_name"] == "Eva"
            process, _ = start_broker(folder, int(url.rpartition(":")[2]))
            await service.app.state.bus.ready.wait()
            told = Hint(service="web", thing="test", id=new_id(), version=1, state="there", concerns=(person,))
            await service.app.state.bus.tell(told.subject, told.model_dump_json().encode())
            assert [await anext(lines), await anext(lines)] == ["", "event: changed"]
    process.kill()
    process.wait()


async def test_the_app_is_served_with_its_pages_and_its_policy(broker: Broker, data_dir: Path, tmp_path: Path) -> None:
    build = tmp_path / "build"
    script = build / "_app" / "immutable" / "start.abc.js"
    script.parent.mkdir(parents=True)
    script.write_text("let plain = 1;")
    script.with_name("start.abc.js.br").write_bytes(b"packed")
    (build / "index.html").write_text("<!doctype html><script>start()</script><script src='/x.js'></script>")
    (build / "service-worker.js").write_text("let worker = 1;")
    (tmp_path / "secret.txt").write_text("secret")
    async with web(broker, data_dir, app_dir=build) as (browser, _):
        for address in ("/", "/claims/0190", "/inbox"):
            page = await browser.http.get(address)
            assert page.headers["content-type"] == "text/html; charset=utf-8", address
            policy = page.headers["content-security-policy"]
            assert "script-src 'self' 'sha256-" in policy and "frame-ancestors 'none'" in policy
            assert page.headers["cache-control"] == "no-cache"
        again = await browser.http.get("/", headers={"if-none-match": page.headers["etag"]})
        assert (again.status_code, again.headers["content-security-policy"]) == (304, policy)

        packed = await browser.http.get("/_app/immutable/start.abc.js", headers={"accept-encoding": "gzip, br"})
        assert packed.headers["content-encoding"] == "br"
        plain = await browser.http.get("/_app/immutable/start.abc.js", headers={"accept-encoding": "identity"})
        assert (plain.text, plain.headers["content-type"]) == ("let plain = 1;", "text/javascript; charset=utf-8")
        assert "immutable" in plain.headers["cache-control"]
        worker = await browser.http.get("/service-worker.js")
        assert (worker.headers["content-security-policy"], worker.headers["cache-control"]) == (
            "default-src 'self'",
            "no-cache",
        )
        assert (await browser.http.get("/_app/immutable/gone.js")).status_code == 404
        assert "secret" not in (await browser.http.get("/%2e%2e/secret.txt")).text
        assert (await browser.http.get("/" + 300 * "a")).text == page.text, "longer than a file's name can be"
        assert (await browser.http.get("/health/live")).json() == {"status": "live"}
        assert (await browser.http.get("/api/claims")).status_code == 404


async def test_figures_and_what_ails_web_are_told_on_this_machine_only(broker: Broker, data_dir: Path) -> None:
    async with running(SERVICE, broker, data_dir) as service:
        await service.app.state.bus.ready.wait()
        here, ipv6, elsewhere = (
            httpx.AsyncClient(transport=httpx.ASGITransport(service.app, client=(host, 1)), base_url="http://localhost")
            for host in ("127.0.0.1", "::1", "203.0.113.9")
        )
        for path in ("/metrics", "/openapi.json"):
            assert [(await client.get(path)).status_code for client in (here, ipv6, elsewhere)] == [200, 200, 404]
            assert (await elsewhere.get(path)).json()["code"] == "not-found"
            assert (await elsewhere.head(path)).status_code == 404
        assert set((await here.get("/health/ready")).json()) == {"database", "broker", "outbox"}
        ready = await elsewhere.get("/health/ready")
        assert (ready.status_code, ready.json()) == (200, {"status": "ready"})
        await service.app.state.bus.close()
        ails, told = await here.get("/health/ready"), await elsewhere.get("/health/ready")
        assert (ails.status_code, ails.json()["broker"]) == (503, "not connected")
        assert (told.status_code, told.json()) == (503, {"status": "not ready"})
        assert (await elsewhere.get("/health/live")).json() == {"status": "live"}


async def test_a_missing_build_is_said_in_words(broker: Broker, data_dir: Path, tmp_path: Path) -> None:
    async with web(broker, data_dir, app_dir=tmp_path / "none") as (browser, _):
        page = await browser.http.get("/")
        assert (page.status_code, "Appen är inte byggd" in page.text) == (503, True)
