"""What payroll knows of a claim, whatever order its events come in."""

from datetime import datetime, timedelta
from itertools import permutations

from services.payroll_export.domain.claim import Claim, State, follow
from shared.ids import new_id

MORNING = datetime.fromisoformat("2026-10-08T08:00:00+02:00")
CLAIM = new_id()


def told(state: State, version: int = 1, hour: int = 0) -> Claim:
    return Claim(CLAIM, version, state, MORNING + timedelta(hours=hour))


def after(*events: Claim) -> Claim | None:
    known: Claim | None = None
    for event in events:
        known = follow(known, event) or known
    return known


def test_any_order_of_the_events_ends_alike() -> None:
    events = (
        told("waiting"),
        told("waiting", hour=1),
        told("closed", hour=2),
        told("waiting", version=2, hour=3),
        told("approved", version=2, hour=4),
    )
    assert {after(*order) for order in permutations(events)} == {events[-1]}


def test_a_returned_claim_waits_again_under_its_next_version_only() -> None:
    returned = told("closed", hour=1)
    assert follow(returned, told("waiting", hour=2)) is None
    assert follow(returned, again := told("waiting", version=2, hour=2)) == again


def test_an_approval_is_for_ever() -> None:
    assert follow(told("approved"), told("approved", version=2, hour=1)) is None


def test_whom_a_claim_waits_for_changes_with_the_later_assignment() -> None:
    assert after(told("waiting", hour=2), told("waiting", hour=1)) == told("waiting", hour=2)
