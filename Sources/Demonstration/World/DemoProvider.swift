// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// A hosting provider of the demonstration's internet, with its habits.
package struct DemoProvider: Sendable {
    package let name: String
    /// The name of its one server.
    package let host: String
    /// The loopback address of its one server.
    package let address: String
    /// Its network, in CIDR notation.
    package let network: String
    package let country: String
    package let abuseEmail: String
    /// How long it takes from a notice to the removal; `nil` never does anything.
    package let removesAfter: Duration?
    /// What its server answers for what was removed.
    package let removedStatus: Int

    /// Everybody the demonstration writes to.
    ///
    /// The last one never answers; `DemoTransit` above it does.
    package static let all = [maple, cedar, birch, slowRiver]

    package static let maple = DemoProvider(
        name: "Maple Hosting", host: "pictures.maple.test", address: "127.0.71.10",
        network: "127.0.71.0/24",
        country: "CA", abuseEmail: "abuse@maple.test", removesAfter: .seconds(40 * 60),
        removedStatus: 404)

    package static let cedar = DemoProvider(
        name: "Cedar Cloud", host: "gallery.cedar.test", address: "127.0.72.10",
        network: "127.0.72.0/24",
        country: "CA", abuseEmail: "abuse@cedar.test", removesAfter: .seconds(20 * 3_600),
        removedStatus: 410)

    package static let birch = DemoProvider(
        name: "Birch Content Delivery", host: "cdn.birch.test", address: "127.0.73.10",
        network: "127.0.73.0/24",
        country: "NL", abuseEmail: "abuse@birch.test", removesAfter: .seconds(5 * 3_600),
        removedStatus: 404)

    package static let slowRiver = DemoProvider(
        name: "Slow River Servers", host: "media.slow-river.test", address: "127.0.74.10",
        network: "127.0.74.0/24",
        country: "FR", abuseEmail: "abuse@slow-river.test", removesAfter: nil, removedStatus: 404)
}

/// The network above the provider that does nothing.
package enum DemoTransit {
    package static let name = "Northern Transit"
    package static let network = "127.0.64.0/18"
    package static let abuseEmail = "abuse@northern-transit.test"
    package static let removesAfter: Duration = .seconds(26 * 3_600)
}
