"""Settings of web."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from shared.settings import ServiceSettings


class WebSettings(ServiceSettings):
    """Prefix `KVITTERA_WEB_`."""

    model_config = SettingsConfigDict(env_prefix="KVITTERA_WEB_")

    port: int = Field(8080, description="Port to listen on; 0 takes a free one", ge=0, le=65535)
    body_bytes_max: int = 30_000_000  # a receipt
    demo: bool = Field(False, description="Sign in by choosing a person, without a password: for invented people only")
    secure_cookies: bool = Field(
        True,
        description="Send the session only over https (and to this machine itself); false for plain http elsewhere",
    )
    identity_private_key: Path | None = Field(
        None,
        description="Private key (PEM) that statements of identity are signed with; default: keys/identity.key in the data folder",
    )
    app_dir: Path = Field(Path(__file__).parent / "app" / "build", description="Folder of the built app")
    directory_url: str = Field("http://127.0.0.1:8081", description="Where directory listens")
    receipts_url: str = Field("http://127.0.0.1:8082", description="Where receipts listens")
    claims_url: str = Field("http://127.0.0.1:8083", description="Where claims listens")
    approvals_url: str = Field("http://127.0.0.1:8084", description="Where approvals listens")
    payroll_export_url: str = Field("http://127.0.0.1:8085", description="Where payroll_export listens")

    def service_urls(self) -> dict[str, str]:
        """Service → address, of all that a browser may reach through web."""
        return {
            "directory": self.directory_url,
            "receipts": self.receipts_url,
            "claims": self.claims_url,
            "approvals": self.approvals_url,
            "payroll_export": self.payroll_export_url,
        }
