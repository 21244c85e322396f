// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Outbound

/// A page in a page, or one that it sends its readers on to, which a scan did not look into.
///
/// Whoever says what a page no longer shows has to ask for these: anything may be in them.
package enum UnreadFrame: Hashable, Sendable {
    /// The server answered with another status than success.
    case status(Int)
    case failed(FetchFailure)
    /// It came, and is too large or no page that can be read.
    case unreadable
    /// The bounds on pages were reached before it.
    case beyondBounds
}
