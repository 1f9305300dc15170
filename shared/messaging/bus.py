"""The connection to the broker: streams, publishing, and the manners that keep a service alive without it."""

import asyncio
import contextlib
from collections.abc import Callable, Mapping
from datetime import timedelta

import nats
import structlog
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.js import JetStreamContext
from nats.js.api import RetentionPolicy, StorageType, StreamConfig
from nats.js.errors import BadRequestError

from shared.settings import CommonSettings, ServiceSettings

PUBLISH_TIMEOUT_S = 5.0
CLOSE_TIMEOUT_S = 2
PING_INTERVAL_S = 2  # a broker that went silent without a reset is noticed after three of these
DUPLICATE_WINDOW = timedelta(
    minutes=2
)  # in which the broker itself drops a repeated Nats-Msg-Id; the inbox has no such limit
MESSAGE_BYTES_MAX = 1_000_000

log = structlog.get_logger()


class Bus:
    """One service's connection. Everything waits while the broker is away, and goes on when it is back."""

    def __init__(self, service: str, common: CommonSettings, settings: ServiceSettings) -> None:
        self.service = service
        self._common = common
        self._settings = settings
        self._client = Client()
        self.stream: JetStreamContext = self._client.jetstream(timeout=PUBLISH_TIMEOUT_S)
        self.ready = asyncio.Event()
        self._making: asyncio.Task[None] | None = None

    @property
    def connected(self) -> bool:
        return self._client.is_connected and self.ready.is_set()

    async def connect(self) -> None:
        """Connect, however long it takes, and make sure that the service's own streams are there."""

        async def lost() -> None:
            self.ready.clear()
            if not self._client.is_draining and not self._client.is_closed:
                log.warning("broker lost")

        async def back() -> None:
            log.info("broker back")
            self._making = asyncio.create_task(self._make_streams())  # it may have come back without its store

        async def failed(error: Exception) -> None:
            log.warning("broker error", error=repr(error))

        while not self._client.is_connected:
            try:
                await self._client.connect(
                    self._common.nats_url.split(","),
                    name=self.service,
                    user=self._settings.nats_user or self.service,
                    password=self._settings.nats_password,
                    inbox_prefix=f"_INBOX_{self.service}".encode(),
                    max_reconnect_attempts=-1,
                    reconnect_time_wait=1,
                    ping_interval=PING_INTERVAL_S,
                    max_outstanding_pings=2,
                    disconnected_cb=lost,
                    reconnected_cb=back,
                    error_cb=failed,
                )
            except (nats.errors.Error, OSError) as error:
                log.warning("broker unreachable", error=repr(error))
                await asyncio.sleep(0.5)
        await self._make_streams()

    async def _make_streams(self) -> None:
        while not self.ready.is_set():
            try:
                await self._make_stream(self.service, f"kvittera.{self.service}.>")
                await self._make_stream(f"{self.service}_dead", f"dead.{self.service}.>", f"replay.{self.service}.>")
                self.ready.set()
            except (nats.errors.Error, TimeoutError) as error:
                log.warning("streams not made yet", error=repr(error))
                await asyncio.sleep(0.5)

    async def _make_stream(self, name: str, *subjects: str) -> None:
        config = StreamConfig(
            name=name,
            subjects=list(subjects),
            retention=RetentionPolicy.LIMITS,
            storage=StorageType.FILE,
            max_age=timedelta(days=self._common.outbox_days).total_seconds(),
            max_msg_size=MESSAGE_BYTES_MAX,
            duplicate_window=DUPLICATE_WINDOW.total_seconds(),
            num_replicas=self._common.nats_replicas,
        )
        try:
            await self.stream.add_stream(config)
        except BadRequestError:  # it is there with other settings
            await self.stream.update_stream(config)

    async def publish(self, subject: str, body: bytes, headers: Mapping[str, str]) -> None:
        """Publish into a stream; returns when the broker has it on disk."""
        await self.stream.publish(subject, body, headers=dict(headers), timeout=PUBLISH_TIMEOUT_S)

    async def tell(self, subject: str, body: bytes) -> None:
        """Publish without a stream, to whoever listens now; lost while the broker is away."""
        if self.connected:
            await self._client.publish(subject, body)

    async def hear(self, subject: str, heard: Callable[[str, bytes], None]) -> None:
        """Have `heard(subject, body)` called for whatever is told without a stream, from now on, also after a reconnect."""

        async def call(message: Msg) -> None:
            heard(message.subject, message.data)

        await self.ready.wait()
        await self._client.subscribe(subject, cb=call)

    @property
    def client(self) -> Client:
        return self._client

    async def close(self) -> None:
        """Send what is on its way and leave."""
        if self._making:
            self._making.cancel()
        if (
            self._client.is_connected
        ):  # not `drain`: it can wait half a minute for a subscription that nobody reads any more
            with contextlib.suppress(nats.errors.Error, TimeoutError, OSError):
                await self._client.flush(timeout=CLOSE_TIMEOUT_S)
        if self._client.is_connected or self._client.is_reconnecting:  # else it never came so far
            await self._client.close()
