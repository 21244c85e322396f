# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Nightlight authors
"""Pictures drawn by code: hills of colour, shapes with edges, and grain."""

from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw


def drawn(rng, width, height, grain):
    """Height x width x 3 bytes."""
    layers = np.zeros((height, width, 3), np.float32)
    for octave in range(6):
        cells = (3 << octave, 4 << octave)
        coarse = rng.integers(0, 256, (*cells, 3), dtype=np.uint8)
        layer = Image.fromarray(coarse).resize((width, height), Image.Resampling.BICUBIC)
        layers += np.asarray(layer, np.float32) / 2 ** (octave + 1)
    picture = Image.fromarray(np.clip(layers, 0, 255).astype(np.uint8))
    draw = ImageDraw.Draw(picture)
    for _ in range(12):
        x, y = rng.integers(0, width), rng.integers(0, height)
        size = int(rng.integers(10, max(11, width // 4)))
        colour = tuple(int(c) for c in rng.integers(0, 256, 3))
        if rng.integers(2):
            draw.ellipse((x, y, x + size, y + size // 2), fill=colour)
        else:
            draw.rectangle((x, y, x + size // 3, y + size), fill=colour)
    pixels = np.asarray(picture, np.float32)
    pixels += rng.normal(0, grain, pixels.shape)
    return np.clip(pixels, 0, 255).astype(np.uint8)


# Name, how many, width, height, grain: a fifth stands upright. The last is rich in detail.
CLASSES = [
    ("640x480", 60, 640, 480, 4),
    ("1600x1200", 30, 1600, 1200, 4),
    ("12MP", 10, 4000, 3000, 3),
    ("12MP-detailed", 6, 4000, 3000, 9),
]


def make(folder):
    """Writes each class into a folder of its own, unless it is there; returns their paths."""
    folders = {}
    for number, (name, count, width, height, grain) in enumerate(CLASSES):
        target = Path(folder) / name
        folders[name] = target
        if target.exists() and len(list(target.glob("*.jpg"))) == count:
            continue
        target.mkdir(parents=True, exist_ok=True)
        rng = np.random.default_rng(number)
        for index in range(count):
            size = (height, width) if index % 5 == 4 else (width, height)
            picture = Image.fromarray(drawn(rng, *size, grain))
            picture.save(target / f"{index:03}.jpg", quality=85)
    return folders
