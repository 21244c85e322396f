// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
import ReportFormats
import Testing

@Suite struct CSVHashListTests {
    @Test(arguments: ["\n", "\r\n"], ["", "\u{feff}"])
    func `columns come in any order, with either line end and a byte order mark`(
        end: String, mark: String
    ) throws {
        let text =
            mark
            + ["note,SHA256,PDQ,category", "kitten,\(Digits.sha256),\(Digits.pdq),2"]
            .joined(separator: end)
        let row = try #require(readList(text, as: .csv).rows.first)
        #expect(row.fingerprints.map(\.kind) == [.sha256, .pdq])
        #expect(row.fingerprints.map(\.hex) == [Digits.sha256, Digits.pdq])
        #expect(row.note == "kitten")
        #expect(row.categoryNumber == 2)
        #expect(row.lineNumber == 2)
    }

    @Test(arguments: [";", "\t"])
    func `other separators are known by the header`(separator: String) {
        let text = "md5\(separator)note\n\(Digits.md5)\(separator)rain, later sun\n"
        #expect(readList(text, as: .csv).rows.first?.note == "rain, later sun")
    }

    @Test(arguments: [
        ("MD5 Hash,x\n\(Digits.md5),1", HashKind.md5), ("md5sum;x\n\(Digits.md5);1", .md5),
        ("file_md5\tx\n\(Digits.md5)\t1", .md5), ("\"Hash (SHA-1)\"|x\n\(Digits.sha1)|1", .sha1),
        ("x,HASH_SHA256\n1,\(Digits.sha256)", .sha256), ("pdqHash\n\(Digits.pdq)", .pdq),
        ("hash,x\n\(Digits.sha1),1", .sha1), ("Hash Value,\"y\"\n\"\(Digits.md5)\",1", .md5),
        ("indicator,type\n\(Digits.pdq),HASH_PDQ", .pdq), ("a;b,c;md5\n1;2,3;\(Digits.md5)", .md5),
        ("sep=;\nmd5;a\n\(Digits.md5);1", .md5), ("quality,pdq\n\n90,\(Digits.pdq)", .pdq),
    ])
    func `a column of fingerprints is known by its usual names`(text: String, kind: HashKind) {
        for text in [text, text.replacing("\n", with: "\r")] {
            #expect(HashListFormat(recognising: Array(text.utf8)) == .csv)
            let items = readList(text, as: .csv)
            #expect(items.bad.isEmpty && items.rows.flatMap(\.fingerprints).map(\.kind) == [kind])
        }
    }

    @Test(
        arguments: [
            ("\(Digits.md5)\n\(Digits.md5)\n", .noHeader), ("\(Digits.sha1)  a.jpg\n", .noHeader),
            ("hash\n\(Digits.pdq)", .ambiguousHash), ("md5,note\n\(Digits.md5);a", .otherSeparator),
            ("md5;note\n\(Digits.md5),a", .otherSeparator), ("sha512\nab\n", .noHashColumn),
            ("hash,type\n\(Digits.md5),crc", .unknownKind), ("hash\nzz", .unknownKind),
            ("pdq,quality\n\(Digits.pdq),101", .badQuality), ("sep=;\nmd5,a\n", .noHashColumn),
        ] as [(String, BadRowReason)])
    func `what a table lacks is named`(text: String, reason: BadRowReason) {
        let items = readList(text, as: .csv)
        #expect(items.rows.isEmpty && items.bad.first?.reason == reason)
    }

    @Test(arguments: ["image_sha1,file_sha1", "hash,digest", "sha1;SHA-1 Hash", "SHA1,x,sha1"])
    func `two columns of one kind may say the same, and a row where they differ is refused`(
        header: String
    ) {
        let separator = header.contains(";") ? ";" : header.contains(",x,") ? ",," : ","
        let other = String(Digits.sha1.reversed())
        let lines = [Digits.sha1, "", other].map { Digits.sha1 + separator + $0 }
        let items = readList(([header] + lines).joined(separator: "\n"), as: .csv)
        #expect(items.rows.map { $0.fingerprints.map(\.hex) } == [[Digits.sha1], [Digits.sha1]])
        #expect(items.bad == [BadRow(lineNumber: 4, rowNumber: 3, reason: .differingHashes)])
    }

    @Test func `quoted fields hold separators, quotation marks and line ends`() {
        let text = "md5,note\n\(Digits.md5),\"a, \"\"b\"\"\r\nc\"\n\(Digits.md5),d\n"
        let rows = readList(text, as: .csv).rows
        #expect(rows.map(\.note) == ["a, \"b\"\r\nc", "d"])
        #expect(rows.map(\.lineNumber) == [2, 4])
    }

    @Test(arguments: [
        ("zz", BadRowReason.badMD5), (Digits.md5 + "0", .badMD5), (",x", .badSHA1),
        (",,x", .badSHA256), (",,,x", .badPDQ), (",,,,only a note", .noFingerprint),
        ("\(Digits.md5),,,,a,b,c", .tooManyFields), ("\(Digits.md5),\"a\"b", .badQuote),
        ("a\"b", .badQuote),
    ])
    func `a bad row names its line and reason, and the next one is read`(
        row: String, reason: BadRowReason
    ) {
        let text = "md5,sha1,sha256,pdq,note\n\(row)\n\(Digits.md5)\n"
        let items = readList(text, as: .csv)
        #expect(items.bad == [BadRow(lineNumber: 2, rowNumber: 1, reason: reason)])
        #expect(items.rows.map(\.lineNumber) == [3])
    }

