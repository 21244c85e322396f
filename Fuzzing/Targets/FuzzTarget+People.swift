// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore

@testable import Accounts
@testable import Commands
@testable import Examination
@testable import Intake

/// What people type: addresses, names, numbers, arguments.
extension FuzzTarget {
    static let people = [
        locator, receiptDigits, accountName, providerIdentifier, incidentCursor, incidentPayload,
        listenAddress, fingerprintArgument,
    ]

    private static let locator = FuzzTarget(
        text: "locator", bytesMax: 512,
        seeds: {
            [
                "HTTPS://A.example.org:443?x#y", "a.example.org:80/b", "mailto:a@b.test",
                "tel:+1 (555) 010-0199", "@handle", "[2001:db8::1]:443", "192.0.2.1:8080",
                "magnet:?xt=urn:btih:0", "::ffff:192.0.2.1", "words of a story",
            ]
        }
    ) { text in
        let reading = AddressReading(text)
        try hold(!reading.canonical.isEmpty, "every locator can be found again")
        try hold(reading == AddressReading(text), "the same text gives the same")
        guard reading.kind == .url else { return }
        let again = AddressReading(reading.text)
        try hold(again == reading, "what is kept reads as itself")
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
        guard let id = IncidentPayload(text)?.incidentID else { return }
        try hold(IncidentPayload(IncidentPayload(id).text)?.incidentID == id, "the same incident")
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
}
