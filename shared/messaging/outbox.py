"""Put an event in the outbox, in the transaction of what it tells about; nothing else publishes."""

from sqlalchemy import insert
from sqlmodel import Session

from shared.contracts.event import Event, Hint
from shared.messaging.tables import outbox
from shared.observability import traceparent

HINTS = "hints"


def emit(session: Session, event: Event) -> None:
    """Have the event told once this transaction is committed."""
    headers = {"Nats-Msg-Id": str(event.id)}
    if event.actor_id:
        headers["Kvittera-Actor"] = str(event.actor_id)
    if trace := session.info.get("traceparent") or traceparent():
        headers["traceparent"] = trace
    session.execute(
        insert(outbox).values(
            event_id=event.id,
            subject=event.subject,
            body=event.model_dump_json(),
            headers=headers,
            created_at=event.occurred_at,
        )
    )
    session.info["emitted"] = True


def hint(session: Session, told: Hint) -> None:
    """Have those concerned look again once this transaction is committed; may be lost."""
    session.info.setdefault(HINTS, []).append(told)


def hints_of(session: Session) -> list[Hint]:
    return list(session.info.get(HINTS, ()))
