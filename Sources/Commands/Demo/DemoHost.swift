// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore

/// How a picture host of the demonstration answers a notice.
enum DemoManners: Sendable {
    /// Takes the picture down this long after the first notice.
    case obliging(after: Duration)
    /// Does nothing, ever: only the network above it acts, this long after it is asked.
    case stubborn(upstreamActsAfter: Duration)
}

/// One picture host of the demonstration: a name, a loopback address of its own, and its manners.
struct DemoHost: Sendable {
    let name: String
    /// Loopback, so that nothing leaves the machine; each host has a network of its own.
    let ipAddress: String
    let network: String
    let abuseAddress: String
    let manners: DemoManners

    static let all = [
        DemoHost(
            name: "harbour.test", ipAddress: "127.10.1.1", network: "127.10.1.0/24",
            abuseAddress: "abuse@harbour.test", manners: .obliging(after: .minutes(20))),
        DemoHost(
            name: "meadow.test", ipAddress: "127.10.2.1", network: "127.10.2.0/24",
            abuseAddress: "abuse@meadow.test", manners: .obliging(after: .hours(9))),
        DemoHost(
            name: "orchard.test", ipAddress: "127.10.3.1", network: "127.10.3.0/24",
            abuseAddress: "abuse@orchard.test", manners: .obliging(after: .hours(40))),
        DemoHost(
            name: "granite.test", ipAddress: "127.10.4.1", network: "127.10.4.0/24",
            abuseAddress: "abuse@granite.test",
            manners: .stubborn(upstreamActsAfter: .hours(12))),
    ]

    /// The network above all of them.
    static let upstreamNetwork = "127.10.0.0/16"
    static let upstreamAbuseAddress = "abuse@mountain.test"
}
