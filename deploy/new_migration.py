"""Write a migration from what a service's tables say: `python -m deploy.new_migration SERVICE "what changes"`."""

import sys
import tempfile
from importlib import import_module
from pathlib import Path

from alembic import command

from shared.database import open_engine
from shared.messaging.tables import metadata as messaging
from shared.migrations import configuration


def main(name: str, message: str) -> None:
    """Compare a fresh database, migrated as far as there are migrations, with the tables."""
    service = import_module(f"services.{name}.service").SERVICE
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(f"sqlite:///{Path(folder) / 'fresh.sqlite'}", 1)
        config = configuration(name, engine, service.metadata, messaging)
        folder_of_scripts = Path(config.get_main_option("version_locations") or "")
        number = len(list(folder_of_scripts.glob("[0-9]*.py"))) + 1
        command.upgrade(config, "head")
        command.revision(config, message, autogenerate=True, rev_id=f"{number:04}", version_path=str(folder_of_scripts))


if __name__ == "__main__":
    main(*sys.argv[1:])
