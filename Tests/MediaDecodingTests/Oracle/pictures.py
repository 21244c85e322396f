# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Nightlight authors
"""Makes the pictures of the fingerprint oracle: patterns in every size, mode, format and turn.

Each picture comes with the colours that a reader must find in it, turned upright. They are known
from the making, not from any reader: exactly for formats that keep them, nearly for the others.
"""

import ctypes
import io
import struct
import zlib

import numpy as np
from PIL import Image, ImageCms, TiffImagePlugin

SIZES = [
    (1, 1), (1, 9), (9, 1), (1, 400), (400, 1), (4, 4), (4, 150), (150, 4), (5, 5), (5, 300),
    (300, 5), (16, 16), (33, 31), (63, 64), (64, 63), (64, 64), (65, 64), (100, 90), (127, 128),
    (129, 127), (17, 401), (811, 29), (255, 256), (320, 240), (240, 321), (500, 90), (640, 480),
]


class Picture:
    def __init__(self, label, data, colours, is_exact):
        self.label, self.data, self.colours, self.is_exact = label, data, colours, is_exact


# Patterns.


def pattern(index, width, height):
    """One of seven patterns, in colour."""
    generator = np.random.default_rng(index * 7919 + width * 31 + height)
    y, x = np.mgrid[0:height, 0:width].astype(np.float64)
    phases = generator.random(3) * 6
    kind = index % 7
    if kind == 0:  # waves
        planes = [128 + 60 * np.sin(x / 9 + p) + 60 * np.cos(y / 7 - p) for p in phases]
    elif kind == 1:  # a gradient
        planes = [255 * (x * (p % 1) + y) / max(1.0, width * (p % 1) + height) for p in phases]
    elif kind == 2:  # noise
        planes = list(generator.integers(0, 256, (3, height, width)).astype(np.float64))
    elif kind == 3:  # boards
        planes = [255.0 * (((x // (4 + i)) + (y // (6 - i))) % 2) for i in range(3)]
    elif kind == 4:  # rings
        away = np.hypot(x - width / 3, y - height / 2)
        planes = [127 + 127 * np.sin(away / (3 + p)) for p in phases]
    elif kind == 5:  # blocks
        tiles = generator.integers(0, 256, (3, height // 24 + 1, width // 24 + 1))
        planes = list(np.kron(tiles, np.ones((24, 24)))[:, :height, :width])
    else:  # nearly nothing
        planes = [np.full((height, width), 40.0 * (i + 1)) + (x > width / 2) * 3 for i in range(3)]
    return np.clip(np.stack(planes, axis=2), 0, 255).astype(np.uint8)


def grey_of(colours):
    return np.asarray(Image.fromarray(colours).convert("L"))


def repeat(grey):
    return np.repeat(grey[:, :, None], 3, axis=2)


# Writers that Pillow lacks.


def png_chunk(name, body):
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(samples, depth, is_interlaced):
    """Grey, colour or colour with alpha; eight or sixteen bits; Adam7 if asked."""
    height, width, bands = samples.shape
    kind = {1: 0, 2: 4, 3: 2, 4: 6}[bands]
    raw = b""
    passes = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2),
              (0, 1, 1, 2)] if is_interlaced else [(0, 0, 1, 1)]
    for x, y, across, down in passes:
        part = samples[y::down, x::across]
        if part.size:
            kept = part.astype(">u2" if depth == 16 else "u1")
            raw += b"".join(b"\0" + row.tobytes() for row in kept)
    head = struct.pack(">IIBBBBB", width, height, depth, kind, 0, 0, int(is_interlaced))
    return (b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", head)
            + png_chunk(b"IDAT", zlib.compress(raw)) + png_chunk(b"IEND", b""))


class Vips:
    """Debian's libvips, for HEIC, which Pillow does not write."""

    HEVC, UCHAR = 1, 0

    def __init__(self):
        self.library = ctypes.CDLL("libvips.so.42")
        self.library.vips_init(b"oracle")
        self.library.vips_image_new_from_memory_copy.restype = ctypes.c_void_p

    def heic(self, colours, quality, page_height=0):
        height, width, bands = colours.shape
        raw = colours.tobytes()
        image = self.library.vips_image_new_from_memory_copy(
            raw, ctypes.c_size_t(len(raw)), width, height, bands, self.UCHAR)
        buffer, length = ctypes.c_void_p(), ctypes.c_size_t()
        failed = self.library.vips_heifsave_buffer(
            ctypes.c_void_p(image), ctypes.byref(buffer), ctypes.byref(length),
            b"compression", self.HEVC, b"Q", quality, b"page_height", page_height, None)
        self.library.g_object_unref(ctypes.c_void_p(image))
        if failed:
            raise RuntimeError("libvips does not write HEIC here")
        return ctypes.string_at(buffer.value, length.value)


# The formats.


def saved(image, format, **options):
    file = io.BytesIO()
    image.save(file, format, **options)
    return file.getvalue()


def lossy(colours, vips):
    image, grey = Image.fromarray(colours), grey_of(colours)
    yield "jpeg 4:2:0", saved(image, "JPEG", quality=90, subsampling=2), colours
    yield "jpeg 4:2:2", saved(image, "JPEG", quality=90, subsampling=1), colours
    yield "jpeg 4:4:4", saved(image, "JPEG", quality=95, subsampling=0), colours
    yield "jpeg progressive", saved(image, "JPEG", quality=90, progressive=True), colours
    yield "jpeg grey", saved(Image.fromarray(grey), "JPEG", quality=90), repeat(grey)
    yield "webp lossy", saved(image, "WEBP", quality=90), colours
    if min(colours.shape[:2]) >= 16:  # below it the encoders refuse
        yield "avif", saved(image, "AVIF", quality=90, speed=10), colours
        yield "heic", vips.heic(colours, 90), colours


def lossless(colours):
    image, grey = Image.fromarray(colours), grey_of(colours)
    alpha = np.dstack([colours, colours[:, :, 1]])
    ink = image.convert("CMYK")
    few = image.quantize(40)
    few_colours = np.asarray(few.convert("RGB"))
    yield "png", saved(image, "PNG"), colours
    yield "png grey", saved(Image.fromarray(grey), "PNG"), repeat(grey)
    yield "png alpha", saved(Image.fromarray(alpha, "RGBA"), "PNG"), colours
    yield "png palette", saved(few, "PNG", transparency=3), few_colours
    yield "png interlaced", png(colours, 8, True), colours
    yield "png 16 bits", png(colours.astype(np.uint16) * 256 + 77, 16, False), colours
    yield "webp lossless", saved(Image.fromarray(alpha, "RGBA"), "WEBP", lossless=True,
                                 exact=True), colours
    yield "gif", saved(few, "GIF"), few_colours
    yield "tiff lzw", saved(image, "TIFF", compression="tiff_lzw"), colours
    yield "tiff deflate", saved(ink, "TIFF", compression="tiff_adobe_deflate"), np.asarray(
        ink.convert("RGB"))


def swapping_profile():
    """A colour profile by whose word red is blue: whoever heeds it reads other colours."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return profile.replace(b"rXYZ", b"?XYZ").replace(b"bXYZ", b"rXYZ").replace(b"?XYZ", b"bXYZ")


def series(vips):
    """Several pictures in one file, of which the first is the one that is shown."""
    several = [pattern(i, 96, 64) for i in (4, 0, 5)]
    yield "heic burst", vips.heic(np.concatenate(several), 90, 64), several[0], False
    images = [Image.fromarray(colours) for colours in several]
    yield "avif moving", saved(images[0], "AVIF", quality=90, speed=10, save_all=True,
                               append_images=images[1:]), several[0], False
    yield "webp moving", saved(images[0], "WEBP", lossless=True, exact=True, save_all=True,
                               append_images=images[1:]), several[0], True


def rarities():
    """What is enough to read once or twice."""
    colours = pattern(4, 120, 77)
    image, grey = Image.fromarray(colours), grey_of(colours)
    ink = image.convert("CMYK")
    bits = image.convert("1")
    deep = grey.astype(np.uint16) * 256 + 77
    yield "jpeg ink", saved(ink, "JPEG", quality=95), colours, False
    yield "jpeg restarts", saved(image, "JPEG", quality=90, restart_marker_blocks=3), colours, False
    yield "png bits", saved(bits, "PNG"), np.asarray(bits.convert("RGB")), True
    yield "png interlaced 16", png(np.dstack([deep, deep]), 16, True), repeat(grey), True
    yield "gif bits", saved(bits, "GIF"), np.asarray(bits.convert("RGB")), True
    frames = [Image.fromarray(pattern(i, 90, 60)).quantize(9) for i in range(4)]
    moving = saved(frames[0], "GIF", save_all=True, append_images=frames[1:])
    yield "gif moving", moving, np.asarray(frames[0].convert("RGB")), True
    for name in ["raw", "packbits", "tiff_lzw", "tiff_adobe_deflate"]:
        yield f"tiff {name}", saved(image, "TIFF", compression=name), colours, True
    yield "tiff grey", saved(Image.fromarray(grey), "TIFF"), repeat(grey), True
    yield "tiff 16 bits", saved(Image.fromarray(deep), "TIFF"), repeat(grey), True
    yield "tiff bits", saved(bits, "TIFF"), np.asarray(bits.convert("RGB")), True
    pages = [Image.fromarray(pattern(i, 90 + i, 60)) for i in range(3)]
    yield "tiff pages", saved(pages[0], "TIFF", save_all=True, append_images=pages[1:]), np.asarray(
        pages[0]), True
    profile = swapping_profile()
    yield "png profile", saved(image, "PNG", icc_profile=profile), colours, True
    yield "tiff profile", saved(image, "TIFF", icc_profile=profile), colours, True
    yield "jpeg profile", saved(image, "JPEG", quality=95, icc_profile=profile), colours, False
    yield "webp profile", saved(image, "WEBP", lossless=True, icc_profile=profile), colours, True
    few = image.quantize(30)
    yield "tiff palette", saved(few, "TIFF"), np.asarray(few.convert("RGB")), True
    TiffImagePlugin.STRIP_SIZE = 1024
    strips = saved(image, "TIFF", compression="tiff_lzw")
    TiffImagePlugin.STRIP_SIZE = 65536
    yield "tiff strips", strips, colours, True


def turned():
    """The eight orientations of EXIF: `stored` is what a camera held sideways writes."""
    ways_back = [None, None, Image.Transpose.FLIP_LEFT_RIGHT, Image.Transpose.ROTATE_180,
                 Image.Transpose.FLIP_TOP_BOTTOM, Image.Transpose.TRANSPOSE,
                 Image.Transpose.ROTATE_90, Image.Transpose.TRANSVERSE, Image.Transpose.ROTATE_270]
    upright = Image.fromarray(pattern(5, 130, 82))
    for orientation in range(1, 9):
        way = ways_back[orientation]
        stored = upright if way is None else upright.transpose(way)
        exif = Image.Exif()
        exif[0x0112] = orientation
        for format, is_exact, options in [
            ("JPEG", False, {"quality": 92}), ("PNG", True, {}), ("TIFF", True, {}),
            ("WEBP", True, {"lossless": True}), ("AVIF", False, {"quality": 92, "speed": 10}),
        ]:
            data = saved(stored, format, exif=exif, **options)
            yield f"{format.lower()} turned {orientation}", data, np.asarray(upright), is_exact


def large():
    colours = pattern(4, 2600, 1700)
    image = Image.fromarray(colours)
    yield "jpeg large", saved(image, "JPEG", quality=85), colours, False
    yield "png large", saved(Image.fromarray(grey_of(colours)), "PNG", compress_level=1), repeat(
        grey_of(colours)), True


def all_pictures():
    vips = Vips()
    for index, (width, height) in enumerate(SIZES):
        colours = pattern(index, width, height)
        size = f" {width}x{height}"
        for label, data, found in lossy(colours, vips):
            yield Picture(label + size, data, found, False)
        for label, data, found in lossless(pattern(index + 3, width, height)):
            yield Picture(label + size, data, found, True)
    for source in (rarities(), series(vips), turned(), large()):
        for label, data, found, is_exact in source:
            yield Picture(label, data, found, is_exact)
