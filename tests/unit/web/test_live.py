"""Hints reach those concerned, and a slow browser costs nobody else anything."""

import asyncio

import pytest

from services.web.live import HINTS_WAITING_MAX, WINDOWS_PER_PERSON_MAX, Live
from shared.contracts.event import Hint
from shared.ids import new_id
from shared.refusal import Refused

AMINA, EVA = new_id(), new_id()


def a_hint(version: int = 1) -> Hint:
    return Hint(service="claims", thing="claim", id=new_id(), version=version, state="submitted", concerns=(AMINA,))


async def test_a_hint_goes_to_every_window_of_those_concerned_and_to_nobody_else() -> None:
    live = Live()
    phone, desk, other = live.open(AMINA, "a"), live.open(AMINA, "b"), live.open(EVA, "c")
    live.tell(a_hint())
    assert (phone.waiting.qsize(), desk.waiting.qsize(), other.waiting.qsize()) == (1, 1, 0)
    line = phone.waiting.get_nowait()
    assert line and line.startswith("event: changed\ndata: {") and str(AMINA) not in line


async def test_a_slow_window_loses_its_oldest_hints() -> None:
    live = Live()
    window = live.open(AMINA, "a")
    for version in range(HINTS_WAITING_MAX + 10):
        live.tell(a_hint(version))
    assert window.waiting.qsize() == HINTS_WAITING_MAX
    assert '"version":10,' in (window.waiting.get_nowait() or "")


async def test_ending_a_session_ends_its_windows_only() -> None:
    live = Live()
    phone, desk = live.open(AMINA, "a"), live.open(AMINA, "b")
    live.end("a")
    assert phone.waiting.get_nowait() is None
    with pytest.raises(asyncio.QueueEmpty):
        desk.waiting.get_nowait()


async def test_a_person_has_so_many_windows_and_closing_one_makes_room() -> None:
    live = Live()
    windows = [live.open(AMINA, "a") for _ in range(WINDOWS_PER_PERSON_MAX)]
    with pytest.raises(Refused):
        live.open(AMINA, "a")
    live.close(AMINA, windows[0])
    live.open(AMINA, "a")
