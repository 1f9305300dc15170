"""Settings of claims."""

from pydantic import Field, HttpUrl
from pydantic_settings import SettingsConfigDict

from shared.settings import ServiceSettings


class ClaimsSettings(ServiceSettings):
    """Prefix `KVITTERA_CLAIMS_`."""

    model_config = SettingsConfigDict(env_prefix="KVITTERA_CLAIMS_")

    port: int = Field(8083, description="Port to listen on; 0 takes a free one", ge=0, le=65535)

    receipt_age_days_max: int = Field(
        90, description="Days after which a receipt asks for a reason why it comes so late", ge=1
    )
    pay_day_of_month: int = Field(
        27, description="Day on which salaries are paid; on a weekend or bank holiday the bank day before", ge=1, le=28
    )
    payroll_notice_days: int = Field(
        7,
        description="Days before the pay day on which the batch is sealed: what is approved later waits a month",
        ge=0,
        le=27,
    )
    exchange_rates_url: HttpUrl | None = Field(
        None,
        description="Address of the Riksbank's public interface, such as https://api.riksbank.se/swea/v1, from which the "
        "exchange rates of the day are fetched; default: none is fetched, rates come by file or from an administrator",
    )
