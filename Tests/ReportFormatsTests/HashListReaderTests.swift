// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
import ReportFormats
import TestSupport
import Testing

/// Reads a whole text in chunks, as an importer reads a file.
func readList(
    _ text: [UInt8], as format: HashListFormat, chunk: Int = 65_536
) -> [HashListItem] {
    var reader = HashListReader(format: format)
    var items: [HashListItem] = []
    for start in stride(from: 0, to: text.count, by: chunk) {
        items += reader.feed(Array(text[start..<min(start + chunk, text.count)]), isLast: false)
    }
    return items + reader.feed([], isLast: true)
}

func readList(_ text: String, as format: HashListFormat) -> [HashListItem] {
    readList(Array(text.utf8), as: format)
}

extension [HashListItem] {
    var rows: [HashListRow] {
        compactMap { if case .row(let row) = $0 { row } else { nil } }
    }

    var bad: [BadRow] {
        compactMap { if case .bad(let row) = $0 { row } else { nil } }
    }
}

/// Made-up digits of the right length.
enum Digits {
    static let md5 = String(repeating: "0a", count: 16)
    static let sha1 = String(repeating: "1b", count: 20)
    static let sha256 = String(repeating: "2c", count: 32)
    static let pdq = String(repeating: "3d", count: 32)
}

@Suite struct HashListReaderTests {
    private static let samples: [(HashListFormat, String)] = [
        (
            .csv,
            "\u{feff}MD5,note,sha1,classification\r\n"
                + "\(Digits.md5),\"kitten, \"\"grey\"\"\nnap\",,2\r\n"
                + "\r\nzz,,,\r\n,,\(Digits.sha1.uppercased()),\r\n"
        ),
        (
            .lines,
            "# weather\nmd5 \(Digits.md5)\n\nSHA-256\t\(Digits.sha256)  2\r\npdq zz\nmd4 00\nsha1\n"
                + "pdq \(Digits.pdq)"
        ),
        (
            .vics,
            """
            \u{feff}{"@odata.context":"x","value":[{"CaseID":"1","Media":[
            {"MediaID":1,"MD5":"\(Digits.md5.uppercased())","SHA1":"\(Digits.sha1)","Category":2,
             "IsDistributed":"true","Tags":["a"],"MediaFiles":[{"MD5":"\(Digits.md5)"}]},
            {"MediaID":2,"MD5":"zz"},{"MediaID":3,"MD5":"\(Digits.md5)","Category":null}]}]}
            """
        ),
        (
            .vpdq,
            "0,100,\(Digits.pdq),0.000\n1,49,\(Digits.pdq),0.5\r\n\n2,101,\(Digits.pdq),1\n"
                + "3,90,zz,1.5\n\(Digits.sha256),80,2.000\n9,9\n"
        ),
    ]

    @Test(arguments: [0, 1, 2, 3], [1, 2, 5, 64])
    func `chunks of any size give the same rows`(sample: Int, chunk: Int) {
        let (format, text) = Self.samples[sample]
        let whole = readList(text, as: format)
        #expect(readList(Array(text.utf8), as: format, chunk: chunk) == whole)
        #expect(whole.rows.count == (format == .lines ? 3 : 2))
        #expect(!whole.bad.isEmpty)
    }

    @Test(arguments: HashListFormat.allCases)
    func `hundred thousand rows are read and none is lost`(format: HashListFormat) {
        var reader = HashListReader(format: format)
        var count = 0
        func feed(_ text: String) {
            count += reader.feed(Array(text.utf8), isLast: false).rows.count
        }
        switch format {
        case .csv: feed("md5\n")
        case .lines, .vpdq: break
        case .vics: feed("{\"value\":[")
        }
        for block in 0..<100 {
            var text = ""
            for row in 0..<1_000 {
                let number = String(block * 1_000 + row, radix: 16)
                let hex = String(repeating: "0", count: 32 - number.count) + number
                switch format {
                case .csv: text += hex + "\n"
                case .lines: text += "md5 \(hex)\n"
                case .vpdq: text += "\(block * 1_000 + row),100,\(hex)\(hex),1.25\n"
                case .vics: text += (block + row > 0 ? "," : "") + "{\"MD5\":\"\(hex)\"}\n"
                }
            }
            feed(text)
        }
        let rest = reader.feed(format == .vics ? Array("]}".utf8) : [], isLast: true)
        #expect(rest.bad.isEmpty)
        #expect(count + rest.rows.count == 100_000)
        #expect(!reader.isBroken)
    }

