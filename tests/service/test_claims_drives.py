"""A drive beside what the person usually drives."""

from pathlib import Path
from typing import Any

from tests.conftest import Broker
from tests.service.claims_at_work import AtWork, at_work

NORRA_TO_SJOVIK = {
    "kind": "drive",
    "date": "2026-10-12",
    "from_place": "Norra",
    "to_place": "Sjövik",
    "vehicle": "own_car",
}


async def a_drive(work: AtWork, **said: Any) -> dict[str, Any]:
    """The claim of a drive by itself, as it then stands."""
    claim_id = await work.open("drives")
    answer = await work.put_line(claim_id, **{**NORRA_TO_SJOVIK, **said})
    view: dict[str, Any] = answer.json()
    return view


async def test_a_way_that_was_driven_is_known_with_its_distance_and_a_longer_one_is_asked_about(
    broker: Broker, data_dir: Path
) -> None:
    async with at_work(broker, data_dir, None) as work:
        claim = await a_drive(work, distance_hm=32, purpose="Hembesök")
        known = (await work.app.get("/known")).json()
        way = {"from_place": "Norra", "to_place": "Sjövik", "distance_hm": 32, "purpose": "Hembesök"}
        assert known["drives"] == [way]
        driven = {"claim_id": claim["id"], "odometer_end_km": None, **NORRA_TO_SJOVIK, "distance_hm": 32}
        assert known["driven"] == [{name: value for name, value in driven.items() if name != "kind"}]
        [finding] = (await a_drive(work, distance_hm=39))["findings"]
        assert (finding["check"], finding["mend"]) == ("distance-unlikely", "use-usual-distance")
        assert finding["text"]["parameters"] == {"distance": 39, "usual": 32, "difference": 7}
        assert (await a_drive(work, distance_hm=38))["findings"] == []


async def test_a_private_drive_with_its_odometer_is_kept_and_not_paid(broker: Broker, data_dir: Path) -> None:
    async with at_work(broker, data_dir, None) as work:
        view = await a_drive(
            work,
            date="2026-10-09",
            distance_hm=32,
            is_private=True,
            odometer_start_km=1200,
            odometer_end_km=1203,
            passengers=2,
        )
        [line] = view["lines"]
        assert (line["is_private"], line["odometer_start_km"], line["odometer_end_km"]) == (True, 1200, 1203)
        assert (line["passengers"], line["has_trailer"]) == (2, False)
        assert view["total_ore"] == 0 and [one["check"] for one in view["findings"]] == ["nothing-to-submit"]
        [finding] = (await a_drive(work, distance_hm=32, odometer_start_km=1210))["findings"]
        assert finding["check"] == "odometer-gap"
