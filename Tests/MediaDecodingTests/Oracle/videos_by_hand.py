# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Nightlight authors
"""What no encoder makes: videos that lie about themselves; and the reference's fingerprint."""

import struct
import warnings

import numpy as np

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # a remark on import, for those who come from older versions
    import pdqhash


def fingerprint(colours):
    bits, quality = pdqhash.compute(np.ascontiguousarray(colours))
    digits = "".join(str(int(bit)) for bit in bits)
    return f"{int(digits, 2):064x}", int(quality)


def huge_vp8(video):
    """A VP8 video whose every key frame says that it is 16,383 pixels wide and high."""
    start = b"\x9d\x01\x2a"
    parts = video.split(start)
    size = struct.pack("<HH", 16_383, 16_383)
    return parts[0] + b"".join(start + size + part[4:] for part in parts[1:])
