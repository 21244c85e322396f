// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import Crypto
import Foundation
import NightlightCore
import Testing

struct CheckpointTests {
    let signer: CheckpointSigner
    let root = [UInt8](repeating: 0xab, count: 32)

    init() throws {
        signer = try CheckpointSigner(
            origin: "audit.example.org/log", privateKey: [UInt8](repeating: 7, count: 32))
    }

    @Test func `a checkpoint has the form of the specification`() throws {
        let checkpoint = try signer.sign(size: 42, root: root)
        let lines = checkpoint.note.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count == 6)
        #expect(lines[0] == "audit.example.org/log")
        #expect(lines[1] == "42")
        #expect(lines[2] == "q6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6s=")
        #expect(lines[3].isEmpty)
        #expect(lines[4].hasPrefix("\u{2014} audit.example.org/log "))
        #expect(lines[5].isEmpty)
        let encoded = String(lines[4].split(separator: " ")[2])
        #expect(Data(base64Encoded: encoded)?.count == 68)
        #expect(try signer.verifier.verify(checkpoint.note) == checkpoint)
    }

    /// The example key of the Go package golang.org/x/mod/sumdb/note, whose format C2SP describes.
    @Test func `a key is written as the reference implementation writes it`() throws {
        let key = try #require(
            Data(base64Encoded: "ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"))
        let verifier = try CheckpointVerifier(
            origin: "PeterNeumann", publicKey: Array(key.dropFirst()))
        #expect(
            verifier.verifierKey
                == "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
    }

    @Test(arguments: ["42", "audit.example.org", "q6ur", "\n\n", "\u{2014} "])
    func `a changed note is refused`(_ piece: String) throws {
        let note = try signer.sign(size: 42, root: root).note
        let other = piece == "q6ur" ? "q6uq" : piece.replacing("4", with: "5") + "x"
        let changed = note.replacing(piece, with: piece == "42" ? "43" : other)
        #expect(changed != note)
        #expect(throws: AuditError.self) { try signer.verifier.verify(changed) }
    }

    @Test func `each reason has its own error`() throws {
        let note = try signer.sign(size: 42, root: root).note
        let otherKey = try CheckpointSigner(
            origin: "audit.example.org/log", privateKey: [UInt8](repeating: 8, count: 32))
        let otherName = try CheckpointSigner(
            origin: "audit.example.org/other", privateKey: [UInt8](repeating: 7, count: 32))
        #expect(throws: AuditError.signature) { try otherKey.verifier.verify(note) }
        #expect(throws: AuditError.otherLog) { try otherName.verifier.verify(note) }
        #expect(throws: AuditError.signature) {
            try signer.verifier.verify(note.replacing("\n42\n", with: "\n43\n"))
        }
        #expect(throws: AuditError.malformedCheckpoint) { try signer.verifier.verify("kittens") }
        #expect(throws: AuditError.malformedCheckpoint) {
            try signer.verifier.verify(note.replacing("\n42\n", with: "\n042\n"))
        }
    }

    @Test func `a witness may add its signature`() throws {
        let note = try signer.sign(size: 42, root: root).note
        let witness = "\u{2014} witness.example.org AAAAAAECAwQ=\n"
        #expect(try signer.verifier.verify(note + witness).size == 42)
    }

    @Test(arguments: ["", "with space", "with+plus", "with\nnewline"])
    func `a name that cannot stand in a note is refused`(_ origin: String) {
        #expect(throws: AuditError.malformedKey) {
            try CheckpointSigner(origin: origin, privateKey: [UInt8](repeating: 7, count: 32))
        }
    }
}
