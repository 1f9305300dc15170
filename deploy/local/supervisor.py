"""What `make run` runs: the broker and every service on this machine, in one data folder, behind one address.

The supervisor imports everything once and forks a process per service: they start in milliseconds and share memory. It
restarts what dies, ends cleanly on Ctrl-C, and its children die with it. It stays single-threaded and makes no id before it
forks, so that no two children share a state of chance.
"""

import fcntl
import gc
import http.client
import json
import os
import secrets
import selectors
import signal
import socket
import sys
import time
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

import psutil

from deploy.local.children import Child, executed, forked, listen
from deploy.local.logs import Logs
from deploy.nats.permissions import READS, server_configuration
from shared.identity import make_keys
from shared.secret_file import secret_in
from shared.settings import CommonSettings

SERVICES = ("directory", "receipts", "claims", "approvals", "payroll_export", "web")
DEFAULT_WEB_PORT = 8080
LOOPBACK = ("127.0.0.1", "::1", "localhost")
PORTS_TRIED = 20
PORT_MAX = 65_535
READY_WITHIN_S = 60.0
STOP_WITHIN_S = 8.0


class CannotStartError(Exception):
    """Why not, in words for whoever started it: the folder or the port cannot be used."""


class Supervisor:
    """All processes of one machine. `run()` returns the exit status when it was told to stop."""

    def __init__(self, common: CommonSettings, demo: bool, claims: bool, verbose: bool) -> None:
        self.data = common.data_dir.absolute()
        self._demo = demo
        self._claims = claims
        self._selector = selectors.DefaultSelector()
        self._children: list[Child] = []
        self._stopping = False
        self._ready = False
        self._story: Child | None = None
        os.umask(0o077)  # what is kept is about people: readable to its owner alone
        try:
            self.data.mkdir(parents=True, exist_ok=True)
            self._lock = self._take_lock()
            self.logs = Logs(self.data / "logs", verbose)
        except OSError as error:
            raise CannotStartError(f"The data folder {self.data} cannot be used: {error.strerror}.") from None
        self._listeners = {name: listen("127.0.0.1", 0) for name in (*SERVICES[:-1], "reader")}
        self._listeners["web"] = self._listen_web()
        self.address = f"http://localhost:{self._port('web')}"

    def _take_lock(self) -> int:
        lock = os.open(self.data / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            who = os.read(lock, 200).decode().strip()
            raise CannotStartError(f"Kvittera already runs on the data folder {self.data}: {who}") from None
        return lock

    def _listen_web(self) -> socket.socket:
        wanted = _wanted_port()
        host = os.environ.get("KVITTERA_WEB_HOST", "127.0.0.1")
        if self._demo and host not in LOOPBACK:
            self.logs.say(f"Listening on {host}: whoever reaches this machine can sign in as any demo person.")
        for port in range(wanted, min(wanted + PORTS_TRIED, PORT_MAX + 1)):
            try:
                listener = listen(host, port)
            except OSError:
                self.logs.say(f"Port {port} is in use by another program; trying {port + 1}.")
                continue
            return listener
        raise CannotStartError(
            f"No free port from {wanted} to {wanted + PORTS_TRIED - 1}. Set KVITTERA_WEB_PORT to another one."
        )

    def _port(self, name: str) -> int:
        return int(self._listeners[name].getsockname()[1])

    def run(self) -> int:
        """Start everything, say where, and watch until stopped."""
        wake, wake_write = os.pipe()
        os.set_blocking(wake, False)
        os.set_blocking(wake_write, False)
        signal.set_wakeup_fd(wake_write, warn_on_full_buffer=False)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._stop_signal)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        self._selector.register(wake, selectors.EVENT_READ)
        make_keys(self.data / "keys")
        self._children = [self._broker(), *self._services()]
        os.ftruncate(self._lock, 0)
        os.pwrite(self._lock, f"process {os.getpid()}, {self.address}\n".encode(), 0)
        where = {
            "address": self.address,
            "directory": f"http://127.0.0.1:{self._port('directory')}",
            "broker": f"nats://127.0.0.1:{self._broker_port}",
        }
        (self.data / "running.json").write_text(json.dumps(where))
        broker, *services, reader = self._children
        for child in (broker, reader):  # the reader loads its engines on the other core, while this process imports
            self._launch(child)
        preload()
        gc.collect()
        gc.freeze()
        for child in services:
            self._launch(child)
        started_at = time.monotonic()
        while not self._stopping:
            self._turn(0.05 if not self._ready else 1.0)
            if not self._ready and self._all_ready():
                self._ready = True
                self._announce()
            elif not self._ready and time.monotonic() - started_at > READY_WITHIN_S:
                self.logs.say(f"Still not ready after {READY_WITHIN_S:.0f} s; see {self.data / 'logs'}.")
                started_at = time.monotonic()
        self._stop()
        return 0

    def _announce(self) -> None:
        seconds = time.time() - psutil.Process().create_time()
        self.logs.say(f"Kvittera is ready after {seconds:.1f} s. Open {self.address}")
        if self._demo:
            self._story = self._demo_story()
            self._launch(self._story)

    def _broker(self) -> Child:
        self._passwords: Mapping[str, str] = json.loads(secret_in(self.data / "keys" / "broker.json", _passwords))
        with listen("127.0.0.1", 0) as probe:
            self._broker_port = int(probe.getsockname()[1])
        folder = self.data / "broker"
        folder.mkdir(exist_ok=True)
        config = folder / "nats.conf"
        config.touch(mode=0o600)
        config.write_text(server_configuration(self._broker_port, str(folder / "store"), self._passwords))
        return Child("broker", executed([Path(sys.executable).parent / "nats-server", "-c", config]))

    def _services(self) -> Sequence[Child]:
        environment = {
            "KVITTERA_DATA_DIR": str(self.data),
            "KVITTERA_NATS_URL": f"nats://127.0.0.1:{self._broker_port}",
            "KVITTERA_LOG_FORMAT": "readable",
            **{f"KVITTERA_WEB_{name.upper()}_URL": f"http://127.0.0.1:{self._port(name)}" for name in SERVICES[:-1]},
            **({"KVITTERA_WEB_DEMO": "true"} if self._demo else {}),
        }
        return [self._service(name, environment) for name in (*SERVICES, "reader")]

    def _service(self, name: str, environment: Mapping[str, str]) -> Child:
        listener = self._listeners[name]
        others = [other for other in self._listeners.values() if other is not listener]
        own = {f"KVITTERA_{name.upper()}_NATS_PASSWORD": self._passwords[name]}
        return Child(name, forked(lambda: _serve(name, listener), {**environment, **own}, others))

    def _demo_story(self) -> Child:
        from demo.story import play

        key = self.data / "keys" / "identity.key"
        directory = f"http://127.0.0.1:{self._port('directory')}"
        story = partial(play, self.address, directory, key, claims=self._claims)
        return Child("demo", forked(story, {}, list(self._listeners.values())))

    def _launch(self, child: Child) -> None:
        child.launch()
        self._selector.register(child.output, selectors.EVENT_READ, child)

    def _turn(self, timeout_s: float) -> None:
        """One round: read output, notice deaths, start again what is due."""
        due = [child.restart_at for child in self._children if child.restart_at]
        if due:
            timeout_s = max(0.0, min(timeout_s, min(due) - time.monotonic()))
        for key, _ in self._selector.select(timeout_s):
            self._read(key.fd, key.data)
        self._reap()
        for child in self._children:
            if not self._stopping and child.restart_at and child.restart_at <= time.monotonic():
                self._launch(child)

    def _read(self, descriptor: int, child: Child | None) -> None:
        try:
            data = os.read(descriptor, 65536)
        except BlockingIOError:
            return
        if child is None:
            return
        if data:
            self.logs.write(child.name, data)
        else:
            self._selector.unregister(descriptor)
            os.close(descriptor)

    def _reap(self) -> None:
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            if self._story and pid == self._story.pid:
                self._story = None
                if status == 0:
                    self.logs.say("Demo data is in place.")
                elif not self._stopping:
                    self.logs.say(
                        f"The demo data stopped half way; see {self.data / 'logs'}. `make demo` goes on with it."
                    )
            for child in self._children:
                if child.pid == pid:
                    delay = child.died()
                    if not self._stopping:
                        self.logs.say(f"{child.name} ended ({_why(status)}); starting it again in {delay:g} s.")

    def _all_ready(self) -> bool:
        return all(_is_ready(self._port(name)) for name in (*SERVICES, "reader"))

    def _stop_signal(self, number: int, _: object) -> None:
        if self._stopping:
            return
        self._stopping = True
        self.logs.say("Stopping …")

    def _stop(self) -> None:
        """Services first, so that they can still send what they have; then the broker."""
        broker, services = self._children[0], [*self._children[1:], *([self._story] if self._story else [])]
        for group in (services, [broker]):
            for child in group:
                _kill(child, signal.SIGTERM)
            until = time.monotonic() + STOP_WITHIN_S
            while any(child.pid for child in group if child is not self._story) and time.monotonic() < until:
                self._turn(0.1)
            for child in group:
                _kill(child, signal.SIGKILL)
        (self.data / "running.json").unlink(missing_ok=True)
        self.logs.say("Stopped. Everything is saved.")


