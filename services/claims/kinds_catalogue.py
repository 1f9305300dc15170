"""The catalogue of kinds of expense as data: `kinds.yaml`, read and checked once."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml
from pydantic import TypeAdapter

from services.claims.domain.kinds import Kind

FILE = Path(__file__).parent / "kinds.yaml"


@cache
def load_kinds(file: Path = FILE) -> Mapping[str, Kind]:
    """All kinds by id, in the order of the file. Raises pydantic's ValidationError when an entry lacks something."""
    kinds = TypeAdapter(tuple[Kind, ...]).validate_python(yaml.safe_load(file.read_text(encoding="utf-8")))
    return {kind.id: kind for kind in kinds}
