// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// The kinds of fingerprint the platform stores and matches.
package enum HashKind: String, CaseIterable, Sendable, Codable {
    case md5, sha1, sha256, pdq

    /// Length in bytes: 16, 20, 32 and 32.
    package var byteCount: Int {
        switch self {
        case .md5: 16
        case .sha1: 20
        case .sha256, .pdq: 32
        }
    }
}

/// One fingerprint: a kind and exactly as many bytes as that kind has.
package struct Fingerprint: Hashable, Sendable {
    package let kind: HashKind
    package let bytes: [UInt8]

    /// `nil` when the number of bytes is not the kind's.
    package init?(kind: HashKind, bytes: [UInt8]) {
        guard bytes.count == kind.byteCount else { return nil }
        self.kind = kind
        self.bytes = bytes
    }

    /// Reads hexadecimal digits of either case; `nil` on any other character or a wrong length.
    package init?(kind: HashKind, hex: String) {
        guard let bytes = Hexadecimal.decode(hex) else { return nil }
        self.init(kind: kind, bytes: bytes)
    }

    /// Lower-case hexadecimal digits.
    package var hex: String { Hexadecimal.encode(bytes) }
}
