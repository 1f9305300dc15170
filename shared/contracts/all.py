"""All events, by the service that sends them."""

from collections.abc import Iterator

from shared.contracts import approvals, claims, directory, payroll_export, receipts
from shared.contracts.event import Event


def all_events() -> Iterator[type[Event]]:
    """Every event class, in the order of services and files."""
    for module in (directory, receipts, claims, approvals, payroll_export):
        for value in vars(module).values():
            if isinstance(value, type) and issubclass(value, Event) and value is not Event:
                yield value
