// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Storage

/// By which technology the reported thing is reached.
///
/// A report is split into incidents by it.
package enum Technology: String, CaseIterable, Sendable, Codable {
    case webPage = "web-page"
    case email
    case chat
    case game
    case peerToPeer = "peer-to-peer"
    case phone
    case other
}

extension Technology: SQLConvertible {}