    @Test func `a header without fingerprints gives the file up`() {
        let items = readList("name,colour\nkitten,grey\n", as: .csv)
        #expect(
            items == [.bad(BadRow(lineNumber: 1, rowNumber: 1, reason: .noHashColumn))])
    }

    @Test func `a quotation mark that is never closed does not hide the rest of a long file`() {
        let rows = (0..<4_000).map { _ in "\(Digits.md5),calm\n" }.joined()
        let items = readList("md5,note\n\(Digits.md5),\"open\n" + rows, as: .csv)
        #expect(items.bad.map(\.reason) == [.rowTooLong])
        #expect(items.rows.count > 2_000)
    }

    @Test func `a file that ends inside quotation marks is truncated`() {
        let items = readList("md5,note\n\(Digits.md5),\"open", as: .csv)
        #expect(items.bad.map(\.reason) == [.truncated])
    }

    @Test(arguments: HashListFormat.allCases)
    func `what is written is read back`(format: HashListFormat) throws {
        let md5 = try #require(Fingerprint(kind: .md5, hex: Digits.md5))
        let pdq = try #require(Fingerprint(kind: .pdq, hex: Digits.pdq))
        let row = HashListRow(
            fingerprints: [md5, pdq], category: "2", note: "a \"b\", c\r\nd", lineNumber: 2)
        var writer = HashListWriter(format: format)
        let text = writer.header + writer.text(of: row) + writer.footer
        #expect(HashListFormat(recognising: Array(text.utf8)) == format)
        let rows = readList(text, as: format).rows
        switch format {
        case .csv: #expect(rows == [row])
        case .lines:
            #expect(rows.flatMap(\.fingerprints) == [md5, pdq])
            #expect(rows.map(\.category) == ["2", "2"])
        case .vics:
            #expect(rows.map(\.fingerprints) == [[md5]])
            #expect(rows.map(\.category) == ["2"] && rows.map(\.note) == ["1"])
        case .vpdq:
            #expect(rows.map(\.fingerprints) == [[pdq]])
            #expect(rows.map(\.note) == ["frame 0 at 0.000 s, quality 100"])
        }
    }

    @Test(arguments: [
        "a \"\u{301} b", "\u{317}x", "\"\u{366}", ",\u{301}", " \u{301}a", "x;\u{342}",
    ])
    func `a mark that combines with a separator does not hide it`(text: String) throws {
        let md5 = try #require(Fingerprint(kind: .md5, hex: Digits.md5))
        let row = HashListRow(fingerprints: [md5], category: "c", note: text, lineNumber: 2)
        var writer = HashListWriter(format: .csv)
        let rows = readList(writer.header + writer.text(of: row), as: .csv).rows
        #expect(rows.map(\.fingerprints) == [[md5]])
        #expect(rows.map(\.category) == ["c"])
        let lines = readList("md5 \(Digits.md5) \u{301}x\n", as: .lines)
        #expect(lines.rows.map(\.fingerprints) == [[md5]])
    }
}

@Suite struct LineHashListTests {
    @Test(arguments: [
        ("md5 \(Digits.md5)", HashKind.md5), ("MD5\t\(Digits.md5.uppercased())", .md5),
        ("  sha-1   \(Digits.sha1)  ", .sha1), ("SHA_256 \(Digits.sha256) A1", .sha256),
        ("pdq \(Digits.pdq)\r", .pdq),
    ])
    func `kinds are read as people spell them`(line: String, kind: HashKind) {
        let items = readList(line + "\n", as: .lines)
        #expect(items.rows.first?.fingerprints.map(\.kind) == [kind])
        #expect(items.bad.isEmpty)
    }

    @Test(arguments: [
        ("md4 00", BadRowReason.unknownKind), ("md5", .missingHash), ("md5 00", .badMD5),
        ("\(Digits.md5)", .unknownKind), ("md5 \(Digits.md5) a b", .tooManyFields),
        ("pdq \(Digits.pdq)0", .badPDQ),
    ])
    func `a bad line names its line and reason`(line: String, reason: BadRowReason) {
        let items = readList("# comment\n\n\(line)\nmd5 \(Digits.md5)\n", as: .lines)
        #expect(items.bad == [BadRow(lineNumber: 3, rowNumber: 1, reason: reason)])
        #expect(items.rows.count == 1)
    }

    @Test(arguments: [
        "=HYPERLINK(\"https://fog.test\")", "+1", "-1", "@kitten", "\tsnow", " =1+1", "'=1",
        "\u{ff1d}1",
    ])
    func `what a spreadsheet would compute is text, and is read as it was`(note: String) throws {
        let digest = try #require(Fingerprint(kind: .md5, hex: String(repeating: "6d", count: 16)))
        var writer = HashListWriter(format: .csv)
        let row = HashListRow(
            fingerprints: [digest], category: "other", note: note, lineNumber: 0)
        let text = writer.header + writer.text(of: row)
        #expect(text.contains(",\"'\(note.prefix(1))") || text.contains(",'\(note.prefix(1))"))
        #expect(SpreadsheetText.restored(SpreadsheetText.harmless(note)) == note)
    }

    @Test(arguments: ["kitten", "it's", "'snow'", "1=1", ""])
    func `any other text stays as it is`(note: String) {
        #expect(SpreadsheetText.harmless(note) == note)
        #expect(SpreadsheetText.restored(note) == note)
    }
}
