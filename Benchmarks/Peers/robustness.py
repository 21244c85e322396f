# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Nightlight authors
"""Which edits a fingerprint survives, and how often two strangers match.

    robustness.py HASH_BENCH WORK_FOLDER CORPORA_FOLDER [PICTURES]

Every picture is drawn by code, edited, and saved as JPEG; ours are the exact and the fast
fingerprint of the file, the peer's is pdqhash of what Pillow decodes and turns upright.
"""

import io
import subprocess
import sys
import warnings
from pathlib import Path

import numpy as np
from PIL import ExifTags, Image, ImageDraw, ImageEnhance, ImageFilter, ImageOps

import corpus
from corpus import drawn
from measuring import machine, write

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import pdqhash


def saved(picture, quality=90, **options):
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=quality, **options)
    return buffer.getvalue()


def cropped(picture, percent):
    width, height = picture.size
    dx, dy = int(width * percent / 200), int(height * percent / 200)
    return picture.crop((dx, dy, width - dx, height - dy))


def captioned(picture):
    picture = picture.copy()
    width, height = picture.size
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, int(height * 0.88), width, height), fill=(0, 0, 0))
    draw.text((width // 8, int(height * 0.9)), "kittens in the rain", fill=(255, 255, 255),
        font_size=height // 16)
    return picture


def watermarked(picture):
    layer = Image.new("RGBA", picture.size, (0, 0, 0, 0))
    width, height = picture.size
    ImageDraw.Draw(layer).text(
        (width // 10, height // 3), "WEATHER", fill=(255, 255, 255, 110), font_size=height // 5)
    return Image.alpha_composite(picture.convert("RGBA"), layer).convert("RGB")


def bordered(picture, percent):
    return ImageOps.expand(picture, int(min(picture.size) * percent / 100), (255, 255, 255))


def scaled(picture, factor):
    return picture.resize(tuple(max(8, int(side * factor)) for side in picture.size),
        Image.Resampling.LANCZOS)


def gamma(picture, value):
    return picture.point([int(255 * (i / 255) ** value) for i in range(256)] * 3)


def as_format(picture, name, **options):
    buffer = io.BytesIO()
    picture.save(buffer, name, **options)
    return Image.open(io.BytesIO(buffer.getvalue())).convert("RGB")


EDITS = {
    "none, JPEG quality 90": lambda p: saved(p),
    "half the size": lambda p: saved(scaled(p, 0.5)),
    "a quarter of the size": lambda p: saved(scaled(p, 0.25)),
    "twice the size": lambda p: saved(scaled(p, 2)),
    "JPEG quality 50": lambda p: saved(p, 50),
    "JPEG quality 10": lambda p: saved(p, 10),
    "WebP quality 60": lambda p: saved(as_format(p, "WEBP", quality=60), 95),
    "GIF, 64 colours": lambda p: saved(
        as_format(p.quantize(64), "GIF"), 95),
    "cropped by 1 %": lambda p: saved(cropped(p, 1)),
    "cropped by 2 %": lambda p: saved(cropped(p, 2)),
    "cropped by 5 %": lambda p: saved(cropped(p, 5)),
    "cropped by 10 %": lambda p: saved(cropped(p, 10)),
    "caption at the bottom": lambda p: saved(captioned(p)),
    "watermark": lambda p: saved(watermarked(p)),
    "blurred, radius 2": lambda p: saved(p.filter(ImageFilter.GaussianBlur(2))),
    "blurred, radius 6": lambda p: saved(p.filter(ImageFilter.GaussianBlur(6))),
    "brighter, gamma 0.7": lambda p: saved(gamma(p, 0.7)),
    "darker, gamma 1.5": lambda p: saved(gamma(p, 1.5)),
    "grey": lambda p: saved(p.convert("L").convert("RGB")),
    "more contrast": lambda p: saved(ImageEnhance.Contrast(p).enhance(1.4)),
    "border of 2 %": lambda p: saved(bordered(p, 2)),
    "border of 5 %": lambda p: saved(bordered(p, 5)),
    "screenshot at 0.83": lambda p: saved(as_format(scaled(p, 0.83), "PNG"), 80),
    "rotated by 2 degrees": lambda p: saved(p.rotate(2, Image.Resampling.BICUBIC)),
    "mirrored": lambda p: saved(ImageOps.mirror(p)),
    "rotated by a quarter": lambda p: saved(p.transpose(Image.Transpose.ROTATE_90)),
}


def lying_on_its_side(picture):
    """Says in its EXIF part that it is to be turned by a quarter, as telephones do."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    return saved(picture, exif=exif)


# How pictures of these corpora are saved once more, to see how far fast drifts from pdqhash.
VARIED = ("640x480", "1600x1200")
VARIANTS = {
    "quality 50": lambda p: saved(p, 50),
    "4:4:4": lambda p: saved(p, subsampling="4:4:4"),
    "progressive": lambda p: saved(p, progressive=True),
    "resized to 75 %": lambda p: saved(scaled(p, 0.75)),
    "resized to 50 %": lambda p: saved(scaled(p, 0.5)),
    "cropped by 2 %": lambda p: saved(cropped(p, 2)),
    "EXIF orientation 6": lying_on_its_side,
}


def reference(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    bits, quality = pdqhash.compute(np.asarray(picture.convert("RGB")))
    return int("".join(str(int(bit)) for bit in bits), 2), int(quality)


def ours(program, folder):
    """File name to exact and fast fingerprint with their qualities."""
    answer = subprocess.run([program, str(folder), "none"], input="hashes\n", text=True,
        stdout=subprocess.PIPE, check=True).stdout
    hashes = {}
    for line in answer.splitlines():
        if line != "end":
            name, exact, quality, fast, fast_quality = line.split()
            hashes[name] = (int(exact, 16), int(quality), int(fast, 16), int(fast_quality))
    return hashes


def recognised(pairs):
    distances = [(a ^ b).bit_count() for a, b in pairs]
    return [sum(d <= limit for d in distances) / len(distances) for limit in (31, 20)]


def false_matches(hashes):
    """All pairs of fingerprints of different pictures: how many are within 31 and 20."""
    rows = np.array([list(h.to_bytes(32, "big")) for h in hashes], np.uint8)
    table = np.array([bin(i).count("1") for i in range(256)], np.uint16)
    pairs = within = close = 0
    for first in range(len(rows) - 1):
        distances = table[rows[first + 1:] ^ rows[first]].sum(axis=1)
        pairs += len(distances)
        within += int((distances <= 31).sum())
        close += int((distances <= 20).sum())
    return pairs, within, close


def drift_corpora(work, corpora):
    """Name to folder: what corpus.py draws, and variants of its smaller pictures."""
    originals = corpus.make(corpora)
    yield from originals.items()
    for size in VARIED:
        for number, (name, variant) in enumerate(VARIANTS.items()):
            folder = work / "drift" / f"{size}-{number}"
            folder.mkdir(parents=True, exist_ok=True)
            for path in sorted(originals[size].glob("*.jpg")):
                (folder / path.name).write_bytes(variant(Image.open(path).convert("RGB")))
            yield f"{size}, {name}", folder


def drift_of_files(program, folder):
    """For each file: bits and quality by which fast differs from pdqhash, and its quality."""
    rows = []
    for name, (_, _, fast, quality) in ours(program, folder).items():
        bits, reference_quality = reference((folder / name).read_bytes())
        rows.append(
            ((fast ^ bits).bit_count(), abs(quality - reference_quality), reference_quality))
    return rows


def drift_figures(rows):
    """Bits of those whose quality is 50 and more, which lists compare; quality of all."""
    bits = sorted(bits for bits, _, quality in rows if quality >= 50)
    figures = {
        "files": len(rows), "count": len(bits), "quality_max": max(row[1] for row in rows)}
    if bits:
        figures |= {
            "median": bits[len(bits) // 2], "p99": bits[int(len(bits) * 0.99)],
            "p999": bits[int(len(bits) * 0.999)], "max": bits[-1]}
    return figures


def drift_more(program, work, corpora):
    """How far fast is from pdqhash for pictures of other sizes, saved in other ways."""
    columns = ("files", "count", "median", "p99", "p999", "max", "quality_max")
    print(f"{'drift of fast from pdqhash':34}" + "".join(f"{c:>12}" for c in columns))
    table, every = {}, []

    def add(name, rows):
        table[name] = drift_figures(rows)
        print(f"{name:34}" + "".join(f"{table[name].get(c, '-'):>12}" for c in columns))

    for name, folder in drift_corpora(work, corpora):
        rows = drift_of_files(program, folder)
        every += rows
        add(name, rows)
    add("all of them", every)
    return table


def main():
    program, work, corpora = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    count = int(sys.argv[4]) if len(sys.argv) > 4 else 120
    rng = np.random.default_rng(5)
    originals = [Image.fromarray(drawn(rng, 800, 600, 3)) for _ in range(count)]
    result = {"machine": machine(), "pictures": count, "edits": {}, "drift": {}}
    base = {}
    drift = []
    print(f"{'share recognised at distance':34} {'ours exact':>12} {'ours fast':>12}"
          f" {'pdqhash':>12}")
    for number, (name, edit) in enumerate(EDITS.items()):
        folder = work / f"{number:02}"
        folder.mkdir(parents=True, exist_ok=True)
        for index, picture in enumerate(originals):
            (folder / f"{index:04}.jpg").write_bytes(edit(picture))
        mine = ours(program, folder)
        theirs = {f: reference((folder / f).read_bytes()) for f in mine}
        drift += [((mine[f][2] ^ theirs[f][0]).bit_count(), abs(mine[f][3] - theirs[f][1]))
            for f in mine]
        if number == 0:
            base = {f: (mine[f][0], mine[f][2], theirs[f][0]) for f in mine}
        row = [
            recognised([(base[f][0], mine[f][0]) for f in mine]),
            recognised([(base[f][1], mine[f][2]) for f in mine]),
            recognised([(base[f][2], theirs[f][0]) for f in mine]),
        ]
        exact_equal = sum(mine[f][0] == theirs[f][0] for f in mine) / len(mine)
        result["edits"][name] = {
            "exact": row[0], "fast": row[1], "pdqhash": row[2], "exact_equals_pdqhash": exact_equal}
        print(f"{name:34}" + "".join(f" {a:5.0%} {b:5.0%} " for a, b in row))
    bits = sorted(d for d, _ in drift)
    result["drift"] = {
        "files": len(bits), "median": bits[len(bits) // 2],
        "p99": bits[int(len(bits) * 0.99)], "p999": bits[int(len(bits) * 0.999)],
        "max": bits[-1], "quality_max": max(q for _, q in drift),
        "distribution": {str(d): bits.count(d) for d in sorted(set(bits))}}
    print(f"drift of fast from pdqhash at full size: {result['drift']}")
    result["drift_more"] = drift_more(program, work, corpora)
    strangers = work / "strangers"
    strangers.mkdir(exist_ok=True)
    for index in range(1_500):
        small = Image.fromarray(drawn(rng, 320, 240, 2))
        (strangers / f"{index:04}.jpg").write_bytes(saved(small))
    hashes = [h[0] for h in ours(program, strangers).values()]
    pairs, within, close = false_matches(hashes)
    result["strangers"] = {"pairs": pairs, "within_31": within, "within_20": close}
    print(f"strangers: of {pairs:,} pairs {within} within 31, {close} within 20")
    write("robustness", result)


if __name__ == "__main__":
    main()
