"""The payroll_export service, put together."""

from fastapi import FastAPI

from services.payroll_export.api import router
from services.payroll_export.domain.refusals import REFUSALS
from services.payroll_export.events import EVENTS
from services.payroll_export.receiving import receiving
from services.payroll_export.settings import PayrollExportSettings
from services.payroll_export.store import metadata
from shared.service import Service


def _agree(app: FastAPI) -> None:
    app.state.receiving = receiving(app.state.common, app.state.settings)


SERVICE = Service(
    name="payroll_export",
    router=router,
    metadata=metadata,
    refusals=REFUSALS,
    settings=PayrollExportSettings,
    events=EVENTS,
    prepare=[_agree],
)
