// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Outbound
package import WebAddresses

/// What one look at one address gave.
package enum Visit: Sendable {
    /// A file, and behind it everything in it when it is an archive.
    case media([SeenMedia], Route)
    case page(SeenPage, Route)
    /// The server answered with another status than success.
    case status(Int, Route)
    case failed(FetchFailure)

    /// The servers on the way.
    package struct Route: Sendable, Equatable {
        /// The server the address points at; `nil` when a proxy looked the name up.
        package let pointed: IPAddress?
        /// The server that answered in the end.
        package let hosting: IPAddress?
        /// Where the answer came from, after all redirects.
        package let final: WebAddress
    }
}

/// A page that was fetched: the addresses it names, without its text.
package struct SeenPage: Sendable, Equatable {
    /// Pictures first, in the page's order, each once.
    package let pictures: [WebAddress]
    package let links: [WebAddress]
    package let byteCount: Int
    /// Why nothing could be read from it; a stable code.
    package let undecodableCode: String?
}
