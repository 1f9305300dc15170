"""Claims' command line."""

import argparse
import asyncio
import sys
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from sqlmodel import Session

from services.claims import calculate_command
from services.claims.commands.exchange import keep_published
from services.claims.domain.exchange import QuotedRate
from services.claims.rework import Reworked, rework_all, rework_claim
from services.claims.service import SERVICE, rules_of
from services.claims.settings import ClaimsSettings
from services.claims.sources import riksbank
from shared.clock import now
from shared.command_line import run, unreadable
from shared.database import Database, open_engine
from shared.migrations import migrate
from shared.service import database_url
from shared.settings import CommonSettings


def add_calculate(parser: argparse.ArgumentParser) -> Callable[[argparse.Namespace], int]:
    """work out the cases of a file and write the results to standard output"""
    parser.add_argument("cases", type=Path, metavar="CASES.json")

    def calculate(arguments: argparse.Namespace) -> int:
        try:
            calculate_command.run(arguments.cases, sys.stdout, sys.stderr)
            sys.stdout.flush()
        except BrokenPipeError:  # whoever reads has read enough
            sys.stdout = None
        except (OSError, ValueError) as error:
            print(unreadable(arguments.cases, error), file=sys.stderr)
            return 2
        return 0

    return calculate


def add_exchange_rates(parser: argparse.ArgumentParser) -> Callable[[argparse.Namespace], int]:
    """keep the exchange rates of a file that the Riksbank publishes"""
    parser.add_argument("file", type=Path, metavar="FILE.csv")

    async def keep(rates: list[QuotedRate]) -> int:
        database = Database(database_url(SERVICE.name, CommonSettings(), SERVICE.settings()))
        try:
            migrate(SERVICE.name, database.engine)
            return await database.write(lambda session: keep_published(session, rates, now()))
        finally:
            database.close()

    def exchange_rates(arguments: argparse.Namespace) -> int:
        try:
            rates = riksbank.read_file(arguments.file)
        except (OSError, ValueError) as error:
            print(unreadable(arguments.file, error), file=sys.stderr)
            return 2
        changed = asyncio.run(keep(rates))
        print(f"{len(rates)} rates read, {changed} of them new or different")
        return 0

    return exchange_rates


def add_rework(parser: argparse.ArgumentParser) -> Callable[[argparse.Namespace], int]:
    """work submitted claims out again, each with the rates of its day, and say whether they are the same to the öre"""
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("claim", type=UUID, nargs="?", metavar="CLAIM")
    which.add_argument(
        "--all", action="store_true", help="every submission of every claim; only what differs is listed"
    )

    def rework(arguments: argparse.Namespace) -> int:
        settings = ClaimsSettings()
        engine = open_engine(database_url(SERVICE.name, CommonSettings(), settings), threads=1)
        migrate(SERVICE.name, engine)
        worked = differing = 0
        with Session(engine) as session:
            rules = rules_of(settings)
            again = rework_all(session, rules) if arguments.all else rework_claim(session, arguments.claim, rules)
            for one in again:
                worked, differing = worked + 1, differing + (not one.is_same)
                if not one.is_same or not arguments.all:
                    print(_told(one))
        engine.dispose()
        print(f"{worked} submissions worked out again, {differing} differ")
        return 0 if worked and not differing else 1

    return rework


def _told(one: Reworked) -> str:
    told, again = (f"{ore // 100}.{ore % 100:02} kr" for ore in (one.told_ore, one.again_ore))
    verdict = "the same" if one.is_same else f"DIFFERS: now {again}, amounts {', '.join(map(str, one.differing))}"
    return f"{one.number} version {one.version}, rates {one.rules_version}: {told}, {verdict}"


if __name__ == "__main__":
    sys.exit(run(SERVICE, {"calculate": add_calculate, "exchange-rates": add_exchange_rates, "rework": add_rework}))
