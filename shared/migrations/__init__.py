"""Bring a service's database to the form that its code expects: alembic, forward only, `services/<name>/migrations/`."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, MetaData, text

LOCK_KEY = 7_241_901  # PostgreSQL advisory lock: replicas that start together migrate one after another


def configuration(service: str, engine: Engine, *metadata: MetaData) -> Config:
    """Alembic's configuration for one service; the scripts stand in the service, how to run them here."""
    config = Config()
    here = Path(__file__).parent
    config.set_main_option("script_location", str(here))
    config.set_main_option("version_locations", str(here.parent.parent / "services" / service / "migrations"))
    config.set_main_option("path_separator", "os")
    config.attributes["engine"] = engine
    config.attributes["metadata"] = list(metadata)
    return config


def migrate(service: str, engine: Engine) -> None:
    """Apply what is missing; quick when nothing is."""
    config = configuration(service, engine)
    with engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    if current == ScriptDirectory.from_config(config).get_current_head():
        return
    command.upgrade(config, "head")


def lock(connection: object) -> None:
    """Wait for other replicas that migrate the same PostgreSQL database; released with the transaction."""
    dialect = connection.dialect.name  # type: ignore[attr-defined]
    if dialect == "postgresql":
        connection.execute(text(f"SELECT pg_advisory_xact_lock({LOCK_KEY})"))  # type: ignore[attr-defined]
