"""Settings of payroll_export."""

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import SettingsConfigDict

from services.payroll_export.domain.identity import is_organisation_number
from services.payroll_export.encryption import key_of
from services.payroll_export.mapping.read import Chart
from shared.settings import ServiceSettings


class PayrollExportSettings(ServiceSettings):
    """Prefix `KVITTERA_PAYROLL_EXPORT_`."""

    model_config = SettingsConfigDict(env_prefix="KVITTERA_PAYROLL_EXPORT_")

    port: int = Field(8085, description="Port to listen on; 0 takes a free one", ge=0, le=65535)

    organisation_number: str = Field(
        "999999-0006", description="Organisation number of the employer, in the files and in their names"
    )
    organisation_name: str = Field("Kjellstaviks kommun", description="Name of the employer, in the files")
    pay_mapping: Path | None = Field(
        None,
        description="Pay mapping (YAML): what each kind of line is called by payroll; default: the one that comes along",
    )
    chart_of_accounts: Chart = Field("bas", description="Which accounts of the pay mapping are used")
    csv_profile: Path | None = Field(
        None,
        description="Layout (YAML) of the CSV file, as agreed with the receiver; default: one that finds people by employee number, "
        "with the personal identity number where it is known",
    )
    paxml_encoding: Literal["ISO-8859-1", "UTF-8"] = Field("ISO-8859-1", description="Encoding of the PAXml file")
    paxml_personal_numbers: bool = Field(
        True, description="Whether known personal identity numbers stand in the PAXml file beside the employee numbers"
    )
    encryption_key: SecretStr | None = Field(
        None,
        description="Key (32 bytes, base64) for personal identity numbers and files; default: keys/payroll_export.key in the data "
        "folder, made at the first start. Must be set, and the same, where several replicas share a PostgreSQL database",
    )

    @field_validator("organisation_number")
    @classmethod
    def _organisation_number_is_right(cls, number: str) -> str:
        digits = number.replace("-", "")
        if not is_organisation_number(digits):
            raise ValueError(f"{number} is no organisation number: the last digit does not check the others")
        return digits

    @field_validator("encryption_key")
    @classmethod
    def _key_is_whole(cls, key: SecretStr | None) -> SecretStr | None:
        if key is not None:
            key_of(key.get_secret_value())
        return key
