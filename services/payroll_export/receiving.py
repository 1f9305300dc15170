"""What is agreed with whoever reads the files in, put together once from the settings."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace

from services.payroll_export.domain.batch import Batch, Organisation
from services.payroll_export.domain.mapping import PayMapping
from services.payroll_export.domain.sealing import WrittenFile
from services.payroll_export.domain.selection import Row
from services.payroll_export.encryption import Cipher, key_in, key_of
from services.payroll_export.formats import FORMATS, Format, Receiver, file_name
from services.payroll_export.formats.paxml import Settings as PaxmlSettings
from services.payroll_export.mapping.read import DEFAULT_MAPPING, DEFAULT_PROFILE, read_mapping, read_profile
from services.payroll_export.settings import PayrollExportSettings
from shared.refusal import Refusal
from shared.settings import CommonSettings

NUMBER_OPTIONAL_PROFILE = DEFAULT_PROFILE.with_name("csv-personal-number-optional.yaml")
MEDIA_TYPES = {"xml": "application/xml", "csv": "text/csv"}


@dataclass(frozen=True)
class Receiving:
    """The employer, the mapping and the formats that each batch is written in."""

    organisation: Organisation
    mapping: PayMapping
    formats: tuple[Format, ...]
    cipher: Cipher

    def unfit(self, row: Row) -> Refusal | None:
        """Why a row cannot stand in one of the files that it belongs in."""
        reasons = (file_format.unfit(row) for file_format in self.formats if belongs_in(file_format)(row))
        return next((reason for reason in reasons if reason), None)

    def files(self, batch: Batch) -> tuple[tuple[WrittenFile, bytes], ...]:
        """The files of a batch; a format for which no row is left has none."""
        written = ((file_format, _part(batch, file_format)) for file_format in self.formats)
        return tuple(_file(part, file_format) for file_format, part in written if part)


def belongs_in(file_format: Format) -> Callable[[Row], bool]:
    """Benefits in kind are told to payroll in PAXml alone: a CSV row is an amount that is paid or deducted."""
    return lambda row: file_format.name == "paxml" or row.pay.effect != 0


def _part(batch: Batch, file_format: Format) -> Batch | None:
    rows = tuple(filter(belongs_in(file_format), batch.rows))
    return replace(batch, rows=rows) if rows else None


def _file(batch: Batch, file_format: Format) -> tuple[WrittenFile, bytes]:
    data = file_format.write(batch)
    facts = WrittenFile(
        format=file_format.name,
        name=file_name(batch, file_format),
        media_type=f"{MEDIA_TYPES[file_format.extension]}; charset={file_format.encoding}",
        size_bytes=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        rows=len(batch.rows),
        amount_ore=batch.sums.net_ore,
    )
    return facts, data


def receiving(common: CommonSettings, settings: PayrollExportSettings) -> Receiving:
    """From the settings. Raises OSError or ValueError when a file that they name cannot be used."""
    given = settings.encryption_key
    receiver = Receiver(
        read_profile(settings.csv_profile or NUMBER_OPTIONAL_PROFILE),
        PaxmlSettings(encoding=settings.paxml_encoding, personal_numbers=settings.paxml_personal_numbers),
    )
    return Receiving(
        organisation=Organisation(settings.organisation_number.replace("-", ""), settings.organisation_name),
        mapping=read_mapping(settings.pay_mapping or DEFAULT_MAPPING, settings.chart_of_accounts),
        formats=tuple(make(receiver) for make in FORMATS.values()),
        cipher=Cipher(
            key_of(given.get_secret_value()) if given else key_in(common.data_dir / "keys" / "payroll_export.key")
        ),
    )
