"""How well receipts are read, in figures."""

from datetime import UTC, datetime

from services.receipts.domain.report import (
    BINS,
    FieldOutcome,
    Outcome,
    day_outcomes,
    field_reports,
    merchant_reports,
    worst,
)
from shared.ids import new_id

NOON = datetime(2026, 10, 12, 12, tzinfo=UTC)


def an_outcome(*fields: FieldOutcome, is_judged: bool = True) -> Outcome:
    return Outcome(new_id(), new_id(), NOON, is_judged, fields)


def total(read: str | None, holds: str | None, sure: int) -> FieldOutcome:
    return FieldOutcome("total", read, holds, sure)


OUTCOMES = (
    an_outcome(total("100", "100", 990)),
    an_outcome(total("100", "200", 980)),
    an_outcome(total("100", "200", 600)),
    an_outcome(total(None, "200", 0)),
    an_outcome(total("100", "100", 900), is_judged=False),
)


def test_the_bins_hold_every_certainty_once() -> None:
    assert [sure for first, last in BINS for sure in range(first, last + 1)] == list(range(1001))


def test_a_field_is_judged_only_where_a_person_has_looked() -> None:
    [report] = [one for one in field_reports(OUTCOMES) if one.field == "total"]
    assert (report.read_count, report.sure_per_mille_mean) == (4, 867)
    assert (report.judged_count, report.corrected_count, report.missed_count) == (3, 2, 1)
    bins = [
        (one.from_per_mille, one.count, one.said_per_mille_mean, one.kept_count) for one in report.bins if one.count
    ]
    assert bins == [(500, 1, 600, 0), (980, 2, 985, 1)]


def test_a_day_tells_how_sure_its_readings_were_and_how_many_were_wrong() -> None:
    [day] = day_outcomes(OUTCOMES)
    assert (day.day, day.counted, day.sure_per_mille_mean) == (NOON.date(), 5, 867)
    assert (day.unseen_count, day.judged_count, day.corrected_count) == (3, 4, 2)


def test_a_wrong_value_said_with_most_certainty_is_the_worst() -> None:
    assert [one.field.sure for one in worst(OUTCOMES)] == [980, 600]


def test_merchants_that_are_corrected_most_stand_first() -> None:
    def of(name: str, wrong: bool) -> Outcome:
        return an_outcome(FieldOutcome("merchant", name, name, 900), total("1", "2" if wrong else "1", 900))

    reports = merchant_reports(
        [of("Solen", False), of("Solrosen AB", True), of("Solrosen AB", False), of("SOLROSEN", True)]
    )
    assert [(one.name, one.receipts_count, one.corrected_count) for one in reports] == [
        ("Solrosen AB", 3, 2),
        ("Solen", 1, 0),
    ]


def test_nothing_read_gives_empty_figures() -> None:
    assert {one.read_count for one in field_reports(())} == {0}
    assert merchant_reports(()) == () == worst(())
