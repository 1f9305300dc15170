"""What the app's own rules calculate with, as files of the app: the rates, the kinds of expense, and when Sweden's clocks are changed."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter

from services.claims.domain.draft_refusals import YEARS
from services.claims.domain.kinds import Kind
from services.claims.domain.rates import RatePack
from services.claims.kinds_catalogue import load_kinds
from services.claims.rates import load_rates

RULES = Path(__file__).parent.parent / "services" / "web" / "app" / "src" / "rules"
OF_A_KIND = ("id", "payroll_type", "payroll_type_abroad", "vat", "checks", "representation")
STOCKHOLM = ZoneInfo("Europe/Stockholm")


def pages() -> Iterator[tuple[Path, str]]:
    """Every file and what it should hold."""
    yield RULES / "rates.json", _json(TypeAdapter(RatePack).dump_python(load_rates(), mode="json"))
    kinds = TypeAdapter(tuple[Kind, ...]).dump_python(tuple(load_kinds().values()), mode="json")
    yield RULES / "kinds.json", _json([{name: kind[name] for name in OF_A_KIND} for kind in kinds])
    yield RULES / "stockholm.json", _json(list(transitions()))


def transitions() -> Iterator[tuple[int, int]]:
    """From which second since 1970 (UTC) Sweden's clocks are so many seconds ahead of UTC, for all years that a claim can have."""
    day = datetime(YEARS.start - 1, 12, 31, tzinfo=UTC)
    before = _ahead(day)
    yield int(day.timestamp()), before
    while day.year < YEARS.stop:
        day += timedelta(days=1)
        if _ahead(day) != before:
            yield int(_changed_before(day).timestamp()), _ahead(day)
            before = _ahead(day)


def _changed_before(day: datetime) -> datetime:
    """The moment within the day before at which the clocks were changed, to the second."""
    same, other = day - timedelta(days=1), day
    while other - same > timedelta(seconds=1):
        middle = same + timedelta(seconds=(other - same) // timedelta(seconds=2))
        if _ahead(middle) == _ahead(day):
            other = middle
        else:
            same = middle
    return other


def _ahead(moment: datetime) -> int:
    ahead = moment.astimezone(STOCKHOLM).utcoffset()
    assert ahead is not None
    return int(ahead.total_seconds())


def _json(content: object) -> str:
    """A row of a table a line, so that a change can be read."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return text.replace("},{", "},\n{").replace("],[", "],\n[").replace('],"', '],\n"') + "\n"
