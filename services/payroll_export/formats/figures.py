"""Figures as text: exact, from integers and decimals, never through a float."""

from decimal import Decimal

from shared.money import Ore


def kronor(amount_ore: Ore, point: str = ".") -> str:
    """Öre as kronor with two decimals (−21200 → "-212.00"); zero is never negative."""
    whole, rest = divmod(abs(amount_ore), 100)
    return f"{'-' if amount_ore < 0 else ''}{whole}{point}{rest:02}"


def decimal(number: Decimal) -> str:
    """A decimal as it was written, without exponent; zero is never negative."""
    return f"{abs(number) if number == 0 else number:f}"
