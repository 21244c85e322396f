// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore

@testable import ReportFormats

/// Lists of fingerprints, which come from strangers by mail.
extension FuzzTarget {
    static let hashLists = [
        list(
            "hash-list-csv", .csv,
            seeds: [
                "md5,sha1,sha256,pdq,classification,note\r\n" + md5
                    + ",,,,2,\"a, \"\"b\"\"\nc\"\r\n",
                "\u{feff}Note;MD5;x\n'; \";" + md5 + ";\n\n", "sha-1\tcategory\n" + sha1 + "\t7\n",
                "md5\n\"" + md5 + "\"\n\"open\n",
            ]),
        list(
            "hash-list-lines", .lines,
            seeds: ["# x\nmd5 " + md5 + "\nSHA1\t" + sha1 + " 2\r\n\npdq " + md5 + md5 + "\nq\n"]),
        list(
            "hash-list-vics", .vics,
            seeds: [
                #"{"value":[{"MD5":""# + md5 + #"","SHA1":"","Category":2,"MediaFiles":[{}]}]}"#,
                #"{"value":[{"Media":[{"MD5":""# + md5 + #"","Comments":"\u00e9\ud83d\ude00"}]}]}"#,
                #"[{"SHA1":""# + sha1 + #"","x":[null,true,-1.5e3]}]"#,
            ]),
        list(
            "hash-list-vpdq", .vpdq,
            seeds: [
                "0,100,\(md5 + md5),0.000\n30,49,\(md5 + md5),1.0\r\n\n\(md5 + md5),87,2\n1,x",
                "7,50,\(sha1 + md5),1.0333\n",
            ]), recognition,
    ]

    private static let md5 = String(repeating: "0a", count: 16)
    private static let sha1 = String(repeating: "5", count: 40)

    private static func read(
        _ pieces: [[UInt8]], _ format: HashListFormat
    ) -> (items: [HashListItem], isBroken: Bool) {
        var reader = HashListReader(format: format)
        var items: [HashListItem] = []
        for piece in pieces { items += reader.feed(piece, isLast: false) }
        items += reader.feed([], isLast: true)
        return (items, reader.isBroken)
    }

    private static func rows(_ items: [HashListItem]) -> [HashListRow] {
        items.compactMap { item in
            if case .row(let row) = item { row } else { nil }
        }
    }

    /// Where to cut the file in two, and the file.
    private static func list(
        _ name: String, _ format: HashListFormat, seeds: [String]
    ) -> FuzzTarget {
        FuzzTarget(
            name, bytesMax: 4_096, seeds: { seeds.map { [0, 9] + Array($0.utf8) } }
        ) { bytes in
            var input = FuzzInput(bytes)
            let cut = input.number(below: 4_096)
            let file = input.rest
            let (items, isBroken) = read([file], format)
            let inPieces = read([Array(file.prefix(cut)), Array(file.dropFirst(cut))], format)
            try hold(
                inPieces.items == items && inPieces.isBroken == isBroken,
                "where the chunks end is no matter")
            try hold(items.count <= file.count + 1, "no more rows than bytes")
            for row in rows(items) {
                try hold(!row.fingerprints.isEmpty, "a row has a fingerprint")
                try hold(
                    Set(row.fingerprints.map(\.kind)).count == row.fingerprints.count,
                    "at most one of each kind")
            }
            try writesTheSame(rows(items))
        }
    }

    /// What the writer writes, the readers read back.
    private static func writesTheSame(_ rows: [HashListRow]) throws {
        var csv = HashListWriter(format: .csv)
        var text = csv.header
        for row in rows { text += csv.text(of: row) }
        let read = Self.rows(Self.read([Array(text.utf8)], .csv).items)
        try hold(read.map(\.fingerprints) == rows.map(\.fingerprints), "CSV keeps fingerprints")
        try hold(read.map(\.category) == rows.map(\.category), "CSV keeps categories")
        try hold(read.map(\.note) == rows.map(\.note), "CSV keeps notes")
        var lines = HashListWriter(format: .lines)
        var list = lines.header
        for row in rows { list += lines.text(of: row) }
        let again = Self.rows(Self.read([Array(list.utf8)], .lines).items)
        try hold(
            again.flatMap(\.fingerprints) == rows.flatMap(\.fingerprints),
            "lines keep fingerprints")
    }

    private static let recognition = FuzzTarget(
        "hash-list-recognition", bytesMax: 512,
        seeds: {
            ["\u{feff}\n {", "# x", "md5 " + md5, "md5,note\n", "\r\n\r\n[", ""]
                .map { Array($0.utf8) }
        }
    ) { bytes in
        let format = HashListFormat(recognising: bytes)
        try hold(HashListFormat.allCases.contains(format), "every file has a format")
    }
}
