"""A few photographs of the labelled benchmark, where that folder lies beside the repository."""

import json
from pathlib import Path

import pytest

from services.receipts.reading.sandbox import Reader
from services.receipts.reading.values import Reading

BENCHMARK = Path(__file__).resolve().parents[4] / "shared" / "receipts"
PICTURES = ("se-000.jpg", "se-018.jpg", "se-030.jpg", "sroie-170.jpg")


absent = pytest.mark.skipif(
    not BENCHMARK.is_dir(), reason="the labelled benchmark is not beside the repository (../shared/receipts)"
)


@absent
def test_key_fields_of_photographs_are_right() -> None:
    labels = {}
    for line in (BENCHMARK / "labels.jsonl").read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        labels[Path(label["file"]).name] = label
    with Reader() as reader:
        for name in PICTURES:
            answer = reader.read([(BENCHMARK / "images" / name).read_bytes()])
            assert isinstance(answer, Reading), name
            fields = answer.fields
            assert fields.date is not None and fields.total_ore is not None and fields.currency is not None
            read = (fields.date.value.isoformat(), fields.total_ore.value, fields.currency.value)
            assert read == (labels[name]["date"], labels[name]["total"], labels[name]["currency"]), name


@absent
def test_vat_in_print_that_has_nearly_faded_away_is_found() -> None:
    with Reader() as reader:
        answer = reader.read([(BENCHMARK / "images" / "se-126.jpg").read_bytes()])
    assert isinstance(answer, Reading)
    assert answer.fields.vat is not None
    assert [(row.rate_per_mille, row.vat_ore) for row in answer.fields.vat.value] == [(120, 1567)]
