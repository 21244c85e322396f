// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore

/// Why something could not be sealed or opened.
package enum SealingError: CodedError, Equatable {
    /// Shorter than the shortest envelope: cut off, or never one.
    case truncated
    /// Sealed by a newer program, or not sealed at all.
    case unknownVersion(UInt8)
    /// Wrapped for another casework key than the one at hand.
    case otherKey
    /// Changed after it was sealed, or sealed under another key, record or field.
    case notAuthentic
    /// Longer than `RecordKey.textBytesMax`.
    case tooLong
    /// The bytes of a key are not a key.
    case malformedKey

    package var code: String {
        switch self {
        case .truncated: "sealing.truncated"
        case .unknownVersion: "sealing.unknown-version"
        case .otherKey: "sealing.other-key"
        case .notAuthentic: "sealing.not-authentic"
        case .tooLong: "sealing.too-long"
        case .malformedKey: "sealing.malformed-key"
        }
    }
}
