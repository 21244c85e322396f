# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Nightlight authors
"""Makes archives: honest ones of every format, and ones that mean harm.

    archives.py FOLDER

Prints one line of JSON: for each honest archive its name, and for each file in it the size and the
digests, in the archive's order.
"""

import bz2
import gzip
import hashlib
import io
import json
import lzma
import struct
import subprocess
import sys
import tarfile
import zipfile
import zlib
from pathlib import Path

import numpy as np
from PIL import Image

from pictures import pattern, saved


def members():
    yield "kitten.png", saved(Image.fromarray(pattern(4, 96, 80)), "PNG")
    yield "folder/rain.jpeg", saved(Image.fromarray(pattern(0, 120, 90)), "JPEG", quality=90)
    frames = [Image.fromarray(pattern(i, 60, 40)).quantize(16) for i in range(3)]
    yield "snow.gif", saved(frames[0], "GIF", save_all=True, append_images=frames[1:])
    yield "letter.txt", b"The kittens sleep, and it rains."
    yield "nothing", b""


def zipped(files, method=zipfile.ZIP_DEFLATED):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return file.getvalue()


def tarred(files, mode="w", extra=()):
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode=mode) as archive:
        for information in extra:
            archive.addfile(information)
        for name, data in files:
            information = tarfile.TarInfo(name)
            information.size = len(data)
            archive.addfile(information, io.BytesIO(data))
    return file.getvalue()


def seven_zipped(folder, files, name, *options):
    work = folder / (name + ".work")
    for path, data in files:
        (work / path).parent.mkdir(parents=True, exist_ok=True)
        (work / path).write_bytes(data)
    command = ["7z", "a", "-bso0", "-bsp0", *options, str(folder / name), *[p for p, _ in files]]
    subprocess.run(command, cwd=work, check=True)


def rar_block(kind, flags, fields, data=b""):
    """A block of the older RAR format: a check sum of two bytes, kind, flags, length, fields."""
    head = struct.pack("<BHH", kind, flags, 7 + len(fields)) + fields
    return struct.pack("<H", zlib.crc32(head) & 0xffff) + head + data


def rarred(files, flags=0):
    """Stored and not compressed: nothing free compresses into this format."""
    archive = b"Rar!\x1a\x07\x00" + rar_block(0x73, 0, bytes(6))
    for name, data in files:
        name = name.encode()
        fields = struct.pack("<IIBIIBBHI", len(data), len(data), 3, zlib.crc32(data), 0, 20, 0x30,
                             len(name), 0o100644) + name
        archive += rar_block(0x74, 0x8000 | flags, fields, data)
    return archive + rar_block(0x7b, 0x4000, b"")


def honest(folder):
    files = list(members())
    yield "all.zip", zipped(files), files
    yield "stored.zip", zipped(files, zipfile.ZIP_STORED), files
    yield "bzip2.zip", zipped(files, zipfile.ZIP_BZIP2), files
    yield "lzma.zip", zipped(files[:4], zipfile.ZIP_LZMA), files[:4]
    yield "all.tar", tarred(files), files
    yield "all.tar.gz", tarred(files, "w:gz"), files
    yield "all.tar.bz2", tarred(files, "w:bz2"), files
    yield "all.tar.xz", tarred(files, "w:xz"), files
    packed = subprocess.run(["zstd", "-c"], input=tarred(files), capture_output=True, check=True)
    yield "all.tar.zst", packed.stdout, files
    yield "one.gz", gzip.compress(files[0][1]), files[:1]
    yield "one.bz2", bz2.compress(files[0][1]), files[:1]
    yield "one.xz", lzma.compress(files[0][1]), files[:1]
    yield "all.rar", rarred(files), files
    # Files without bytes come first in this format.
    in_order = [files[4]] + sorted(files[:4])
    seven_zipped(folder, sorted(files), "all.7z")
    yield "all.7z", (folder / "all.7z").read_bytes(), in_order
    names = [("../../etc/passwd", files[0][1]), ("/root/.profile", files[3][1]),
             ("C:\\windows\\a.exe", files[1][1]), ("con", files[3][1]), ("a\n\x1b[2J", files[0][1]),
             ("n" * 5_000, files[3][1]), ("b\u00e9\u202egnp.exe", files[0][1])]
    yield "names.zip", zipped(names), names
    yield "names.tar", tarred(names[:5]), names[:5]


def link(name, kind, target):
    information = tarfile.TarInfo(name)
    information.type, information.linkname = kind, target
    return information


def nested(levels, files):
    for _ in range(levels):
        files = [("inner.zip", zipped(files))]
    return files[0][1]


def bomb():
    """Sixteen archives in each of sixteen, down to a file of zeros."""
    data = zipped([("0", bytes(4 << 20))])
    for _ in range(4):
        data = zipped([(f"{i}.zip", data) for i in range(16)])
    return data


def hostile(folder):
    files = list(members())
    yield "empty.zip", zipped([])
    yield "deep.zip", nested(6, files)
    yield "deep3.zip", nested(3, files[:1])
    yield "bomb.zip", bomb()
    yield "zeros.gz", gzip.compress(b"kitten" + bytes(300 << 20), 1)
    yield "zeros.zip", zipped([("zeros", bytes(300 << 20)), ("kitten.png", files[0][1])])
    yield "many.zip", zipped([(str(i), b"%d" % i) for i in range(6_000)])
    yield "links.tar", tarred(files[:1], extra=[
        link("a", tarfile.SYMTYPE, "/etc/passwd"), link("b", tarfile.LNKTYPE, "a"),
        link("c", tarfile.CHRTYPE, ""), link("d", tarfile.FIFOTYPE, ""),
        link("e", tarfile.DIRTYPE, "")])
    seven_zipped(folder, files[:2], "secret.7z", "-pkitten")
    seven_zipped(folder, files[:2], "secretnames.7z", "-pkitten", "-mhe=on")
    seven_zipped(folder, files[:2], "secret.zip", "-pkitten", "-tzip")
    yield "secret.rar", rarred(files[:1], 4)
    noise = np.random.default_rng(5).integers(0, 256, 4_096, dtype=np.uint8).tobytes()
    for name, head in {
            "noise.zip": b"PK\x03\x04", "noise.7z": b"7z\xbc\xaf\x27\x1c",
            "noise.rar": b"Rar!\x1a\x07\x00", "noise.rar5": b"Rar!\x1a\x07\x01\x00",
            "noise.gz": b"\x1f\x8b\x08\x00", "noise.bz2": b"BZh91AY&SY",
            "noise.xz": b"\xfd7zXZ\x00", "noise.zst": b"\x28\xb5\x2f\xfd"}.items():
        yield name, head + noise


def entry(data):
    return {"size": len(data), "md5": hashlib.md5(data).hexdigest(),
            "sha1": hashlib.sha1(data).hexdigest(), "sha256": hashlib.sha256(data).hexdigest()}


def main():
    folder = Path(sys.argv[1])
    archives = []
    for name, data, files in honest(folder):
        (folder / name).write_bytes(data)
        archives.append({"name": name, "members": [entry(data) for _, data in files]})
    for name, data in hostile(folder):
        (folder / name).write_bytes(data)
    print(json.dumps(archives))


main()
