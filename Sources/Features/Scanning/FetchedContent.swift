// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Fingerprinting
import MediaDecoding
import Outbound
package import WebAddresses

/// What one address gave when it was fetched.
enum FetchedContent: Sendable {
    case file(FingerprintedFile, FetchRoute)
    case page(FetchedPage, FetchRoute)
    /// The server answered with another status than success.
    case status(Int, FetchRoute)
    case failed(FetchFailure)
}

/// The servers on the way to what was fetched.
package struct FetchRoute: Sendable, Equatable {
    /// Of the addresses to try, the one that answered.
    package let asked: WebAddress
    /// The server the address points at; `nil` when a proxy looked the name up.
    package let pointed: IPAddress?
    /// The server that answered in the end; `nil` when a proxy looked the name up.
    package let hosting: IPAddress?
    /// Where the answer came from, after all redirects.
    package let final: WebAddress
}

/// A page that was fetched: the addresses it names, without its text.
struct FetchedPage: Sendable, Equatable {
    /// Pictures that it shows, in its order, each once.
    let pictures: [WebAddress]
    /// Files that it leads to, in its order, each once.
    let links: [WebAddress]
    /// Pages that stand in it, or that it sends its readers on to.
    let frames: [WebAddress]
    /// What was left out of what it points at.
    let omissions: [PageOmission: Int]
    let byteCount: Int
    /// Why nothing could be read from it.
    let undecodableReason: UndecodableReason?

    /// - Parameter refresh: where the answer's own header sends browsers on to after a while.
    init(_ names: PageLinks, at address: WebAddress, refresh: WebAddress?, byteCount: Int) {
        var seen: Set<WebAddress> = [address]
        func addresses(_ texts: [String]) -> [WebAddress] {
            texts.compactMap { WebAddress($0) }.filter { seen.insert($0).inserted }
        }
        pictures = addresses(names.pictures)
        links = addresses(names.media)
        frames = addresses(names.frames + (refresh.map { [$0.text] } ?? []))
        omissions = names.omissions
        self.byteCount = byteCount
        undecodableReason = nil
    }

    init(byteCount: Int, undecodable reason: UndecodableReason) {
        pictures = []
        links = []
        frames = []
        omissions = [:]
        self.byteCount = byteCount
        undecodableReason = reason
    }
}
