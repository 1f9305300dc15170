"""Whether a number of a person or an organisation can be right: receivers compare it with their register and refuse a wrong one."""

import re
from datetime import date

COORDINATION_DAYS = 60  # a coordination number (samordningsnummer) has the day plus 60


def is_organisation_number(text: str) -> bool:
    """Ten digits, the last one checking the others. Source: SKV 709."""
    return bool(re.fullmatch(r"[0-9]{10}", text)) and _check_digit_is_right(text)


def is_personal_number(text: str) -> bool:
    """Twelve digits YYYYMMDDNNNN of an existing day, the last one checking the nine before it. Source: SKV 704, SKV 707."""
    if not re.fullmatch(r"[0-9]{12}", text):
        return False
    day = int(text[6:8])
    try:
        date(int(text[:4]), int(text[4:6]), day - COORDINATION_DAYS if day > COORDINATION_DAYS else day)
    except ValueError:
        return False
    return _check_digit_is_right(text[2:])


def _check_digit_is_right(ten_digits: str) -> bool:
    """Modulus 10: every second digit counts double, from the first on; digits of a product are added."""
    doubled = [int(digit) * (2 - place % 2) for place, digit in enumerate(ten_digits)]
    return sum(number - 9 if number > 9 else number for number in doubled) % 10 == 0
