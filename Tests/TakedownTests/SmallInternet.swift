// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Demonstration
import NightlightCore
import Outbound
import Takedown
import Synchronization
import Testing
import WebAddresses

/// Two hosts in two networks, a registry that knows both, a mail relay, and a name server that can
/// be told otherwise.
struct SmallInternet: Sendable {
    /// `pages.test`, at Example Pages in France; its registry entry names its data centre above it.
    let pages: PictureHost
    /// `pictures.test`, at Example Pictures in Canada, which is in the hotline's own directory.
    let pictures: PictureHost
    let registry: RegistryServer
    let relay: MailSink
    let names: Names

    final class Names: Sendable {
        private let table = Mutex<[String: String]>([:])

        /// `nil`: there is no such name any more.
        subscript(name: String) -> String? {
            get { table.withLock { $0[name] } }
            set { table.withLock { $0[name] = newValue } }
        }

        var resolver: Resolver {
            Resolver { name in
                guard let address = self[name].flatMap({ IPAddress($0) }) else {
                    return .failure(.notFound)
                }
                return .success([address])
            }
        }
    }

    init() async throws {
        pages = try await PictureHost.start(address: "127.0.1.1")
        pictures = try await PictureHost.start(address: "127.0.2.1")
        registry = try await RegistryServer.start()
        relay = try await MailSink.start()
        names = Names()
        names["pages.test"] = "127.0.1.1"
        names["pictures.test"] = "127.0.2.1"
        for (range, handle, organisation, country, email) in [
            ("127.0.0.0/16", "NET-DC", "Example Data Centre", "FR", "abuse@datacentre.test"),
            ("127.0.1.0/24", "NET-PAGES", "Example Pages", "FR", "abuse@pages.test"),
            ("127.0.2.0/24", "NET-PICTURES", "Example Pictures", "CA", "abuse@pictures.test"),
            ("127.0.3.0/24", "NET-HARBOUR", "Example Harbour", "NL", "abuse@harbour.test"),
        ] {
            registry.add(
                RegistryServer.Network(
                    range: range, handle: handle, name: handle, organisation: organisation,
                    country: country, abuseEmail: email))
        }
    }

    func fetcher() throws -> Fetcher {
        let loopback = try #require(AddressRange("127.0.0.0/8"))
        return Fetcher(
            policy: OutboundPolicy(
                allowedPrivateNetworks: [loopback],
                allowedPorts: [pages.port, pictures.port, registry.port]),
            resolver: names.resolver)
    }

    func sources(time: any TimeSource) throws -> TraceSources {
        let asked = TraceSources(
            registry: RegistryClient(
                bootstrap: try RegistryBootstrap(ipv4: registry.bootstrap(["127.0.0.0/8"])),
                fetcher: try fetcher(), time: time))
        // A country database that knows one network better than its registry.
        return TraceSources(network: asked.network) { address in
            address.description.hasPrefix("127.0.2.") ? "CA" : nil
        }
    }

    func transport() throws -> MailTransport {
        let relay = try #require(
            MailRelay("smtp://127.0.0.1:\(relay.port)", security: .none))
        return MailTransport(relay: relay)
    }
}
