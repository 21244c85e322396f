// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
import ReportFormats
import Testing

@Suite struct VICSReaderTests {
    private static let media = """
        {"MediaID": 7, "Category": 2, "MD5": "\(Digits.md5.uppercased())", "SHA1": "\(Digits.sha1)",
         "PhotoDNA": "AAAA", "MediaSize": 12, "VictimIdentified": "false", "IsSuspected": true,
         "Tags": {"a": ["b"]}, "Comments": "\(String(repeating: "rain ", count: 500))",
         "MediaFiles": [{"MD5": "\(Digits.md5)", "FileName": "a.jpg", "FilePath": "\\\\a"}],
         "Exifs": [{"MD5": "\(Digits.md5)", "PropertyName": "Model", "PropertyValue": "x"}]}
        """

    @Test(arguments: [
        "{\"@odata.context\":\"x/2.0/US/#Cases\",\"value\":[{\"CaseID\":\"c\",\"Media\":[M]}]}",
        "{\"@odata.context\":\"x/2.0/CA/$metadata#Media\",\"value\":[M]}",
        "{\"odata.metadata\":\"x/1.3.xml#Media\",\"value\":[M]}",
        "\u{feff}{\"odata.metadata\":\"x/1.1.xml#Cases\",\"value\":[{\"Media\":[M],\"CaseID\":1}]}",
        "{\"Media\":[M]}", "[M]",
    ])
    func `media are found in every version's shape, once each`(shape: String) throws {
        let items = readList(shape.replacing("M]", with: Self.media + "]"), as: .vics)
        #expect(items.bad.isEmpty)
        #expect(items.rows.count == 1)
        let row = try #require(items.rows.first)
        #expect(row.fingerprints.map(\.kind) == [.md5, .sha1])
        #expect(row.fingerprints.first?.hex == Digits.md5)
        #expect(row.categoryNumber == 2)
    }

    @Test(
        arguments: [
            ("\"2\"", "2"), ("2", "2"), ("null", nil), ("\"\"", nil), ("true", nil),
        ] as [(String, String?)])
    func `the category is read leniently`(json: String, category: String?) {
        let text = "{\"value\":[{\"MD5\":\"\(Digits.md5)\",\"Category\":\(json)}]}"
        #expect(readList(text, as: .vics).rows.map(\.category) == [category])
    }

