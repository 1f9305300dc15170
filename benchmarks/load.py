"""Load on one service: many requests at once over kept connections, with so little work here that the service is what is measured."""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

CONCURRENCY = 32


class Connection:
    """One kept HTTP/1.1 connection. Answers must carry their length, as all of the services' do."""

    def __init__(self, port: int, statement: str) -> None:
        self._port, self._statement = port, statement
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def send(self, method: str, path: str, body: Mapping[str, Any] | bytes | None = None) -> tuple[int, Any]:
        """Status and decoded answer. `body`: JSON, or the bytes of a file."""
        if self._streams is None:
            self._streams = await asyncio.open_connection("127.0.0.1", self._port)
        reader, writer = self._streams
        content = body if isinstance(body, bytes) else json.dumps(body).encode() if body is not None else b""
        head = (
            f"{method} {path} HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer {self._statement}\r\n"
            f"content-type: application/json\r\ncontent-length: {len(content)}\r\n\r\n"
        )
        writer.write(head.encode() + content)
        answer = await reader.readuntil(b"\r\n\r\n")
        status = int(answer[9:12])
        length = next(int(line[15:]) for line in answer.lower().split(b"\r\n") if line.startswith(b"content-length:"))
        received = await reader.readexactly(length)
        return status, json.loads(received) if received else None

    async def put(self, path: str, body: Mapping[str, Any]) -> Any:
        """The answer; it must be a good one."""
        status, answer = await self.send("PUT", path, body)
        assert status in (200, 201), answer
        return answer

    def close(self) -> None:
        if self._streams:
            self._streams[1].close()


@dataclass(frozen=True)
class Run:
    """How long it took in all, and each of them."""

    seconds: float
    each_ms: list[float]

    @property
    def per_second(self) -> float:
        return len(self.each_ms) / self.seconds


async def run(count: int, workers: int, one: Callable[[int, int], Awaitable[object]]) -> Run:
    """Do `one(worker, number)` so many times, `workers` at once."""
    numbers = iter(range(count))
    each_ms: list[float] = []

    async def work(worker: int) -> None:
        for number in numbers:
            started = time.perf_counter()
            await one(worker, number)
            each_ms.append(1000 * (time.perf_counter() - started))

    started = time.perf_counter()
    await asyncio.gather(*(work(worker) for worker in range(workers)))
    return Run(time.perf_counter() - started, each_ms)
