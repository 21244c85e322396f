// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// How a picture's fingerprint is made.
public enum PDQMode: String, CaseIterable, Hashable, Sendable {
    /// Bit for bit what the reference makes of the same pixels: `PDQHasher`.
    case exact

    /// Several times faster, and up to a few bits away: `FastPDQHasher`.
    case fast
}
