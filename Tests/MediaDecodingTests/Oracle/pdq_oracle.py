# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Nightlight authors
"""The reference's word on what the decoder made of several hundred pictures.

    pdq_oracle.py FOLDER

Writes pictures into FOLDER and prints one line of JSON for each: its file name, its label. Then
reads, for each picture in the same order, what the decoder found: width and height as four bytes,
most significant first, and red, green and blue of each pixel. Answers with one line of JSON: the
fingerprint and quality that PyPI's pdqhash makes of those very pixels, and its eight fingerprints
of them turned and mirrored; whether the pixels are those
that the picture was made from; and the fingerprint of what Pillow reads from the same file, as the
tools that others fingerprint with do. A width of zero asks for no answer.
"""

import io
import json
import struct
import sys
import warnings
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

from pictures import all_pictures

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # a remark on import, for those who come from older versions
    import pdqhash


def digits(bits):
    return f"{int(''.join(str(int(bit)) for bit in bits), 2):064x}"


def fingerprint(colours):
    bits, quality = pdqhash.compute(np.ascontiguousarray(colours))
    return digits(bits), int(quality)


def dihedral(colours):
    """Of the picture, turned three times, upside down, mirrored, and on its two diagonals."""
    hashes, _ = pdqhash.compute_dihedral(np.ascontiguousarray(colours))
    return [digits(bits) for bits in hashes]


def pillow_colours(picture):
    """As Pillow's users read a picture: upright, in red, green and blue, sixteen bits cut off."""
    image = ImageOps.exif_transpose(Image.open(io.BytesIO(picture.data)))
    if image.mode.startswith("I"):
        high = (np.asarray(image).astype(np.uint32) >> 8).astype(np.uint8)
        return np.repeat(high[:, :, None], 3, axis=2)
    return np.asarray(image.convert("RGB"))


def verdict(picture, colours):
    """`exact`, `close`, or what is wrong."""
    if colours.shape != picture.colours.shape:
        return f"size {colours.shape} instead of {picture.colours.shape}"
    away = colours.astype(float) - picture.colours
    if picture.is_exact:
        return "exact" if not away.any() else f"differs by up to {np.abs(away).max():.0f}"
    # Only the brightness: formats that lose something lose colour first, and all of it in noise.
    # A picture that lies on its side differs by more than thirty.
    mean = np.abs(away @ [0.299, 0.587, 0.114]).mean()
    return "close" if mean < 10 else f"differs by {mean:.0f} on average"


def read_exactly(stream, count):
    data = stream.read(count)
    if len(data) != count:
        raise SystemExit("the test left early")
    return data


def main():
    folder = Path(sys.argv[1])
    pictures = list(all_pictures())
    for number, picture in enumerate(pictures):
        name = f"{number:04}"
        (folder / name).write_bytes(picture.data)
        print(json.dumps({"file": name, "label": picture.label}))
    print("", flush=True)
    for picture in pictures:
        width, height = struct.unpack(">II", read_exactly(sys.stdin.buffer, 8))
        if width == 0:
            print("{}", flush=True)
            continue
        raw = read_exactly(sys.stdin.buffer, width * height * 3)
        colours = np.frombuffer(raw, np.uint8).reshape(height, width, 3)
        pdq, quality = fingerprint(colours)
        answer = {"pdq": pdq, "quality": quality, "verdict": verdict(picture, colours),
                  "dihedral": dihedral(colours)}
        # Decoders of these two videos' codecs differ in how they make red, green and blue.
        if not picture.label.startswith(("heic", "avif")):
            answer["pillow"] = fingerprint(pillow_colours(picture))[0]
        print(json.dumps(answer), flush=True)


main()
