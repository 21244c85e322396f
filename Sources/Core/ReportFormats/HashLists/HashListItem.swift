// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import NightlightCore

/// What a reader gives for each row of a list.
package enum HashListItem: Hashable, Sendable {
    case row(HashListRow)
    case bad(BadRow)
}

/// One entry of a list: all fingerprints of one file.
package struct HashListRow: Hashable, Sendable {
    /// Never empty; at most one of each kind, in the order of `HashKind.allCases`.
    package let fingerprints: [Fingerprint]
    /// The list's own word or number for the kind of material; its meaning is the list's.
    package let category: String?
    package let note: String?
    /// The line the row begins on, from 1.
    package let lineNumber: Int

    package init(
        fingerprints: [Fingerprint], category: String? = nil, note: String? = nil, lineNumber: Int
    ) {
        self.fingerprints = fingerprints
        self.category = category
        self.note = note
        self.lineNumber = lineNumber
    }

    package var categoryNumber: Int? { category.flatMap { Int($0) } }
}

/// A row that could not be read, and why.
package struct BadRow: Hashable, Sendable {
    package let lineNumber: Int
    /// Which row of the file this is, from 1; of use where a whole file is one line.
    package let rowNumber: Int
    package let reason: BadRowReason

    package init(lineNumber: Int, rowNumber: Int, reason: BadRowReason) {
        self.lineNumber = lineNumber
        self.rowNumber = rowNumber
        self.reason = reason
    }
}

/// Why a row could not be read.
package enum BadRowReason: CodedError, Hashable {
    case badMD5
    case badSHA1
    case badSHA256
    case badPDQ
    /// Of a video's frame: not three or four fields, or a number or a time that is none.
    case badFrame
    /// Of a video's frame: not 0 to 100.
    case badQuality
    case noFingerprint
    case unknownKind
    case missingHash
    case tooManyFields
    case badQuote
    case rowTooLong
    /// The header names no column of fingerprints; nothing after it is read.
    case noHashColumn
    /// The first line has a fingerprint and there is no header; nothing after it is read.
    case noHeader
    /// A fingerprint of 64 digits whose column does not say whether it is SHA-256 or PDQ.
    case ambiguousHash
    /// Two fingerprints of one kind that differ, in one row: which of them is the file's?
    case differingHashes
    /// The fields of a row are not separated as those of the header are.
    case otherSeparator
    /// The file is UTF-16, or no text; nothing of it is read.
    case otherEncoding
    /// A zero byte, which no text has; nothing after it is read.
    case zeroByte
    /// Not JSON from here on; nothing after it is read.
    case malformedJSON
    case tooDeepJSON
    /// JSON in which there are neither media, as VICS has them, nor frames of a video.
    case otherJSON
    /// Nothing comes after the header or around the list: there is no row at all.
    case noRows
    /// Every frame has a quality under 50, and none is compared.
    case poorFrames
    /// The file ends in the middle of something.
    case truncated

    package var code: String {
        switch self {
        case .badMD5: "hash-list.bad-md5"
        case .badSHA1: "hash-list.bad-sha1"
        case .badSHA256: "hash-list.bad-sha256"
        case .badPDQ: "hash-list.bad-pdq"
        case .badFrame: "hash-list.bad-frame"
        case .badQuality: "hash-list.bad-quality"
        case .noFingerprint: "hash-list.no-fingerprint"
        case .unknownKind: "hash-list.unknown-kind"
        case .missingHash: "hash-list.missing-hash"
        case .tooManyFields: "hash-list.too-many-fields"
        case .badQuote: "hash-list.bad-quote"
        case .rowTooLong: "hash-list.row-too-long"
        case .noHashColumn: "hash-list.no-hash-column"
        case .noHeader: "hash-list.no-header"
        case .ambiguousHash: "hash-list.ambiguous-hash"
        case .differingHashes: "hash-list.differing-hashes"
        case .otherSeparator: "hash-list.other-separator"
        case .otherEncoding: "hash-list.other-encoding"
        case .zeroByte: "hash-list.zero-byte"
        case .malformedJSON: "hash-list.malformed-json"
        case .tooDeepJSON: "hash-list.too-deep-json"
        case .otherJSON: "hash-list.other-json"
        case .noRows: "hash-list.no-rows"
        case .poorFrames: "hash-list.poor-frames"
        case .truncated: "hash-list.truncated"
        }
    }

    init(bad kind: HashKind) {
        self =
            switch kind {
            case .md5: .badMD5
            case .sha1: .badSHA1
            case .sha256: .badSHA256
            case .pdq: .badPDQ
            }
    }
}
