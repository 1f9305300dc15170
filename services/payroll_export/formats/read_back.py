"""Read the sum of a written file from its bytes alone: small readers that share nothing with the writers they check."""

import csv
import io
from xml.etree import ElementTree

from shared.money import Ore


def paxml_net_ore(data: bytes) -> Ore:
    """What the rows of a PAXml file add to the pay. The remark says the effect (`verkan`), else the code does."""
    return sum(
        _effect(row) * _ore(row.findtext("belopp") or "0.00") for row in ElementTree.fromstring(data).iter("lonetrans")
    )


def csv_sum_ore(
    data: bytes, encoding: str, delimiter: str, quote: str, column: int, decimals: int, skip_first: int, skip_last: int
) -> Ore:
    """The sum of one column of a CSV file, written with that many decimals; header rows and trailer rows are not counted."""
    rows = list(csv.reader(io.StringIO(data.decode(encoding), newline=""), delimiter=delimiter, quotechar=quote))
    total = sum(_ore(row[column]) for row in rows[skip_first : len(rows) - skip_last])
    return total * 100 // int("1" + "0" * decimals)


def _effect(row: ElementTree.Element) -> int:
    remark = dict(part.split("=", 1) for part in (row.findtext("info") or "").split(";"))
    if "verkan" in remark:
        return {"utbetalning": 1, "avdrag": -1, "forman": 0}[remark["verkan"]]
    code = row.findtext("lonkod") or ""
    return -1 if code[3:6] == "RED" else 0 if code[3:6] == "FRM" else 1


def _ore(kronor: str) -> Ore:
    sign = -1 if "-" in kronor else 1
    digits = "".join(character for character in kronor if character.isdigit())
    return sign * int(digits)
