// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import NightlightCore

@testable import WebSupport

/// What browsers send.
extension FuzzTarget {
    static let web = [form, cookie, language, sealedState]

    private static let limits = FormLimits(fieldsMax: 8, fieldBytesMax: 64)

    private static func encoded(_ fields: [Form.Field]) -> [UInt8] {
        func escaped(_ text: String) -> String {
            text.utf8.map { "%" + Hexadecimal.encode([$0]) }.joined()
        }
        return Array(
            fields.map { escaped($0.name) + "=" + escaped($0.value) }.joined(separator: "&").utf8)
    }

    private static let form = FuzzTarget(
        "form", bytesMax: 1_024,
        seeds: {
            ["a=b&c=%C3%A9+x&c=%0D%0Ay&d", "a=%00", "=&&=", "a=%e9", "x=" + encodedTab]
                .map { Array($0.utf8) }
        }
    ) { bytes in
        guard let form = try? Form(urlEncoded: bytes, limits: limits) else { return }
        try hold(form.fields.count <= limits.fieldsMax, "no more fields than allowed")
        for field in form.fields {
            try hold(field.name.utf8.count <= 128, "names are short")
            try hold(field.value.utf8.count <= limits.fieldBytesMax, "values are in bounds")
            let controls = (field.name + field.value).utf8.filter { $0 < 0x20 || $0 == 0x7f }
            try hold(
                controls.allSatisfy { $0 == 0x09 || $0 == 0x0a }, "no control character, no CR")
            try hold(form.contains(field.name), "a field is found by its name")
        }
        let again = try? Form(urlEncoded: encoded(form.fields), limits: limits)
        try hold(again == form, "encoded and read again it is the same")
    }

    private static let encodedTab = "%09%7e"

    private static let cookie = FuzzTarget(
        text: "cookie", bytesMax: 512,
        seeds: { ["session=abc", "a=b; __Host-session=x=y;session=2", "session=;  session=1"] }
    ) { text in
        var head = HTTPRequest(method: .get, scheme: nil, authority: nil, path: "/")
        head.headerFields[.cookie] = text
        // As the server keeps it: what may not stand in a header is gone already.
        let header = head.headerFields[.cookie] ?? ""
        let request = Request(head: head, body: .init(buffer: ByteBuffer()))
        for isSecure in [true, false] {
            let jar = CookieJar(isSecure: isSecure)
            guard let value = jar.value("session", in: request) else { continue }
            try hold(!value.contains(";"), "a value ends where the next cookie begins")
            try hold(header.contains(jar.name("session") + "=" + value), "it stands in the header")
        }
    }

    private static let language = FuzzTarget(
        text: "accept-language", bytesMax: 256,
        seeds: { ["fr-CA,fr;q=0.9,en;q=0.8", "de, en;q=nan", "fr;q=-1", "*;q=0x1p3,fr;q=inf"] }
    ) { text in
        let language = Language(accepting: text)
        // Spaces are passed over, wherever they stand.
        if !text.lowercased().filter({ $0 != " " }).contains("fr") {
            try hold(language == .english, "English unless French is asked for")
        }
    }

    private static let sealedState = FuzzTarget(
        text: "sealed-state", bytesMax: 512, seeds: { ["AAAA", "-_-_", "a", ""] }
    ) { text in
        let time = HurriedTime(startingAt: Timestamp(secondsSinceEpoch: 1_800_000_000))
        let sealing = SealedState<[String]>(
            key: [UInt8](repeating: 1, count: 32), purpose: "fuzz", lifetime: .hours(1), time: time)
        try hold((try? sealing.open(text)) == nil, "nobody but us can seal")
        let sealed = try sealing.seal([text])
        try hold(try sealing.open(sealed).state == [text], "what was sealed is read")
        if let bytes = Base64URL.decode(text) {
            try hold(Base64URL.decode(Base64URL.encode(bytes)) == bytes, "bytes stay the same")
        }
    }
}
