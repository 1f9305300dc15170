"""When an approved claim is paid: the next pay day that its batch still reaches."""

import datetime as dt

ONE_DAY = dt.timedelta(days=1)
FIXED_HOLIDAYS = frozenset({(1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31)})
"""Month and day on which Swedish banks are closed every year, the three eves included."""


def next_pay_day(ready_on: dt.date, day_of_month: int, notice_days: int) -> dt.date:
    """The first pay day that is at least `notice_days` after `ready_on`.

    The pay day is `day_of_month` of each month; on a Saturday, Sunday or bank holiday it is the bank day before.
    """
    year, month = ready_on.year, ready_on.month
    while (pay_day := bank_day_on_or_before(dt.date(year, month, day_of_month))) < ready_on + notice_days * ONE_DAY:
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return pay_day


def bank_day_on_or_before(day: dt.date) -> dt.date:
    """The day itself, or the last day before it on which banks are open."""
    while day.isoweekday() > 5 or _is_bank_holiday(day):
        day -= ONE_DAY
    return day


def _is_bank_holiday(day: dt.date) -> bool:
    """Source: lag 1989:253 om allmänna helgdagar; Midsummer's Eve is a Friday from 19 to 25 June."""
    easter = easter_sunday(day.year)
    moving = {easter + offset * ONE_DAY for offset in (-2, 1, 39)}  # Good Friday, Easter Monday, Ascension
    is_midsummer_eve = day.month == 6 and 19 <= day.day <= 25 and day.isoweekday() == 5
    return (day.month, day.day) in FIXED_HOLIDAYS or day in moving or is_midsummer_eve


def easter_sunday(year: int) -> dt.date:
    """Easter of the Gregorian calendar. Source: the anonymous algorithm of 1876 (Meeus, Astronomical Algorithms, chapter 8)."""
    golden, (century, in_century) = year % 19, divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    moon_shift = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - moon_shift + 15) % 30
    leap_years, year_rest = divmod(in_century, 4)
    to_sunday = (32 + 2 * century_rest + 2 * leap_years - epact - year_rest) % 7
    late = (golden + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * late + 114, 31)
    return dt.date(year, month, day + 1)
