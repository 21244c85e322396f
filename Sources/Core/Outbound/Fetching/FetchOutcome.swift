// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import WebAddresses

/// What became of one fetch.
package enum FetchOutcome: Sendable {
    case fetched(FetchedResource)
    case failed(FetchFailure)
}

/// One request on the way: where it went, and which machine answered.
package struct Hop: Hashable, Sendable {
    package let address: WebAddress
    /// `nil` when a proxy looked the name up.
    package let ip: IPAddress?
    package let status: Int

    package init(address: WebAddress, ip: IPAddress?, status: Int) {
        self.address = address
        self.ip = ip
        self.status = status
    }
}

/// The last answer on the way, with any status, and the way there.
package struct FetchedResource: Sendable {
    /// The address that gave the body, after all redirects.
    package let final: WebAddress
    /// Every request in order; the last one is the final's.
    package let hops: [Hop]
    package let status: Int
    /// As the server wrote it, at most 256 bytes.
    package let contentType: String?
    package let retryAfter: RetryAfter?
    /// Where the answer sends browsers on to after a while (`Refresh`); not followed.
    package let refresh: WebAddress?
    package let body: [UInt8]
    /// Why the body could not be read, where the status says enough without it; then it is empty.
    ///
    /// Of a success it never is: what should have come is the point of such an answer.
    package let bodyFailure: FetchFailure?

    package init(
        final: WebAddress, hops: [Hop], status: Int, contentType: String?,
        retryAfter: RetryAfter? = nil, refresh: WebAddress? = nil, body: [UInt8],
        bodyFailure: FetchFailure? = nil
    ) {
        self.final = final
        self.hops = hops
        self.status = status
        self.contentType = contentType
        self.retryAfter = retryAfter
        self.refresh = refresh
        self.body = body
        self.bodyFailure = bodyFailure
    }
}
