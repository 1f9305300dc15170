"""Services that several files of tests speak to."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from services.receipts.service import SERVICE
from shared.ids import new_id
from tests.conftest import Broker
from tests.service.harness import Running, running


@pytest.fixture(params=["sqlite", "postgresql"])
async def receipts(request: pytest.FixtureRequest, broker: Broker, data_dir: Path) -> AsyncIterator[Running]:
    """The running service, on each database."""
    url = None
    if request.param == "postgresql":
        from tests.postgres import create_database

        url = create_database(request.getfixturevalue("postgres"), f"receipts-{new_id()}")
    async with running(SERVICE, broker, data_dir, url) as service:
        yield service
