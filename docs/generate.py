"""Write what can be read off the code: `python -m docs.generate [--check | --print-settings]`.

Events, problems, rules and settings as pages, each service's OpenAPI description beside it, the app's types from those, and the
figures of the app's own rules.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from pydantic_settings import BaseSettings

from docs import phone
from docs.rules_page import rules_page
from shared.contracts.all import all_events
from shared.contracts.event import Event, service_of
from shared.problems import COMMON_REFUSALS
from shared.service import build
from shared.settings import CommonSettings
from shared.texts.formatting import Entry, catalogue

ROOT = Path(__file__).parent.parent
SERVICES = ("directory", "receipts", "claims", "approvals", "payroll_export", "web")
APP_TYPES = ROOT / "services" / "web" / "app" / "src" / "lib" / "api" / "generated"
WRITTEN = "Written by `make generate`; change the code, then run it again."


def pages() -> Iterator[tuple[Path, str]]:
    """Every generated file and what it should hold, but for the app's types."""
    yield ROOT / "docs" / "events.md", events_page()
    yield ROOT / "docs" / "problems.md", problems_page()
    yield ROOT / "docs" / "rules.md", rules_page(WRITTEN)
    yield ROOT / "docs" / "settings.md", settings_page()
    for name in SERVICES:
        yield ROOT / "services" / name / "openapi.json", openapi(name)
    yield from phone.pages()


def events_page() -> str:
    """What services tell each other."""
    readers: dict[str, list[str]] = {}
    for name in SERVICES:
        for handler in import_module(f"services.{name}.service").SERVICE.events:
            readers.setdefault(handler.event.subject, []).append(name)
    rows = [_event_row(event, readers.get(event.subject, [])) for event in all_events()]
    return "\n".join(
        [
            "# Events",
            "",
            WRITTEN,
            "",
            "Each event is told once its transaction is committed, may come twice or late, and is handled once. "
            "Who may say and hear what at the broker stands in `deploy/nats/permissions.py`.",
            "",
            "| subject | what it says | from | read by | fields |",
            "|---|---|---|---|---|",
            *rows,
            "",
        ]
    )


def _event_row(event: type[Event], read_by: list[str]) -> str:
    sender = service_of(event)
    if sender == "receipts" and event.__name__ in ("ReadingAsked", "ReadingAskedLater"):
        read_by = ["reader", *read_by]
    meaning = (event.__doc__ or "").strip().split("\n")[0]
    fields = ", ".join(f"`{name}`" for name in event.model_fields if name not in Event.model_fields)
    return f"| `{event.subject}` | {meaning} | {sender} | {', '.join(read_by) or '–'} | {fields} |"


def problems_page() -> str:
    """What is refused, with status and words."""
    lines = ["# Problems", "", WRITTEN, ""]
    lines += [
        "Every refusal is an `application/problem+json` body (RFC 9457): `type`, `title` in the caller's language, `status`, `code`, "
        "`text` (id and parameters), `field`, `fields` and `trace`, the code to mention when asking for help.",
        "",
    ]
    groups: Iterator[tuple[str, Mapping[str, int]]] = iter(
        [
            ("every service", COMMON_REFUSALS),
            *((name, import_module(f"services.{name}.service").SERVICE.refusals) for name in SERVICES),
        ]
    )
    for name, refusals in groups:
        if not refusals:
            continue
        lines += [f"## {name}", "", "| code | status | Swedish | English |", "|---|---|---|---|"]
        for code, status in sorted(refusals.items()):
            texts = [_words(catalogue(language)[f"problem.{code}"]) for language in ("sv", "en")]
            lines.append(f"| `{code}` | {status} | {texts[0]} | {texts[1]} |")
        lines.append("")
    return "\n".join(lines)


def _words(entry: Entry) -> str:
    return entry if isinstance(entry, str) else entry["other"]


def settings_page() -> str:
    """Every setting with default and meaning."""
    lines = ["# Settings", "", WRITTEN, "", "Environment variables. Each has a default that works on one machine.", ""]
    classes: list[tuple[str, type[BaseSettings]]] = [("every process", CommonSettings)]
    classes += [(name, type(import_module(f"services.{name}.service").SERVICE.settings())) for name in SERVICES]
    receipts = import_module("services.receipts.settings")
    classes += [("reader", receipts.ReaderSettings), ("receipts and reader", receipts.PictureSettings)]
    for title, settings in classes:
        lines += [f"## {title}", "", "| variable | default | meaning |", "|---|---|---|"]
        prefix = settings.model_config.get("env_prefix", "")
        for field_name, field in settings.model_fields.items():
            default = "" if field.default is None else str(field.default).removeprefix(f"{ROOT}/")
            meaning = field.description or _inherited(settings, field_name)
            lines.append(f"| `{prefix}{field_name.upper()}` | {f'`{default}`' if default else '–'} | {meaning} |")
        lines.append("")
    return "\n".join(lines)


def _inherited(settings: type[BaseSettings], field_name: str) -> str:
    """A subclass that only changes a default keeps the meaning."""
    for base in settings.__mro__[1:]:
        field = getattr(base, "model_fields", {}).get(field_name)
        if field is not None and field.description:
            return str(field.description)
    raise LookupError(f"{settings.__name__}.{field_name} has no description")


def openapi(name: str) -> str:
    """A service's OpenAPI description, made without a server."""
    service = import_module(f"services.{name}.service").SERVICE
    description: dict[str, Any] = build(service).openapi()
    return json.dumps(description, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def write_types() -> None:
    """The app's TypeScript types, one file a service."""
    binary = ROOT / "services" / "web" / "app" / "node_modules" / ".bin" / "openapi-typescript"
    node = Path(sys.executable).parent / "node"
    APP_TYPES.mkdir(parents=True, exist_ok=True)
    for name in SERVICES:
        source = ROOT / "services" / name / "openapi.json"
        command: list[str | Path] = [
            node,
            binary.resolve(),
            source,
            "-o",
            APP_TYPES / f"{name}.ts",
            "--root-types",
            "--root-types-no-schema-prefix",
        ]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def check() -> int:
    """0 when every generated file is current."""
    stale = [file for file, text in pages() if not file.exists() or file.read_text(encoding="utf-8") != text]
    before = {file: file.read_bytes() for file in APP_TYPES.glob("*.ts")}
    write_types()
    stale += [file for file in APP_TYPES.glob("*.ts") if before.get(file) != file.read_bytes()]
    for file in stale:
        sys.stdout.write(f"{file.relative_to(ROOT)} is not what the code says: run `make generate`\n")
    return 1 if stale else 0


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m docs.generate", description=__doc__)
    parser.add_argument("--check", action="store_true", help="only say whether the files are current")
    parser.add_argument("--print-settings", action="store_true", help="print the settings and write nothing")
    arguments = parser.parse_args()
    if arguments.print_settings:
        sys.stdout.write(settings_page())
        return 0
    if arguments.check:
        return check()
    for file, text in pages():
        file.write_text(text, encoding="utf-8")
    write_types()
    return 0


if __name__ == "__main__":
    sys.exit(main())
