# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Nightlight authors
"""Makes JPEG files of every usual kind.

    jpegs.py FOLDER

A file whose name begins with "other-" is of a kind that only libjpeg-turbo reads here; "large-" are
large enough that a fraction of them has the fingerprint; "faint-" are as large, and so faint that
their quality is near the gate of 50, the second half of them progressive.
"""

import io
import itertools
import sys
from pathlib import Path

import numpy as np
from PIL import Image

from pictures import pattern

SIZES = [(1, 1), (7, 9), (8, 8), (17, 15), (33, 31), (64, 48), (1, 90), (90, 1), (120, 77)]
QUALITIES = [1, 10, 30, 50, 75, 85, 92, 96, 100]
SAMPLINGS = ["4:4:4", "4:2:2", "4:2:0", "grey"]
EXTRAS = [
    {}, {"optimize": True}, {"restart_marker_blocks": 1}, {"restart_marker_blocks": 3},
    {"restart_marker_rows": 1}, {"optimize": True, "restart_marker_blocks": 2},
]


def encoded(colours, sampling, **options):
    image = Image.fromarray(colours)
    if sampling == "grey":
        image = image.convert("L")
    else:
        options["subsampling"] = sampling
    file = io.BytesIO()
    image.save(file, "JPEG", **options)
    return file.getvalue()


def hills(number, size):
    """What photographs are to a fingerprint: all frequencies, and the low ones most."""
    layers = [Image.fromarray(pattern(7 * number + 2, side, side)).resize(
        size, Image.Resampling.BICUBIC) for side in (5, 12, 30, 70)]
    weights = (0.45, 0.3, 0.15, 0.1)
    total = sum(np.asarray(layer, float) * weight for layer, weight in zip(layers, weights))
    return np.clip(total * 1.6 - 76, 0, 255).astype(np.uint8)


def main():
    folder = Path(sys.argv[1])
    number = 0
    for size, quality, sampling in itertools.product(SIZES, QUALITIES, SAMPLINGS):
        extra = EXTRAS[number % len(EXTRAS)]
        # Pillow's room for the few bytes of an optimised file is too small at times.
        colours = pattern(number, *size)
        try:
            data = encoded(colours, sampling, quality=quality, **extra)
        except OSError:
            data = encoded(colours, sampling, quality=quality)
        name = f"{number:03}-{size[0]}x{size[1]}-{quality}-{sampling.replace(':', '')}.jpg"
        (folder / name).write_bytes(data)
        number += 1
    for index, (size, sampling) in enumerate(
            itertools.product([(640, 480), (640, 560), (500, 700), (1300, 980)], SAMPLINGS)):
        data = encoded(hills(index, size), sampling, quality=85, **EXTRAS[index % len(EXTRAS)])
        (folder / f"large-{index:02}.jpg").write_bytes(data)
    for index in range(48):
        # Around the middle of what a byte holds, a fifth to a third of it.
        faint = (hills(index, (640, 480)).astype(float) - 128) * (0.18 + index % 24 / 150) + 128
        data = encoded(
            faint.astype(np.uint8), SAMPLINGS[index % 4], quality=85, progressive=index >= 24)
        (folder / f"faint-{index:02}.jpg").write_bytes(data)
    for index in range(4):
        data = encoded(pattern(index, 64, 48), SAMPLINGS[index], progressive=True)
        (folder / f"other-progressive-{index}.jpg").write_bytes(data)
    data = io.BytesIO()
    Image.fromarray(pattern(2, 64, 48)).convert("CMYK").save(data, "JPEG")
    (folder / "other-inks.jpg").write_bytes(data.getvalue())
    data = encoded(pattern(3, 64, 48), "4:4:4", keep_rgb=True)
    (folder / "other-rgb.jpg").write_bytes(data)


main()
