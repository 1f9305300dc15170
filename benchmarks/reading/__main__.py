"""`make bench-reading`: the labelled folder read by two plain readers and by ours, scored, with plots and calibration."""

import argparse
import statistics
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.reading.baselines import ByRapidOcr, by_tesseract
from benchmarks.reading.calibration import SPLITS, accepted_unseen, calibration_error, out_of_fold, pairs
from benchmarks.reading.plots import calibration_plot, unseen_plot
from benchmarks.reading.readings import Read, read_folders
from benchmarks.reading.truth import LABELLED, PROJECT, labelled, predictions_by_file, scorer

HERE = Path(__file__).resolve().parent
COLUMNS = {
    "key fields": "key fields all right",
    "date": "date",
    "total": "total",
    "currency": "currency",
    "merchant": "merchant",
    "VAT": "vat",
    "last4": "last4",
    "org.nr": "orgnr",
    "unseen at 99 %": "may be accepted unseen (precision 99 %)",
}
"""Heading → the scorer's own name of the figure."""


def main() -> int:
    """Prints the tables; 1 where the folder is absent."""
    arguments = argparse.ArgumentParser(prog="make bench-reading", description=__doc__)
    arguments.add_argument(
        "folders", nargs="*", type=Path, default=[LABELLED], help="folders with labels.jsonl and images/"
    )
    arguments.add_argument("--without-baselines", action="store_true", help="only our own reader")
    arguments.add_argument("--wrong", action="store_true", help="list every wrong value")
    told = arguments.parse_args()
    if not (LABELLED / "labels.jsonl").is_file():
        print(f"the labelled receipts are not there: {LABELLED}", file=sys.stderr)
        return 1
    receipts = [receipt for folder in told.folders for receipt in labelled(folder)]
    labels = [dict(receipt.label) for receipt in receipts]
    if not told.without_baselines:
        _table("plain Tesseract", labels, (by_tesseract(receipt) for receipt in receipts))
        rapid_ocr = ByRapidOcr()
        _table("plain RapidOCR", labels, (rapid_ocr(receipt) for receipt in receipts))
    reads = read_folders(told.folders)
    judged = [out_of_fold(reads, seed) for seed in range(SPLITS)]
    _table("Kvittera, probabilities out of fold", labels, (read.prediction for read in judged[0]))
    _calibration(judged)
    sets = {name: [read for read in judged[0] if read.receipt.label["set"] == name] for name in _set_names(reads)}
    calibration_plot(sets, HERE / "calibration.png")
    unseen_plot(sets, HERE / "accepted-unseen.png")
    print(f"\nplots: {HERE.relative_to(PROJECT)}/*.png")
    if told.wrong:
        _print_wrong(judged[0])
    return 0


def _table(title: str, labels: Sequence[Mapping[str, Any]], lines: Iterable[Mapping[str, Any]]) -> None:
    report = scorer().score(labels, predictions_by_file(lines))
    print(f"\n{title}\n  {'':14}" + "".join(f"{heading:>15}" for heading in COLUMNS) + f"{'p50 / p95 s':>15}")
    for name, figures in report.items():
        shares = "".join(f"{_percent(figures.get(key)):>15}" for key in COLUMNS.values())
        print(f"  {name:14}{shares}" + f"{figures.get('seconds p50', 0):>8.2f} / {figures.get('seconds p95', 0):.2f}")


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.1f} %"


def _calibration(judged: Sequence[Sequence[Read]]) -> None:
    """Over several splits, since one error moves a share by tens of points."""
    print(f"\naccepted unseen and calibration error, median (lowest–highest) of {len(judged)} splits into five folds")
    for name in _set_names(judged[0]):
        parts = [[read for read in split if read.receipt.label["set"] == name] for split in judged]
        none_wrong = _spread([100 * accepted_unseen(part, 1.0) for part in parts])
        at_99 = _spread([100 * accepted_unseen(part, 0.99) for part in parts])
        error = _spread([1000 * calibration_error(pairs(part)) for part in parts])
        print(
            f"  {name}: none wrong {none_wrong} %, at 99 % {at_99} %, calibration error {error} ‰ ({len(parts[0])} receipts)"
        )


def _spread(values: Sequence[float]) -> str:
    return f"{statistics.median(values):.0f} ({min(values):.0f}–{max(values):.0f})"


def _set_names(reads: Sequence[Read]) -> list[str]:
    return sorted({str(read.receipt.label["set"]) for read in reads})


def _print_wrong(reads: Sequence[Read]) -> None:
    for read in reads:
        for field, right in read.right.items():
            if not right:
                said = read.prediction.get(field)
                sure = read.prediction["confidence"].get(field, 0.0)
                print(
                    f"  {read.receipt.path.name} {field}: {said!r} ({sure:.2f}), printed {read.receipt.label[field]!r}"
                )


if __name__ == "__main__":
    sys.exit(main())
