# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Nightlight authors
"""Verifies an exported audit log without any code of Nightlight, with Python's own library only.

    verify_log.py FOLDER [PROOFS.jsonl]
    verify_log.py --self-test

Written from RFC 9162 (Merkle tree), RFC 8032 (Ed25519) and the C2SP documents signed-note,
tlog-checkpoint and tlog-tiles. Prints one JSON object; exits with 1 when anything is wrong.
"""

import base64
import functools
import hashlib
import json
import os
import struct
import sys


class Bad(Exception):
    """The log, a signature or a proof is not what it should be."""


def need(condition, message):
    if not condition:
        raise Bad(message)


# Ed25519, verification only (RFC 8032, section 5.1.7 and appendix A).

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)


def point_add(a, b):
    e = (a[1] - a[0]) * (b[1] - b[0]) % P
    f = (a[1] + a[0]) * (b[1] + b[0]) % P
    g = 2 * a[3] * b[3] * D % P
    h = 2 * a[2] * b[2] % P
    w, x, y, z = f - e, h - g, h + g, f + e
    return (w * x % P, y * z % P, x * y % P, w * z % P)


def point_multiply(scalar, point):
    result = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            result = point_add(result, point)
        point = point_add(point, point)
        scalar >>= 1
    return result


def point_equal(a, b):
    return (a[0] * b[2] - b[0] * a[2]) % P == 0 and (a[1] * b[2] - b[1] * a[2]) % P == 0


def recover_x(y, sign):
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    if square == 0:
        return None if sign else 0
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_ONE % P
    if (x * x - square) % P:
        return None
    return P - x if x & 1 != sign else x


def decompress(data):
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    x = recover_x(y, sign)
    return None if x is None else (x, y, 1, x * y % P)


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE_X = recover_x(BASE_Y, 0)
BASE = (BASE_X, BASE_Y, 1, BASE_X * BASE_Y % P)


