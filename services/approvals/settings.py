"""Settings of approvals."""

from datetime import timedelta

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from shared.settings import ServiceSettings


class ApprovalsSettings(ServiceSettings):
    """Prefix `KVITTERA_APPROVALS_`."""

    model_config = SettingsConfigDict(env_prefix="KVITTERA_APPROVALS_")

    port: int = Field(8084, description="Port to listen on; 0 takes a free one", ge=0, le=65535)
    undo_seconds: float = Field(8.0, description="Seconds in which a decision can be undone", ge=0, le=3600)

    @property
    def undo_time(self) -> timedelta:
        return timedelta(seconds=self.undo_seconds)
