// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import NightlightCore

/// One distinct file, by SHA-256: its fingerprints, never its bytes.
package struct Media: Sendable, Equatable {
    package typealias ID = Identifier<Media>

    package let id: ID
    package let md5: Fingerprint
    package let sha1: Fingerprint
    package let sha256: Fingerprint
    /// `nil` when it is no picture, or one that could not be decoded.
    package let pdq: Fingerprint?
    /// 0 to 100: how much there is in the picture to recognise it by.
    package let pdqQuality: Int?
    package let byteCount: Int
    /// A stable code such as `media.truncated`.
    package let undecodableReason: String?
    package let firstSeenAt: Timestamp
}

/// A file as it was just seen.
package struct NewMedia: Sendable, Equatable {
    package let md5: Fingerprint
    package let sha1: Fingerprint
    package let sha256: Fingerprint
    package let pdq: Fingerprint?
    package let pdqQuality: Int?
    package let byteCount: Int
    package let undecodableReason: String?

    package init(
        md5: Fingerprint, sha1: Fingerprint, sha256: Fingerprint, pdq: Fingerprint?,
        pdqQuality: Int?, byteCount: Int, undecodableReason: String?
    ) {
        self.md5 = md5
        self.sha1 = sha1
        self.sha256 = sha256
        self.pdq = pdq
        self.pdqQuality = pdqQuality
        self.byteCount = byteCount
        self.undecodableReason = undecodableReason
    }
}
