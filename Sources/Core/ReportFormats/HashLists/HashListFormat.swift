// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// The file formats lists of fingerprints are exchanged in.
package enum HashListFormat: String, CaseIterable, Sendable {
    /// A header line and comma-separated values (RFC 4180).
    case csv
    /// One `TYPE HASH` on each line.
    case lines
    /// Project VIC's VICS 1.x and 2.0 JSON.
    case vics
    /// A video's frames as `vpdq` writes them, one on each line.
    case vpdq
}
