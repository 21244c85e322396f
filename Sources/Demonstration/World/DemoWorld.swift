// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import NightlightCore
import Synchronization

/// A small internet on loopback: providers with their servers, a registry, and a mail server whose
/// mail the providers read and act on, each at its own pace.
package final class DemoWorld: Sendable {
    /// A removal that a provider has decided on.
    private struct Removal: Sendable {
        let address: String
        let due: Timestamp
    }

    private struct Plans: Sendable {
        var readCount = 0
        var removals: [Removal] = []
        /// Every address that somebody has promised to remove: a reminder changes nothing.
        var promised: Set<String> = []
    }

    package let registry: RegistryServer
    package let sink: MailSink
    private let hosts: [String: (provider: DemoProvider, server: PictureHost)]
    private let plans = Mutex(Plans())

    private init(
        registry: RegistryServer, sink: MailSink,
        hosts: [String: (provider: DemoProvider, server: PictureHost)]
    ) {
        self.registry = registry
        self.sink = sink
        self.hosts = hosts
    }

    package static func start() async throws -> DemoWorld {
        let registry = try await RegistryServer.start()
        registry.add(
            RegistryServer.Network(
                range: DemoTransit.network, handle: "NET-TRANSIT", name: "TRANSIT",
                organisation: DemoTransit.name, abuseEmail: DemoTransit.abuseEmail))
        var hosts: [String: (provider: DemoProvider, server: PictureHost)] = [:]
        for (place, provider) in DemoProvider.all.enumerated() {
            let server = try await PictureHost.start(address: provider.address)
            hosts[provider.name] = (provider, server)
            registry.add(
                RegistryServer.Network(
                    range: provider.network, handle: "NET-\(place + 1)",
                    name: "NETWORK-\(place + 1)", organisation: provider.name,
                    country: provider.country, abuseEmail: provider.abuseEmail,
                    shape: place % 2 == 0 ? .nestedAbuse : .flatAbuse))
        }
        return DemoWorld(registry: registry, sink: try await MailSink.start(), hosts: hosts)
    }

    package func stop() async {
        await registry.stop()
        await sink.stop()
        for host in hosts.values { await host.server.stop() }
    }

    package func server(of provider: DemoProvider) -> PictureHost? { hosts[provider.name]?.server }

    /// Every port somebody listens on.
    package var ports: [Int] { hosts.values.map(\.server.port) + [registry.port] }

    /// The providers read the mail that came since, and plan.
    package func readMail(at now: Timestamp) {
        let messages = sink.messages
        plans.withLock { plans in
            for message in messages.dropFirst(plans.readCount) {
                guard let delay = delay(of: message) else { continue }
                for address in NoticedAddresses.read(message.text)
                where plans.promised.insert(address).inserted {
                    plans.removals.append(Removal(address: address, due: now + delay))
                }
            }
            plans.readCount = messages.count
        }
    }

    /// When somebody next removes something.
    package var nextRemoval: Timestamp? { plans.withLock { $0.removals.map(\.due).min() } }

    /// Whoever is due removes what the notice named, and nothing else.
    /// - Returns: how many addresses.
    @discardableResult
    package func removeDue(at now: Timestamp) -> Int {
        let due = plans.withLock { plans in
            let due = plans.removals.filter { $0.due <= now }
            plans.removals.removeAll { $0.due <= now }
            return due
        }
        var count = 0
        for removal in due where remove(removal.address) { count += 1 }
        return count
    }

    private func delay(of message: MailSink.Message) -> Duration? {
        if message.recipients.contains(DemoTransit.abuseEmail) { return DemoTransit.removesAfter }
        let provider = hosts.values.first { message.recipients.contains($0.provider.abuseEmail) }
        return provider?.provider.removesAfter
    }

    /// `http://host:port/path`: the host tells the provider, the path what to remove.
    private func remove(_ address: String) -> Bool {
        let rest = address.dropFirst("http://".count)
        let name = rest.prefix { $0 != ":" && $0 != "/" }
        guard let host = hosts.values.first(where: { $0.provider.host == name }) else {
            return false
        }
        host.server.takeDown(
            String(rest.drop { $0 != "/" }), status: host.provider.removedStatus)
        return true
    }
}
