"""What every service's command line can: `serve`, `dead-letters`, `replay`, `publish-again`, beside its own commands."""

import argparse
import asyncio
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from pydantic import ValidationError

from shared.database import Database
from shared.messaging.bus import Bus
from shared.messaging.dead_letters import dead_letters, replay
from shared.messaging.relay import publish_again
from shared.service import Service, database_url, serve
from shared.settings import CommonSettings

CONNECT_SECONDS_MAX = 10.0
FINDINGS_SHOWN = 20

AddCommand = Callable[[argparse.ArgumentParser], Callable[[argparse.Namespace], int]]


def run(service: Service, commands: Mapping[str, AddCommand], arguments: Sequence[str] | None = None) -> int:
    """Parse and run; returns the exit status. `commands`: a service's own, name → adds its arguments and returns what runs it."""
    parser = argparse.ArgumentParser(prog=f"python -m services.{service.name}")
    subparsers = parser.add_subparsers(required=True, metavar="COMMAND")
    everywhere: Mapping[str, AddCommand] = {
        "serve": lambda _: lambda __: _serve(service),
        "dead-letters": lambda _: lambda __: asyncio.run(_list_dead(service)),
        "replay": lambda parser: _add_replay(parser, service),
        "publish-again": lambda parser: _add_publish_again(parser, service),
    }
    helps = {
        "serve": "listen for requests and events",
        "dead-letters": "list events that could not be handled, and why",
        "replay": "have dead letters handled again",
        "publish-again": "publish events again after the broker's store was lost",
    }
    for name, add in {**commands, **everywhere}.items():
        subparser = subparsers.add_parser(name, help=helps.get(name, (add.__doc__ or "").split("\n")[0]))
        subparser.set_defaults(run=add(subparser))
    parsed = parser.parse_args(arguments)
    status: int = parsed.run(parsed)
    return status


def unreadable(file: Path, error: OSError | ValueError) -> str:
    """Why a file that a person named cannot be used: which field, and what of it."""
    if isinstance(error, ValidationError):
        findings = [f"  {'.'.join(map(str, one['loc'])) or 'the file'}: {one['msg']}" for one in error.errors()]
        return "\n".join([f"{file} is not of the form that is read here:", *findings[:FINDINGS_SHOWN]])
    return f"{file} cannot be read: {error.strerror if isinstance(error, OSError) else error}"


def _serve(service: Service) -> int:
    serve(service)
    return 0


async def _connected(service: Service) -> Bus:
    """At the broker that the settings name; else at that of the Kvittera which runs on this machine's data folder."""
    common, settings = CommonSettings(), service.settings()
    running = common.data_dir / "running.json"
    if not settings.nats_password and running.exists():
        common = common.model_copy(update={"nats_url": json.loads(running.read_text())["broker"]})
        passwords = json.loads((common.data_dir / "keys" / "broker.json").read_text())
        settings = settings.model_copy(update={"nats_password": passwords[service.name]})
    bus = Bus(service.name, common, settings)
    try:
        async with asyncio.timeout(CONNECT_SECONDS_MAX):
            await bus.connect()
    except TimeoutError:
        raise SystemExit(
            f"No broker answers at {common.nats_url}. Start Kvittera with `make run`, or set KVITTERA_NATS_URL and "
            f"KVITTERA_{service.name.upper()}_NATS_PASSWORD."
        ) from None
    return bus


async def _list_dead(service: Service) -> int:
    bus = await _connected(service)
    count = 0
    async for letter in dead_letters(bus):
        count += 1
        sys.stdout.write(
            f"{letter.number}  {letter.put_aside_at:%Y-%m-%d %H:%M:%S}  {letter.subject}\n    {letter.error}\n    {letter.body[:300]}\n"
        )
    sys.stdout.write(f"{count} dead letters\n")
    await bus.close()
    return 0


def _add_replay(parser: argparse.ArgumentParser, service: Service) -> Callable[[argparse.Namespace], int]:
    parser.add_argument("numbers", type=int, nargs="*", help="as `dead-letters` lists them; none: all")

    async def go(arguments: argparse.Namespace) -> int:
        bus = await _connected(service)
        sys.stdout.write(f"{await replay(bus, set(arguments.numbers) or None)} sent to be handled again\n")
        await bus.close()
        return 0

    return lambda arguments: asyncio.run(go(arguments))


def _add_publish_again(parser: argparse.ArgumentParser, service: Service) -> Callable[[argparse.Namespace], int]:
    parser.add_argument(
        "--since",
        type=datetime.fromisoformat,
        required=True,
        help="ISO time with zone; readers skip what they have seen",
    )

    async def go(arguments: argparse.Namespace) -> int:
        database = Database(database_url(service.name, CommonSettings(), service.settings()))
        count = await database.write(lambda session: publish_again(session, arguments.since))
        database.close()
        sys.stdout.write(f"{count} events will be published again\n")
        return 0

    return lambda arguments: asyncio.run(go(arguments))
