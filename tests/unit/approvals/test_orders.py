"""Events in any order, each any number of times, end alike."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlmodel import Session

from services.approvals import commands, store
from services.approvals.domain.approver import Organisation, approver_of
from services.approvals.events import EVENTS
from services.approvals.store import PersonRow, UnitRow
from shared.contracts.claims import WithdrawalAsked
from shared.contracts.event import Event
from shared.database import open_engine
from shared.ids import new_id
from shared.messaging.consumer import NotYet, first_time
from shared.messaging.tables import metadata as messaging
from tests.unit.approvals.builders import AT, a_claim, an_id, person_changed, submitted, unit_changed
from tests.unit.approvals.test_approver import NAMES, PERSONS, organisations

EARLIER, LATER = AT - timedelta(days=1), AT + timedelta(days=1)
HANDLERS = {handler.event: handler.command for handler in EVENTS}
STORY: tuple[Event, ...] = (
    unit_changed("Kommunen", None, "Lars"),
    unit_changed("Norra", "Kommunen", "Eva"),
    unit_changed("Norra", "Kommunen", "Petra", at=LATER),
    person_changed("Lars", "Norra", at=EARLIER),  # below Petra, whose claim he could not decide on
    person_changed("Lars", "Kommunen"),
    person_changed("Eva", "Norra"),
    person_changed("Petra", "Norra"),
    person_changed("Omar", "Norra"),
    submitted(a_claim("K1", version=1)),
    submitted(a_claim("K1", version=2)),
    submitted(a_claim("K2", person="Petra")),
    submitted(a_claim("K3")),
    WithdrawalAsked(id=new_id(), occurred_at=AT, claim_id=an_id("K3"), version=1, person_id=an_id("Omar")),
)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """An empty database; each test rolls back what it wrote."""
    engine = open_engine(f"sqlite:///{tmp_path_factory.mktemp('orders') / 'approvals.sqlite'}", 1)
    with engine.connect() as connection, connection.begin():
        store.metadata.create_all(connection)
        messaging.create_all(connection)
    return engine


@settings(max_examples=60, deadline=None)
@given(st.permutations(STORY + STORY))
def test_any_order_of_events_each_twice_ends_alike(engine: Engine, events: list[Event]) -> None:
    with engine.connect() as connection, connection.begin() as transaction:
        waiting = list(events)
        while waiting:
            postponed = []
            for event in waiting:
                with Session(connection, join_transaction_mode="create_savepoint", expire_on_commit=False) as session:
                    try:
                        if first_time(session, event.id, event.subject):
                            HANDLERS[type(event)](session, event, AT)
                        session.commit()
                    except NotYet:
                        postponed.append(event)
            assert len(postponed) < len(waiting), "events that never get handled"
            waiting = postponed
        with Session(connection) as session:
            ended = {}
            for name in ("K1", "K2", "K3"):
                row = store.case_row(session, an_id(name))
                assert row
                ended[name] = (row.version, row.state, row.approver_id)
        transaction.rollback()
    assert ended == {
        "K1": (2, "open", an_id("Petra")),
        "K2": (1, "open", an_id("Lars")),
        "K3": (1, "withdrawn", ended["K3"][2]),
    }


def test_reassigning_again_tells_nothing_new(engine: Engine) -> None:
    with engine.connect() as connection, connection.begin() as transaction, Session(connection) as session:
        for event in STORY:
            HANDLERS[type(event)](session, event, AT)
        session.flush()
        before = session.info.pop("hints")
        commands.reassign(session, AT)
        assert before and "hints" not in session.info
        transaction.rollback()


@settings(max_examples=60, deadline=None)
@given(organisations(), st.sampled_from(NAMES), st.sampled_from(PERSONS))
def test_the_part_of_the_organisation_around_a_unit_tells_the_same_as_the_whole(
    engine: Engine, drawn: Organisation, unit: str, claimant: str
) -> None:
    with engine.connect() as connection, connection.begin() as transaction, Session(connection) as session:
        for one in drawn.units.values():
            session.add(UnitRow(**vars(one), changed_at=AT))
        for person_id, unit_ids in drawn.employed_in.items():
            session.add(PersonRow(id=person_id, name="", unit_ids=list(map(str, unit_ids)), changed_at=AT))
        session.flush()
        session.expunge_all()
        around = store.organisation_around(session, an_id(unit))
        expected = approver_of(an_id(unit), an_id(claimant), store.organisation(session))
        assert approver_of(an_id(unit), an_id(claimant), around) == expected
        transaction.rollback()
