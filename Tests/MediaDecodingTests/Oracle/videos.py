# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Nightlight authors
"""Makes videos of patterns with the ffmpeg command, and says what PyPI's vpdq makes of them.

    videos.py FOLDER

Prints one line of JSON: for each honest video its name, and number, fingerprint and quality of
every frame as the reference has them. Videos for other tests lie in the same folder.
"""

import json
import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import vpdq
from PIL import Image

from videos_by_hand import fingerprint, huge_vp8
from pictures import pattern

TEST = "testsrc2=size=320x240:rate=25"
FRACTAL = "mandelbrot=size=320x240:rate=25"
LIFE = "life=size=320x240:rate=25:mold=10:ratio=0.2:seed=7:death_color=#224488:life_color=#eecc22"
NOISE = "color=c=gray:size=320x240:rate=25,noise=alls=90:allf=t:all_seed=3"
ODD = "testsrc2=size=321x243:rate=24"
X264 = "-c:v libx264 -preset ultrafast -crf 20 -g 25 -pix_fmt yuv420p -threads 1"

# Name, pattern, seconds, encoder.
HONEST = [
    ("h264.mp4", TEST, 2, X264 + " -bf 2 -movflags +faststart"),
    ("h264.mov", FRACTAL, 2, X264),
    ("h264.mkv", LIFE, 2, X264),
    ("h264.flv", TEST, 2, X264),
    ("h264.ts", FRACTAL, 2, X264),
    ("h264noise.mp4", NOISE, 1, X264),
    ("h264odd.mkv", ODD, 1, "-c:v libx264 -preset ultrafast -pix_fmt yuv444p -threads 1"),
    ("h264fragments.mp4", LIFE, 2, X264 + " -movflags +frag_keyframe+empty_moov"),
    ("h265.mp4", TEST, 2, "-c:v libx265 -preset ultrafast -x265-params log-level=none:pools=1"),
    ("h265deep.mkv", FRACTAL, 1, "-c:v libx265 -preset ultrafast -pix_fmt yuv420p10le "
                                 "-x265-params log-level=none:pools=1"),
    ("vp8.webm", LIFE, 2, "-c:v libvpx -deadline realtime -cpu-used 8 -b:v 500k -threads 1"),
    ("vp9.webm", TEST, 2, "-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -b:v 500k -threads 1"),
    ("av1.webm", FRACTAL, 1, "-c:v libaom-av1 -cpu-used 8 -usage realtime -b:v 300k -threads 1"),
    ("av1.mp4", TEST, 1, "-c:v libaom-av1 -cpu-used 8 -usage realtime -b:v 300k -threads 1"),
    ("mpeg4.avi", TEST, 2, "-c:v mpeg4 -q:v 4 -g 12"),
    ("mpeg4.mp4", LIFE, 2, "-c:v mpeg4 -q:v 4 -bf 2"),
    ("mjpeg.avi", FRACTAL, 1, "-c:v mjpeg -q:v 3"),
    ("mpeg2.ts", TEST, 1, "-c:v mpeg2video -q:v 3"),
    ("flv1.flv", LIFE, 1, "-c:v flv -q:v 4"),
]


def ffmpeg(*words):
    subprocess.run(["ffmpeg", "-nostdin", "-loglevel", "error", "-y", *words], check=True)


def make(folder, name, source, seconds, encoder):
    ffmpeg("-f", "lavfi", "-i", source, "-t", str(seconds), "-an", *encoder.split(),
           str(folder / name))


