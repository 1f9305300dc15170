"""What a captured reading process may say: nothing that is no number, nowhere beside the picture, nothing that cannot be told on."""

import json
import math
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from services.receipts.reading import wire
from services.receipts.reading.values import Box, Fields, Found, Reading, ReadingFailure
from services.receipts.reading_loop import told_of
from shared.contracts.receipts import ReadingAsked, ReceiptInterpreted
from shared.ids import new_id

NOON = datetime(2026, 10, 12, 12, tzinfo=UTC)
ASKED = ReadingAsked(id=new_id(), occurred_at=NOON, receipt_id=new_id(), files=("ab" * 32,), added_on=NOON.date())
DAY = Found(date(2026, 10, 12), 0.9, Box(0.1, 0.2, 0.9001, 0.8), {"label": 1.0})
READING = Reading(Fields(date=DAY), "KVITTO", b"jpeg", 1, 1, "rapidocr", seconds=1.25)


def said(**changed: Any) -> bytes:
    """The head of an answer with other values than the reading has, at `a__b` for `b` in `a`."""
    head, _ = wire.pack(READING)
    answer = json.loads(head)
    for name, value in changed.items():
        *outer, last = name.split("__")
        place = answer
        for each in outer:
            place = place[each]
        place[last] = value
    return json.dumps(answer).encode()


def test_an_honest_answer_comes_through() -> None:
    further = replace(READING, further=(READING,))
    assert wire.unpack(*wire.pack(further)) == further
    assert wire.unpack(said(), (b"jpeg",)) == READING


@pytest.mark.parametrize("number", [math.inf, -math.inf, math.nan])
@pytest.mark.parametrize(
    "name",
    ["seconds", "fields__date__confidence", "fields__date__evidence__label"]
    + [f"fields__date__box__{side}" for side in "xywh"],
)
def test_what_is_no_number_is_no_answer(name: str, number: float) -> None:
    with pytest.raises(wire.Broken):
        wire.unpack(said(**{name: number}), (b"jpeg",))


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("seconds", -1.0),
        ("fields__date__confidence", 1.01),
        ("fields__date__box__x", -0.1),
        ("fields__date__box__w", -0.1),
        ("fields__date__box__w", 1.0),
        ("fields__date__box__y", 1e308),
    ],
)
def test_a_number_that_cannot_be_is_no_answer(name: str, number: float) -> None:
    with pytest.raises(wire.Broken):
        wire.unpack(said(**{name: number}), (b"jpeg",))


def test_a_failure_without_a_time_is_no_answer() -> None:
    head = json.dumps({"code": "too-dark", "detail": "", "seconds": math.nan, "display_jpeg": ""}).encode()
    with pytest.raises(wire.Broken):
        wire.unpack(head, (b"",))


def test_further_receipts_have_none_themselves() -> None:
    inner = json.loads(said(further=[json.loads(said())]))
    with pytest.raises(wire.Broken):
        wire.unpack(said(further=[inner]), (b"jpeg", b"jpeg"))


def test_a_result_is_told_as_it_was_read() -> None:
    event = told_of(ASKED, READING, ["cd" * 32])
    assert event.fields is not None and event.fields.date == date(2026, 10, 12)
    assert ReceiptInterpreted.model_validate_json(event.model_dump_json()) == event


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param(replace(READING, seconds=math.inf), id="no time"),
        pytest.param(replace(READING, fields=Fields(date=replace(DAY, box=Box(0.1, math.nan, 0.2, 0.2)))), id="no box"),
        pytest.param(replace(READING, advice=("x" * 1_100_000,)), id="too long for the broker"),
    ],
)
def test_what_the_service_could_not_read_is_told_as_a_failure(broken: Reading) -> None:
    event = told_of(ASKED, broken, ["cd" * 32])
    assert (event.fields, event.problem, event.display_sha256) == (None, "broken-picture", "cd" * 32)
    assert event.id == told_of(ASKED, ReadingFailure("too-dark"), [None]).id
    assert ReceiptInterpreted.model_validate_json(event.model_dump_json()) == event
