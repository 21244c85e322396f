// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore

extension HashKind {
    /// Reads the name of a kind as files spell it: any case, with or without hyphen or underscore.
    init?(listName: some StringProtocol) {
        guard listName.utf8.count <= 16 else { return nil }
        let plain = listName.lowercased().filter { $0 != "-" && $0 != "_" && $0 != " " }
        self.init(rawValue: plain)
    }
}

extension HashKind {
    /// Words that a column's name has beside the kind: `MD5 Hash`, `file_sha1`, `sha256sum`.
    private static let companions = [
        "fingerprint", "checksum", "digest", "value", "image", "media", "video", "frame", "photo",
        "file", "hash", "hex", "sum",
    ]

    /// What is left of a name of letters and digits without the words that say nothing.
    ///
    /// Empty for the name of a column of fingerprints that does not say of which kind.
    private static func bareName(_ name: some StringProtocol) -> String {
        // LIMIT: longer names are no column's.
        guard name.utf8.count <= 64 else { return String(name.prefix(64)) }
        var plain = name.lowercased().filter { $0.isLetter || $0.isNumber }
        for word in companions { plain = plain.replacing(word, with: "") }
        return plain
    }

    /// Reads the name of a column or of a member, as people and tools call it.
    init?(columnName: some StringProtocol) {
        self.init(rawValue: Self.bareName(columnName))
    }

    /// Whether a column has fingerprints without saying of which kind.
    static func isUnnamed(_ columnName: some StringProtocol) -> Bool {
        let plain = columnName.lowercased().filter { $0.isLetter || $0.isNumber }
        return ["hash", "hashes", "hex", "digest", "checksum", "fingerprint", "indicator"]
            .contains(plain) || ["hashvalue", "filehash", "hashhex"].contains(plain)
    }

    /// The kind that the number of digits tells.
    static func kind(ofDigits hex: some StringProtocol) -> Result<HashKind, BadRowReason> {
        guard hex.utf8.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else {
            return .failure(.unknownKind)
        }
        return switch hex.utf8.count {
        case 32: .success(.md5)
        case 40: .success(.sha1)
        case 64: .failure(.ambiguousHash)
        default: .failure(.unknownKind)
        }
    }
}

extension HashListRow {
    /// Reads hexadecimal digits of several kinds; the first that cannot be read is the reason.
    static func fingerprints(
        _ texts: [(kind: HashKind, hex: String)]
    ) -> Result<[Fingerprint], BadRowReason> {
        var found: [HashKind: Fingerprint] = [:]
        for (kind, hex) in texts where !hex.isEmpty {
            guard let fingerprint = Fingerprint(kind: kind, hex: hex) else {
                return .failure(BadRowReason(bad: kind))
            }
            found[kind] = fingerprint
        }
        if found.isEmpty { return .failure(.noFingerprint) }
        return .success(HashKind.allCases.compactMap { found[$0] })
    }
}
