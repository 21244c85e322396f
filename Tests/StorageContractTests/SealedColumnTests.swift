// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import Assessment
import AuditLog
import Foundation
import Incidents
import Intake
import NightlightCore
import Storage
import TestSupport
import Testing

/// Whoever carries the database away reads nothing of what was reported.
struct SealedColumnTests {
    private let rig: ContractRig
    private static let words = [
        "Cumulonimbus", "Stratocirrus", "Altocumulus", "Nimbostratus", "Fractostratus",
    ]

    init() throws { rig = try ContractRig() }

    /// A report, an account and an assessment, each with a word that stands nowhere else.
    private func fill(_ database: any Database) async throws -> Report {
        let words = Self.words
        let (report, incidents) = try await rig.report(
            rig.draft(
                ["https://a.example.org/\(words[0])", "@\(words[1])"],
                narrative: "A kitten called \(words[2]).", contact: "\(words[3])@example.org"),
            on: database)
        let (account, _) = try await rig.account("Nori", on: database)
        let waiting = try #require(incidents.first { $0.status == .awaitingAssessment })
        _ = try await rig.assessments(on: database).assess(
            incident: waiting.id, by: account.id, scheme: .canada, value: "not-csaem",
            reason: "It is only a \(words[4]).")
        return report
    }

    /// The words, in either case and as PostgreSQL writes bytes.
    private func wordsFound(in bytes: Data) -> [String] {
        let text = String(decoding: bytes, as: UTF8.self).lowercased()
        return Self.words.filter { word in
            let hexadecimal = word.utf8.map { String($0, radix: 16) }.joined()
            return text.contains(word.lowercased()) || text.contains(hexadecimal)
        }
    }

    @Test func `no word of a report is in the file of SQLite, nor in its log`() async throws {
        let temporary = try await TemporaryDatabase(.sqlite)
        _ = try await fill(temporary.database)
        let log = try Data(contentsOf: URL(filePath: temporary.address + "-wal"))
        #expect(log.range(of: Data("Nori".utf8)) != nil, "the search finds what is there")
        #expect(wordsFound(in: log) == [])
        try await temporary.database.close()
        let bytes = try Data(contentsOf: URL(filePath: temporary.address))
        #expect(wordsFound(in: bytes) == [])
        #expect(bytes.range(of: Data("Nori".utf8)) != nil, "the search finds what is there")
    }

    @Test func `no word of a report is in a dump of PostgreSQL`() async throws {
        let temporary = try await TemporaryDatabase(.postgres)
        _ = try await fill(temporary.database)
        let tables = try await DatabaseContents(of: temporary.database).tables
        var bytes = Data()
        for row in tables.values.joined() {
            for value in row {
                switch value {
                case .text(let text): bytes.append(contentsOf: text.utf8)
                case .blob(let blob): bytes.append(contentsOf: blob)
                case .null, .integer, .real: break
                }
                bytes.append(0x0a)
            }
        }
        #expect(bytes.count > 3_000)
        #expect(wordsFound(in: bytes) == [])
        #expect(bytes.range(of: Data("Nori".utf8)) != nil, "the search finds what is there")
        try await temporary.database.close()
    }

    /// Rows stay, for statistics and the audit log; what they said is gone with the key.
    @Test(arguments: DatabaseUnderTest.allCases)
    func `after an erasure not even casework can read`(engine: DatabaseUnderTest) async throws {
        let temporary = try await TemporaryDatabase(engine)
        let database = temporary.database
        let report = try await fill(database)
        let wrapped = try await database.read {
            try #require(try RecordKeyStore().wrapped(for: RecordID(of: report.id), in: $0))
        }
        #expect(
            try await database.read { try rig.reader.narrative(of: report, in: $0) } != nil)
        try await rig.intake(on: database).erasures.erase(report.id, .reporterAsked, by: .system)
        await #expect(throws: IncidentError.erased) {
            try await database.read { _ = try rig.reader.narrative(of: report, in: $0) }
        }
        await #expect(throws: IncidentError.erased) {
            try await database.read { _ = try rig.reader.contact(of: report, in: $0) }
        }
        let incidents = try await database.read {
            try IncidentStore().list(of: report.id, in: $0)
        }
        for incident in incidents {
            let locators = try await database.read {
                try LocatorStore().list(of: incident.id, in: $0)
            }
            #expect(locators.allSatisfy { $0.digest == nil })
            for locator in locators {
                await #expect(throws: IncidentError.erased) {
                    try await database.read {
                        _ = try rig.reader.address(of: locator, in: $0)
                    }
                }
            }
            let history = try await rig.assessments(on: database).history(of: incident.id)
            #expect(history.allSatisfy { $0.reason == nil })
        }
        let before = try await DatabaseContents(of: database)
        await #expect(throws: ErasureError.erasedBefore) {
            try await rig.intake(on: database).erasures.erase(
                report.id, .reporterAsked, by: .system)
        }
        #expect(try await DatabaseContents(of: database) == before, "twice is once")
        try await database.close()
        if engine == .sqlite {
            let bytes = try Data(contentsOf: URL(filePath: temporary.address))
            #expect(bytes.range(of: Data(wrapped)) == nil, "the key is not in the free space")
            #expect(bytes.range(of: Data(wrapped.suffix(48))) == nil)
        }
    }
}
