"""Text made to keep patterns busy: long runs of what amounts, dates, numbers and words are made of, and never quite one."""

from random import Random

PIECES = (
    *("1", "1.", "1,", "1 ", "1-", "1:", "1/", "0", "9.9", "12:", "1 234 ", "1.234.", "1,234,", "2026-", "20", "26-03-", "-", "--"),
    *(".", ",", ":", "*", "x", "X ", "#", "%", "25% ", "25 ", "moms ", "m", "o", "O", "l", "I|", "S5", "kr", "kr ", "SEK", "$ ", "€"),
    *("total ", "tot", "summa:", "org.nr ", "556016-", "5560160680", "datum ", "date: ", "mars ", "ab ", "A", "Å", "é", "ß", "ﬁ", "İ"),
    *("\u0301", "\u00a0", "\u200b", "\u202e", "\ud7ff", "👩‍👩‍👧", "مجموع ", "合計", "Σ", "①", "²"),
    *("٣", "𝟗", "\t", "  ", "'", "’", "(", ")", "\\"),
    *("(a+)+$", "%s", "{0}", "\x07", "\x1b[2J", "<script>", "'; --", "&amp;", "&#x41;", "..", "./", "1.1.1.1", "4242 4242 4242 4242 "),
)  # fmt: skip
LABELS = (
    "",
    "Totalt ",
    "Moms 25 % ",
    "Datum: ",
    "Org.nr ",
    "Kort **** ",
    "Kvitto nr ",
    "Tel ",
    "Summa SEK ",
    "Att betala: ",
)
LETTERS_MAX = 4000


def catastrophic(random: Random) -> str:
    """One line: a label, one to three pieces over and over, and an end that lets the match fail."""
    few = [random.choice(PIECES) for _ in range(random.randint(1, 3))]
    times = random.choice((30, 200, 1500)) // len(few)
    repeated = "".join(few) * times
    end = random.choice(("", "!", "x", "-", " kr", "%", "\u0301", "1", "."))
    return (random.choice(LABELS) + repeated + end)[:LETTERS_MAX]


def plausible(random: Random) -> str:
    """One line as a till might print it, with one thing wrong."""
    amount = f"{random.randint(0, 10 ** random.randint(1, 12))}{random.choice(',.:')}{random.randint(0, 999)}"
    return f"{random.choice(LABELS)}{amount}{random.choice(('', ' kr', ' SEK', '-', ':-', ' %', ' kg'))}"


def any_lines(random: Random, count: int) -> list[str]:
    """Lines of both kinds."""
    return [random.choice((catastrophic, plausible))(random) for _ in range(count)]
