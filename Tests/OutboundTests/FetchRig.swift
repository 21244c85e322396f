// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Demonstration
import Synchronization
import Testing

@testable import Outbound
import WebAddresses

/// A hostile or honest host on loopback, and a fetcher that may reach just it.
struct FetchRig {
    let host: PictureHost
    let fetcher: Fetcher

    /// Every name below `test` is this host, unless `resolver` says otherwise.
    init(
        resolver: Resolver? = nil, proxy: OutboundPolicy.Proxy? = nil,
        change: (inout OutboundPolicy) -> Void = { _ in }
    ) async throws {
        host = try await PictureHost.start()
        let loopback = try #require(AddressRange("127.0.0.0/8"))
        var policy = OutboundPolicy(
            allowedPrivateNetworks: [loopback], allowedPorts: [host.port], proxy: proxy)
        change(&policy)
        fetcher = Fetcher(
            policy: policy, resolver: resolver ?? .fixed(["*.test": [loopback.base + 1]]))
    }

    func fetch(
        _ path: String, host name: String = "pictures.test", limits: FetchLimits = FetchLimits()
    ) async throws -> FetchOutcome {
        await fetcher.fetch(try WebAddress.read(host.url(path, host: name)), limits: limits)
    }
}

extension FetchLimits {
    /// Bounds that a test can reach.
    static func tight(
        bytes: Int = 1 << 20, deadline: Duration = .seconds(60), idle: Duration = .seconds(60)
    ) -> FetchLimits {
        var limits = FetchLimits(bodyBytesMax: bytes, deadline: deadline)
        limits.idleTimeout = idle
        return limits
    }
}

extension FetchOutcome {
    var resource: FetchedResource? {
        if case .fetched(let resource) = self { resource } else { nil }
    }

    var failure: FetchFailure? {
        if case .failed(let failure) = self { failure } else { nil }
    }
}

extension IPAddress {
    /// The address that many further on.
    static func + (address: IPAddress, step: UInt32) -> IPAddress {
        IPAddress(v4: UInt32(truncatingIfNeeded: address.bits) + step)
    }
}

/// A resolver that answers from a list, one entry for each look-up, and counts them.
final class ScriptedNames: Sendable {
    private let state: Mutex<(answers: [[String]], asked: [String])>

    init(_ answers: [[String]]) { state = Mutex((answers, [])) }

    var asked: [String] { state.withLock(\.asked) }

    var resolver: Resolver {
        Resolver { name in
            self.state.withLock { state in
                state.asked.append(name)
                guard !state.answers.isEmpty else { return .failure(.serverFailed) }
                return .success(state.answers.removeFirst().compactMap { IPAddress($0) })
            }
        }
    }
}
