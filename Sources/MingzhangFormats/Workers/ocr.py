"""Recognises the words and ruling lines of pictures: one JSON request a line in, one answer a line out, until the input ends.

Request: {"image": PATH}. Answer: {"ok": true, "page": {"width", "height", "words", "lines"}} or {"ok": false, "error": WHY}.
All places are pixels of the picture, straightened when it was scanned askew.
"""

import json
import os
import sys

# whatever the engine prints must not get between the answers
answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
os.dup2(2, 1)

import cv2  # noqa: E402
import numpy  # noqa: E402
from rapidocr import RapidOCR  # noqa: E402

LONGEST = 3600


def loaded(path):
    picture = cv2.imread(path, cv2.IMREAD_COLOR)
    if picture is None:
        raise ValueError("not a picture")
    scale = LONGEST / max(picture.shape[:2])
    if scale < 1:
        picture = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    else:
        scale = 1
    return picture, scale


def ink(picture):
    """Dark on light as white on black."""
    gray = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    return cv2.adaptiveThreshold(255 - gray, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY, 25, -12)


def skew(black):
    """Degrees by which long, nearly level lines of the picture rise; 0 when there are none."""
    width = black.shape[1]
    found = cv2.HoughLinesP(black, 1, numpy.pi / 3600, 200, minLineLength=width // 4, maxLineGap=12)
    if found is None:
        return 0.0
    angles = [
        numpy.degrees(numpy.arctan2(y1 - y0, x1 - x0))
        for x0, y0, x1, y1 in found.reshape(-1, 4)
        if abs(y1 - y0) < 0.12 * abs(x1 - x0)
    ]
    return float(numpy.median(angles)) if len(angles) >= 3 else 0.0


def straightened(picture):
    angle = skew(ink(picture))
    if abs(angle) < 0.08:
        return picture
    height, width = picture.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1)
    return cv2.warpAffine(picture, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=(255, 255, 255))


def rulings(black, words):
    """Level and upright lines: long runs of ink, thin, and not strokes of a character."""
    out = []
    for level in (True, False):
        shortest = 45
        kernel = cv2.getStructuringElement(cv2.MORPH_RECT, (shortest, 1) if level else (1, shortest))
        closing = cv2.getStructuringElement(cv2.MORPH_RECT, (5, 1) if level else (1, 5))
        runs = cv2.morphologyEx(cv2.morphologyEx(black, cv2.MORPH_CLOSE, closing), cv2.MORPH_OPEN, kernel)
        # a line that wavers by a pixel stays one
        runs = cv2.dilate(runs, numpy.ones((3, 3), numpy.uint8))
        count, _, boxes, _ = cv2.connectedComponentsWithStats(runs)
        for x, y, w, h, _ in boxes[1:count]:
            long, thick = (w, h) if level else (h, w)
            if thick > 14 or long < 6 * thick:
                continue
            x0, y0, x1, y1 = int(x) + 1, int(y) + 1, int(x + w) - 1, int(y + h) - 1
            if any(
                x0 > a - 4 and x1 < c + 4 and y0 > b - 4 and y1 < d + 4
                for a, b, c, d in (word["box"] for word in words)
            ):
                continue
            middle = (y0 + y1) / 2 if level else (x0 + x1) / 2
            out.append([x0, middle, x1, middle] if level else [middle, y0, middle, y1])
    return out


def edges(text, box, pieces):
    """Left and right of every character: as the engine found them, else evenly, narrow ones narrower."""
    out = []
    for piece in pieces or []:
        letters, corners = piece[0], piece[2]
        left, right = min(c[0] for c in corners), max(c[0] for c in corners)
        step = (right - left) / max(1, len(letters))
        out += [[left + i * step, left + (i + 1) * step] for i in range(len(letters))]
    if len(out) == len(text):
        return out
    weights = [0.55 if ord(letter) < 0x2E80 else 1.0 for letter in text]
    step, left, out = (box[2] - box[0]) / max(0.1, sum(weights)), box[0], []
    for weight in weights:
        out.append([left, left + weight * step])
        left += weight * step
    return out


def page(engine, path):
    picture, scale = loaded(path)
    picture = straightened(picture)
    result = engine(picture, use_cls=False, return_word_box=True, return_single_char_box=True)
    words = []
    texts = result.txts if result.txts is not None else []
    pieces = result.word_results if result.word_results else [None] * len(texts)
    for text, score, corners, piece in zip(texts, result.scores or [], result.boxes if len(texts) else [], pieces):
        xs, ys = [float(c[0]) for c in corners], [float(c[1]) for c in corners]
        box = [min(xs), min(ys), max(xs), max(ys)]
        spread = [[float(a), float(b)] for a, b in edges(text, box, piece)]
        words.append({"text": text, "score": float(score), "box": box, "edges": spread})
    lines = rulings(ink(picture), words)
    for word in words:
        word["box"] = [value / scale for value in word["box"]]
        word["edges"] = [[a / scale, b / scale] for a, b in word["edges"]]
    height, width = picture.shape[:2]
    return {
        "width": width / scale,
        "height": height / scale,
        "words": words,
        "lines": [[value / scale for value in line] for line in lines],
    }


def main():
    engine = RapidOCR(params={"Global.log_level": "critical", "Global.use_cls": False})
    for line in sys.stdin:
        try:
            answer = {"ok": True, "page": page(engine, json.loads(line)["image"])}
        except Exception as error:  # the next picture may be sound
            answer = {"ok": False, "error": f"{type(error).__name__}: {error}"[:300]}
        answers.write(json.dumps(answer, ensure_ascii=False) + "\n")
        answers.flush()


main()
