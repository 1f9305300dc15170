"""`write`: one case file in, one file for a payroll system out."""

import argparse
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from services.payroll_export.case_file import Case, read_case
from services.payroll_export.domain.batch import Batch, seal
from services.payroll_export.domain.mapping import PayMapping
from services.payroll_export.domain.selection import Selection, keep, select
from services.payroll_export.formats import FORMATS, Format, Receiver, warnings
from services.payroll_export.formats.paxml import Settings
from services.payroll_export.mapping.read import DEFAULT_MAPPING, DEFAULT_PROFILE, read_mapping, read_profile
from shared.command_line import unreadable
from shared.refusal import Refusal
from shared.text import Text
from shared.texts.formatting import LANGUAGES, Language, format_text

DONE, NOTHING_WRITTEN, UNREADABLE = 0, 1, 2
HELP = """\
Takes the lines that may go into a payroll batch (approved, route payroll, in no batch that is not voided) and writes them.

A line that cannot be written (unknown employee, kind without a code, a field that the layout cannot hold …) stops only itself:
it is named on stderr and the rest is written. When no line is left, no file is written.

Exit status: 0 written, also with lines left out; 1 nothing to write, or the organisation is at fault; 2 a file cannot be read or written.
"""


def add_arguments(parser: argparse.ArgumentParser) -> Callable[[argparse.Namespace], int]:
    """write a case as a file for a payroll system"""
    parser.description = HELP
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("case", type=Path, metavar="CASE.json", help="lines, employees and organisation as JSON")
    parser.add_argument("--format", required=True, choices=sorted(FORMATS))
    parser.add_argument("-o", "--output", required=True, type=Path, metavar="FILE")
    parser.add_argument("--mapping", type=Path, default=DEFAULT_MAPPING, help="pay mapping (YAML)")
    parser.add_argument("--chart", choices=("bas", "kommun_bas"), default="bas", help="chart of accounts")
    parser.add_argument("--profile", type=Path, default=DEFAULT_PROFILE, help="layout of a CSV file (YAML)")
    parser.add_argument("--encoding", choices=("ISO-8859-1", "UTF-8"), default="ISO-8859-1", help="of a PAXml file")
    parser.add_argument("--language", choices=LANGUAGES, default="en", help="of the messages")
    return run


def run(arguments: argparse.Namespace) -> int:
    """Read, select, seal, write; the exit status."""
    try:
        mapping = read_mapping(arguments.mapping, arguments.chart)
        receiver = Receiver(read_profile(arguments.profile), Settings(encoding=arguments.encoding))
        case = read_case(arguments.case, mapping)
    except (OSError, ValueError) as error:
        sys.stderr.write(unreadable(arguments.case, error) + "\n")
        return UNREADABLE
    file_format = FORMATS[arguments.format](receiver)
    selection = selected(case, mapping, file_format)
    for left in selection.stopped:
        reason = format_text(Text(f"problem.{left.reason.code}", left.reason.parameters), arguments.language)
        sys.stderr.write(f"{left.line.id}: {reason}\n")
    batch = sealed(case, selection, mapping)
    if isinstance(batch, Refusal):
        _say(Text(f"problem.{batch.code}", batch.parameters), arguments.language)
        return NOTHING_WRITTEN
    for warning in warnings(batch, file_format):
        _say(warning, arguments.language)
    data = file_format.write(batch)
    try:
        _put(arguments.output, data)
    except OSError as error:
        sys.stderr.write(f"{arguments.output} cannot be written: {error.strerror}\n")
        return UNREADABLE
    name, sums = str(arguments.output), batch.sums
    _say(Text("payroll.written", {"file": name, "count": sums.rows, "net": sums.net_ore}), arguments.language)
    return DONE


def selected(case: Case, mapping: PayMapping, file_format: Format) -> Selection:
    """The lines of a case that this format's batch takes."""
    selection = select(case.lines, "payroll", case.employees, mapping, case.live_batches)
    return keep(selection, file_format.unfit)


def sealed(case: Case, selection: Selection, mapping: PayMapping) -> Batch | Refusal:
    """The batch under the number and time that the case gives."""
    posting = replace(mapping, posting_owner=case.posting_owner)
    return seal(selection, case.organisation, case.batch_number, case.sealed_at, posting, case.dimensions)


def _put(output: Path, data: bytes) -> None:
    """The whole file or none: a receiver that polls the folder never meets half of it."""
    beside = output.with_name(f".{output.name}.{os.getpid()}")
    beside.write_bytes(data)
    beside.replace(output)


def _say(text: Text, language: Language) -> None:
    sys.stderr.write(format_text(text, language) + "\n")