def _passwords() -> bytes:
    """A fresh one for each user of the broker."""
    return json.dumps({user: secrets.token_urlsafe(24) for user in READS}).encode()


def _wanted_port() -> int:
    """Raises `CannotStartError` for what is no port."""
    given = os.environ.get("KVITTERA_WEB_PORT", str(DEFAULT_WEB_PORT))
    if not given.isdecimal() or int(given) > PORT_MAX:
        raise CannotStartError(f"KVITTERA_WEB_PORT is {given!r}: it takes a port, 0 to {PORT_MAX}.")
    return int(given)


def _kill(child: Child, number: int) -> None:
    if child.pid:
        try:
            os.kill(child.pid, number)
        except ProcessLookupError:
            child.pid = 0


def _serve(name: str, listener: socket.socket) -> int:
    """In the child: run one service on its listening socket."""
    if name == "reader":
        from services.receipts.reader import serve_reader

        return serve_reader(listener)
    from importlib import import_module

    from shared.service import serve

    serve(import_module(f"services.{name}.service").SERVICE, listener)
    return 0


def preload() -> None:
    """Import what every service needs, once, before forking."""
    from importlib import import_module

    for name in (*(f"services.{service}.service" for service in SERVICES), "services.receipts.reader", "demo.story"):
        import_module(name)


def _is_ready(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=3)
    try:
        connection.request("GET", "/health/ready")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _why(status: int) -> str:
    if os.WIFSIGNALED(status):
        return f"signal {signal.Signals(os.WTERMSIG(status)).name}"
    return f"status {os.WEXITSTATUS(status)}"
