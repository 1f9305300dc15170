"""Tables that every service has for its events; the same everywhere, migrated with the service's own."""

from sqlalchemy import JSON, BigInteger, Column, Index, Integer, MetaData, String, Table, Uuid, text

from shared.database import UtcTime

metadata = MetaData()
UNPUBLISHED = text("published_at IS NULL")

outbox = Table(
    "outbox",
    metadata,
    Column("sequence", BigInteger().with_variant(Integer(), "sqlite"), primary_key=True, autoincrement=True),
    Column("event_id", Uuid, nullable=False, unique=True),
    Column("subject", String, nullable=False),
    Column("body", String, nullable=False),
    Column("headers", JSON, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("published_at", UtcTime, nullable=True),
    Index("outbox_unpublished", "sequence", sqlite_where=UNPUBLISHED, postgresql_where=UNPUBLISHED),
    sqlite_strict=True,
)
"""Events as written in the transaction of what they tell about; kept for `outbox_days` so that they can be sent again."""

inbox = Table(
    "inbox",
    metadata,
    Column("event_id", Uuid, primary_key=True),
    Column("subject", String, nullable=False),
    Column("handled_at", UtcTime, nullable=False),
    sqlite_strict=True,
)
"""Events already handled, written in the transaction of their effect."""

lease = Table(
    "lease",
    metadata,
    Column("name", String, primary_key=True),
    Column("holder", Uuid, nullable=False),
    Column("until", UtcTime, nullable=False),
    sqlite_strict=True,
)
"""Which replica runs the clock's jobs."""
