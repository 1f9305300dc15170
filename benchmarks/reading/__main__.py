"""`make bench-reading`: the labelled folder read by two plain readers and by ours, scored, with plots and calibration."""

import argparse
import os
import platform
import statistics
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.reading.baselines import ByRapidOcr, by_tesseract
from benchmarks.reading.calibration import (
    SPLITS,
    accepted_unseen,
    asked_and_missed,
    calibration_error,
    out_of_fold,
    pairs,
)
from benchmarks.reading.plots import calibration_plot, unseen_plot
from benchmarks.reading.readings import Read, read_folders
from benchmarks.reading.sets import sets_in
from benchmarks.reading.truth import KEY, LABELLED, labelled, predictions_by_file, scorer
from shared.clock import now

HERE = Path(__file__).resolve().parent
RESULTS = HERE / "results.md"
PLOTTED_MIN = 50
"""Receipts of a set below which a curve says nothing."""
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
    """Prints the tables and keeps them in `results.md`; 1 where the labelled folder is absent."""
    arguments = argparse.ArgumentParser(prog="make bench-reading", description=__doc__)
    arguments.add_argument("--without-baselines", action="store_true", help="only our own reader")
    arguments.add_argument("--made", type=int, default=100, metavar="N", help="made-up receipts of each part (100)")
    arguments.add_argument("--wrong", action="store_true", help="list every wrong value")
    told = arguments.parse_args()
    if not (LABELLED / "labels.jsonl").is_file():
        print(f"the labelled receipts are not there: {LABELLED}", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as name:
        folders = sets_in(Path(name), told.made, told.made // 4)
        lines = list(_tables(folders, baselines=not told.without_baselines, wrong=told.wrong))
    machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    RESULTS.write_text(
        f"# How well receipts are read\n\nMeasured {now():%Y-%m-%d} on {machine}; load when it began: {os.getloadavg()[2]:.1f}. "
        f"`make bench-reading` measures again.\n\n```\n" + "\n".join(lines) + "\n```\n\n"
        "![calibration](calibration.png)\n![accepted unseen](accepted-unseen.png)\n"
    )
    return 0


def _tables(folders: Sequence[Path], baselines: bool, wrong: bool) -> Iterator[str]:
    """Line by line, as they are known; printed too."""
    receipts = [receipt for folder in folders for receipt in labelled(folder)]
    labels = [dict(receipt.label) for receipt in receipts]
    if baselines:
        yield from _said(_table("plain Tesseract", labels, (by_tesseract(receipt) for receipt in receipts)))
        rapid_ocr = ByRapidOcr()
        yield from _said(_table("plain RapidOCR", labels, (rapid_ocr(receipt) for receipt in receipts)))
    reads = read_folders(folders, tell=lambda text: print(text, file=sys.stderr))
    judged = [out_of_fold(reads, seed) for seed in range(SPLITS)]
    yield from _said(_table("Kvittera, probabilities out of fold", labels, (read.prediction for read in judged[0])))
    yield from _said(_calibration(judged))
    sets = {name: [read for read in judged[0] if read.receipt.label["set"] == name] for name in _set_names(reads)}
    plotted = {name: part for name, part in sets.items() if len(part) >= PLOTTED_MIN}
    calibration_plot(plotted, HERE / "calibration.png")
    unseen_plot(plotted, HERE / "accepted-unseen.png")
    if wrong:
        _print_wrong(judged[0])


def _said(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        print(line, flush=True)
        yield line


def _table(title: str, labels: Sequence[Mapping[str, Any]], lines: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    report = scorer().score(labels, predictions_by_file(lines))
    yield ""
    yield f"{title:22}" + "".join(f"{heading:>15}" for heading in COLUMNS) + f"{'p50 / p95 s':>15}"
    for name, figures in report.items():
        shares = "".join(f"{_percent(figures.get(key)):>15}" for key in COLUMNS.values())
        yield f"  {name:20}{shares}" + f"{figures.get('seconds p50', 0):>8.2f} / {figures.get('seconds p95', 0):.2f}"


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.1f} %"


def _calibration(judged: Sequence[Sequence[Read]]) -> Iterator[str]:
    """Over several splits, since one error moves a share by tens of points."""
    yield ""
    yield f"median (lowest–highest) of {len(judged)} splits; calibration error of date, total and currency / of merchant and VAT"
    for name in (*_set_names(judged[0]), "all"):
        parts = [[read for read in split if name in ("all", read.receipt.label["set"])] for split in judged]
        none_wrong = _spread([100 * accepted_unseen(part, 1.0) for part in parts])
        at_99 = _spread([100 * accepted_unseen(part, 0.99) for part in parts])
        errors = [_spread([1000 * calibration_error(pairs(part, names)) for part in parts]) for names in (KEY, BESIDE)]
        asked, missed = (
            _spread([100 * share for share in shares]) for shares in zip(*map(asked_and_missed, parts), strict=True)
        )
        yield (
            f"  {name:16} unseen: none wrong {none_wrong} %, at 99 % {at_99} %; error {errors[0]} / {errors[1]} ‰; "
            f"asked about below 90 %: {asked} % of receipts, wrong among the others {missed} % ({len(parts[0])} receipts)"
        )


BESIDE = ("merchant", "vat")


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
