"""The strict format checker of the research folder beside the repository, where there is one."""

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

FORMATS = Path(__file__).parents[3].parent / "shared" / "formats"
needs_reference = pytest.mark.skipif(not FORMATS.is_dir(), reason="no folder shared/formats beside the repository")


def checker() -> Callable[..., Any]:
    """`check(format, data, **options)`, whose report has `errors` and `facts`."""
    name = "payroll_export_check_formats"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, FORMATS / "check_formats.py")
        assert spec is not None
        assert spec.loader is not None
        module = sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    module_: ModuleType = sys.modules[name]
    check: Callable[..., Any] = module_.check
    return check


def generic_profile() -> Any:
    file = FORMATS / "samples" / "profiles" / "generic-csv-payroll.yaml"
    return yaml.safe_load(file.read_text(encoding="utf-8"))
