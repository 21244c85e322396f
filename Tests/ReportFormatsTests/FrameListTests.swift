// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
import Testing

@testable import ReportFormats

/// The frames of videos, as `vpdq` writes them.
@Suite struct FrameListTests {
    private static let other = String(repeating: "4e", count: 32)

    @Test func `both forms are read, and poor frames are passed over`() {
        let items = readList(
            "0,100,\(Digits.pdq),0.000\n1,100,\(Digits.pdq),0.033\n30,50,\(Self.other),1\r\n\n"
                + "60,49,\(Digits.pdq),2.000\n\(Digits.pdq.uppercased()),87,3.5", as: .vpdq)
        #expect(items.bad.isEmpty)
        // The second frame looks like the first; the last is the fifth of the file.
        #expect(items.rows.map(\.lineNumber) == [1, 3, 6])
        #expect(
            items.rows.flatMap(\.fingerprints).map(\.hex) == [Digits.pdq, Self.other, Digits.pdq])
        #expect(
            items.rows.map(\.note) == [
                "frame 0 at 0.000 s, quality 100", "frame 30 at 1 s, quality 50",
                "frame 4 at 3.5 s, quality 87",
            ])
    }

    @Test(
        arguments: [
            ("0,100,zz,0.0", .badPDQ), ("0,101,\(Digits.pdq),0.0", .badQuality),
            ("0,-1,\(Digits.pdq),0.0", .badQuality), ("x,90,\(Digits.pdq),0.0", .badFrame),
            ("0,90,\(Digits.pdq),", .badFrame), ("0,90,\(Digits.pdq),1.", .badFrame),
            ("0,90,\(Digits.pdq),1e3", .badFrame), ("0,90,\(Digits.pdq),1,2", .badFrame),
            ("0,90,\(Digits.pdq),\u{661}", .badFrame), ("1234567890,90,\(Digits.pdq),1", .badFrame),
            ("\(Digits.pdq)", .badFrame), ("0,90,\(Digits.pdq),1.0123456789", .badFrame),
        ] as [(String, BadRowReason)])
    func `a line that is no frame says why`(line: String, reason: BadRowReason) {
        let items = readList("7,90,\(Digits.pdq),1.000\n\(line)\n8,90,\(Self.other),2\n", as: .vpdq)
        #expect(items.bad.map(\.reason) == [reason] && items.bad.map(\.lineNumber) == [2])
        #expect(items.rows.count == 2)
    }

    @Test func `frames come out as they went in`() {
        let text = "12,87,\(Digits.pdq),0.400\n40,100,\(Self.other),1.333\n"
        var writer = HashListWriter(format: .vpdq)
        let again = readList(text, as: .vpdq).rows.map { writer.text(of: $0) }.joined()
        #expect(writer.header + again + writer.footer == text)
    }

    @Test(arguments: [
        "frame 1 at 2 s", "frame x at 2 s, quality 9", "frame 1 at 2 s, quality 101", "kittens",
        "frame 1 at 2,0 s, quality 9", "frame 1 at 2 s, quality 9 ", "Frame 1 at 2 s, quality 9",
    ])
    func `another note is no frame's`(note: String) {
        #expect(FrameNote(note) == nil)
    }
}
