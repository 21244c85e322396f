// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Composition
import JobQueue
import NightlightCore

@testable import Accounts
@testable import Commands
@testable import Examination
@testable import Incidents
@testable import Intake
@testable import Scanning
@testable import WebAddresses

/// What people type: reports, addresses, names, numbers, arguments.
extension FuzzTarget {
    static let people = [
        reportDraft, receiptDigits, accountName, passwordPolicy, providerIdentifier,
        incidentCursor, incidentPayload, bodyKind, listenAddress, fingerprintArgument, textTable,
    ]

    /// Addresses by lines, narrative and contact, each up to a zero byte.
    private static let reportDraft = FuzzTarget(
        "report-draft", bytesMax: 1_024,
        seeds: {
            [
                "https://a.example.org/\nHTTPS://A.example.org\0It \u{202e}rained.\r\n\0me",
                "\u{ad}\n \u{301}\r\r\n@b\0\u{200b}\0 ", "\0\t\u{85}x\u{2028}y\0\u{fffd}",
            ].map { Array($0.utf8) }
        }
    ) { bytes in
        var input = FuzzInput(bytes)
        let draft = ReportDraft(
            channel: .public, language: .english, concern: .other,
            addresses: ReportDraft.addresses(inLines: input.text()), narrative: input.text(),
            contact: input.text(), submissionKey: String(repeating: "0", count: 32))
        let limits = IntakeLimits()
        guard let report = try? ValidReport(draft, limits: limits) else { return }
        try hold(report.addresses.count <= limits.addressesMax, "no more addresses than allowed")
        let canonical = report.addresses.map(\.canonical)
        try hold(Set(canonical).count == canonical.count, "each address comes once")
        for prose in [report.narrative, report.contact].compactMap(\.self) {
            try hold(!prose.isEmpty, "empty is absent")
            try hold(
                prose.unicodeScalars.allSatisfy {
                    $0.properties.generalCategory != .control || $0 == "\n" || $0 == "\t"
                }, "no control character is stored")
            try hold(ReportText.cleanedProse(prose) == prose, "clean text stays as it is")
        }
        for address in report.addresses {
            try hold(!address.text.isEmpty, "an address says something")
            try hold(
                !address.text.unicodeScalars.contains {
                    $0.properties.generalCategory == .control
                }, "no control character is in an address")
        }
    }

    private static let receiptDigits = FuzzTarget(
        text: "receipt-digits", bytesMax: 96,
        seeds: { ["1234 5678", "1234-5678.", "1234 5678 9012", "१२३४५६७८", "①②③④⑤⑥⑦⑧"] }
    ) { text in
        for count in [ReceiptDigits.numberCount, ReceiptDigits.secretCount] {
            guard let digits = ReceiptDigits.bare(text, count: count) else { continue }
            try hold(
                digits.utf8.count == count && digits.utf8.allSatisfy { (48...57).contains($0) },
                "plain digits, as many as there are")
            try hold(
                ReceiptDigits.bare(ReceiptDigits.grouped(digits), count: count) == digits,
                "as shown it is read again")
        }
    }

    private static let accountName = FuzzTarget(
        text: "account-name", bytesMax: 256,
        seeds: { [" Roy ", "zo\u{308}e.o’b", "ＲＯＹ", "a@b.test", "ﬁ", "İ"] }
    ) { text in
        if EmailAddress.isPlausible(text) {
            try hold(!text.contains { $0.isNewline || ",;<>".contains($0) }, "one recipient")
        }
        guard let name = AccountName(text) else { return }
        try hold(AccountName(name.display)?.key == name.key, "what is shown is the same name")
        try hold(!name.key.isEmpty, "a name has a key")
        try hold(AccountName(name.display)?.display == name.display, "and stays as it is")
    }

    /// A password, a zero byte, and the account's name.
    private static let passwordPolicy = FuzzTarget(
        "password-policy", bytesMax: 600,
        seeds: {
            ["correct horse battery\0Roy", "a\u{301}a\u{301}a\u{301}a\u{301}\0", "123456789012\0x"]
                .map { Array($0.utf8) }
        }
    ) { bytes in
        var input = FuzzInput(bytes)
        let (password, name) = (input.text(), input.text())
        let normal = PasswordPolicy.normalise(password)
        try hold(PasswordPolicy.normalise(normal) == normal, "normal text stays as it is")
        let refusal = PasswordPolicy.refusal(of: password, name: name)
        try hold(
            PasswordPolicy.refusal(of: normal, name: name) == refusal,
            "two spellings of one password are judged alike")
        guard refusal == nil else { return }
        let range = PasswordPolicy.lengthMin...PasswordPolicy.lengthMax
        try hold(range.contains(normal.count), "what is accepted is neither short nor long")
    }

