// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore

extension HashKind {
    /// Words that a name has beside the kind: `MD5 Hash`, `file_sha1`, `sha256sum`.
    private static let companions = [
        "fingerprint", "checksum", "digest", "value", "image", "media", "video", "frame", "photo",
        "file", "hash", "hex", "sum",
    ]

    /// What is left of a name of letters and digits without the words that say nothing.
    ///
    /// Empty for a name that does not say of which kind.
    private static func bareName(_ name: some StringProtocol) -> String {
        // LIMIT: longer names are no kind's.
        guard name.utf8.count <= 64 else { return String(name.prefix(64)) }
        var plain = name.lowercased().filter { $0.isLetter || $0.isNumber }
        for word in companions { plain = plain.replacing(word, with: "") }
        return plain
    }

    /// Reads a kind as people and tools call it: as the name of a column of a table, of a member of
    /// an object, or as a word.
    init?(named name: some StringProtocol) {
        self.init(rawValue: Self.bareName(name))
    }

    /// Whether what has this name are fingerprints, without saying of which kind.
    static func isUnnamed(_ name: some StringProtocol) -> Bool {
        let plain = name.lowercased().filter { $0.isLetter || $0.isNumber }
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
    ///
    /// A row is one file, and has one fingerprint of a kind: to keep the last of several would lose
    /// the others without a word.
    static func fingerprints(
        _ texts: [(kind: HashKind, hex: String)]
    ) -> Result<[Fingerprint], BadRowReason> {
        var found: [HashKind: Fingerprint] = [:]
        for (kind, hex) in texts where !hex.isEmpty {
            guard let fingerprint = Fingerprint(kind: kind, hex: hex) else {
                return .failure(BadRowReason(bad: kind))
            }
            if let other = found.updateValue(fingerprint, forKey: kind), other != fingerprint {
                return .failure(.differingHashes)
            }
        }
        if found.isEmpty { return .failure(.noFingerprint) }
        return .success(HashKind.allCases.compactMap { found[$0] })
    }
}
