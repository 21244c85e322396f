// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// What one request was answered with.
struct HopAnswer {
    let status: Int
    /// Where a redirect leads, as the server wrote it.
    let location: String?
    let contentType: String?
    let retryAfter: RetryAfter?
    let refresh: RefreshHeader?
    let body: [UInt8]
    let bodyFailure: FetchFailure?

    // LIMIT: bytes kept of a Content-Type; real ones have fewer than a hundred.
    private static let contentTypeBytesMax = 256

    /// - Throws: what went wrong, unless the status says enough: that something is gone, forbidden
    ///   or elsewhere holds whatever becomes of the text that comes with it.
    init(_ end: TransferEnd) throws(FetchFailure) {
        guard let head = end.head else { throw end.failure ?? .protocolError(.other) }
        status = head.status
        let isSuccess = (200..<300).contains(head.status)
        if let failure = end.failure, isSuccess || failure == .cancelled { throw failure }
        location = Self.redirectTarget(head)
        contentType = head.fields[.contentType].map {
            String(decoding: $0.prefix(Self.contentTypeBytesMax), as: UTF8.self)
        }
        retryAfter = head.text(.retryAfter).flatMap { RetryAfter(header: $0) }
        refresh = isSuccess ? Self.address(head, .refresh).flatMap { RefreshHeader($0) } : nil
        body = end.failure == nil ? end.body : []
        bodyFailure = end.failure
    }

    private static func redirectTarget(_ head: TransferEnd.Head) -> String? {
        switch head.status {
        case 301, 302, 303, 307, 308: address(head, .location)
        default: nil
        }
    }

    /// An address in whatever encoding the server's pages have: what is no UTF-8 is escaped byte by
    /// byte, so that the server is asked for its own bytes.
    private static func address(_ head: TransferEnd.Head, _ field: TransferEnd.Field) -> String? {
        guard let bytes = head.fields[field] else { return nil }
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        return bytes.reduce(into: "") { text, byte in
            if byte < 0x80 {
                text.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                text += "%" + String(byte, radix: 16, uppercase: true)
            }
        }
    }

    /// Whether a browser shows something else before anybody has seen this.
    ///
    /// A picture, a video or a sound is what was asked for, wherever a page would go on to: what
    /// shows it in a page follows no such header.
    var isPassedOver: Bool {
        guard let refresh else { return false }
        let type = contentType?.lowercased() ?? ""
        let isMedia = ["image/", "video/", "audio/"].contains { type.hasPrefix($0) }
        return !isMedia && (refresh.seconds <= Self.unseenSecondsMax || body.isEmpty)
    }

    // LIMIT: seconds of a page that nobody sees before it goes on.
    private static let unseenSecondsMax = 1
}
