// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Fingerprinting
package import NightlightCore
package import PerceptualHashing

/// A row of the table `media`: one distinct file, by SHA-256, as it was when it was first read.
package struct Media: Sendable, Hashable {
    package typealias ID = Identifier<Media>

    package let id: ID
    package let digests: FileDigests
    /// `nil` for what is no picture.
    package let still: PDQReading?
    package let byteCount: Int
    /// A stable code, such as `media.truncated`.
    package let undecodableReason: String?
    package let remarks: [ReadingRemark]
    package let firstSeenAt: Timestamp
}
