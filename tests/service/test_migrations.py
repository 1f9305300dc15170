"""Migrations: a database brought up to date is what the tables of the code say, on SQLite and on PostgreSQL."""

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, MetaData, text

from shared.database import open_engine
from shared.ids import new_id
from shared.messaging import tables
from shared.migrations import migrate
from tests.postgres import create_database

SERVICES = ("directory", "receipts", "claims", "approvals", "payroll_export", "web")


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    if request.param == "sqlite":
        return open_engine(f"sqlite:///{tmp_path / 'fresh.sqlite'}", 1)
    return open_engine(create_database(request.getfixturevalue("postgres"), f"fresh_{new_id().hex}"), 2)


@pytest.mark.parametrize("service", SERVICES)
def test_a_migrated_database_is_what_the_tables_say(service: str, engine: Engine) -> None:
    expected = MetaData()
    for metadata in (import_module(f"services.{service}.service").SERVICE.metadata, tables.metadata):
        for table in metadata.sorted_tables:
            table.to_metadata(expected)
    migrate(service, engine)
    migrate(service, engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": engine.dialect.name == "postgresql"})
        assert compare_metadata(context, expected) == []
        if engine.dialect.name == "sqlite":
            lax = "SELECT name FROM pragma_table_list WHERE strict = 0 AND schema = 'main' AND name NOT LIKE 'sqlite_%'"
            assert set(connection.scalars(text(lax))) == {"alembic_version"}
    engine.dispose()


def test_replicas_that_start_together_migrate_one_after_another(postgres: str) -> None:
    url = create_database(postgres, f"together_{new_id().hex}")
    start = "import sys; from shared.database import open_engine; from shared.migrations import migrate; "
    start += "migrate('directory', open_engine(sys.argv[1], 1))"
    replicas = [subprocess.Popen([sys.executable, "-c", start, url], stderr=subprocess.PIPE) for _ in range(3)]
    assert [(replica.communicate(timeout=30)[1], replica.returncode) for replica in replicas] == 3 * [(b"", 0)]
