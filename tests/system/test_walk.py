"""The whole way through real processes: from a receipt photo to a line in a payroll file, on SQLite and on PostgreSQL."""

import importlib.util
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import pytest
import yaml

from shared.ids import new_id
from tests.builders import a_hotel_receipt
from tests.postgres import create_database
from tests.system.machine import ROOT, Machine
from tests.system.person import Person

SERVICES = ("directory", "receipts", "claims", "approvals", "payroll_export", "web")
STOCKHOLM = ZoneInfo("Europe/Stockholm")
ORGANISATION: dict[str, Any] = yaml.safe_load((ROOT / "demo" / "organisation.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    environment = {"KVITTERA_APPROVALS_UNDO_SECONDS": "1"}
    if request.param == "postgresql":
        server = request.getfixturevalue("postgres")
        for service in SERVICES:
            environment[f"KVITTERA_{service.upper()}_DATABASE_URL"] = create_database(server, f"walk_{service}")
    machine = Machine(tmp_path_factory.mktemp("walk"), ["--no-claims"], environment)
    found = machine.wait_ready()
    machine.wait_for("Demo data is in place", 300)
    yield found
    assert machine.stop() == 0


def employee_with_manager() -> tuple[str, str]:
    """An employee without roles, and the manager of their unit."""
    managers = {unit["id"]: unit.get("manager_id") for unit in ORGANISATION["units"]}
    for person in ORGANISATION["people"]:
        manager = managers[person["employments"][0]["unit_id"]] if person["employments"] else None
        if not person.get("roles") and manager and manager != person["id"] and person["id"] not in managers.values():
            return person["id"], manager
    raise LookupError("nobody has a manager")


def payroll_clerk() -> str:
    return next(str(person["id"]) for person in ORGANISATION["people"] if "payroll" in person.get("roles", []))


def at(day: date, clock: str) -> str:
    return datetime.combine(day, time.fromisoformat(clock), STOCKHOLM).isoformat()


def test_from_a_receipt_photo_to_a_line_in_a_payroll_file(address: str, research: Path) -> None:
    employee_id, manager_id = employee_with_manager()
    employee, manager, payroll = (
        Person(address, employee_id),
        Person(address, manager_id),
        Person(address, payroll_clerk()),
    )
    last_day = date.today() - timedelta(days=3)  # noqa: DTZ011 (a day in the past, whatever the zone)
    first_day = last_day - timedelta(days=1)

    receipt_id = employee.upload(a_hotel_receipt(last_day.isoformat()))
    receipt = employee.wait(f"receipts/receipts/{receipt_id}", lambda view: view["state"] == "read")
    assert (receipt["fields"]["total"], receipt["fields"]["date"]) == (112_000, last_day.isoformat())
    correction = {"base_version": receipt["version"], "fields": {"merchant": "Hotell Vinga Brygga"}}
    corrected = employee.put(f"receipts/receipts/{receipt_id}/corrections/{new_id()}", correction)
    assert corrected["fields"]["merchant"] == "Hotell Vinga Brygga" and corrected["read"] == receipt["read"]

    claim_id, line_id, drive_id = str(new_id()), str(new_id()), str(new_id())
    employee.put(f"claims/claims/{claim_id}", {"employment_id": employee.employment, "kind": "trip"})
    trip: dict[str, Any] = {
        "base_version": 0,
        "destination": "Göteborg",
        "purpose": "",
        "start": at(first_day, "06:50"),
        "end": at(last_day, "18:40"),
    }
    employee.put(f"claims/claims/{claim_id}/trip", trip)
    line = {"kind": "expense", "base_version": 0, "receipt_id": receipt_id, "expense_kind": "hotel"}
    employee.put(f"claims/claims/{claim_id}/lines/{line_id}", line)
    filled = employee.wait(
        f"claims/claims/{claim_id}", lambda view: view["lines"][0]["merchant"] == "Hotell Vinga Brygga"
    )
    assert filled["lines"][0]["amount_ore"] == 112_000

    refused = employee.try_put(f"claims/claims/{claim_id}/submission", {"version": 1})
    assert (refused.status_code, refused.json()["code"]) == (422, "claim-not-ready")
    fields = {problem["field"] for problem in refused.json()["fields"]}
    assert "trip.purpose" in fields and any(field.startswith("trip.meals.") for field in fields)

    answered = {
        **trip,
        "base_version": 1,
        "purpose": "Välfärdsdagarna",
        "meals": [
            {"date": first_day.isoformat(), "breakfast": "none", "lunch": "provided", "dinner": "none"},
            {"date": last_day.isoformat(), "breakfast": "hotel_breakfast", "lunch": "none", "dinner": "none"},
        ],
        "nights": [{"night_of": first_day.isoformat(), "paid_by": "employee_receipt"}],
    }
    view = employee.put(f"claims/claims/{claim_id}/trip", answered)
    drive = {
        "kind": "drive",
        "base_version": 0,
        "date": first_day.isoformat(),
        "from_place": "Skallberget",
        "to_place": "Stationen",
        "distance_hm": 124,
        "vehicle": "own_car",
        "purpose": "Till tåget",
    }
    view = employee.put(f"claims/claims/{claim_id}/lines/{drive_id}", drive)
    amounts = {(entry["type"], entry["amount_ore"]) for entry in view["amounts"] if entry["amount_ore"]}
    assert {
        ("per_diem_domestic_full", 19_500),
        ("per_diem_domestic_half", 12_000),
        ("hotel", 112_000),
        ("mileage_own_car", 3_100),
    } <= amounts
    assert all(entry["reasons"] for entry in view["amounts"] if entry["type"].startswith("per_diem"))

    reasons = {finding["check"]: "Så var det" for finding in view["findings"] if finding["level"] == "warn"}
    submission = {"version": 1, "reasons": reasons}
    with ThreadPoolExecutor(2) as twice:  # a double tap
        answers = list(
            twice.map(lambda _: employee.try_put(f"claims/claims/{claim_id}/submission", submission), range(2))
        )
    assert [answer.status_code for answer in answers] == [200, 200], [answer.text for answer in answers]
    assert answers[0].json()["number"] == answers[1].json()["number"]

    case = manager.wait(f"approvals/cases/{claim_id}", lambda found: found["may_decide"])
    assert case["claim"]["total_ore"] == view["total_ore"] == 146_600
    evidence = next(entry["evidence"] for entry in case["claim"]["lines"] if entry["evidence"])
    picture = manager.wait_for_file(f"receipts/receipts/{evidence['receipt_id']}/picture")
    assert picture.headers["content-type"] == "image/jpeg"
    own = employee.try_put(f"approvals/cases/{claim_id}/decisions/{new_id()}", {"version": 1, "decision": "approve"})
    assert own.status_code == 403

    remark = {
        "version": 1,
        "decision": "return",
        "reason": "distance",
        "line_id": drive_id,
        "field": "distance_hm",
        "words": "Hur långt var det?",
    }
    manager.put(f"approvals/cases/{claim_id}/decisions/{new_id()}", remark)
    returned = employee.wait(f"claims/claims/{claim_id}", lambda found: found["state"] == "returned")
    assert (returned["returned"]["line_id"], returned["returned"]["field"]) == (drive_id, "distance_hm")
    mended = employee.put(
        f"claims/claims/{claim_id}/lines/{drive_id}", {**drive, "base_version": 1, "distance_hm": 120}
    )
    employee.put(f"claims/claims/{claim_id}/submission", {"version": 2, "reasons": reasons})
    old = manager.try_put(f"approvals/cases/{claim_id}/decisions/{new_id()}", {"version": 1, "decision": "approve"})
    assert old.status_code == 409
    case = manager.wait(f"approvals/cases/{claim_id}", lambda found: found["claim"]["version"] == 2)
    assert case["changed_lines"] == [drive_id]
    manager.put(f"approvals/cases/{claim_id}/decisions/{new_id()}", {"version": 2, "decision": "approve"})
    employee.wait(f"claims/claims/{claim_id}", lambda found: found["state"] == "approved")

    batch_id = seal(payroll)
    exported = employee.wait(f"claims/claims/{claim_id}", lambda found: found["state"] == "exported")
    happened = [step["text"]["id"].removeprefix("timeline.") for step in exported["timeline"]]
    assert [step for step in happened if step != "assigned"] == [
        "submitted",
        "returned",
        "submitted-again",
        "approved",
        "exported",
    ]
    assert manager.session["name"] in {step["by"] for step in exported["timeline"]}
    assert payroll.session["name"] in {step["by"] for step in exported["timeline"]}

    files = {
        form: payroll.http.get(f"/api/payroll_export/batches/{batch_id}/files/{form}").content
        for form in ("paxml", "csv")
    }
    again = {
        form: payroll.http.get(f"/api/payroll_export/batches/{batch_id}/files/{form}").content
        for form in ("paxml", "csv")
    }
    assert files == again
    check = load_check(research)
    report = check.check("paxml", files["paxml"])
    assert report.errors == []
    assert mended["total_ore"] == 146_500
    assert_lines_add_up(files["csv"], exported, 146_500)
    assert payroll.try_put(f"payroll_export/batches/{new_id()}", {"fingerprint": "0" * 64}).status_code == 409


def seal(payroll: Person) -> str:
    """Seal what the preview shows; returns the batch's id."""
    preview = payroll.wait("payroll_export/batches/preview", lambda found: found["lines"] > 0)
    batch_id = str(new_id())
    payroll.put(f"payroll_export/batches/{batch_id}", {"fingerprint": preview["fingerprint"]})
    return batch_id


def assert_lines_add_up(csv: bytes, claim: Any, total_ore: int) -> None:
    """The claim's lines stand in the file, and sum to what the claim says."""
    ids = {entry["id"] for entry in claim["amounts"]}
    rows = [row.split(";") for row in csv.decode("cp1252").splitlines()[1:]]
    amounts = [int(row[6].replace(",", "")) for row in rows if row[-1] in ids]
    assert sum(amounts) == total_ore


def load_check(research: Path) -> Any:
    """The strict validator of the formats."""
    spec = importlib.util.spec_from_file_location("check_formats", research / "formats" / "check_formats.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["check_formats"] = module
    spec.loader.exec_module(module)
    return module


def test_bad_input_gets_a_clear_error_and_nothing_falls(address: str) -> None:
    employee_id, manager_id = employee_with_manager()
    employee, other = Person(address, employee_id), Person(address, payroll_clerk())

    def upload(data: bytes) -> httpx.Response:
        return employee.http.put(f"/api/receipts/receipts/{new_id()}", content=data)

    assert upload(b"").json()["code"] == "empty-file"
    assert upload(b"hello, this is no picture").json()["code"] == "not-a-picture"
    large = upload(b"\xff\xd8\xff" + bytes(100_000_000))
    assert (large.status_code, large.json()["code"]) == (413, "body-too-large")
    broken = employee.http.put(
        f"/api/claims/claims/{new_id()}", content=b"{", headers={"content-type": "application/json"}
    )
    assert (broken.status_code, broken.json()["code"]) == (400, "broken-json")

    mine = employee.upload(a_hotel_receipt("2026-10-01"))
    assert other.http.get(f"/api/receipts/receipts/{mine}/original").status_code in (403, 404)
    claim_id = str(new_id())
    employee.put(f"claims/claims/{claim_id}", {"employment_id": employee.employment, "kind": "expense"})
    taken = other.try_put(f"claims/claims/{claim_id}", {"employment_id": other.employment, "kind": "expense"})
    assert taken.status_code in (403, 404, 409)
    assert other.http.get(f"/api/claims/claims/{claim_id}").status_code in (403, 404)
    assert employee.http.get("/health/ready").status_code == 200
    assert employee.get(f"claims/claims/{claim_id}")["state"] == "draft"
    assert manager_id
