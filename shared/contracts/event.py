"""What every event is: something that has happened, past tense, under a subject of its own, told once and for ever."""

from typing import ClassVar
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict


class Contract(BaseModel):
    """A value that crosses a border: frozen, deaf to fields it does not know, and silent about values in its errors: logs hold no names."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)


class Event(Contract):
    """Base of all events. `id`: its own UUIDv7, by which a repetition is known; `actor_id`: who made it happen (None: the clock)."""

    subject: ClassVar[str]
    """`kvittera.<service>.<thing>.<what-happened>.v<n>`"""

    id: UUID
    occurred_at: AwareDatetime
    actor_id: UUID | None = None


class Hint(Contract):
    """ "Look again": told to the apps of those concerned, may be lost or come twice; nothing depends on it."""

    service: str
    thing: str
    id: UUID
    version: int
    state: str
    concerns: tuple[UUID, ...]
    """Persons whose apps should look again."""

    @property
    def subject(self) -> str:
        return f"hint.{self.service}.{self.thing}"


def service_of(event: type[Event]) -> str:
    """The service that sends the event, and so the stream that holds it."""
    return event.subject.split(".")[1]
