"""The directory service, put together."""

from services.directory.api import router
from services.directory.domain.refusals import REFUSALS
from services.directory.events import EVENTS
from services.directory.settings import DirectorySettings
from services.directory.store import metadata
from shared.service import Service

SERVICE = Service(
    name="directory", router=router, metadata=metadata, refusals=REFUSALS, settings=DirectorySettings, events=EVENTS
)
