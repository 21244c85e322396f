# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Nightlight authors
"""A TLS server on loopback with a certificate of its own, made here and valid for a day.

    tls_server.py https SUBJECT-ALTERNATIVE-NAME
    tls_server.py smtp SUBJECT-ALTERNATIVE-NAME

Prints its port and the path of its certificate, then what happened: `sni NAME`, `asked`,
`mail BYTES-IN-BASE64`, `plain COMMAND` for what came before TLS. Ends with its standard input.
"""
import base64
import os
import socket
import ssl
import subprocess
import sys
import tempfile
import threading

mode, name = sys.argv[1:]
folder = tempfile.TemporaryDirectory()
key, certificate = (os.path.join(folder.name, part) for part in ("key.pem", "certificate.pem"))
subprocess.run(
    ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
     "-nodes", "-days", "1", "-subj", "/CN=test", "-addext", f"subjectAltName={name}",
     "-keyout", key, "-out", certificate], check=True, capture_output=True)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(certificate, key)
context.sni_callback = lambda connection, host, _: say(f"sni {host}")


def say(text):
    print(text, flush=True)


def serve_https(connection):
    with context.wrap_socket(connection, server_side=True) as secure:
        if secure.recv(65536):
            say("asked")
            secure.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")


def serve_smtp(connection):
    connection.sendall(b"220 relay.test ESMTP\r\n")
    secure = False
    while True:
        line = connection.makefile("rb").readline() if not secure else reader.readline()
        if not line:
            return
        verb = line.strip().upper()
        if not secure and verb[:4] not in (b"EHLO", b"STAR", b"QUIT"):
            say("plain " + line.strip().decode())
        if verb.startswith(b"EHLO"):
            connection.sendall(b"250-relay.test\r\n" + (b"" if secure else b"250-STARTTLS\r\n")
                               + b"250-AUTH PLAIN\r\n250 8BITMIME\r\n")
        elif verb == b"STARTTLS":
            connection.sendall(b"220 go on\r\n")
            connection = context.wrap_socket(connection, server_side=True)
            reader, secure = connection.makefile("rb"), True
        elif verb.startswith(b"AUTH PLAIN"):
            if len(line.split()) == 2:
                connection.sendall(b"334 \r\n")
                line += reader.readline()
            say("signed-in " + line.split()[2].decode())
            connection.sendall(b"235 welcome\r\n")
        elif verb == b"DATA":
            connection.sendall(b"354 go on\r\n")
            lines = []
            while (line := reader.readline()) not in (b".\r\n", b""):
                lines.append(line[1:] if line.startswith(b".") else line)
            say("mail " + base64.b64encode(b"".join(lines)).decode())
            connection.sendall(b"250 taken\r\n")
        elif verb == b"QUIT":
            connection.sendall(b"221 bye\r\n")
            return
        else:
            connection.sendall(b"250 ok\r\n")


def run(connection):
    try:
        (serve_https if mode == "https" else serve_smtp)(connection)
    except OSError:
        pass  # The other side did not like what it saw.


def listen():
    while True:
        connection, _ = server.accept()
        threading.Thread(target=run, args=(connection,), daemon=True).start()


server = socket.create_server(("127.0.0.1", 0))
say(f"{server.getsockname()[1]} {certificate}")
threading.Thread(target=listen, daemon=True).start()
sys.stdin.read()
