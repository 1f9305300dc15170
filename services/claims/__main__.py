"""Claims' command line."""

import argparse
import asyncio
import sys
from collections.abc import Callable
from pathlib import Path

from services.claims import calculate_command
from services.claims.commands.exchange import keep_published
from services.claims.domain.exchange import QuotedRate
from services.claims.service import SERVICE
from services.claims.sources import riksbank
from shared.clock import now
from shared.command_line import run, unreadable
from shared.database import Database
from shared.migrations import migrate
from shared.service import database_url
from shared.settings import CommonSettings


def add_calculate(parser: argparse.ArgumentParser) -> Callable[[argparse.Namespace], int]:
    """work out the cases of a file and write the results to standard output"""
    parser.add_argument("cases", type=Path, metavar="CASES.json")

    def calculate(arguments: argparse.Namespace) -> int:
        try:
            calculate_command.run(arguments.cases, sys.stdout)
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


if __name__ == "__main__":
    sys.exit(run(SERVICE, {"calculate": add_calculate, "exchange-rates": add_exchange_rates}))
