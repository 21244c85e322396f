// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
package import WebAddresses

/// Why a name has no addresses.
package enum ResolutionFailure: CodedError {
    case notFound
    case serverFailed
    case timedOut

    package var code: String {
        switch self {
        case .notFound: "resolution.not-found"
        case .serverFailed: "resolution.server-failed"
        case .timedOut: "resolution.timed-out"
        }
    }
}

/// Looks host names up: by the system, or from a fixed table in tests and the demonstration.
package struct Resolver: Sendable {
    package typealias LookUp =
        @Sendable (_ name: String) async -> Result<[IPAddress], ResolutionFailure>

    private let lookUp: LookUp

    package init(lookUp: @escaping LookUp) {
        self.lookUp = lookUp
    }

    /// The machine's own resolver.
    package static func system(timeout: Duration = .seconds(10)) -> Resolver {
        let resolver = SystemResolver(timeout: timeout)
        return Resolver { name in await resolver.addresses(of: name) }
    }

    /// Names from a table; a key that begins with `*.` stands for every name below it.
    package static func fixed(_ table: [String: [IPAddress]]) -> Resolver {
        Resolver { name in
            if let addresses = table[name] { return .success(addresses) }
            var rest = name[...]
            while let dot = rest.firstIndex(of: ".") {
                rest = rest[rest.index(after: dot)...]
                if let addresses = table["*." + rest] { return .success(addresses) }
            }
            return .failure(.notFound)
        }
    }

    /// All addresses of a host in the order to try them, never none.
    package func addresses(of host: WebHost) async throws(ResolutionFailure) -> [IPAddress] {
        switch host {
        case .address(let address): return [address]
        case .name(let name):
            let addresses = try await lookUp(name).get()
            guard !addresses.isEmpty else { throw .notFound }
            return addresses
        }
    }
}
