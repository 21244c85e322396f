// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Composition
import Foundation
import JobQueue
import MediaDecoding
import NightlightCore
import PasswordHashing
import Storage
import TestSupport
import Testing

/// Jobs against handlers: a kind that nobody handles would wait for ever.
struct JobKindTests {
    /// Opens an installation in a folder of its own, and closes it afterwards.
    private func withWorkers(
        _ values: [Setting: String], _ body: (Workers) throws -> Void
    ) async throws {
        let folder = URL(filePath: try ScratchFolder.path(), directoryHint: .isDirectory)
            .appending(path: UUID().uuidString, directoryHint: .isDirectory)
        // No test here reads a file: a decoder that is not there starts no child.
        let settings = Settings(
            dataDirectory: folder,
            values: values.merging([.decoderPath: "no-decoder"]) { first, _ in first })
        let installation = try await Installation.open(
            settings, hasher: PasswordHasher(limits: .testing))
        let workers = try Workers(try await CaseworkServices.open(installation))
        let result = Result { try body(workers) }
        await workers.decoders.shutdown()
        try await installation.database.close()
        try result.get()
    }

    private static let relay: [Setting: String] = [
        .mailRelay: "smtp://127.0.0.1:25", .mailSecurity: "none",
    ]

    @Test func `every kind of job that is declared has one handler`() async throws {
        let declared = try Repository.quoted(behind: "= JobKind(rawValue: \"", in: "Sources")
        #expect(declared.count >= 7)
        try await withWorkers(Self.relay) { workers in
            let handled = try workers.handlers().map(\.kind.rawValue).sorted()
            #expect(handled == declared)
        }
    }

    @Test func `a kind of job is named after the feature that handles it`() async throws {
        try await withWorkers(Self.relay) { workers in
            for feature in Product.features {
                for handler in try feature.handlers(workers) {
                    #expect(
                        handler.kind.rawValue.hasPrefix(feature.module.lowercased() + "."),
                        "\(handler.kind.rawValue) is handled by \(feature.module)")
                }
            }
        }
    }

    @Test func `without a mail relay nobody claims what is to be sent`() async throws {
        try await withWorkers([:]) { workers in
            let kinds = try workers.handlers().map(\.kind)
            #expect(!kinds.contains(JobKind(rawValue: "takedown.send")))
            #expect(kinds.contains(JobKind(rawValue: "takedown.compose")))
        }
    }
}
