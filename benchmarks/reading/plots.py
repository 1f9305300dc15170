"""Two pictures: is it as sure as it may be, and how much may be accepted unseen at which precision."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import matplotlib as mpl
from matplotlib import pyplot as plt

from benchmarks.reading.calibration import bins, calibration_error, pairs, unseen_curve
from benchmarks.reading.readings import Read

mpl.use("Agg")


def calibration_plot(sets: Mapping[str, Sequence[Read]], path: Path) -> None:
    """How sure it said to be against how much was right, out of fold; the size of a point is the number of values."""
    figure, axes = plt.subplots(figsize=(6, 6), layout="constrained")
    axes.plot([0, 1], [0, 1], color="#999999", linewidth=1, label="as sure as right")
    for name, reads in sets.items():
        told = pairs(reads)
        points = bins(told)
        axes.plot([one.said for one in points], [one.right for one in points], alpha=0.6)
        axes.scatter(
            [one.said for one in points],
            [one.right for one in points],
            s=[12 + one.count for one in points],
            alpha=0.6,
            label=f"{name}: error {calibration_error(told):.3f}",
        )
    axes.set(
        xlabel="said to be right",
        ylabel="was right",
        xlim=(0, 1.02),
        ylim=(0, 1.02),
        title="Date, total and currency, out of fold",
    )
    axes.legend()
    figure.savefig(path, dpi=110)
    plt.close(figure)


def unseen_plot(sets: Mapping[str, Sequence[Read]], path: Path) -> None:
    """Share accepted unseen against the precision of what is accepted."""
    figure, axes = plt.subplots(figsize=(7, 5), layout="constrained")
    for name, reads in sets.items():
        curve = unseen_curve(reads)
        axes.step([share for share, _ in curve], [right for _, right in curve], where="post", label=name)
    axes.axhline(0.99, color="#999999", linewidth=1, linestyle="--")
    axes.set(
        xlabel="share accepted unseen", ylabel="all key fields right among them", xlim=(0, 1.01), ylim=(0.9, 1.002)
    )
    axes.legend(loc="lower left")
    figure.savefig(path, dpi=110)
    plt.close(figure)
