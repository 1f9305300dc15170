"""The claims service, put together."""

from fastapi import APIRouter, FastAPI

from services.claims import advances_api, api, coding_api, exchange_api, rates_api, trials_api
from services.claims.current_rates import keep_rates_current
from services.claims.domain.refusals import REFUSALS
from services.claims.domain.rules import Rules
from services.claims.events import EVENTS
from services.claims.kinds_catalogue import load_kinds
from services.claims.rates import load_rates
from services.claims.rulebook import Rulebook
from services.claims.settings import ClaimsSettings
from services.claims.store import metadata
from shared.service import Service


def lay_rules(app: FastAPI) -> None:
    """Rates, kinds and the employer's limits are read once; what administrators have changed is looked up."""
    app.state.rules = rules_of(app.state.settings)
    app.state.rulebook = Rulebook()


def rules_of(settings: ClaimsSettings) -> Rules:
    """As they are shipped and set."""
    return Rules(
        rates=load_rates(),
        kinds=load_kinds(),
        receipt_age_days_max=settings.receipt_age_days_max,
        pay_day_of_month=settings.pay_day_of_month,
        payroll_notice_days=settings.payroll_notice_days,
    )


router = APIRouter(lifespan=keep_rates_current)
for part in (
    api.router,
    advances_api.router,
    coding_api.router,
    exchange_api.router,
    rates_api.router,
    trials_api.router,
):
    router.include_router(part)

SERVICE = Service(
    name="claims",
    router=router,
    metadata=metadata,
    refusals=REFUSALS,
    settings=ClaimsSettings,
    events=EVENTS,
    prepare=(lay_rules,),
)
