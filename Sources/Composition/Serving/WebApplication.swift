// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import ServiceLifecycle
package import WebSupport

/// An application that listens at an address of its own.
package struct WebApplication: Sendable {
    /// What it is made with, and so where it can run.
    package enum Keys: Sendable {
        /// Public keys at most: it runs where no private key is.
        case publicHalf(@Sendable (Listener) throws -> any Service)
        case casework(@Sendable (Listener, CaseworkServices) throws -> any Service)

        var needsCasework: Bool {
            switch self {
            case .publicHalf: false
            case .casework: true
            }
        }
    }

    /// As people call it.
    package let name: String
    /// `nil` when it listens in every process.
    package let part: ServePart?
    package let address: Setting
    /// The rows of its part of the routes page.
    package let routes: [RouteDescription]
    package let keys: Keys

    init(
        _ name: String, part: String?, address: Setting, routes: [RouteDescription], keys: Keys
    ) {
        self.name = name
        self.part = part.map { ServePart(name: $0, needsCasework: keys.needsCasework) }
        self.address = address
        self.routes = routes
        self.keys = keys
    }
}
