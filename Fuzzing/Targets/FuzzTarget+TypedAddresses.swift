// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

@testable import WebAddresses

/// Addresses as people type, paste and disguise them.
extension FuzzTarget {
    static let typedAddresses = [addressReading, addressLine]

    private static func isSettled(_ reading: AddressReading) throws {
        try hold(!reading.canonical.isEmpty, "every address can be found again")
        try hold(
            reading.candidates.isEmpty == (reading.refusal != nil),
            "there is something to fetch, or a reason why not")
        try hold(
            !reading.text.unicodeScalars.contains {
                $0.isControlOrDirection || $0.properties.generalCategory == .control
            }, "nothing invisible is kept")
        let again = AddressReading(typed: reading.text)
        try hold(again == reading, "what is kept reads as itself: \(reading.text)")
        for candidate in reading.candidates {
            try hold(WebAddress(candidate.text) == candidate, "fetching reads the same")
        }
        switch reading.kind {
        case .url, .ipAddress, .emailAddress:
            try hold(
                AddressReading(kept: reading.text) == reading,
                "letter for letter it is the same: \(reading.text)")
        case .phoneNumber, .handle, .peerToPeer, .other: break
        }
    }

    private static let addressReading = FuzzTarget(
        text: "address-reading", bytesMax: 512,
        seeds: {
            [
                "HTTPS://A.example.org:443?x#y", "a.example.org:80/b", "mailto:a@b.test",
                "tel:+1 (555) 010-0199", "@handle", "[2001:db8::1]:443", "192.0.2.1:8080",
                "magnet:?xt=urn:btih:0", "::ffff:192.0.2.1", "words of a story",
                "hxxps[:]//u:p@a[.]test/x(.)y", "http:" + "//0x7f.1/%2E", "a [dot] test",
            ]
        }
    ) { text in
        let reading = AddressReading(typed: text)
        try hold(reading == AddressReading(typed: text), "the same text gives the same")
        try isSettled(reading)
    }

    private static let addressLine = FuzzTarget(
        text: "address-line", bytesMax: 512,
        seeds: {
            [
                "1. https://a.test/1, https://b.test/2", "> - hxxp :// a [.] test /b",
                "look at https://a.test/1 please", "rain at a dot test", "[a](https://a.test/(b))",
                "a.test and 192.0.2.7, +1 555 010 0199", "ｈｔｔｐ：／／ａ．test／é", "<a.test>;",
                "https://a.test/my picture.jpg",
            ]
        }
    ) { text in
        let line = AddressLine(typed: text)
        for reading in line.addresses { try isSettled(reading) }
        if let words = line.words {
            try hold(!line.addresses.isEmpty, "words are kept beside addresses")
            try hold(
                !words.unicodeScalars.contains(where: \.isControlOrDirection),
                "nothing invisible is kept")
        }
        let says = text.unicodeScalars.contains {
            !$0.properties.isWhitespace && !$0.isControlOrDirection && !$0.isJoiner
        }
        try hold(line.addresses.isEmpty != says, "what says something is kept")
    }
}
