# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Nightlight authors
"""How long an ordinary report waits for its examination while hostile ones pile up.

    fairness.py NIGHTLIGHT [REPORTS] [ORDINARY]

A real installation, and on loopback a host that accepts every connection and says nothing. Every
hostile report has fifty addresses, each of a host of its own, and says that it is urgent; ordinary
ones name a page with a picture, and come one after another behind all of them.
"""

import html
import http.server
import json
import re
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import urllib.request
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from measuring import machine, median, write

ADDRESSES = 50


class Silence(threading.Thread):
    """Accepts, and says nothing; tells how many connections were made."""

    def __init__(self):
        super().__init__(daemon=True)
        self.listener = socket.socket()
        self.listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.listener.bind(("0.0.0.0", 0))
        self.listener.listen(4096)
        self.port = self.listener.getsockname()[1]
        self.count = 0

    def run(self):
        held = []
        while True:
            held.append(self.listener.accept()[0])
            self.count += 1
            if len(held) > 500:
                held.pop(0).close()


def picture():
    """A gradient of 64 by 64 pixels as PNG."""
    def chunk(kind, data):
        body = kind + data
        return len(data).to_bytes(4) + body + zlib.crc32(body).to_bytes(4)
    rows = b"".join(
        b"\0" + bytes(c for x in range(64) for c in (4 * x, 4 * y, 128)) for y in range(64))
    head = (64).to_bytes(4) * 2 + bytes([8, 2, 0, 0, 0])
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows))
            + chunk(b"IEND", b""))


class Site(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        is_page = self.path.startswith("/page")
        body = b"<!doctype html><img src=/kitten.png>" if is_page else picture()
        self.send_response(200)
        self.send_header("Content-Type", "text/html" if is_page else "image/png")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def report(site, addresses, concern):
    """Goes through every page of the form; returns the receipt's number."""
    with urllib.request.urlopen(site + "en/report") as answer:
        page = answer.read().decode()
    for answers in (
            {"concern": concern, "go": "next"},
            {"addresses": "\n".join(addresses), "go": "next"},
            {"narrative": "Snow.", "contact": "", "go": "next"}, {"go": "send"}):
        action = re.search(r'<form[^>]*\saction="([^"]+)"', page).group(1)
        hidden = re.findall(r'<input\s+type="hidden"\s+name="([^"]+)"\s+value="([^"]*)"', page)
        fields = {name: html.unescape(value) for name, value in hidden} | answers
        request = urllib.request.Request(
            urllib.parse.urljoin(site, action), urllib.parse.urlencode(fields).encode())
        with urllib.request.urlopen(request) as answer:
            page = answer.read().decode()
    return re.search(r'id="receipt-number"[^>]*>\s*([0-9 ]+?)\s*<', page).group(1).replace(" ", "")


def examined(database, number):
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        row = connection.execute(
            "SELECT count(*) FROM examination JOIN incident ON incident.id = incident_id"
            " JOIN report ON report.id = incident.report_id"
            " WHERE report.number = ? AND outcome = 'examined'", (number,)).fetchone()
    return row[0] == 1


def main():
    program = sys.argv[1]
    reports = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000
    ordinary = int(sys.argv[3]) if len(sys.argv) > 3 else 10
    silence = Silence()
    silence.start()
    site = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=site.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory() as folder:
        arguments = [
            part for name in ("public", "provider", "workbench", "operations")
            for part in (f"--{name}-address", "127.0.0.1:0")]
        for setting in (
                "outbound.allowedPrivateNetworks=127.0.0.0/8",
                f"outbound.allowedPorts={silence.port},{site.server_port}"):
            arguments += ["--set", setting]
        process = subprocess.Popen(
            [program, "serve", "--format", "json", "--data-directory", folder, *arguments],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        try:
            public = json.loads(process.stdout.readline())["public.address"]
            database = next(Path(folder).glob("*.sqlite*"))

            def hostile(number):
                report(public, [
                    f"http://127.{1 + number // 250}.{number % 250}.{place + 1}:{silence.port}/"
                    for place in range(ADDRESSES)], "luring")

            began = time.monotonic()
            with ThreadPoolExecutor(4) as pool:
                list(pool.map(hostile, range(reports)))
            print(f"{reports} hostile reports in {time.monotonic() - began:.0f} s", flush=True)
            waits = []
            for place in range(ordinary):
                address = f"http://127.0.0.1:{site.server_port}/page{place}"
                number = report(public, [address], "csam")
                began = time.monotonic()
                while not examined(database, number):
                    if time.monotonic() - began > 600:
                        raise SystemExit("not examined in ten minutes")
                    time.sleep(0.05)
                waits.append(time.monotonic() - began)
                print(f"examined after {waits[-1]:.2f} s", flush=True)
            with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
                lanes = dict(connection.execute(
                    "SELECT lane, count(*) FROM job WHERE available_at IS NOT NULL GROUP BY lane"))
        finally:
            process.terminate()
            process.wait()
    print(f"median {median(waits):.2f} s, longest {max(waits):.2f} s; waiting by lane: {lanes}")
    write("fairness", {
        "machine": machine(), "hostile_reports": reports, "addresses_each": ADDRESSES,
        "seconds": waits, "waiting_by_lane": lanes, "connections": silence.count})


if __name__ == "__main__":
    main()
