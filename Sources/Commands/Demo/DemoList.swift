// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import Composition
import Fingerprinting
import Matching
import MediaDecoding
import NightlightCore
import PerceptualHashing
import ReportFormats

/// The hash list of a demonstration: made as an exchange would send it, and imported as every list
/// is.
struct DemoList {
    let workers: Workers
    let installation: Installation

    private static let name = "weather"

    /// MD5 and PDQ of each file as lines, then the import of those lines.
    func publish(_ files: [[UInt8]]) async throws {
        var text = ""
        for file in files {
            let found = try await FingerprintedFile(of: file, through: workers.decoders)
            guard let still = found.still else { throw DemoError.pictureUnreadable }
            text += "md5 \(found.digests.md5.hex)\npdq \(still.hash.hex)\n"
        }
        let service = installation.services.hashLists
        let list = try await service.create(
            HashListDraft(
                name: Self.name, source: "Nightlight demonstration",
                settings: HashListSettings(isTrusted: true)), by: .system)
        var chunks = [Array(text.utf8)]
        let result = try await service.importFile(
            into: list.id, format: .lines, policy: .allOrNothing, by: .system
        ) { chunks.popLast() }
        guard result.isKept else { throw DemoError.listRefused }
    }
}
