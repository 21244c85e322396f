# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Nightlight authors
"""Makes pictures that move, and says what they show for 200 milliseconds or longer.

    shown.py FOLDER

Prints one line of JSON: for each file its name, the pictures that have to be among its frames, and
whether its first frame is never shown. The pictures lie in the same folder as PNG files. Then JPEG
files without their end, whole ones and halves.
"""

import io
import json
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

SIZE = (320, 240)


def picture(seed, dark=False):
    """Circles on a cloudy ground."""
    random = np.random.RandomState(seed)
    ground = random.randint(0, 256, (9, 12, 3)).astype("uint8")
    image = Image.fromarray(ground).resize(SIZE, Image.BICUBIC)
    draw = ImageDraw.Draw(image)
    for _ in range(14):
        x, y = random.randint(0, SIZE[0]), random.randint(0, SIZE[1])
        radius = random.randint(10, 70)
        fill = tuple(int(value) for value in random.randint(0, 256, 3))
        draw.ellipse([x - radius, y - radius, x + radius, y + radius], fill=fill)
    image = image.filter(ImageFilter.GaussianBlur(1))
    return image.point(lambda value: value // 6 + 4) if dark else image


def encoded(image, kind, **options):
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def moving(kind, frames, **options):
    images = [image for image, _ in frames]
    return encoded(images[0], kind, save_all=True, append_images=images[1:],
                   duration=[time for _, time in frames], **options)


# PNG files, chunk by chunk.

def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(
        ">I", zlib.crc32(name + data) & 0xFFFFFFFF)


def parts(png):
    place = 8
    while place < len(png):
        (length,) = struct.unpack(">I", png[place:place + 4])
        yield png[place + 4:place + 8], png[place + 8:place + 8 + length]
        place += 12 + length


def rows(image):
    return b"".join(data for name, data in parts(encoded(image, "PNG")) if name == b"IDAT")


class Animation:
    def __init__(self, image, shows_default, count=None, plays=0):
        start = [part for part in parts(encoded(image, "PNG")) if part[0] in (b"IHDR", b"PLTE")]
        self.sequence = 0
        self.frames = 0
        self.count = count
        self.plays = plays
        self.head = b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in start)
        self.body = b""
        self.default = image
        if not shows_default:
            self.body += chunk(b"IDAT", rows(image))

    def add(self, image, delay, at=(0, 0), dispose=0, blend=0, sequence=None):
        number = self.sequence if sequence is None else sequence
        control = struct.pack(">IIIIIHHBB", number, *image.size, *at, *delay, dispose, blend)
        self.body += chunk(b"fcTL", control)
        self.sequence += 1
        if self.frames == 0 and b"IDAT" not in self.body:
            self.body += chunk(b"IDAT", rows(image))
        else:
            number = self.sequence if sequence is None else sequence
            self.body += chunk(b"fdAT", struct.pack(">I", number) + rows(image))
            self.sequence += 1
        self.frames += 1
        return self

    def bytes(self):
        count = self.frames if self.count is None else self.count
        control = chunk(b"acTL", struct.pack(">II", count, self.plays))
        return self.head + control + self.body + chunk(b"IEND", b"")