    @Test(arguments: HashListFormat.allCases, 0..<4)
    func `mutated lists neither crash nor invent fingerprints`(
        format: HashListFormat, seed: UInt64
    ) {
        var random = SplitMix(seed: seed)
        let sample = Self.samples.first { $0.0 == format }?.1 ?? ""
        for _ in 0..<700 {
            let text = random.mutate(Array(sample.utf8))
            let items = readList(text, as: format, chunk: Int.random(in: 1...99, using: &random))
            #expect(items.rows.allSatisfy { !$0.fingerprints.isEmpty && $0.lineNumber > 0 })
            #expect(items.count <= text.count + 1)
        }
    }

    @Test(arguments: [HashListFormat.csv, .lines])
    func `a row that is too long is dropped and the next one read`(format: HashListFormat) {
        let first = format == .csv ? "md5\n" : ""
        let good = format == .csv ? "\(Digits.md5)\n" : "md5 \(Digits.md5)\n"
        let long = String(repeating: "x", count: 70_000) + "\n"
        let items = readList(first + long + good, as: format)
        #expect(items.bad.map(\.reason) == [.rowTooLong])
        #expect(items.rows.count == 1)
    }

    @Test(arguments: [HashListFormat.csv, .lines])
    func `UTF-16 is named as such and not read`(format: HashListFormat) {
        let bytes = Array("md5\n\(Digits.md5)\n".utf8).flatMap { byte -> [UInt8] in [byte, 0] }
        let items = readList([0xff, 0xfe] + bytes, as: format)
        #expect(items.bad.map(\.reason) == [.otherEncoding])
        #expect(items.rows.isEmpty)
    }

    @Test(arguments: ["\n", "\r\n", "\r", "\r\r\n"], [1, 2, 64])
    func `every line end that files have ends a line`(end: String, chunk: Int) {
        let lines = [
            "md5,note", Digits.md5 + ",a\u{2028}b", "zz,\"c\r\nd\"", Digits.md5 + ",\u{85}",
        ]
        let text = lines.joined(separator: end) + end
        let items = readList(Array(text.utf8), as: .csv, chunk: chunk)
        #expect(items.rows.map(\.note) == ["a\u{2028}b", "\u{85}"])
        #expect(items.bad.map(\.reason) == [.badMD5])
        let step = end == "\r\r\n" ? 2 : 1
        #expect(items.rows.map(\.lineNumber) == [1 + step, 2 + 3 * step])
        #expect(items.bad.map(\.lineNumber) == [1 + 2 * step])
    }

    @Test(
        arguments: [
            (.csv, "md5,note\n", .noRows), (.csv, "\u{feff}md5\r\r\r", .noRows),
            (.csv, "pdq_hash,quality\n\(Digits.pdq),12\n", .poorFrames), (.lines, "", .noRows),
            (.lines, "# kittens\n\n", .noRows), (.vpdq, " \n", .noRows), (.vics, "[]", .noRows),
            (.vics, "{\"value\":[]}", .noRows), (.vics, "{}", .otherJSON),
            (.vics, "{\"weather\":[{\"rain\":1}]}", .otherJSON), (.vics, "[[1]]", .noRows),
        ] as [(HashListFormat, String, BadRowReason)])
    func `a file in which there is nothing to read says why`(
        format: HashListFormat, text: String, reason: BadRowReason
    ) {
        let items = readList(text, as: format)
        #expect(items.rows.isEmpty && items.bad.map(\.reason) == [reason])
    }

    @Test(
        arguments: [
            [0xff, 0xfe, 0x6d, 0], [0xfe, 0xff, 0, 0x6d], [0x6d, 0, 0x64, 0], [0, 0x6d, 0, 0x64],
            [0x7b, 0, 0x7d, 0], [0, 0, 0xfe, 0xff], [0x7b, 0, 0, 0],
        ] as [[UInt8]])
    func `UTF-16 and UTF-32 are named, with their mark and without`(bytes: [UInt8]) {
        for format in HashListFormat.allCases {
            let items = readList(bytes, as: format, chunk: 1)
            #expect(items.bad.map(\.reason) == [.otherEncoding])
        }
    }

    @Test func `a zero byte in the middle is no text`() {
        let items = readList("md5\n\(Digits.md5)\nab\0\n\(Digits.md5)\n", as: .csv)
        #expect(items.rows.count == 1)
        #expect(items.bad == [BadRow(lineNumber: 3, rowNumber: 2, reason: .zeroByte)])
    }
}
