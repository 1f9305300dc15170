"""The rules of the house, as a test: what a reviewer would otherwise have to repeat."""

import ast
import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

from deploy.nats.permissions import READS
from shared.contracts.all import all_events
from shared.contracts.event import service_of
from shared.problems import COMMON_REFUSALS, FIELD_TEXTS
from shared.texts.formatting import LANGUAGES, catalogue

ROOT = Path(__file__).parent.parent.parent
SERVICES = ("directory", "receipts", "claims", "approvals", "payroll_export", "web")
SAME_ROOMS = (
    "api.py",
    "commands.py",
    "events.py",
    "queries.py",
    "schemas.py",
    "service.py",
    "settings.py",
    "store.py",
    "__main__.py",
)
LINES_MAX = 400  # some 300 is the aim; what grows past this becomes a folder
SPEAKS_TO_A_TERMINAL = re.compile(
    r"(__main__|_command|command_line|/logs|system_packages|reset|new_migration|generate|story|draw|run|shots)\.py$"
)


def python_files(*folders: str) -> Iterator[Path]:
    for folder in folders:
        for file in sorted((ROOT / folder).rglob("*.py")):
            if "node_modules" not in file.parts:
                yield file


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"), str(file))


def name_of(file: Path) -> str:
    return str(file.relative_to(ROOT))


PRODUCT = list(python_files("services", "shared", "deploy", "demo", "docs"))
DOMAIN = [file for file in PRODUCT if "domain" in file.parts]


@pytest.mark.parametrize("service", [name for name in SERVICES if name != "web"])
def test_every_service_has_the_same_rooms(service: str) -> None:
    folder = ROOT / "services" / service
    missing = [
        room for room in SAME_ROOMS if not (folder / room).exists() and not (folder / room.removesuffix(".py")).is_dir()
    ]
    assert not missing
    assert (folder / "domain" / "access.py").exists() and (folder / "domain" / "refusals.py").exists()
    assert list((folder / "migrations").glob("0001_*.py"))


@pytest.mark.parametrize("file", DOMAIN, ids=name_of)
def test_the_domain_has_no_clock_chance_or_float(file: Path) -> None:
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names]
            assert not {"time", "random", "secrets", "os", "pathlib", "logging"} & {
                name.split(".")[0] for name in names
            }, node.lineno
        if isinstance(node, ast.Attribute):
            assert node.attr not in ("now", "utcnow", "today"), node.lineno
        if isinstance(node, ast.Name):
            assert node.id not in ("float", "Any", "open"), node.lineno
        if isinstance(node, ast.Constant):
            assert not isinstance(node.value, float), node.lineno


@pytest.mark.parametrize("file", PRODUCT, ids=name_of)
def test_a_file_is_one_thought_of_readable_length_and_says_what_it_is_for(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    if "migrations" not in file.parts:
        assert len(text.splitlines()) <= LINES_MAX
    if text.strip():
        assert ast.get_docstring(tree(file)), "the first line says what a file is for"


@pytest.mark.parametrize("file", PRODUCT, ids=name_of)
def test_nothing_is_left_to_do_or_printed_by_the_way(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert not re.search(r"\b(TODO|FIXME|XXX|HACK)\b", text)
    if not SPEAKS_TO_A_TERMINAL.search(f"/{file.relative_to(ROOT)}"):
        calls = [
            node for node in ast.walk(tree(file)) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        ]
        assert not [call.lineno for call in calls if isinstance(call.func, ast.Name) and call.func.id == "print"]


def test_every_file_is_used_by_another() -> None:
    imported = set()
    for file in python_files("services", "shared", "deploy", "demo", "docs", "tests", "benchmarks"):
        here = file.relative_to(ROOT).with_suffix("").parts
        for node in ast.walk(tree(file)):
            if isinstance(node, ast.Import):
                imported |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                base = ".".join(
                    [*here[: len(here) - node.level], node.module or ""] if node.level else [node.module or ""]
                ).rstrip(".")
                imported |= {base, *(f"{base}.{alias.name}" for alias in node.names)}
            elif (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and node.value.startswith(("services.", "deploy."))
            ):
                imported.add(node.value)  # started as a process by its name
    by_name_of_service = {f"services.{service}.{room}" for service in SERVICES for room in ("service",)}
    makefile = (ROOT / "Makefile").read_text()
    unused = [
        name_of(file)
        for file in PRODUCT
        if file.name not in ("__init__.py", "__main__.py", "env.py")
        and "migrations" not in file.parts
        and (module := ".".join(file.relative_to(ROOT).with_suffix("").parts)) not in imported | by_name_of_service
        and module not in makefile
        and name_of(file) not in makefile
    ]
    assert not unused


@cache
def used_text_ids() -> frozenset[str]:
    """Everything in code that looks like the id of a text."""
    ids = set()
    for file in PRODUCT:
        for node in ast.walk(tree(file)):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and re.fullmatch(r"[a-z_]+(\.[a-z0-9_-]+)+", node.value)
            ):
                ids.add(node.value)
    return frozenset(ids)


def test_every_refusal_has_a_status_and_words_in_both_languages() -> None:
    refusals: dict[str, int] = dict(COMMON_REFUSALS)
    for service in SERVICES:
        refusals |= import_module(f"services.{service}.service").SERVICE.refusals
    for language in LANGUAGES:
        missing = [code for code in refusals if f"problem.{code}" not in catalogue(language)]
        assert not missing, language
        assert set(FIELD_TEXTS.values()) <= set(catalogue(language))


def test_every_refusal_that_code_gives_has_a_status() -> None:
    known = set(COMMON_REFUSALS)
    for service in SERVICES:
        known |= set(import_module(f"services.{service}.service").SERVICE.refusals)
    given: dict[str, str] = {}
    for file in PRODUCT:
        for node in ast.walk(tree(file)):
            is_refusal = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Refusal"
            if is_refusal and isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                given[str(node.args[0].value)] = name_of(file)
    unknown = {code: file for code, file in given.items() if code not in known}
    assert not unknown


@pytest.mark.parametrize("service", SERVICES)
def test_the_broker_lets_a_service_read_what_it_reads_and_no_more(service: str) -> None:
    events = import_module(f"services.{service}.service").SERVICE.events
    assert {service_of(handler.event) for handler in events} == set(READS[service])


def samples() -> Mapping[str, list[Path]]:
    found: dict[str, list[Path]] = {}
    for file in sorted((ROOT / "shared" / "contracts" / "samples").glob("*.json")):
        found.setdefault(file.name.split("~")[0].removesuffix(".json"), []).append(file)
    return found


@pytest.mark.parametrize("event", list(all_events()), ids=lambda event: event.subject)
def test_a_sample_of_every_event_parses_for_ever(event: type) -> None:
    files = samples().get(event.subject, [])  # type: ignore[attr-defined]
    assert files, "put one in shared/contracts/samples/"
    for file in files:
        parsed = event.model_validate_json(file.read_text(encoding="utf-8"))  # type: ignore[attr-defined]
        assert event.model_validate_json(parsed.model_dump_json()) == parsed  # type: ignore[attr-defined]
        assert json.loads(file.read_text(encoding="utf-8"))


def test_a_reader_ignores_fields_it_does_not_know() -> None:
    event = next(all_events())
    sample = json.loads(samples()[event.subject][0].read_text(encoding="utf-8"))
    assert event.model_validate({**sample, "a_field_of_tomorrow": 1}) == event.model_validate(sample)
