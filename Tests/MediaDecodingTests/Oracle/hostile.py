# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Nightlight authors
"""Makes files that mean harm to whoever reads them, and one honest file of each format.

    hostile.py FOLDER

The names say what each file does; the tests say what must come of it.
"""

import struct
import sys
import zlib
from pathlib import Path

import numpy as np
from PIL import Image

from pictures import Vips, pattern, png_chunk, saved

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def honest():
    colours = pattern(4, 96, 80)
    image = Image.fromarray(colours)
    yield "whole.jpeg", saved(image, "JPEG", quality=90)
    yield "whole.png", saved(image, "PNG")
    yield "whole.webp", saved(image, "WEBP", quality=90)
    yield "whole.gif", saved(image.quantize(64), "GIF")
    yield "whole.tiff", saved(image, "TIFF", compression="tiff_lzw")
    yield "whole.heic", Vips().heic(colours, 90)
    yield "whole.avif", saved(image, "AVIF", quality=90, speed=10)


# Claims of a size that nobody has memory for.


def png_of(width, height, *chunks, data=None):
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 100_000) if data is None else data
    return (SIGNATURE + png_chunk(b"IHDR", head) + b"".join(chunks) + png_chunk(b"IDAT", body)
            + png_chunk(b"IEND", b""))


def tiff_of(width, height, strips):
    """Grey, deflated; every strip is the same few bytes."""
    data = zlib.compress(b"\0" * 65_536)
    rows = -(-height // strips)
    offsets_at = 8 + len(data)
    counts_at = offsets_at + 4 * strips
    directory_at = counts_at + 4 * strips
    entries = [(256, 4, 1, width), (257, 4, 1, height), (258, 3, 1, 8), (259, 3, 1, 8),
               (262, 3, 1, 1), (273, 4, strips, offsets_at), (277, 3, 1, 1), (278, 4, 1, rows),
               (279, 4, strips, counts_at)]
    if strips == 1:
        entries[5], entries[8] = (273, 4, 1, 8), (279, 4, 1, len(data))
    directory = struct.pack("<H", len(entries)) + b"".join(
        struct.pack("<HHII", *entry) for entry in entries) + struct.pack("<I", 0)
    return (struct.pack("<2sHI", b"II", 42, directory_at) + data + struct.pack("<I", 8) * strips
            + struct.pack("<I", len(data)) * strips + directory)


def gif_of(width, height, frames):
    screen = struct.pack("<HHBBB", width, height, 0x80, 0, 0) + bytes(6)
    frame = b"\x2c" + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + b"\x02\x02\x44\x01\x00"
    return b"GIF89a" + screen + frame * frames + b"\x3b"


def webp_of(width, height):
    """Lossless: the size is two numbers of fourteen bits."""
    body = b"\x2f" + struct.pack("<I", (width - 1) | (height - 1) << 14) + bytes(40)
    chunk = b"VP8L" + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)
    return b"RIFF" + struct.pack("<I", 4 + len(chunk)) + b"WEBP" + chunk


def with_size(file, width, height):
    """An HEIC or AVIF file that claims another size."""
    at = file.index(b"ispe") + 8
    return file[:at] + struct.pack(">II", width, height) + file[at + 8:]


def jpeg_of(width, height, file):
    at = file.index(b"\xff\xc0") + 5
    return file[:at] + struct.pack(">HH", height, width) + file[at + 4:]


def claims(whole):
    yield "huge.png", png_of(60_000, 60_000)
    yield "largest.png", png_of(2**31 - 1, 2**31 - 1)
    yield "huge.tiff", tiff_of(60_000, 60_000, 1)
    yield "strips.tiff", tiff_of(60_000, 60_000, 60_000)
    yield "huge.gif", gif_of(60_000, 60_000, 1)
    yield "huge.webp", webp_of(16_384, 16_384)
    yield "huge.jpeg", jpeg_of(65_500, 65_500, whole["whole.jpeg"])
    yield "huge.heic", with_size(whole["whole.heic"], 60_000, 60_000)
    yield "huge.avif", with_size(whole["whole.avif"], 60_000, 60_000)
    yield "frames.gif", gif_of(4, 4, 5_000)
    # Just what a small pool takes, and one row more.
    for height in (500, 501):
        rows = zlib.compress((b"\0" + b"\x40\x80\xc0" * 1_000) * height)
        yield f"rows{height}.png", png_of(1_000, height, data=rows)
    # Ninety megabytes of pixels in ninety kilobytes, honestly.
    yield "flat.png", png_of(6_000, 5_000, data=zlib.compress(bytes(5_000 * 18_001)))
    # Fewer bytes than the claimed pixels, and more.
    yield "short.png", png_of(300, 300)
    yield "long.png", png_of(8, 8, data=zlib.compress(bytes(64 << 20)))