def ed25519_verify(public, message, signature):
    if len(public) != 32 or len(signature) != 64:
        return False
    a, r = decompress(public), decompress(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= L:
        return False
    digest = hashlib.sha512(signature[:32] + public + message).digest()
    h = int.from_bytes(digest, "little") % L
    return point_equal(point_multiply(s, BASE), point_add(r, point_multiply(h, a)))


# Merkle tree (RFC 9162, section 2.1).


def leaf_hash(entry):
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


def tree_root(leaves):
    """Section 2.1.1, by its recursive definition."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    half = 1 << (len(leaves) - 1).bit_length() - 1
    return node_hash(tree_root(leaves[:half]), tree_root(leaves[half:]))


def check_inclusion(leaf, index, size, path, root):
    """By recursion from the top, not by the RFC's loop: another way to the same end."""

    def rebuild(index, size, path):
        if size == 1:
            need(not path, "inclusion path too long")
            return leaf
        need(path, "inclusion path too short")
        half = 1 << (size - 1).bit_length() - 1
        if index < half:
            return node_hash(rebuild(index, half, path[:-1]), path[-1])
        return node_hash(path[-1], rebuild(index - half, size - half, path[:-1]))

    need(0 <= index < size, "inclusion index outside the tree")
    need(rebuild(index, size, path) == root, "inclusion path leads to another root")


def check_consistency(former, former_root, size, root, path):
    def rebuild(former, size, path, whole):
        if former == size:
            if whole:
                need(not path, "consistency path too long")
                return former_root, former_root
            need(len(path) == 1, "consistency path of wrong length")
            return path[0], path[0]
        need(path, "consistency path too short")
        half = 1 << (size - 1).bit_length() - 1
        if former <= half:
            old, new = rebuild(former, half, path[:-1], whole)
            return old, node_hash(new, path[-1])
        old, new = rebuild(former - half, size - half, path[:-1], False)
        return node_hash(path[-1], old), node_hash(path[-1], new)

    need(0 < former <= size, "consistency sizes")
    old, new = rebuild(former, size, path, True)
    need(old == former_root, "consistency path leads to another former root")
    need(new == root, "consistency path leads to another root")


# Signed notes and checkpoints (C2SP).


@functools.lru_cache(maxsize=4096)
def open_checkpoint(note, vkey):
    name, key_id, encoded = vkey.strip().split("+", 2)
    key = base64.b64decode(encoded, validate=True)
    need(key[0] == 1, "not an Ed25519 key")
    expected_id = hashlib.sha256(name.encode() + b"\n" + key).digest()[:4]
    need(expected_id.hex() == key_id, "key id of the verifier key")
    text, border, signatures = note.rpartition("\n\n")
    need(border, "no signatures below the checkpoint")
    text += "\n"
    good = 0
    for line in signatures.splitlines():
        dash, signer, blob = line.split(" ")
        need(dash == "\u2014", "no em dash before a signature")
        blob = base64.b64decode(blob, validate=True)
        if signer == name and blob[:4] == expected_id:
            need(ed25519_verify(key[1:], text.encode(), blob[4:]), "signature of a checkpoint")
            good += 1
    need(good == 1, "no signature of the log's key")
    origin, size, root = text.split("\n")[:3]
    need(origin == name, "checkpoint of another log")
    return int(size), base64.b64decode(root, validate=True)


# The export.


def encode(texts):
    return b"".join(struct.pack(">I", len(t.encode())) + t.encode() for t in texts)


def content_hash(entry):
    texts = ["nightlight/audit-content/v2", entry["actor"], str(len(entry["facts"]))]
    for key in sorted(entry["facts"], key=lambda key: key.encode()):
        texts += [key, entry["facts"][key]]
    return hashlib.sha256(bytes.fromhex(entry["salt"]) + encode(texts)).digest()


def commitment_of(entry, content):
    head = ["nightlight/audit-event/v2", entry["id"], entry["kind"], entry["subject"]]
    return hashlib.sha256(encode([*head, str(entry["at"])]) + content).digest()


def place(position):
    groups = [f"{position % 1000:03}"]
    while position >= 1000:
        position //= 1000
        groups.insert(0, f"x{position % 1000:03}")
    return "/".join(groups)


def read(folder, *parts):
    with open(os.path.join(folder, *parts), "rb") as file:
        return file.read()


def check_tiles(folder, leaves):
    """Every tile, from the leaves up: each level's hashes are roots of 256 of the level below."""
    level, hashes, tiles = 0, leaves, 0
    while hashes:
        for start in range(0, len(hashes), 256):
            width = min(256, len(hashes) - start)
            path = f"tile/{level}/{place(start // 256)}" + ("" if width == 256 else f".p/{width}")
            need(read(folder, path) == b"".join(hashes[start : start + width]), f"tile {path}")
            tiles += 1
        hashes = [tree_root(hashes[i : i + 256]) for i in range(0, len(hashes) // 256 * 256, 256)]
        level += 1
    return tiles


def check_entries(folder, commitments):
    for start in range(0, len(commitments), 256):
        part = commitments[start : start + 256]
        suffix = "" if len(part) == 256 else f".p/{len(part)}"
        bundle = b"".join(struct.pack(">H", len(c)) + c for c in part)
        need(read(folder, f"tile/entries/{place(start // 256)}{suffix}") == bundle, "entries")


def verify(folder, proofs):
    vkey = read(folder, "log.vkey").decode()
    size, root = open_checkpoint(read(folder, "checkpoint").decode(), vkey)
    commitments, erased, told = [], set(), set()
    for number, line in enumerate(read(folder, "entries.jsonl").decode().split("\n")[:-1]):
        entry = json.loads(line)
        need(entry["index"] == number, f"entry {number} has index {entry['index']}")
        commitment = bytes.fromhex(entry["commitment"])
        content = bytes.fromhex(entry["content"])
        need(commitment_of(entry, content) == commitment, f"entry {number} was changed")
        if entry.get("erased"):
            erased.add((number, f"audit:{entry['id']}"))
        else:
            need(content_hash(entry) == content, f"entry {number} was changed")
            if entry["kind"] == "audit.erased":
                told.add((int(entry["facts"]["index"]), entry["subject"]))
        commitments.append(commitment)
    # Whoever exports in the second before an erasure has its own place exports again.
    need(erased <= told, f"nothing tells of the erasure of {sorted(erased - told)}")
    leaves = [leaf_hash(c) for c in commitments]
    need(len(leaves) == size, f"{len(leaves)} entries, but the checkpoint says {size}")
    need(tree_root(leaves) == root, "root of the checkpoint")
    tiles = check_tiles(folder, leaves)
    check_entries(folder, commitments)
    roots = {}
    for line in read(folder, "checkpoints.jsonl").decode().splitlines():
        row = json.loads(line)
        at, old = open_checkpoint(row["note"], vkey)
        need(at == row["size"] and tree_root(leaves[:at]) == old, f"checkpoint of size {at}")
        roots[at] = old
    former_root = functools.lru_cache(maxsize=None)(lambda former: tree_root(leaves[:former]))
    counts = {"inclusion": 0, "consistency": 0}
    for line in proofs:
        proof = json.loads(line)
        path = [bytes.fromhex(step) for step in proof["path"]]
        at, target = open_checkpoint(proof["checkpoint"], vkey)
        if proof["type"] == "inclusion":
            check_inclusion(leaves[proof["index"]], proof["index"], at, path, target)
        else:
            former = proof["former"]
            check_consistency(former, former_root(former), at, target, path)
        counts[proof["type"]] += 1
    return {
        "events": size,
        "erased": len(erased),
        "checkpoints": len(roots),
        "tiles": tiles,
        **counts,
    }


def self_test():
    """The test tree of Certificate Transparency, and RFC 8032, section 7.1, tests 1 to 3."""
    inputs = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657"]
    inputs.append("606162636465666768696a6b6c6d6e6f")
    leaves = [leaf_hash(bytes.fromhex(i)) for i in inputs]
    vectors = [
        (
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            "",
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bac"
            "c61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        ),
        (
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
            "72",
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e"
            "458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        ),
        (
            "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
            "af82",
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290"
            "ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
        ),
    ]
    for public, message, signature in vectors:
        public, message = bytes.fromhex(public), bytes.fromhex(message)
        signature = bytes.fromhex(signature)
        need(ed25519_verify(public, message, signature), "RFC 8032 vector")
        need(not ed25519_verify(public, message + b"x", signature), "RFC 8032 vector, changed")
    return {"roots": [tree_root(leaves[:n]).hex() for n in range(len(leaves) + 1)]}


def main(arguments):
    try:
        if arguments == ["--self-test"]:
            print(json.dumps(self_test()))
            return 0
        proofs = []
        if len(arguments) == 2:
            proofs = read(arguments[1]).decode().splitlines()
        print(json.dumps(verify(arguments[0], proofs)))
        return 0
    except Bad as bad:
        print(json.dumps({"bad": str(bad)}))
        return 1
    except (ValueError, LookupError, TypeError, OSError) as malformed:
        print(json.dumps({"bad": f"malformed export: {type(malformed).__name__}"}))
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
