"""Exchange rates: kept by an administrator, from a file or from a source, and used on a line."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from services.claims.__main__ import add_exchange_rates
from services.claims.current_rates import fetch
from services.claims.service import SERVICE
from services.claims.sources import riksbank
from shared.command_line import run
from shared.identity import Actor, Role
from shared.ids import new_id
from tests.conftest import Broker
from tests.service.claims_at_work import at_work, receipt_added, receipt_read

RATE = {"currency": "EUR", "rate_micro": 11_432_500, "quoted_on": "2026-10-09", "source": "Påhittad kurs"}
ADMINISTRATOR = Actor(new_id(), frozenset(), frozenset({Role.ADMINISTRATOR}))


async def test_a_foreign_receipt_is_paid_by_the_rate_that_is_offered_and_keeps_it(
    broker: Broker, data_dir: Path
) -> None:
    async with at_work(broker, data_dir, None) as work:
        administrator = work.service.as_person(ADMINISTRATOR)
        kept = await administrator.put("/exchange-rates", {"rates": [RATE]})
        assert kept.json() == {"changed": 1}
        assert (await administrator.put("/exchange-rates", {"rates": [RATE]})).json() == {"changed": 0}
        receipt_id, line_id, claim_id = new_id(), new_id(), await work.open()
        await work.tell(
            receipt_added(work.somebody, receipt_id),
            receipt_read(work.somebody, receipt_id, total=9900, currency="EUR", card_last4="4711"),
        )
        await work.put_line(claim_id, line_id, receipt_id=str(receipt_id))
        view = await work.until(claim_id, lambda seen: seen["lines"][0]["merchant"] == "Taxi Kurir")
        [finding] = view["findings"]
        offered = finding["text"]["parameters"]
        assert (finding["mend"], offered["rate"], offered["date"]) == ("use-rate", 11_432_500, "2026-10-09")

        invented = {**RATE, "rate_micro": 99_000_000}
        refused = await work.put_line(claim_id, line_id, base_version=1, receipt_id=str(receipt_id), exchange=invented)
        assert (refused.status_code, refused.json()["code"]) == (422, "exchange-rate-unknown")
        view = (
            await work.put_line(claim_id, line_id, base_version=1, receipt_id=str(receipt_id), exchange=RATE)
        ).json()
        assert (view["total_ore"], view["findings"], view["lines"][0]["exchange"]) == (113182, [], RATE)

        await administrator.put("/exchange-rates", {"rates": [{**RATE, "rate_micro": 12_000_000}]})
        line: dict[str, Any] = (await work.get(claim_id))["lines"][0]
        again = {name: value for name, value in line.items() if name not in ("id", "version", "kind", "base_version")}
        view = (await work.put_line(claim_id, line_id, base_version=line["version"], **again)).json()
        assert (view["total_ore"], view["lines"][0]["version"]) == (113182, line["version"])
        submitted = (await work.submit(claim_id)).json()
        reasons = submitted["amounts"][0]["reasons"]
        assert [one["text"]["id"] for one in reasons] == ["rule.receipt.exchanged", "rule.receipt.rate-from"]
        assert reasons[1]["text"]["parameters"] == {"date": "2026-10-09", "source": "Påhittad kurs"}


async def test_the_latest_rate_within_a_week_is_told_and_only_administrators_set_rates(
    broker: Broker, data_dir: Path
) -> None:
    async with at_work(broker, data_dir, None) as work:
        assert (await work.app.put("/exchange-rates", {"rates": [RATE]})).status_code == 403
        await work.service.as_person(ADMINISTRATOR).put("/exchange-rates", {"rates": [RATE]})
        for day, status in (("2026-10-08", 404), ("2026-10-09", 200), ("2026-10-16", 200), ("2026-10-17", 404)):
            answer = await work.app.get(f"/exchange-rates?currency=EUR&date={day}")
            assert answer.status_code == status, day
            if status == 200:
                assert answer.json() == RATE
        assert (await work.app.get("/exchange-rates?currency=USD&date=2026-10-09")).json()["code"] == "no-exchange-rate"


def test_the_command_keeps_the_rates_of_a_file(
    data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KVITTERA_DATA_DIR", str(data_dir))
    file = tmp_path / "rates.csv"
    file.write_text("Period;Grupp;Serie;Värde\n2026-10-09;Valutor mot svenska kronor;1 EUR;11,1223\n")
    for told in ("1 rates read, 1 of them new or different", "1 rates read, 0 of them new or different"):
        status = run(SERVICE, {"exchange-rates": add_exchange_rates}, ["exchange-rates", str(file)])
        assert (status, capsys.readouterr().out.strip()) == (0, told)
    file.write_text("nothing")
    assert run(SERVICE, {"exchange-rates": add_exchange_rates}, ["exchange-rates", str(file)]) == 2


@contextmanager
def publishing(body: bytes, asked: list[str]) -> Iterator[str]:
    """A server on this machine that answers as the bank's interface does."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            return

    server = HTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/swea/v1/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


async def test_the_rates_of_the_day_are_fetched(broker: Broker, data_dir: Path) -> None:
    told = [
        {"seriesId": "SEKEURPMI", "date": "2026-10-09", "value": 11.1223},
        {"seriesId": "SECBREPOEFF", "date": "2026-10-09", "value": 1.75},
    ]
    asked: list[str] = []
    async with at_work(broker, data_dir, None) as work:
        with publishing(json.dumps(told).encode(), asked) as address:
            assert await fetch(work.service.app.state.database, address) == 1
            assert await fetch(work.service.app.state.database, address) == 0
        assert set(asked) == {"/swea/v1/Observations/Latest/ByGroup/130"}
        answer = await work.app.get("/exchange-rates?currency=EUR&date=2026-10-12")
        assert answer.json() == {
            "currency": "EUR",
            "rate_micro": 11_122_300,
            "quoted_on": "2026-10-09",
            "source": "Riksbanken",
        }


def test_an_answer_of_another_form_is_refused() -> None:
    for body in (b"{}", b"[{}]", b"<html>"):
        with publishing(body, []) as address, pytest.raises(ValueError):
            riksbank.latest(address)


async def test_more_than_the_receipt_says_wants_a_reason_also_in_kronor_for_euros(
    broker: Broker, data_dir: Path
) -> None:
    async with at_work(broker, data_dir, None) as work:
        await work.service.as_person(ADMINISTRATOR).put("/exchange-rates", {"rates": [RATE]})
        kronor, euros, claim_id = new_id(), new_id(), await work.open()
        await work.tell(
            receipt_added(work.somebody, kronor),
            receipt_read(work.somebody, kronor),
            receipt_added(work.somebody, euros),
            receipt_read(work.somebody, euros, total=9900, currency="EUR", merchant="Hotel Berlin"),
        )
        await work.put_line(claim_id, receipt_id=str(kronor), amount_ore=315_000)
        await work.put_line(claim_id, receipt_id=str(euros), amount_ore=1_131_800)
        view = await work.until(claim_id, lambda seen: len(seen["amounts"]) == 2)
        above = [one["text"]["parameters"] for one in view["findings"] if one["check"] == "more-than-receipt"]
        assert above == [{"read": 31_500, "value": 315_000}, {"read": 113_182, "value": 1_131_800}]
        refused = await work.submit(claim_id)
        assert {one["text"]["id"] for one in refused.json()["fields"]} >= {"check.more-than-receipt"}
