// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import Foundation
import Matching
import NightlightCore
import ReportFormats
import TestSupport
import Testing

struct ImportMemoryTests {
    // LIMIT: bytes by which a process may grow while it imports; the rows themselves have 8 MB of
    // text, and as entries in memory they would take some 60 MB.
    private static let growthBytesMax = 40 * 1_024 * 1_024

    /// In a process of its own, because the others' memory says nothing.
    @Test func `importing two hundred thousand rows takes bounded memory`() async {
        await #expect(processExitsWith: .success) {
            let database = try await TemporaryDatabase(.sqlite).database
            let service = HashListService(
                database: database, audit: AuditTrail(), time: SystemTime())
            // The first rows make caches and statements, once.
            try await ImportMemoryTests.importRows(0..<10_000, "first", with: service)
            let before = try ImportMemoryTests.peakBytes()
            try await ImportMemoryTests.importRows(10_000..<210_000, "second", with: service)
            let growth = try ImportMemoryTests.peakBytes() - before
            try #require(growth < ImportMemoryTests.growthBytesMax)
        }
    }

    private static func importRows(
        _ rows: Range<Int>, _ name: String, with service: HashListService
    ) async throws {
        let list = try await service.create(
            HashListDraft(name: name, source: "made for a test"), by: .system)
        var next = rows.lowerBound
        let result = try await service.importFile(
            into: list.id, format: .lines, policy: .allOrNothing, by: .system
        ) {
            guard next < rows.upperBound else { return nil }
            var text = ""
            for number in next..<min(next + 1_000, rows.upperBound) {
                let digits = String(number, radix: 16)
                text += "md5 " + String(repeating: "0", count: 32 - digits.count) + digits + "\n"
            }
            next += 1_000
            return Array(text.utf8)
        }
        try #require(result.addedCount == rows.count)
    }

    /// The most memory this process ever had, as the kernel counts it.
    private static func peakBytes() throws -> Int {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") })
        let kilobytes = try #require(line.split(separator: " ").compactMap { Int($0) }.first)
        return kilobytes * 1_024
    }
}
