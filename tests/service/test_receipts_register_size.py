"""A merchant is known however much was learned of it since, and of others, on each database."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlmodel import Session, col, select

from services.receipts.domain.names import ENDS_LETTERS, name_key
from services.receipts.store.tables import LessonRow, MerchantRow, SeenNameRow
from shared.identity import Actor
from shared.ids import new_id
from tests.conftest import Broker
from tests.service.harness import Running
from tests.service.test_receipts_register import NUMBER, administrator, next_one, taught

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
SINCE_COUNT = 2500
OTHERS_COUNT = 600


def handed_in(merchant_id: UUID, said: str, count: int) -> list[LessonRow]:
    """Receipts that different people handed in as the register filled them in."""
    return [
        LessonRow(
            id=new_id(),
            merchant_id=merchant_id,
            receipt_id=new_id(),
            topic="merchant",
            read="SOLR AB 0042",
            said=said,
            source="submission",
            told_by=new_id(),
            told_at=datetime.now(UTC) + timedelta(seconds=number),
        )
        for number in range(count)
    ]


def others(names: Sequence[str]) -> list[MerchantRow | LessonRow | SeenNameRow]:
    """Other merchants that somebody has named so."""
    rows: list[MerchantRow | LessonRow | SeenNameRow] = []
    for name in names:
        key, merchant_id = name_key(name), new_id()
        [lesson] = handed_in(merchant_id, name, 1)
        lesson.source = "correction"
        rows += [
            MerchantRow(id=merchant_id, key=f"name:{key}", told_at=LONG_AGO),
            lesson,
            SeenNameRow(lesson_id=lesson.id, key=key, name=name, head=key[:ENDS_LETTERS], tail=key[-ENDS_LETTERS:]),
        ]
    return rows


def added(session: Session, rows: Sequence[MerchantRow | LessonRow | SeenNameRow]) -> None:
    for kind in (MerchantRow, LessonRow, SeenNameRow):
        session.add_all(row for row in rows if isinstance(row, kind))
        session.flush()


async def test_what_was_said_long_ago_holds_however_often_it_was_handed_in_since(
    receipts: Running, broker: Broker
) -> None:
    owner, admin, database = receipts.as_person(Actor(new_id())), administrator(receipts), receipts.app.state.database
    for _ in range(2):
        await taught(receipts, broker, receipts.as_person(Actor(new_id())), {"merchant": "Solrosen", "kind": "taxi"})
    merchant_id = await database.read(
        lambda session: session.exec(select(MerchantRow.id).where(col(MerchantRow.key).endswith(NUMBER))).one()
    )
    await database.write(lambda session: added(session, handed_in(merchant_id, "Solrosen", SINCE_COUNT)))
    view = await next_one(receipts, broker, owner)
    assert (view["fields"]["merchant"], view["fields"]["kind"]) == ("Solrosen", "taxi")
    assert "merchant" not in view["doubtful"]
    [entry] = (await admin.get("/merchants")).json()["merchants"]
    assert (entry["name"], entry["usual_kind"]) == ("Solrosen", "taxi")
    assert (entry["confirmed"], entry["corrected"]) == (SINCE_COUNT, 4)
    assert set(entry["names_seen"]) == {"Solrosen", "SOLR AB 0042"}


async def test_a_merchant_is_found_by_its_name_among_many_that_begin_alike(receipts: Running, broker: Broker) -> None:
    owner, database = receipts.as_person(Actor(new_id())), receipts.app.state.database
    nameless = {"organisation_number": None, "merchant": "Restaurang Gyllene Oxen"}
    for _ in range(2):
        teacher = receipts.as_person(Actor(new_id()))
        await taught(receipts, broker, teacher, {"merchant": "Gyllene Oxen", "kind": "taxi"}, **nameless)
    names = [f"Restaurang {number:04} Svanen {'abc'[number % 3]}" for number in range(OTHERS_COUNT)]
    await database.write(lambda session: added(session, others(names)))
    view = await next_one(receipts, broker, owner, **nameless)
    assert (view["fields"]["merchant"], view["fields"]["kind"]) == ("Gyllene Oxen", "taxi")
    misread = await next_one(receipts, broker, owner, **{**nameless, "merchant": "Restaurang Gyllene Oxem"})
    assert misread["fields"]["kind"] == "taxi"
