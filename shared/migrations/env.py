"""Run by alembic: migrations in one transaction each database, on the engine that the configuration carries."""

from typing import Any, Literal

from alembic import context
from sqlmodel import AutoString

from shared.migrations import lock

config = context.config
engine = config.attributes["engine"].execution_options(writes=True)


def render(kind: str, thing: Any, _: Any) -> str | Literal[False]:
    """SQLModel's own string type is a plain string to the database."""
    return "sa.String()" if kind == "type" and isinstance(thing, AutoString) else False


with engine.connect() as connection:
    context.configure(connection, target_metadata=config.attributes["metadata"], render_item=render)
    with context.begin_transaction():
        lock(connection)
        context.run_migrations()
    connection.commit()