    @Test func `media without a readable hash are bad rows with line and number`() {
        let text = """
            {"value":[
            {"MD5":"\(Digits.md5)"},
            {"MediaID":2},
            {"MD5":"nothing"},
            {"MD5":"\(Digits.md5)","SHA1":"12"}
            ]}
            """
        let items = readList(text, as: .vics)
        #expect(items.rows.count == 1)
        #expect(
            items.bad == [
                BadRow(lineNumber: 3, rowNumber: 2, reason: .noFingerprint),
                BadRow(lineNumber: 4, rowNumber: 3, reason: .badMD5),
                BadRow(lineNumber: 5, rowNumber: 4, reason: .badSHA1),
            ])
    }

    @Test(arguments: [
        ("{\"value\":[{\"MD5\":\"\(Digits.md5)\"},", BadRowReason.truncated),
        ("{\"value\":[{\"MD5\":\"\(Digits.md5)\"};", .malformedJSON),
        (
            "{\"value\":[{\"MD5\":\"\(Digits.md5)\"},"
                + String(repeating: "[", count: 100), .tooDeepJSON
        ),
    ])
    func `rows before the break are kept and the break is named`(
        text: String, reason: BadRowReason
    ) {
        let items = readList(text, as: .vics)
        #expect(items.rows.count == 1)
        #expect(items.bad.map(\.reason) == [reason])
    }

    @Test func `spaces around text are left out, as of every list`() {
        let items = readList(
            #"{"value":[{"MediaID":" ","MD5":"\#(Digits.md5)","Category":" a\t"}]}"#, as: .vics)
        #expect(items.rows.map(\.category) == ["a"] && items.rows.map(\.note) == [nil])
    }

    @Test func `zeros in text are left out, for no store has a place for them`() {
        let items = readList(
            #"{"value":[{"MediaID":"7\u0000","MD5":"\#(Digits.md5)","Category":"a\u0000b"}]}"#,
            as: .vics)
        #expect(items.rows.map(\.category) == ["ab"] && items.rows.map(\.note) == ["7"])
    }

    @Test func `nothing is read after a break`() {
        var reader = HashListReader(format: .vics)
        _ = reader.feed(Array("}}".utf8), isLast: false)
        #expect(reader.isBroken)
        #expect(reader.feed(Array("[{\"MD5\":\"\(Digits.md5)\"}]".utf8), isLast: true).isEmpty)
    }

    @Test(arguments: [
        "[\"@,100,0.000\",\"~,90,1e+03\"]", "{\"frames\":[\"0,100,@,0.000\",\"9,90,~,1000\"]}",
        "[{\"video\":\"x\",\"features\":[{\"hash\":\"@\",\"quality\":100,\"timestamp\":0},"
            + "{\"hash\":\"~\",\"quality\":90,\"timestamp\":1e3}]}]",
        "[{\"pdq_hash\":\"@\",\"quality\":\"100\"},{\"pdq_hash\":\"~\",\"Quality\":51},"
            + "{\"pdq_hash\":\"@\",\"quality\":49}]",
        "{\"value\":[{\"PDQ\":\"@\"},{\"PDQ\":\"~\",\"hash\":\"\"}]}",
    ])
    func `frames of a video are read from JSON as well`(shape: String) {
        let other = Digits.sha256
        let text = shape.replacing("@", with: Digits.pdq).replacing("~", with: other)
        #expect(HashListFormat(recognising: Array(text.utf8)) == .vics)
        let items = readList(text, as: .vics)
        #expect(items.bad.isEmpty)
        #expect(items.rows.flatMap(\.fingerprints).map(\.hex) == [Digits.pdq, other])
        #expect(items.rows.flatMap(\.fingerprints).map(\.kind) == [.pdq, .pdq])
    }

    @Test(arguments: [
        "{\"value\":%}", "%", "{\"Media\":%}", "{\"value\":{\"CaseID\":1,\"Media\":%}}",
        "{\"value\":{\"CaseID\":1,\"Media\":[%]}}", "{\"@odata.context\":\"x\",\"value\":%}",
    ])
    func `one object is read where a list should be`(shape: String) {
        let items = readList(shape.replacing("%", with: Self.media), as: .vics)
        #expect(items.bad.isEmpty && items.rows.map(\.note) == ["7"])
        #expect(items.rows.flatMap(\.fingerprints).map(\.kind) == [.md5, .sha1])
    }

    @Test(
        arguments: [
            ("[\"\(Digits.pdq)\"]", .ambiguousHash), ("[\"kitten\"]", .unknownKind),
            ("[\"\(Digits.pdq),100,-1\"]", .badFrame), ("[\"\(Digits.pdq),100\"]", .badFrame),
            ("[{\"hash\":\"\(Digits.pdq)\"}]", .ambiguousHash),
            ("[{\"hash\":\"\(Digits.pdq)\",\"quality\":101}]", .badQuality),
            ("{\"value\":{\"MD5\":\"zz\"}}", .badMD5),
            ("[{\"MD5\":\"\(Digits.md5)\",\"md5 hash\":\"\(other)\"}]", .differingHashes),
            ("[{\"MD5\":\"\(Digits.md5)\",\"MD5\":\"\(other)\"}]", .differingHashes),
            ("[{\"hash\":\"\(Digits.md5)\",\"digest\":\"\(other)\"}]", .differingHashes),
            ("{\"frames\":[\"\(Digits.pdq),12,0\"]}", .poorFrames),
        ] as [(String, BadRowReason)])
    func `what else JSON holds is named`(text: String, reason: BadRowReason) {
        let items = readList(text, as: .vics)
        #expect(items.rows.isEmpty && items.bad.map(\.reason) == [reason])
    }

    private static let other = String(Digits.md5.reversed())

    @Test(arguments: [
        "MD5 Hash", "md5sum", "file_md5", "HashMD5", "Hash Value", "digest", "indicator",
    ])
    func `a member is known by the names that a column has`(name: String) {
        let csv = readList("\(name)\n\(Digits.md5)", as: .csv)
        let json = readList("[{\"\(name)\":\"\(Digits.md5)\"}]", as: .vics)
        #expect(json.bad.isEmpty && json.rows.map(\.fingerprints) == csv.rows.map(\.fingerprints))
        #expect(json.rows.count == 1)
    }

    @Test func `lines of JSON are counted by carriage returns too`() {
        let items = readList("[\r{\"MD5\":\r\"zz\"},\r\n{\"MD5\":1}]", as: .vics)
        #expect(items.bad.map(\.lineNumber) == [2, 4])
    }
}