# Weight that is not in the pixels.


def packed(name, prefix, count):
    compressor = zlib.compressobj(9)
    body = b"".join(compressor.compress(bytes(1 << 20)) for _ in range(count))
    return png_chunk(name, prefix + body + compressor.flush())


def weights(whole):
    rows = zlib.compress((b"\0" + b"\x40\x80\xc0" * 40) * 30)
    yield "profile.png", png_of(40, 30, packed(b"iCCP", b"x\0\0", 200), data=rows)
    yield "text.png", png_of(40, 30, packed(b"zTXt", b"x\0\0", 200), data=rows)
    yield "texts.png", png_of(40, 30, *[png_chunk(b"tEXt", b"x\0y")] * 50_000, data=rows)
    jpeg = whole["whole.jpeg"]
    yield "segments.jpeg", jpeg[:2] + b"\xff\xe1\x00\x0aExif\0\0xx" * 50_000 + jpeg[2:]
    yield "scans.jpeg", scans(saved(Image.fromarray(pattern(2, 64, 64)), "JPEG", progressive=True))
    yield "loop.tiff", loop()


def scans(file):
    """A progressive file whose last scan comes two thousand times."""
    last = file.rindex(b"\xff\xda")
    return file[:last] + file[last:-2] * 2_000 + file[-2:]


def loop():
    """A directory whose next directory is itself."""
    file = bytearray(tiff_of(20, 20, 1))
    directory = struct.unpack("<I", file[4:8])[0]
    count = struct.unpack("<H", file[directory:directory + 2])[0]
    file[directory + 2 + 12 * count:] = struct.pack("<I", directory)
    return bytes(file)


# Files that are not what they seem.


def lies(whole):
    noise = np.random.default_rng(5).integers(0, 256, 4_096, dtype=np.uint8).tobytes()
    yield "empty", b""
    yield "byte", b"\x89"
    yield "noise", noise
    yield "text", b"The kittens sleep, and it rains. " * 100
    for name in ("jpeg", "png", "webp", "gif", "tiff", "heic", "avif"):
        yield f"noise.{name}", whole[f"whole.{name}"][:16] + noise
    yield "png-in-jpeg", b"\xff\xd8\xff\xe0" + whole["whole.png"]
    yield "jpeg-in-png", SIGNATURE + whole["whole.jpeg"]
    yield "jpeg-in-webp", b"RIFF\xff\xff\0\0WEBP" + whole["whole.jpeg"]
    yield "png-then-jpeg", whole["whole.png"] + whole["whole.jpeg"]
    yield "jpeg-then-page", whole["whole.jpeg"] + b"<script>alert(1)</script>"
    yield "page-then-jpeg", b"<script>alert(1)</script>" + whole["whole.jpeg"]
    yield "gif-script", b"GIF89a/*" + bytes(200) + b"*/=1;alert(1)"
    yield "video", b"\0\0\0\x18ftypisom\0\0\0\0isommp41" + noise
    yield "svg", b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect/></svg>'
    yield "postscript", b"%!PS-Adobe-3.0 EPSF-3.0\nshowpage\n"
    yield "pdf", b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"
    yield "drawing", b"push graphic-context\nviewbox 0 0 9 9\npop graphic-context\n"
    yield "bitmap", saved(Image.new("RGB", (9, 9)), "BMP")
    yield "jpeg2000", saved(Image.new("RGB", (64, 64)), "JPEG2000")


def main():
    folder = Path(sys.argv[1])
    whole = dict(honest())
    for source in (whole.items(), claims(whole), weights(whole), lies(whole)):
        for name, data in source:
            (folder / name).write_bytes(data)


main()
