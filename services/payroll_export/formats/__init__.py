"""The formats that a batch is written in: a new one is a file here, an entry in FORMATS, and its samples."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from services.payroll_export.domain.batch import Batch
from services.payroll_export.domain.identity import is_personal_number
from services.payroll_export.domain.selection import Row
from services.payroll_export.formats import csv_profile, paxml
from services.payroll_export.formats.characters import lost
from services.payroll_export.formats.profile import Profile
from shared.refusal import Refusal
from shared.text import Text


@dataclass(frozen=True)
class Receiver:
    """What is agreed with the one who reads the files in."""

    csv_profile: Profile
    paxml_settings: paxml.Settings = paxml.DEFAULT


@dataclass(frozen=True)
class Format:
    """A format as one receiver wants it. `unfit` says why a row cannot stand in such a file, before anything is sealed;
    `texts` are the free texts of a row that its file holds."""

    name: str
    extension: str
    encoding: str
    unfit: Callable[[Row], Refusal | None]
    texts: Callable[[Row], tuple[str, ...]]
    write: Callable[[Batch], bytes]


def _paxml(receiver: Receiver) -> Format:
    settings = receiver.paxml_settings
    return Format(
        name="paxml",
        extension=settings.extension,
        encoding=settings.encoding,
        unfit=partial(paxml.unfit, settings=settings),
        texts=paxml.texts,
        write=partial(paxml.write, settings=settings),
    )


def _csv(receiver: Receiver) -> Format:
    return Format(
        name="csv",
        extension="csv",
        encoding=receiver.csv_profile.encoding,
        unfit=partial(csv_profile.unfit, profile=receiver.csv_profile),
        texts=partial(csv_profile.texts, profile=receiver.csv_profile),
        write=partial(csv_profile.write, profile=receiver.csv_profile),
    )


FORMATS: Mapping[str, Callable[[Receiver], Format]] = {"paxml": _paxml, "csv": _csv}


def file_name(batch: Batch, file_format: Format) -> str:
    """`<organisation number>_<format>_<batch, six digits>.<extension>`, ASCII only."""
    return f"{batch.organisation.number}_{file_format.name}_{batch.number:06}.{file_format.extension}"


def warnings(batch: Batch, file_format: Format) -> tuple[Text, ...]:
    """What a person should look at although the file is sound: characters that became `?`, identity numbers left out."""
    found: list[Text] = []
    for row in batch.rows:
        unwritten = "".join(lost(text, file_format.encoding) for text in file_format.texts(row))
        if characters := "".join(dict.fromkeys(unwritten)):
            shown = characters.encode("utf-8", "replace").decode("utf-8")
            found.append(Text("payroll.warning.characters-lost", {"line": row.line.id, "characters": shown}))
    wrong = sorted({row.employee.number for row in batch.rows if _has_wrong_personal_number(row)})
    return (*found, *(Text("payroll.warning.personal-number-wrong", {"employee": number}) for number in wrong))


def _has_wrong_personal_number(row: Row) -> bool:
    return row.employee.personal_number is not None and not is_personal_number(row.employee.personal_number)
