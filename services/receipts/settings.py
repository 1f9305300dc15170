"""Settings of receipts, of its readers, and of the store of pictures that both use."""

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from shared.settings import ServiceSettings


class PictureSettings(BaseSettings):
    """Prefix `KVITTERA_PICTURES_`."""

    model_config = SettingsConfigDict(env_prefix="KVITTERA_PICTURES_")

    url: str | None = Field(
        None,
        description="Where pictures are kept, such as `s3://bucket/folder`; keys as the AWS tools know them (AWS_ACCESS_KEY_ID …). "
        "Default: the folder `pictures` in the data folder",
    )


class ReceiptsSettings(ServiceSettings):
    """Prefix `KVITTERA_RECEIPTS_`."""

    model_config = SettingsConfigDict(env_prefix="KVITTERA_RECEIPTS_")

    port: int = Field(8082, description="Port to listen on; 0 takes a free one", ge=0, le=65535)

    body_bytes_max: int = Field(30_000_000, description="Largest file that is taken, bytes", ge=1)


class ReaderSettings(ServiceSettings):
    """Prefix `KVITTERA_READER_`. A reader has no database."""

    model_config = SettingsConfigDict(env_prefix="KVITTERA_READER_")

    processes: int = Field(
        1, description="Receipts read at once, each in a process of its own of some 0.5 GB", ge=1, le=64
    )
    threads: int = Field(2, description="Cores that one reading takes", ge=1, le=16)
