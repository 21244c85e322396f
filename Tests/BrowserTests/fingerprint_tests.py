# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Nightlight authors
"""Fingerprints made in the browser against pdqhash's and the program's, from the same pixels.

The module and its wrapper (script/build-wasm) are served from loopback under the strictest policy
they can do with. Every picture is drawn here by code, put on a canvas, read back and hashed.
"""

import http.server
import json
import subprocess
import tempfile
import threading
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import numpy
import pdqhash
from PIL import Image

SIZES = ((1, 1), (4, 4), (5, 5), (63, 63), (64, 64), (65, 65), (127, 3), (127, 131), (480, 640),
         (640, 480), (1600, 1200))
POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"
# Too large to be drawn: only its bytes go to the module, in which nothing grows with the height.
HUGE = (10_000, 10_000)


def gradient(width, height):
    """Each colour rises in a direction of its own."""
    y, x = numpy.mgrid[0:height, 0:width]
    return numpy.dstack((x * 255 // max(1, width - 1), y * 255 // max(1, height - 1),
                         (x + y) * 255 // max(1, width + height - 2)))


def noise(width, height):
    """Every byte by chance."""
    return numpy.random.default_rng(width * 8191 + height).integers(0, 256, (height, width, 3))


def shapes(width, height):
    """Discs and stripes, so that there are edges and flat areas."""
    y, x = numpy.mgrid[0:height, 0:width]
    picture = numpy.full((height, width, 3), 235)
    picture[(x * 7 // max(1, width)) % 2 == 0] = (40, 90, 160)
    for number in range(6):
        centre_x, centre_y = (number * 5 % 7) * width / 7, (number * 3 % 6) * height / 6
        inside = (x - centre_x) ** 2 + (y - centre_y) ** 2 < (min(width, height) / 5) ** 2
        picture[inside] = (number * 50, 255 - number * 40, number * 23)
    return picture


def flat(width, height):
    """One grey: every bit is decided by rounding."""
    return numpy.full((height, width, 3), 137)


PAINTERS = (gradient, noise, shapes, flat)


class Pictures:
    """Each picture's pixels, and what pdqhash and the program say of them."""

    def __init__(self, program):
        self.program = program
        self.pixels = {
            f"{paint.__name__} {width}x{height}": paint(width, height).astype(numpy.uint8)
            for paint in PAINTERS for width, height in SIZES}
        self._server = None

    def reference(self, name):
        """What PyPI pdqhash computes from the pixels."""
        vector, quality = pdqhash.compute(numpy.ascontiguousarray(self.pixels[name]))
        return numpy.packbits(vector.astype(bool)).tobytes().hex(), quality

    def server(self, name):
        """What the program prints for a PNG file of the pixels."""
        if self._server is None:
            self._server = self._fingerprints()
        return self._server[name]

    def _fingerprints(self):
        with tempfile.TemporaryDirectory() as folder:
            files = {}
            for number, (name, pixels) in enumerate(self.pixels.items()):
                file = str(Path(folder) / f"{number}.png")
                Image.fromarray(pixels, "RGB").save(file)
                files[file] = name
            printed = subprocess.run(
                [self.program, "media", "fingerprint", "--format", "json",
                 "--data-directory", folder, *files],
                stdout=subprocess.PIPE, check=True, text=True).stdout
            lines = [json.loads(line) for line in printed.splitlines()]
            return {files[line["file"]]: (line["pdq"], line["quality"]) for line in lines}

    def rgba(self, name):
        """The bytes of an opaque canvas."""
        pixels = self.pixels[name]
        opaque = numpy.full((*pixels.shape[:2], 1), 255, dtype=numpy.uint8)
        return numpy.concatenate((pixels, opaque), axis=2).tobytes()


@contextmanager
def page_of(browser, module_folder, pictures):
    """A page of our own origin, under POLICY, with the wrapper, the module and the pictures."""

    class Handler(http.server.BaseHTTPRequestHandler):
        """Answers from the module's folder and from memory."""

        def do_GET(self):  # noqa: N802 - the base class names it
            """An unknown path raises, and the page sees the connection end."""
            name = self.path.removeprefix("/").replace("%20", " ")
            if name == "":
                kind, body = "text/html", b"<!doctype html><title>pdq</title>"
            elif name in ("pdq.js", "pdq.wasm"):
                kind = "text/javascript" if name == "pdq.js" else "application/wasm"
                body = (Path(module_folder) / name).read_bytes()
            else:
                kind, body = "application/octet-stream", pictures.rgba(name)
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Content-Security-Policy", POLICY)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            """Silent."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    page = browser.new_page()
    try:
        page.goto(f"http://127.0.0.1:{server.server_port}/")
        yield page
    finally:
        page.close()
        server.shutdown()
        server.server_close()
        thread.join()


READ = """async ([name, width, height, draws]) => {
    const { PDQHasher } = await import('/pdq.js');
    const hasher = await PDQHasher.load('/pdq.wasm');
    const bytes = new Uint8ClampedArray(await (await fetch('/' + name)).arrayBuffer());
    let image = { data: bytes, width, height };
    if (draws) {
        const canvas = new OffscreenCanvas(width, height);
        const context = canvas.getContext('2d', { willReadFrequently: true });
        context.putImageData(new ImageData(bytes, width, height), 0, 0);
        image = context.getImageData(0, 0, width, height);
    }
    const { hash, bytes: raw, quality } = hasher.reading(image);
    const again = hasher.reading(image);
    return { hash, quality, raw: Array.from(raw), same: again.hash === hash };
}"""


def equal(browser, module_folder, pictures, name):
    """Browser, pdqhash and program agree on fingerprint and quality."""
    height, width = pictures.pixels[name].shape[:2]
    with page_of(browser, module_folder, pictures) as page:
        found = page.evaluate(READ, [name, width, height, True])
    mine = (found["hash"], found["quality"])
    assert bytes(found["raw"]).hex() == found["hash"]
    assert found["same"], "a second reading differs"
    assert mine == pictures.server(name), f"browser {mine}, program {pictures.server(name)}"
    assert mine == pictures.reference(name), f"browser {mine}, pdqhash {pictures.reference(name)}"


def huge(browser, module_folder, pictures):
    """A picture of 100 megapixels, from its bytes."""
    pictures.pixels["huge"] = shapes(*HUGE).astype(numpy.uint8)
    try:
        with page_of(browser, module_folder, pictures) as page:
            found = page.evaluate(READ, ["huge", *HUGE, False])
        assert (found["hash"], found["quality"]) == pictures.reference("huge")
    finally:
        del pictures.pixels["huge"]


def alpha_is_dropped(browser, module_folder, pictures):
    """The colours count as they are stored, however see-through they are."""
    with page_of(browser, module_folder, pictures) as page:
        hashes = page.evaluate("""async () => {
            const { PDQHasher } = await import('/pdq.js');
            const hasher = await PDQHasher.load('/pdq.wasm');
            const data = new Uint8Array(
                await (await fetch('/shapes 64x64')).arrayBuffer());
            const opaque = hasher.reading({ data, width: 64, height: 64 }).hash;
            for (let index = 3; index < data.length; index += 4) data[index] = index % 256;
            return [opaque, hasher.reading({ data, width: 64, height: 64 }).hash];
        }""")
    assert hashes[0] == hashes[1] == pictures.reference("shapes 64x64")[0]


def own_icons_are_benign(browser, program):
    """Our own icons, as a page shows them, are what the shipped list says nothing is to see in."""
    web = Path(__file__).parents[2] / "Sources/Web"
    icons = {path.stem: path for path in web.glob("*/Resources/Static/*.svg")}
    with tempfile.TemporaryDirectory() as folder:
        def run(*arguments):
            return subprocess.run(
                [program, *arguments, "--data-directory", folder],
                stdout=subprocess.PIPE, check=True, text=True).stdout

        files = []
        for name, width, height in (
                ("logo", 64, 64), ("logo", 128, 128), ("logo", 300, 300), ("night", 340, 300)):
            page = browser.new_page(viewport={"width": width, "height": height})
            page.set_content(
                f"<style>* {{ margin: 0 }} svg {{ display: block; width: {width}px; "
                f"height: {height}px }}</style>" + icons[name].read_text())
            files.append(f"{folder}/{name}-{width}.png")
            page.screenshot(path=files[-1])
            page.close()
        run("database", "migrate")
        (Path(folder) / "list.txt").write_text("md5 " + "0a" * 16 + "\n")
        run("hash-list", "import", f"{folder}/list.txt", "--list", "kittens", "--create")
        lines = run("match", "files", "--format", "json", *files).splitlines()
        found = {line["file"]: line["benign"] for line in map(json.loads, lines)}
        assert all(found[file] for file in files), found


REFUSALS = (
    ("TypeError", "data must be bytes", "{ data: [0, 0, 0, 0], width: 1, height: 1 }"),
    ("TypeError", "data must be bytes", "undefined"),
    ("RangeError", "not 8", "{ data: new Uint8Array(8), width: 1, height: 1 }"),
    ("RangeError", "from 1 to 65535", "{ data: new Uint8Array(0), width: 0, height: 1 }"),
    ("RangeError", "from 1 to 65535", "{ data: new Uint8Array(6), width: 1.5, height: 1 }"),
    ("RangeError", "from 1 to 65535",
     "{ data: new Uint8Array(4 * 65536), width: 65536, height: 1 }"),
    ("RangeError", "srgb",
     "{ data: new Uint8Array(4), width: 1, height: 1, colorSpace: 'display-p3' }"),
)


def refusals(browser, module_folder, pictures):
    """What cannot be hashed throws an error that says why, and the next picture works."""
    with page_of(browser, module_folder, pictures) as page:
        for kind, words, image in REFUSALS:
            name, message, after = page.evaluate(f"""async () => {{
                const {{ PDQHasher }} = await import('/pdq.js');
                const hasher = await PDQHasher.load('/pdq.wasm');
                let caught = new Error('nothing was thrown');
                try {{ hasher.reading({image}); }} catch (error) {{ caught = error; }}
                const after = hasher.reading(new ImageData(7, 7)).quality;
                return [caught.name, caught.message, after];
            }}""")
            assert name == kind and words in message, f"{image}: {name}: {message}"
            assert after == 0


def broken_module(browser, module_folder, pictures):
    """Bytes that are no module, and a module that traps, are errors with their cause."""
    with page_of(browser, module_folder, pictures) as page:
        messages = page.evaluate("""async () => {
            const { PDQHasher } = await import('/pdq.js');
            const found = [];
            try { await PDQHasher.load(new Uint8Array([1, 2, 3])); }
            catch (error) { found.push(error.message, error.cause.name); }
            // One function that traps, exported as pdq_begin.
            const trapping = new Uint8Array([
                0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0,
                7, 13, 1, 9, ...new TextEncoder().encode('pdq_begin'), 0, 0,
                10, 5, 1, 3, 0, 0, 11]);
            const hasher = await PDQHasher.load(trapping);
            for (let attempt = 0; attempt < 2; attempt++) {
                try { hasher.reading(new ImageData(7, 7)); }
                catch (error) { found.push(error.message, error.cause.name); }
            }
            return found;
        }""")
    assert messages[1] == "CompileError" and "could not be loaded" in messages[0], messages
    assert len(messages) == 6 and messages[2:4] == messages[4:6], messages
    assert messages[3] == "RuntimeError" and "failed" in messages[2], messages


def memory_is_bounded(browser, module_folder, pictures):
    """A huge picture needs a few megabytes, and what a picture needed is given back."""
    with page_of(browser, module_folder, pictures) as page:
        huge_bytes, first_bytes, last_bytes = page.evaluate("""async () => {
            const bytes = await (await fetch('/pdq.wasm')).arrayBuffer();
            const start = async () => (await WebAssembly.instantiate(bytes)).instance.exports;
            const read = (pdq, width, height) => {
                const picture = pdq.pdq_begin(width, height);
                for (let left = height; left > 0; left -= pdq.pdq_band_rows(picture)) {
                    pdq.pdq_add(picture, Math.min(left, pdq.pdq_band_rows(picture)));
                }
                pdq.pdq_finish(picture);
                pdq.pdq_end(picture);
            };
            const roomy = await start();
            read(roomy, 10000, 10000);
            const pdq = await start();
            let first = 0;
            for (let round = 0; round < 20; round++) {
                for (const side of [1, 5, 64, 65, 300, 999]) {
                    read(pdq, side, 7 + side % 250);
                    read(pdq, 7 + side % 250, side);
                }
                if (round === 0) first = pdq.memory.buffer.byteLength;
            }
            return [roomy.memory.buffer.byteLength, first, pdq.memory.buffer.byteLength];
        }""")
    assert huge_bytes < 16 << 20, f"{huge_bytes} bytes for 100 megapixels"
    assert last_bytes == first_bytes, f"grew from {first_bytes} to {last_bytes} bytes"


def imports_nothing(browser, module_folder, pictures):
    """The module is small and asks nothing of the page."""
    assert (Path(module_folder) / "pdq.wasm").stat().st_size < 65_536
    with page_of(browser, module_folder, pictures) as page:
        names = page.evaluate("""async () => {
            const bytes = await (await fetch('/pdq.wasm')).arrayBuffer();
            return WebAssembly.Module.imports(await WebAssembly.compile(bytes));
        }""")
    assert names == []


def cases(browser, program, module_folder):
    """Name and test of every case."""
    pictures = Pictures(program)
    found = [(f"fingerprint {name}", partial(equal, browser, module_folder, pictures, name))
             for name in list(pictures.pixels)]
    for test in (huge, alpha_is_dropped, refusals, broken_module, memory_is_bounded,
                 imports_nothing):
        found.append((
            f"fingerprint {test.__name__}", partial(test, browser, module_folder, pictures)))
    found.append((
        "fingerprint own_icons_are_benign", partial(own_icons_are_benign, browser, program)))
    return found
