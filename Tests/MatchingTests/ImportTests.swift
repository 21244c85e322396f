// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import NightlightCore
import ReportFormats
import Storage
import TestSupport
import Testing

@testable import Matching

struct ImportTests {
    /// The same three fingerprints in every spelling that files have.
    private static func sample(_ number: Int) throws -> (HashListFormat, String) {
        let (md5, sha1) = (try made(.md5, 1).hex, try made(.sha1, 2).hex)
        let last = try made(.md5, 3).hex
        return switch number {
        case 0: (.csv, "\u{feff}MD5,SHA-1,note\r\n\(md5.uppercased()),\(sha1),x\r\n\(last),,\r\n")
        case 1: (.csv, "sha1;md5\n\(sha1);\(md5)\n;\(last)")
        case 2: (.lines, "# weather\nmd5 \(md5)\r\nSHA1\t\(sha1)\r\n\nmd5 \(last)")
        case 3:
            (
                .vics,
                """
                \u{feff}{"@odata.context":"x","value":[{"CaseID":"1","Media":[\
                {"MediaID":1,"MD5":"\(md5.uppercased())","SHA1":"\(sha1)"},{"MD5":"\(last)"}]}]}
                """
            )
        default:
            (
                .vics,
                """
                {"odata.metadata":"x","value":[{"MD5":"\(md5)","SHA1":"\(sha1)"},{"MD5":"\(last)"}]}
                """
            )
        }
    }

    @Test(arguments: 0...4)
    func `every format is told by its beginning and read`(number: Int) async throws {
        let rig = try await MatchingRig(.sqlite)
        let list = try await rig.list()
        let (format, text) = try Self.sample(number)
        let result = try await rig.read(text, into: list, policy: .allOrNothing, pieceBytes: 7)
        #expect(result.format == format)
        #expect(result.addedCount == 3 && result.badCount == 0 && result.isKept)
        #expect(result.byteCount == text.utf8.count)
        let entries = try await rig.service.entries(of: list.id, limit: 10)
        let expected = [try made(.md5, 1), try made(.sha1, 2), try made(.md5, 3)]
        #expect(Set(entries.map(\.fingerprint)) == Set(expected))
        #expect(try await rig.now(list).entryCount == 3)
    }

    @Test(arguments: DatabaseUnderTest.allCases, ImportPolicy.allCases)
    func `what is there already is counted and left`(
        engine: DatabaseUnderTest, policy: ImportPolicy
    ) async throws {
        let rig = try await MatchingRig(engine)
        let list = try await rig.list("kittens", of: [try made(.md5, 1)])
        let first = try await rig.entry(try made(.md5, 1))
        rig.time.advance(by: .days(1))
        let again = [try made(.md5, 1), try made(.md5, 2), try made(.md5, 2)]
        let result = try await rig.add(again, to: list, policy: policy)
        #expect(result.addedCount == 1 && result.presentCount == 2 && result.isKept)
        #expect(try await rig.entry(try made(.md5, 1)) == first)
        #expect(try await rig.now(list).entryCount == 2)
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `keep good keeps the good rows and names the bad ones`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await MatchingRig(engine)
        let list = try await rig.list()
        let text = "md5 \(try made(.md5, 1).hex)\nmd5 zz\n\nmd4 00\nmd5 \(try made(.md5, 2).hex)\n"
        let result = try await rig.read(text, into: list, policy: .keepGood)
        #expect(result.isKept && result.addedCount == 2 && result.rowCount == 4)
        #expect(result.badRows.map(\.lineNumber) == [2, 4])
        #expect(result.badRows.map(\.reason) == [.badMD5, .unknownKind])
        #expect(try await rig.now(list).entryCount == 2)
        let run = try #require(try await rig.service.imports(of: list.id, limit: 1).first)
        #expect(run.state == .done)
        #expect([run.readCount, run.addedCount, run.presentCount, run.badCount] == [4, 2, 0, 2])
    }

    @Test(arguments: DatabaseUnderTest.allCases, ImportPolicy.allCases)
    func `an import that kept nothing leaves nothing`(
        engine: DatabaseUnderTest, policy: ImportPolicy
    ) async throws {
        let rig = try await MatchingRig(engine)
        let list = try await rig.list()
        let good = try (0..<4_100).map { try made(.md5, $0) }
        // Long enough that a batch was written when the bad row comes.
        let text = policy == .allOrNothing ? MatchingRig.lines(good) + "md5 zz\n" : "md5 zz\n"
        let result = try await rig.read(text, into: list, policy: policy, pieceBytes: 50_000)
        #expect(!result.isKept && result.addedCount == 0 && result.badCount == 1)
        #expect(try await rig.rows("hash_entry") == 0)
        #expect(try await rig.now(list).entryCount == 0)
        #expect(try await rig.matcher.matches(for: [good[0]], quality: nil).isEmpty)
        let run = try #require(try await rig.service.imports(of: list.id, limit: 1).first)
        #expect(run.state == .rejected && run.addedCount == 0 && run.badCount == 1)
        // The same rows can be imported afterwards.
        let second = try await rig.add(Array(good.prefix(3)), to: list, policy: policy)
        #expect(second.addedCount == 3)
    }

