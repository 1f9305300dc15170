"""What kind of document the receipt calls itself: a copy (*kopia*), or money back (*återköp*, a credit note)."""

from shared.money import Ore

from ..values import Found, Row, clearness
from .labels import is_refund
from .lettering import folded, word_list

_COPY = word_list(
    """
    kopia, kvittokopia, kopia av kvitto, copy, copy of receipt, duplicate, duplikat, reprint, kopi, kvitteringskopi,
    kopio, kuittikopio, kopie, zweitschrift, belegkopie
    """
)
_NOT_A_COPY = word_list(
    """
    customer copy, customers copy, kundens kopia, kundkopia, merchant copy, cardholder copy, guest copy, kundens
    exemplar, kunden kopie, kundenbeleg, kopieringspapper, asiakkaan kopio, kundens kopi, client copy, copy paper,
    photocopy, kunde kopi, kopi av kortkjop, kopia av kortkop, kopi av kortkob, copy of card slip
    """
)
HEAD_ROWS = 12


def find_copy(rows: tuple[Row, ...]) -> Found[bool] | None:
    """True where the receipt says that it is a copy. "Customer copy" is the customer's original."""
    for number, row in enumerate(rows):
        plain = folded(row.text)
        if _COPY.search(plain) and not _NOT_A_COPY.search(plain):
            alone = len(plain) <= 30
            in_head = number < HEAD_ROWS or number >= len(rows) - 4
            evidence = {"alone": float(alone), "in-head": float(in_head), "clear-print": clearness(row.score)}
            if alone or in_head:
                return Found(True, box=row.box, evidence=evidence)
    return None


def find_refund(rows: tuple[Row, ...], total_ore: Ore | None) -> Found[bool] | None:
    """True where the money went back: the total is negative, or a word says so."""
    word = next((row for row in rows if is_refund(folded(row.text))), None)
    negative = total_ore is not None and total_ore < 0
    if not negative:
        return None
    return Found(True, box=word.box if word else None, evidence={"negative": 1.0, "word": float(word is not None)})
