"""Settings of directory."""

from pydantic_settings import SettingsConfigDict

from shared.settings import ServiceSettings


class DirectorySettings(ServiceSettings):
    """Prefix `KVITTERA_DIRECTORY_`."""

    model_config = SettingsConfigDict(env_prefix="KVITTERA_DIRECTORY_")

    body_bytes_max: int = 20_000_000  # a large municipality's import
