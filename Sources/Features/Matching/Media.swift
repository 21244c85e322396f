// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import NightlightCore

/// What is known about a file once it was read, and before it is on record.
package struct NewMedia: Sendable, Hashable {
    package let md5: Fingerprint
    package let sha1: Fingerprint
    package let sha256: Fingerprint
    /// The perceptual fingerprint; `nil` for what is no picture.
    package let pdq: Fingerprint?
    /// 0 to 100; there whenever `pdq` is.
    package let pdqQuality: Int?
    package let byteCount: Int
    /// A stable code, such as `media.truncated`.
    package let undecodableReason: String?

    package init(
        md5: Fingerprint, sha1: Fingerprint, sha256: Fingerprint, pdq: Fingerprint?,
        pdqQuality: Int?, byteCount: Int, undecodableReason: String?
    ) {
        precondition(md5.kind == .md5 && sha1.kind == .sha1 && sha256.kind == .sha256)
        precondition(pdq.map { $0.kind == .pdq } ?? true && (pdq == nil) == (pdqQuality == nil))
        self.md5 = md5
        self.sha1 = sha1
        self.sha256 = sha256
        self.pdq = pdq
        self.pdqQuality = pdqQuality
        self.byteCount = byteCount
        self.undecodableReason = undecodableReason
    }
}

/// One distinct file, by SHA-256: its fingerprints, never its bytes.
package struct Media: Sendable, Hashable {
    package typealias ID = Identifier<Media>

    package let id: ID
    package let md5: Fingerprint
    package let sha1: Fingerprint
    package let sha256: Fingerprint
    package let pdq: Fingerprint?
    package let pdqQuality: Int?
    package let byteCount: Int
    package let undecodableReason: String?
    package let firstSeenAt: Timestamp
}
