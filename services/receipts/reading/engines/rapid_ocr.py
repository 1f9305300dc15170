"""RapidOCR (PP-OCRv6 small, weights inside its wheel, ONNX on CPU): finds boxes of text, and reads the letters in them.

Settings were measured on a labelled benchmark: no classifier of lines, one line at a time without padding, lines beside each
other on the cores rather than each line spread over them: a third of the time and two thirds of the memory of the defaults.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from ..pictures.geometry import Pixels, Quads

DETECTION_SIDE_PX_MAX = 2048
DETECTION_PX_MAX = 1_200_000
"""Bound time and memory, which grow with the area looked at: some 250 bytes a pixel. A dense A4 page reaches them."""
SCORE_MIN = 0.5
"""What the engine believes less than this is noise: folds, stamps, the table."""
UPRIGHT_SCORE = 0.88
"""Upright print scores 0.93 and more, the same lines upside down 0.5–0.8; below this the other way up is tried too."""
PROBE_LINES = 6

Line = tuple[str, float]
"""Text and the engine's opinion of it, 0..1."""


class RapidOcr:
    """Loads the weights once. `threads` bounds the cores that one reading takes."""

    name = "rapidocr"

    def __init__(self, threads: int = 2) -> None:
        import rapidocr  # here, so that the other engine reads where this one cannot be loaded

        models = Path(rapidocr.__file__).parent / "models"
        # With explicit paths the library neither compares checksums nor downloads; a missing file is an error here and now.
        paths = {"Det": models / "PP-OCRv6_det_small.onnx", "Rec": models / "PP-OCRv6_rec_small.onnx"}
        for path in paths.values():
            if not path.is_file():
                raise FileNotFoundError(path)
        self._detector = _engine(paths, threads)._load_det_model()
        self._recogniser = _engine(paths, threads=1)
        self._recogniser._load_rec_model()  # now, not at the first receipt
        self._beside = ThreadPoolExecutor(threads, thread_name_prefix="lines") if threads > 1 else None

    def find(self, pixels: Pixels, side_px: int) -> Quads:
        """Boxes of text, corners clockwise, in pixels of the picture, which is looked at with its longest side `side_px`."""
        height, width = pixels.shape[:2]
        scale = min(side_px, DETECTION_SIDE_PX_MAX) / max(height, width)
        scale = min(scale, (DETECTION_PX_MAX / (height * width)) ** 0.5)
        size = tuple(max(32, round(scale * side / 32) * 32) for side in (width, height))
        looked_at = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)
        preparation = self._detector.get_preprocess()
        tensor = preparation.permute(preparation.normalize(looked_at))[np.newaxis].astype(np.float32)
        boxes, _ = self._detector.postprocess_op(self._detector.session(tensor), (height, width))
        return np.asarray(boxes, dtype=np.float32).reshape(-1, 4, 2)

    def read(self, pixels: Pixels, quads: Quads) -> list[Line]:
        """What stands in each box, in the order of the boxes."""
        return self._lines([_strip(pixels, quad) for quad in quads])

    def is_upside_down(self, pixels: Pixels, quads: Quads) -> bool:
        """Compares a few of the longest lines both ways, only when they read badly as they are."""
        strips = sorted((_strip(pixels, quad) for quad in quads), key=_aspect, reverse=True)[:PROBE_LINES]
        as_is = float(np.mean([score for _, score in self._lines(strips)]))
        if as_is >= UPRIGHT_SCORE:
            return False
        turned = [np.ascontiguousarray(strip[::-1, ::-1]) for strip in strips]
        return float(np.mean([score for _, score in self._lines(turned)])) > as_is + 0.05

    def _lines(self, strips: Sequence[Pixels]) -> list[Line]:
        if self._beside is None:
            return [self.read_line(strip) for strip in strips]
        longest_first = sorted(range(len(strips)), key=lambda index: _aspect(strips[index]), reverse=True)
        lines = self._beside.map(lambda index: self.read_line(strips[index]), longest_first)
        by_index = dict(zip(longest_first, lines, strict=True))
        return [by_index[index] for index in range(len(strips))]

    def read_line(self, strip: Pixels) -> Line:
        """What stands on a strip that holds one line and nothing else."""
        result = self._recogniser.recognize_txt([strip])
        return str(result.txts[0]).strip(), float(result.scores[0])


def _engine(paths: dict[str, Path], threads: int) -> Any:
    import rapidocr

    engine: Any = rapidocr.RapidOCR  # its methods carry no types
    return engine(
        params={
            "Global.use_cls": False,
            "Global.text_score": SCORE_MIN,
            "Global.log_level": "error",
            "EngineConfig.onnxruntime.intra_op_num_threads": threads,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            "EngineConfig.onnxruntime.enable_cpu_mem_arena": False,
            "Det.model_path": str(paths["Det"]),
            "Rec.model_path": str(paths["Rec"]),
            "Rec.rec_batch_num": 1,
            "Rec.rec_img_shape": [3, 48, 48],  # not padded to 320: most of a till's words are short
        }
    )


def _strip(pixels: Pixels, quad: Quads) -> Pixels:
    """The box cut out and laid level."""
    width = max(np.linalg.norm(quad[0] - quad[1]), np.linalg.norm(quad[2] - quad[3]))
    height = max(np.linalg.norm(quad[0] - quad[3]), np.linalg.norm(quad[1] - quad[2]))
    size = max(4, round(float(width))), max(4, round(float(height)))
    target = np.array([(0, 0), (size[0], 0), size, (0, size[1])], np.float32)
    warp = cv2.getPerspectiveTransform(np.ascontiguousarray(quad, np.float32), target)
    strip = cv2.warpPerspective(pixels, warp, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(strip, dtype=np.uint8)


def _aspect(strip: Pixels) -> float:
    return float(strip.shape[1] / max(strip.shape[0], 1))
