"""Starts everything as `make run` does, for tests that kill: the real supervisor, with its children's ports written down.

`--without-outbox` is a negative control: events are published straight after the commit instead of from the outbox, and
claims dies once between the two. It stands here, not in a setting, so that nobody can switch it on.
"""

import json
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from sqlmodel import Session

from shared.contracts.event import Event, Hint
from shared.messaging import outbox, relay
from shared.settings import CommonSettings

DIES_WITH = "kvittera.claims.claim.submitted.v1"
DIES_AT = 5


def publish_straight_after_commit() -> None:
    """Must be called before any service is imported."""
    remembered: list[Event] = []
    hints_of = outbox.hints_of

    def emit(session: Session, event: Event) -> None:
        session.info.setdefault("events", []).append(event)
        session.info["emitted"] = True

    def committed(session: Session) -> list[Hint]:
        remembered.extend(session.info.get("events", ()))
        return hints_of(session)

    published = 0

    async def publish(self: relay.Relay) -> int:
        nonlocal published
        for event in remembered[:]:
            published += event.subject == DIES_WITH
            if event.subject == DIES_WITH and published == DIES_AT and _first_time():
                os.kill(os.getpid(), signal.SIGKILL)
            await self._bus.publish(event.subject, event.model_dump_json().encode(), {"Nats-Msg-Id": str(event.id)})
            remembered.remove(event)
        return 0

    outbox.emit, outbox.hints_of = emit, committed
    relay.Relay._publish_batch = publish  # type: ignore[method-assign]


def _first_time() -> bool:
    try:
        (CommonSettings().data_dir / "died").touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


def main(arguments: Sequence[str]) -> int:
    if "--without-outbox" in arguments:
        publish_straight_after_commit()
    from deploy.local.supervisor import Supervisor, preload

    preload()
    supervisor = Supervisor(CommonSettings(), demo=False, claims=False, verbose=False)
    ports = {name: supervisor._port(name) for name in supervisor._listeners}
    (Path(supervisor.data) / "ports.json").write_text(json.dumps(ports))
    return supervisor.run()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