    private static let providerIdentifier = FuzzTarget(
        text: "provider-identifier", bytesMax: 32,
        seeds: { ["P-222222", "p-abcdef", "P-23456K", "ｐ-222222"] }
    ) { text in
        guard let identifier = ProviderIdentifier(text) else { return }
        try hold(ProviderIdentifier(identifier.text) == identifier, "read again it is the same")
        try hold(identifier.text.utf8.count == 8, "eight plain characters")
    }

    private static let incidentCursor = FuzzTarget(
        text: "incident-cursor", bytesMax: 64,
        seeds: { ["2.018f2f6e-7c00-7abc-8def-0123456789ab", "+1.x", "0."] }
    ) { text in
        guard let cursor = IncidentCursor(text) else { return }
        try hold(IncidentCursor(cursor.text) == cursor, "read again it is the same")
    }

    private static let incidentPayload = FuzzTarget(
        text: "incident-payload", bytesMax: 128,
        seeds: { [#"{"incident":"018f2f6e-7c00-7abc-8def-0123456789ab"}"#, "{}", "[1]"] }
    ) { text in
        guard let id = JobPayload<IncidentSubject>(text)?.id else { return }
        try hold(JobPayload<IncidentSubject>(JobPayload(id).text)?.id == id, "the same incident")
    }

    /// The server's word up to a zero byte, and then the body.
    private static let bodyKind = FuzzTarget(
        "body-kind", bytesMax: 600,
        seeds: {
            [
                "text/html; charset=x\0a", "\0\u{feff} <!DOCTYPE html>", "image/png\0GIF89a",
                "\0....ftyp",
            ]
            .map { Array($0.utf8) }
        }
    ) { bytes in
        var input = FuzzInput(bytes)
        let contentType = input.text()
        let body = input.rest
        let kind = BodyKind(contentType: contentType, body: body)
        try hold(
            BodyKind(contentType: contentType, body: Array(body.prefix(528))) == kind,
            "the beginning decides")
        if body.starts(with: [0xff, 0xd8, 0xff]) { try hold(kind == .file, "bytes come first") }
    }

    private static let listenAddress = FuzzTarget(
        text: "listen-address", bytesMax: 96,
        seeds: { ["127.0.0.1:8080", "[::1]:0", ":1", "a:b:65535", "[]:+1"] }
    ) { text in
        guard let address = ListenAddress(text) else { return }
        try hold(!address.host.isEmpty && (0...65_535).contains(address.port), "host and port")
        let again = ListenAddress(String(address.url.dropFirst("http://".count)))
        try hold(again == address, "its address reads the same: \(address.url)")
    }

    private static let fingerprintArgument = FuzzTarget(
        text: "fingerprint-argument", bytesMax: 160,
        seeds: { ["md5:" + String(repeating: "0", count: 32), String(repeating: "A", count: 64)] }
    ) { text in
        guard let argument = FingerprintArgument(argument: text) else { return }
        try hold((1...2).contains(argument.candidates.count), "two kinds have one length at most")
        try hold(
            argument.candidates.allSatisfy { text.lowercased().hasSuffix($0.hex) }, "its digits")
    }

    /// Cells, each up to a zero byte, in rows of three.
    private static let textTable = FuzzTarget(
        "text-table", bytesMax: 512,
        seeds: { [Array("a\0b\u{1b}[31m\0c\n\0\u{301}\0\u{85}\0\u{1f1e8}\u{1f1e6}\0".utf8)] }
    ) { bytes in
        var input = FuzzInput(bytes)
        var table = TextTable(["One", "Two", "Three"])
        for _ in 0..<3 { table.add([input.text(), input.text(), input.text()]) }
        let text = table.rendered
        try hold(
            text.unicodeScalars.allSatisfy {
                $0 == "\n" || $0.properties.generalCategory != .control
            }, "no cell moves the cursor")
        try hold(text.utf8.count { $0 == 0x0a } == 3, "a row is a line")
    }
}