def others(folder):
    # Four scenes of 1.3 seconds, with cuts between the whole seconds.
    scenes = ["testsrc2=size=320x240:rate=25", "color=c=white:size=320x240:rate=25",
              "mandelbrot=size=320x240:rate=25", "color=c=black:size=320x240:rate=25"]
    inputs = [word for scene in scenes for word in ("-f", "lavfi", "-t", "1.28", "-i", scene)]
    ffmpeg(*inputs, "-filter_complex", "concat=n=4:v=1:a=0", *X264.split(),
           str(folder / "scenes.mp4"))
    ffmpeg("-f", "lavfi", "-i", TEST, "-t", "4", "-vf", "setpts='if(lt(N,25),N*0.2,N-20)/25/TB'",
           "-vsync", "vfr", *X264.split(), str(folder / "variable.mkv"))
    ffmpeg("-f", "lavfi", "-i", "sine=duration=1", "-c:a", "aac", str(folder / "sound.mp4"))
    ffmpeg("-f", "lavfi", "-i", "sine=duration=1", "-c:a", "libopus", str(folder / "sound.webm"))
    ffmpeg("-f", "lavfi", "-i", TEST, "-f", "lavfi", "-i", "sine", "-t", "2", "-c:a", "aac",
           *X264.split(), str(folder / "both.mp4"))
    ffmpeg("-f", "lavfi", "-i", "testsrc2=size=64x64:rate=1/36000", "-frames:v", "1",
           *X264.split(), str(folder / "hours.mp4"))
    ffmpeg("-f", "lavfi", "-i", "testsrc2=size=64x64:rate=1", "-vf", "setpts=N*36000/TB",
           "-frames:v", "2", "-vsync", "vfr", *X264.split(), str(folder / "hours.mkv"))
    ffmpeg("-f", "lavfi", "-i", "testsrc2=size=32x32:rate=5", "-t", "3600", "-c:v", "mpeg4",
           "-q:v", "31", "-g", "500", str(folder / "long.avi"))
    ffmpeg("-i", str(folder / "h264.mp4"), "-c", "copy", "-metadata:s:v", "rotate=90",
           str(folder / "turned.mp4"))


def broken(folder):
    generator = random.Random(5)
    whole = (folder / "h264.mp4").read_bytes()
    for number in range(20):
        bytes_ = bytearray(whole)
        for _ in range(20):
            bytes_[generator.randrange(40, len(bytes_))] ^= 1 << generator.randrange(8)
        (folder / f"flipped{number}.mp4").write_bytes(bytes_)
    noise = generator.randbytes(4096)
    heads = {"noise.mp4": whole[:24], "noise.webm": (folder / "vp8.webm").read_bytes()[:48],
             "noise.avi": b"RIFF\xff\xff\0\0AVI LIST", "noise.flv": b"FLV\x01\x01\0\0\0\x09",
             "noise.ts": (b"\x47" + bytes(187)) * 3}
    for name, head in heads.items():
        (folder / name).write_bytes(head + noise)
    (folder / "huge.webm").write_bytes(huge_vp8((folder / "vp8.webm").read_bytes()))


def moving(folder):
    """Moving pictures, whose colours are known from the making."""
    videos = []
    frames = [Image.fromarray(pattern(i, 90, 60)).quantize(32) for i in range(6)]
    frames[0].save(folder / "moving.gif", save_all=True, append_images=frames[1:], duration=400)
    videos.append(("moving.gif", [frame.convert("RGB") for frame in frames], 400))
    colours = [Image.fromarray(pattern(i, 90, 60)) for i in range(6)]
    colours[0].save(folder / "moving.webp", save_all=True, append_images=colours[1:],
                    duration=300, lossless=True, exact=True)
    videos.append(("moving.webp", colours, 300))
    for name, pictures, duration in videos:
        yield {"name": name, "frames": [
            [number, *fingerprint(np.asarray(picture)), number * duration]
            for number, picture in enumerate(pictures)]}


def reference(folder, name):
    features = vpdq.computeHash(str(folder / name), seconds_per_hash=0, thread_count=1)
    return {"name": name, "frames": [
        [feature.frame_number, feature.hex, feature.quality, round(feature.timestamp * 1000)]
        for feature in features]}


def main():
    folder = Path(sys.argv[1])
    with ThreadPoolExecutor(2) as workers:
        list(workers.map(lambda video: make(folder, *video), HONEST))
    others(folder)
    broken(folder)
    videos = [reference(folder, name) for name, *_ in HONEST] + list(moving(folder))
    print(json.dumps(videos))


main()
