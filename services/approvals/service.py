"""The approvals service, put together."""

from services.approvals.api import router
from services.approvals.domain.refusals import REFUSALS
from services.approvals.events import EVENTS
from services.approvals.jobs import JOBS
from services.approvals.settings import ApprovalsSettings
from services.approvals.store import metadata
from shared.service import Service

SERVICE = Service(
    name="approvals",
    router=router,
    metadata=metadata,
    refusals=REFUSALS,
    settings=ApprovalsSettings,
    events=EVENTS,
    jobs=JOBS,
)
