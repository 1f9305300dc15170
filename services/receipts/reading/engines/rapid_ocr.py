"""RapidOCR (PP-OCRv6 small, weights inside its wheel, ONNX on CPU): a page → text boxes and the turn that makes it upright.

Settings were measured on a labelled benchmark: detection at a longest side of 960, no classifier of lines, one line a batch
without padding: a third of the time and two thirds of the memory of the defaults, the same reading.
"""

from pathlib import Path
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
import rapidocr
from PIL import Image

from ..values import TextBox

DETECTION_SIDE_PX = 960
STRIP_ASPECT = 2.6
"""A receipt longer than this times its width is detected at a longer side, or its letters would be too small to find."""
DETECTION_STRIP_PX_MAX = 2048
LONG_BOX_ASPECT = 1.6
SCORE_MIN = 0.5
"""What the engine believes less than this is noise: folds, stamps, the table."""
UPRIGHT_SCORE = 0.88
"""Upright print scores 0.93 and more, the same lines upside down 0.5–0.8; below this the other way up is tried too."""
PROBE_LINES = 6

Pixels = npt.NDArray[np.uint8]


class RapidOcr:
    """Loads the weights once. `threads` bounds the cores that one reading takes."""

    name = "rapidocr"

    def __init__(self, threads: int = 2) -> None:
        models = Path(rapidocr.__file__).parent / "models"
        # With explicit paths the library neither compares checksums nor downloads; a missing file is an error here and now.
        paths = {"Det": models / "PP-OCRv6_det_small.onnx", "Rec": models / "PP-OCRv6_rec_small.onnx"}
        for path in paths.values():
            if not path.is_file():
                raise FileNotFoundError(path)
        engine: Any = rapidocr.RapidOCR  # its methods carry no types
        self._ocr = engine(
            params={
                "Global.use_cls": False,
                "Global.text_score": SCORE_MIN,
                "Global.log_level": "error",
                "EngineConfig.onnxruntime.intra_op_num_threads": threads,
                "EngineConfig.onnxruntime.inter_op_num_threads": 1,
                "EngineConfig.onnxruntime.enable_cpu_mem_arena": False,
                "Det.model_path": str(paths["Det"]),
                "Det.limit_type": "max",
                "Det.limit_side_len": DETECTION_SIDE_PX,
                "Rec.model_path": str(paths["Rec"]),
                "Rec.rec_batch_num": 1,
                "Rec.rec_img_shape": [3, 48, 48],  # not padded to 320: most of a till's words are short
            }
        )
        self._detector = self._ocr._load_det_model()
        self._ocr._load_rec_model()  # now, not at the first receipt

    def read(self, picture: Image.Image) -> tuple[Image.Image, tuple[TextBox, ...]]:
        """The page turned upright, and its text boxes in pixels of that page."""
        pixels = _bgr(picture)
        boxes, crops = self._detect(pixels)
        if _stands_on_its_side(boxes):
            picture = picture.transpose(Image.Transpose.ROTATE_90)
            pixels = _bgr(picture)
            boxes, crops = self._detect(pixels)
        if not crops:
            return picture, ()
        if self._is_upside_down(crops):
            picture = picture.transpose(Image.Transpose.ROTATE_180)
            boxes, crops = self._detect(_bgr(picture))
            if not crops:
                return picture, ()
        lines = self._recognise(crops)
        found = tuple(
            TextBox(text.strip(), score, tuple((float(x), float(y)) for x, y in box))
            for box, (text, score) in zip(boxes, lines, strict=True)
            if text.strip() and score >= SCORE_MIN
        )
        return picture, found

    def read_strip(self, picture: Image.Image, corners: tuple[tuple[float, float], ...]) -> tuple[str, float]:
        """The text between four corners, without looking for boxes first."""
        crops = self._ocr.crop_text_regions(_bgr(picture), np.array([corners], dtype=np.float32))
        return self._recognise(crops)[0]

    def _detect(self, pixels: Pixels) -> tuple[list[Any], list[Pixels]]:
        height, width = pixels.shape[:2]
        aspect = max(height, width) / min(height, width)
        side = round(DETECTION_SIDE_PX * max(1.0, aspect / STRIP_ASPECT))
        self._detector.limit_side_len = min(side, DETECTION_STRIP_PX_MAX)
        result = self._detector(pixels)
        if result.boxes is None:
            return [], []
        return list(result.boxes), self._ocr.crop_text_regions(pixels, result.boxes)

    def _recognise(self, crops: list[Pixels]) -> list[tuple[str, float]]:
        result = self._ocr.recognize_txt(crops)
        return list(zip(result.txts, (float(score) for score in result.scores), strict=True))

    def _is_upside_down(self, crops: list[Pixels]) -> bool:
        """Compares a few of the longest lines both ways, only when they read badly as they are."""
        probes = sorted(crops, key=lambda crop: crop.shape[1] / max(crop.shape[0], 1), reverse=True)[:PROBE_LINES]
        as_is = float(np.mean([score for _, score in self._recognise(probes)]))
        if as_is >= UPRIGHT_SCORE:
            return False
        turned: list[Any] = [np.ascontiguousarray(cv2.rotate(crop, cv2.ROTATE_180)) for crop in probes]
        return float(np.mean([score for _, score in self._recognise(turned)])) > as_is + 0.05


def _bgr(picture: Image.Image) -> Pixels:
    return np.ascontiguousarray(np.asarray(picture.convert("RGB"), dtype=np.uint8)[:, :, ::-1])


def _stands_on_its_side(boxes: list[Any]) -> bool:
    """True when most long boxes are taller than wide."""
    tall = wide = 0
    for box in boxes:
        width = max(np.linalg.norm(box[0] - box[1]), np.linalg.norm(box[2] - box[3]))
        height = max(np.linalg.norm(box[1] - box[2]), np.linalg.norm(box[0] - box[3]))
        if height > LONG_BOX_ASPECT * width:
            tall += 1
        elif width > LONG_BOX_ASPECT * height:
            wide += 1
    return tall > wide
