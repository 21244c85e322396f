// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Crypto

@testable import AuditLog

/// Checkpoints and proofs that others hand us.
extension FuzzTarget {
    static let audit = [signedNote, checkpointVerifier, merkleProof, compactRange, auditFacts]

    private static let signature = "\u{2014} log.example.org AAAAAAEC\n"
    private static let note =
        "log.example.org\n7\n" + String(repeating: "A", count: 43) + "=\n\n" + signature

    private static let signedNote = FuzzTarget(
        text: "signed-note", bytesMax: 1_024,
        seeds: { [note, note + signature, "a\n\n\n" + signature, "a\nb\n\n" + signature] }
    ) { text in
        guard let parsed = try? SignedNote.parse(text) else { return }
        let lines = parsed.signatures.map {
            SignedNote.line(name: $0.name, keyID: $0.keyID, signature: $0.bytes)
        }
        try hold(
            Array((parsed.text + "\n" + lines.joined()).utf8) == Array(text.utf8),
            "written again it is the same, byte for byte")
        guard let checkpoint = try? Checkpoint(unverified: text) else { return }
        try hold(checkpoint.size >= 0 && checkpoint.root.count == Merkle.hashBytes, "a real tree")
        let signed = Checkpoint.text(
            origin: checkpoint.origin, size: checkpoint.size, root: checkpoint.root)
        try hold(
            Array(parsed.text.utf8).starts(with: Array(signed.utf8)), "its text begins with it")
    }

    /// A note is changed in one place; the first two bytes say where and how.
    private static let checkpointVerifier = FuzzTarget(
        "checkpoint-verifier", bytesMax: 256, seeds: { [[0, 0, 0], [0, 9, 1], [1, 0, 32]] }
    ) { bytes in
        let key = try Curve25519.Signing.PrivateKey(
            rawRepresentation: [UInt8](repeating: 7, count: 32))
        let publicKey = Array(key.publicKey.rawRepresentation)
        let origin = "log.example.org"
        let verifier = try CheckpointVerifier(origin: origin, publicKey: publicKey)
        let root = [UInt8](repeating: 3, count: Merkle.hashBytes)
        let text = Checkpoint.text(origin: origin, size: 7, root: root)
        let signature = Array(try key.signature(for: Array(text.utf8)))
        let keyID = SignedNote.keyID(name: origin, publicKey: publicKey)
        let genuine =
            text + "\n" + SignedNote.line(name: origin, keyID: keyID, signature: signature)
        try hold((try? verifier.verify(genuine))?.size == 7, "what was signed is accepted")
        var input = FuzzInput(bytes)
        var changed = Array(genuine.utf8)
        let place = input.number(below: 1 << 16) % changed.count
        changed.replaceSubrange(place..<place + 1, with: input.rest)
        let forged = String(decoding: changed, as: UTF8.self)
        guard let checkpoint = try? verifier.verify(forged) else { return }
        // Signatures of others may be added; nothing else may change.
        try hold(
            checkpoint.origin == origin && checkpoint.size == 7 && checkpoint.root == root,
            "only what was signed is accepted")
    }

    private static func root(_ leaves: ArraySlice<[UInt8]>) -> [UInt8] {
        if leaves.count == 1, let leaf = leaves.first { return leaf }
        let split = MerkleProof.Span(Int64(leaves.startIndex), Int64(leaves.endIndex)).split
        return Merkle.node(root(leaves[..<Int(split)]), root(leaves[Int(split)...]))
    }

    /// Size, a leaf, an earlier size, a step of the proof and a bit to flip in it.
    private static let merkleProof = FuzzTarget(
        "merkle-proof", bytesMax: 32, seeds: { [[8, 3, 4, 0, 1], [12, 11, 7, 1, 9], [0]] }
    ) { bytes in
        var input = FuzzInput(bytes)
        let size = input.number(below: 32) + 1
        let index = input.number(below: size)
        let former = input.number(below: size + 1)
        let leaves = (0..<size).map { Merkle.leaf([UInt8($0)]) }
        let roots = { (spans: [MerkleProof.Span]) in
            spans.map { root(leaves[Int($0.start)..<Int($0.end)]) }
        }
        let whole = root(leaves[...])
        let begun = former == 0 ? Merkle.emptyRoot : root(leaves[..<former])
        let inclusion = roots(
            try MerkleProof.inclusionSpans(index: Int64(index), size: Int64(size)))
        let consistency = roots(
            try MerkleProof.consistencySpans(from: Int64(former), to: Int64(size)))
        func includes(_ proof: [[UInt8]]) -> Bool {
            (try? MerkleProof.verifyInclusion(
                of: leaves[index], index: Int64(index), size: Int64(size), proof: proof,
                root: whole)) != nil
        }
        func continues(_ proof: [[UInt8]]) -> Bool {
            (try? MerkleProof.verifyConsistency(
                from: Int64(former), root: begun, to: Int64(size), root: whole, proof: proof))
                != nil
        }
        try hold(includes(inclusion) && continues(consistency), "a genuine proof is accepted")
        let step = input.number(below: 8)
        let bit = input.number(below: 256)
        for (proof, isAccepted) in [(inclusion, includes), (consistency, continues)] {
            try hold(!isAccepted(proof + [whole]), "one step more is refused")
            guard !proof.isEmpty else { continue }
            try hold(!isAccepted(proof.dropLast()), "one step less is refused")
            var forged = proof
            forged[step % proof.count][bit / 8] ^= 1 << UInt8(bit % 8)
            try hold(!isAccepted(forged), "one bit more or less is refused")
        }
    }

    /// A size, and what is claimed to be the tree's frontier.
    private static let compactRange = FuzzTarget(
        "compact-range", bytesMax: 2_048,
        seeds: { [[0, 3] + [UInt8](repeating: 1, count: 64), [0, 0], [0xff, 0xff]] }
    ) { bytes in
        var input = FuzzInput(bytes)
        let size = Int64(input.number(below: 1 << 16))
        guard var range = CompactRange(size: size, frontier: input.rest) else { return }
        try hold(range.frontier == input.rest, "the frontier is kept")
        let before = range.size
        let completed = range.append(leaf: Merkle.leaf([1]))
        try hold(range.size == before + 1 && !completed.isEmpty, "one leaf more")
        try hold(
            CompactRange(size: range.size, frontier: range.frontier) == range,
            "it goes on from its frontier")
    }

    private static let auditFacts = FuzzTarget(
        text: "audit-facts", bytesMax: 512,
        seeds: { [#"{"a":"b","c":"\"\\"}"#, "{}", "system", "account:x", "provider:y"] }
    ) { text in
        if let facts = try? AuditFacts.decode(text) {
            try hold(AuditFacts.encode(facts) == text, "one text for one value")
        }
        if let actor = AuditActor(text) {
            try hold(Array(actor.text.utf8) == Array(text.utf8), "an actor is written as read")
        }
    }
}