def animations(a, b, c):
    half = c.crop((0, 0, SIZE[0] // 2, SIZE[1]))
    corner = b.copy()
    corner.paste(half, (SIZE[0] // 2, 0))
    clear = Image.new("RGBA", SIZE, (0, 0, 0, 0))
    clear.paste(half, (SIZE[0] // 2, 0))
    over = Animation(b.convert("RGBA"), True).add(b.convert("RGBA"), (300, 1000))
    over.add(clear, (300, 1000), blend=1)
    palette = [image.convert("P", palette=Image.ADAPTIVE, colors=64) for image in (b, c)]
    palette[1] = c.quantize(palette=palette[0], dither=0)
    grey = [image.convert("L") for image in (a, b, c)]
    return [
        ("hidden.png", Animation(a, False).add(b, (500, 1000)).add(c, (500, 1000)), "abc", True),
        ("default.png", Animation(a, True).add(a, (120, 1000)).add(b, (5, 1)), "ab", False),
        ("hundredths.png", Animation(a, True).add(a, (20, 0)).add(b, (90, 0)), "ab", False),
        ("region.png", Animation(b, True).add(b, (1, 2)).add(half, (1, 2), at=(SIZE[0] // 2, 0)),
         ["b", "corner"], False),
        ("over.png", over, ["b", "corner"], False),
        ("previous.png", Animation(b, True).add(b, (1, 2)).add(
            half, (1, 2), at=(SIZE[0] // 2, 0), dispose=2).add(
            c.crop((0, 0, 8, 8)), (1, 2)), ["b", "corner"], False),
        ("palette.png", Animation(palette[0], True).add(palette[0], (1, 8)).add(palette[1], (9, 1)),
         ["b"], False),
        ("grey.png", Animation(grey[0], False).add(grey[1], (1, 3)).add(grey[2], (1, 3)), "abc",
         True),
        ("sequence.png", Animation(a, False).add(b, (1, 2), sequence=9).add(
            c, (1, 2), sequence=3), "abc", True),
        ("few.png", Animation(a, False, count=1).add(b, (1, 2)).add(c, (1, 2)), "abc", True),
        ("many.png", Animation(a, False, count=0x7FFFFFFF).add(b, (1, 2)).add(c, (1, 2)), "abc",
         True),
        ("once.png", Animation(a, False, plays=1).add(b, (1, 2)), "ab", True),
    ], corner


def slides(folder, name, frames, encoder, rate=25):
    """A video of still pictures at a fixed rate: each with how many frames it lasts."""
    raw = b"".join(image.tobytes() * count for image, count in frames)
    subprocess.run(
        ["ffmpeg", "-nostdin", "-loglevel", "error", "-y", "-f", "rawvideo", "-pix_fmt", "rgb24",
         "-s", f"{SIZE[0]}x{SIZE[1]}", "-r", str(rate), "-i", "-", *encoder.split(),
         str(folder / name)], input=raw, check=True)


def endless(a):
    """JPEG files without their end: whole, and cut where the picture is."""
    progressive = encoded(a, "JPEG", quality=90, progressive=True)
    plain = encoded(a, "JPEG", quality=90)
    grey = encoded(a.convert("L"), "JPEG", quality=80, optimize=True)
    restarts = encoded(a, "JPEG", quality=90, restart_marker_rows=1)
    scans = [at for at in range(len(progressive)) if progressive[at:at + 2] == b"\xff\xda"]
    whole = {
        "plain": plain[:-2], "byte": plain[:-1], "grey": grey[:-2], "restarts": restarts[:-2],
        "restart-last": restarts[:-2] + b"\xff\xd3", "progressive": progressive[:-2],
        "progressive-byte": progressive[:-1], "words": plain[:-2] + b"kittens in the rain",
        "zeros": plain[:-2] + bytes(4096), "next": plain[:-2] + plain[:200],
        "marker": plain[:-2] + b"\xff\xc0\x00\x02\xff\xf1", "fill": plain[:-2] + b"\xff" * 9,
    }
    half = {
        "plain": plain[:len(plain) // 2], "grey": grey[:len(grey) // 2],
        "restarts": restarts[:len(restarts) // 2], "row": plain[:-60],
        "progressive": progressive[:len(progressive) // 2],
        "scan": progressive[:scans[-1]], "last-scan": progressive[:-60],
        "zeros": plain[:len(plain) // 2] + bytes(len(plain)),
        "ended": plain[:len(plain) // 2] + b"\xff\xd9",
        "next": plain[:len(plain) // 2] + plain[:200],
    }
    return whole, half


def main(folder):
    a, b, c, d = picture(11), picture(12), picture(13), picture(14)
    dark = [picture(seed, dark=True) for seed in (15, 16, 17)]
    made, corner = animations(a, b, c)
    pictures = {"a": a, "b": b, "c": c, "d": d, "corner": corner}
    pictures |= {f"dark{number}": image for number, image in enumerate(dark)}
    for name, image in pictures.items():
        image.save(folder / f"{name}.png")
    files = []
    for name, animation, shown, hidden in made:
        (folder / f"moving-{name}").write_bytes(animation.bytes())
        files.append((f"moving-{name}", shown, hidden))
    lossy = {"quality": 90}
    for name, kind, frames, shown, options in [
        ("soon.gif", "GIF", [(a, 120), (b, 10000)], "ab", {"loop": 0}),
        ("soon.webp", "WEBP", [(a, 150), (b, 60000)], "ab", lossy),
        ("last.gif", "GIF", [(a, 1000), (b, 50), (c, 250)], "ac", {}),
        ("middle.gif", "GIF", [(a, 1000), (b, 100), (c, 300), (d, 100)], "ac", {"loop": 1}),
        ("zero.gif", "GIF", [(a, 0), (b, 210), (c, 10), (d, 0)], "ab", {}),
        ("held.gif", "GIF", [(a, 20000), (b, 100), (c, 200), (a, 100)], "ac", {}),
        ("dark.gif", "GIF", [(dark[0], 120), (dark[1], 250), (dark[2], 250)],
         ["dark0", "dark1", "dark2"], {}),
        ("dark.webp", "WEBP", [(dark[0], 120), (dark[1], 210), (dark[2], 900)],
         ["dark0", "dark1", "dark2"], lossy),
    ]:
        (folder / name).write_bytes(moving(kind, frames, **options))
        files.append((name, shown, False))
    x264 = "-c:v libx264 -preset ultrafast -crf 16 -pix_fmt yuv420p -threads 1"
    for name, frames, shown, encoder, rate in [
        ("soon.mp4", [(a, 3), (b, 6), (c, 3), (d, 60)], "abd", x264, 25),
        ("dark.mp4", [(dark[0], 3), (dark[1], 8), (dark[2], 20)], ["dark0", "dark1", "dark2"],
         x264, 25),
        ("slow.mkv", [(a, 1), (b, 1), (c, 1), (d, 1)], "abcd", x264, 4),
        ("low.webm", [(a, 1), (b, 1), (c, 1), (d, 2)], "ad",
         "-c:v libvpx -deadline realtime -cpu-used 8 -b:v 4M -threads 1", 8),
        ("theora.ogv", [(a, 12), (b, 12)], "ab", "-c:v libtheora -q:v 9", 25),
        ("wmv2.wmv", [(a, 12), (b, 12)], "ab", "-c:v wmv2 -q:v 2", 25),
        ("mpeg1.mpg", [(a, 12), (b, 12)], "ab", "-c:v mpeg1video -q:v 2", 25),
        ("mpeg2.mpg", [(a, 12), (b, 12)], "ab", "-c:v mpeg2video -q:v 2 -f vob", 25),
    ]:
        slides(folder, name, frames, encoder, rate)
        files.append((name, shown, False))
    whole, half = endless(a)
    for name, data in whole.items():
        (folder / f"whole-{name}.jpg").write_bytes(data)
    for name, data in half.items():
        (folder / f"half-{name}.jpg").write_bytes(data)
    (folder / "end.jpg").write_bytes(encoded(a, "JPEG", quality=90))
    print(json.dumps({
        "moving": [{"name": name, "shown": list(shown), "hidesFirst": hidden}
                   for name, shown, hidden in files],
        "whole": sorted(whole), "half": sorted(half)}))


main(Path(sys.argv[1]))
