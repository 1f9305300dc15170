"""Money and measures as integers, and the only two ways to round them."""

Ore = int
"""An amount in öre (1/100 krona); of another currency in hundredths of its unit."""

PerMille = int
"""A share in thousandths."""

Hectometres = int
"""A distance in units of 0.1 km."""

ORE_PER_KRONA = 100


def round_half_up(numerator: int, denominator: int) -> int:
    """Quotient as a whole number, halves away from zero (13.5 → 14, −13.5 → −14), so that a reversal mirrors its original."""
    assert denominator > 0
    quotient, remainder = divmod(abs(numerator), denominator)
    rounded = quotient + (1 if 2 * remainder >= denominator else 0)
    return rounded if numerator >= 0 else -rounded


def whole_kronor(numerator: Ore, denominator: int = 1) -> Ore:
    """Quotient in öre, rounded to whole kronor, 50 öre up. Source: SKV A 2025:5, allowances are given in whole kronor."""
    return ORE_PER_KRONA * round_half_up(numerator, denominator * ORE_PER_KRONA)
