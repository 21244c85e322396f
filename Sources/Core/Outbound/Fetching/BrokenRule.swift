// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore

/// Which rule of HTTP an answer broke.
package enum BrokenRule: CodedError, CaseIterable {
    /// What came does not begin as an answer of HTTP does.
    case notHTTP
    /// The connection was closed before an answer came.
    case noAnswer
    /// A line among the headers is none.
    case badHeader
    /// More headers, or longer ones, than any honest server sends.
    case headersTooLarge
    /// Content-Length is no number, or two that differ.
    case badLength
    /// A body in chunks has a chunk without a readable size.
    case badChunk
    /// The connection was closed in the middle of the body.
    case cutShort
    /// A compressed body is damaged, or ends too soon.
    case badCoding
    /// Another rule.
    case other

    package var code: String {
        switch self {
        case .notHTTP: "outbound.protocol-error-not-http"
        case .noAnswer: "outbound.protocol-error-no-answer"
        case .badHeader: "outbound.protocol-error-header"
        case .headersTooLarge: "outbound.protocol-error-headers-too-large"
        case .badLength: "outbound.protocol-error-length"
        case .badChunk: "outbound.protocol-error-chunk"
        case .cutShort: "outbound.protocol-error-cut-short"
        case .badCoding: "outbound.protocol-error-coding"
        case .other: "outbound.protocol-error"
        }
    }
}