    @Test(arguments: DatabaseUnderTest.allCases, ImportPolicy.allCases)
    func `what is read so far counts with keep good only`(
        engine: DatabaseUnderTest, policy: ImportPolicy
    ) async throws {
        let rig = try await MatchingRig(engine)
        let list = try await rig.list()
        let matcher = rig.matcher
        let all = try (0..<4_500).map { try made(.pdq, $0) }
        var pieces = [MatchingRig.lines(Array(all.prefix(4_200))), MatchingRig.lines(all)]
        var midway: [Int] = []
        let result = try await rig.service.importFile(
            into: list.id, policy: policy, by: .system
        ) {
            if pieces.count == 1 {
                midway = [
                    try await rig.rows("hash_entry"), try await rig.now(list).entryCount,
                    try await rig.service.entries(of: list.id, limit: 1).count,
                    try await rig.service.entries(with: all[0]).count,
                    try await matcher.matches(for: [all[0]], quality: 80).count,
                ]
            }
            return pieces.isEmpty ? nil : Array(pieces.removeFirst().utf8)
        }
        #expect(result.addedCount == 4_500 && result.presentCount == 4_200)
        #expect(midway == (policy == .keepGood ? [4_000, 4_000, 1, 1, 1] : [4_000, 0, 0, 0, 0]))
        #expect(try await rig.now(list).entryCount == 4_500)
        #expect(try await matcher.matches(for: [all[4_400]], quality: 80).count == 1)
    }

    @Test(
        arguments: [
            ("md5\n00", .csv, .badMD5, false), ("cat,dog\n1,2\n", .csv, .noHashColumn, true),
            (" \n\n", .csv, .noHashColumn, true), ("{\"value\":[{\"MD5\"", .vics, .truncated, true),
            ("{\"value\":[}", .vics, .malformedJSON, true), ("[", .vics, .truncated, true),
            ("md5\n\"abc", .csv, .truncated, false),
        ] as [(String, HashListFormat, BadRowReason, Bool)])
    func `a file that cannot be read says why`(
        file: (text: String, format: HashListFormat, reason: BadRowReason, isCutShort: Bool)
    ) async throws {
        let rig = try await MatchingRig(.sqlite)
        let list = try await rig.list()
        let result = try await rig.read(file.text, into: list)
        #expect(result.format == file.format)
        #expect(result.badRows.map(\.reason) == [file.reason])
        #expect(result.isCutShort == file.isCutShort)
        #expect(!result.isKept)
    }

    @Test(arguments: [[0xff, 0xfe], [0xfe, 0xff]] as [[UInt8]])
    func `UTF-16 is named as such`(mark: [UInt8]) async throws {
        let rig = try await MatchingRig(.sqlite)
        let list = try await rig.list()
        let wide = Array("md5\n".utf8).flatMap { mark[0] == 0xff ? [$0, 0] : [0, $0] }
        let result = try await rig.read(mark + wide, into: list)
        #expect(result.badRows.map(\.reason) == [.otherEncoding])
        #expect(result.isCutShort && !result.isKept)
    }

    @Test func `a truncated file keeps its good rows and says that it is cut short`() async throws {
        let rig = try await MatchingRig(.sqlite)
        let list = try await rig.list()
        let text = "{\"value\":[{\"MD5\":\"\(try made(.md5, 1).hex)\"},{\"MD5\":\"00"
        let result = try await rig.read(text, into: list, policy: .keepGood)
        #expect(result.isKept && result.isCutShort && result.addedCount == 1)
        #expect(result.badRows.map(\.reason) == [.truncated])
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `an empty file or an unknown list changes nothing`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await MatchingRig(engine)
        let list = try await rig.list()
        await #expect(throws: MatchingError.fileEmpty) { try await rig.read("", into: list) }
        #expect(try await rig.rows("hash_import") == 0)
        await #expect(throws: MatchingError.listUnknown) {
            _ = try await rig.service.importFile(
                into: HashList.ID(at: rig.time.now()), policy: .keepGood, by: .system
            ) { Array("md5 00".utf8) }
        }
        #expect(try await rig.events(list) == [.hashListCreated])
    }

    @Test func `a hundred bad rows are named, all are counted, and the last says the end`()
        async throws
    {
        let rig = try await MatchingRig(.sqlite)
        let list = try await rig.list()
        let rows = String(repeating: "{\"MD5\":\"zz\"},\n", count: 250)
        let result = try await rig.read("{\"value\":[" + rows + "!", into: list)
        #expect(result.badCount == 251)
        #expect(result.badRows.count == ImportResult.badRowsNamedMax)
        #expect(result.badRows.last?.reason == .malformedJSON)
        #expect(result.badRows.first?.rowNumber == 1)
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `an import is in the audit log from its start to its end`(
        engine: DatabaseUnderTest
    ) async throws {
        let rig = try await MatchingRig(engine)
        let list = try await rig.list()
        rig.time.advance(by: .minutes(1))
        // So long that the import begins before the second piece.
        var pieces = [MatchingRig.lines(try (0..<200).map { try made(.md5, $0) }), ""]
        _ = try await rig.service.importFile(into: list.id, policy: .keepGood, by: .system) {
            rig.time.advance(by: .minutes(1))
            return pieces.isEmpty ? nil : Array(pieces.removeFirst().utf8)
        }
        #expect(
            try await rig.events(list)
                == [.hashListCreated, .hashListImportStarted, .hashListImported])
        #expect(try await rig.now(list).version == 2)
    }
}
