"""Who may say and hear what at the broker: one user per service, with its own subjects only."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

READS: Mapping[str, Sequence[str]] = {
    "directory": ("claims",),
    "receipts": ("reader", "approvals"),
    "reader": ("receipts",),
    "claims": ("directory", "receipts", "approvals", "payroll_export"),
    "approvals": ("directory", "claims"),
    "payroll_export": ("directory", "claims", "approvals"),
    "web": ("directory",),
}
"""User → services whose events it reads. A test holds it against the services' `events.py`."""

QUEUES: Mapping[str, Sequence[str]] = {"reader": ("reader-asked", "reader-asked_later")}
"""User → the queues it works on, a durable consumer each: those whose person waits, and those for which nobody does."""

HEARS_HINTS = ("web",)


@dataclass(frozen=True)
class Permissions:
    publish: tuple[str, ...]
    subscribe: tuple[str, ...]


def permissions(user: str) -> Permissions:
    """The least that lets a service do its work."""
    hints = ("hint.>",) if user in HEARS_HINTS else ()
    return Permissions(tuple(_publishes(user)), (f"_INBOX_{user}.>", *hints))


def _publishes(user: str) -> Iterator[str]:
    yield from (f"kvittera.{user}.>", f"hint.{user}.>", f"dead.{user}.>", f"replay.{user}.>", "$JS.API.INFO")
    own = (user, f"{user}_dead")
    for stream in own:
        yield from (f"$JS.API.STREAM.CREATE.{stream}", f"$JS.API.STREAM.UPDATE.{stream}")
    for stream in (*own, *READS[user]):
        yield f"$JS.API.STREAM.INFO.{stream}"
        for consumer in (user, f"{user}-look", *QUEUES.get(user, ())):
            yield from (
                f"$JS.API.CONSUMER.CREATE.{stream}.{consumer}",
                f"$JS.API.CONSUMER.CREATE.{stream}.{consumer}.>",
                f"$JS.API.CONSUMER.DURABLE.CREATE.{stream}.{consumer}",
                f"$JS.API.CONSUMER.INFO.{stream}.{consumer}",
                f"$JS.API.CONSUMER.DELETE.{stream}.{consumer}",
                f"$JS.API.CONSUMER.MSG.NEXT.{stream}.{consumer}",
                f"$JS.ACK.{stream}.{consumer}.>",
            )
    yield f"$JS.API.STREAM.MSG.DELETE.{user}_dead"


def server_configuration(port: int, store: str, passwords: Mapping[str, str]) -> str:
    """A `nats-server` configuration for one machine: loopback only, every publish on disk before it is acknowledged.

    `port` −1 takes a free one. `passwords`: user → password.
    """
    users = "\n".join(_user(user, password) for user, password in sorted(passwords.items()))
    return f"""\
listen: "127.0.0.1:{port}"
server_name: kvittera
max_payload: 1MB
jetstream {{
  store_dir: "{store}"
  sync_interval: always
  max_mem: 64MB
  max_file: 8GB
}}
authorization {{
  users: [
{users}
  ]
}}
"""


def _user(user: str, password: str) -> str:
    allowed = permissions(user)
    publish = ", ".join(f'"{subject}"' for subject in allowed.publish)
    subscribe = ", ".join(f'"{subject}"' for subject in allowed.subscribe)
    return f"""\
    {{ user: "{user}", password: "{password}", permissions: {{
      publish: {{ allow: [{publish}] }}
      subscribe: {{ allow: [{subscribe}] }} }} }}"""
