// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Incidents
import NightlightCore
import Testing

@testable import Takedown

@Suite struct HostComparisonTests {
    private static let now = Timestamp(secondsSinceEpoch: 1_800_000_000)

    private static func contact(_ email: String) -> AbuseContact {
        AbuseContact(
            id: AbuseContact.ID(at: now), email: email, name: email, language: nil,
            status: .unverified, createdAt: now, updatedAt: now)
    }

    private static func takedown() -> Takedown {
        Takedown(
            id: Takedown.ID(at: now), incidentID: Incident.ID(at: now),
            locatorID: Locator.ID(at: now), role: .hosting, contactID: nil,
            upstreamContactID: nil, serverAddress: "192.0.2.7", country: nil,
            progress: TakedownProgress(state: .noticed), round: 1, version: 1, createdAt: now,
            updatedAt: now)
    }

    /// `known`: who is written to, and whom the last trace named.
    private static func check(
        known: (contact: String?, traced: String?), registry: String? = nil,
        directory: String? = nil, upstream: String? = nil, address: String? = "192.0.2.7"
    ) -> HostComparison {
        let server = TracedServer(
            address: address, country: nil,
            provider: directory.map {
                ListedProvider(name: $0, contact: contact($0), upstream: nil)
            },
            facts: NetworkFacts(abuseEmail: registry, upstreamEmail: upstream))
        return HostComparison(
            server, of: takedown(),
            known: KnownHost(contact: known.contact.map(contact), traced: known.traced))
    }

    @Test(
        arguments: [
            // The same host, by registry, by directory, and after the network above was asked.
            ("a@x.test", "a@x.test", "a@x.test", nil), ("a@x.test", "a@x.test", "A@x.test", nil),
            ("a@x.test", "a@x.test", nil, "a@x.test"), ("up@y.test", "a@x.test", "a@x.test", nil),
            // A person chose another mailbox of the same host.
            ("night@x.test", "a@x.test", "a@x.test", nil),
            // A person found a mailbox where there was none.
            ("found@x.test", nil, "a@x.test", nil),
            // The registry has lost it.
            ("a@x.test", "a@x.test", nil, nil), (nil, nil, nil, nil),
            // The directory was told of the host we write to already.
            ("a@x.test", "old@x.test", "b@z.test", "a@x.test"),
        ] as [(String?, String?, String?, String?)])
    func `the host is the same`(
        contact: String?, traced: String?, registry: String?, directory: String?
    ) {
        let check = Self.check(
            known: (contact, traced), registry: registry, directory: directory)
        #expect(check == .unchanged(server: "192.0.2.7"))
    }

    @Test(
        arguments: [
            ("a@x.test", "a@x.test", "b@z.test", nil), ("a@x.test", "a@x.test", nil, "b@z.test"),
            ("up@y.test", "a@x.test", "b@z.test", nil), (nil, nil, "b@z.test", nil),
            ("night@x.test", "a@x.test", "b@z.test", nil),
        ] as [(String?, String?, String?, String?)])
    func `the host is another`(
        contact: String?, traced: String?, registry: String?, directory: String?
    ) {
        #expect(
            Self.check(known: (contact, traced), registry: registry, directory: directory)
                == .changed)
    }

    @Test func `one network above two hosts does not make them one`() {
        #expect(
            Self.check(
                known: ("a@x.test", "a@x.test"), registry: "b@z.test", upstream: "up@y.test")
                == .changed)
        #expect(
            Self.check(
                known: ("up@y.test", "a@x.test"), registry: "b@z.test", upstream: "up@y.test")
                == .changed)
    }

    @Test func `whom a person chose stays as long as the server does`() {
        #expect(
            Self.check(known: ("found@x.test", nil), registry: "a@z.test", address: "192.0.2.9")
                == .changed)
    }

    @Test func `no name is no host, and no answer is no change`() {
        #expect(Self.check(known: ("a@x.test", "a@x.test"), address: nil) == .vanished)
        let known = KnownHost(contact: nil, traced: nil)
        #expect(
            HostComparison(nil, of: Self.takedown(), known: known)
                == .unchanged(server: "192.0.2.7"))
    }
}
