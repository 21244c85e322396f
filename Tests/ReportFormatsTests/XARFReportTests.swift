// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import NightlightCore
import ReportFormats
import Testing

@Suite struct XARFReportTests {
    private static let party = XARFReport.Party(
        organisation: "Example Hotline", contact: "notices@hotline.example.org",
        domain: "hotline.example.org")

    static func minimal() -> XARFReport {
        XARFReport(
            reportID: "01890a5d-ac96-774b-bcce-b302099a8057",
            timestamp: Timestamp(secondsSinceEpoch: 1_800_000_000), reporter: party, sender: party,
            sourceIdentifier: "198.51.100.42", url: "https://pictures.example.org/a.jpg",
            classification: .baseline, detectionMethod: .hashMatch)
    }

    private static func full() -> XARFReport {
        var report = minimal()
        report.sourcePort = 443
        report.evidenceSource = .crawler
        report.evidence = [
            .init(contentType: .json, text: "{\"pdq\":\"00\"}", description: "Hashes"),
            .init(contentType: .text, text: "Vu le 1er mai à midi"),
        ]
        report.confidence = 0.97
        report.tags = ["nightlight:notice"]
        report.description = "Known material at this address."
        report.domain = "pictures.example.org"
        report.verifiedAt = Timestamp(secondsSinceEpoch: 1_800_000_060)
        report.verificationMethod = .automatedCrawler
        report.hostingProvider = "Example Networks"
        report.asn = 64_500
        report.countryCode = "CA"
        report.mediaType = .image
        report.hashes = [
            Fingerprint(kind: .md5, hex: Digits.md5),
            Fingerprint(kind: .sha256, hex: Digits.sha256),
            Fingerprint(kind: .pdq, hex: Digits.pdq),
        ].compactMap { $0 }
        report.contentRemoved = false
        return report
    }

    @Test func `the least report has the specification's members in its order`() throws {
        #expect(
            try Self.minimal().json(pretty: false) == """
                {"xarf_version":"4.2.0","report_id":"01890a5d-ac96-774b-bcce-b302099a8057",\
                "timestamp":"2027-01-15T08:00:00Z",\
                "reporter":{"org":"Example Hotline","contact":"notices@hotline.example.org",\
                "domain":"hotline.example.org"},\
                "sender":{"org":"Example Hotline","contact":"notices@hotline.example.org",\
                "domain":"hotline.example.org"},\
                "source_identifier":"198.51.100.42","category":"content","type":"csam",\
                "url":"https://pictures.example.org/a.jpg","classification":"baseline",\
                "detection_method":"hash_match"}
                """)
    }

    @Test func `hashes are given by the kinds the specification knows`() {
        let hashes = Self.full().value["hash_values"]
        #expect(hashes?["md5"]?.text == Digits.md5)
        #expect(hashes?["sha256"]?.text == Digits.sha256)
        #expect(hashes?["pdq"] == nil)
    }

    /// Each change breaks one rule; both validators must see it.
    private static let breaks: [(XARFFault, @Sendable (inout XARFReport) -> Void)] = [
        (.badReportID, { $0.reportID = "7" }),
        (
            .badParty,
            { $0.reporter = .init(organisation: "", contact: "a@b.test", domain: "b.test") }
        ),
        (
            .badParty,
            {
                $0.sender = .init(
                    organisation: String(repeating: "a", count: 201), contact: "a@b.test",
                    domain: "b.test")
            }
        ),
        (.badParty, { $0.sender = .init(organisation: "a", contact: "nobody", domain: "b.test") }),
        (.badSource, { $0.sourceIdentifier = "" }),
        (.badPort, { $0.sourcePort = 70_000 }),
        (.badAddress, { $0.url = "ftp://a.test/" }),
        (
            .badEvidence,
            {
                $0.evidence = Array(repeating: .init(contentType: .text, text: "a"), count: 51)
            }
        ),
        (
            .badEvidence,
            {
                $0.evidence = [
                    .init(
                        contentType: .text, text: "a",
                        description: String(repeating: "a", count: 501))
                ]
            }
        ),
        (.badConfidence, { $0.confidence = 1.5 }),
        (.badTag, { $0.tags = ["no namespace"] }),
        (.badTag, { $0.tags = Array(repeating: "a:b", count: 21) }),
        (.badDescription, { $0.description = String(repeating: "a", count: 1_001) }),
        (.badNumber, { $0.asn = -1 }),
        (.badCountry, { $0.countryCode = "Canada" }),
    ]

    @Test(arguments: breaks.indices)
    func `a report that breaks a published rule is not written`(index: Int) {
        let (fault, change) = Self.breaks[index]
        var report = Self.full()
        change(&report)
        #expect(throws: fault) { try report.json() }
    }

    @Test func `an independent validator agrees about every report`() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let root = folder.deletingLastPathComponent().deletingLastPathComponent()
        let broken = Self.breaks.map { _, change in
            var report = Self.full()
            change(&report)
            return report
        }
        let reports = [Self.minimal(), Self.full()] + broken
        let process = Process()
        process.executableURL = root.appendingPathComponent(".venv/bin/python3")
        process.arguments = [
            folder.appendingPathComponent("check_xarf.py").path,
            folder.appendingPathComponent("Schemas/xarf-content-csam.schema.json").path,
        ]
        let input = Pipe()
        let output = Pipe()
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        let lines = reports.map { $0.value.json() + "\n" }.joined()
        input.fileHandleForWriting.write(Data(lines.utf8))
        try input.fileHandleForWriting.close()
        let answers = String(
            decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self
        )
        .split(separator: "\n").map { $0 == "valid" }
        process.waitUntilExit()
        #expect(answers == [true, true] + broken.map { _ in false })
    }
}
