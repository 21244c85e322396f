// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import ReportFormats
import Testing

struct HashListFormatTests {
    @Test(
        arguments: [
            ("md5,sha1\n", .csv), ("md5", .csv), ("MD5;note\n", .csv), ("md5\tsha1\tpdq\n", .csv),
            ("\u{feff}sha256\r\n", .csv), ("cat,dog\n", .csv), ("\n \n", .csv), ("", .csv),
            ("md5 0123456789abcdef", .lines), ("SHA-256\tABCDEF0123\r\n", .lines),
            ("\n\n  pdq 0123456789 2\n", .lines), ("# md5,sha1\n", .lines),
            ("\u{feff}md5 0123456789abcdef\n", .lines), ("{", .vics), (" \n[{", .vics),
            ("\u{feff}{\"value\":[", .vics), ("0,100,\(Digits.pdq),0.000\n", .vpdq),
            ("\u{feff}\(Digits.pdq),90,1.5\r\n", .vpdq), ("md5,sha1,pdq,note\n", .csv),
            ("\(Digits.pdq),90\n", .csv), ("0,100,\(Digits.md5),0.000\n", .csv),
        ] as [(String, HashListFormat)])
    func `a file's format shows in its beginning`(text: String, format: HashListFormat) {
        #expect(HashListFormat(recognising: Array(text.utf8)) == format)
    }
}
