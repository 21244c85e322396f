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
            ("0,90,\(Digits.pdq),", .badFrame), ("0,90,\(Digits.pdq),.", .badFrame),
            ("0,90,\(Digits.pdq),1e", .badFrame), ("0,90,\(Digits.pdq),1,2", .badFrame),
            ("0,90,\(Digits.pdq),\u{661}", .badFrame), ("1234567890,90,\(Digits.pdq),1", .badFrame),
            ("\(Digits.pdq)", .badFrame), ("0,90,\(Digits.pdq),-1.5", .badFrame),
            ("0,90,\(Digits.pdq),nan", .badFrame), ("0,90,\(Digits.pdq),inf", .badFrame),
            ("0,90,\(Digits.pdq),-1e-3", .badFrame), ("0,90,\(Digits.pdq),1e99", .badFrame),
            ("0,90,\(Digits.pdq),1:60", .badFrame), ("0,90,\(Digits.pdq),0x10", .badFrame),
        ] as [(String, BadRowReason)])
    func `a line that is no frame says why`(line: String, reason: BadRowReason) {
        let items = readList("7,90,\(Digits.pdq),1.000\n\(line)\n8,90,\(Self.other),2\n", as: .vpdq)
        #expect(items.bad.map(\.reason) == [reason] && items.bad.map(\.lineNumber) == [2])
        #expect(items.rows.count == 2)
    }

    @Test(
        arguments: [
            ("12", "12"), ("12.5", "12.5"), ("1e+03", "1000.000"), ("1.23e+03", "1230.000"),
            ("1.2E3", "1200.000"), ("+7.25", "7.250"), ("1.", "1.000"), (".5", "0.500"),
            ("1e-05", "0.000"), ("00:01:02.5", "62.500"), ("2:03", "123.000"),
            ("26:00:01.25", "93601.250"), ("90000", "90000"), ("1.0123456789", "1.012"),
            ("9.9999", "9.9999"),
        ])
    func `a time is read in every form that tools write`(time: String, seconds: String) {
        for end in ["\n", "\r\n", "\r"] {
            let items = readList("3, 90, \(Digits.pdq),\(time)\(end)\(end)", as: .vpdq)
            #expect(items.rows.map(\.note) == ["frame 3 at \(seconds) s, quality 90"])
            #expect(items.bad.isEmpty)
        }
    }

    @Test func `a list of nothing but poor frames says so`() {
        let items = readList("0,49,\(Digits.pdq),0\n1,0,\(Digits.pdq),1\n", as: .vpdq)
        #expect(items.rows.isEmpty && items.bad.map(\.reason) == [.poorFrames])
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
