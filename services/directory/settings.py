"""Settings of directory."""

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from shared.settings import ServiceSettings


class DirectorySettings(ServiceSettings):
    """Prefix `KVITTERA_DIRECTORY_`."""

    model_config = SettingsConfigDict(env_prefix="KVITTERA_DIRECTORY_")

    port: int = Field(8081, description="Port to listen on; 0 takes a free one", ge=0, le=65535)

    body_bytes_max: int = 20_000_000  # a large municipality's import
