"""What the story tells can be told: its people, lines and steps fit together."""

from collections import Counter
from datetime import date
from itertools import pairwise

from demo.claim import Decide, Mend, Submit, Withdraw
from demo.claims import story
from demo.receipts import RECEIPTS
from demo.story import read_organisation
from services.claims.trip_schemas import TripDraft

FRIDAY = date(2026, 11, 20)
CLAIMS = story(FRIDAY)
PEOPLE = {person.given_name: person for person in read_organisation().people}


def test_the_same_week_tells_the_same_story() -> None:
    assert story(FRIDAY) == CLAIMS
    assert [claim.id for claim in story(date(2027, 3, 5))] == [claim.id for claim in CLAIMS]


def test_every_claim_is_of_somebody_with_that_employment() -> None:
    assert all(len(PEOPLE[claim.by].employments) > claim.employment for claim in CLAIMS)


def test_claims_and_their_lines_have_ids_of_their_own() -> None:
    ids = [claim.id for claim in CLAIMS] + [claim.line_id(line) for claim in CLAIMS for line in claim.lines]
    assert max(Counter(ids).values()) == 1


def test_every_receipt_is_used_by_exactly_one_claim() -> None:
    used = Counter(receipt.name for claim in CLAIMS for receipt in claim.receipts)
    assert used == Counter(receipt.name for receipt in RECEIPTS)


def test_steps_speak_of_lines_that_are_there() -> None:
    named = [(claim, step.line) for claim in CLAIMS for step in claim.steps if isinstance(step, Decide | Mend)]
    assert [line for claim, line in named if line is not None and line not in claim.lines] == []


def test_every_state_of_a_claim_occurs() -> None:
    decisions = {step.decision.decision for claim in CLAIMS for step in claim.steps if isinstance(step, Decide)}
    assert decisions == {"approve", "return", "reject"}
    assert any(not claim.steps for claim in CLAIMS)
    assert any(isinstance(claim.steps[-1], Withdraw) for claim in CLAIMS if claim.steps)
    assert any(claim.steps[-1] == Submit(version=2) for claim in CLAIMS if claim.steps)
    assert any(claim.steps == (Submit(),) for claim in CLAIMS)
    assert any(claim.in_batch for claim in CLAIMS)
    assert any(step.after_batch for claim in CLAIMS for step in claim.steps if isinstance(step, Decide))


def test_nobody_is_on_two_trips_at_once() -> None:
    for name in PEOPLE:
        trips = sorted((trip for claim in CLAIMS if claim.by == name and (trip := claim.trip)), key=_start)
        assert all(earlier.end and later.start and earlier.end < later.start for earlier, later in pairwise(trips))


def _start(trip: TripDraft) -> str:
    return trip.start.isoformat() if trip.start else ""
