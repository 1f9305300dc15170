"""Settings: environment variables `KVITTERA_…`, each with a default that works on one machine. `make settings` prints all."""

from pathlib import Path
from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class CommonSettings(BaseSettings):
    """What every service shares. Prefix `KVITTERA_`."""

    model_config = SettingsConfigDict(env_prefix="KVITTERA_")

    data_dir: Path = Field(
        Path("data"), description="Folder of everything that must be kept: databases, pictures, broker, keys"
    )
    nats_url: str = Field("nats://127.0.0.1:4222", description="The broker; several servers separated by commas")
    nats_replicas: int = Field(1, description="Copies of each stream; 3 in a cluster", ge=1, le=5)
    identity_public_key: Path | None = Field(
        None,
        description="Public key (PEM) that statements of identity are verified with; default: keys/identity.pub in the data folder",
    )
    log_format: Literal["json", "readable"] = Field("json", description="`json` for collectors, `readable` for people")
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="Least important line that is written"
    )
    outbox_days: int = Field(
        90, description="Days that sent events stay in outbox and streams, so that they can be sent again", ge=1
    )

    @property
    def identity_public_key_file(self) -> Path:
        return self.identity_public_key or self.data_dir / "keys" / "identity.pub"


class ServiceSettings(BaseSettings):
    """What each service has of its own. Prefix `KVITTERA_<SERVICE>_`; a subclass per service sets it and the defaults."""

    host: str = Field("127.0.0.1", description="Address to listen on")
    port: int = Field(0, description="Port to listen on; 0 takes a free one", ge=0, le=65535)
    database_url: str | None = Field(None, description="PostgreSQL URL; default: an SQLite file in the data folder")
    nats_user: str | None = Field(None, description="User at the broker; default: the name of the service")
    nats_password: str = Field("", description="Password at the broker")
    body_bytes_max: int = Field(1_000_000, description="Largest request body, bytes", ge=1)
    database_threads: int = Field(8, description="Threads that read, and on PostgreSQL write", ge=1)
