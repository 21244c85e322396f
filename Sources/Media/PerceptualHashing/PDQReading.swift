// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// A picture's PDQ fingerprint, and how far it can be trusted.
public struct PDQReading: Hashable, Sendable {
    /// The fingerprint.
    public let hash: PDQHash

    /// 0 to 100: how much detail the picture has.
    ///
    /// Under 50 the fingerprint says little, because flat pictures resemble each other.
    public let quality: Int

    /// A reading made elsewhere, for instance received from another process.
    public init(hash: PDQHash, quality: Int) {
        self.hash = hash
        self.quality = quality
    }
}
